"""What people may be called."""

from __future__ import annotations

from indexers.errors import UsageError
from indexers.reading.lines import name_of

LONGEST_NAME = 200


def checked_name(name: str | None) -> str:
    """The name without spaces around it, "" for nobody. Raises UsageError for what cannot be a name."""
    name = (name or "").strip()
    if len(name) > LONGEST_NAME or name != name_of(name):
        raise UsageError(f"A person's name is one line of text of at most {LONGEST_NAME} characters.")
    return name
