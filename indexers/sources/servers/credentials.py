"""A server's credentials: from the settings, else from the system's keyring if its package is there."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from indexers.errors import SourceError
from indexers.sources.servers.address import Address

if TYPE_CHECKING:
    from indexers.settings import LibrarySettings

_KEYRING = "usher"


def credentials_of(address: Address, settings: LibrarySettings) -> str:
    """The token, or `name:password` where the server wants those. Raises SourceError if there is none."""
    set_ = getattr(settings, f"{address.kind}_token", None)
    found = (set_.get_secret_value() if set_ else _kept(address) or "").strip()
    if not found:
        raise SourceError(
            f"There are no credentials for {address.name}.",
            cure=f"Set USHER_{address.kind.upper()}_TOKEN"
            + (" to name:password." if address.kind == "subsonic" else "."),
        )
    if not (found.isascii() and found.isprintable()) and address.kind != "subsonic":
        raise SourceError(f"What is set as the token of {address.name} cannot be one.")
    return str(found)


def _kept(address: Address) -> str | None:
    if find_spec("keyring") is None:
        return None
    keyring = import_module("keyring")
    try:
        kept: str | None = keyring.get_password(_KEYRING, address.name)
    except keyring.errors.KeyringError:
        return None
    return kept
