"""Items, one a row of a table; the columns are called as the contract's fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexers.errors import SourceError
from indexers.reading.lines import Line
from indexers.reading.tables import read_table

_COLUMNS = {
    "name": "title", "type": "medium", "runtime": "minutes", "duration": "minutes", "genre": "genres",
    "language": "languages", "country": "countries", "tags": "keywords", "overview": "description",
    "plot": "description", "release_year": "year", "cast": "people",
}  # fmt: skip


def read_lines(path: Path) -> Iterator[Line]:
    """One Line a row. Raises OSError, SourceError for a file that is no table of items."""
    is_checked = False
    for line in read_table(path):
        if line.record is None:
            yield line
            continue
        record = {_field(name, line.record): _value(cell) for name, cell in line.record.items()}
        if not is_checked and not {"id", "title"} & record.keys():
            raise SourceError(f"{path} has no columns id and title.", cure="Name the columns as items are described.")
        is_checked = True
        yield Line(line.number, record)


def _field(name: str, cells: Any) -> str:
    """The field that a column means, unless another column is called so itself."""
    low = name.lower().replace(" ", "_")
    field = _COLUMNS.get(low, low)
    return low if field in cells else field


def _value(cell: str) -> Any:
    """Lists and objects may be written as JSON."""
    if cell[:1] in "[{":
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return cell
