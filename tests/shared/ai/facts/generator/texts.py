"""Texts in the manner of a chatty model about a snapshot: true ones, and ones with exactly one false figure.

    python -m tests.shared.ai.facts.generator.texts 7

prints some of seed 7.
"""

import re
import sys
from dataclasses import dataclass, replace
from random import Random

from shared.ai.facts import Fact, Snapshot
from tests.shared.ai.facts.generator import lies
from tests.shared.ai.facts.generator.days import DaySlot, in_month, on_day, whole_month
from tests.shared.ai.facts.generator.slots import Slot, amount, counted, percent
from tests.shared.ai.facts.generator.snapshots import Told

LANGUAGES = ("en", "fr", "ar")
MUTATIONS = ("digit", "magnitude", "sign", "base", "stale")
_OPEN, _CLOSE = "\ue100", "\ue101"
_FLIPPED = {"up": "down", "down": "up", "yes": "no", "no": "yes"}
_DIRECTED = re.compile(r"^(change|trend|left)_(\w+)$")


@dataclass(frozen=True)
class Case:
    """A text and its truth: `lie` is the span of the false figure and `kind` what is false, None in a true text."""

    language: str
    snapshot: Snapshot
    text: str
    lie: tuple[int, int] | None
    kind: str | None


@dataclass(frozen=True)
class _Sentence:
    group: str
    template: str
    slots: dict[str, Slot | DaySlot]
    cat: str = ""
    lying: str = ""  # the name of the slot that is false

    def words(self, random: Random) -> str:
        said = {name: _marked(slot.text, random, lie=name == self.lying) for name, slot in self.slots.items()}
        return self.template.format(cat=self.cat, **said)


def _marked(text: str, random: Random, *, lie: bool) -> str:
    way = random.random()
    if way < 0.16:
        text = random.choice([f"**{text}**", f"**{text}**", f"*{text}*", f"__{text}__", f"`{text}`"])
    elif way < 0.22:
        text = random.choice([f"\u2066{text}\u2069", f"\u200f{text}", f"{text[:1]}\u200b{text[1:]}"])
    return f"{_OPEN}{text}{_CLOSE}" if lie else text


class _Writer:
    """Puts the facts of one snapshot into sentences."""

    def __init__(self, random: Random, told: Told) -> None:
        self.random, self.told, self.language = random, told, told.language

    def slot(self, name: str, fact: Fact, *, bare: bool = False) -> Slot | DaySlot:
        random, language = self.random, self.language
        if name in {"month", "before"}:
            return in_month(random, language, fact)
        if name == "whole":
            return whole_month(random, language, fact)
        if fact.unit == "date":
            return on_day(random, language, fact)
        if fact.unit == "currency":
            return amount(random, language, fact, bare=bare)
        return percent(random, language, fact) if fact.unit == "percent" else counted(random, language, fact)

    def fact(self, name: str, cat: str) -> Fact | None:
        role = {"month": "start", "whole": "start"}.get(name, name)
        return self.told.roles.get(f"{role}:{cat}") or self.told.roles.get(role)

    def sentence(self, group: str, cat: str) -> _Sentence | None:
        templates = self.told.words.PHRASES[group]
        template = self.random.choice(templates)
        if group == "period" and self.random.random() < 0.5:
            template = {
                "en": "All of this is about {whole}.",
                "fr": "Tout cela concerne la période {whole}.",
                "ar": "كل هذا عن {whole}.",
            }[self.language]
        slots = {}
        for name in dict.fromkeys(re.findall(r"\{(\w+)\}", template)):
            fact = None if name == "cat" else self.fact(name, cat)
            if name == "cat":
                continue
            if not fact:
                return None
            slots[name] = self.slot(name, fact)
        return _Sentence(group, template, slots, cat)

    def sentences(self) -> list[_Sentence]:
        random = self.random
        groups = [self._directed(group) for group in self.told.words.PHRASES if group != "noise"]
        wanted = [group for group in dict.fromkeys(groups) if group]
        random.shuffle(wanted)
        made = (self.sentence(group, random.choice(self.told.categories)) for group in wanted)
        told = [self._true_direction(one) for one in made if one]
        return told[: random.randint(3, 7)]

    def _directed(self, group: str) -> str:
        directed = _DIRECTED.match(group)
        return f"{directed[1]}_{'yes' if directed[1] == 'left' else 'up'}" if directed else group

    def _true_direction(self, sentence: _Sentence) -> _Sentence:
        directed = _DIRECTED.match(sentence.group)
        if not directed:
            return sentence
        slot = sentence.slots[directed[1]]
        assert isinstance(slot, Slot)
        return sentence if (slot.fact.number or 0) > 0 else self.flipped(sentence)

    def flipped(self, sentence: _Sentence) -> _Sentence:
        """The sentence with the other direction, with the same figure in it."""
        name, _, way = sentence.group.partition("_")
        group = f"{name}_{_FLIPPED[way]}"
        return replace(sentence, group=group, template=self.random.choice(self.told.words.PHRASES[group]))

    def table(self) -> list[_Sentence]:
        """Rows of categories with bare numbers."""
        rows = []
        for cat in self.told.categories:
            slots: dict[str, Slot | DaySlot] = {}
            for name in ("amount", "share"):
                fact = self.told.roles.get(f"{name}:{cat}")
                if fact:
                    slots[name] = self.slot(name, fact, bare=True)
            if slots:
                cells = " | ".join("{" + name + "}" if name in slots else "–" for name in ("amount", "share"))
                rows.append(_Sentence("table", f"| {{cat}} | {cells} |", slots, cat))
        return rows


_HEAD = {"en": "| Category | Spent | Share |", "fr": "| Poste | Dépensé | Part |", "ar": "| الفئة | المبلغ | الحصة |"}


def make_case(random: Random, language: str, kind: str | None) -> Case:
    """One text; with `kind` exactly one of its figures is false."""
    while True:
        told = Told(random, language)
        writer = _Writer(random, told)
        sentences = writer.sentences()
        if random.random() < 0.2:
            sentences += writer.table()
        if kind is None or _lying(random, writer, sentences, kind):
            text = _laid_out(random, told, sentences)
            start, end = text.find(_OPEN), text.find(_CLOSE)
            text = text.replace(_OPEN, "").replace(_CLOSE, "")
            return Case(language, told.snapshot, text, (start, end - 1) if start >= 0 else None, kind)


def _lying(random: Random, writer: _Writer, sentences: list[_Sentence], kind: str) -> bool:
    """Make one figure false in place; False when this text has none that can be."""
    places = [(place, name) for place, one in enumerate(sentences) for name in one.slots]
    random.shuffle(places)
    for place, name in places:
        sentence = sentences[place]
        lie = _false(random, writer, sentence, name, kind)
        if lie:
            sentences[place] = replace(lie, lying=name)
            return True
    return False


def _false(random: Random, writer: _Writer, sentence: _Sentence, name: str, kind: str) -> _Sentence | None:
    slot, snapshot = sentence.slots[name], writer.told.snapshot
    if isinstance(slot, DaySlot):
        other = lies.stale(random, slot, snapshot) if kind == "stale" else None
        return replace(sentence, slots={**sentence.slots, name: other}) if other else None
    if kind == "stale":
        return None
    if kind == "sign" and _DIRECTED.match(sentence.group):
        opposite = replace(slot, fact=replace(slot.fact, id="none"))
        return writer.flipped(sentence) if not _told_elsewhere(opposite, slot, snapshot) else None
    change = {
        "digit": lies.digit_swapped,
        "magnitude": lies.other_magnitude,
        "base": lies.wrong_base,
        "sign": lies.minus_sign,
    }
    made = change[kind](random, slot, writer.language, snapshot)
    return replace(sentence, slots={**sentence.slots, name: made}) if made else None


def _told_elsewhere(shown: Slot, slot: Slot, snapshot: Snapshot) -> bool:
    """Whether the figure could be that of another fact, with which the other direction may be true."""
    return any(lies._could_tell(fact, shown) for fact in snapshot.facts if fact is not slot.fact)


def _laid_out(random: Random, told: Told, sentences: list[_Sentence]) -> str:
    noise = list(told.words.PHRASES["noise"])
    said = [one.words(random) for one in sentences if one.group != "table"]
    for one in random.sample(noise, random.randint(0, 3)):
        said.insert(random.randint(0, len(said)), one)
    way = random.random()
    if way < 0.5:
        text = " ".join(said)
    elif way < 0.7:
        bullet = random.choice(["- ", "* ", "• "])
        text = f"{said[0]}\n\n" + "\n".join(bullet + one for one in said[1:])
    elif way < 0.85:
        text = f"{said[0]}\n\n" + "\n".join(f"{rank}. {one}" for rank, one in enumerate(said[1:], 1))
    else:
        text = f"## {random.choice(told.categories)}\n\n" + "\n\n".join(said)
    rows = [one.words(random) for one in sentences if one.group == "table"]
    if rows:
        text += "\n\n" + "\n".join([_HEAD[told.language], "|---|---:|---:|", *rows])
    return text


def make_cases(seed: int, count: int) -> list[Case]:
    """Half true, half with a lie; languages and kinds of lies in turn, so that all are well represented."""
    random = Random(seed)
    kinds = [None if place % 2 == 0 else MUTATIONS[place // 2 % len(MUTATIONS)] for place in range(count)]
    return [make_case(random, LANGUAGES[place // 2 % 3], kind) for place, kind in enumerate(kinds)]


if __name__ == "__main__":
    for case in make_cases(int(sys.argv[1]) if len(sys.argv) > 1 else 1, 24):
        lie = case.text[slice(*case.lie)] if case.lie else "-"
        sys.stdout.write(f"[{case.language} {case.kind}: {lie}]\n{case.text}\n\n")
