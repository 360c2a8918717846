"""What stays of what was said of works: liked ones in `like`, seen and rejected ones in `exclude`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tools.request.spans.link import Linker
from tools.request.state import Handle, Parsed, TitleMention
from tools.request.turns.standing import QUESTIONS, Said, Standing
from tools.request.turns.targets import clause_of
from tools.request.turns.works import handle_of, unique, within, without
from tools.request.words.en.dialogue import turns as en

_ASKS = re.compile(en.ASKS)
_OTHER_ONE = re.compile(en.OTHER_ONE)
_PUT_BACK = re.compile(en.PUT_BACK)


def opinions(parsed: Parsed, said: Iterable[Said]) -> tuple[Said, ...]:
    """Of what is said that which counts: a question about works says nothing of them, but a sentence beside it may."""
    told = tuple(s for s in said if s.role != "none")
    if parsed.intent not in QUESTIONS | {"history"}:
        return told
    return tuple(s for s in told if not _is_asked(parsed, s.start))


def _is_asked(parsed: Parsed, start: int) -> bool:
    """Whether the clause of token `start` asks: "is it good? I liked Heat" says something of the second."""
    text = parsed.text
    if start < 0:  # a sentence of its own
        return len(text.sentences) < 2
    first, last = clause_of(text, start)
    is_whole = first == 0 and not any(t.is_word for t in text.tokens[last:])
    return is_whole or text.tokens[last - 1].raw == "?" or _ASKS.match(text.words(first, last)) is not None


def rate(standing: Standing, said: Iterable[Said]) -> Standing:
    """The last word on a work counts; one merely seen stays liked."""
    like, exclude = standing.like, standing.exclude
    for work, role in ((s.work, s.role) for s in said):
        like = without(like, (work,)) if role in ("like", "reject") else like
        exclude = without(exclude, (work,))
        if role == "like":
            like = (*like, work)
        elif not any(h.is_same(work) for h in like):
            exclude = (*exclude, work)
    return replace(standing, like=like, exclude=exclude)


def put_back(parsed: Parsed, standing: Standing, works: Sequence[Handle]) -> Standing:
    """ "Put it back": the work spoken of, else the one left out last, is allowed again."""
    if not standing.exclude or not _PUT_BACK.search(parsed.text.norm):
        return standing
    back = within(standing.exclude, works) or standing.exclude[-1:]
    return replace(standing, exclude=without(standing.exclude, back))


def meant_instead(parsed: Parsed, standing: Standing, linker: Linker) -> Handle | None:
    """The work that is meant, of those that share the title named last."""
    match = _OTHER_ONE.search(parsed.text.norm)
    if match is None or not standing.ambiguous or parsed.titles:
        return None
    title, years = standing.ambiguous[-1], linker.columns.year
    rows = [r for r in title.rows if years[r] > 0]
    if match["year"]:
        rows = [r for r in rows if years[r] == int(match["year"])]
    elif match["age"] and rows:
        rows = [(min if match["age"] in en.OLD_ONE else max)(rows, key=lambda r: int(years[r]))]
    return handle_of(replace(title, rows=(rows[0],)), linker) if rows else None


def correct(standing: Standing, meant: Handle, linker: Linker) -> Standing:
    """`meant` in the place of the work that was taken, liked in any case."""
    taken = [handle_of(_one_of(standing.ambiguous[-1], row), linker) for row in standing.ambiguous[-1].rows]
    like = tuple(meant if any(h.is_same(o) for o in taken) else h for h in standing.like)
    return replace(standing, like=unique((*like, meant)))


def _one_of(title: TitleMention, row: int) -> TitleMention:
    return replace(title, rows=(row,))
