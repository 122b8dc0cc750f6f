"""What the demo shows: requests as short lines, answers as aligned tables; colours only where a terminal shows them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

_COLOURS = {"ok": "green", "warning": "yellow", "over": "bold red"}
_PLAIN_WIDTH = 100
_BAR = 8


def money(amount: Decimal) -> str:
    """1234.5 as `1 234.50`, with spaces that do not break."""
    return f"{amount:,.2f}".replace(",", "\u00a0")


class Screen:
    """The terminal, or a plain file of the same lines."""

    def __init__(self) -> None:
        self._out = Console(highlight=False)
        if not self._out.is_terminal:
            self._out = Console(highlight=False, width=_PLAIN_WIDTH)
        self._step = 0

    def step(self, title: str) -> None:
        """The heading of the next step."""
        self._step += 1
        self._out.print(f"\n[bold]{self._step}. {escape(title)}[/]")

    def part(self, title: str) -> None:
        """The heading of one of several like things in a step."""
        self._out.print(f"\n   [bold]{escape(title)}[/]")

    def note(self, text: str) -> None:
        self._out.print(f"   [dim]{escape(text)}[/]", soft_wrap=True)

    def request(self, method: str, path: str, body: str = "") -> None:
        shown = f" [cyan]{escape(body)}[/]" if body else ""
        self._out.print(f"   [bold]{method}[/] {escape(path)}{shown}", soft_wrap=True)

    def answered(self, status: int, seconds: float) -> None:
        colour = "green" if status < 400 else "red"
        self._out.print(f"   [{colour}]{status} {HTTPStatus(status).phrase}[/] [dim]in {seconds * 1000:.0f} ms[/]")

    def budgets(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """The budgets as the API lists them."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for name in ("Budget", "Planned", "Spent", "Left"):
            table.add_column(name, justify="left" if name == "Budget" else "right", no_wrap=True)
        table.add_column("", no_wrap=True)
        table.add_column("Used", justify="right", no_wrap=True)
        table.add_column("Status", no_wrap=True)
        for row in rows:
            colour = _COLOURS[row["status"]]
            used = row["spent"] * 100 / row["budget"] if row["budget"] else Decimal(0)
            full = min(_BAR, max(0, round(used * _BAR / 100)))
            bar = f"[{colour}]{'█' * full}[/][dim]{'░' * (_BAR - full)}[/]"
            amounts = (money(row[name]) for name in ("budget", "spent", "remaining"))
            table.add_row(escape(row["title"]), *amounts, bar, f"{used:.0f}\u00a0%", f"[{colour}]{row['status']}[/]")
        self._indented(table)

    def expenses(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """The expenses of an answer, right-aligned amounts first: names may be of any script and length."""
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 0))
        table.add_column(justify="right", no_wrap=True)
        for _ in range(3):
            table.add_column(no_wrap=True)
        for row in rows:
            amount = f"[bold]{money(row['amount'])}[/] {row['currency']}"
            table.add_row(amount, row["date"], f"[green]{escape(row['category'])}[/]", escape(row["product"]))
        self._indented(table)

    def items(self, rows: Sequence[Mapping[str, Any]], total: Decimal) -> None:
        """The lines of a receipt and what they add up to."""
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 0))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True)
        for row in rows:
            table.add_row(money(row["amount"]), escape(row["name"]))
        table.add_row("[dim]" + "─" * len(money(total)) + "[/]", "")
        table.add_row(f"[bold]{money(total)}[/]", "[bold]total[/]")
        self._indented(table)

    def alert(self, text: str) -> None:
        self._out.print(f"   [bold red]alert[/] {escape(text)}", soft_wrap=True)

    def notification(self, row: Mapping[str, Any], caption: str) -> None:
        """The ending: what the person is told."""
        text = f"{escape(row['message'])}\n[dim]{row['notification_type']} · {row['priority']} · {row['action_url']}[/]"
        title = f"[bold]{escape(row['title'])}[/]"
        self._indented(
            Panel(text, title=title, subtitle=escape(caption), title_align="left", subtitle_align="right",
                  border_style="red", padding=(1, 2), width=min(self._out.width - 4, 96))
        )  # fmt: skip

    def failed(self, text: str) -> None:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"[bold red]{escape(text)}[/]")

    def _indented(self, shown: Any) -> None:
        from rich.padding import Padding

        self._out.print(Padding(shown, (0, 0, 0, 3), expand=False))
