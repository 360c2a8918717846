"""Look: what is in the picture, by measured facts, and by an image encoder where its weights are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from indexers.encoders.pictures import PictureEncoder, open_pictures
from indexers.media.models import Finding, Moment, Scene, StageName, Vector
from indexers.media.picture.parts import group
from indexers.media.picture.phrases import differing, phrases
from indexers.media.picture.span import Shot, Span, facts, shot_of, whole_facts
from indexers.models import Item
from indexers.settings import LibrarySettings

if TYPE_CHECKING:
    from indexers.media.decode import Media

_METHOD = "1"  # of the measures; a change reads every file again
_SPEED, _ENCODING_SPEED = 30.0, 20.0  # of films in 480p, decoding is most of it; with MobileCLIP2-S0
_BATCH = 32  # frames that wait for the encoder, 8 MB


class LookStage:
    """Without an encoder there are facts and phrases only. See `indexers.stages.Stage`."""

    name: StageName = "look"

    def __init__(self, settings: LibrarySettings, encoder: PictureEncoder | None = None) -> None:
        """`encoder`: instead of the one that the settings ask for. Raises SettingError, WeightsError, ExtraMissing."""
        self.encoder = encoder = encoder or open_pictures(settings)
        self.version = f"{_METHOD} {encoder.name} {encoder.revision}" if encoder else _METHOD
        self.speed = _ENCODING_SPEED if encoder else _SPEED

    def close(self) -> None:
        self.encoder = None

    def read(self, item: Item, media: Media) -> Finding:
        """Facts of the whole, and a moment for each part of 15 to 60 s that looks like one. Raises Undecodable."""
        if not media.probe.has("video"):
            return Finding(skipped="has no picture")
        shots = tuple(self._shots(media.scenes()))
        if not shots:
            return Finding(skipped="has no picture")
        whole = Span(shots)
        found = whole_facts(whole)
        moments = [_moment(part, found) for part in group(shots)] if whole.length_s > 0 else []
        return Finding(found, phrases(found, whole.length_s), _mean(shots), tuple(moments))

    def _shots(self, scenes: Iterable[Scene]) -> Iterator[Shot]:
        """Without their frames, so that a file of any length fits."""
        if self.encoder is None:
            yield from map(shot_of, scenes)
            return
        waiting = iter(scenes)
        while some := list(islice(waiting, _BATCH)):
            vectors = self.encoder.encode_images([scene.frame.rgb for scene in some])
            for scene, vector in zip(some, vectors, strict=True):
                yield replace(shot_of(scene), vector=vector)


def _moment(part: Span, whole: dict[str, float | str | bool]) -> Moment:
    found = facts(part)
    return Moment(part.start_s, part.end_s, ", ".join(differing(found, whole)), found, _mean(part.shots))


def _mean(shots: Sequence[Shot]) -> Vector | None:
    """Unit length; None where nothing was encoded."""
    vectors = [shot.vector for shot in shots if shot.vector is not None]
    if not vectors:
        return None
    mean = np.mean(vectors, axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)
