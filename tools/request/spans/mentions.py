"""Find what the vocabulary names: genres, media, languages, countries, orders, levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from tools.request.spans.phrases import Phrases
from tools.request.spans.text import Text, respell
from tools.request.state import Mention
from tools.request.words.en import cues, genres, places
from tools.request.words.en.common import FUNCTION, REQUEST_WORDS
from tools.request.words.en.spelling import FREQUENT

_GENRES = Phrases(
    {p: (v, True) for p, v in genres.GENRE_NOUNS.items()} | {p: (v, False) for p, v in genres.GENRE_ADJECTIVES.items()},
    plurals=True,
)
_NOT_GENRES = Phrases(dict.fromkeys(genres.NOT_GENRES, True))
_MEDIA = Phrases(genres.MEDIA_NOUNS, plurals=True)
_ORDERS = Phrases(genres.ORDER_WORDS, plurals=False)
_LEVELS = Phrases(genres.LEVEL_WORDS, plurals=True)
_LANGUAGES, _NATIONALITIES = Phrases(places.LANGUAGES), Phrases(places.NATIONALITIES, plurals=True)
_COUNTRIES = Phrases(places.COUNTRIES)
_REGIONS = Phrases(places.REGIONS)

_HEADS = frozenset(
    """one ones something anything stuff thing things language cinema film films movie movies picture pictures title titles fare
    rather indie indies neorealism wave noirs western westerns horror comedy miniseries adaptations adaptation noir classic classics content suggestion suggestions recommendation recommendations pick picks option options hit hits works
    work production productions slasher slashers release releases remake original version anime animation music drama heist heists
    rap pop rock jazz speaking stories story tales tale thrillers thriller mysteries dramas comedies detective detectives spoken speaker crime shows show series soap sitcom please pls subtitles director directors actor actors actress artist
    artists band bands singer singers please too also instead only then preferably ideally again made maybe perhaps possibly if though tho tonight""".split()
)
_IN_NP = frozenset("and or , / language speaking new old good great modern classic contemporary recent".split())
_ABOUT = frozenset("about set in during to on against".split())
_MADE = (
    "what about",
    "how about",
    "made in",
    "from",
    "produced in",
    "out of",
    "filmed in",
    "shot in",
    "come from",
    "comes from",
    "made by",
    "films of",
    "cinema of",
)
# "I am from Poland": where somebody is from, not where a film is made.
_ORIGIN = r"(?:^|\s)(?:am|im|student|students|guy|girl|friends?|someone|people|person|living|away|far|family|she|he|hes|shes|i|being) from(?: the)?$"
_DEFINITE = frozenset(
    "the that this those these my your his her our favorite favourite last first second third fourth another whole said same which what".split()
)


_WORK_NOUNS = frozenset("film films movie movies series drama dramas show shows cinema horror comedy music thriller thrillers anime".split())
_SHORT = frozenset("drama movie films movies crime irish czech dutch greek album songs".split())


@cache
def _vocabulary() -> frozenset[str]:
    sources = (_GENRES, _MEDIA, _LEVELS, _LANGUAGES, _NATIONALITIES, _COUNTRIES)
    cue_words = frozenset("enjoyed watched looking similar favorite favourite recommend suggest something anything movies series before".split())
    return cue_words | frozenset(w for s in sources for w in s.vocabulary if (len(w) > 5 or w in _SHORT) and w.isalpha())


@cache
def _cue_words() -> frozenset[str]:
    tables = (cues.NOT, cues.REJECT, cues.LIKE, cues.SEEN, cues.UNSEEN, cues.DROP, cues.WANT, cues.NARRATE, cues.BLOCK)
    return frozenset(w for table in tables for phrase in table for w in phrase.split())


@cache
def _respelled(word: str) -> str | None:
    if word.isalpha() and re.search(r"(.)\1\1", word):
        squeezed = (re.sub(r"(.)\1{2,}", r"\1\1", word), re.sub(r"(.)\1{2,}", r"\1", word), re.sub(r"(.)\1+", r"\1", word))
        return next((w for w in squeezed if w in _vocabulary() or w in FREQUENT), squeezed[1])
    if len(word) < 5 or not word.isalpha() or word in FREQUENT or word in _vocabulary():
        return None
    if (
        word in genres.ORDER_WORDS
        or word in FUNCTION
        or word in REQUEST_WORDS
        or word in _cue_words()
        or (word[-1] == "s" and word[:-1] in _vocabulary())
    ):
        return None
    limit = 1 if len(word) < 8 else 2
    best = min(((DamerauLevenshtein.distance(word, v, score_cutoff=limit), v) for v in _vocabulary()), default=(9, ""))
    return best[1] if best[0] <= limit and best[1][0] == word[0] else None


def correct_typos(text: Text) -> Text:
    """`text` with typos of the vocabulary's longer words respelled: "horroe", "documantaries"."""
    corrections = {}
    for i, token in enumerate(text.tokens):
        is_name = token.raw[:1].isupper() and not text.opens_sentence(i) and text.is_cased
        if not is_name and (word := _respelled(token.norm)):
            corrections[i] = word
    return respell(text, corrections)


def find_mentions(text: Text, closed: frozenset[int]) -> list[Mention]:
    """Mentions outside the tokens of `closed` (titles, names, quantities)."""
    words = [t.norm for t in text.tokens]
    shut = closed | {p for f in _NOT_GENRES.find(words, skip=closed) for p in range(f.start, f.end)}
    found = [
        Mention("genres", value, start, end, is_noun)
        for (value, is_noun), start, end in _GENRES.find(words, skip=shut)
        if not _is_other_sense(words, start, end)
    ]
    found += _media(text, words, closed)
    nouns = frozenset(p for m in found for p in range(m.start, m.end))
    found += _tongues(text, words, closed | shut, nouns)
    found += [Mention("languages", v, s, e, False) for v, s, e in _REGIONS.find(words, skip=closed | shut) if not _in_about(words, s)]
    found += _from_countries(text, words, closed)
    taken = closed | {p for m in found for p in range(m.start, m.end)}
    orders = list(_orders(words, taken, nouns))
    if not {"new", "old"} <= {m.values[0] for m in orders}:  # "old or new": either
        found += orders
    is_taught = "level" in words or any(m.slot == "media" and set(m.values) & genres.LEVEL_MEDIA for m in found)
    found += [
        Mention("level", (v,), s, e, False)
        for v, s, e in _LEVELS.find(words, skip=taken)
        if is_taught or words[s] in ("intermediate", "advanced", "beginner", "beginners")
    ]
    return sorted(found, key=lambda m: m.start)


def _is_other_sense(words: list[str], start: int, end: int) -> bool:
    """ "history" of a person, "a doc" who heals, "the war", "family" of somebody."""
    word, before = words[start], words[start - 1] if start else ""
    if end - start > 1:
        return False
    if word == "family":
        return before in ("a", "the", "my", "our", "his", "her", "their", "whole", "with", "about", "s") or (
            words[end : end + 1] in (["of"], ["and"], ["is"], ["has"], ["member"])
        )
    if word in ("history", "doc", "docs"):
        return before in ("my", "the", "your", "a", "of", "on", "world", "american", "black", "natural", "movie") and word == "history"
    return word == "action" and before in ("plan", "of", "call", "class")


def _media(text: Text, words: list[str], closed: frozenset[int]) -> Iterator[Mention]:
    for value, start, end in _MEDIA.find(words, skip=closed):
        if words[start] == "music" and _is_score(words, start, end):
            continue
        if words[start] in ("course", "courses") and words[start - 1 : start] in (["of"], ["main"], ["golf"], ["the"]) and words[start] == "course":
            continue
        if (
            words[start] == "talks"
            and start
            and words[start - 1] in ("he", "she", "it", "who", "that", "someone", "they", "everyone", "everybody", "never", "always", "always")
        ):
            continue
        if value == ("album",) and words[start] == "record" and words[start - 1 : start] not in (["a"], ["any"], ["good"], ["some"]):
            continue
        if value == ("series",) and words[start] in ("show", "shows") and not _is_show(text, words, start):
            continue
        yield Mention("media", value, start, end)


def _is_score(words: list[str], start: int, end: int) -> bool:
    """ "music" that is not what is asked for: a film's own, or what a work is about."""
    before, after = words[max(0, start - 3) : start], words[end : end + 1]
    return bool(set(before) & {"with", "about", "has", "its", "of", "the", "film", "love", "good", "great", "and", "whose"}) or after in (
        ["video"], ["videos"], ["documentary"], ["documentaries"], ["history"], ["teacher"], ["biopic"], ["biopics"], ["film"], ["films"], ["movie"], ["movies"],
        ["lover"], ["theory"], ["industry"], ["in"], ["was"], ["is"], ["course"], ["lectures"], ["podcast"], ["podcasts"],
    )  # fmt: skip


def _is_show(text: Text, words: list[str], i: int) -> bool:
    """ "show" as a noun: not "show me", "to show", "shows how"."""
    after, before = words[i + 1 : i + 2], words[i - 1] if i else ""
    if after and after[0] in ("me", "us", "my", "them", "him", "her", "you", "the", "how", "that", "up", "off", "it", "a", "another", "more", "some"):
        return before in ("a", "tv", "good", "great", "funny")
    if i == 0 and after[:1] in (["filmed"], ["set"], ["made"], ["about"], ["with"], ["where"], ["from"], ["starring"]):
        return True
    return before not in ("to", "can", "please", "you", "could", "and", "dont", "will", "it", "may", "might", "should", "would", "must", "do", "i", "we") and (i > 0 or words[i] == "shows" or len(words) == 1)


def _heads_np(words: list[str], i: int, nouns: frozenset[int]) -> bool:
    """Whether the words from `i` on end a noun phrase that is a work: "French [crime film]", not "French [toast]"."""
    for place in range(i, min(i + 6, len(words))):
        word = words[place]
        if words[place - 1 : place + 2] == ["black", "and", "white"] and place > i:
            continue
        if place in nouns or word in _HEADS:
            return True
        if not word[:1].isalnum() or word in FUNCTION:
            return place == i
    return i >= len(words)


# After "the French ...": what leaves it a wish.
_AFTER_THE = frozenset(
    ("one", "ones", "thing", "stuff", "film", "films", "movie", "movies", "language", "limit", "part", "version", "only", ",", ".", "?", "!")
)


def _tongues(text: Text, words: list[str], closed: frozenset[int], nouns: frozenset[int]) -> Iterator[Mention]:
    for table, slot in ((_LANGUAGES, "languages"), (_NATIONALITIES, "countries")):
        for value, start, end in table.find(words, skip=closed):
            if table is _LANGUAGES and _NATIONALITIES.match(words, start) and words[start] == "north":
                continue
            if (
                words[start] in places.CASED_ONLY
                and not (_stands_alone(words, start, end))
                and not (text.tokens[start].raw.isupper() and _heads_np(words, end, nouns))
            ):
                continue
            before = words[start - 1] if start else ""
            is_spoken = (
                slot == "languages"
                and before in ("in", "speak", "speaks", "speaking", "non")
                and (
                    end >= len(words)
                    or not words[end][:1].isalnum()
                    or words[end] in FUNCTION
                    or words[end] in REQUEST_WORDS
                    or words[end] in _HEADS
                    or end in nouns
                )
            )
            if words[end : end + 1] in (["subtitles"], ["subs"], ["subtitled"], ["subtitle"]) or _is_own_tongue(words, start, end):
                continue
            is_wanted = is_spoken or (
                (before not in _ABOUT or words[start - 2 : start] in (["what", "about"], ["how", "about"]))
                and _heads_np(words, end, nouns)
                and not _in_about(words, start)
            )
            if is_wanted and not (before == "the" and end < len(words) and words[end] not in _AFTER_THE and end not in nouns):
                yield Mention(slot, (value,), start, end, False)


def _is_own_tongue(words: list[str], start: int, end: int) -> bool:
    """ "My English is poor", "sorry, English.": the language of the one who speaks; "subtitles in English"."""
    before = words[max(0, start - 2) : start]
    is_excuse = before[-2:] in (["sorry", ","], ["sorry", "for"]) and words[end : end + 1] in ([], ["."], [","], ["!"])
    is_had = before[-1:] in (["my"], ["our"], ["his"], ["her"], ["their"]) and words[end : end + 1] in (["is"], ["isnt"], ["was"], ["s"])
    return is_had or is_excuse or before in (["subtitles", "in"], ["subs", "in"], ["subtitled", "in"])


def _stands_alone(words: list[str], start: int, end: int) -> bool:
    """Between commas: "sitcom, us, nineties"."""
    return start > 0 and words[start - 1] == "," and (end >= len(words) or words[end] == ",")


def _in_about(words: list[str], i: int) -> bool:
    """ "about a French chef": what the work is about, not where it is from."""
    if words[max(0, i - 2) : i] in (["what", "about"], ["how", "about"]) or words[max(0, i - 3) : i - 1] in (["what", "about"], ["how", "about"]):
        return False
    return any(w in ("about", "set") for w in words[max(0, i - 3) : i]) and not any(
        w in (",", ".", ":", ";", "and", "but") for w in words[max(0, i - 3) : i]
    )


def _from_countries(text: Text, words: list[str], closed: frozenset[int]) -> Iterator[Mention]:
    for value, start, end in _COUNTRIES.find(words, skip=closed):
        if words[start] in places.SPOKEN_IN and words[end : end + 1] and words[end] in _WORK_NOUNS and not _in_about(words, start):
            yield Mention("languages", (places.SPOKEN_IN[words[start]],), start, end, False)  # "japan film"
            continue
        lead = start - 1 if start and words[start - 1] in ("the", "south", "north") else start
        before = " ".join(words[max(0, lead - 2) : lead])
        if re.search(_ORIGIN, " ".join(words[max(0, lead - 4) : lead])):
            continue
        if (
            (any(before == m or before.endswith(" " + m) for m in _MADE) and not before.endswith("away from"))
            or (before.endswith(("or", "and", "not", ",", "not from")) and any(m.slot == "countries" for m in _pairs(words, lead, closed)))
            or all(
                w in ("only", "just", "maybe", "then", "or", "and", "rather", "ok", "please", "the", ".", "?", "!", ",")
                for w in (*words[:lead], *words[end:])
            )
        ):
            yield Mention("countries", (value,), lead, end, False)


def _pairs(words: list[str], i: int, closed: frozenset[int]) -> Iterator[Mention]:
    """A country "made in" or "from" which stands before "or X" at `i`."""
    for value, start, end in _COUNTRIES.find(words[: max(0, i - 1)], skip=closed):
        if end >= i - 4 and " ".join(words[max(0, start - 3) : start]).endswith(("made in", "from", "from the", "made in the")):
            yield Mention("countries", (value,), start, end, False)


def _orders(words: list[str], closed: frozenset[int], nouns: frozenset[int]) -> Iterator[Mention]:
    for value, start, end in _ORDERS.find(words, skip=closed):
        before, after = words[start - 1] if start else "", words[end] if end < len(words) else ""
        if value == "best" and words[start] == "best" and before != "the" and start:
            continue
        comparative = words[start].endswith(("er", "est"))
        if (
            (words[start] == "new" and before == "a" and after not in ("release", "one"))
            or (start > 1 and words[start - 2 : start] == ["i", "am"])
            or before in genres.NOT_BEFORE_ORDER
            or (before in ("bit", "was", "were") and not comparative)
            or (before in ("any", "for") and not words[start].endswith("est") and not _heads_np(words, end, nouns))
            or after in genres.NOT_AFTER_ORDER
        ):
            continue
        if (
            (before == "something" and words[start] == "new")
            or comparative
            or _heads_np(words, end, nouns)
            or end >= len(words)
            or before in ("too", "something", "anything", "very", "really", "nothing")
            or after in (",", ".", "!", "?", "and", "but", "please", "with", "from", "so")
        ):
            yield Mention("order", (value,), start, end, False)
