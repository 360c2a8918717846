"""Subsonic's API, as Navidrome, Gonic, Airsonic and others speak it: albums with their tracks, and what was played."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

from indexers.errors import SourceError
from indexers.models import Interaction
from indexers.sources.servers.address import Address
from indexers.sources.servers.api import Api, Refusal
from indexers.sources.servers.paging import read_pages
from indexers.sources.servers.server import Account

_VERSION = "1.15.0"
_WRONG_CREDENTIALS, _GONE = {40, 41, 42, 43, 44, 50}, 70
_MOST_ALBUMS = 200


class Subsonic:
    """`secret`: `name:password`. Only a salted digest of the password is sent, in the body of the request."""

    def __init__(self, address: Address, api: Api, secret: str) -> None:
        self._user, divider, self._password = secret.partition(":")
        if not divider or not self._user:
            raise SourceError(f"The credentials for {address.name} are no name:password.")
        self.name = address.name
        self._address, self._api = address, api
        self._states: list[Interaction] | None = None
        self._listed: set[str] = set()

    def count(self) -> int:
        self._ask("ping")
        return 0

    def records(self, since: datetime | None = None) -> Iterator[dict[str, Any] | str]:
        """Everything, whatever `since`: the API dates no changes."""
        self._states, self._listed = [], set()
        for album in read_pages(self._albums, lambda album: str(album.get("id", "")), _MOST_ALBUMS):
            try:
                album = {**album, **self._ask("getAlbum", id=album.get("id")).get("album", {})}
            except _Gone:
                continue
            yield self._record(album, "album")
            for song in album.get("song") or ():
                if song.get("type", "music") == "music":
                    yield self._record(song, "track")

    def accounts(self) -> list[Account]:
        return [Account(self._user, self._user, own=True)]

    def history(self, account: Account) -> Iterator[Interaction]:
        """It comes with the items, which are read if they were not."""
        if self._states is None:
            for _ in self.records():
                pass
        yield from self._states or ()

    def visible(self, account: Account, items: Sequence[str]) -> set[str]:
        return self._listed & set(items)

    def picture(self, address: str) -> bytes:
        cover = dict(parse_qsl(address.partition("?")[2])).get("id", "")
        return self._api.picture("rest/getCoverArt.view", {}, {}, {**self._signed(), "id": cover})

    def write_playlist(self, name: str, items: Sequence[str], account: Account) -> None:
        songs = [item.removeprefix(self._address.prefix) for item in items]
        self._understood(
            self._api.send("rest/createPlaylist.view", {}, {}, form={**self._signed(), "name": name, "songId": songs})
        )

    def _albums(self, start: int, size: int) -> Sequence[dict[str, Any]]:
        found = self._ask("getAlbumList2", type="alphabeticalByName", size=size, offset=start)
        albums: list[dict[str, Any]] = (found.get("albumList2") or {}).get("album") or []
        return albums

    def _record(self, found: Mapping[str, Any], medium: str) -> dict[str, Any]:
        record = record_of(found, medium, self._address.prefix, self._address.url)
        assert self._states is not None
        self._listed.add(record["id"])
        self._states += _done(found, record["id"], f"{self.name}#{self._user}")
        return record

    def _ask(self, method: str, **given: Any) -> Mapping[str, Any]:
        form = self._signed() | {name: str(value) for name, value in given.items()}
        return self._understood(self._api.get(f"rest/{method}.view", {}, {}, form))

    def _signed(self) -> dict[str, str]:
        salt = secrets.token_hex(8)
        token = hashlib.md5((self._password + salt).encode(), usedforsecurity=False).hexdigest()
        return {"u": self._user, "t": token, "s": salt, "v": _VERSION, "c": "usher", "f": "json"}

    def _understood(self, answer: Any) -> Mapping[str, Any]:
        """What is in the envelope. Raises Refusal."""
        said = answer.get("subsonic-response") if isinstance(answer, Mapping) else None
        if not isinstance(said, Mapping):
            raise Refusal(f"{self.name} does not answer as Subsonic does.")
        if said.get("status") == "ok":
            return said
        code = (said.get("error") or {}).get("code")
        if code in _WRONG_CREDENTIALS:
            raise self._api.refused()
        if code == _GONE:
            raise _Gone(f"{self.name} has it no longer.")
        raise Refusal(f"{self.name} refuses with error {code}.")


class _Gone(Refusal):
    pass


def record_of(found: Mapping[str, Any], medium: str, prefix: str, url: str) -> dict[str, Any]:
    """An album or a song of the API as a record; `prefix` goes before its id, `url` before its cover's."""
    genres = [genre.get("name") for genre in found.get("genres") or ()] or [found.get("genre")]
    record: dict[str, Any] = {
        "id": f"{prefix}{found.get('id')}",
        "title": found.get("name") if medium == "album" else found.get("title"),
        "medium": medium,
        "year": found.get("year"),
        "minutes": round((found.get("duration") or 0) / 60, 2),
        "genres": [genre for genre in genres if genre],
        "people": [{"name": name, "role": "artist"} for name in _artists(found)],
        "added": found.get("created"),
        "parent": f"{prefix}{found['albumId']}" if medium == "track" and found.get("albumId") else None,
        "number": found.get("track") if medium == "track" else None,
        "image": f"{url}/rest/getCoverArt.view?id={quote(cover, safe='')}"
        if (cover := str(found.get("coverArt") or ""))
        else None,
        "season": found.get("discNumber") if medium == "track" else None,
    }
    if found.get("musicBrainzId"):
        record["extra"] = {"ids": {"musicbrainz" if medium == "album" else "musicbrainz_track": found["musicBrainzId"]}}
    path = Path(found.get("path") or "")
    if medium == "track" and path.is_absolute() and path.is_file():
        record["path"] = str(path)
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def _artists(found: Mapping[str, Any]) -> list[str]:
    several = [artist.get("name") for artist in found.get("artists") or ()] or [found.get("artist")]
    return [name for name in dict.fromkeys(several) if name]


def _done(found: Mapping[str, Any], id_: str, source: str) -> Iterator[Interaction]:
    given: dict[str, Any] = {"item": id_, "source": source}
    if found.get("playCount"):
        yield Interaction(**given, kind="view", at=_time(found.get("played")))
    if found.get("userRating"):
        yield Interaction(**given, kind="rating", value=found["userRating"], scale=5)
    if found.get("starred"):
        yield Interaction(**given, kind="like", at=_time(found["starred"]))


def _time(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
