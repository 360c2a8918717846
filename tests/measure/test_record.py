"""Tables of results."""

from __future__ import annotations

from pathlib import Path

from tests.measure.record import Record, table


def test_a_section_written_again_replaces_itself_alone(tmp_path: Path) -> None:
    record = Record(tmp_path / "RESULTS.md", "Title", "About.")
    record.write("One", "first", "cmd")
    record.write("Two", "second", "cmd")
    record.write("One", "third", "cmd --only one")
    text = (tmp_path / "RESULTS.md").read_text()
    assert "first" not in text
    assert text.index("third") < text.index("second")
    assert text.count("## One") == 1
    assert "`cmd --only one`" in text


def test_a_table_rounds_and_escapes() -> None:
    assert table(["a"], [[1234567], [0.12345], ["x|y"]]).splitlines()[2:] == ["| 1,234,567 |", "| 0.123 |", "| x\\|y |"]
