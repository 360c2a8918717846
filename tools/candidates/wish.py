"""A request tied to the library: the query's vector and words, the rows of liked titles, the people named."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Mask, Rows
from indexers.library import Library
from indexers.models import Item
from indexers.reading.fold import fold
from tools.candidates.cues import Cues, read_cues
from tools.candidates.moments import SPOKEN, Moments
from tools.candidates.moods import Theme, read_moods, speaks_of_music
from tools.candidates.named import keywords_named, people_named, titles_named
from tools.candidates.occasion import without_occasion
from tools.candidates.senses import SENSES, Sense
from tools.limits import Limits
from tools.models import Request

Floats = NDArray[np.float32]
_SCREEN = frozenset(("film", "series", "episode", "clip"))  # media whose moods are told as stories
WORD_MATCHES = 200  # rows by words; the same for every search, so that a score does not depend on its limits


@dataclass(frozen=True)
class Kin:
    """A work of the person's history whose likers like another work more than people do on the whole.

    `share`, `usual`: 0..1, of those who liked this one, and of all, who liked the other.
    """

    row: int
    share: float
    usual: float


class Learned(Protocol):
    """What the library's histories say of this person: scores of 0 for the usual work, about 1 for the best."""

    def candidates(self, k: int, mask: Mask) -> Rows:
        """Rows within `mask` that are among the k best by the crowd, the taste or popularity."""

    def scores(self, rows: Rows) -> NDArray[np.float64]:
        """(k,)."""

    def parts(self, rows: Rows) -> dict[str, NDArray[np.float64]]:
        """What the scores are made of, by name, each (k,); they sum to them."""

    def kin(self, row: int) -> Kin | None:
        """The work through which the crowd speaks most for this one; None where it does not."""

    def liked_by(self, row: int) -> tuple[int, int] | None:
        """How many people liked it, of how many; None where no crowd is known."""

    def chance(self, row: int) -> float | None:
        """How likely it is that they would like it if they tried it; None where that cannot be told."""


class Company(Protocol):
    """The people whom a wish is for, one who asks among them: how far works suit each, 0 to 1."""

    @property
    def names(self) -> tuple[str, ...]:
        """What each member's part of a score is called; the one who asks comes first."""

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """For each member a wish that asks nothing."""

    def called(self, name: str) -> str:
        """How a member is spoken of to the one who asks."""

    def shares(self, rows: Rows) -> NDArray[np.float64]:
        """(members, k)."""

    def parts(self, rows: Rows) -> dict[str, NDArray[np.float64]]:
        """What each member gives to the group's share, each (k,); they sum to it."""

    def without(self, names: frozenset[str]) -> Company:
        """The group as if these members did not count."""


@dataclass(frozen=True)
class Wish:
    """What to look for. Everything is computed once, when first asked for."""

    request: Request
    library: Library
    limits: Limits
    taste: tuple[str, ...] = ()  # what this person liked before, newest first
    learned: Learned | None = None
    group: Company | None = None  # where it is for several people
    _vectors: dict[str, Floats] = field(default_factory=dict, repr=False, compare=False)

    @property
    def columns(self) -> Columns:
        return self.limits.columns

    @cached_property
    def query(self) -> str:
        """What is asked for in words; empty where they only say by which sense ("sounds like", with a liked title)."""
        return self.request.query.strip() if self.cues.text else ""

    @cached_property
    def theme(self) -> str:
        """The query without the occasion it is for: "funny, for a rainy sunday" is not about Sundays."""
        return without_occasion(self.request.query.strip())

    @cached_property
    def has_findings(self) -> bool:
        """Whether some file of the library was looked at or listened to."""
        return self.library.catalogue.findings.generation > 0

    @cached_property
    def cues(self) -> Cues:
        """What the theme says of looks, sounds and parts; nothing where no file was read."""
        if not self.has_findings:
            return Cues(self.theme)
        theme, whole = read_cues(self.theme), read_cues(self.sentence)
        looks, sounds, part = (getattr(theme, name) or getattr(whole, name) for name in ("looks", "sounds", "part"))
        return Cues(theme.text, looks, sounds, part)

    @property
    def personal(self) -> tuple[Wish, ...]:
        """For each person whom it is for, a wish with their taste."""
        return (self,) if self.group is None else self.group.wishes

    @property
    def sentence(self) -> str:
        """All that the person said of it; "" where nothing is looked for in words."""
        return self.request.words.strip() if self.request.query.strip() else ""

    @property
    def said(self) -> str:
        """The theme in the person's own words, to be quoted."""
        if self.cues.part and self.cues.text in self.query:
            return self.cues.text
        return self.theme if self.theme in self.query else self.query

    @cached_property
    def _moods(self) -> Theme:
        is_heard = bool(self.request.media) and not set(self.request.media) & _SCREEN
        theme = self.cues.text
        return Theme(theme, theme) if is_heard or speaks_of_music(theme) else read_moods(theme)

    @property
    def subject(self) -> str:
        """The theme without its moods: what may be looked for word by word."""
        return self._moods.subject

    @cached_property
    def vector(self) -> Floats | None:
        """What the theme means as a unit vector; None without a query or anything to compare it with."""
        return self.encoded(self._moods.meaning) if self.query and self.columns.n else None

    def encoded(self, text: str) -> Floats:
        """The unit vector of a text, encoded once."""
        if text not in self._vectors:
            self._vectors[text] = self.library.encoder.encode([text])[0]
        return self._vectors[text]

    @cached_property
    def moments(self) -> Moments | None:
        """What is said in the library's files against the wish; None without a wish or anything said.

        In "the part where ..." all that follows is looked for, else the wish without its moods.
        """
        table = self.library.catalogue.findings.moments() if self.has_findings else None
        text = self.cues.text if self.cues.part else self.subject
        if table is None or not table.n or not text:
            return None
        return Moments(self, table, text, SPOKEN, read_cues(self.sentence).text)

    @cached_property
    def senses(self) -> tuple[Sense, ...]:
        """How works look and how they sound; empty where no file was read."""
        return tuple(Sense(self, name) for name in SENSES) if self.has_findings else ()

    @cached_property
    def word_scores(self) -> tuple[Rows, Floats]:
        """Rows that carry words of the query, and how well (0..1), best first."""
        found = self.library.catalogue.words(self.subject, WORD_MATCHES) if self.subject else []
        found = [(row, score) for row, score in found if row < self.columns.n]  # an index may run beside
        return np.array([row for row, _ in found], np.int32), np.array([s for _, s in found], np.float32)

    @cached_property
    def liked(self) -> tuple[Item, ...]:
        return tuple(self.library.catalogue.get(self.request.like))

    @cached_property
    def liked_rows(self) -> Rows:
        return self.rows(tuple(item.id for item in self.liked))

    @cached_property
    def taste_rows(self) -> Rows:
        return self.rows(self.taste)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Folded names: those asked for, else those that the query names in full."""
        asked = tuple(fold(name) for name in self.request.people)
        return asked or people_named(self.query, self.columns)

    @cached_property
    def titles(self) -> Rows:
        """Rows whose title the whole query is."""
        rows = titles_named(self.query, self.library.catalogue)
        return rows[rows < self.columns.n]

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        """The library's own tags that the query names ("time travel", "heist")."""
        return keywords_named(self.subject, self.columns)

    def cosines(self, vector: Floats, rows: Rows) -> Floats:
        """float32 (k,) of those rows' texts to a unit vector."""
        return self.library.vectors.text.scores(vector, rows, self.columns)

    def vectors(self, rows: Rows) -> Floats:
        """float32 (k, d), the unit vectors of those rows' texts."""
        return self.library.vectors.text.vectors(rows, self.columns)

    def nearest(self, vector: Floats, k: int) -> Rows:
        """The k rows nearest to `vector` among those that may be picked."""
        return self.library.vectors.text.nearest(vector, k, self.limits.mask, self.columns)[0]

    def rows(self, ids: tuple[str, ...]) -> Rows:
        row_of = self.columns.row_of
        return np.array([row_of[item] for item in ids if item in row_of], np.int32)
