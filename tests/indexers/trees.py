"""Folders of media for tests: a tree from paths and contents, and the records that a source reads of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indexers.sources import open_source

Records = dict[str, dict[str, Any]]


def plant(root: Path, *paths: str) -> Path:
    """Empty files at `paths`, whose names alone speak."""
    return write(root, dict.fromkeys(paths, b""))


def write(root: Path, contents: Mapping[str, str | bytes]) -> Path:
    for relative, content in contents.items():
        path = root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf8") if isinstance(content, str) else content)
    return root


def records(root: Path) -> Records:
    """Id -> record, in the order read."""
    lines = list(open_source(root).read())
    assert all(line.record is not None for line in lines)
    found = {str(line.record["id"]): dict(line.record) for line in lines if line.record is not None}
    assert len(found) == len(lines)
    return found


def outline(root: Path) -> list[tuple[str, str, str | None]]:
    """(medium, title, parent's title) of every item, in the order read."""
    found = records(root)
    titles = {id_: record["title"] for id_, record in found.items()}
    return [(one["medium"], one["title"], titles.get(one.get("parent", ""))) for one in found.values()]
