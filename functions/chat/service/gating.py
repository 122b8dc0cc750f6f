"""The gate of a chat turn: asked before everything that changes something, and the only way to do it.

gate = make_gate(context, message, taint)         # taint: sources of foreign text in the window, files, facts
turn = Turn(Speaker(context, message), gate, budget)
...                                               # run or stream; a tool that reads foreign text: gate.note("memo")
gate.settle(turn)                                 # rows for calls that never came to the gate
gate.actions                                      # what was done and what waits for the person, for the answer
gate.taint                                        # keep it beside this turn's messages, for turns that see them
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from pydantic import BaseModel, ValidationError

from functions.chat.models.gate import Effect, Reason, Source, Verdict
from functions.chat.rules.policy.decide import decide, denied
from functions.chat.rules.policy.effects import EFFECTS
from functions.chat.rules.policy.texts import canonical, is_odd
from functions.chat.service import telling
from functions.chat.service.again import Again, Before
from functions.chat.service.calls import Called
from functions.chat.service.deciding import Known, is_known_currency
from functions.chat.service.permits import Beyond, Permit
from functions.chat.service.room import Room
from functions.journal import service as journal
from functions.journal.models import Action, Decision
from shared.ai.audit import canonical as canonical_json
from shared.ai.tool import Result, Tool, ToolRefused
from shared.ai.turn import Allowed, Denied, Turn
from shared.ai.usage import Usage
from shared.context import Context
from shared.errors import Problem
from shared.gcp.firestore import retry_contended
from shared.gcp.idempotency import Replayed, RequestKey, request_key

_ASKED = (
    "The person has to confirm this first; they are shown a button for it. Nothing was done yet. "
    "Say in one sentence what waits for them, and do not call this again."
)
_PARTLY = "This was done before: {summary}. Nothing else was done; call it again with the words of the rest alone."
_BROKEN = "The arguments are not as declared. Nothing was done."
Reads = Callable[[], Iterable[Source]]


class TurnGate:
    """The gate of one turn of one person. Changes run one after the other, so it keeps count of its turn itself."""

    def __init__(self, known: Known, taint: Iterable[Source], effects: Mapping[str, Effect], reads: Reads) -> None:
        self.actions: list[Action] = []
        self.replayed: list[tuple[str, Mapping[str, Any]]] = []  # calls that a former try of this turn made
        self.left_over: list[Action] = []  # done by a former try as a part of what a call asked for; the rest was not
        self.is_in_doubt = False  # whether the turn may have done something that this gate has not seen
        self._context = known.context
        self._known = known
        self._taint: set[Source] = set(taint)
        self._effects, self._reads = effects, reads
        self._done = 0
        self._room = Room(known.context)
        self._again = Again(known, self._room)
        self._calls: dict[tuple[str, str], int] = {}
        self._recorded: set[int] = set()
        self._told = Usage()

    @property
    def taint(self) -> frozenset[Source]:
        """Where foreign text came from that this turn has seen so far."""
        self._taint.update(self._reads())
        return frozenset(self._taint)

    def note(self, source: Source) -> None:
        """From here on the turn has seen foreign text. For tools that read some; safe from threads."""
        self._taint.add(source)

    def recall(self) -> None:
        """Know all that the turn did and asked, in former tries too: whatever this one does, its answer tells of it."""
        turn = self._context.turn_id
        self.actions += journal.actions_of_turn(self._context.uid, turn) if turn else ()

    def __call__(self, turn: Turn[Any], tool: Tool, arguments: BaseModel) -> Denied | Allowed | None:
        """What becomes of a call; every call leaves its audit row, a delegation when the turn is settled."""
        effect, given = self._effects.get(tool.name), arguments.model_dump(mode="json")
        if effect is not None and effect.kind == "delegate":
            return None
        verdict, approved = self._verdict(tool, effect, given)
        called = Called(turn, tool, effect or Effect(), canonical(given))
        if approved is None or verdict.decision == "deny":
            self._write_down(called, "deny", verdict.reasons)
            return Denied(verdict.words or _BROKEN)
        if verdict.decision == "confirm":
            return Denied(self._asked_first(called, verdict))
        self._done += 1
        return Allowed(partial(self._perform, called, approved, verdict))

    def settle(self, turn: Turn[Any]) -> None:
        """Write down the calls that were refused before the gate was asked; those over the budget in one row."""
        left = [one for at, one in enumerate(turn.audit) if at not in self._recorded]
        self._recorded.update(range(len(turn.audit)))
        if rows := journal.unasked_rows(self._context, left):
            self._write_rows(rows)

    def _verdict(self, tool: Tool, effect: Effect | None, given: Mapping[str, Any]) -> tuple[Verdict, BaseModel | None]:
        """The decision, and the arguments in their canonical form; None where they are not fit to be done."""
        if effect is None:
            return denied("unknown_tool"), None
        if is_odd(given):
            return denied("odd_text"), None
        plain = canonical(given)
        try:
            approved = tool.arguments.model_validate_json(canonical_json(plain), strict=True)
        except ValidationError:
            return denied("odd_text"), None
        if not is_known_currency(effect, plain):
            return denied("bad_amount"), None
        effect = replace(effect, kind="destructive") if tool.effect == "destructive" else effect
        return decide(self._known.asked(effect, plain, self.taint, self._done)), approved

    def _perform(self, called: Called, approved: BaseModel, verdict: Verdict) -> Result:
        """Run the tool under a permit. Raises ToolRefused, and what the tool raises."""
        permit = self._permit(called, "allow", verdict.reasons)
        context = replace(self._context, guard=permit, agent=called.agent)
        turn = replace(called.turn, identity=replace(called.turn.identity, context=context))
        try:
            permit.replay()
            if (before := self._again.before(called, self.actions)).done != "not":
                return self._done_by_another(called, before)
            self._room.check(permit, self.actions)
            result = retry_contended(lambda: called.tool(turn, approved))
        except Replayed as before:
            return self._done_before(called, before)
        except Exception as error:  # noqa: BLE001 (it is raised there again)
            return self._not_done(called, verdict, permit, error)
        if isinstance(permit.refusal, Beyond):
            return self._not_done(called, verdict, permit, permit.refusal)
        self._close(called, permit, "nothing")
        return result

    def _not_done(self, called: Called, verdict: Verdict, permit: Permit, error: Exception) -> Result:
        """The tool did not do it, or did and then broke. Raises ToolRefused or the error."""
        if isinstance(permit.refusal, Beyond):
            doubted = replace(verdict, decision="confirm", reasons=(permit.refusal.reason,))
            raise ToolRefused(self._propose(called, doubted)) from None
        self._close(called, permit, "failed")
        if isinstance(error, Problem) and error.status < 500:
            raise ToolRefused(error.detail) from None
        raise error

    def _close(self, called: Called, permit: Permit, outcome: str) -> None:
        """Write down what left no row in a commit of its own."""
        try:
            is_committed = permit.is_committed()
        except Problem:
            self.is_in_doubt = True
            raise
        if not is_committed:
            self._write_down(called, "allow", (), outcome)
            return
        if called.effect.about == "spent":
            self.left_over.clear()
        self._recorded.add(len(called.turn.audit))
        self.actions += [*([permit.action] if permit.action else []), *permit.proposed.values()]

    def _done_by_another(self, called: Called, before: Before) -> dict[str, str]:
        """A first try did it by another call: this one is an attempt of its own. Raises ToolRefused where it goes on
        to what was not done."""
        self.actions += before.actions
        summary = "; ".join(one.summary for one in before.actions)
        if before.done == "partly":
            self.left_over += before.actions
            raise ToolRefused(_PARTLY.format(summary=summary))
        self._write_down(called, "allow", (), "done_before")
        return {"done": summary}

    def _done_before(self, called: Called, before: Replayed) -> Result:
        """A first try of this very turn got as far as this: it is not done twice, nor written down twice."""
        self._recorded.add(len(called.turn.audit))
        self.replayed.append((called.tool.name, called.arguments))
        if not before.body:
            return {"done": called.tool.name.replace("_", " ")}
        action = journal.get_action(self._context.uid, before.body)
        self.actions.append(action)
        self._again.meet([action])
        return {"done": action.summary}

    def _asked_first(self, called: Called, verdict: Verdict) -> str:
        """The words for the model of a call that waits, or cannot."""
        try:
            return self._propose(called, verdict)
        except ToolRefused as refusal:
            self._write_down(called, "deny", ("not_allowed",))
            return refusal.words

    def _propose(self, called: Called, verdict: Verdict) -> str:
        """Ask the person; the words for the model. Raises ToolRefused when what it needs is not to be had."""
        exact = self._exact(called)
        row = self._row(exact, "confirm", verdict.reasons, "proposed")
        permit = Permit(self._key(called, "confirm"), self._context.uid, row)
        permit.action = self._mark(called)(telling.proposal(self._context, exact, verdict, permit.ref.id))
        try:
            permit.replay()
            if self.is_in_doubt and (before := self._again.before(called, self.actions)).done != "not":
                found = self._done_by_another(called, before)
                return _ASKED if any(one.status == "needs_confirmation" for one in before.actions) else found["done"]
            self._finish(permit)
        except Replayed as replayed:
            self.actions.append(journal.get_action(self._context.uid, replayed.body))
        except Problem:
            self.is_in_doubt = True
            raise
        else:
            self.actions.append(permit.action)
        self._recorded.add(len(called.turn.audit))
        return _ASKED

    def _exact(self, called: Called) -> Called:
        """The call that a confirmation is bound to: mostly the call itself."""
        exactly = getattr(called.turn.identity, "exactly", None)
        found = exactly(called.turn, called.tool.name, called.arguments) if exactly else None
        if found is None:
            return called
        tool, arguments = found
        return Called(called.turn, tool, self._effects.get(tool.name, Effect()), canonical(arguments))

    def _write_down(
        self, called: Called, decision: Decision, reasons: tuple[Reason, ...], outcome: str = "refused"
    ) -> None:
        """An audit row of its own, where there is no effect for it to go with."""
        self._write_rows([self._row(called, decision, reasons, outcome)])
        self._recorded.add(len(called.turn.audit))

    def _write_rows(self, rows: list[journal.Row]) -> None:
        """Rows in a commit of their own; each denial also tells the operators."""
        self._finish(journal.Rows(journal.fresh_key(self._context), self._context.uid, rows))
        for row in rows:
            if row["decision"] == "deny":
                journal.log_denial(self._context, row)

    def _row(self, called: Called, decision: Decision, reasons: tuple[Reason, ...], outcome: str) -> journal.Row:
        who = called.agent, called.tool.name
        return journal.row_of(self._context, who, called.sha256, decision, reasons=reasons, outcome=outcome)

    def _finish(self, guard: RequestKey) -> None:
        context = replace(self._context, guard=guard)
        retry_contended(lambda: context.finish(context.commit()))

    def _permit(
        self, called: Called, decision: Decision, reasons: tuple[Reason, ...], outcome: str = "committed"
    ) -> Permit:
        row = self._row(called, decision, reasons, outcome)
        return Permit(self._key(called, decision), self._context.uid, row, mark=self._mark(called))

    def _mark(self, called: Called) -> Callable[[Action], Action]:
        """Completes an Action with what the turn used since the last one."""

        def mark(action: Action) -> Action:
            used, told = called.turn.usage, self._told
            self._told = used
            return replace(
                action,
                input_tokens=used.prompt - told.prompt,
                output_tokens=used.output + used.thoughts - told.output - told.thoughts,
                cost_usd=None if used.cost is None or told.cost is None else used.cost - told.cost,
            )

        return mark

    def _key(self, called: Called, decision: Decision) -> RequestKey:
        """Names this call of this turn: a turn that is tried again after a crash does it once."""
        name = called.tool.name, called.sha256
        number = self._calls[name] = self._calls.get(name, 0) + 1
        given = f"{self._context.guard.ref.id} {called.sha256} {number} {decision}"
        return request_key(self._context.uid, f"CALL {called.tool.name}", given, called.sha256, self._context.now)


def make_gate(  # noqa: PLR0913 (each is a part of what the gate knows)
    context: Context,
    message: str,
    taint: Iterable[Source] = (),
    *,
    effects: Mapping[str, Effect] = EFFECTS,
    reads: Reads = tuple,
    last_change: str | None = None,
) -> TurnGate:
    """The gate for `Turn(gate=…)`. `message` is what the person wrote in this turn, and nothing else.

    `taint` names where text in the context came from that others may have written: files, memos and merchants of
    imports and receipts, notifications, and earlier messages of tainted turns (`history`). `reads` is asked before
    each decision what foreign text tools of this turn have read meanwhile. `last_change` is the turn that "undo that"
    means.
    """
    return TurnGate(Known(context, message, last_change), taint, effects, reads)
