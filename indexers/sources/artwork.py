"""The picture of an item: a file beside it, the cover inside it, or what its media server has."""

from __future__ import annotations

from dataclasses import dataclass

from indexers.errors import NotFound, UsherError
from indexers.library import Library
from indexers.models import Item
from indexers.sources.folder.paths import opened
from indexers.sources.servers.address import is_address, read_address
from indexers.sources.servers.choose import open_server

MOST_BYTES = 20_000_000
# First bytes to type: nothing else is given out, whatever an item's `image` names.
_TYPES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


@dataclass(frozen=True)
class Artwork:
    type: str
    data: bytes


def artwork(library: Library, id_: str) -> Artwork:
    """Raises NotFound where there is none, or where it lies at a place that usher has no business with; SourceError."""
    items = library.catalogue.get([id_])
    data = _data(library, items[0]) if items else None
    found = next((kind for start, kind in _TYPES.items() if data and data.startswith(start)), None)
    if data is None or found is None or (found == "image/webp" and data[8:12] != b"WEBP"):
        raise NotFound(f"There is no picture of {id_!r} here.")
    return Artwork(found, data)


def _data(library: Library, item: Item) -> bytes | None:
    image = item.image or ""
    if image.startswith(("http://", "https://")):
        return _of_server(library, image)
    return _read(image) if image else _inside(item)


def _of_server(library: Library, image: str) -> bytes | None:
    """From a media server that is a source here; no other address is asked."""
    for source in filter(is_address, library.catalogue.sources()):
        if image.startswith(f"{read_address(source).url}/"):
            return open_server(source, library.settings).picture(image)
    return None


def _read(path: str) -> bytes | None:
    try:
        file = opened(path)
        return file.read_bytes() if file.stat().st_size <= MOST_BYTES else None
    except (OSError, ValueError):
        return None


def _inside(item: Item) -> bytes | None:
    if item.path is None:
        return None
    from indexers.media.decode import Media

    try:
        with Media.open(opened(item.path)) as media:
            return media.cover()
    except UsherError:
        return None
