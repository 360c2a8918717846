"""The CPU server: llama.cpp (xllamacpp) in a child process of its own, with an OpenAI-compatible port.

A child rather than a thread, so that a crash of the native code costs a turn and not the process, a hung
model can be ended, and another model can follow (xllamacpp cannot close a second server in one process).
The child holds the reading end of a pipe; when usher ends, however it ends, the pipe closes and the child
leaves at once.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

from indexers.errors import ModelError

START_LIMIT_S = 120.0
_PARALLEL = 2  # one slot keeps the prefix of slot calls warm, the other that of replies


class LlamaServer:
    """A running llama.cpp server. `url` ends in /v1; `key` is this run's own."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, key: str, name: str) -> None:
        self._process, self.key, self.name = process, key, name
        self.url = f"http://127.0.0.1:{port}/v1"

    @classmethod
    def start(cls, weights: Path, *, name: str, threads: int, context: int) -> LlamaServer:
        """Load `weights` (.gguf) and return when it answers. `context`: tokens for each of the two slots.

        Raises ModelError if the file or the package is missing, or the child does not come up.
        """
        if not weights.is_file():
            raise ModelError(f"{weights} is not there.", cure=f"Run: usher models get {name}")
        port, key = _free_port(), secrets.token_urlsafe(24)
        spec = {"weights": str(weights), "port": port, "key": key, "threads": threads, "context": context}
        process = subprocess.Popen(
            [sys.executable, "-m", "agent.serving.llamacpp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).resolve().parents[2],
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(spec).encode() + b"\n")
        process.stdin.flush()
        server = cls(process, port, key, name)
        server._wait_until_ready()
        return server

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """End the child; it holds nothing that needs saving."""
        if self.is_alive:
            self._process.kill()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        with httpx.Client(timeout=5, trust_env=False) as client:
            while time.monotonic() < deadline:
                if not self.is_alive:
                    self.close()
                    raise ModelError(
                        f"llama.cpp ended while loading {self.name} (exit code {self._process.returncode}).",
                        cure="Run: usher models verify. It needs libgomp1 and 2 GB of free memory.",
                    )
                if _is_healthy(client, self.url):
                    return
                time.sleep(0.1)
        self.close()
        raise ModelError(f"llama.cpp did not load {self.name} within {START_LIMIT_S:.0f} seconds.")


def _is_healthy(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(url.removesuffix("/v1") + "/health").status_code == 200
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _serve() -> None:
    """The child: read the spec from standard input, serve until that pipe closes."""
    spec = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = spec["weights"]
    params.hostnames = ["127.0.0.1"]
    params.port = spec["port"]
    params.api_keys = [spec["key"]]
    params.verbosity = 0
    params.n_parallel = _PARALLEL
    params.n_ctx = spec["context"] * _PARALLEL  # llama.cpp divides it among the slots
    params.cache_ram_mib = 0
    params.cpuparams.n_threads = spec["threads"]
    params.cpuparams_batch.n_threads = spec["threads"]
    server = xllamacpp.Server(params)
    threading.Event().wait()
    del server


def _leave_with_parent() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os._exit(0)


if __name__ == "__main__":
    _serve()
