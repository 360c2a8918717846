"""Answers as Subsonic's API 1.15 and OpenSubsonic's extensions document them: ping, albums, playlists."""

from __future__ import annotations

import hashlib
from typing import Any

JPEG = b"\xff\xd8\xff\xe0cover"
USER, PASSWORD = "anna", "correct horse"
FIRST: dict[str, Any] = {
    "id": "7", "title": "First", "parent": "3", "albumId": "3", "album": "Selected Works", "artist": "Bertha",
    "track": 1, "discNumber": 1, "duration": 180, "year": 1994, "genre": "Ambient", "path": "Bertha/First.flac",
    "type": "music", "isDir": False, "playCount": 3, "played": "2026-04-02T10:00:00Z", "userRating": 5,
    "musicBrainzId": "mb-t",
}  # fmt: skip
ALBUM: dict[str, Any] = {
    "id": "3", "name": "Selected Works", "artist": "Bertha", "artistId": "9", "songCount": 2, "duration": 420,
    "created": "2026-03-01T20:00:00Z", "year": 1994, "genre": "Ambient", "genres": [{"name": "Ambient"}],
    "starred": "2026-04-01T10:00:00Z", "musicBrainzId": "mb-a",
    "coverArt": "al-3",
}  # fmt: skip
SONGS: list[dict[str, Any]] = [
    FIRST,
    {**FIRST, "id": "8", "title": "Second", "track": 2, "playCount": 0, "userRating": 0},
]


class Subsonic:
    def __init__(self) -> None:
        self.albums: list[dict[str, Any]] = [ALBUM]
        self.songs = SONGS
        self.playlists: list[dict[str, str]] = []

    def __call__(self, path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
        """Subsonic says 200 also where it refuses."""
        token = hashlib.md5((PASSWORD + given.get("s", "")).encode(), usedforsecurity=False).hexdigest()
        if (given.get("u"), given.get("t")) != (USER, token):
            return 200, _failed(40, "Wrong username or password")
        if path == "rest/ping.view":
            return 200, _ok({})
        if path == "rest/getAlbumList2.view":
            start = int(given["offset"])
            return 200, _ok({"albumList2": {"album": self.albums[start : start + int(given["size"])]}})
        if path == "rest/getCoverArt.view":
            return (200, JPEG) if given.get("id") == ALBUM["coverArt"] else (200, _failed(70, "Not found"))
        if path == "rest/createPlaylist.view":
            self.playlists.append(given)
            return 200, _ok({"playlist": {"id": "1", "name": given["name"]}})
        found = [album for album in self.albums if album["id"] == given.get("id")]
        if path == "rest/getAlbum.view" and found:
            return 200, _ok({"album": {**found[0], "song": self.songs}})
        return 200, _failed(70, "Not found")


def _ok(more: dict[str, Any]) -> dict[str, Any]:
    return {"subsonic-response": {"status": "ok", "version": "1.16.1", "type": "navidrome", **more}}


def _failed(code: int, message: str) -> dict[str, Any]:
    error = {"code": code, "message": message}
    return {"subsonic-response": {"status": "failed", "version": "1.16.1", "error": error}}
