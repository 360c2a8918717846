"""The file of a campaign: a table of cases that a run goes on from, whichever machine it was begun on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tests.measure.record import CODE, ROOT, machine, table

_ROW = re.compile(r"^\| (\d+) \| (ok|FAILED) \| ([\d.]+) \| (\S+)(?: older)? \| (.*) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """One case: `code` is the commit that last changed usher's code before it was run."""

    case: int
    is_ok: bool
    seconds: float
    code: str
    note: str


class Ledger:
    """Reads what was done, and writes the whole file anew after each case."""

    def __init__(self, path: Path, about: str, planned: int, code: str | None = None) -> None:
        self._path, self._about, self.planned = path, about, planned
        self.code = code or code_version()
        text = path.read_text(encoding="utf8") if path.exists() else ""
        self.rows = {row.case: row for row in _rows(text)}

    def due(self, again: str = "") -> list[int]:
        """Cases still to run; `again`: those that `failed`, or that ran on `older` code, as well."""
        return [n for n in range(self.planned) if n not in self.rows or self._again(self.rows[n], again)]

    def _again(self, row: Row, again: str) -> bool:
        return (again == "failed" and not row.is_ok) or (again == "older" and row.code != self.code)

    def add(self, row: Row) -> None:
        self.rows[row.case] = replace(row, note=" ".join(row.note.split())[:300])
        fresh = self._path.with_suffix(".part")
        fresh.write_text(self.text(), encoding="utf8")
        fresh.replace(self._path)

    def state(self) -> str:
        rows = self.rows.values()
        failed, older = sum(not row.is_ok for row in rows), sum(row.code != self.code for row in rows)
        return f"Planned {self.planned}, done {len(rows)}, failed {failed}, on older code {older}."

    def text(self) -> str:
        when = f"{datetime.now(UTC).date().isoformat()}, {machine()}, code {self.code}"
        command = f"`make campaign {self._path.stem}`"
        rows = [self._line(self.rows[n]) for n in sorted(self.rows)]
        cases = table(["case", "result", "seconds", "code", "note"], rows)
        return f"# Campaign {self._path.stem}\n\n{self._about}\n\n{when}: {command}\n\n{self.state()}\n\n{cases}\n"

    def _line(self, row: Row) -> list[object]:
        code = row.code if row.code == self.code else f"{row.code} older"
        return [str(row.case), "ok" if row.is_ok else "FAILED", f"{row.seconds:.1f}", code, row.note]


def _rows(text: str) -> Iterable[Row]:
    for case, result, seconds, code, note in _ROW.findall(text):
        yield Row(int(case), result == "ok", float(seconds), code, note)


def code_version() -> str:
    """The last commit that changed usher's code; `+` where the files differ from it."""
    said = [
        subprocess.run(["git", *args, "--", *CODE], cwd=ROOT, capture_output=True, text=True, check=False).stdout
        for args in (("log", "-1", "--format=%h"), ("status", "--porcelain"))
    ]
    return (said[0].strip() or "unknown") + ("+" if said[1].strip() else "")
