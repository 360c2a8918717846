"""A batch: a file of JSON lines, each answered in its place by a JSON line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.faces.cli.door import greet
from agent.faces.cli.show import as_json
from indexers.errors import SourceError, UsageError, UsherError

if TYPE_CHECKING:
    from agent.faces.remote import RemoteUsher
    from agent.usher import Usher

Line = dict[str, Any]


def answer_lines(usher: Usher | RemoteUsher, file: Path, answer: Callable[[Line], Line]) -> int:
    """Print the answer to each line, or why there is none; 1 if any line was bad. Raises SourceError."""
    code, met = 0, set()
    for text in _lines(file):
        try:
            line = _object(text)
            if line.get("user") not in met:
                greet(usher, line.get("user"))
                met.add(line.get("user"))
            as_json(answer(line))
        except UsherError as error:
            as_json({"error": str(error)})
            code = 1
        except Exception as error:  # a fault of usher's own must not cost the lines after this one
            as_json({"error": f"This failed: {type(error).__name__}: {error}"})
            code = 1
    return code


def _lines(file: Path) -> Iterator[str]:
    """The lines that are not blank."""
    try:
        with file.open(encoding="utf8", errors="replace") as lines:
            yield from (line for line in lines if line.strip())
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}.") from None


def _object(text: str) -> Line:
    """A line as a JSON object with a name or nobody as `user`. Raises UsageError."""
    try:
        line = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The line is not JSON: {error}.") from None
    if not isinstance(line, dict) or not isinstance(line.get("user"), str | None):
        raise UsageError('A line must be an object such as {"user": "ann", ...}.')
    return line
