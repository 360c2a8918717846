"""One item of what several say of it: the best of each field, and where each came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from indexers.reading.fold import fold

Fields = Mapping[str, Any]

_FULLEST = ("description", "people")  # the longest is the best
_UNITED = ("keywords", "subtitles")
_SPECIAL = frozenset(("id", "medium", "extra", "aliases", "parent"))
_KEPT = _SPECIAL | {*_FULLEST, *_UNITED}
_MOST_ALIASES = 20


Told = Sequence[tuple[str, Fields]]  # each by a name that says where it is from


def blend(own: Fields, others: Told, late: Told = (), parent: str | None = None) -> dict[str, Any]:
    """`own` with what it lacks from the others, in their order. `late`: these only fill what nobody else says.

    What an item borrowed itself gives way to what others know at first hand. `parent`: instead of its own.
    """
    first, lent = _parted(own)
    told: list[tuple[str, Fields]] = [("", first)]
    told += [(name, _parted(fields)[0]) for name, fields in others]
    told += [(origin, {name: own[name]}) for name, origin in lent.items()]
    item, origins = {"id": own["id"], "medium": own["medium"]}, {}
    for name, (origin, value) in {
        **_singles(late, _SPECIAL),
        **_singles(told),
        **_fullest(told),
        **_united(told),
    }.items():
        item[name] = value
        if origin:
            origins[name] = origin
    if aliases := _aliases(item["title"], [*told, *late]):
        item["aliases"] = aliases
    if parent or own.get("parent"):
        item["parent"] = parent or own["parent"]
    item["extra"] = _extra(own, [*others, *late], origins)
    return item


def lender_name(id_: str) -> str:
    """How `extra.sources` names another item of the library."""
    return f"library:{id_}"


def without(fields: Fields, origins: Collection[str]) -> Fields:
    """An item without what it borrowed from these; its title stays."""
    lent = {name for name, origin in _parted(fields)[1].items() if origin in origins and name != "title"}
    return {name: value for name, value in fields.items() if name not in lent} if lent else fields


def _parted(fields: Fields) -> tuple[dict[str, Any], dict[str, str]]:
    """What an item says itself, and whence it has what it borrowed ("library:603", "starter:film-moon-2009")."""
    sources = fields.get("extra", {}).get("sources")
    sources = sources if isinstance(sources, Mapping) else {}
    lent = {name: str(said) for name, said in sources.items() if name in fields and ":" in str(said)}
    return {name: value for name, value in fields.items() if name not in lent}, lent


def _singles(told: Told, but: Collection[str] = _KEPT) -> dict[str, tuple[str, Any]]:
    found: dict[str, tuple[str, Any]] = {}
    for origin, fields in told:
        for name, value in fields.items():
            if name not in but:
                found.setdefault(name, (origin, value))
    return found


def _fullest(told: Told) -> dict[str, tuple[str, Any]]:
    found = {}
    for name in _FULLEST:
        known = [(origin, fields[name]) for origin, fields in told if fields.get(name)]
        if known:
            found[name] = max(known, key=lambda entry: len(entry[1]))
    return found


def _united(told: Told) -> dict[str, tuple[str, Any]]:
    found = {}
    for name in _UNITED:
        known = [(origin, fields[name]) for origin, fields in told if fields.get(name)]
        values: dict[str, str] = {}
        for value in (value for _, some in known for value in some):
            values.setdefault(fold(value) or value, value)
        if known:
            found[name] = " + ".join(origin for origin, _ in known if origin), list(values.values())
    return found


def _aliases(title: str, told: Told) -> list[str]:
    """All that it is called besides its title, spelt as first met."""
    names = dict.fromkeys(name for _, fields in told for name in _names(fields))
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name) or name, name)
    found.pop(fold(title) or title, None)
    return list(found.values())[:_MOST_ALIASES]


def _names(fields: Fields) -> Iterator[str]:
    if "title" in fields:
        yield fields["title"]
    yield from fields.get("aliases", ())


def _extra(own: Fields, others: Told, origins: Mapping[str, str]) -> dict[str, Any]:
    extras = [fields.get("extra", {}) for fields in (own, *(fields for _, fields in others))]
    united: dict[str, Any] = {}
    for key in ("ids", "sources"):
        for extra in extras if key == "ids" else extras[:1]:
            if isinstance(extra.get(key), Mapping):
                united[key] = {**extra[key], **united.get(key, {})}
    if origins:
        united["sources"] = {**united.get("sources", {}), **origins}
    return {**{name: value for extra in reversed(extras) for name, value in extra.items()}, **united}
