"""Plex: the libraries' sections, their items in batches with streams and ids, and each account's history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexers.errors import SourceError, UsageError
from indexers.models import Interaction
from indexers.reading.nfo import age_of
from indexers.sources.servers.address import Address
from indexers.sources.servers.api import Api, Refusal
from indexers.sources.servers.paging import read_pages
from indexers.sources.servers.server import Account

_MEDIA = {"movie": "film", "show": "series", "episode": "episode", "album": "album", "track": "track", "clip": "clip"}
_NUMBERS = {"movie": (1,), "show": (2, 4), "artist": (9, 10)}  # of a section's type: wholes, then parts
_ROLES = {"Director": "director", "Writer": "writer", "Role": "actor"}
_PROVIDERS = {"imdb": "imdb", "tmdb": "tmdb", "tvdb": "tvdb", "mbid": "musicbrainz"}
_SOUND, _SUBTITLE = 2, 3
_DETAILS_AT_ONCE = 40
_PICTURE = re.compile(r"library/metadata/\d+/\w+/\d+")
_OWN = "1"  # the number that a server gives to its owner


class Plex:
    """`token`: X-Plex-Token, of the owner or of somebody with whom the server is shared."""

    def __init__(self, address: Address, api: Api, token: str) -> None:
        self.name = address.name
        self._address, self._api = address, api
        self._headers = {"X-Plex-Token": token, "X-Plex-Client-Identifier": "usher"}
        self._states: list[Interaction] | None = None
        self._listed: set[str] = set()

    def count(self) -> int:
        return sum(
            int(self._get(path, {**given, **_part(0, 0)}).get("totalSize") or 0) for path, given in self._listings()
        )

    def records(self, since: datetime | None = None) -> Iterator[dict[str, Any] | str]:
        self._states, self._listed = [], set()
        machine = str(self._get("identity").get("machineIdentifier") or "")
        url = self._address.url
        web = f"{url}/web/index.html#!/server/{machine}/details?key=%2Flibrary%2Fmetadata%2F"
        for path, given in self._listings():
            changed = []
            for item in self._pages(path, given, "ratingKey"):
                id_ = f"{self._address.prefix}{item.get('ratingKey')}"
                self._listed.add(id_)
                self._states += _done(item, id_, f"{self.name}#{_OWN}")
                saved = _time(item.get("updatedAt"))
                if since and saved and saved < since:
                    yield id_
                else:
                    changed.append(str(item.get("ratingKey")))
            yield from (record_of(item, self._address.prefix, web, url) for item in self._detailed(changed))

    def accounts(self) -> list[Account]:
        try:
            found = self._get("accounts").get("Account") or ()
        except Refusal:  # somebody else's server: what they see themselves
            return [Account(_OWN, "own", own=True)]
        named = [(str(one.get("id")), str(one.get("name") or "")) for one in found]
        return [Account(id_, name, id_ == _OWN) for id_, name in named if name]

    def history(self, account: Account) -> Iterator[Interaction]:
        """The owner's comes with the items, which are read if they were not."""
        if account.own:
            if self._states is None:
                for _ in self.records():
                    pass
            yield from self._states or ()
            return
        given = {"accountID": account.id, "sort": "viewedAt:asc"}
        for row in self._pages("status/sessions/history/all", given, "historyKey"):
            if row.get("ratingKey"):
                item = f"{self._address.prefix}{row['ratingKey']}"
                at, source = _time(row.get("viewedAt")), f"{self.name}#{account.id}"
                yield Interaction(item=item, kind="view", at=at, source=source)

    def visible(self, account: Account, items: Sequence[str]) -> set[str]:
        """The others' history is a log."""
        return self._listed & set(items) if account.own else set()

    def picture(self, address: str) -> bytes:
        path = address.removeprefix(f"{self._address.url}/")
        if not _PICTURE.fullmatch(path):
            raise Refusal(f"{self.name} has no picture at such a place.")
        return self._api.picture(path, {}, self._headers)

    def write_playlist(self, name: str, items: Sequence[str], account: Account) -> None:
        if not account.own:
            raise UsageError(f"{self.name} writes playlists for whose token it is, and for nobody else.")
        machine = str(self._get("identity").get("machineIdentifier") or "")
        keys = [item.removeprefix(self._address.prefix) for item in items]
        first = next(self._detailed(keys[:1]), {})
        uri = f"server://{machine}/com.plexapp.plugins.library/library/metadata/{','.join(keys)}"
        kind = "audio" if first.get("type") == "track" else "video"
        given = {"type": kind, "title": name, "smart": 0, "uri": uri}
        self._api.send("playlists", given, self._headers)

    def _listings(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for section in self._get("library/sections").get("Directory") or ():
            for number in _NUMBERS.get(str(section.get("type")), ()):
                yield f"library/sections/{section.get('key')}/all", {"type": number, "sort": "addedAt:asc"}

    def _pages(self, path: str, given: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
        def page(start: int, size: int) -> Sequence[dict[str, Any]]:
            items: list[dict[str, Any]] = self._get(path, {**given, **_part(start, size)}).get("Metadata") or []
            return items

        yield from read_pages(page, lambda item: str(item.get(key, "")))

    def _detailed(self, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
        """A listing leaves out streams, ids and most people."""
        for start in range(0, len(keys), _DETAILS_AT_ONCE):
            some = ",".join(keys[start : start + _DETAILS_AT_ONCE])
            yield from self._get(f"library/metadata/{some}").get("Metadata") or ()

    def _get(self, path: str, params: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        answer = self._api.get(path, params or {}, self._headers)
        found = answer.get("MediaContainer") if isinstance(answer, Mapping) else None
        if not isinstance(found, Mapping):
            raise SourceError(f"{self.name} does not answer as Plex does.")
        return found


def record_of(item: Mapping[str, Any], prefix: str, web: str, url: str) -> dict[str, Any]:
    """An item of the API as a record; `prefix` goes before its id, `web` before its key, `url` before its poster."""
    kind, key = str(item.get("type", "")), str(item.get("ratingKey", ""))
    parent = item.get({"episode": "grandparentRatingKey", "track": "parentRatingKey"}.get(kind, ""))
    record: dict[str, Any] = {
        "id": f"{prefix}{key}",
        "title": item.get("title"),
        "medium": _MEDIA.get(kind, kind),
        "year": item.get("year"),
        "minutes": round((item.get("duration") or 0) / 60_000, 2),
        "genres": _tags(item, "Genre"),
        "keywords": [*_tags(item, "Mood"), *_tags(item, "Style")],
        "countries": _tags(item, "Country"),
        "people": [*_people(item, kind)],
        "description": item.get("summary"),
        "rating": item.get("rating") or item.get("audienceRating"),
        "age_min": age_of(str(item.get("contentRating") or "")),
        "aliases": [item["originalTitle"]] if kind in ("movie", "show") and item.get("originalTitle") else [],
        "added": at.isoformat() if (at := _time(item.get("addedAt"))) else None,
        "parent": f"{prefix}{parent}" if parent else None,
        "season": item.get("parentIndex") if kind in ("episode", "track") else None,
        "number": item.get("index") if kind in ("episode", "track") else None,
        "url": f"{web}{key}",
        "image": f"{url}{item['thumb']}" if str(item.get("thumb", "")).startswith("/") else None,
        **_file(item),
    }
    guids = [str(guid.get("id", "")).partition("://") for guid in item.get("Guid") or ()]
    if ids := {_PROVIDERS[kind]: id_ for kind, _, id_ in guids if kind in _PROVIDERS}:
        record["extra"] = {"ids": ids}
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def _file(item: Mapping[str, Any]) -> dict[str, Any]:
    parts = [part for media in item.get("Media") or () for part in media.get("Part") or ()]
    streams = [stream for part in parts for stream in part.get("Stream") or ()]
    paths = [str(part["file"]) for part in parts if part.get("file")]
    return {
        "languages": _spoken(streams, _SOUND),
        "subtitles": _spoken(streams, _SUBTITLE),
        "path": next((path for path in paths if Path(path).is_file()), None),
    }


def _spoken(streams: Sequence[Mapping[str, Any]], kind: int) -> list[str]:
    codes = (str(one.get("languageCode") or "") for one in streams if one.get("streamType") == kind)
    return [code for code in dict.fromkeys(codes) if code not in ("", "und", "zxx", "mul", "mis")]


def _tags(item: Mapping[str, Any], name: str) -> list[str]:
    return [str(one["tag"]) for one in item.get(name) or () if one.get("tag")]


def _people(item: Mapping[str, Any], kind: str) -> Iterator[dict[str, str]]:
    for name, role in _ROLES.items():
        yield from ({"name": person, "role": role} for person in _tags(item, name))
    artist = {"album": item.get("parentTitle"), "track": item.get("originalTitle") or item.get("grandparentTitle")}
    if artist.get(kind):
        yield {"name": str(artist[kind]), "role": "artist"}


def _done(item: Mapping[str, Any], id_: str, source: str) -> Iterator[Interaction]:
    given: dict[str, Any] = {"item": id_, "source": source}
    at, length = _time(item.get("lastViewedAt")), item.get("duration") or 0
    if item.get("viewOffset") and length:
        yield Interaction(**given, kind="view", value=min(item["viewOffset"] / length, 1), at=at)
    elif item.get("viewCount"):
        whole = item.get("type") not in ("show", "album") or item.get("viewedLeafCount") == item.get("leafCount")
        share = None if whole else (item.get("viewedLeafCount") or 0) / (item.get("leafCount") or 1)
        yield Interaction(**given, kind="view", value=share, at=at)
    if item.get("userRating"):
        yield Interaction(**given, kind="rating", value=item["userRating"], scale=10)


def _part(start: int, size: int) -> dict[str, int]:
    return {"X-Plex-Container-Start": start, "X-Plex-Container-Size": size}


def _time(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int | float) else None
