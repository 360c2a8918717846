"""Where a title may stand that the catalogue does not have as it is written."""

from __future__ import annotations

from collections.abc import Iterator

from tools.request.spans.evidence import KINDS, is_followed, is_join, lead_of, quote_end
from tools.request.spans.text import Text
from tools.request.state import TitleMention
from tools.request.words.en import places
from tools.request.words.en import titles as en
from tools.request.words.en.common import FUNCTION, WEAK_TITLE
from tools.request.words.en.spelling import FREQUENT

_ENDS = frozenset(".!?;\n…,:()")
_WATCHED_ON = frozenset("netflix hulu amazon hbo disney tv prime youtube theaters theatres cinema dvd television bluray".split())
_BREAKS = frozenset(
    """but and or with that which who because where when if since so though although also too not is was were are it i we you they he she
    my please instead only both do does did have has had can could would should from in on at for than then this about though by""".split()
)


def find_positions(text: Text, shut: set[int], found: list[TitleMention]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, strong) of spans that stand where a title would and are not linked yet."""
    for start, token in enumerate(text.tokens):
        if start in shut or not token.is_word or (token.norm in FUNCTION and not token.raw[:1].isupper() and token.norm not in ("the", "a", "an")):
            continue
        if token.norm == "the" and start + 1 < len(text.tokens) and text.tokens[start + 1].raw == "The":
            continue
        is_listed = any(m.end <= start and is_join(text, m.end, start) for m in found)
        lead = lead_of(text, start)
        at_lead = start == 0 or text.tokens[start - 1].norm not in en.FILLERS or text.tokens[start - 1].raw in '"'
        is_head = text.is_cased and token.raw[:1].isupper() and start > 0 and text.tokens[start - 1].raw.islower()
        end = span_end(text, start, shut)
        if lead and (token.norm in ("the", "a", "an") or (is_head and end - start > 1)):
            at_lead = True
        is_praised = text.opens_sentence(start) and end - start > 1 and text.is_cased and token.raw[:1].isupper() and is_followed(text, end)
        if not (is_listed or (lead and at_lead) or _opens_quote(text, start) or is_praised):
            continue
        if end > start:
            yield start, end, lead == "strong" or is_listed


def _opens_quote(text: Text, start: int) -> bool:
    return text.tokens[start].is_word and quote_end(text, start) > start + text.tokens[start].raw.endswith("'")


def span_end(text: Text, start: int, shut: set[int]) -> int:
    """The end of the run of words that may be one title: to punctuation, a quote, or a word that goes on otherwise."""
    if _opens_quote(text, start):
        return quote_end(text, start)
    is_capital = text.is_cased and any(t.raw[:1].isupper() for t in text.tokens[start : start + 2] if t.norm not in ("i", "im", "ive"))
    end = start
    while end < len(text.tokens) and end not in shut and end - start < 8:
        token = text.tokens[end]
        if token.raw in _ENDS and not (token.raw == ":" and is_capital):
            break
        if token.raw == "&":
            end += 1
            continue
        if end > start and token.norm in ("on", "in") and end + 1 < len(text.tokens) and text.tokens[end + 1].norm in _WATCHED_ON:
            break
        if (
            is_capital
            and end > start
            and not token.is_capital
            and (
                token.norm not in ("of", "the", "a", "an", "and", "in", "to", "for", "on", "with", "at", "from", "by", ":")
                or not _capital_after(text, end)
            )
        ):
            break
        if not is_capital and end > start and token.norm in _BREAKS:
            break
        end += 1
    while end > start + 1 and is_capital and text.tokens[end - 1].raw.islower() and text.tokens[end - 1].norm in _CONNECTIVES:
        end -= 1
    return end


def capital_runs(text: Text, shut: frozenset[int]) -> list[TitleMention]:
    """Runs of capitalised words in a reply that may be titles the catalogue lacks: two words, or one set apart."""
    found, start = [], 0
    while start < len(text.tokens):
        token = text.tokens[start]
        if (
            start in shut
            or not token.raw[:1].isupper()
            or not token.raw[:1].isalpha()
            or (text.opens_sentence(start) and token.norm in WEAK_TITLE and token.norm != "the")
        ):
            start += 1
            continue
        end = start + 1
        while (
            end < len(text.tokens)
            and end not in shut
            and ((text.tokens[end].is_word and text.tokens[end].is_capital) or (text.tokens[end].norm in _CONNECTIVES and _capital_after(text, end)))
        ):
            end += 1
        words = [t.norm for t in text.tokens[start:end]]
        if start and text.tokens[start - 1].norm in ("in", "from", "at", "near", "to", "of", "for", "with", "by", "around"):
            start = end
            continue
        is_apart = end >= len(text.tokens) or not text.tokens[end].is_word
        is_plain = all(w in WEAK_TITLE or w in KINDS or w in FREQUENT for w in words)
        if (end - start > 1 and not (is_plain and text.opens_sentence(start))) or (
            is_apart and not is_plain and words[0] not in places.COUNTRIES and text.tokens[start - 1].norm not in ("from", "in", "of")
        ):
            found.append(TitleMention(text.slice(start, end), (), start, end))
        start = end
    return found


_CONNECTIVES = frozenset("of the a an in to for on at ' : ,".split()) - {","}


def _capital_after(text: Text, i: int) -> bool:
    following = text.tokens[i + 1 : i + 3]
    return (
        bool(following)
        and (following[0].is_capital or (len(following) > 1 and following[0].norm in ("the", "a") and following[1].is_capital))
        and text.tokens[i].norm not in ("and", "with", "by", "from")
    )
