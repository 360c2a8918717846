"""The records of a search: Request in, Result (picks, receipts, evidence) out. JSON as the contract has it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from indexers.models import Rule

Intent = Literal[
    "recommend", "similar", "why", "why_not", "compare", "details", "count", "feedback", "rule", "history", "chat"
]
Seen = Literal["exclude", "only", "any"]
Order = Literal["best", "new", "old", "short", "long"]
EvidenceKind = Literal[
    "theme", "genre", "person", "year", "length", "language", "country", "medium", "keyword", "rating",
    "popularity", "history", "similar", "crowd", "look", "sound", "transcript", "rule", "count", "rank",
    "contribution",
]  # fmt: skip


class Request(BaseModel):
    """What stands after a message. `like`, `exclude`: item ids; `*_unknown`: titles that are not here."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)

    intent: Intent = "recommend"
    media: tuple[str, ...] = ()
    query: str = ""
    not_query: str = ""
    words: str = ""  # the sentence that `query` is taken from: files are searched by it for what is said in them
    like: tuple[str, ...] = ()
    like_unknown: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    exclude_unknown: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    not_genres: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # any one of them must be there
    not_people: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    not_languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    not_media: tuple[str, ...] = ()
    year_min: int | None = None
    year_max: int | None = None
    minutes_min: int | None = None
    minutes_max: int | None = None
    rating_min: float | None = None
    age_max: int | None = None  # the oldest age rating allowed, years
    added_after: str | None = None  # ISO date
    level: str | None = None
    seen: Seen = "exclude"
    order: Order = "best"
    count: int | None = None
    genres_all: bool = False  # "a b", "a and b": prefer items with all of the genres; else any will do

    @field_validator("added_after")
    @classmethod
    def _is_date(cls, text: str | None) -> str | None:
        try:
            datetime.fromisoformat(text or "2026-11-02")
        except ValueError:
            raise ValueError("an ISO date such as 2026-11-02") from None
        return text or None

    @property
    def wants_all_genres(self) -> bool:
        """One genre is all of them, whichever command it came through."""
        return self.genres_all or len(self.genres) == 1

    @property
    def is_empty(self) -> bool:
        """Nothing to search by: no wish, no limit."""
        return not any(
            getattr(self, name)
            for name in type(self).model_fields
            if name
            not in ("intent", "seen", "order", "count", "genres_all", "exclude", "exclude_unknown", "media", "words")
        )


class Evidence(BaseModel):
    """One fact that a sentence may rest on. `terms`: the words and numbers it licenses, beside its text."""

    model_config = ConfigDict(frozen=True)
    kind: EvidenceKind
    text: str
    source: str
    item: str | None = None
    terms: tuple[str, ...] = Field(default=(), exclude=True)


class Reason(BaseModel):
    """A sentence with the evidence it rests on."""

    model_config = ConfigDict(frozen=True)
    text: str
    evidence: tuple[str, ...]


class Receipt(BaseModel):
    """What became of one clause for one pick."""

    model_config = ConfigDict(frozen=True)
    clause: str  # "minutes_max 120"
    status: Literal["met", "relaxed", "impossible"]
    value: Any = None  # the item's own value: 97
    note: str = ""  # "not found in its description"


class Moved(BaseModel):
    """How the variety step changed a pick's place (1-based)."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)
    from_: int = Field(validation_alias="from", serialization_alias="from")
    to: int
    because: str


class Contribution(BaseModel):
    """A part of a score; the parts sum to it. `evidence` is an id in the same result."""

    model_config = ConfigDict(frozen=True)
    name: str
    value: float
    evidence: str


class Counterfactual(BaseModel):
    """What the score and place would have been otherwise, computed by ranking again."""

    model_config = ConfigDict(frozen=True)
    change: str
    score: float
    place: int | None = None
    evidence: str = ""


class Pick(BaseModel):
    model_config = ConfigDict(frozen=True)
    id: str
    title: str
    year: int | None
    medium: str
    score: float
    probability: float | None = None
    start_s: float | None = None  # where to start in the file that plays; None: at its beginning
    part: str | None = None  # the part that plays first, of a work that has parts
    play: str | None = None  # the file that plays, or an address with the second (#t=760)
    reasons: tuple[Reason, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    moved: Moved | None = None
    contributions: tuple[Contribution, ...] = Field(default=(), exclude=True)


class Unmet(BaseModel):
    """A clause that leaves nothing (left 0) or left items out for want of a value (unknown > 0)."""

    model_config = ConfigDict(frozen=True)
    clause: str
    left: int
    unknown: int


class Result(BaseModel):
    """What a search gives back. `evidence` ids (e1, e2, ...) are those that picks' reasons cite."""

    model_config = ConfigDict(frozen=True)
    request: Request
    picks: tuple[Pick, ...] = ()
    alternatives: tuple[Pick, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    poor: bool = False  # nothing reaches the calibrated floor: the picks are the least bad, and are said to be


class Track(BaseModel):
    """`play`: its file or address."""

    model_config = ConfigDict(frozen=True)
    id: str
    title: str
    artist: str = ""
    minutes: float | None = None
    play: str | None = None


class Playlist(BaseModel):
    """Tracks in the order in which they play. `minutes`: of those whose length is known.

    `place`: the kind of media server that the words ask to write it to; "" where they ask for none.
    """

    model_config = ConfigDict(frozen=True)
    tracks: tuple[Track, ...] = ()
    minutes: float = 0
    minutes_asked: float | None = None
    place: str = ""
    result: Result


class Statement(BaseModel):
    """A true answer to a question about works or about the catalogue: sentences, each with its evidence."""

    model_config = ConfigDict(frozen=True)
    items: tuple[str, ...] = ()  # the works it speaks of
    sentences: tuple[Reason, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)


class Inside(BaseModel):
    """A phrase of its description, a stretch of its file or a region of a frame without which a work scores less.

    `score`: what is left. `box`: left, top, right, bottom as shares of width and height, of the frame at `start_s`.
    `part`: the part of the work whose file that is, where it is not its own.
    """

    model_config = ConfigDict(frozen=True)
    kind: Literal["phrase", "moment", "region"]
    text: str
    score: float
    start_s: float | None = None
    end_s: float | None = None
    box: tuple[float, float, float, float] | None = None
    part: str | None = None
    evidence: str


class Explanation(BaseModel):
    """Why an item has its score, for `usher why`."""

    model_config = ConfigDict(frozen=True)
    item: str
    score: float
    contributions: tuple[Contribution, ...]
    counterfactuals: tuple[Counterfactual, ...] = ()
    inside: tuple[Inside, ...] = ()
    evidence: dict[str, Evidence]
    text: str


class Noted(BaseModel):
    """What is kept of one work."""

    model_config = ConfigDict(frozen=True)
    item: str
    kind: str
    stars: float | None = None


class Kept(BaseModel):
    """What a message changed in what is kept of the person."""

    model_config = ConfigDict(frozen=True)
    noted: tuple[Noted, ...] = ()
    laid: tuple[Rule, ...] = ()
    ended: tuple[Rule, ...] = ()
    standing: tuple[Rule, ...] = ()  # the rules that held before
    undone: int = 0  # rows that were taken back
    learning: Literal["", "paused", "on"] = ""
