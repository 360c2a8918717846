"""Answers as Jellyfin's published API (10.9, /api-docs) gives them: Users, Users/Me, Items, Playlists."""

from __future__ import annotations

from typing import Any

TOKEN = "f00dfacef00dfacef00dfacef00dface"
ANNA, BOB = "aaaa0000aaaa0000aaaa0000aaaa0000", "bbbb0000bbbb0000bbbb0000bbbb0000"
MOON: dict[str, Any] = {
    "Name": "Moon", "OriginalTitle": "Lua", "ServerId": "s", "Id": "11111111111111111111111111111111",
    "DateCreated": "2026-03-01T20:00:00.1234567Z", "Type": "Movie", "ProductionYear": 2009, "Overview": "A lone miner.",
    "RunTimeTicks": 58_200_000_000, "OfficialRating": "DE-12", "CommunityRating": 7.6, "Genres": ["Science Fiction"],
    "Tags": ["lunar base"], "ProductionLocations": ["United Kingdom"],
    "ProviderIds": {"Tmdb": "17431", "Imdb": "tt1182345"},
    "People": [{"Name": "Sam Rockwell", "Id": "p1", "Role": "Sam Bell", "Type": "Actor"},
               {"Name": "Duncan Jones", "Id": "p2", "Type": "Director"}],
    "ImageTags": {"Primary": "abc"}, "Path": "/srv/films/Moon (2009).mkv",
    "MediaStreams": [{"Type": "Video"}, {"Type": "Audio", "Language": "eng"}, {"Type": "Subtitle", "Language": "ger"}],
}  # fmt: skip
SHOW = {"Name": "Dark", "Id": "22222222222222222222222222222222", "Type": "Series", "ProductionYear": 2017,
        "Genres": ["Mystery"]}  # fmt: skip
EPISODE = {"Name": "Secrets", "Id": "33333333333333333333333333333333", "Type": "Episode", "IndexNumber": 1,
           "ParentIndexNumber": 1, "SeriesId": SHOW["Id"], "RunTimeTicks": 30_600_000_000}  # fmt: skip
ALBUM = {"Name": "Selected Works", "Id": "44444444444444444444444444444444", "Type": "MusicAlbum",
         "AlbumArtist": "Bertha", "ProviderIds": {"MusicBrainzAlbum": "mb-1"}}  # fmt: skip
TRACK = {"Name": "First", "Id": "55555555555555555555555555555555", "Type": "Audio", "IndexNumber": 1,
         "AlbumId": ALBUM["Id"], "Artists": ["Bertha"], "RunTimeTicks": 1_800_000_000}  # fmt: skip
SEEN = {"Played": True, "PlayCount": 2, "LastPlayedDate": "2026-04-01T21:00:00Z"}
STATES: dict[str, dict[str, list[dict[str, Any]]]] = {
    ANNA: {"IsPlayed": [{**MOON, "UserData": SEEN}],
           "IsFavorite": [{**ALBUM, "UserData": {"IsFavorite": True}}]},
    BOB: {"IsResumable": [{**MOON, "UserData": {"PlayedPercentage": 40.0, "LastPlayedDate": "2026-05-01T21:00:00Z"}}]},
}  # fmt: skip


class Jellyfin:
    """`items` may be changed; `own` is the account of the token, None for an API key."""

    def __init__(self, own: str | None = ANNA) -> None:
        self.playlists: list[dict[str, Any]] = []
        self.states = {account: {name: list(rows) for name, rows in some.items()} for account, some in STATES.items()}
        self.items: list[dict[str, Any]] = [MOON, SHOW, EPISODE, ALBUM, TRACK]
        self.own = own
        self.saved: dict[str, str] = {}  # an item's id to when it changed last; unknown: long ago
        self.before_page: list[Any] = []  # functions, each called before one page is made

    def __call__(self, path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
        if TOKEN not in headers.get("authorization", ""):
            return 401, {}
        users = [{"Id": ANNA, "Name": "Anna"}, {"Id": BOB, "Name": "Bob"}]
        if path == "Users/Me":
            mine = [user for user in users if user["Id"] == self.own]
            return (200, mine[0]) if mine else (400, b"")
        if path == "Users":
            return (200, users) if self.own is None else (403, b"")
        if path.startswith("Items/") and path.endswith("/Images/Primary"):
            return 200, b"\x89PNG\r\n\x1a\n"
        if path == "Playlists":
            self.playlists.append(dict(given))
            return 200, {"Id": f"{len(self.playlists):032}"}
        return (200, self._page(given)) if path == "Items" else (404, b"")

    def _page(self, given: dict[str, str]) -> dict[str, Any]:
        if int(given.get("StartIndex", 0)) and self.before_page:
            self.before_page.pop(0)()
        items = self.items
        if "Filters" in given:
            items = self.states[given["UserId"]].get(given["Filters"], [])
        if "Ids" in given:
            items = [item for item in items if item["Id"] in given["Ids"].split(",")]
        else:
            items = [item for item in items if item["Type"] in given["IncludeItemTypes"].split(",")]
        if least := given.get("MinDateLastSaved"):
            items = [item for item in items if self.saved.get(item["Id"], "") >= least]
        start = int(given.get("StartIndex", 0))
        return {"Items": items[start : start + int(given["Limit"])], "TotalRecordCount": len(items)}
