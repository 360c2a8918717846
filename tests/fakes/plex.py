"""Answers as Plex Media Server's API documents them: sections, listings, metadata, accounts, history, playlists."""

from __future__ import annotations

from typing import Any

TOKEN = "plexplexplexplexplex"
MOON: dict[str, Any] = {
    "ratingKey": "1", "type": "movie", "title": "Moon", "year": 2009, "summary": "A lone miner.", "rating": 9.0,
    "contentRating": "de/12", "duration": 5_820_000, "addedAt": 1_772_395_200, "updatedAt": 1_772_395_300,
    "viewCount": 1, "lastViewedAt": 1_775_000_000, "userRating": 8.0, "thumb": "/library/metadata/1/thumb/1",
    "Genre": [{"tag": "Science Fiction"}], "Country": [{"tag": "United Kingdom"}],
    "Director": [{"tag": "Duncan Jones"}], "Role": [{"tag": "Sam Rockwell", "role": "Sam Bell"}],
    "Guid": [{"id": "imdb://tt1182345"}, {"id": "tmdb://17431"}],
    "Media": [{"Part": [{"file": "/srv/films/Moon.mkv", "Stream": [
        {"streamType": 1}, {"streamType": 2, "languageCode": "eng"}, {"streamType": 3, "languageCode": "ger"}]}]}],
}  # fmt: skip
SHOW = {"ratingKey": "2", "type": "show", "title": "Dark", "year": 2017, "leafCount": 2, "viewedLeafCount": 1,
        "viewCount": 1}  # fmt: skip
EPISODE = {"ratingKey": "3", "type": "episode", "title": "Secrets", "index": 1, "parentIndex": 1,
           "grandparentRatingKey": "2", "duration": 3_000_000, "viewOffset": 1_500_000}  # fmt: skip
ALBUM = {"ratingKey": "4", "type": "album", "title": "Selected Works", "parentTitle": "Bertha"}
TRACK = {"ratingKey": "5", "type": "track", "title": "First", "index": 1, "parentIndex": 1, "parentRatingKey": "4",
         "grandparentTitle": "Bertha", "duration": 180_000}  # fmt: skip
ITEMS: list[dict[str, Any]] = [MOON, SHOW, EPISODE, ALBUM, TRACK]
DETAILS = ("Guid", "Role", "Media", "Genre", "Country", "Director")  # which a listing leaves out, or in part
NUMBERS = {"1": "movie", "2": "show", "4": "episode", "9": "album", "10": "track"}
SECTIONS = [{"key": "1", "type": "movie"}, {"key": "2", "type": "show"}, {"key": "3", "type": "artist"},
            {"key": "4", "type": "photo"}]  # fmt: skip
PLAYED = [{"historyKey": "/status/sessions/history/1", "ratingKey": "1", "viewedAt": 1_776_000_000, "accountID": 2}]


PNG = b"\x89PNG\r\n\x1a\nposter"
WRITTEN: list[dict[str, str]] = []  # playlists


def answer(path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
    if headers.get("x-plex-token") != TOKEN:
        return 401, b"<html>Unauthorized</html>"
    if "/thumb/" in path:
        return 200, PNG
    found = _container(path, given)
    return (404, b"") if found is None else (200, {"MediaContainer": found})


def _container(path: str, given: dict[str, str]) -> dict[str, Any] | None:
    if path == "identity":
        return {"machineIdentifier": "abc"}
    if path == "playlists":  # POST
        WRITTEN.append(given)
        return {"size": 1, "Metadata": [{"ratingKey": "99", "type": "playlist", "title": given["title"]}]}
    if path == "library/sections":
        return {"Directory": SECTIONS}
    if path == "accounts":
        return {"Account": [{"id": 0, "name": ""}, {"id": 1, "name": "Anna"}, {"id": 2, "name": "Bob"}]}
    if path == "status/sessions/history/all":
        return _page([row for row in PLAYED if str(row["accountID"]) == given["accountID"]], given)
    if path.startswith("library/metadata/"):
        keys = path.rpartition("/")[2].split(",")
        return {"Metadata": [item for item in ITEMS if item["ratingKey"] in keys]}
    if path.startswith("library/sections/"):
        found = [item for item in ITEMS if item["type"] == NUMBERS[given["type"]]]
        return _page([{k: v for k, v in item.items() if k not in DETAILS} for item in found], given)
    return None


def _page(rows: list[dict[str, Any]], given: dict[str, str]) -> dict[str, Any]:
    start, size = int(given["X-Plex-Container-Start"]), int(given["X-Plex-Container-Size"])
    return {"totalSize": len(rows), "Metadata": rows[start : start + size]}
