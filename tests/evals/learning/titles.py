"""Learn which spans of words are titles: `python -m tests.evals.learning.titles [--data FOLDER] --items FILE ...`.

Each catalogue is read in turn, and the starter library alone, so that titles are learned both as they stand in a
catalogue and as they are missing from it. Prints how it does on messages it has not learned from; writes the weights.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.evals.labels import Catalogue, canonical, lines, title_of
from tests.evals.learning.fit import Example, fit, judged, save, score, tell
from tests.evals.learning.messages import framed, redial, varied
from tests.measure.data import DEFAULT
from tools.request.spans.candidates import find_candidates
from tools.request.spans.evidence import Witness
from tools.request.spans.mentions import correct_typos
from tools.request.spans.names import find_people
from tools.request.spans.text import Text, clean, tokenise
from tools.request.words.en.titles import NICKNAMES

PARTS = ("tune", "tune2")
_ARTICLES = ("the", "a", "an")
Span = tuple[int, int]


# Titles that the labels leave out: asked about, or not seen yet.
_UNTOLD = re.compile(
    r"heard|nt seen|never seen|not seen|havent|seen it|seen that|told|check|called|tried|\btry\b|in the mood|the book"
)
_QUESTIONS = ("details", "why", "why_not", "compare", "history", "chat")


def examples_of(
    text: Text, titles: Sequence[Span], group: str, catalogue: Catalogue, *, weight: float = 1.0, is_reply: bool = False
) -> Iterator[Example]:
    """Each candidate of a message; a part of a title counts less against it."""
    candidates = find_candidates(text, catalogue.columns, catalogue.titles)
    people = frozenset((m.start, m.end) for m in find_people(text, catalogue.titles, frozenset()))
    witness = Witness(text, candidates, people, catalogue.columns, catalogue.titles, is_reply=is_reply)
    for c in candidates:
        is_title = any(_bare(text, (c.start, c.end)) == _bare(text, title) for title in titles)
        is_part = not is_title and any(start <= c.start and c.end <= end for start, end in titles)
        yield Example(tuple(witness.notice(c, titles)), is_title, group, weight * (0.3 if is_part else 1.0))


def _bare(text: Text, span: Span) -> Span:
    start, end = span
    return start + (end - start > 1 and text.tokens[start].norm in _ARTICLES), end


def _tokens(text: Text, titles: Iterable[Span]) -> list[Span]:
    found = []
    for start, end in titles:
        inside = [i for i, t in enumerate(text.tokens) if t.start >= start and t.end <= end and t.is_word]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return found


def from_redial(path: Path, catalogues: Sequence[Catalogue], draw: random.Random) -> Iterator[Example]:
    """Real messages: all that were asked, two fifths of the answers."""
    for known in redial(path):
        if len(known.text) > 400 or (not known.is_seeker and draw.random() < 0.6):
            continue
        for message in varied(known, draw):
            text, catalogue = correct_typos(tokenise(message.text)), draw.choice(catalogues)
            titles = _tokens(text, message.titles)
            yield from examples_of(text, titles, message.group, catalogue, is_reply=not message.is_seeker)


def from_frames(catalogues: Sequence[Catalogue], draw: random.Random) -> Iterator[Example]:
    """Requests about well-known works, half of them called by one word; each read where the work is and where not."""
    columns = catalogues[0].columns
    known = [(columns.titles[r], int(columns.year[r])) for r in range(columns.n) if columns.prominence[r] > 0.6]
    known = [(title, year) for title, year in known if title.isascii() and len(title) < 40]
    short = [work for work in known if " " not in work[0]] + [(name, 2000) for name in NICKNAMES] * 3
    for works in (known, short):
        for message in framed(works, draw, 8):
            text = correct_typos(tokenise(message.text))
            titles = _tokens(text, message.titles)
            yield from examples_of(text, titles, message.group, draw.choice(catalogues), weight=0.5)


def from_labels(catalogues: Sequence[Catalogue], *, is_told: bool) -> Iterator[Example]:
    """The labelled sets. `is_told`: messages whose labels name all of their titles; else the others."""
    for part in PARTS:
        for case in lines("singles", part):
            yield from _of_turn(case["text"], case, _named(case), case["id"], catalogues, 4.0, is_told)
        for case in lines("dialogues", part):
            names = frozenset[str]().union(*(_named(turn) | _spoken(turn) for turn in case["turns"]))
            for turn in case["turns"]:
                yield from _of_turn(turn["user"], turn, names, case["id"], catalogues, 2.0, is_told)


def _of_turn(
    message: str, label: dict[str, Any], names: frozenset[str], group: str, catalogues: Sequence[Catalogue],
    weight: float, is_told: bool,
) -> Iterator[Example]:  # fmt: skip
    text = correct_typos(tokenise(clean(message)))
    if is_told == (label["request"]["intent"] in _QUESTIONS or _UNTOLD.search(text.norm) is not None):
        return
    for catalogue in catalogues:
        yield from examples_of(text, _found(text, names, catalogue), group, catalogue, weight=weight)


def _named(case: dict[str, Any]) -> frozenset[str]:
    request, accept = case["request"], case.get("accept") or {}
    slots = ("like", "exclude", "like_unknown", "exclude_unknown")
    said = [t for s in slots for t in request.get(s) or ()]
    said += [t for s in slots for reading in accept.get(s, ()) for t in reading or ()]
    return frozenset(canonical(title_of(t)) for t in (*said, *(case.get("about") or ())))


def _spoken(turn: dict[str, Any]) -> frozenset[str]:
    shown = re.findall(r"^\d+[.)] (.+?) \(", turn.get("assistant") or "", re.MULTILINE)
    return frozenset(map(canonical, shown))


def _found(text: Text, names: frozenset[str], catalogue: Catalogue) -> list[Span]:
    spans = []
    for c in find_candidates(text, catalogue.columns, catalogue.titles):
        keys = {canonical(text.slice(c.start, c.end))}
        for row in c.rows:
            keys |= {canonical(t) for t in (catalogue.columns.titles[row], *catalogue.columns.aliases.get(row, ()))}
        if keys & names:
            spans.append((c.start, c.end))
    return [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]


def sifted(real: Sequence[Example]) -> list[Example]:
    """Without what looks like a title that nobody marked, and what is marked against all signs."""
    scores = judged(real)
    return [e for e, z in zip(real, scores, strict=True) if (z > -4 if e.is_yes else z < 0.7)]


def learn(data: Path, catalogues: Sequence[Catalogue]) -> None:
    """Learn, tell how well, and keep the weights. `catalogues`: the last lacks most works."""
    real = sifted(list(from_redial(data / "redial-valid" / "valid_data.jsonl", catalogues, random.Random(1))))
    first = fit(real)
    framed_ones = list(from_frames(catalogues[:-1], random.Random(2)))
    told = list(from_labels(catalogues[:-1], is_told=True))
    untold = [e for e in from_labels(catalogues[:-1], is_told=False) if e.is_yes or score(first, e.noticed) < 0]
    examples = [*real, *framed_ones, *told, *untold]
    print("without labels:", tell([*told, *untold], [score(first, e.noticed) for e in (*told, *untold)]))
    print("in turn:", tell(examples, judged(examples)))
    save("titles", fit(examples, least=25))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT)
    parser.add_argument("--items", type=Path, nargs="+", required=True)
    given = parser.parse_args()
    starter = sorted((Path(__file__).parents[3] / "indexers" / "starter").glob("*.jsonl"))
    learn(given.data, [*(Catalogue.of_files([items, *starter]) for items in given.items), Catalogue.of_files(starter)])
