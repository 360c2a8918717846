"""Read a model's answer as it streams, and let out only what the check passes.

The planner's layout stands: its opening at once, a numbered entry for each pick, its closing. The model is
asked to say each pick in a sentence of its own (JSON fields "1", "2", ..., or plain numbered lines); such a
sentence is shown where evidence of that pick carries it, with the planner's reason that ties the pick to the
request after it. Whatever the model leaves out, breaks or invents, the planner's reasons stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from agent.reply.check import claims_nothing, is_carried
from agent.reply.fields import Fields
from agent.reply.layout import Layout
from tools.evidence.text.quotes import sentences
from tools.models import Evidence

_NUMBERED = re.compile(r"^\s*(\d{1,2})[.):]\s*(.*)$")
_MARKS = re.compile(r"\s*[\[(]\s*([a-z]\d+(?:\s*[,;]\s*[a-z]?\d+)*)\s*[\])]")
_LEAST_WORDS, _MOST_WORDS = 4, 40  # fewer are a scrap, such as a title again


@dataclass
class Draft:
    """`feed` the model's text as it comes, `close` at its end; both give the pieces that may be shown.

    `ties`: for each pick the planner's one reason that follows a sentence of the model's.
    """

    layout: Layout
    evidence: Mapping[str, Evidence]
    told: dict[int, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # place -> words, evidence ids
    refused: int = 0  # sentences of the model's that were not carried
    _fields: Fields = field(default_factory=Fields)
    _lines: str = ""
    _place: int = 0  # picks let out so far
    _is_open: bool = False

    def feed(self, text: str) -> Iterator[str]:
        yield from self.open()
        for key, value in self._fields.feed(text):
            if key.isdigit():
                yield from self._pick(int(key), value)
        self._lines += text
        while "\n" in self._lines:
            line, self._lines = self._lines.split("\n", 1)
            yield from self._numbered(line)

    def open(self) -> Iterator[str]:
        """The opening, once: it waits for no model."""
        if not self._is_open and self.layout.opening:
            yield self.layout.opening
        self._is_open = True

    def close(self) -> Iterator[str]:
        """What is still due: the model's last line if it is whole, the planner's entries, the closing."""
        yield from self.open()
        if self._lines.rstrip().endswith((".", "!", "?", "]")):
            yield from self._numbered(self._lines)
        yield from self._fill(len(self.layout.picks))
        if self.layout.closing:
            gap = "\n\n" if self.layout.picks else " " if self.layout.opening else ""
            yield gap + self.layout.closing

    def _numbered(self, line: str) -> Iterator[str]:
        if found := _NUMBERED.match(line):
            yield from self._pick(int(found[1]), found[2])

    def _pick(self, place: int, line: str) -> Iterator[str]:
        if not self._place < place <= len(self.layout.picks):
            return
        yield from self._fill(place - 1)
        text, used = self._carried(line, self.layout.picks[place - 1].id)
        if text:
            self.told[place] = text, used
            tie = self.layout.ties[place - 1] if self.layout.ties else ""
            yield self._entry(place, f"{text} {tie}".rstrip())
        else:
            self.refused += 1
            yield self._entry(place, self.layout.reasons[place - 1])

    def _carried(self, line: str, item: str) -> tuple[str, tuple[str, ...]]:
        """The sentences of `line` that evidence about `item` carries, and the ids of that evidence."""
        own = {key: e for key, e in self.evidence.items() if e.item == item}
        kept = [s for s in sentences(_MARKS.sub("", line)) if is_carried(s, own.values())]
        text = " ".join(kept)
        if not _LEAST_WORDS <= len(text.split()) <= _MOST_WORDS or claims_nothing(text):
            return "", ()
        return _ended(text), tuple(_cited(text, own))

    def _fill(self, until: int) -> Iterator[str]:
        for place in range(self._place + 1, until + 1):
            yield self._entry(place, self.layout.reasons[place - 1])

    def _entry(self, place: int, reason: str) -> str:
        self._place = place
        return self.layout.entry(place, reason)


def small_talk(text: str) -> str:
    """The sentences of an answer without picks that may be shown: those that claim nothing."""
    return " ".join(s for s in sentences(_MARKS.sub("", text.strip())) if claims_nothing(s))


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "”", '"')) else f"{text}."


def _cited(text: str, own: Mapping[str, Evidence]) -> list[str]:
    """The fewest pieces of evidence, tried singly first, that carry `text`."""
    single = next((key for key, fact in own.items() if is_carried(text, [fact])), None)
    return [single] if single else list(own)
