"""What a message's mentions change in the standing request: added, replaced, barred, withdrawn, allowed again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tools.models import Request
from tools.request.spans.text import Text
from tools.request.state import Mention, Parsed
from tools.request.turns.people import unless_described
from tools.request.turns.standing import Said
from tools.request.turns.talk import Talk
from tools.request.words.en.dialogue import turns as en

_HOW_MANY_SHOWN = re.compile(en.HOW_MANY_SHOWN)
_MAKE_IT = re.compile(en.MAKE_IT)
_STATES = re.compile(en.STATES)
_LIMIT = re.compile(en.LIMIT)
_NEEDNT = re.compile(en.NEEDNT)
_LISTS = ("media", "genres", "people", "languages", "countries")
_BOUNDS = {
    "years": ("year_min", "year_max"),
    "minutes": ("minutes_min", "minutes_max"),
    "rating": ("rating_min", ""),
    "age": ("", "age_max"),
}
_DROPPED: dict[str, tuple[str, ...]] = {
    "years": ("year_min", "year_max"), "year_max": ("year_max",), "year_min": ("year_min",),
    "minutes_max": ("minutes_max",), "minutes_min": ("minutes_min",), "minutes": ("minutes_min", "minutes_max"),
    "rating": ("rating_min",), "age": ("age_max",),
    "languages": ("languages",), "not_languages": ("not_languages",), "countries": ("countries",),
    "not_countries": ("not_countries",), "genres": ("genres",),
    "not_genres": ("not_genres",), "people": ("people",), "not_people": ("not_people",), "media": ("media",),
    "count": ("count",), "query": ("query",), "level": ("level",),
    "added": ("added_after",), "order_length": (), "order_age": (),
}  # fmt: skip


def drop_slots(request: Request, parsed: Parsed) -> Request:
    """`request` without the slots that the message withdraws by name."""
    update: dict[str, Any] = {}
    for drop in parsed.drops:
        for slot in _DROPPED.get(drop, ()):
            update[slot] = Request.model_fields[slot].default
    if ("order_length" in parsed.drops and request.order in ("short", "long")) or (
        "order_age" in parsed.drops and request.order in ("new", "old")
    ):
        update["order"] = "best"
    return request.model_copy(update=update) if update else request


def in_view(parsed: Parsed, said: Sequence[Said], talk: Talk) -> Parsed:
    """The message without what is no wish in view of the works that were spoken of."""
    mentions = [_unless_stated(parsed.text, m, said) for m in parsed.mentions]
    if talk.works:
        mentions = [unless_described(parsed.text, m) for m in mentions]
        if _HOW_MANY_SHOWN.search(parsed.text.norm):
            mentions = [m for m in mentions if m.slot != "count"]
    return replace(parsed, mentions=tuple(mentions))


def made_wish(parsed: Parsed) -> Parsed:
    """ "Make it series": what passed for talk is a wish where it says so."""
    if parsed.intent != "chat" or not parsed.mentions or not _MAKE_IT.search(parsed.text.norm):
        return parsed
    return replace(parsed, intent="recommend", mentions=tuple(replace(m, mode="want") for m in parsed.mentions))


def _unless_stated(text: Text, mention: Mention, said: Sequence[Said]) -> Mention:
    """ "The second is over two hours", "Tampopo isn't a documentary": what a clause states of a work is no wish."""
    first = max((s.start for s in said if 0 <= s.start < mention.start), default=None)
    if first is None or mention.mode == "none" or mention.slot == "people":
        return mention
    same_sentence = any(a <= first and mention.start < b for a, b in text.sentences)
    between = text.words(first, mention.start)
    return replace(mention, mode="none") if same_sentence and _STATES.match(between + " ") else mention


def apply_mentions(request: Request, parsed: Parsed, *, is_question: bool) -> Request:
    """`request` changed by what the message wants, bars, drops and allows. A question about works changes nothing."""
    if is_question:
        return _free_words(request, parsed, is_question=True)
    parsed = replace(parsed, mentions=tuple(_loosened(parsed.text, m) for m in parsed.mentions))
    values: dict[str, Any] = {name: getattr(request, name) for name in Request.model_fields}
    for slot in _LISTS:
        _change_list(values, slot, [m for m in parsed.mentions if m.slot == slot], parsed)
    for slot, (low, high) in _BOUNDS.items():
        _change_bounds(values, low, high, [m for m in parsed.mentions if m.slot == slot], parsed)
    for mention in parsed.mentions:
        _change_single(values, mention)
    if parsed.seen is not None:
        values["seen"] = parsed.seen
    values["genres_all"] = (
        _wants_all(parsed)
        if any(m.slot == "genres" and m.mode == "want" for m in parsed.mentions)
        else values["genres_all"]
    )
    return _free_words(Request.model_validate(values), parsed, is_question=False)


def _loosened(text: Text, mention: Mention) -> Mention:
    """ "Doesn't have to be British": what need not be any longer is withdrawn, not wanted."""
    first = next((a for a, b in text.sentences if a <= mention.start < b), 0)
    is_loose = _NEEDNT.search(text.words(first, mention.start) + " ")
    return replace(mention, mode="drop") if is_loose else mention


def _change_list(values: dict[str, Any], slot: str, mentions: list[Mention], parsed: Parsed) -> None:
    barred = f"not_{slot}"
    by_mode: dict[str, list[Any]] = {"want": [], "not": [], "drop": [], "allow": [], "none": []}
    for mention in mentions:
        by_mode[mention.mode] += mention.values
    was_barred_before = set(values[barred])
    gone = {*by_mode["drop"], *by_mode["allow"]}
    was_barred = set(values[barred]) & set(by_mode["want"])
    values[barred] = tuple(v for v in values[barred] if v not in gone and v not in was_barred)
    values[slot] = tuple(v for v in values[slot] if v not in by_mode["drop"])
    wanted = by_mode["want"]
    if slot == "media" and wanted == ["episode"] and {"series", "podcast"} & set(values["media"]):
        wanted = []  # "shorter episodes" of the series that are wanted
    if wanted:
        keeps = _joins(slot, parsed) and not (was_barred == set(wanted) and parsed.adds)
        values[slot] = tuple(dict.fromkeys((*(values[slot] if keeps else ()), *wanted)))
    joins = parsed.adds and bool(values[slot]) and slot != "media"  # "Korean is fine too"
    allowed = [v for v in by_mode["allow"] if joins and v not in was_barred_before]
    values[slot] = tuple(dict.fromkeys((*values[slot], *allowed)))
    if by_mode["not"]:
        values[slot] = tuple(v for v in values[slot] if v not in by_mode["not"] or v in wanted)
        values[barred] = tuple(dict.fromkeys((*values[barred], *by_mode["not"])))


def _joins(slot: str, parsed: Parsed) -> bool:
    """Whether new values join the standing ones rather than take their place; "a film too" is another subject."""
    if slot == "media":
        return parsed.text.norm.startswith(("or ", "also ", "and also "))
    return parsed.adds and not parsed.replaces


def _change_bounds(values: dict[str, Any], low: str, high: str, mentions: list[Mention], parsed: Parsed) -> None:
    said = [m for m in mentions if m.mode in ("want", "allow")]
    for mention in mentions:
        if mention.mode == "drop":
            values.update({name: None for name in (low, high) if name})
    is_limit = low == "minutes_min" and _LIMIT.search(parsed.text.norm) is not None
    is_short = is_limit or sum(t.is_word for t in parsed.text.tokens) <= 5
    said = [m for m in said if not (m.mode == "allow" and m.values[0] is not None and m.values[1] is None)]
    bounds = [_bounds(m, values, low, high, is_short) for m in said]
    if is_limit and (None, None) in bounds:
        bounds = [(None, m.bare) if b == (None, None) else b for m, b in zip(said, bounds, strict=True)]
    lows = [b[0] for b in bounds if b[0] is not None]
    highs = [b[1] for b in bounds if b[1] is not None]
    if not lows and not highs:
        return
    old = (values.get(low), values.get(high))
    if _MEANT.search(parsed.text.norm):  # "sorry, I meant under two hours": the other bound was a slip
        old = (None, None)
    if (
        len(said) > 1
        and low == "year_min"
        and any(None not in b for b in bounds)
        and (" even " in parsed.text.norm or all(None not in b for b in bounds))
    ):  # "the 2000s, even the 1980s"
        lows, highs = [min(lows)] if lows else [], [max(highs)] if highs else []
    new_low, new_high = (max(lows) if lows else None), (min(highs) if highs else None)
    is_joined = parsed.adds or all(m.mode == "allow" for m in said)
    if is_joined and lows and highs and None not in old and low == "year_min":
        new_low, new_high = min(new_low, old[0]), max(new_high, old[1])  # type: ignore[type-var]
    elif not (lows and highs):
        new_low = new_low if lows else old[0] if old[0] is None or old[0] <= new_high else None
        new_high = new_high if highs else old[1] if old[1] is None or old[1] >= new_low else None
    if low:
        values[low] = _number(low, new_low)
    if high:
        values[high] = _number(high, new_high)


def _bounds(
    mention: Mention, values: dict[str, Any], low: str, high: str, is_short: bool
) -> tuple[float | None, float | None]:
    """The bounds of a mention; "an hour is fine too" moves the bound that stands."""
    first, last = mention.values
    if first is None and last is None and mention.bare is not None and (mention.mode == "allow" or is_short):
        if high and values[high] is not None:
            return None, mention.bare
        if low and values[low] is not None:
            return mention.bare, None
    return first, last


def _number(slot: str, value: float | None) -> float | int | None:
    return value if value is None or slot == "rating_min" else round(value)


_MEANT = re.compile(r"\bi meant\b|\bi mean (?:under|over|before|after|at)\b")
_ALLOWS = {"old": "year_min", "new": "year_max", "long": "minutes_max", "short": "minutes_min"}


def _change_single(values: dict[str, Any], mention: Mention) -> None:
    if mention.slot == "order" and mention.mode == "allow":
        values[_ALLOWS.get(mention.values[0], "order")] = None if mention.values[0] in _ALLOWS else values["order"]
        return
    if mention.mode not in ("want", "allow"):
        if mention.mode == "drop" and mention.slot in ("order", "level", "count"):
            values[mention.slot] = Request.model_fields[mention.slot].default
        return
    if mention.slot == "count":
        values["count"] = int(mention.values[0])
    elif mention.slot in ("order", "level", "added_after"):
        values[mention.slot] = mention.values[0]


def _wants_all(parsed: Parsed) -> bool:
    """ "a b", "a and b": all genres are preferred; "a or b" takes any."""
    places = [m for m in parsed.mentions if m.slot == "genres" and m.mode == "want"]
    between = {t.norm for a, b in itertools.pairwise(places) for t in parsed.text.tokens[a.end : b.start]}
    return not between & {"or", "either"}


# "drop the singing": the word is no genre, but takes one back.
_STANDS_FOR = {
    "singing": "music",
    "songs": "music",
    "scares": "horror",
    "laughs": "comedy",
    "robots": "science fiction",
    "cowboys": "western",
    "kissing": "romance",
}


def _free_words(request: Request, parsed: Parsed, *, is_question: bool) -> Request:
    """The free text with the message's own words: on a new subject they take its place, else they join it."""
    query, not_query = request.query.split(), request.not_query.split()
    not_query = [w for w in not_query if w not in parsed.allowed]
    genres = tuple(g for g in request.genres if not any(_STANDS_FOR.get(w) == g for w in parsed.allowed))
    wanted = {v for m in parsed.mentions if m.mode == "want" for v in m.values}
    barred = tuple(
        g for g in request.genres if g not in wanted and any(_STANDS_FOR.get(w) == g for w in parsed.not_query)
    )
    request = request.model_copy(
        update={
            "genres": tuple(g for g in genres if g not in barred),
            "not_genres": tuple(dict.fromkeys((*request.not_genres, *barred))),
        }
    )
    query = [w for w in query if w not in parsed.allowed or parsed.intent != "recommend"]
    if parsed.intent in ("recommend", "similar", "rule", "count") and parsed.query and not is_question:
        is_new = (parsed.replaces and not parsed.adds) or any(
            m.slot in ("genres", "media") and m.is_noun and m.mode == "want" for m in parsed.mentions
        )
        words = parsed.text.raw if is_new or not query else f"{request.words} {parsed.text.raw}".strip()
        request = request.model_copy(update={"words": words})
        query = list(dict.fromkeys((*(() if is_new else query), *parsed.query)))
    if not is_question:
        query = [w for w in query if w not in parsed.not_query]
        not_query = list(dict.fromkeys((*not_query, *parsed.not_query)))
    words = request.words if query else ""
    return request.model_copy(update={"query": " ".join(query), "not_query": " ".join(not_query), "words": words})
