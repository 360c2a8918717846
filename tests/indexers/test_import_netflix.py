"""Netflix: one profile's list in any language, and the full export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexers.history.imports import import_history
from indexers.library import Library
from indexers.models import Interaction
from tests.indexers.conftest import Index
from tests.indexers.exports import as_zip

ITEMS = [
    {"id": "dark", "title": "Dark", "medium": "series", "year": 2017},
    {"id": "dark-1", "title": "Secrets", "medium": "episode", "parent": "dark", "season": 1, "number": 1},
    {"id": "dark-2", "title": "Lies", "medium": "episode", "parent": "dark", "season": 1, "number": 2},
    {"id": "mi", "title": "Mission: Impossible", "medium": "film", "year": 1996},
    {"id": "kill", "title": "Kill Bill: Vol. 2", "medium": "film", "year": 2004},
]


def _rows(library: Library, path: Path) -> list[Interaction]:
    report = import_history(library, "netflix", path, "ann")
    assert report.bad == []
    return library.person("ann").interactions()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            'Title,Date\n"Dark: Season 1: Lies","1/13/20"\n"Mission: Impossible","1/2/20"\n',
            ["2020-01-02", "2020-01-13"],
        ),
        ('Title,Date\n"Dark: Season 1: Lies","13/01/2020"\n"Heat","02/01/2020"\n', ["2020-01-02", "2020-01-13"]),
        ('Title,Date\n"Dark: Staffel 1: Lies",13.01.20\nHeat,02.01.20\n', ["2020-01-02", "2020-01-13"]),
        ('Titre,Date\n"Dark: Saison 1: Lies",03/02/2020\nHeat,04/01/2020\n', ["2020-01-04", "2020-02-03"]),
        ("タイトル,日付\nダーク: シーズン1: Lies,2020/01/13\nHeat,2020/01/02\n", ["2020-01-02", "2020-01-13"]),
        ("제목,날짜\n다크: 시즌 1: Lies,2020. 1. 13.\nHeat,2020. 1. 2.\n", ["2020-01-02", "2020-01-13"]),
        ('Titel,Datum\n"Dark: Säsong 1: Lies",2020-01-13\nHeat,2020-01-02\n', ["2020-01-02", "2020-01-13"]),
        ('Titel;Datum\n"Dark: Seizoen 1: Lies";13-1-2020\nHeat;2-1-2020\n', ["2020-01-02", "2020-01-13"]),
    ],
)
def test_the_list_of_a_profile_is_read_in_its_own_dates(
    library: Library, tmp_path: Path, text: str, days: list[str]
) -> None:
    path = tmp_path / "NetflixViewingHistory.csv"
    path.write_text(text, encoding="utf8")
    rows = _rows(library, path)
    assert [row.at.date() for row in rows if row.at] == [date.fromisoformat(day) for day in days]
    assert [(row.season, row.title) for row in rows if row.series] == [(1, "Lies")]


def test_episodes_are_found_by_season_and_title_and_films_stay_films(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    index_lines(ITEMS)
    path = tmp_path / "NetflixViewingHistory.csv"
    path.write_text(
        'Title,Date\n"Dark: Season 1: Lies","1/13/20"\n"Mission: Impossible","1/12/20"\n"Kill Bill: Vol. 2","1/11/20"\n'
        '"Dark: Season 1: Episode 1","1/9/20"\n',
        encoding="utf8",
    )
    assert [row.item for row in _rows(library, path)] == ["dark-1", "kill", "mi", "dark-2"]


FULL = {
    "netflix-report/CONTENT_INTERACTION/ViewingActivity.csv": (
        "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Bookmark,Latest Bookmark,"
        "Device Type,Country\n"
        'Ann,2020-01-13 20:00:00,00:50:00,,"Dark: Season 1: Lies (Episode 2)",,00:50:00,00:50:00,TV,DE\n'
        "Ann,2020-01-13 19:59:00,00:00:40,,Mission: Impossible,TRAILER,00:00:40,,TV,DE\n"
        "Ann,2020-01-13 19:58:00,00:05:40,Autoplayed: user action: None; ,Mission: Impossible,,00:00:40,,TV,DE\n"
        "Kids,2020-01-13 10:00:00,00:30:00,,Mission: Impossible,,00:30:00,Not latest view,TV,DE\n"
    ),
    "netflix-report/CONTENT_INTERACTION/Ratings.csv": (
        "Profile Name,Title Name,Rating Type,Star Value,Thumbs Value,Device Model,Event Utc Ts,Region View Date\n"
        "Ann,Dark,thumb,,2,TV,2020-01-13 21:00:00,\nAnn,Mission: Impossible,star,2,,TV,2016-01-13 21:00:00,\n"
    ),
    "netflix-report/CONTENT_INTERACTION/MyList.csv": (
        "Profile Name,Title Name,Country,Utc Title Add Date\nAnn,Kill Bill: Vol. 2,DE,2020-02-01\n"
    ),
    "netflix-report/CONTENT_INTERACTION/SearchHistory.csv": (
        "Profile Name,Country Iso Code,Device,Is Kids,Query Typed,Displayed Name,Action,Section,Utc Timestamp\n"
        "Ann,DE,TV,0,time travel,,,,2020-02-01 10:00:00\n"
    ),
}


def test_the_full_export_gives_each_profile_what_it_chose_to_see(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    index_lines(ITEMS)
    report = import_history(library, "auto", as_zip(tmp_path / "netflix-report.zip", FULL), "ann")
    assert (report.kind, report.bad, sorted(report.people)) == ("netflix", [], ["Kids", "ann"])
    rows = library.person("ann").interactions()
    assert {(row.item, row.kind) for row in rows} == {
        ("dark-2", "view"), ("dark", "like"), ("mi", "rating"), ("kill", "want"), (None, "search"),
    }  # fmt: skip
    assert [row.item for row in library.person("Kids").interactions()] == ["mi"]


def test_a_profile_is_whose_it_is_said_to_be(library: Library, tmp_path: Path) -> None:
    report = import_history(library, "auto", as_zip(tmp_path / "netflix.zip", FULL), "me", people={"me": "ann"})
    assert report.people == ["me", "Kids"] and "me, Kids" in report.notes[0]
