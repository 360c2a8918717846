"""Wikidata: no key; its search with `haswbstatement`, then the entities and the names of what they point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indexers.enriching.choose import Fields, Found, cleaned, ids_of, only
from indexers.enriching.web import Web
from indexers.models import Item, Medium

_URL = "https://www.wikidata.org/w/api.php"
_AT_ONCE = 50  # entities that one question may name
_CANDIDATES = 15
_MOST_CAST = 12
_KINDS: dict[Medium, tuple[str, ...]] = {
    "film": ("Q11424", "Q24869", "Q202866", "Q29168811", "Q20650540", "Q24862", "Q93204", "Q506240", "Q226730"),
    "series": ("Q5398426", "Q1259759", "Q581714", "Q117467246", "Q63952888"),
    "album": ("Q482994", "Q208569", "Q209939", "Q222910", "Q4176708", "Q169930"),
}
_IDS = {"imdb": "P345", "tmdb": "P4947", "tvdb": "P4835", "musicbrainz_group": "P436"}
_IDS_OF_SERIES = {**_IDS, "tmdb": "P4983"}
_PEOPLE = {"P57": "director", "P170": "creator", "P58": "writer", "P86": "composer", "P175": "artist", "P161": "actor"}
_NAMED = {"genres": "P136", "languages": "P364", "countries": "P495", "keywords": "P921"}
_UNITS = {"Q7727": 1.0, "Q25235": 60.0, "Q11574": 1 / 60}  # minute, hour, second
Entity = Mapping[str, Any]


class Wikidata:
    name, title = "wikidata", "Wikidata"
    media: frozenset[Medium] = frozenset(_KINDS)

    def __init__(self, url: str = _URL, **given: Any) -> None:
        self._web = Web(self.title, url, every_s=0.5, is_busy=_is_busy, **given)
        self._names: dict[str, str] = {}

    def find(self, work: Item) -> Found | None:
        """Raises SourceError."""
        entities = list(self._entities(self._search(work)))
        found = only(work, (Found(entity["id"], _plain(entity, work.medium)) for entity in entities))
        if found is None:
            return None
        chosen = next(entity for entity in entities if entity["id"] == found.reference)
        self._learn(_pointed_at(chosen))
        fields = {**_plain(chosen, work.medium), **self._named(chosen)}
        fields["aliases"] = [claim["text"] for claim in _claims(chosen, "P1476") if "text" in claim]
        return cleaned(work, Found(found.reference, fields))

    def close(self) -> None:
        self._web.close()

    def _search(self, work: Item) -> list[str]:
        """Ids of what may be the work, the likelier first."""
        known = _IDS_OF_SERIES if work.medium == "series" else _IDS
        ids = {known[name]: value for name, value in ids_of(work).items() if name in known and value.isalnum()}
        if ids:
            found = self._query("haswbstatement:" + "|".join(f"{name}={value}" for name, value in ids.items()))
            if found:
                return found
        kinds = "|".join(f"P31={kind}" for kind in _KINDS[work.medium])
        return self._query(f'"{work.title.replace(chr(34), " ")}" haswbstatement:{kinds}')

    def _query(self, words: str) -> list[str]:
        asked = {"list": "search", "srsearch": words, "srlimit": _CANDIDATES, "srprop": ""}
        answer = self._ask(action="query", **asked)
        return [str(hit["title"]) for hit in answer.get("query", {}).get("search", ())]

    def _entities(self, ids: Iterable[str], props: str = "labels|aliases|descriptions|claims") -> Iterator[Entity]:
        some = list(ids)
        for start in range(0, len(some), _AT_ONCE):
            named = "|".join(some[start : start + _AT_ONCE])
            answer = self._ask(action="wbgetentities", ids=named, props=props)
            yield from (entity for entity in answer.get("entities", {}).values() if "missing" not in entity)

    def _ask(self, **asked: object) -> Mapping[str, Any]:
        answer = self._web.get("", format="json", maxlag=5, **asked)
        return answer if isinstance(answer, dict) else {}

    def _learn(self, ids: Iterable[str]) -> None:
        unknown = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._names]
        for entity in self._entities(unknown, "labels"):
            self._names[entity["id"]] = _label(entity)

    def _named(self, entity: Entity) -> Fields:
        def names(prop: str) -> list[str]:
            ids = (claim["id"] for claim in _claims(entity, prop) if "id" in claim)
            return [name for id_ in ids if (name := self._names.get(id_))]

        people = [{"name": name, "role": role} for prop, role in _PEOPLE.items() for name in names(prop)[:_MOST_CAST]]
        return {**{field: names(prop) for field, prop in _NAMED.items()}, "people": people}


def _is_busy(answer: Any) -> bool:
    return isinstance(answer, dict) and answer.get("error", {}).get("code") in ("maxlag", "ratelimited", "readonly")


def _plain(entity: Entity, medium: str) -> Fields:
    """What an entity says by itself; `aliases`: all that it is called, in any language."""
    labels = [label["value"] for label in entity.get("labels", {}).values()]
    labels += [alias["value"] for some in entity.get("aliases", {}).values() for alias in some]
    known = _IDS_OF_SERIES if medium == "series" else _IDS
    ids = {name: claim for name, prop in known.items() for claim in _claims(entity, prop)[:1]}
    years = [int(claim["time"][1:5]) for claim in _claims(entity, "P577") + _claims(entity, "P580") if "time" in claim]
    return {
        "title": _label(entity) or entity["id"],
        "aliases": list(dict.fromkeys(labels)),
        "year": min(years, default=None),
        "minutes": next(map(_minutes, _claims(entity, "P2047")), None),
        "description": entity.get("descriptions", {}).get("en", {}).get("value", ""),
        "extra": {"ids": {**ids, "wikidata": entity["id"]}},
    }


def _pointed_at(entity: Entity) -> Iterator[str]:
    for prop in (*_PEOPLE, *_NAMED.values()):
        for claim in _claims(entity, prop)[:_MOST_CAST]:
            if "id" in claim:
                yield claim["id"]


def _claims(entity: Entity, prop: str) -> list[Any]:
    """The values of a property: the preferred ones where some are."""
    stated = [one for one in entity.get("claims", {}).get(prop, ()) if one.get("rank") != "deprecated"]
    best = [one for one in stated if one.get("rank") == "preferred"] or stated
    snaks = [one["mainsnak"] for one in best]
    return [snak["datavalue"]["value"] for snak in snaks if snak.get("snaktype") == "value"]


def _minutes(quantity: Any) -> float | None:
    unit = _UNITS.get(str(quantity.get("unit", "")).rpartition("/")[2])
    return round(float(quantity["amount"]) * unit, 2) if unit else None


def _label(entity: Entity) -> str:
    labels = entity.get("labels", {})
    chosen = labels.get("en") or labels.get("mul") or next(iter(labels.values()), {"value": ""})
    return str(chosen["value"])
