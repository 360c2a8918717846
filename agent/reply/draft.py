"""Read a model's answer as it streams, and let out only what the check passes.

The model writes plain lines: an opening, `1. sentence [e1]` for each pick, a closing. The layout of the
planner has the same parts; a part of the model's takes its place where each of its sentences is carried by
evidence of that pick (or, for opening and closing, claims nothing). Whatever the model leaves out, breaks or
adds, the planner's part stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agent.reply.check import claims_nothing, is_carried
from agent.reply.layout import Layout, entry
from tools.models import Evidence

_NUMBERED = re.compile(r"^\s*(?:#\s*)?(\d{1,2})[.):]\s*(.*)$")
_MARKS = re.compile(r"\s*[\[(]\s*(e\d+(?:\s*[,;]\s*e?\d+)*)\s*[\])]")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”']?\s+(?=[\"“A-Z])")
_MAX_OPENING_WORDS, _MAX_REASON_WORDS = 30, 45


@dataclass
class Draft:
    """`feed` the model's text as it comes, `close` at its end; both give the pieces that may be shown."""

    layout: Layout
    evidence: Mapping[str, Evidence]
    kept: int = 0  # the model's parts that were shown
    refused: int = 0
    told: dict[int, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # place -> model's words, evidence ids
    _buffer: str = ""
    _place: int = 0  # picks let out so far
    _opened: bool = False
    _closed: bool = False

    def feed(self, text: str) -> Iterator[str]:
        self._buffer += text
        while "\n" in self._buffer:
            line, self._buffer = self._buffer.split("\n", 1)
            yield from self._take(line)

    def close(self) -> Iterator[str]:
        """What is still due: the model's last line if it is whole, then the planner's parts for the rest."""
        line, self._buffer = self._buffer, ""
        if line.rstrip().endswith((".", "!", "?", "]")):
            yield from self._take(line)
        yield from self._open("")
        yield from self._fill(len(self.layout.picks))
        yield from self._end("")

    def _take(self, line: str) -> Iterator[str]:
        found = _NUMBERED.match(line)
        if found and self.layout.picks:
            yield from self._open("")
            yield from self._pick(int(found[1]), found[2])
        elif line.strip() and not self._opened and not found:
            yield from self._open(line.strip())
        elif line.strip() and self._place == len(self.layout.picks) and not found:
            yield from self._end(line.strip())

    def _open(self, line: str) -> Iterator[str]:
        if self._opened:
            return
        self._opened = True
        text = self.layout.opening
        if line and self._may_open(line):
            text = " ".join(part for part in (self.layout.must_open, line) if part)
        if text:
            yield text

    def _may_open(self, line: str) -> bool:
        """An opening of the model's may replace the planner's only where that one tells nothing of note."""
        carried = all(claims_nothing(s) for s in sentences(line)) and len(line.split()) <= _MAX_OPENING_WORDS
        self._count(carried)
        return carried and bool(self.layout.picks) and not self.layout.is_open_fixed

    def _pick(self, place: int, line: str) -> Iterator[str]:
        if not self._place < place <= len(self.layout.picks):
            return
        yield from self._fill(place - 1)
        pick = self.layout.picks[place - 1]
        text, used = self._carried(line, pick.id)
        self._count(bool(text))
        if text:
            self.told[place] = (text, used)
        yield entry(place, pick, text or self.layout.reasons[place - 1], after=self._gap(place))
        self._place = place

    def _carried(self, line: str, item: str) -> tuple[str, tuple[str, ...]]:
        """The sentences of `line` that evidence about `item` carries, and the ids of that evidence."""
        own = {key: e for key, e in self.evidence.items() if e.item == item}
        cited = {f"e{n}" for mark in _MARKS.findall(line) for n in re.findall(r"\d+", mark)}
        chosen = {key: own[key] for key in own if key in cited} or own
        kept = [s for s in sentences(_MARKS.sub("", line)) if is_carried(s, chosen.values())]
        text = " ".join(kept)
        if not text or len(text.split()) > _MAX_REASON_WORDS or claims_nothing(text):
            return "", ()
        return text, tuple(chosen)

    def _fill(self, until: int) -> Iterator[str]:
        for place in range(self._place + 1, until + 1):
            yield entry(place, self.layout.picks[place - 1], self.layout.reasons[place - 1], after=self._gap(place))
        self._place = max(self._place, until)

    def _end(self, line: str) -> Iterator[str]:
        if self._closed:
            return
        self._closed = True
        text = self.layout.closing
        if line and self.layout.picks and all(claims_nothing(s) for s in sentences(line)):
            self._count(True)
            text = " ".join(part for part in (self.layout.must_close, line) if part)
        if text:
            yield ("\n\n" if self.layout.picks else " ") * bool(self.layout.opening or self.layout.picks) + text

    def _gap(self, place: int) -> str:
        return self.layout.opening if place == 1 else "x"

    def _count(self, kept: bool) -> None:
        self.kept, self.refused = self.kept + kept, self.refused + (not kept)


def sentences(text: str) -> list[str]:
    return [s.strip() for s in _SENTENCE.split(text.strip()) if s.strip()]


def free_text(text: str, evidence: Sequence[Evidence]) -> str:
    """The sentences of an answer without picks that may be shown: carried by `evidence`, or small talk."""
    said = sentences(_MARKS.sub("", text.strip()))
    return " ".join(s for s in said if claims_nothing(s) or (evidence and is_carried(s, evidence)))
