"""Jellyfin (and Emby, whose API it kept): /Items with Fields, UserData for the history."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from indexers.errors import SourceError
from indexers.models import Interaction
from indexers.reading.nfo import age_of
from indexers.sources.servers.address import Address
from indexers.sources.servers.api import Api, Refusal
from indexers.sources.servers.paging import read_pages
from indexers.sources.servers.server import Account

_MEDIA = {
    "Movie": "film", "Series": "series", "Episode": "episode", "MusicAlbum": "album", "Audio": "track",
    "MusicVideo": "clip", "Video": "clip", "AudioBook": "lecture",
}  # fmt: skip
_WHOLES, _PARTS = "Movie,Series,MusicAlbum,MusicVideo,Video,AudioBook", "Episode,Audio"
_FIELDS = (
    "Genres,Tags,Overview,People,ProviderIds,Path,MediaStreams,ProductionLocations,OriginalTitle,DateCreated,ParentId"
)
_IDS = {"Tmdb": "tmdb", "Imdb": "imdb", "Tvdb": "tvdb", "MusicBrainzAlbum": "musicbrainz",
        "MusicBrainzTrack": "musicbrainz_track", "MusicBrainzReleaseGroup": "musicbrainz_group"}  # fmt: skip
_TICKS_A_MINUTE = 600_000_000
_MOST_PEOPLE = 30
_PICTURE = re.compile(r"Items/\w+/Images/\w+")
_IDS_AT_ONCE = 50  # an address holds no more than 2,000 characters everywhere


class Jellyfin:
    """`token`: a user's access token, or an API key, which reads all accounts."""

    def __init__(self, address: Address, api: Api, token: str) -> None:
        self.name = address.name
        self._url, self._api = address.url, api
        self._headers = {"Authorization": f'MediaBrowser Client="usher", Token="{token}"', "X-Emby-Token": token}
        self._accounts: list[Account] | None = None

    def count(self) -> int:
        total = self._get("Items", self._query(f"{_WHOLES},{_PARTS}", Limit=0)).get("TotalRecordCount")
        return total if isinstance(total, int) else 0

    def records(self, since: datetime | None = None) -> Iterator[dict[str, Any] | str]:
        changed = {"MinDateLastSaved": since.isoformat()} if since else {}
        for kinds in (_WHOLES, _PARTS):
            query = self._query(kinds, Fields=_FIELDS, **changed)
            yield from (record_of(item, self._url) for item in self._items(query))
        if since:
            query = self._query(f"{_WHOLES},{_PARTS}", EnableUserData="false", EnableImages="false")
            yield from (str(item.get("Id", "")) for item in self._items(query))

    def accounts(self) -> list[Account]:
        if self._accounts is None:
            self._accounts = self._read_accounts()
        return self._accounts

    def history(self, account: Account) -> Iterator[Interaction]:
        for state in ("IsPlayed", "IsResumable", "IsFavorite", "Likes", "Dislikes"):
            query = self._query(f"{_WHOLES},{_PARTS}", UserId=account.id, Filters=state, EnableUserData="true")
            for item in self._items(query):
                yield from _done(item, state, f"{self.name}#{account.id}")

    def visible(self, account: Account, items: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for start in range(0, len(items), _IDS_AT_ONCE):
            some = {"Ids": ",".join(items[start : start + _IDS_AT_ONCE]), "UserId": account.id}
            found |= {str(item.get("Id", "")) for item in self._items({**some, "EnableImages": "false"})}
        return found & set(items)

    def picture(self, address: str) -> bytes:
        path, _, query = address.removeprefix(f"{self._url}/").partition("?")
        if not _PICTURE.fullmatch(path):
            raise Refusal(f"{self.name} has no picture at such a place.")
        return self._api.picture(path, dict(parse_qsl(query)), self._headers)

    def write_playlist(self, name: str, items: Sequence[str], account: Account) -> None:
        wanted = {"Name": name, "Ids": list(items), "UserId": account.id}
        self._api.send("Playlists", {}, self._headers, body=wanted)

    def _read_accounts(self) -> list[Account]:
        """The token's own and those that it may list: an API key has no account, a user's token no list."""
        try:
            own = self._get("Users/Me", {})
        except Refusal:
            own = {}
        try:
            users = self._get("Users", {})
        except Refusal:
            if not own:
                raise
            users = []
        known = {str(user["Id"]): str(user.get("Name", "")) for user in [own, *users] if user.get("Id")}
        return [Account(id_, name, id_ == own.get("Id") or len(known) == 1) for id_, name in known.items()]

    def _query(self, kinds: str, **more: Any) -> dict[str, Any]:
        own = [account for account in self.accounts() if account.own]
        user = {"UserId": own[0].id} if own else {}  # the libraries that this user may see
        return {"Recursive": "true", "IncludeItemTypes": kinds, "SortBy": "DateCreated,SortName", **user, **more}

    def _items(self, query: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        def page(start: int, size: int) -> Sequence[dict[str, Any]]:
            items = self._get("Items", {**query, "StartIndex": start, "Limit": size}).get("Items")
            if not isinstance(items, list):
                raise SourceError(f"{self.name} does not answer as Jellyfin does.")
            return items

        yield from read_pages(page, lambda item: str(item.get("Id", "")))

    def _get(self, path: str, params: Mapping[str, Any]) -> Any:
        return self._api.get(path, params, self._headers)


def record_of(item: Mapping[str, Any], url: str) -> dict[str, Any]:
    """An item of the API as a record. `url`: where the server is; its pictures need no token."""
    id_, kind = str(item.get("Id", "")), str(item.get("Type", ""))
    record: dict[str, Any] = {
        "id": id_,
        "title": item.get("Name"),
        "medium": _MEDIA.get(kind, kind),
        "year": item.get("ProductionYear"),
        "minutes": round((item.get("RunTimeTicks") or 0) / _TICKS_A_MINUTE, 2),
        "genres": item.get("Genres"),
        "keywords": item.get("Tags"),
        "description": item.get("Overview"),
        "countries": item.get("ProductionLocations"),
        "people": [*_people(item.get("People") or ())] or [{"name": n, "role": "artist"} for n in _artists(item)],
        "rating": item.get("CommunityRating"),
        "age_min": age_of(str(item.get("OfficialRating") or "")),
        "added": item.get("DateCreated"),
        "url": f"{url}/web/#/details?id={id_}",
        "parent": item.get("SeriesId") if kind == "Episode" else item.get("AlbumId"),
        "number": item.get("IndexNumber") if kind in ("Episode", "Audio") else None,
        "season": item.get("ParentIndexNumber") if kind == "Episode" else None,
        "extra": {"ids": {_IDS[k]: v for k, v in (item.get("ProviderIds") or {}).items() if k in _IDS and v}},
    }
    original = item.get("OriginalTitle")
    record["aliases"] = [original] if original and original != item.get("Name") else []
    if picture := (item.get("ImageTags") or {}).get("Primary"):
        record["image"] = f"{url}/Items/{id_}/Images/Primary?tag={picture}"
    streams = item.get("MediaStreams") or ()
    record["languages"], record["subtitles"] = _spoken(streams, "Audio"), _spoken(streams, "Subtitle")
    if (path := item.get("Path")) and kind not in ("Series", "MusicAlbum") and Path(path).is_file():
        record["path"] = path
    return {name: value for name, value in record.items() if value not in (None, "", [], {"ids": {}})}


def _artists(item: Mapping[str, Any]) -> list[str]:
    return list(item.get("Artists") or [name for name in [item.get("AlbumArtist")] if name])


def _people(people: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    for person in list(people)[:_MOST_PEOPLE]:
        if person.get("Name"):
            yield {"name": str(person["Name"]), "role": str(person.get("Type") or "actor").lower()}


def _spoken(streams: Iterable[Mapping[str, Any]], kind: str) -> list[str]:
    codes = [str(stream.get("Language") or "") for stream in streams if stream.get("Type") == kind]
    return [code for code in dict.fromkeys(codes) if code not in ("", "und", "zxx", "mul", "mis")]


def _done(item: Mapping[str, Any], state: str, source: str) -> Iterator[Interaction]:
    data = item.get("UserData") or {}
    given: dict[str, Any] = {"item": str(item.get("Id", "")), "source": source}
    if state in ("IsPlayed", "IsResumable"):
        share = None if state == "IsPlayed" else min(max((data.get("PlayedPercentage") or 0) / 100, 0), 1)
        yield Interaction(**given, kind="view", value=share, at=_time(data.get("LastPlayedDate")))
        if state == "IsPlayed" and isinstance(data.get("Rating"), int | float):
            yield Interaction(**given, kind="rating", value=data["Rating"], scale=10)
    else:
        yield Interaction(**given, kind="dislike" if state == "Dislikes" else "like")


def _time(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
