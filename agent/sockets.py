"""An HTTP client whose requests can be cut off from another thread; see `agent.stopping`."""

from __future__ import annotations

import socket
from typing import Any

import httpcore
import httpx

from agent.stopping import current


class _Watched(httpcore.SyncBackend):
    def connect_tcp(self, *args: Any, **given: Any) -> httpcore.NetworkStream:
        return _watched(super().connect_tcp(*args, **given))

    def connect_unix_socket(self, *args: Any, **given: Any) -> httpcore.NetworkStream:
        return _watched(super().connect_unix_socket(*args, **given))


def _watched(stream: httpcore.NetworkStream) -> httpcore.NetworkStream:
    one = stream.get_extra_info("socket")
    if isinstance(one, socket.socket):
        current().watch(one)
    return stream


def stoppable(timeout_s: float | None, *, uds: str | None = None, base_url: str = "") -> httpx.Client:
    """A client for servers of this machine: no proxy, and a connection of its own for each request."""
    transport = httpx.HTTPTransport(trust_env=False)
    transport._pool.close()
    transport._pool = httpcore.ConnectionPool(network_backend=_Watched(), max_keepalive_connections=0, uds=uds)
    return httpx.Client(transport=transport, timeout=timeout_s, base_url=base_url)
