"""The local stack: `python -m dev up`, `status`, `down`; `python -m dev replay` sends kept messages again."""

import argparse
import errno
import socket
import sys

from dev import options, replay, status
from dev.folder import DataFolder, FolderInUse, NotOurs
from dev.jars import MissingJars
from dev.java import MissingJava


def up(chosen: options.Options) -> int:
    """Run the stack in the foreground. 2 when it cannot start for a reason that the person can change."""
    from dev.supervisor import Stack

    data = DataFolder(chosen.data)
    try:
        data.claim()
        listener = socket.create_server(("127.0.0.1", chosen.port), backlog=512)
    except (FolderInUse, NotOurs) as problem:
        return _refuse(str(problem))
    except OSError as error:
        why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        return _refuse(
            f"Port {chosen.port} {why}: something else listens there, perhaps AI-On on another data folder. "
            "Choose another port: make dev PORT=8081"
        )
    if chosen.fresh:
        data.forget()
    try:
        return Stack(chosen, data, listener).run()
    except (MissingJars, MissingJava, FileNotFoundError) as problem:
        return _refuse(str(problem))


def _refuse(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m dev", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    options.add_up(commands.add_parser("up", help="start everything; Ctrl-C stops it and keeps the data"))
    for_status = commands.add_parser("status", help="what runs, where, since when and with how much memory")
    options.add_data(for_status)
    for_status.add_argument("--json", action="store_true")
    options.add_data(commands.add_parser("down", help="stop what runs on the data folder"))
    replay.add_options(commands.add_parser("replay", help="publish again what was parked, quarantined or left behind"))
    parsed = parser.parse_args()
    if parsed.command == "up":
        return up(options.chosen(parsed))
    if parsed.command == "status":
        return status.show(parsed.data, parsed.json)
    if parsed.command == "replay":
        return replay.run(parsed)
    return status.down(parsed.data)


if __name__ == "__main__":
    sys.exit(main())
