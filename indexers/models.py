"""The records that everything else speaks of: Item, Interaction, Rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Medium = Literal["film", "series", "episode", "album", "track", "podcast", "lecture", "clip", "course", "post", "ad"]
MEDIA: tuple[Medium, ...] = get_args(Medium)
Kind = Literal[
    "view", "rating", "like", "dislike", "skip", "want", "review", "search", "unwant", "not_now"
]  # unwant: off the list; not_now: put aside for a while


class Credit(BaseModel):
    """A person and what they did: actor, director, artist, host, ..."""

    model_config = ConfigDict(frozen=True)
    name: str
    role: str = ""


class Item(BaseModel):
    """One work, or a part of one (`parent` set). `None` and empty lists mean: not known."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    medium: Medium
    year: int | None = None
    minutes: float | None = None  # of an episode for a series, of the whole for an album
    genres: tuple[str, ...] = ()  # TMDB's film genres in lower case, else the library's own word
    languages: tuple[str, ...] = ()  # ISO 639-1, spoken
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    people: tuple[Credit, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    popularity: float | None = None  # any number; only its rank counts
    rating: float | None = None  # 0 to 10
    age_min: int | None = None  # years
    aliases: tuple[str, ...] = ()
    added: datetime | None = None
    parent: str | None = None
    season: int | None = None
    number: int | None = None
    level: str | None = None
    image: str | None = None
    subtitles: tuple[str, ...] = ()
    path: str | None = None
    url: str | None = None
    extra: dict[str, Any] = Field(default_factory=dict)


class Interaction(BaseModel):
    """Something a person did with an item, or (kind `search`) said."""

    model_config = ConfigDict(frozen=True)

    item: str | None = None  # None while nothing in the catalogue matches `title`
    kind: Kind
    value: float | None = None  # view: share watched 0..1; rating: on `scale`
    scale: float | None = None
    at: datetime | None = None
    text: str = ""
    title: str = ""
    year: int | None = None
    artist: str = ""
    series: str = ""
    season: int | None = None
    number: int | None = None
    source: str = ""
    medium: Medium | None = None  # what the title is, where the source says so
    ids: dict[str, str] = Field(default_factory=dict)  # imdb, tmdb, tvdb, musicbrainz, youtube, ...
    minutes: float | None = None  # watched or heard, where the source gives no share

    @property
    def stars(self) -> float | None:
        """A rating as 0 to 5 stars; None for other kinds."""
        if self.kind != "rating" or self.value is None:
            return None
        return 5 * self.value / (self.scale or 5)

    @property
    def is_seen(self) -> bool:
        """Finished, rated or reviewed: the item is left out of picks unless asked for again."""
        if self.kind == "view":
            return self.value is None or self.value >= 0.9
        return self.kind in ("rating", "like", "dislike", "review")

    @property
    def is_liked(self) -> bool:
        return self.kind == "like" or (self.stars is not None and self.stars >= 4)


class Rule(BaseModel):
    """A standing wish of a person: slot and value as in a Request (`not_genres`, `horror`)."""

    model_config = ConfigDict(frozen=True)
    slot: str
    value: str | int | float
    said: str = ""  # the person's own words
    at: datetime | None = None
    until: datetime | None = None  # from then on it does not hold any more

    def holds(self, now: datetime) -> bool:
        return self.until is None or now < self.until
