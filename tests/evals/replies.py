"""How the built-in planner speaks, over 100 different requests: varied, tied to the request, of the right length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import prompts
from agent.answer import Answer
from agent.usher import Usher
from indexers.models import Item
from indexers.reading.fold import fold
from tests.evals.grounded import Part, loose_numbers, loose_words, parts, sentences, spoken_of, stem
from tests.measure.libraries import Libraries
from tests.measure.record import table
from tools.models import Request

REQUESTS = Path(__file__).parent / "sets" / "requests.txt"
_OPENING_WORDS = 4
_NAMES = prompts.phrases("names")
_PLAIN = ("year decade 1920s 1930s 1940s 1950s 1960s 1970s 1980s 1990s 2000s 2010s 2020s",)
_ORDER_WORDS = {
    "old": ("old older oldest early",), "new": ("new newer newest recent latest",),
    "short": ("short shorter shortest minutes",), "long": ("long longer longest minutes",),
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"\b[A-Z][\w'’.-]*(?:[ -](?:of|the|and|de|la|von|van|[A-Z][\w'’.-]*))*")


@dataclass(frozen=True)
class Told:
    """A request, its answer, and the works shown, in order."""

    request: str
    answer: Answer
    items: tuple[Item, ...]
    others: tuple[Item, ...] = ()  # that the evidence speaks of
    liked: tuple[str, ...] = ()

    @property
    def entries(self) -> list[Part]:
        return [part for part in parts(self.answer.reply) if part.place]

    @property
    def words(self) -> int:
        return len(self.answer.reply.split())


def ask_all(usher: Usher, requests: Sequence[str]) -> list[Told]:
    """Each request as a first message of a stranger."""
    told = []
    for text in requests:
        answer = usher.ask(text, person=None, remember=False)
        shown = (answer.picks or answer.alternatives)[: answer.shown]
        items = tuple(usher.library.catalogue.get([pick.id for pick in shown]))
        liked = tuple(item.title for item in usher.library.catalogue.get(answer.request.like))
        told.append(Told(text, answer, items, tuple(usher.library.catalogue.get(spoken_of(answer))), liked))
    return told


def openings(told: Sequence[Told]) -> Counter[str]:
    return Counter(" ".join(fold(t.answer.reply).split()[:_OPENING_WORDS]) for t in told)


def reason_shapes(told: Sequence[Told]) -> Counter[str]:
    """The sentences about picks, names and numbers masked."""
    return Counter(shape(s, t.items) for t in told for entry in t.entries for s in _reasons(entry, t.items))


def shape(sentence: str, items: Sequence[Item]) -> str:
    """A sentence without names of works and people, quotations and numbers."""
    text = sentence
    for item in items:
        text = text.replace(item.title, "<name>")
        for credit in item.people:
            text = text.replace(credit.name, "<name>")
    text = re.sub(r"[\"“][^\"”]*[\"”]", "<quote>", text)
    head, tail = text[:1], text[1:]
    return _NUMBER.sub("<n>", head + _NAME.sub("<name>", tail))


def _reasons(entry: Part, items: Sequence[Item]) -> list[str]:
    """The sentences of an entry after its head `1. Title (year)`."""
    title = items[entry.place - 1].title if entry.place <= len(items) else ""
    text = re.sub(r"^\d+\.\s*", "", entry.text)
    text = text.removeprefix(title)
    text = re.sub(r"^\s*\(\d{4}\)", "", text)
    return sentences(text.lstrip(" :—–-.\n"))


def is_tied(told: Told, entry: Part) -> bool:
    """Does a sentence of the entry speak of this request? Genre and year do only where nothing else was asked for."""
    text = " ".join(_reasons(entry, told.items))
    stems, request = {stem(w) for w in fold(text).split()}, told.answer.request
    asked = _stems_of([request.query, request.not_query, *request.people, *told.liked, *_limit_words(request)])
    plain = _stems_of([*request.genres, *request.media, *(_PLAIN if request.year_min or request.year_max else ())])
    return bool(stems & (asked or plain)) or not (asked or plain)


def _limit_words(request: Request) -> list[str]:
    """Words by which a sentence speaks of a limit."""
    languages = [_NAMES["languages"].get(code, code) for code in request.languages]
    countries = [_NAMES["countries"].get(code, code) for code in request.countries]
    lengths = ["minutes hours short long"] if request.minutes_max or request.minutes_min else []
    rating = ["rating rated"] if request.rating_min else []
    ages = ["age ages everyone"] if request.age_max is not None else []
    return [*languages, *countries, *lengths, *rating, *ages, *_ORDER_WORDS.get(request.order, ())]


def _stems_of(texts: Sequence[str]) -> set[str]:
    return {stem(w) for text in texts for w in fold(text).split() if len(w) > 2 and w not in ("the", "and")}


def run(libraries: Libraries, show: bool = False) -> str:
    requests = REQUESTS.read_text(encoding="utf8").splitlines()
    rows = []
    for name in ("tmdb", "starter"):
        with libraries.usher(name) as usher:
            told = ask_all(usher, requests)
        rows.append([name, *figures(told)])
        if show:
            print("\n".join(examples(told)))
    header = [
        "library", "replies", "with picks", "commonest opening", "commonest reason", "picks tied to the request",
        "30 to 120 words", "median words", "replies with loose numbers", "loose words a reply",
    ]  # fmt: skip
    note = (
        "Openings: first four words. Reasons: sentences about a pick, equal once names, quotations and numbers are"
        " masked. Loose: not found in the request, the facts of the work or the evidence (`tests/evals/grounded.py`)."
    )
    return f"{note}\n\n{table(header, rows)}"


def figures(told: Sequence[Told]) -> list[object]:
    picked = [t for t in told if t.items]
    entries = [(t, entry) for t in picked for entry in t.entries]
    lengths = sorted(t.words for t in picked)
    return [
        len(told),
        len(picked),
        _share(_top(openings(told)), len(told)),
        _share(_top(shapes := reason_shapes(picked)), shapes.total()),
        _share(sum(is_tied(t, entry) for t, entry in entries), len(entries)),
        _share(sum(30 <= n <= 120 for n in lengths), len(lengths)),
        lengths[len(lengths) // 2] if lengths else 0,
        sum(bool(loose_numbers(t.answer)) for t in told),
        sum(len(loose_words(t.answer, t.items, t.request, t.others)) for t in told) / max(1, len(told)),
    ]


def examples(told: Sequence[Told]) -> list[str]:
    """What to look at: commonest openings and reasons, untied entries, loose numbers and words, odd lengths."""
    picked = [t for t in told if t.items]
    found = [f"opening x{n}: {text}" for text, n in openings(told).most_common(5)]
    found += [f"reason x{n}: {text}" for text, n in reason_shapes(picked).most_common(8)]
    found += [f"no picks: {t.request!r} -> {t.answer.reply[:160]!r}" for t in told if not t.items][:8]
    untied = [(t, e) for t in picked for e in t.entries if not is_tied(t, e)]
    found += [f"untied: {t.request!r} -> {e.text[:200]!r}" for t, e in untied[:10]]
    found += [
        f"numbers: {t.request!r} {loose_numbers(t.answer)} {t.answer.reply!r}" for t in told if loose_numbers(t.answer)
    ][:5]
    words = Counter(w for t in told for w in loose_words(t.answer, t.items, t.request, t.others))
    found += [f"loose words: {words.most_common(60)}"]
    found += [f"length {t.words}: {t.answer.reply!r}" for t in picked if not 30 <= t.words <= 120][:4]
    return found


def _top(counter: Counter[str]) -> int:
    return counter.most_common(1)[0][1] if counter else 0


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"
