"""usher mcp: the tools for MCP clients, over standard input and output."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Library, Model, Offline, User

if TYPE_CHECKING:
    from agent.faces.mcp.server import Server


def mcp(user: User = ME, library: Library = None, model: Model = None, offline: Offline = False) -> None:
    """Serve an MCP client over standard input and output until it leaves."""
    settings = settings_of(library, model, offline)
    from agent.faces.mcp.server import Server

    with opened(settings, with_model=True) as usher:
        greet(usher, user)
        has_left = _served(Server(usher, user))
    if not has_left:
        print("usher: stopped.", file=sys.stderr, flush=True)
        os._exit(130)  # a thread still waits for the client's next line, and Python would wait for that thread


def _served(server: Server) -> bool:
    """Serve from a thread, so that a signal ends this while standard input is open; whether the client left first."""
    outcome = Future[None]()

    def serve() -> None:
        try:
            server.run("stdio")
        except BaseException as error:
            outcome.set_exception(error)
        else:
            outcome.set_result(None)

    threading.Thread(target=serve, daemon=True).start()
    try:
        outcome.result()
    except KeyboardInterrupt:
        return False
    return True
