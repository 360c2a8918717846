"""What holds for every import: kinds are told apart, zips are honest, nothing is told twice, what waits is linked."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexers.errors import SourceError
from indexers.history.corrections import correct
from indexers.history.export import open_export
from indexers.history.imports import IMPORTERS, import_history
from indexers.library import Library
from indexers.models import Interaction
from indexers.reading.lines import LineError
from tests.indexers.conftest import FILMS, Index, write_lines
from tests.indexers.exports import as_zip
from tests.indexers.test_import_kodi import EXPORT as KODI
from tests.indexers.test_import_lastfm import SHAPES
from tests.indexers.test_import_letterboxd import EXPORT as LETTERBOXD
from tests.indexers.test_import_netflix import FULL as NETFLIX
from tests.indexers.test_import_spotify import EXTENDED
from tests.indexers.test_import_trakt import EXPORT as TRAKT
from tests.indexers.test_import_youtube import JSON as YOUTUBE

EVENING = datetime(2020, 1, 5, 20, 30, tzinfo=UTC)
EXPORTS = {
    "letterboxd": LETTERBOXD, "netflix": NETFLIX, "trakt": TRAKT, "spotify": {"endsong_0.json": json.dumps(EXTENDED)},
    "lastfm": {"ann.csv": SHAPES["ann.csv"]}, "youtube": {"watch-history.json": json.dumps(YOUTUBE)},
    "kodi": {"videodb.xml": KODI}, "movielens": {"ratings.csv": "userId,movieId,rating,timestamp\n1,603,4,964980000\n"},
    "jsonl": {"own.jsonl": '{"item": "603", "kind": "like"}\n'},
}  # fmt: skip


def test_there_is_an_export_here_for_each_kind() -> None:
    assert set(EXPORTS) == set(IMPORTERS)


@pytest.mark.parametrize("kind", EXPORTS)
def test_kinds_are_told_apart_and_a_wrong_one_is_named(library: Library, tmp_path: Path, kind: str) -> None:
    path = as_zip(tmp_path / "export.zip", EXPORTS[kind])
    for other in IMPORTERS.keys() - {kind}:
        with pytest.raises(SourceError, match=f"Use: usher import {kind} "):
            import_history(library, other, path, "ann")
    first = import_history(library, "auto", path, "ann")
    again = import_history(library, "auto", path, "ann")
    assert (first.kind, first.added > 0, again.added) == (kind, True, 0)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "{}", "[]", "\x00\xff", '{"a": 1}\n', "<html></html>"])
@pytest.mark.parametrize("suffix", [".csv", ".json", ".xml", ".html", ".zip", ""])
def test_what_is_no_export_is_refused_in_a_sentence(library: Library, tmp_path: Path, suffix: str, text: str) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_text(text, encoding="utf8")
    with pytest.raises(SourceError):
        import_history(library, "auto", path, "ann")


def test_a_zip_that_would_fill_the_machine_is_not_unpacked(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ratings.csv", b"userId,movieId,rating,timestamp\n" + bytes(40 << 20))
    with pytest.raises(SourceError, match="would unpack to"):
        import_history(library, "auto", path, "ann")


def test_the_rest_of_a_cut_file_is_told_as_one_bad_row(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "endsong_0.json"
    path.write_text(json.dumps(EXTENDED[:2])[:-30], encoding="utf8")
    report = import_history(library, "auto", path, "ann")
    assert report.added == 1 and [line.number for line in report.bad] == [2]


def _history(tmp_path: Path, name: str, **row: object) -> Path:
    return write_lines(tmp_path / f"{name}.jsonl", [{"kind": "view", **row}])


def test_two_services_that_tell_of_one_viewing_give_one(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines(FILMS)
    (tmp_path / "NetflixViewingHistory.csv").write_text("Title,Date\nMoon,2020-01-05\nMoon,2020-03-05\n", "utf8")
    trakt = [{"watched_at": f"2020-01-0{day}T21:30:00Z", "movie": {"title": "Moon", "year": 2009, "ids": {"trakt": 1}}}
             for day in (5, 9)]  # fmt: skip
    (tmp_path / "history.json").write_text(json.dumps(trakt), encoding="utf8")
    index_lines([one for one in FILMS if one["id"] != "moon-doc"])
    assert import_history(library, "netflix", tmp_path / "NetflixViewingHistory.csv", "ann").added == 2
    report = import_history(library, "trakt", tmp_path / "history.json", "ann")
    assert (report.added, report.known) == (1, 1)
    days = [row.at.date().isoformat() for row in library.person("ann").interactions() if row.at]
    assert days == ["2020-01-05", "2020-01-09", "2020-03-05"]


def test_rows_that_waited_are_linked_once_though_two_services_told_them(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    (tmp_path / "watched.csv").write_text("Date,Name,Year,Letterboxd URI\n2020-01-05,Moon,2009,u\n", encoding="utf8")
    history = [{"watched_at": "2020-01-05T21:30:00Z", "movie": {"title": "Moon (2009)", "year": 2009,
                                                                "ids": {"trakt": 1}}}]  # fmt: skip
    (tmp_path / "history.json").write_text(json.dumps(history), encoding="utf8")
    for path in (tmp_path / "watched.csv", tmp_path / "history.json"):
        assert import_history(library, "auto", path, "ann").unmatched == 1
    assert len(library.person("ann").rows(unmatched=True)) == 2
    index_lines(FILMS)
    assert [row.item for row in library.person("ann").interactions()] == ["moon"]
    for path in (tmp_path / "watched.csv", tmp_path / "history.json"):
        assert import_history(library, "auto", path, "ann").added == 0


def test_a_correction_is_remembered_for_what_is_imported_later(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    index_lines(FILMS)
    first = _history(tmp_path, "first", title="Moonn", at="2020-01-05")
    import_history(library, "auto", first, "ann")
    ann = library.person("ann")
    ((number, row),) = ann.rows(unmatched=True)
    assert row.title == "Moonn" and correct(library, "ann", number, "moon") == 1 and ann.rows(unmatched=True) == []
    second = _history(tmp_path, "second", title="MOONN", at="2021-01-05")
    assert import_history(library, "auto", second, "ann").unmatched == 0
    assert import_history(library, "auto", second, "bob").unmatched == 1
    assert import_history(library, "auto", first, "ann").added == 0
    assert [row.item for row in ann.interactions()] == ["moon", "moon"]
    assert correct(library, "ann", number, None) == 2 and len(ann.rows(unmatched=True)) == 2
    index_lines([*FILMS, {"id": "n", "title": "Moonn", "medium": "film"}])
    assert [row.item for row in ann.interactions()] == [None, None]
    assert library.person("bob").interactions()[0].item == "n"


def test_a_series_is_corrected_once_for_all_its_episodes(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines([
        {"id": "s", "title": "La Casa de Papel", "medium": "series"},
        {"id": "s1", "title": "One", "medium": "episode", "parent": "s", "season": 1, "number": 1},
        {"id": "s2", "title": "Two", "medium": "episode", "parent": "s", "season": 1, "number": 2},
    ])  # fmt: skip
    rows = [{"series": "Money Heist", "season": 1, "number": number, "kind": "view"} for number in (1, 2)]
    import_history(library, "auto", write_lines(tmp_path / "own.jsonl", rows), "ann")
    ann = library.person("ann")
    number = ann.rows(unmatched=True)[0][0]
    assert correct(library, "ann", number, "s") == 2
    assert [row.item for row in ann.interactions()] == ["s1", "s2"]


def test_a_view_of_some_minutes_is_a_share_of_the_film(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines(FILMS)
    path = tmp_path / "ViewingActivity.csv"
    path.write_text("Profile Name,Start Time,Duration,Title\nann,2020-01-05 20:00:00,01:08:00,The Matrix\n", "utf8")
    import_history(library, "netflix", path, "ann")
    assert [row.value for row in library.person("ann").interactions()] == [0.5]


@given(
    st.lists(
        st.builds(
            Interaction,
            kind=st.sampled_from(["view", "rating", "like", "want"]),
            title=st.sampled_from(["Moon", "The Matrix", "Nowhere"]),
            value=st.sampled_from([None, 0.5, 1.0]),
            at=st.one_of(st.none(), st.integers(0, 400).map(lambda hours: EVENING + timedelta(hours=hours))),
            source=st.sampled_from(["netflix", "trakt", "letterboxd"]),
        ),
        max_size=12,
    )
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_history_read_twice_in_any_pieces_is_the_same(library: Library, rows: list[Interaction]) -> None:
    person = library.person(f"p{len(rows)}-{abs(hash(str(rows)))}")
    person.add(rows)
    told = person.interactions()
    assert person.add(rows) == 0 and person.add(reversed(rows)) == 0
    assert person.interactions() == told


JUNK = st.sampled_from(
    [None, True, "", "x" * 5_000, "\x00\u202e", -1, 1e300, float("nan"), [], [None], {}, {"a": [1]}, "٣"]
)


def _spoiled(value: Any, draw: st.DataObject) -> Any:
    """`value` with some of its parts made junk."""
    if draw.draw(st.integers(0, 5)) == 0:
        return draw.draw(JUNK)
    if isinstance(value, dict):
        return {name: _spoiled(one, draw) for name, one in value.items()}
    return [_spoiled(one, draw) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", sorted(EXPORTS.keys() - {"kodi"}))  # whose rows are made from XML, and hold texts
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoiled_row_is_read_or_told_and_never_a_fault(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    path = as_zip(tmp_path / "export.zip", EXPORTS[kind])
    with open_export(path) as export:
        for part in IMPORTERS[kind].parts_of(export):
            for line in list(part.lines(part.member))[:3]:
                spoiled = _spoiled(dict(line.record or {}), data)
                try:
                    rows = list(part.read(spoiled)) if isinstance(spoiled, dict) else []
                except LineError:
                    continue
                assert all(isinstance(row, Interaction) for _, row in rows)


def test_a_file_of_items_is_sent_to_index(library: Library, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "films.jsonl", FILMS)
    with pytest.raises(SourceError, match="Use: usher index"):
        import_history(library, "auto", path, "ann")
