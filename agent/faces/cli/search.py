"""usher search: by words and limits, no model involved."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, Picks, User
from agent.faces.cli.show import as_json, print_result, result_json

Words = Annotated[list[str] | None, typer.Option(help="May be given several times.")]


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words or a meaning; may be empty.")] = "",
    media: Words = None,
    not_media: Words = None,
    genres: Words = None,
    genres_all: Annotated[bool, typer.Option("--genres-all", help="Prefer items with all of the genres.")] = False,
    not_genres: Words = None,
    people: Words = None,
    not_people: Words = None,
    languages: Words = None,
    not_languages: Words = None,
    countries: Words = None,
    not_countries: Words = None,
    like: Words = None,
    exclude: Words = None,
    not_query: str = "",
    year_min: int | None = None,
    year_max: int | None = None,
    minutes_min: int | None = None,
    minutes_max: int | None = None,
    rating_min: float | None = None,
    age_max: int | None = None,
    added_after: str | None = None,
    level: str | None = None,
    seen: Annotated[str, typer.Option(help="exclude, only or any")] = "exclude",
    order: Annotated[str, typer.Option(help="best, new, old, short or long")] = "best",
    user: User = ME,
    n: Picks = None,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Search by words and limits, without a model."""
    slots = {k: v for k, v in locals().items() if k in _SLOTS and v is not None}
    request = _request({"query": text, **slots})
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        result = usher.search(request, person=user, n=n or 10)
        as_json(result_json(result)) if json_ else print_result(result)


_SLOTS = frozenset(
    [
        "media",
        "not_media",
        "genres",
        "genres_all",
        "not_genres",
        "people",
        "not_people",
        "languages",
        "not_languages",
        "countries",
        "not_countries",
        "like",
        "exclude",
        "not_query",
        "year_min",
        "year_max",
        "minutes_min",
        "minutes_max",
        "rating_min",
        "age_max",
        "added_after",
        "level",
        "seen",
        "order",
    ]
)


def _request(slots: dict[str, Any]) -> Any:
    from pydantic import ValidationError

    from indexers.errors import UsageError
    from tools.models import Request

    try:
        return Request.model_validate({k: tuple(v) if isinstance(v, list) else v for k, v in slots.items()})
    except ValidationError as error:
        first = error.errors()[0]
        flag = str(first["loc"][0]).replace("_", "-")
        wanted = first["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
        raise UsageError(f"--{flag} is {first['input']!r}, but must be {wanted}.") from None
