"""What stands for an item when it is searched by meaning."""

from __future__ import annotations

import hashlib

from indexers.models import Item

_PEOPLE, _KEYWORDS = 8, 20  # of an item, embedded: the encoder reads 256 tokens


def item_text(item: Item) -> str:
    """The text that stands for an item when it is searched by meaning."""
    parts = (
        item.title,
        ", ".join(item.genres),
        ", ".join(item.keywords[:_KEYWORDS]),
        item.description,
        ", ".join(credit.name for credit in item.people[:_PEOPLE]),
    )
    return ". ".join(part for part in parts if part)


def digest(*parts: object) -> bytes:
    """16 bytes that differ where the parts do."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode("utf8", "replace"), digest_size=16).digest()
