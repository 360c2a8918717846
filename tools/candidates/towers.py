"""Words in the spaces of pictures and of sound, where the encoder that made the vectors reads texts as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from indexers.encoders.pictures import PictureEncoder, open_pictures
from indexers.encoders.sounds import open_sounds
from indexers.errors import UsherError
from indexers.library import Library

if TYPE_CHECKING:
    from tools.candidates.wish import Floats


class Tower(Protocol):
    name: str
    revision: str

    def encode_texts(self, texts: Sequence[str]) -> Floats: ...


_OPENED: WeakKeyDictionary[Library, dict[str, Tower | None]] = WeakKeyDictionary()


def picture_encoder(library: Library) -> PictureEncoder | None:
    """The one that saw the library's pictures, kept as `text_vector` keeps it; None where it is not here."""
    found = _opened(library, "look")
    return found if isinstance(found, PictureEncoder) else None


def text_vector(library: Library, space: str, text: str) -> Floats | None:
    """The unit vector of a text among the vectors of `space` ("look", "sound"); None where nothing reads texts there.

    The encoder is loaded when first asked, and kept as long as the library is open.
    """
    tower = _opened(library, space)
    return tower.encode_texts([text])[0] if tower is not None else None


def _opened(library: Library, space: str) -> Tower | None:
    opened = _OPENED.setdefault(library, {})
    if space not in opened:
        opened[space] = _open(library, space)
    return opened[space]


def _open(library: Library, space: str) -> Tower | None:
    """The encoder of the settings, if it is the one that the vectors come from."""
    stamp = library.vectors.space(space).stamp
    if stamp is None:
        return None
    try:
        tower = _texts_too(library, space)
    except UsherError:  # its extra or weights are gone: the phrases answer
        return None
    return tower if tower is not None and (tower.name, tower.revision) == (stamp.encoder, stamp.revision) else None


def _texts_too(library: Library, space: str) -> Tower | None:
    if space == "look":
        return open_pictures(library.settings)
    sounds = open_sounds(library.settings)
    return sounds if sounds is not None and sounds.texts_too else None
