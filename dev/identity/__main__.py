"""`python -m dev.identity --port 9099 [--data DIR]`: runs until SIGTERM or Ctrl-C."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from dev.identity.accounts import Accounts
from dev.identity.server import IdentityServer


def main() -> int:
    """Serve. Exits 1 with one line when the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m dev.identity", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9099)
    parser.add_argument("--project", default="demo-ai-on")
    parser.add_argument("--data", type=Path, help="folder that keeps accounts and the key; else in memory")
    parser.add_argument("--attempts", type=int, default=100, help="failed sign-ins a minute and address")
    options = parser.parse_args()
    accounts = Accounts(options.project, options.data, options.attempts)
    try:
        server = IdentityServer((options.host, options.port), accounts)
    except OSError as error:
        print(f"cannot listen on {options.host}:{options.port}: {error.strerror}", file=sys.stderr)
        return 1
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"ready http://{options.host}:{server.server_port}", flush=True)
    server.serve_forever(poll_interval=0.1)
    accounts.storage.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
