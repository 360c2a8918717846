"""The region of a frame that counts most where pictures were asked for, found by occlusion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexers.encoders.occlusion import occlude
from indexers.encoders.pictures import PictureEncoder
from indexers.errors import UsherError
from indexers.media.decode import Media
from indexers.media.models import Frame
from indexers.models import Item
from indexers.sources.folder.paths import opened
from tools.candidates.senses import Sense
from tools.candidates.towers import picture_encoder
from tools.candidates.wish import Floats, Wish
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import clock, joined
from tools.evidence.text.sentences import sentence
from tools.models import Inside
from tools.ranking.rank import Ranking

_FRAMES = 8  # looked at, evenly spread; the nearest to what is asked for is the one that is searched


@dataclass(frozen=True)
class _Asked:
    """`part`: of the score; `vector`: what its pictures are compared with."""

    part: str
    said: str
    vector: Floats


def region(ranking: Ranking, index: int, item: Item, ledger: Ledger) -> Inside | None:
    """None where the look of pictures does not count, or nothing here can see the item's file.

    Its share of the frame's cosine is taken from what the look gives to the score.
    """
    wish, row = ranking.wish, int(ranking.scored.rows[index])
    sense = next((sense for sense in wish.senses if sense.name == "look"), None)
    encoder = picture_encoder(wish.library)
    _, parts = ranking.scored.of(index)
    asked = _asked(wish, sense, encoder, parts) if sense is not None and encoder is not None else None
    if asked is None or sense is None or encoder is None:
        return None
    playing, span = _place(wish, sense, row, item)
    frame = _nearest(_frames(playing, span), encoder, asked.vector)
    found = occlude(encoder, frame.rgb, asked.vector) if frame is not None else None
    if frame is None or found is None:
        return None
    now = float(encoder.encode_images([frame.rgb])[0] @ asked.vector)
    left, top, right, bottom = (f"{100 * edge:.0f}%" for edge in (found.left, found.top, found.right, found.bottom))
    edges, within = {"left": left, "top": top, "right": right, "bottom": bottom}, f" of {playing.title}"
    values = {"clock": clock(frame.t_s), "less": f"{now - found.loss:.2f}", "now": f"{now:.2f}", **edges}
    values["within"] = within if playing.id != item.id else ""
    text = sentence("why", "inside_region", title=item.title, asked=asked.said, **values)
    share = min(1.0, found.loss / now) if now > 0 else 1.0
    return Inside(
        kind="region",
        text=f"{clock(frame.t_s)}, {left} to {right} across, {top} to {bottom} down",
        score=float(ranking.scored.scores[index]) - parts[asked.part] * share,
        start_s=frame.t_s,
        box=(found.left, found.top, found.right, found.bottom),
        part=playing.id if playing.id != item.id else None,
        evidence=ledger.add("look", text, "the file", item.id),
    )


def _asked(wish: Wish, sense: Sense, encoder: PictureEncoder, parts: dict[str, float]) -> _Asked | None:
    """The wish's words, or the liked works' pictures, whichever gives the score more."""
    part = max(("look", "liked look"), key=lambda name: parts.get(name, 0.0))
    if parts.get(part, 0.0) <= 0:
        return None
    if part == "look":
        return _Asked(part, wish.cues.text, encoder.encode_texts([wish.cues.text])[0])
    vectors = wish.library.vectors.space("look").vectors(sense.liked_rows, wish.columns)
    mean = vectors.mean(axis=0)
    length = float(np.linalg.norm(mean))
    return _Asked(part, joined([one.title for one in wish.liked]), mean / length) if length else None


def _place(wish: Wish, sense: Sense, row: int, item: Item) -> tuple[Item, tuple[float, float] | None]:
    """The item whose file is looked into, and the part of it that looks most as asked, if one stands out."""
    place = int(sense.moments.best[row]) if sense.moments is not None else -1
    if sense.moments is None or place < 0 or not sense.moments.worth[place]:
        return item, None
    table = sense.moments.table
    (played,) = wish.library.catalogue.get([wish.columns.ids[table.rows[place]]])
    return played, (float(table.start_s[place]), float(table.end_s[place]))


def _frames(item: Item, span: tuple[float, float] | None) -> list[Frame]:
    """Nothing where the file is away or cannot be decoded."""
    if item.path is None:
        return []
    try:
        with Media.open(opened(item.path)) as media:
            begin_s, end_s = span or (0.0, media.probe.duration_s or 0.0)
            return list(media.stills([begin_s + (n + 0.5) * (end_s - begin_s) / _FRAMES for n in range(_FRAMES)]))
    except UsherError:
        return []


def _nearest(frames: list[Frame], encoder: PictureEncoder, query: Floats) -> Frame | None:
    if not frames:
        return None
    cosines = encoder.encode_images([frame.rgb for frame in frames]) @ query
    return frames[int(np.argmax(cosines))]
