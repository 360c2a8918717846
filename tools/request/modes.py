"""How a message speaks of each mention: wanted, unwanted, withdrawn, allowed, or merely named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tools.request.negation import Scopes, mode_of
from tools.request.spans.text import Text
from tools.request.state import Mention, TitleMention
from tools.request.words.en.genres import OPPOSITE_ORDER
from tools.request.words.en.numbers import CERTIFICATES

_DEFINITE = frozenset("the that this those these your favorite favourite last said same first second third fourth same fav it".split())

# After a medium that is unwanted itself: "no films please", "no films no series".
_AFTER_BARRED = frozenset(
    "and or nor no please pls ever tonight though tho thanks lol for today this but just only again now then at anymore".split()
)
# "My ex loved Wes Anderson so none of that": what was named before is unwanted.
_NONE_OF_IT = re.compile(r"\b(?:so|hence|therefore) (?:none of (?:that|those|it|them)|nothing like that|anything but that|no more of that)\b")


def read_modes(
    text: Text, scopes: Scopes, found: list[Mention], titles: list[TitleMention], *, is_seen_wanted: bool = False
) -> Iterable[Mention]:
    """`is_seen_wanted`: only what was seen already is asked for ("comedies I know")."""
    for mention in sorted(found, key=lambda m: m.start):
        mode = mode_of(scopes, mention)
        if mention.slot in ("genres", "people", "media") and text.words(mention.end, mention.end + 2) in ("? no", "? nope", "? nah"):
            mode = "not"  # "horror? no."
        if mention.slot == "age" and scopes.at(mention.start).kind == "narrate" and text.words(mention.start, mention.end) not in CERTIFICATES:
            mode = "want"  # "it's for my ten-year-old"; "it's PG-13" tells of a work
        if mention.slot in ("genres", "people") and mode == "want" and _NONE_OF_IT.search(text.norm, text.offsets[mention.start]):
            mode = "not"
        if mention.slot in ("years", "minutes", "rating", "age", "count", "added_after") and mode != "none":
            mode = "drop" if mode == "drop" else "allow" if mode == "allow" else "want"
        if text.tokens[mention.start - 1].norm == "too" and mention.start and mention.slot in ("genres", "languages", "countries") and mode == "want":
            mode = "none"  # "too American", "too scary"
        if mention.slot == "genres" and mode == "not" and text.tokens[mention.start - 1].norm == "less":
            mode = "none"  # "less scary": a shade, no limit
        if mention.slot == "media" and mode == "want" and _is_definite(text, mention, titles):
            mode = "none"
        if mention.slot == "media" and mode == "not" and not _is_barred(text, scopes, mention, found):
            mode = "want" if scopes.at(mention.start).kind == "not" and _is_shaded(text, mention) else "none"  # "no scary films": films
        if mention.slot in ("media", "genres") and is_seen_wanted and scopes.at(mention.start).kind == "after_seen":
            mode = "want"  # "films I know already"
        if mention.slot == "count" and scopes.at(mention.start).kind not in ("want", "wish", "block", "stop"):
            mode = "none"
        if (mention.slot == "order" and mode == "not") or (
            mention.slot == "order" and mode in ("want", "none") and mention.start and text.tokens[mention.start - 1].norm == "too"
            and not any(t.end < mention.start for t in titles)
        ):
            mention, mode = replace(mention, values=(OPPOSITE_ORDER[mention.values[0]],)), "want"
        yield replace(mention, mode=mode)


def thin_out(text: Text, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without what another mention makes void: a vague size beside a hard limit of its kind, episodes of a wanted series."""
    kinds = {
        m.slot
        for m in mentions
        if m.mode in ("want", "allow")
        and ((m.bare is not None and (m.slot != "minutes" or m.mode == "allow")) or any(v is not None for v in m.values))
    }
    vague = {*(("short", "long") if "minutes" in kinds else ()), *(("new", "old") if "years" in kinds else ())}
    media = {v for m in mentions if m.slot == "media" and m.mode == "want" for v in m.values}
    kept = []
    is_sorted = re.search(r"\b(?:sorted|first|order(?:ed)? by|from the)\b", text.norm) is not None
    has_language = any(m.slot == "languages" and len(m.values) == 1 and m.mode == "want" for m in mentions)
    wanted = {(m.slot, v) for m in mentions if m.mode == "want" for v in m.values}
    for mention in mentions:
        if mention.slot == "genres" and mention.mode == "not" and ("genres", mention.values[0]) in wanted and _is_shade(text, mention):
            mention = replace(mention, mode="none")  # "animated, not computer animated"
        if mention.slot == "languages" and len(mention.values) > 1 and has_language:
            mention = replace(mention, mode="none")  # "Nordic noir, Danish or Swedish"
        is_vague = mention.slot == "order" and mention.values[0] in vague and not is_sorted
        is_part = mention.slot == "media" and mention.values == ("episode",) and (media & {"series", "podcast"} or _is_measure(text, mention))
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
    return mention.start > 0 and text.tokens[mention.start - 1].norm in ("an", "per", "each", "every", "two", "three", "few", "of")


def _is_barred(text: Text, scopes: Scopes, mention: Mention, found: list[Mention]) -> bool:
    """ "no films", "not a series": the medium itself is unwanted; in "no films like X", "no scary films" it is not."""
    if text.tokens[mention.start].norm in ("kids", "kid", "children"):
        return False
    before = mention.start - 1
    while (
        before >= 0
        and text.tokens[before].norm in ("a", "an", "any", "the", "more", "another", "single", "individual", "whole", "full", "or", "nor", "and", ",")
    ) or (
        text.tokens[mention.start - 1].norm in ("or", "nor", "and", ",")
        and before >= mention.start - 4
        and any(before in range(m.start, m.end) for m in found if m.slot in ("media", "genres"))
    ):
        before -= 1
    after = text.tokens[mention.end].norm if mention.end < len(text.tokens) else "."
    return before in scopes.cue_tokens and (not after[:1].isalnum() or after in _AFTER_BARRED)


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
        and before[-1] in ("two", "three", "four", "last", "first", "other", "second", "whole", "favorite", "favourite", "same", "new")
    )
