"""The string fields of a JSON object as they complete in a stream: `{"1": "…", "2": "…` gives "1" first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FIELD = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*"((?:[^"\\]|\\.)*)"')


@dataclass
class Fields:
    """`feed` it text; it gives each field once, when its closing quote has come."""

    _text: str = ""

    def feed(self, text: str) -> Iterator[tuple[str, str]]:
        self._text += text
        while found := _FIELD.search(self._text):
            self._text = self._text[found.end() :]
            yield _unescaped(found[1]), _unescaped(found[2])


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except json.JSONDecodeError:
        return text
