"""The starter library: works that people know, described in our own words, inside the package."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "starter"
FILES = tuple(sorted(FOLDER.glob("*.jsonl")))
FINDINGS = FOLDER / "recordings" / "findings.jsonl"  # what the stages found in the recordings


def name_of(path: Path) -> str | None:
    """The source's name for a file of the starter, the same wherever usher is installed; None for other files."""
    return f"starter:{path.stem}" if path.parent == FOLDER else None
