"""`python -m dev.fcm --port 9150`: runs until SIGTERM or Ctrl-C."""

import argparse
import signal
import sys
import threading

from dev.fcm.messages import Messages
from dev.fcm.server import FcmServer


def main() -> int:
    """Serve. Exits 1 with one line when the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m dev.fcm", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9150)
    parser.add_argument("--project", default="demo-ai-on", help="the project that it serves; * for any")
    options = parser.parse_args()
    try:
        server = FcmServer((options.host, options.port), Messages(options.project))
    except OSError as error:
        print(f"cannot listen on {options.host}:{options.port}: {error.strerror}", file=sys.stderr)
        return 1
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"ready http://{options.host}:{server.server_port}", flush=True)
    server.serve_forever(poll_interval=0.1)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
