"""What the person who starts the stack may choose, on the command line or by the Makefile's variables."""

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dev.declaration import ROOT

DEFAULT_DATA = ROOT / ".local" / "data"


@dataclass(frozen=True, slots=True)
class Options:
    """`schedule_every_s` None keeps the declared times of the schedules."""

    port: int
    data: Path
    fresh: bool
    seed: bool
    schedule_every_s: float | None


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65536:
        raise argparse.ArgumentTypeError(f"not a port: {text}")
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0.1 <= number <= 86400:
        raise argparse.ArgumentTypeError("between 0.1 and 86400 seconds")
    return number


def add_data(parser: argparse.ArgumentParser, env: Mapping[str, str] = os.environ) -> None:
    """The option that all commands share."""
    parser.add_argument("--data", type=Path, default=Path(env.get("DATA") or DEFAULT_DATA), help="the data folder")


def add_up(parser: argparse.ArgumentParser, env: Mapping[str, str] = os.environ) -> None:
    """The options of `up`; the environment gives their defaults."""
    add_data(parser, env)
    parser.add_argument(
        "--port", type=_port, default=env.get("PORT") or "8080", help="the public port (8080); 0 takes a free one"
    )
    parser.add_argument(
        "--fresh", action="store_true", default=env.get("FRESH") == "1", help="forget the data of the folder first"
    )
    parser.add_argument(
        "--no-seed", action="store_true", default=env.get("SEED") == "0", help="no household in an empty folder"
    )
    parser.add_argument(
        "--schedule-every", type=_seconds, metavar="SECONDS", help="run every schedule this often, not as declared"
    )


def chosen(parsed: argparse.Namespace) -> Options:
    return Options(parsed.port, parsed.data, parsed.fresh, not parsed.no_seed, parsed.schedule_every)
