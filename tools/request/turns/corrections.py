"""A title taken for another work of that name: "no, I meant the 1995 one"."""

from __future__ import annotations

import re
from dataclasses import replace

from tools.request.spans.link import Linker
from tools.request.state import Handle, Parsed, TitleMention
from tools.request.turns.standing import Standing
from tools.request.turns.works import handle_of, unique
from tools.request.words.en.dialogue import turns as en

_OTHER_ONE = re.compile(en.OTHER_ONE)


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
