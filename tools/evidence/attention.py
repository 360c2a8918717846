"""Where the library's picture encoder looks in a frame, as a picture: offered beside an explanation, never cited."""

from __future__ import annotations

from indexers.encoders.attention import draw
from indexers.errors import NotFound
from indexers.library import Library
from indexers.media.decode import Media
from indexers.sources.folder.paths import opened
from tools.candidates.towers import picture_encoder


def attention_png(library: Library, item_id: str, at_s: float) -> bytes:
    """The frame of the item's file at `at_s` (its keyframe) under the attention map, as PNG.

    Raises NotFound where there is no file, no such frame, or no vision transformer; Undecodable.
    """
    encoder, items = picture_encoder(library), library.catalogue.get([item_id])
    if encoder is None:
        raise NotFound("No image encoder is here that saw this library's pictures.", cure="See: usher doctor")
    if not items or items[0].path is None:
        raise NotFound(f"{item_id!r} has no file here.")
    with Media.open(opened(items[0].path)) as media:
        frame = next(iter(list(media.stills([at_s]))), None)
    if frame is None:
        raise NotFound(f"{items[0].title} has no picture.")
    seen = encoder.attention(frame.rgb)
    if seen is None:
        raise NotFound(f"{encoder.name} is no vision transformer: it has no attention to show.")
    return draw(frame.rgb, seen)
