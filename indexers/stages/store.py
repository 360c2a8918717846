"""Findings into the library: their vectors first, then the row that says they are there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from types import TracebackType

import numpy as np

from indexers.catalogue.findings import StageRow
from indexers.library import Library
from indexers.media.models import Vector
from indexers.sidecar import Matrix
from indexers.stages import Stage
from indexers.vectors import SPACES, Stamp
from indexers.vectors import Collection as VectorCollection

_MOMENTS, _LOOK_MOMENTS = "moments", "look_moments"


class Store:
    """Writes what the stages find. A stage whose encoder changed fills a collection beside the one that answers."""

    def __init__(self, library: Library, stages: Sequence[Stage]) -> None:
        self._library = library
        self._beside: dict[str, VectorCollection] = {}
        self._stamps = _stamps(stages)

    def __enter__(self) -> Store:
        self._library.stamp_encoder()
        text = self._library.stamp
        assert text is not None
        for name in ("look_words", "sound_words", _MOMENTS):
            if self._library.vectors.space(name).stamp != text:
                self._library.vectors.stamp(name, text)
        for name, stamp in self._stamps.items():
            self._begin(name, stamp)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for collection in self._beside.values():
            collection.close()

    def _begin(self, name: str, stamp: Stamp) -> None:
        here = self._library.vectors.space(name)
        if here.stamp is None:
            self._library.vectors.stamp(name, stamp)
        elif here.stamp != stamp:
            self._beside[name] = self._library.vectors.beside(name, stamp)

    def finish(self) -> None:
        """All files are read: the collections of new encoders answer from now on."""
        for name in self._beside:
            self._library.vectors.stamp(name, self._stamps[name])

    def put(self, row: StageRow) -> None:
        """One transaction: the finding, its vectors and moments, instead of what the stage found before."""
        vectors, moments = self._vectors(row), row.finding.moments
        texts = {number: moment.text for number, moment in enumerate(moments) if moment.text}
        looks = {number: moment.vector for number, moment in enumerate(moments) if moment.vector is not None}
        encoded = self._library.encoder.encode(list(texts.values())) if texts else None
        spaces = tuple((_MOMENTS,) * (n in texts) + (_LOOK_MOMENTS,) * (n in looks) for n in range(len(moments)))
        row = replace(row, spaces=tuple(vectors), moment_spaces=spaces)
        with self._library.catalogue.note() as change:
            gone = change.moments_of([row.item], row.stage)
            placed = change.put_finding(row)
            if placed is None:
                return
            seq, numbers = placed
            self._remove(set(gone) - set(numbers))
            for space, vector in vectors.items():
                self._collection(space).add([row.item], [seq], vector[None, :])
            if encoded is not None:
                self._add(_MOMENTS, [numbers[n] for n in texts], encoded)
            if looks:
                self._add(_LOOK_MOMENTS, [numbers[n] for n in looks], np.stack(list(looks.values())))

    def _add(self, space: str, moments: list[int], matrix: Matrix) -> None:
        self._collection(space).add([str(moment) for moment in moments], moments, matrix)

    def _remove(self, moments: Collection[int]) -> None:
        ids = [str(moment) for moment in moments]
        for space in (_MOMENTS, _LOOK_MOMENTS):
            if ids and self._collection(space).stamp:
                self._collection(space).delete(ids)

    def _vectors(self, row: StageRow) -> dict[str, Vector]:
        """Collection -> the vector of the file: by the stage's own encoder, and of its phrases."""
        found: dict[str, Vector] = {}
        if row.finding.vector is not None and row.stage in self._stamps:
            found[row.stage] = row.finding.vector
        if row.finding.phrases and f"{row.stage}_words" in SPACES:
            found[f"{row.stage}_words"] = self._mean_of(row.finding.phrases)
        return found

    def _mean_of(self, phrases: Sequence[str]) -> Vector:
        """Descriptor words embed best as the mean of short phrases, each embedded alone."""
        mean = self._library.encoder.encode(list(phrases)).mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)

    def _collection(self, name: str) -> VectorCollection:
        return self._beside.get(name) or self._library.vectors.space(name)


def _stamps(stages: Sequence[Stage]) -> dict[str, Stamp]:
    """Collection -> the encoder that fills it, where a stage has one of its own."""
    found: dict[str, Stamp] = {}
    for stage in stages:
        if stage.encoder is not None:
            stamp = Stamp(stage.encoder.name, stage.encoder.revision, stage.encoder.dim)
            found |= {space: stamp for space in (stage.name, f"{stage.name}_moments") if space in SPACES}
    return found
