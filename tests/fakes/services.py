"""Answers as Wikidata (api.php), TMDB (v3) and MusicBrainz (ws/2) publish them, for one film, one series, one album."""

from __future__ import annotations

from typing import Any

KEY = "0123456789abcdef0123456789abcdef"


def _value(value: Any, rank: str = "normal") -> dict[str, Any]:
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "type": "statement", "rank": rank}


def _entity(*ids: str) -> list[dict[str, Any]]:
    return [_value({"entity-type": "item", "id": id_}) for id_ in ids]


def _day(day: str, rank: str = "normal") -> dict[str, Any]:
    return _value({"time": f"+{day}T00:00:00Z", "precision": 11}, rank)


def _labels(**labels: str) -> dict[str, dict[str, str]]:
    return {language: {"language": language, "value": label} for language, label in labels.items()}


_MINUTES = "http://www.wikidata.org/entity/Q7727"
ENTITIES: dict[str, dict[str, Any]] = {
    "Q1": {
        "labels": _labels(en="Moon", de="Moon", pt="Lua"),
        "aliases": {"pt": [{"language": "pt", "value": "O outro lado da Lua"}]},
        "descriptions": _labels(en="2009 science fiction film directed by Duncan Jones"),
        "claims": {
            "P31": _entity("Q11424"), "P577": [_day("2009-06-12"), _day("2009-01-23")],
            "P2047": [_value({"amount": "+97", "unit": _MINUTES})], "P345": [_value("tt1182345")],
            "P136": _entity("Q10"), "P364": _entity("Q11"), "P495": _entity("Q12"), "P57": _entity("Q13"),
            "P161": [*_entity("Q14"), {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"}],
        },
    },
    "Q2": {"labels": _labels(en="Moon"), "claims": {"P31": _entity("Q11424"), "P577": [_day("1984-00-00")]}},
    "Q10": {"labels": _labels(en="science fiction film")}, "Q11": {"labels": _labels(en="English")},
    "Q12": {"labels": _labels(en="United Kingdom")}, "Q13": {"labels": _labels(mul="Duncan Jones")},
    "Q14": {"labels": _labels(en="Sam Rockwell")},
}  # fmt: skip


def wikidata(path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
    if given["action"] == "query":
        words = given["srsearch"]
        hits = ["Q1"] if "P345=tt1182345" in words else ["Q2", "Q1"] if words.startswith('"Moon"') else []
        return 200, {"query": {"search": [{"ns": 0, "title": hit} for hit in hits]}}
    ids = given["ids"].split("|")
    return 200, {"entities": {i: {"id": i, "type": "item", **ENTITIES.get(i, {"missing": ""})} for i in ids}}


TMDB_MOON: dict[str, Any] = {
    "id": 17431, "title": "Moon", "original_title": "Moon", "release_date": "2009-06-12", "runtime": 97,
    "genres": [{"id": 878, "name": "Science Fiction"}, {"id": 18, "name": "Drama"}], "vote_average": 7.6,
    "spoken_languages": [{"iso_639_1": "en", "english_name": "English"}], "origin_country": ["GB"],
    "overview": "With only three weeks left in his contract, Sam Bell wants to go home.",
    "keywords": {"keywords": [{"id": 1, "name": "moon base"}]},
    "credits": {"cast": [{"name": "Sam Rockwell", "order": 0}],
                "crew": [{"name": "Duncan Jones", "job": "Director"}, {"name": "Nobody", "job": "Driver"}]},
    "external_ids": {"imdb_id": "tt1182345"},
}  # fmt: skip
TMDB_DARK: dict[str, Any] = {
    "id": 70523, "name": "Dark", "original_name": "Dark", "first_air_date": "2017-12-01", "episode_run_time": [60],
    "genres": [{"name": "Mystery"}], "original_language": "de", "overview": "A child vanishes.",
    "keywords": {"results": [{"name": "cave"}]}, "created_by": [{"name": "Baran bo Odar"}],
}  # fmt: skip


def tmdb(path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
    if given.get("api_key") != KEY:
        return 401, {"status_code": 7, "status_message": "Invalid API key: You must be granted a valid key."}
    results = {"Moon": [{"id": 17431}], "Dark": [{"id": 70523}]}
    if path.startswith("search/"):
        return 200, {"page": 1, "results": results.get(given["query"], [])}
    found = {"movie/17431": TMDB_MOON, "tv/70523": TMDB_DARK}.get(path)
    return (200, found) if found else (404, {"status_code": 34})


MBID = "8a5d9a1c-0000-4000-8000-000000000001"
_GROUP = {"id": MBID, "title": "Selected Works", "first-release-date": "1994-03-07",
          "artist-credit": [{"name": "Bertha", "artist": {"id": "a", "name": "Bertha"}}]}  # fmt: skip


def musicbrainz(path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
    if "me@example.org" not in headers["user-agent"]:
        return 403, {"error": "Your requests are blocked."}
    if path == f"release-group/{MBID}":
        return 200, {**_GROUP, "genres": [{"name": "pop", "count": 1}, {"name": "ambient", "count": 9}]}
    is_it = 'releasegroup:"Selected Works" AND artist:"Bertha"' in given.get("query", "")
    return 200, {"count": int(is_it), "release-groups": [{**_GROUP, "score": 100}] if is_it else []}
