"""How a message speaks of each mention: wanted, unwanted, withdrawn, allowed, or merely named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from tools.request.negation import Kind, Scopes
from tools.request.spans.text import Text
from tools.request.state import Mention, TitleMention
from tools.request.words.en.genres import OPPOSITE_ORDER
from tools.request.words.en.numbers import CERTIFICATES, LIMITING

Mode = Literal["want", "not", "drop", "allow", "none"]
_MODES: dict[Kind, Mode] = {
    "want": "want", "wish": "want", "like": "want", "not": "not", "reject": "not", "seen": "none", "unseen": "none",
    "drop": "drop", "allow": "allow", "narrate": "none", "after_not": "not", "after_like": "want",
    "after_reject": "not", "after_allow": "allow", "after_drop": "drop", "stop": "want", "block": "want",
    "after_seen": "none",
}  # fmt: skip
_LIMITS = frozenset(("years", "minutes", "rating", "age", "count", "added_after"))
_DEFINITE = frozenset(
    "the that this those these your favorite favourite last said same first second third fourth same fav it".split()
)

# After a medium that is unwanted itself: "no films please", "no films no series".
_AFTER_BARRED = frozenset(
    "and or nor no please pls ever tonight though tho thanks lol for today this but just only again now then"
    " at anymore".split()
)
_BEFORE_BARRED = frozenset("a an any the more another single individual whole full or nor and ,".split())
# "My ex loved Wes Anderson so none of that": what was named before is unwanted.
_NONE_OF_IT = re.compile(
    r"\b(?:so|hence|therefore) (?:none of (?:that|those|it|them)|nothing like that|anything but that|no more of that)\b"
)


def read_modes(
    text: Text, scopes: Scopes, found: list[Mention], titles: list[TitleMention], *, is_seen_wanted: bool = False
) -> Iterable[Mention]:
    """`is_seen_wanted`: only what was seen already is asked for ("comedies I know")."""
    for mention in sorted(found, key=lambda m: m.start):
        kind = scopes.at(mention.start).kind
        mode = _MODES[kind]
        if mention.slot in ("genres", "people", "media"):
            mode = _said_later(text, mention, mode)
        if mention.slot in _LIMITS:
            mode = _of_limit(text, mention, mode, kind)
        elif mention.slot == "media":
            mode = _of_medium(text, scopes, mention, mode, found, titles)
        elif mention.slot in ("genres", "languages", "countries"):
            mode = _of_shade(text, mention, mode)
        if mention.slot in ("media", "genres") and is_seen_wanted and kind == "after_seen":
            mode = "want"  # "films I know already"
        is_opposed = mention.slot == "order" and (mode == "not" or _is_too(text, mention, mode, titles))
        if is_opposed:
            mention, mode = replace(mention, values=(OPPOSITE_ORDER[mention.values[0]],)), "want"
        yield replace(mention, mode=mode)


def _word_before(text: Text, mention: Mention) -> str:
    return text.tokens[mention.start - 1].norm if mention.start else ""


def _said_later(text: Text, mention: Mention, mode: Mode) -> Mode:
    """ "Horror? No.", "my ex loved Wes Anderson, so none of that"."""
    if text.words(mention.end, mention.end + 2) in ("? no", "? nope", "? nah"):
        return "not"
    is_refused = mention.slot != "media" and mode == "want"
    return "not" if is_refused and _NONE_OF_IT.search(text.norm, text.offsets[mention.start]) else mode


def _of_limit(text: Text, mention: Mention, mode: Mode, kind: Kind) -> Mode:
    """A limit is not barred; "it's for my ten-year-old" tells an age, "it's PG-13" tells of a work."""
    if mention.slot == "count" and kind not in ("want", "wish", "block", "stop"):
        return "none"
    if mention.slot == "age" and kind == "narrate":
        return "none" if text.words(mention.start, mention.end) in CERTIFICATES else "want"
    return "want" if mode == "not" else mode


def _of_medium(
    text: Text, scopes: Scopes, mention: Mention, mode: Mode, found: list[Mention], titles: list[TitleMention]
) -> Mode:
    """ "The film" is a work spoken of; "no scary films", "no course over ten hours" want some of another kind."""
    if mode == "want":
        return "none" if _is_definite(text, mention, titles) else mode
    if mode != "not" or _is_barred(text, scopes, mention, found):
        return mode
    is_other = scopes.at(mention.start).kind == "not" and (_is_shaded(text, mention) or _is_limited(text, mention))
    return "want" if is_other else "none"


def _of_shade(text: Text, mention: Mention, mode: Mode) -> Mode:
    """ "Too American", "less scary": a shade, no limit."""
    return "none" if is_shade(text, mention) and mode in ("want", "not") else mode


def is_shade(text: Text, mention: Mention) -> bool:
    """There is too much of it, or there should be less: the word counts as free text."""
    return mention.slot != "order" and _word_before(text, mention) in ("too", "less")


def _is_too(text: Text, mention: Mention, mode: Mode, titles: list[TitleMention]) -> bool:
    """ "Too old", said of no title."""
    is_open = mode in ("want", "none") and _word_before(text, mention) == "too"
    return is_open and not any(t.end < mention.start for t in titles)


def thin_out(text: Text, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without what another mention makes void: a vague size beside a limit of its kind, episodes of a wanted series."""
    kinds = {
        m.slot
        for m in mentions
        if m.mode in ("want", "allow")
        and (
            (m.bare is not None and (m.slot != "minutes" or m.mode == "allow")) or any(v is not None for v in m.values)
        )
    }
    vague = {*(("short", "long") if "minutes" in kinds else ()), *(("new", "old") if "years" in kinds else ())}
    media = {v for m in mentions if m.slot == "media" and m.mode == "want" for v in m.values}
    kept = []
    is_sorted = re.search(r"\b(?:sorted|first|order(?:ed)? by|from the)\b", text.norm) is not None
    has_language = any(m.slot == "languages" and len(m.values) == 1 and m.mode == "want" for m in mentions)
    wanted = {(m.slot, v) for m in mentions if m.mode == "want" for v in m.values}
    for mention in mentions:
        if (
            mention.slot == "genres"
            and mention.mode == "not"
            and ("genres", mention.values[0]) in wanted
            and _is_shade(text, mention)
        ):
            mention = replace(mention, mode="none")  # "animated, not computer animated"
        if mention.slot == "languages" and len(mention.values) > 1 and has_language:
            mention = replace(mention, mode="none")  # "Nordic noir, Danish or Swedish"
        is_vague = mention.slot == "order" and mention.values[0] in vague and not is_sorted
        is_part = (
            mention.slot == "media"
            and mention.values == ("episode",)
            and (media & {"series", "podcast"} or _is_measure(text, mention))
        )
        kept.append(replace(mention, mode="none") if is_vague or is_part else mention)
    return tuple(kept)


def _is_shaded(text: Text, mention: Mention) -> bool:
    """ "no scary films": a film is wanted, of another shade."""
    before = text.tokens[mention.start - 1].norm if mention.start else ""
    return (
        text.tokens[mention.start].norm in ("film", "films", "movie", "movies", "series", "shows", "show")
        and text.tokens[mention.start].norm not in ("kids", "kid", "children")
        and text.words(mention.end, mention.end + 1) not in ("like", "such", "similar")
        and before not in ("with", "no", "not", "any", "of", "about", "the", "from")
    )


def _is_shade(text: Text, mention: Mention) -> bool:
    """Whether a word of its own stands between "not" and the genre."""
    before = text.tokens[mention.start - 1].norm if mention.start else ""
    return before not in ("not", "no", "without", "but", "a", "any", "the", "minus", "never", "nor", "or", "and", ",")


def _is_measure(text: Text, mention: Mention) -> bool:
    return mention.start > 0 and text.tokens[mention.start - 1].norm in (
        "an",
        "per",
        "each",
        "every",
        "two",
        "three",
        "few",
        "of",
    )


def _is_limited(text: Text, mention: Mention) -> bool:
    """ "no course longer than ten hours": courses are wanted, the shorter ones."""
    return text.tokens[mention.end].norm in LIMITING if mention.end < len(text.tokens) else False


def _is_barred(text: Text, scopes: Scopes, mention: Mention, found: list[Mention]) -> bool:
    """ "no films", "not a series": the medium itself is unwanted; in "no films like X", "no scary films" it is not."""
    if text.tokens[mention.start].norm in ("kids", "kid", "children"):
        return False
    is_joined = _word_before(text, mention) in ("or", "nor", "and", ",")
    listed = {p for m in found if m.slot in ("media", "genres") for p in range(m.start, m.end)}
    before = mention.start - 1
    while (before >= 0 and text.tokens[before].norm in _BEFORE_BARRED) or (
        is_joined and before >= mention.start - 4 and before in listed
    ):
        before -= 1
    after = text.tokens[mention.end].norm if mention.end < len(text.tokens) else "."
    is_whole = (
        not after[:1].isalnum() or after in _AFTER_BARRED or text.words(mention.end, mention.end + 2) == "after all"
    )
    return before in scopes.cue_tokens and is_whole


def _is_definite(text: Text, mention: Mention, titles: list[TitleMention]) -> bool:
    """ "the movie", "that show", "my favourite film", "the movie Moon": a work spoken of, not a kind asked for."""
    before = [t.norm for t in text.tokens[max(0, mention.start - 3) : mention.start]]
    if any(t.start == mention.end or t.end == mention.start for t in titles):
        return True
    if before[-2:-1] and before[-2] in ("just", "only") and text.tokens[mention.start].norm.endswith("s"):
        return False
    if before[-1:] and before[-1] in _DEFINITE:
        return True
    return (
        len(before) >= 2
        and before[-2] in ("the", "that", "this", "my", "these", "those")
        and before[-1]
        in ("two", "three", "four", "last", "first", "other", "second", "whole", "favorite", "favourite", "same", "new")
    )
