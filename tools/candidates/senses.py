"""How works look and sound, against a wish: by the phrases that were measured, and by likeness to what is liked.

A sense takes part only where the wish speaks of it: by a cue ("looks like"), by a phrase of this library ("black and
white"), or by coming very near to one. Files of parts speak for their work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

import numpy as np

from indexers.catalogue import Columns, Found, Mask, Rows
from indexers.library import Library
from indexers.reading.fold import fold
from tools.candidates.moments import Moments
from tools.candidates.towers import text_vector

if TYPE_CHECKING:
    from tools.candidates.wish import Floats, Wish

SenseName = Literal["look", "sound"]
SENSES: tuple[SenseName, ...] = ("look", "sound")
# Of the whole wish to a phrase, where no word speaks of the sense: from where it counts, and from where it is sure.
# Of 26 questions about what is said the nearest phrase lay below .40, of 26 about sounds half lay above .57.
_NEAR_COSINES, _SURE_COSINE = (0.35, 0.60), 0.72
_ALSO_CALLED = {"silent film": "wordless film", "silent movie": "wordless film"}
_WORDS_COSINES = (0.15, 0.60)  # of a wish to the mean of a file's phrases
_TOWER_RANGE = 0.12  # of text to picture, above the usual; CLIP's cosines of what fits and what does not lie so near
_PHRASE_COSINES = (0.35, 0.80)  # of a wish to the nearest phrase of a file
_HEARD, _SEEN = frozenset(("album", "track", "podcast")), frozenset(("film", "series", "episode", "clip"))
_SHARE_UNASKED = 0.5  # of the weight of likeness in sound to liked music, where only "like" was said
# Words of a phrase that its sense implies: after a cue, "slow" alone names "slow tempo".
_IDLE = frozenset(
    "a an the and of in as with between old picture pictures colours toned movement tempo time beat sound music mood"
    " key".split()
)
_NAMED_COUNTS, _MOMENT_COUNTS = 0.8, 0.8  # of a score: what was named, beside what is near; a moment, beside a file
_VECTORS: WeakKeyDictionary[Library, dict[str, Floats]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Sense:
    """One of the senses for one wish. Arrays over the rows of the columns have length n."""

    wish: Wish
    name: SenseName

    @property
    def _words(self) -> str:
        return f"{self.name}_words"

    @cached_property
    def phrases(self) -> dict[str, Rows]:
        """What was measured in this library, put in words."""
        return self.wish.library.catalogue.findings.phrases(self.name)

    @cached_property
    def is_cued(self) -> bool:
        return self.wish.cues.looks if self.name == "look" else self.wish.cues.sounds

    @property
    def is_heard(self) -> bool:
        """Music alone is asked for: "sad" and "fast" speak of its sound, where it has such a phrase."""
        media = set(self.wish.request.media)
        return self.name == "sound" and bool(media) and media <= {"album", "track"}

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Phrases that stand in the wish: word for word, or after a cue by their telling words."""
        words = fold(self.wish.theme).split()
        runs = _runs(words) | _runs(fold(self.wish.sentence).split())
        runs |= {other for name, other in _ALSO_CALLED.items() if name in runs}
        found = [phrase for phrase in self.phrases if " " in phrase and fold(phrase) in runs]
        if self.is_cued or self.is_heard:
            found += [phrase for phrase in self.phrases if (own := _telling(phrase)) and own <= set(words)]
        return _longest(found)

    @cached_property
    def is_asked(self) -> bool:
        """The wish speaks of this sense."""
        return bool(self.files.any() and self.wish.cues.text and (self.named or self.is_cued))

    @cached_property
    def nearness(self) -> float:
        """0..1: how far the sense counts where the wish does not speak of it, but comes near to what was measured."""
        if self.is_asked or not self.files.any() or not self.wish.cues.text:
            return 0.0
        low, high = _NEAR_COSINES
        return min(1.0, max(0.0, (self._nearest - low) / (high - low)))

    @property
    def is_sought(self) -> bool:
        return self.is_asked or self.nearness > 0

    @property
    def is_sure(self) -> bool:
        """It is asked for, or the wish is as good as a phrase."""
        return self.is_asked or (self.nearness > 0 and self._nearest >= _SURE_COSINE)

    @property
    def _nearest(self) -> float:
        return max(self.cosines.values(), default=0.0)

    @cached_property
    def cosines(self) -> dict[str, float]:
        """Of the wish to each phrase."""
        if not self.phrases or not self.wish.cues.text:
            return {}
        vectors = _encoded(self.wish.library, list(self.phrases))
        found = np.stack(vectors) @ self.wish.encoded(self.wish.cues.text)
        return dict(zip(self.phrases, map(float, found), strict=True))

    @cached_property
    def scores(self) -> Floats:
        """0..1: how much of what was named a row has, or how near what it has comes to the wish."""
        return self._whole if self.moments is None else np.maximum(self._whole, _MOMENT_COUNTS * self.moments.scores)

    @cached_property
    def _whole(self) -> Floats:
        return _of_works(self.own, self.files, self.wish.columns)

    def score_without(self, row: int) -> tuple[float, float]:
        """The score of a row, and what it would be without its best moment."""
        assert self.moments is not None
        second = _MOMENT_COUNTS * self.moments.worth_without_best(row)
        return float(self.scores[row]), max(float(self._whole[row]), second)

    @cached_property
    def own(self) -> Floats:
        """The same by what was measured of whole files, for their own rows."""
        if not self.named:
            return self._near()
        counts = _NAMED_COUNTS * self._covered
        return counts * self._shared() + (1 - counts) * self._near()

    @property
    def _covered(self) -> float:
        """0..1: the share of the wish's words that what was named takes up: little of "a loud engine running"."""
        named = set().union(*map(_telling, self.named))
        words = _telling(self.wish.theme) | named
        return len(named) / max(1, len(words))

    @cached_property
    def moments(self) -> Moments | None:
        """Parts of files that look or sound otherwise than the whole."""
        table = self.wish.library.catalogue.findings.moments()
        return Moments(self.wish, table, self.wish.cues.text, (self.name,)) if table.n and self.wish.cues.text else None

    @cached_property
    def known(self) -> Mask:
        """Rows of which something was measured, in their own file or in a part's."""
        return _with_works(self.files, self.wish.columns)

    @cached_property
    def files(self) -> Mask:
        """The rows whose own file has phrases, or a vector by an encoder of this sense."""
        return self._worded | self._encoded

    @cached_property
    def _worded(self) -> Mask:
        return self.wish.library.catalogue.findings.mask(self._words)

    @cached_property
    def _encoded(self) -> Mask:
        return self.wish.library.catalogue.findings.mask(self.name)

    def _shared(self) -> Floats:
        """The share of the phrases named, the rare ones counting more."""
        found = np.zeros(self.wish.columns.n, np.float32)
        total = 0.0
        for phrase in self.named:
            rarity = float(np.log1p(self.files.sum() / max(1, len(self.phrases[phrase]))))
            found[self.phrases[phrase]] += rarity
            total += rarity
        return found / max(total, 1e-6)

    def _near(self) -> Floats:
        """By meaning: the nearest phrase of a file, and all of them together."""
        found = np.zeros(self.wish.columns.n, np.float32)
        if not self.wish.cues.text:
            return found
        nearness = _between(np.array(list(self.cosines.values()), np.float32), _PHRASE_COSINES)
        for phrase, value in zip(self.cosines, nearness, strict=True):
            if phrase not in self.named:  # it has its own count
                found[self.phrases[phrase]] = np.maximum(found[self.phrases[phrase]], value)
        rows = np.flatnonzero(self._worded).astype(np.int32)
        space = self.wish.library.vectors.space(self._words)
        means = space.scores(self.wish.encoded(self.wish.cues.text), rows, self.wish.columns)
        found[rows] = (found[rows] + _between(means, _WORDS_COSINES)) / 2
        return np.maximum(found, self._shown())

    def _shown(self) -> Floats:
        """By the encoder of the sense itself, where it reads texts: what lies above the middle of the library."""
        found = np.zeros(self.wish.columns.n, np.float32)
        rows = np.flatnonzero(self._encoded).astype(np.int32)
        vector = text_vector(self.wish.library, self.name, self.wish.cues.text) if len(rows) else None
        if vector is not None:
            cosines = self.wish.library.vectors.space(self.name).scores(vector, rows, self.wish.columns)
            usual = float(np.median(cosines))
            found[rows] = _between(cosines, (usual, usual + _TOWER_RANGE))
        return found

    @cached_property
    def likeness_weight(self) -> float:
        """0..1: how much likeness to what is liked counts by this sense."""
        if not len(self.liked_rows):
            return 0.0
        if self.is_cued:
            return 1.0
        if self.wish.cues.looks or self.wish.cues.sounds:
            return 0.0  # the other sense was meant
        media = {self.wish.columns.medium_of(int(row)) for row in self.liked_rows}
        return _SHARE_UNASKED if media & (_HEARD if self.name == "sound" else _SEEN) else 0.0

    @cached_property
    def liked_rows(self) -> Rows:
        """The liked works that this sense knows."""
        rows = self.wish.liked_rows
        return rows[self.known[rows]] if len(rows) else rows

    @cached_property
    def likeness(self) -> Floats:
        """0..1: nearness to the liked works by the stage's own encoder where there is one, else by the phrases."""
        has_own = self._encoded[self._files_of(self.liked_rows)].any()
        space, files = (self.name, self._encoded) if has_own else (self._words, self._worded)
        rows = np.flatnonzero(files).astype(np.int32)
        vectors = self.wish.library.vectors.space(space).vectors(rows, self.wish.columns)
        found = np.zeros(self.wish.columns.n, np.float32)
        for liked in self.liked_rows:
            theirs = np.isin(rows, self._files_of(np.array([liked], np.int32)))
            cosines = vectors @ vectors[theirs].mean(axis=0) if theirs.any() else np.zeros(len(rows), np.float32)
            found[rows] += _above_usual(cosines) / len(self.liked_rows)
        return _of_works(found, files, self.wish.columns)

    def found(self, row: int) -> Found | None:
        """What was measured in the row's own file, else in that of the part most as asked."""
        parts = self._files_of(np.array([row], np.int32))
        own = [int(one) for one in parts if self.files[one]]
        if not own:
            return None
        best = row if row in own else max(own, key=lambda one: float(self.scores[one]))
        item = self.wish.columns.ids[best]
        return self.wish.library.catalogue.findings.of([item])[item][self.name]

    def _files_of(self, rows: Rows) -> Rows:
        """Those rows and the rows of their parts."""
        all_rows = np.arange(self.wish.columns.n, dtype=np.int32)
        return all_rows[np.isin(self.wish.columns.work, rows) | np.isin(all_rows, rows)]


def _runs(words: Sequence[str]) -> set[str]:
    return {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}


def _longest(phrases: Sequence[str]) -> tuple[str, ...]:
    """Without those whose words another one has as well: "slow waltz" is not asked for by "slow tempo" too."""
    kept: list[str] = []
    for phrase in sorted(dict.fromkeys(phrases), key=lambda one: -len(_telling(one))):
        if not any(_telling(phrase) < _telling(other) for other in kept):
            kept.append(phrase)
    return tuple(kept)


def _telling(phrase: str) -> set[str]:
    return {word for word in fold(phrase).split() if word not in _IDLE}


def _above_usual(cosines: Floats) -> Floats:
    """0..1: what lies above the middle of the library; spaces differ in where their cosines lie."""
    usual = float(np.median(cosines)) if len(cosines) else 0.0
    return _between(cosines, (usual, max(1.0, usual + 1e-6)))


def _of_works(own: Floats, files: Mask, columns: Columns) -> Floats:
    """A work takes half the mean and half the best of its parts' files: all alike, or one that is just it."""
    rows = np.flatnonzero(files)
    works = columns.work[rows]
    best, total = np.zeros(columns.n, np.float32), np.zeros(columns.n, np.float32)
    np.maximum.at(best, works, own[rows])
    np.add.at(total, works, own[rows])
    count = np.maximum(np.bincount(works, minlength=columns.n), 1)
    found = ((best + total / count) / 2).astype(np.float32)
    parts = rows[works != rows]
    found[parts] = own[parts]
    return found


def _with_works(files: Mask, columns: Columns) -> Mask:
    known = files.copy()
    known[columns.work[np.flatnonzero(files)]] = True
    return known


def _between(values: Floats, bounds: tuple[float, float]) -> Floats:
    share: Floats = np.clip((values - bounds[0]) / (bounds[1] - bounds[0]), 0, 1).astype(np.float32)
    return share


def _encoded(library: Library, phrases: Sequence[str]) -> list[Floats]:
    """Their vectors; each phrase is encoded once, as long as the library is open."""
    kept = _VECTORS.setdefault(library, {})
    new = [phrase for phrase in phrases if phrase not in kept]
    if new:
        kept.update(zip(new, library.encoder.encode(new), strict=True))
    return [kept[phrase] for phrase in phrases]
