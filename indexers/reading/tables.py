"""Tables of text in whatever encoding and dialect: rows as records."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from indexers.errors import SourceError
from indexers.reading.lines import Line

_LONGEST_CELL = 10_000_000
_SAMPLE = 65_536
_DELIMITERS = ",;\t|"
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_table(path: Path) -> Iterator[Line]:
    """The rows below the header, numbered by line. Cells are texts; absent ones are left out. Raises SourceError."""
    with path.open(encoding=encoding_of(path), newline="", errors="replace") as file:
        yield from read_rows(file, str(path))


def read_rows(file: IO[str], name: str, header: list[str] | None = None) -> Iterator[Line]:
    """The rows of an open table called `name`, whose line ends are as they were. `header`: where it has none."""
    csv.field_size_limit(_LONGEST_CELL)
    dialect = _dialect(file.read(_SAMPLE))
    file.seek(0)
    reader = csv.reader(file, dialect)
    header = header or _header(reader, name)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Line(number, None, f"is not a row of a table: {error}")
            continue
        if any(cells):
            yield _line(number, header, cells)


def encoding_of(path: Path) -> str:
    """By byte order mark, else UTF-8 where the file is that, else Windows-1252."""
    with path.open("rb") as file:
        return detect_encoding(file)


def detect_encoding(file: BinaryIO) -> str:
    """`encoding_of` a file open at its start; it is read until the first byte that is not UTF-8."""
    start = file.read(4)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    decoder = codecs.getincrementaldecoder("utf8")()
    try:
        decoder.decode(start)
        while block := file.read(1 << 20):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf8"


def _dialect(sample: str) -> type[csv.Dialect] | csv.Dialect:
    """The delimiter that the header holds most of; quotes as spreadsheets write them."""
    header = next(iter(io.StringIO(sample)), "")
    counted = {delimiter: header.count(delimiter) for delimiter in _DELIMITERS}

    class Dialect(csv.excel):
        delimiter = max(_DELIMITERS, key=lambda delimiter: counted[delimiter])

    return Dialect


def _header(reader: Iterator[list[str]], path: str) -> list[str]:
    try:
        header = [name.strip() for name in next(reader)]
    except (StopIteration, csv.Error) as error:
        raise SourceError(f"{path} holds no table.") from error
    if len(set(filter(None, header))) < 2:
        raise SourceError(f"{path} holds no table: its first line must name the columns.")
    return header


def _line(number: int, header: list[str], cells: list[str]) -> Line:
    if len(cells) > len(header):
        return Line(number, None, f"has {len(cells)} cells, but the header names {len(header)} columns")
    filled = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
    return Line(number, filled)
