"""The address of a media server: `jellyfin://HOST[:PORT][/BASE]`, `jellyfin+https://...` for an encrypted one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from indexers.errors import SourceError

_PORTS = {"jellyfin": 8096, "plex": 32400, "subsonic": 4533}
_ENCRYPTED = {443, 8443, 8920}


@dataclass(frozen=True)
class Address:
    kind: str  # jellyfin, plex, subsonic
    name: str  # as a source is named in the library; it holds no credentials
    url: str  # where its API begins, without a slash at the end

    @property
    def prefix(self) -> str:
        """Before the ids of a server that numbers its items from 1, so that they are no other's."""
        return f"{self.kind}-{hashlib.blake2b(self.name.encode(), digest_size=4).hexdigest()}-"


def is_address(source: str) -> bool:
    """Whether this is the address of something elsewhere, and no path."""
    return "://" in source


def read_address(text: str) -> Address:
    """Raises SourceError, which never repeats credentials that stand in `text`."""
    parts = _split(text)
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise SourceError("An address holds no name, password or token.", cure="They belong in the environment.")
    kind, _, transport = parts.scheme.lower().partition("+")
    if not parts.hostname or transport not in ("", "http", "https"):
        raise SourceError(f"{text} is no address of a server.", cure="Such as jellyfin://nas.local:8096.")
    port = parts.port or (443 if transport == "https" else _PORTS.get(kind, 80))
    usual = "https" if port in _ENCRYPTED else "http"
    transport = transport or usual
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    place = f"{host}:{port}{parts.path.rstrip('/')}"
    scheme = kind if transport == usual else f"{kind}+{transport}"
    return Address(kind, f"{scheme}://{place}", f"{transport}://{place}")


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise SourceError("This is no address of a server.", cure="Such as jellyfin://nas.local:8096.") from None
    return parts
