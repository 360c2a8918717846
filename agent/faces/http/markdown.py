"""Replies are plain text, and OpenAI clients draw what they get as Markdown: signs that would be taken for marks."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\\`*~\[]|<(?=[A-Za-z/!])|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|^#(?=#*\s)", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*~\[\]<_&#])")


def escape(text: str) -> str:
    """Text whose signs a Markdown reader shows as they are: "M*A*S*H" -> "M\\*A\\*S\\*H"."""
    return _MARK.sub(lambda found: f"\\{found.group()}", text)


def unescape(text: str) -> str:
    """What `escape` was given; other text as it is."""
    return _ESCAPED.sub(r"\1", text)
