"""Is each word of a reply carried by something? A strict check, apart from the program's own.

Numbers must stand in the answer; names must be names of works, people or places in it; every other word of
substance must occur in the facts of the pick that it speaks of, in the evidence, in the person's own words, or in
a fixed list of words that claim nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from snowballstemmer import stemmer

import prompts
from agent.answer import Answer
from indexers.models import Item
from indexers.reading.fold import fold

_GLUE = Path(__file__).parent / "sets" / "glue.txt"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'A-Z])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CODES: dict[str, str] = {**prompts.phrases("names")["languages"], **prompts.phrases("names")["countries"]}
_STEMMER = stemmer("english")


@dataclass(frozen=True)
class Part:
    """A piece of a reply: the text under pick `place` (0: before and after the list)."""

    place: int
    text: str


def parts(reply: str) -> list[Part]:
    """The reply cut at its numbered entries; the last paragraph after the list belongs to none."""
    found, place = [], 0
    for block in re.split(r"\n\s*\n|\n(?=\d+\. )", reply):
        entry = re.match(r"(\d+)\. ", block)
        place = int(entry[1]) if entry else 0
        found.append(Part(place, block.strip()))
    return found


def sentences(text: str) -> list[str]:
    return [s.strip() for s in _SENTENCE.split(text.replace("\n", " ")) if s.strip()]


def loose_numbers(answer: Answer) -> list[str]:
    """Numbers of the reply that stand nowhere else in the answer (places of the list aside)."""
    places = {str(n) for n in range(1, max(answer.shown, len(answer.picks), len(answer.alternatives)) + 1)}
    carried = _numbers(json.dumps({k: v for k, v in answer.as_json().items() if k not in ("reply", "timing_ms")}))
    return [n for n in _NUMBER.findall(answer.reply) if _plain(n) not in carried | places]


def loose_words(answer: Answer, items: Sequence[Item], said: str, others: Sequence[Item] = ()) -> list[str]:
    """Words of the reply that nothing carries. A query that a model put together carries nothing by itself.

    `items`: the picks shown, in order. `others`: further works that the evidence speaks of. `said`: the person's words.
    """
    shared = _stems([said, *_limits(answer), *(e.text for e in answer.evidence.values() if e.item is None)])
    loose = []
    for part in parts(answer.reply):
        about = [items[part.place - 1]] if 0 < part.place <= len(items) else [*items, *others]
        liked = [item for item in others if item.id in answer.request.like]
        carried = shared | _stems(_facts([*about, *liked])) | _stems(_evidence(answer, about))
        loose += [word for word in _words(part.text) if not _is_carried(word, carried)]
    return loose


def spoken_of(answer: Answer) -> list[str]:
    """Ids of the works that the evidence or the request speaks of."""
    return list(dict.fromkeys([*(e.item for e in answer.evidence.values() if e.item), *answer.request.like]))


def _facts(items: Iterable[Item]) -> list[str]:
    """Everything that the catalogue knows of the works, as text; codes of languages and countries by their names."""
    every = list(items)
    codes = [_CODES.get(code, "") for item in every for code in (*item.languages, *item.countries)]
    return [*(item.model_dump_json() for item in every), *codes]


def _evidence(answer: Answer, items: Iterable[Item]) -> list[str]:
    ids = {item.id for item in items}
    return [e.text for e in answer.evidence.values() if e.item in ids]


def _limits(answer: Answer) -> list[str]:
    """The request without its free text, codes by their names."""
    slots = answer.request.model_dump(mode="json", exclude={"query", "not_query"})
    names = [_CODES.get(code, "") for key in ("languages", "countries") for code in slots[key]]
    return [json.dumps(slots), *names]


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if not word[0].isdigit() and len(word) > 2]


def stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def _is_carried(word: str, carried: set[str]) -> bool:
    return word in glue() or stem(word) in carried


def _stems(texts: Iterable[str]) -> set[str]:
    return {stem(word) for text in texts for word in fold(text).split()}


def _numbers(text: str) -> set[str]:
    """Numbers in a text, and the roundings that speech uses: 7.4213 is 7.4 and 7 as well."""
    found = set()
    for number in _NUMBER.findall(text):
        plain = _plain(number)
        found.add(plain)
        if "." in plain:
            value = float(plain)
            found |= {f"{value:.1f}", f"{value:.2f}", f"{value:.0f}"}
            found |= {f"{100 * value:.0f}"} if value <= 1 else set()
    return found


def _plain(number: str) -> str:
    plain = number.rstrip(".,").replace(",", "")
    return plain if plain.count(".") == 1 else plain.replace(".", "")


@cache
def glue() -> frozenset[str]:
    """Words that claim nothing: a list of ours, and the phrase books without what is filled in."""
    books = [prompts.phrases("replies"), prompts.phrases("reasons"), prompts.phrases("names")["roles"]]
    phrases = re.sub(r"{{.*?}}", " ", json.dumps(books))
    return frozenset(_GLUE.read_text(encoding="utf8").split()) | frozenset(fold(phrases).split())
