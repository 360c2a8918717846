"""Messages in which it is known which words are titles: real ones of ReDial, and frames filled with titles."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools.request.spans.text import clean


@dataclass(frozen=True)
class Known:
    """`titles`: character spans in `text`. `group`: the conversation."""

    text: str
    titles: tuple[tuple[int, int], ...]
    group: str
    is_seeker: bool


def redial(path: Path) -> Iterator[Known]:
    """Messages of ReDial with their films by title, as asked (seeker) and as answered."""
    for line in path.read_text(encoding="utf8").splitlines():
        talk = json.loads(line)
        names = {
            i: re.sub(r"\s*\(\d{4}\)\s*$", "", name).strip()
            for i, name in (talk["movieMentions"] or {}).items()
            if name
        }
        for message in talk["messages"]:
            if known := _filled(message["text"], names, str(talk["conversationId"])):
                yield replace(known, is_seeker=message["senderWorkerId"] == talk["initiatorWorkerId"])


def _filled(text: str, names: dict[str, str], group: str) -> Known | None:
    """`text` with its "@id"s as titles."""
    parts: list[str] = []
    titles: list[tuple[int, int]] = []
    for place, part in enumerate(re.split(r"@(\d+)", text)):
        if place % 2 and part not in names:
            return None
        start = sum(map(len, parts))
        parts.append(names[part] if place % 2 else part)
        if place % 2:
            titles.append((start, start + len(parts[-1])))
    filled = "".join(parts)
    return Known(filled, tuple(titles), group, True) if filled.strip() and clean(filled) == filled else None


def framed(works: Sequence[tuple[str, int]], draw: random.Random, times: int) -> Iterator[Known]:
    """Short requests as people write them, with some of `works` (title, year) in them, often all in lower case."""
    for frame in (Path(__file__).parent / "frames.txt").read_text(encoding="utf8").splitlines():
        for _ in range(times):
            chosen = [draw.choice(works) for _ in "tuv"]
            parts = re.split(r"\{([tuvy])\}", frame)
            parts[1::2] = [str(chosen[0][1]) if p == "y" else f"@{'tuv'.index(p)}" for p in parts[1::2]]
            names = {str(i): title for i, (title, _) in enumerate(chosen)}
            if known := _filled("".join(parts), names, frame):
                yield replace(known, text=known.text.lower()) if draw.random() < 0.6 else _capitalised(known, draw)


def _capitalised(known: Known, draw: random.Random) -> Known:
    is_proper = draw.random() < 0.7
    return replace(known, text=known.text[:1].upper() + known.text[1:]) if is_proper else known


def varied(known: Known, draw: random.Random) -> Iterator[Known]:
    """As it is, and at times as people type: all in lower case, the titles in lower case, or in quotes."""
    yield known
    lower, titles = known.text.lower(), known.text
    for start, end in known.titles:
        titles = titles[:start] + titles[start:end].lower() + titles[end:]
    if len(lower) == len(known.text):
        if draw.random() < 0.7:
            yield replace(known, text=lower)
        if known.titles and draw.random() < 0.5:
            yield replace(known, text=titles)
    if known.titles and draw.random() < 0.1:
        yield _quoted(known)


def _quoted(known: Known) -> Known:
    text, titles = known.text, []
    for shift, (start, end) in enumerate(known.titles):
        start, end = start + 2 * shift + 1, end + 2 * shift + 1
        text = f'{text[: start - 1]}"{text[start - 1 : end - 1]}"{text[end - 1 :]}'
        titles.append((start, end))
    return replace(known, text=text, titles=tuple(titles))
