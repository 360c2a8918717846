"""Tables of results in Markdown: each section says when, where, on which code and by which command it was made."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("agent", "tools", "indexers", "prompts")
_SECTION = re.compile(r"^## ", re.MULTILINE)


class Record:
    """A file of sections. Writing one replaces that of the same title and leaves the others as they stand."""

    def __init__(self, path: Path, title: str, about: str) -> None:
        self._path, self._head = path, f"# {title}\n\n{about}\n"

    def write(self, title: str, body: str, command: str) -> None:
        """Replace or append the section `title`; new ones go to the end."""
        sections = self._sections()
        sections[title] = f"## {title}\n\n{origin(command)}\n\n{body.strip()}\n"
        self._path.write_text("\n".join([self._head, *sections.values()]), encoding="utf8")

    def _sections(self) -> dict[str, str]:
        text = self._path.read_text(encoding="utf8") if self._path.exists() else ""
        parts = _SECTION.split(text)[1:]
        return {part.splitlines()[0]: f"## {part.strip()}\n" for part in parts}


def origin(command: str) -> str:
    """One line: date, machine, how busy it was, commit and command."""
    date = datetime.now(UTC).date().isoformat()
    return f"{date}, {machine()}, load {os.getloadavg()[0]:.1f}, commit {commit()}: `{command}`"


def machine() -> str:
    """Processor, cores, memory and Python of this machine."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {os.cpu_count()} cores, {memory_gb:.0f} GB, Python {platform.python_version()}"


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf8"))
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def commit() -> str:
    """Short hash of the commit; `+` where the code of usher differs from it."""
    short = _git("rev-parse", "--short", "HEAD").strip() or "unknown"
    return f"{short}+" if _git("status", "--porcelain", "--", *CODE).strip() else short


def _git(*arguments: str) -> str:
    ran = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; floats with three significant digits."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", "\\|").replace("\n", " ")
