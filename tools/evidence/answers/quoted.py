"""What is said about something, in quoted sentences with their seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from indexers.catalogue import Passage
from indexers.media.moments import locate
from tools.candidates.moments import SPOKEN, Moments
from tools.context import Context
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import clock, joined
from tools.evidence.text.quotes import leading_quote, matching_quote
from tools.evidence.text.sentences import sentence
from tools.evidence.text.terms import content_stems
from tools.models import Reason, Request, Statement
from tools.ranking.rank import make_wish

_MOST = 3  # passages quoted
_VERBS = (
    r"(?:say(?:s|ing)?|said|talk(?:s|ing)?|talked|speak(?:s|ing)?|spoke|tells?|told|mention(?:s|ed)?|explain(?:s|ed)?"
    r"|think(?:s)?|thought)"
)
_ASKED = re.compile(
    rf"\b(?:what|where|when|how|which)\b.*?\b{_VERBS}\b(?: (?:us|me|you|anything|something))?"
    r"(?: about| on| of)?\s+(?P<subject>\S.*?)"
    r"(?:\s+in (?:it|there|this|that|(?:the )?(?:first|second|third|fourth|fifth|last)(?: one)?))?\s*[?.!]*$",
    re.IGNORECASE,
)


def subject_asked(message: str) -> str:
    """ "What does she say about the sea in the first?" -> "the sea"; "" where nothing said is asked for."""
    found = _ASKED.search(message.strip())
    return found["subject"].strip(" ,") if found else ""


def said_about(context: Context, ids: Sequence[str], subject: str) -> Statement:
    """The sentences about `subject` in the files of `ids` and of their parts (no ids: in all), by time."""
    ledger = Ledger()
    titles = {item.id: item.title for item in context.library.catalogue.get(ids)}
    subject = _without_titles(subject, list(titles.values()))
    passages, has_any = _passages(context, ids, subject)
    told = [reason for passage in passages if (reason := _told(context, passage, subject, ledger))]
    if not told:
        key = "said_nothing" if titles and has_any else "said_unknown" if titles else "said_nowhere"
        text = sentence("detail", key, title=joined(list(titles.values())), wish=subject)
        told = [Reason(text=text, evidence=(ledger.add("transcript", text, "transcript", next(iter(titles), None)),))]
    return Statement(items=tuple(titles), sentences=tuple(told), evidence=ledger.entries)


def _passages(context: Context, ids: Sequence[str], subject: str) -> tuple[list[Passage], bool]:
    """Those that speak of it, by file and time; and whether anything at all is written down of these works."""
    wish = make_wish(context, Request(query=subject, seen="any"))
    findings = context.library.catalogue.findings
    table = findings.moments()
    rows = [wish.columns.row_of[id_] for id_ in ids]
    inside = np.isin(table.stages, SPOKEN)
    if rows:
        inside &= np.isin(table.rows, rows) | np.isin(wish.columns.work[table.rows], rows)
    if not inside.any() or not subject:
        return [], bool(inside.any())
    moments = Moments(wish, table, subject, SPOKEN)
    wanted, floor = content_stems(subject), moments.floor_of(int(inside.sum()))
    order = [
        int(place) for place in np.argsort(-moments.worth, kind="stable") if inside[place] and moments.worth[place]
    ]
    found = findings.passages([int(table.seqs[place]) for place in order[: 4 * _MOST]])
    sure = [
        passage
        for passage, place in zip(found, order, strict=False)
        if moments.cosines[place] >= floor or (wanted and wanted <= content_stems(passage.text))
    ]
    return sorted(sure[:_MOST], key=lambda passage: (passage.item, passage.start_s)), True


def _told(context: Context, passage: Passage, subject: str, ledger: Ledger) -> Reason | None:
    line = locate(passage, subject, context.library.encoder.encode)
    quotes = (quote for text in (line.text, passage.text) for quote in _quotes(text, subject))
    if (quote := next(quotes, None)) is None:
        return None
    item = context.library.catalogue.get([passage.item])[0]
    text = sentence("detail", "said", title=item.title, clock=clock(line.start_s), quote=quote)
    return Reason(text=text, evidence=(ledger.add("transcript", text, "transcript", item.id),))


def _quotes(text: str, subject: str) -> Iterator[str]:
    """What may be repeated of a text: where it names the subject, else its beginning."""
    if found := matching_quote(text, content_stems(subject)):
        yield found.text
    elif begun := leading_quote(text):
        yield begun


def _without_titles(subject: str, titles: Sequence[str]) -> str:
    """ "the sea in Moby Dick" is the sea."""
    for title in titles:
        subject = re.sub(rf"\s*\b(?:in|from|of) [“\"']?{re.escape(title)}[”\"']?", "", subject, flags=re.IGNORECASE)
    return subject.strip(" ?.!")
