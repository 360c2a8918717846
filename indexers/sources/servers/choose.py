"""The client for an address. SERVERS: its scheme to a client; a new kind of server is a line here and a module."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from indexers.errors import SourceError
from indexers.sources.servers.address import Address, read_address
from indexers.sources.servers.api import Api
from indexers.sources.servers.credentials import credentials_of
from indexers.sources.servers.jellyfin import Jellyfin
from indexers.sources.servers.plex import Plex
from indexers.sources.servers.server import Server
from indexers.sources.servers.subsonic import Subsonic

if TYPE_CHECKING:
    from indexers.settings import LibrarySettings

SERVERS: dict[str, Callable[[Address, Api, str], Server]] = {
    "jellyfin": Jellyfin,
    "plex": Plex,
    "subsonic": Subsonic,
}


def open_server(source: str, settings: LibrarySettings) -> Server:
    """The server at `jellyfin://HOST[:PORT]`, not asked anything yet.

    Its credentials are those in `settings`, else in the keyring. Raises SourceError for another address, or none.
    """
    address = read_address(source)
    if address.kind not in SERVERS:
        raise SourceError(f"{address.kind}:// is no source.", cure=f"Servers are: {', '.join(SERVERS)}.")
    secret = credentials_of(address, settings)
    return SERVERS[address.kind](address, Api(address), secret)
