"""usher serve: the page, the OpenAI-compatible API and the commands' API, on this machine."""

from __future__ import annotations

import contextlib
import sys
from typing import Annotated

import typer

from agent.faces.cli.door import chosen, own, owned, settings_of, weights_of
from agent.faces.cli.options import Library, Model, Offline
from indexers.errors import SettingError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any free one.")] = 8848,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Serve the page and the APIs until stopped."""
    if host not in _LOOPBACK:
        raise SettingError("host", host, "an address of this machine alone (127.0.0.1): nobody signs in yet", "--host")
    settings = settings_of(library, model, offline)
    from agent.faces.http import app as http
    from agent.faces.http.refresh import refreshing

    with http.listen(host, port) as listener, owned(own(settings), settings) as usher:
        usher.use(chosen(settings, weights_of(settings)))
        address = http.address_of(listener)
        print(f"usher answers at {address} with {usher.chosen.name}; Ctrl-C stops it.", file=sys.stderr, flush=True)
        indexing = settings.indexing
        with (
            contextlib.suppress(KeyboardInterrupt),
            refreshing(usher, indexing.refresh_minutes, indexing.learn_minutes),
        ):
            http.serve(usher, listener)
