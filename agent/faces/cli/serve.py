"""usher serve: the page, the OpenAI-compatible API and the commands' API."""

from __future__ import annotations

import contextlib
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from agent.faces.cli.door import chosen, own, owned, settings_of, weights_of
from agent.faces.cli.options import Library, Model, Offline
from indexers.errors import UsherError

if TYPE_CHECKING:
    from indexers.library import Library as Owned

_CURE = "Make one first with: usher token create NAME"


def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen at; others than 127.0.0.1 need a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free one.")] = 8848,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Serve the page and the APIs until stopped."""
    settings = settings_of(library, model, offline)
    from agent.faces.http import app as http
    from agent.faces.http.refresh import refreshing

    with http.listen(host, port) as listener, owned(_fit(own(settings), listener), settings) as usher:
        usher.use(chosen(settings, weights_of(settings)))
        address = http.address_of(listener)
        print(f"usher answers at {address} with {usher.chosen.name}; Ctrl-C stops it.", file=sys.stderr, flush=True)
        indexing = settings.indexing
        with (
            contextlib.suppress(KeyboardInterrupt),
            refreshing(usher, indexing.refresh_minutes, indexing.learn_minutes),
        ):
            http.serve(usher, listener)


def _fit(library: Owned, listener: socket.socket) -> Owned:
    """The library, if it may be served there. Raises UsherError."""
    from agent.faces.http.app import is_local

    try:
        if is_local(listener) or library.people.tokens.all():
            return library
        raise UsherError("Others reach this address, and no token says who is who.", cure=_CURE)
    except UsherError:
        library.close()
        raise
