"""Moments: parts of 15 to 60 s, cut where a chapter, a scene or a sentence ends, or where nobody speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf, log2

from indexers.media.models import Chapter, Fact, Moment, Spoken
from indexers.media.moments.lines import Count, ends_sentence, pieces
from indexers.media.moments.places import STARTS, join
from indexers.media.moments.repeats import distinct

SHORTEST_S, IDEAL_S, LONGEST_S = 15.0, 30.0, 60.0
SILENCE_S = 12.0  # a longer pause parts two moments, however short
NEAR_S = 1.0  # a scene that changes so near a pause changes in it
_MARKS = 2  # tokens that an encoder adds to a text
_NO_TITLE = re.compile(
    r"(?:chapter|kapitel|chapitre|capítulo|track|part|章节?|第)?[\s#._:-]*[\d:.,]*\s*章?", re.IGNORECASE
)
_AD = re.compile(
    r"\b(?:promo|discount|offer|coupon) code\b|\buse (?:the )?code \w+|\bat checkout\b|\bbrought to you by\b|"
    r"\bsponsor(?:ed by|s? of (?:this|today|the show|our show))|"
    r"\b(?:this|today's) (?:episode|show|video)(?:'s| is) sponsor|"
    r"\b\d+% off (?:your|all|the)\b|\bfree trial\b|\bsign up (?:today|now) at\b",
    re.IGNORECASE,
)


def cut(
    lines: Sequence[Spoken],
    chapters: Sequence[Chapter] = (),
    scenes: Sequence[float] = (),
    duration_s: float | None = None,
    *,
    count: Count = lambda text: len(text) // 3,
    most_tokens: int = 256,
) -> tuple[Moment, ...]:
    """Moments of what is said, in order. Each starts with its first word, and holds whole pieces of lines only.

    `scenes`: the seconds at which the picture cuts. `count`: of an encoder's tokens in a text, of which a moment has
    `most_tokens` at most. `facts`: "chapter", its title; "ad" where somebody advertises; and when each line starts,
    which `lines_of` reads. A chapter in which nothing is said is a moment by its title alone.
    """
    room = most_tokens - _MARKS
    said = [_Piece(piece, count(piece.text)) for piece in pieces(lines, count, room)]
    bounds = sorted(chapters, key=lambda one: one.start_s)
    cuts = _Cuts(said, [chapter.start_s for chapter in bounds], sorted(scenes))
    parts = [said[first:end] for first, end in _best(cuts, room)]
    spoken = [
        _moment([piece.line for piece in part], _chapter_of(part[0].line, bounds), following, duration_s)
        for part, following in zip(parts, _starts_after(parts), strict=True)
    ]
    silent = _silent_chapters(bounds, [piece.line for piece in said], duration_s)
    return tuple(sorted([*distinct(spoken), *silent], key=lambda moment: moment.start_s))


@dataclass(frozen=True)
class _Piece:
    line: Spoken
    tokens: int


class _Cuts:
    """What it costs to cut before each piece, and what a moment from one piece to another costs."""

    def __init__(self, said: Sequence[_Piece], chapters: Sequence[float], scenes: Sequence[float]) -> None:
        self.said, self._scenes = said, scenes
        self._chapter = [bisect_left(chapters, piece.line.start_s + NEAR_S) for piece in said]
        self.before = [self._cost(number) for number in range(len(said))]

    def is_forced(self, number: int) -> bool:
        """Whether no moment may go on from the piece before `number` to it."""
        earlier, later = self.said[number - 1].line, self.said[number].line
        apart = later.start_s - earlier.end_s > SILENCE_S
        return apart or self._chapter[number - 1] != self._chapter[number]

    def _cost(self, number: int) -> float:
        if number == 0 or self.is_forced(number):
            return 0.0
        earlier, later = self.said[number - 1].line, self.said[number].line
        cost = 0.0 if ends_sentence(earlier.text) else 0.7
        cost += 0.3 * (1 - min(1.0, max(0.0, later.start_s - earlier.end_s) / 2))
        if self._scenes and not self._changes(earlier.end_s - NEAR_S, later.start_s + NEAR_S):
            cost += 0.3
        return cost

    def _changes(self, start_s: float, end_s: float) -> bool:
        at = bisect_left(self._scenes, start_s)
        return at < len(self._scenes) and self._scenes[at] <= end_s

    def length_cost(self, first: int, end: int) -> float:
        """inf for what is too long; a single piece never is."""
        length_s = self.said[end - 1].line.end_s - self.said[first].line.start_s
        if length_s > LONGEST_S and end - first > 1:
            return inf
        short = max(0.0, 1 - length_s / SHORTEST_S)
        return short + 0.3 * log2(max(length_s, 1.0) / IDEAL_S) ** 2


def _best(cuts: _Cuts, room: int) -> list[tuple[int, int]]:
    """The cheapest way to part all pieces, as (first, end)."""
    said = cuts.said
    costs, froms = [0.0], [0]
    for end in range(1, len(said) + 1):
        cost, best, tokens = inf, end - 1, 0
        for first in range(end - 1, -1, -1):
            tokens += said[first].tokens
            price = cuts.length_cost(first, end)
            if first < end - 1 and (tokens > room or price == inf):
                break
            price += costs[first] + cuts.before[first]
            if price < cost:
                cost, best = price, first
            if first and cuts.is_forced(first):
                break
        costs.append(cost)
        froms.append(best)
    return list(_walk_back(froms))[::-1]


def _walk_back(froms: Sequence[int]) -> Iterator[tuple[int, int]]:
    end = len(froms) - 1
    while end > 0:
        yield froms[end], end
        end = froms[end]


def _starts_after(parts: Sequence[Sequence[_Piece]]) -> list[float]:
    return [*(part[0].line.start_s for part in parts[1:]), inf][: len(parts)]


def _moment(lines: Sequence[Spoken], chapter: str, following_s: float, duration_s: float | None) -> Moment:
    """A short one lasts on into what follows the words, up to 15 s."""
    start_s, end_s = lines[0].start_s, max(line.end_s for line in lines)
    end_s = max(end_s, min(start_s + SHORTEST_S, following_s, duration_s or inf))
    text, starts = join(lines)
    facts: dict[str, Fact] = {STARTS: starts}
    if chapter:
        facts["chapter"] = chapter
    if _AD.search(text):
        facts["ad"] = True
    return Moment(round(start_s, 2), round(end_s, 2), text, facts)


def _chapter_of(line: Spoken, chapters: Sequence[Chapter]) -> str:
    begun = [chapter for chapter in chapters if chapter.start_s <= line.start_s + NEAR_S]
    return _title(begun[-1]) if begun else ""


def _title(chapter: Chapter) -> str:
    """ "" where it only counts."""
    title = " ".join(chapter.title.split())
    return "" if _NO_TITLE.fullmatch(title) else title


def _silent_chapters(chapters: Sequence[Chapter], said: Sequence[Spoken], duration_s: float | None) -> Iterator[Moment]:
    starts = [line.start_s for line in said]
    for number, chapter in enumerate(chapters):
        following = chapters[number + 1].start_s if number + 1 < len(chapters) else duration_s
        end_s = chapter.end_s or following or chapter.start_s + SHORTEST_S
        at = bisect_left(starts, chapter.start_s - NEAR_S)
        if _title(chapter) and not (at < len(starts) and starts[at] < end_s - NEAR_S):
            yield Moment(chapter.start_s, end_s, _title(chapter), {"chapter": _title(chapter)})
