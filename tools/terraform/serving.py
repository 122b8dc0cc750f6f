"""Runs the real terraform while stand-ins answer for its providers: no registry, no provider binary, no cloud.

Terraform is told where they are by TF_REATTACH_PROVIDERS; nothing is installed and nothing is written to a lock file.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc

from tools.terraform.provider import StandIn

SCHEMAS = Path(__file__).parent / "schemas"
_UNLIMITED = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]


def available() -> bool:
    """Whether terraform is installed."""
    return shutil.which("terraform") is not None


def _answering(handler: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def call(asked: Any, context: Any) -> Any:
        try:
            return handler(asked)
        except Exception as error:  # noqa: BLE001 - terraform shows it to whoever wrote the configuration
            context.abort(grpc.StatusCode.INTERNAL, repr(error))

    return call


def _serve(provider: StandIn, address: str) -> grpc.Server:
    server = grpc.server(ThreadPoolExecutor(8), options=_UNLIMITED)
    handlers = {
        name: grpc.unary_unary_rpc_method_handler(
            _answering(handler),
            request_deserializer=asked.FromString,
            response_serializer=lambda reply: reply.SerializeToString(),
        )
        for name, (handler, asked) in provider.calls().items()
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("tfplugin5.Provider", handlers),))
    server.add_insecure_port(address)
    server.start()
    return server


@contextmanager
def serving(schemas: Sequence[Path] = ()) -> Iterator[dict[str, str]]:
    """The environment in which terraform finds a stand-in for each schema document (all of `SCHEMAS` unless told)."""
    with tempfile.TemporaryDirectory(prefix="providers") as folder:
        attached, servers = {}, []
        for number, file in enumerate(schemas or sorted(SCHEMAS.glob("*.json"))):
            provider = StandIn(json.loads(file.read_text(encoding="utf-8")))
            socket = f"{folder}/{number}.sock"
            servers.append(_serve(provider, f"unix:{socket}"))
            attached[provider.address] = {
                "Protocol": "grpc",
                "ProtocolVersion": 5,
                "Pid": os.getpid(),
                "Test": True,
                "Addr": {"Network": "unix", "String": socket},
            }
        told = {"TF_REATTACH_PROVIDERS": json.dumps(attached), "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"}
        try:
            yield {**os.environ, **told}
        finally:
            for server in servers:
                server.stop(0).wait()


def terraform(environment: dict[str, str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One command in a folder. What it says is in `stdout`, errors among it."""
    command = ["terraform", f"-chdir={folder}", *arguments]
    return subprocess.run(
        command, env=environment, text=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
