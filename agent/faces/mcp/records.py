"""What goes into the tools and comes out of them where `tools.models` has no record of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from indexers.models import Interaction, Medium
from indexers.reading import labels
from tools.models import Order, Seen

FeedbackKind = Literal["like", "dislike", "rating", "view", "skip", "want", "unwant", "not_now"]


def _read(by: Callable[[Iterable[str]], tuple[str, ...]], words: tuple[str, ...]) -> tuple[str, ...]:
    """The library's own word for each. One that stands for several stays: "no sitcoms" is not "no comedies"."""
    found = [(word, by([word])) for word in words]
    return tuple(names[0] if len(names) == 1 else word.lower() for word, names in found)


Genres = Annotated[
    tuple[str, ...], AfterValidator(partial(_read, labels.genres)), Field(description="comedy, science fiction, ...")
]
Languages = Annotated[
    tuple[str, ...], AfterValidator(partial(_read, labels.languages)), Field(description="Spoken; names or ISO 639-1")
]
Countries = Annotated[
    tuple[str, ...], AfterValidator(partial(_read, labels.countries)), Field(description="Names or ISO 3166-1")
]
People = Annotated[tuple[str, ...], Field(description="Full names; any one of them")]


class Limits(BaseModel):
    """What must hold of every pick. Give only what the person said; what is not known of a work does not satisfy it."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    media: tuple[Medium, ...] = ()
    not_media: tuple[Medium, ...] = ()
    genres: Genres = ()
    not_genres: Genres = ()
    people: People = ()
    not_people: People = ()
    languages: Languages = ()
    not_languages: Languages = ()
    countries: Countries = ()
    not_countries: Countries = ()
    year_min: int | None = None
    year_max: int | None = None
    minutes_min: int | None = None
    minutes_max: int | None = None
    rating_min: Annotated[float | None, Field(description="0 to 10")] = None
    age_max: Annotated[int | None, Field(description="The youngest viewer's age")] = None
    added_after: Annotated[date | None, Field(description="Came into the library after this date")] = None
    level: Annotated[str | None, Field(description="Of a course: beginner, ...")] = None
    not_query: Annotated[str, Field(description="What must not come up in it: spiders")] = ""
    exclude: Annotated[tuple[str, ...], Field(description="Items to leave out, by id or unique title")] = ()
    seen: Annotated[Seen, Field(description="Whether works that the person has had may, or must, be among them")] = (
        "exclude"
    )
    order: Order = "best"


class Deed(BaseModel):
    """Something that the person did with a work, or (kind `search`) looked for."""

    model_config = ConfigDict(frozen=True)
    item: str | None  # None: the work is not in the library
    title: str
    kind: str
    stars: float | None
    at: datetime | None
    text: str

    @classmethod
    def of(cls, told: dict[str, Any]) -> Deed:
        """From a row of `Usher.history`."""
        one = Interaction.model_validate(told)
        title = str(told.get("title_here") or one.title)
        return cls(item=one.item, title=title, kind=one.kind, stars=one.stars, at=one.at, text=one.text)


class History(BaseModel):
    """The latest first. `total`: how many there are."""

    model_config = ConfigDict(frozen=True)
    total: int
    deeds: tuple[Deed, ...]


class Feedback(BaseModel):
    """What is kept now."""

    model_config = ConfigDict(frozen=True)
    item: str
    title: str
    kind: FeedbackKind
    stars: float | None


class Standing(BaseModel):
    """A rule that holds, in every search, until it is withdrawn by its number or `until` comes."""

    model_config = ConfigDict(frozen=True)
    number: int
    slot: str
    value: str | int | float
    said: str
    until: datetime | None


class Rules(BaseModel):
    """All rules that hold now."""

    model_config = ConfigDict(frozen=True)
    standing: tuple[Standing, ...]
