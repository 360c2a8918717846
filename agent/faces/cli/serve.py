"""usher serve: the page, the OpenAI-compatible API and the commands' API, on this machine."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from agent.faces.cli.door import chosen, opened, settings_of, weights_of
from agent.faces.cli.options import Library, Model, Offline
from indexers.errors import LibraryBusy, SettingError


def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8848,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Serve the page and the APIs until stopped."""
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise SettingError("host", host, "an address of this machine alone (127.0.0.1): nobody signs in yet", "--host")
    settings = settings_of(library, model, offline)
    from agent.faces.http import app as http
    from agent.usher import Usher

    if not http.is_free(host, port):
        raise SettingError("port", port, "a port that nobody listens at", "--port")
    with opened(settings) as usher:
        if not isinstance(usher, Usher):
            raise LibraryBusy(settings.library, None, None)
        usher.use(chosen(settings, weights_of(settings)))
        print(f"usher answers at http://{host}:{port} with {usher.chosen.name}; Ctrl-C stops it.", file=sys.stderr)
        http.serve(usher, host, port)
