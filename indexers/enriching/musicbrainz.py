"""MusicBrainz: albums by id, else by artist and title; it wants to know whom to write to, and one question a second."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from indexers.enriching.choose import Fields, Found, cleaned, ids_of, only
from indexers.enriching.web import Web
from indexers.models import Item, Medium

_URL = "https://musicbrainz.org/ws/2"
_CANDIDATES = 10
_MOST_GENRES = 8
_MBID = re.compile(r"[0-9a-f-]{36}")
_QUOTED = re.compile(r'(["\\])')


class MusicBrainz:
    """`contact`: an e-mail address or web page, sent with each question."""

    name, title = "musicbrainz", "MusicBrainz"
    media: frozenset[Medium] = frozenset(("album",))

    def __init__(self, contact: str, url: str = _URL, **given: Any) -> None:
        agent = {"User-Agent": f"usher-recommender/1 ( {contact} )"}
        self._web = Web(self.title, url, every_s=1.1, headers=agent, **given)

    def find(self, work: Item) -> Found | None:
        """Raises SourceError."""
        known = ids_of(work).get("musicbrainz_group", "")
        if _MBID.fullmatch(known):
            return only(
                work, [Found(known, _fields(self._get(f"/release-group/{known}", inc="artist-credits+genres")))]
            )
        artists = [credit.name for credit in work.people if credit.role in ("artist", "band", "composer", "")]
        if not artists:
            return None
        query = f'releasegroup:"{_quoted(work.title)}" AND artist:"{_quoted(artists[0])}"'
        hits = self._get("/release-group", query=query, limit=_CANDIDATES).get("release-groups", ())
        found = only(work, (Found(str(hit["id"]), _fields(hit)) for hit in hits))
        if found is None:
            return None
        whole = self._get(f"/release-group/{found.reference}", inc="artist-credits+genres")
        return cleaned(work, Found(found.reference, _fields(whole))) if whole else found

    def close(self) -> None:
        self._web.close()

    def _get(self, path: str, **asked: object) -> Mapping[str, Any]:
        answer = self._web.get(path, fmt="json", **asked)
        return answer if isinstance(answer, dict) else {}


def _quoted(text: str) -> str:
    return _QUOTED.sub(r"\\\1", text)


def _fields(group: Mapping[str, Any]) -> Fields:
    date = str(group.get("first-release-date") or "")
    genres = sorted(group.get("genres") or (), key=lambda genre: -int(genre.get("count", 0)))
    return {
        "title": group.get("title"),
        "aliases": [alias["name"] for alias in group.get("aliases") or ()],
        "year": int(date[:4]) if date[:4].isdigit() else None,
        "genres": [genre["name"] for genre in genres[:_MOST_GENRES]],
        "people": [{"name": credit["name"], "role": "artist"} for credit in group.get("artist-credit") or ()],
        "extra": {"ids": {"musicbrainz_group": group.get("id")}},
    }
