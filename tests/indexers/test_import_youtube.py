"""YouTube's Takeout: JSON and HTML, in several languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from indexers.history.imports import import_history
from indexers.library import Library
from tests.indexers.conftest import Index
from tests.indexers.exports import as_zip

ITEMS: list[dict[str, Any]] = [
    {"id": "v", "title": "Some Talk", "medium": "clip", "extra": {"ids": {"youtube": "abc123"}}},
    {"id": "song", "title": "Song", "medium": "track", "people": [{"name": "Singer", "role": "artist"}]},
]


def _watched(title: str, video: str = "", header: str = "YouTube", **more: object) -> dict[str, object]:
    address = {"titleUrl": f"https://www.youtube.com/watch?v={video}"} if video else {}
    return {"header": header, "title": title, **address, "time": "2022-05-01T10:00:00.123Z", **more}


JSON = [
    _watched("Some Talk angesehen", "abc123", subtitles=[{"name": "A Channel"}]),
    _watched("Watched Song", "mus1", "YouTube Music", subtitles=[{"name": "Singer - Topic"}]),
    _watched("Watched a video that has been removed"),
    _watched("Watched An Ad", "ad1", details=[{"name": "From Google Ads"}]),
    {"header": "YouTube", "title": "Gesucht: lunar base", "time": "2022-05-02T10:00:00Z",
     "titleUrl": "https://www.youtube.com/results?search_query=lunar+base"},
]  # fmt: skip
CELL = '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">{}</div>'
HTML = "<html><body>" + "".join(
    CELL.format(f'Regardé&nbsp;<a href="https://www.youtube.com/watch?v={video}">{title}</a><br>'
                f'<a href="https://www.youtube.com/channel/c">A Channel</a><br>{time}<br>')
    for video, title, time in (("abc123", "Some &amp; Talk", "5 janv. 2020, 22:11:12 CET"),
                               ("zzz", "Other", "4 janv. 2020, 01:00:00 CET"))
) + CELL.format("") + "</body></html>"  # fmt: skip


def test_views_plays_and_searches_without_ads_and_removed_videos(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    index_lines(ITEMS)
    files = {"Takeout/YouTube und YouTube Music/Verlauf/Wiedergabeverlauf.json": json.dumps(JSON),
             "Takeout/archive_browser.html": "<html></html>"}  # fmt: skip
    report = import_history(library, "auto", as_zip(tmp_path / "takeout.zip", files), "ann")
    assert (report.kind, report.bad) == ("youtube", [])
    rows = library.person("ann").interactions()
    assert [(row.item, row.kind, row.title or row.text) for row in rows] == [
        ("v", "view", "Some Talk"), ("song", "view", "Song"), (None, "search", "lunar base"),
    ]  # fmt: skip


def test_a_page_of_html_says_the_same(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines(ITEMS)
    (tmp_path / "watch-history.html").write_text(HTML, encoding="utf8")
    report = import_history(library, "auto", tmp_path / "watch-history.html", "ann")
    assert (report.kind, report.added, report.unmatched) == ("youtube", 2, 1)
    other, talk = library.person("ann").interactions()
    assert (other.title, other.item, talk.item, talk.title) == ("Other", None, "v", "Some & Talk")
    assert talk.at is not None and talk.at.isoformat() == "2020-01-05T21:11:12+00:00"
