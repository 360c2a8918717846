"""Frequent English words: no typo of another word, and no title or name for the mere reason that one is called so."""

from __future__ import annotations

from pathlib import Path

FREQUENT: frozenset[str] = frozenset((Path(__file__).parent / "frequent.txt").read_text(encoding="utf8").split())
