"""The Movie Database, with the person's own key: films and series by id, else by title and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indexers.enriching.choose import Fields, Found, ids_of, only
from indexers.enriching.web import Web
from indexers.models import Item, Medium

_URL = "https://api.themoviedb.org/3"
_CANDIDATES = 5
_MOST_CAST = 12
_JOBS = {"Director": "director", "Writer": "writer", "Screenplay": "writer", "Original Music Composer": "composer"}


class Tmdb:
    """`key`: an API key (v3), or a read access token (v4), which is longer and holds dots."""

    name, title = "tmdb", "TMDB"
    media: frozenset[Medium] = frozenset(("film", "series"))

    def __init__(self, key: str, url: str = _URL, **given: Any) -> None:
        is_token = "." in key
        headers = {"Authorization": f"Bearer {key}"} if is_token else {}
        self._key = {} if is_token else {"api_key": key}
        self._web = Web(self.title, url, every_s=0.05, headers=headers, **given)

    def find(self, work: Item) -> Found | None:
        """Raises SourceError."""
        return only(work, filter(None, (self._detail(id_, work.medium) for id_ in self._search(work))))

    def close(self) -> None:
        self._web.close()

    def _search(self, work: Item) -> Sequence[str]:
        known = ids_of(work).get("tmdb", "")
        if known.isdigit():
            return [known]
        kind, year = _kind(work.medium)
        answer = self._get(f"/search/{kind}", query=work.title, **({year: work.year} if work.year else {}))
        return [str(hit["id"]) for hit in answer.get("results", ())[:_CANDIDATES]]

    def _detail(self, id_: str, medium: str) -> Found | None:
        answer = self._get(f"/{_kind(medium)[0]}/{id_}", append_to_response="credits,keywords,external_ids")
        return Found(id_, _fields(answer)) if answer.get("id") else None

    def _get(self, path: str, **asked: object) -> Mapping[str, Any]:
        answer = self._web.get(path, **asked, **self._key)
        return answer if isinstance(answer, dict) else {}


def _kind(medium: str) -> tuple[str, str]:
    return ("tv", "first_air_date_year") if medium == "series" else ("movie", "year")


def _fields(answer: Mapping[str, Any]) -> Fields:
    title, original = answer.get("title") or answer.get("name"), answer.get("original_title", "")
    date = str(answer.get("release_date") or answer.get("first_air_date") or "")
    keywords = answer.get("keywords", {})
    imdb = answer.get("external_ids", {}).get("imdb_id") or answer.get("imdb_id")
    return {
        "title": title,
        "aliases": [original or answer.get("original_name", "")],
        "year": int(date[:4]) if date[:4].isdigit() else None,
        "minutes": answer.get("runtime") or next(iter(answer.get("episode_run_time") or ()), None),
        "genres": _names(answer.get("genres")),
        "languages": [lang["iso_639_1"] for lang in answer.get("spoken_languages") or ()]
        or [answer.get("original_language")],
        "countries": answer.get("origin_country")
        or [country["iso_3166_1"] for country in answer.get("production_countries") or ()],
        "keywords": _names(keywords.get("keywords") or keywords.get("results")),
        "people": list(_people(answer)),
        "description": answer.get("overview") or "",
        "rating": answer.get("vote_average") or None,
        "extra": {"ids": {"tmdb": str(answer.get("id")), **({"imdb": imdb} if imdb else {})}},
    }


def _names(entries: Sequence[Mapping[str, Any]] | None) -> list[str]:
    return [str(entry["name"]) for entry in entries or ()]


def _people(answer: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    told = answer.get("credits", {})
    yield from ({"name": name, "role": "creator"} for name in _names(answer.get("created_by")))
    for entry in told.get("crew", ()):
        if entry.get("job") in _JOBS:
            yield {"name": entry["name"], "role": _JOBS[entry["job"]]}
    yield from ({"name": name, "role": "actor"} for name in _names(told.get("cast"))[:_MOST_CAST])
