"""What a person sees while the stack starts and stops."""

import json

from rich.console import Console
from rich.markup import escape

from dev.declaration import ROOT

USER, EMAIL, PASSWORD = "demo", "demo@example.com", "demo-Passw0rd"
_SAID = json.dumps({"message": "coffee 300 DA and a taxi 500 DA"})


class Progress:
    """Lines as parts become ready; colours only where a terminal shows them."""

    def __init__(self) -> None:
        self._out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    def starting(self, names: list[str]) -> None:
        self._out.print(f"[bold]Starting AI-On[/]: {', '.join(names)}")

    def done(self, name: str, seconds: float, detail: str = "") -> None:
        self._out.print(f"  [green]✓[/] {name:<12}[cyan]{seconds:5.1f} s[/]  [dim]{escape(detail)}[/]")

    def note(self, text: str) -> None:
        self._out.print(f"  [yellow]{escape(text)}[/]")

    def failed(self, text: str, log: str = "") -> None:
        self._err.print(f"[bold red]{escape(text)}[/]")
        if log:
            self._err.print(f"[dim]{escape(log)}[/]")

    def ready(self, url: str, seconds: float, seeded: bool) -> None:
        print(f"ready {url}", flush=True)
        self._out.print(f"[dim]after {seconds:.1f} s; Ctrl-C stops everything and keeps the data[/]\n")
        if seeded:
            self._out.print(f"[bold]Sign in as[/] {USER} ({EMAIL}), password [bold]{PASSWORD}[/]")
        else:
            self._out.print("No household here; the first line makes a user")
        self._out.print(f"[bold]Read the API[/] {url}/api/docs/    [bold]Try[/]")
        path, who = "/api/token/", {"username": USER, "password": PASSWORD}
        if not seeded:
            path, who = "/api/users/create/", {**who, "email": EMAIL}
        send, bearer = "-H 'Content-Type: application/json' -d", '-H "Authorization: Bearer $TOKEN"'
        lines = [
            f"TOKEN=$(curl -s {url}{path} {send} '{json.dumps(who)}' \\",
            "  | python3 -c 'import json,sys; print(json.load(sys.stdin)[\"access\"])')",
            f"curl -s {url}/api/expenses/ {bearer} {send} '{_SAID}'",
            f"curl -s {url}/api/budget/ {bearer}",
            f"make demo PORT={url.rpartition(':')[2]}   # the main job, step by step",
        ]
        self._out.print("\n".join(f"  {line}" for line in lines), markup=False)

    def stopping(self) -> None:
        self._out.print("\n[bold]Stopping[/], keeping the data…")

    def stopped(self, seconds: float) -> None:
        self._out.print(f"[bold]Stopped[/] after {seconds:.1f} s.")


def short(path: object) -> str:
    """A path as people type it from the project's folder."""
    text = str(path)
    return text.removeprefix(f"{ROOT}/")
