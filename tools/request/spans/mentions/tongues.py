"""Languages and countries: which are asked for, and which only tell of a story or of somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.request.spans.mentions.tables import COUNTRIES, LANGUAGES, NATIONALITIES, REGIONS
from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en import places
from tools.request.words.en.common import FUNCTION, REQUEST_WORDS

_HEADS = frozenset(
    """one ones something anything stuff thing things language cinema film films movie movies picture pictures title
    titles fare rather indie indies neorealism wave noirs western westerns horror comedy miniseries adaptations
    adaptation noir classic classics content suggestion suggestions recommendation recommendations pick picks option
    options hit hits works work production productions slasher slashers release releases remake original version
    anime animation music drama heist heists rap pop rock jazz speaking stories story tales tale thrillers thriller
    mysteries dramas comedies detective detectives spoken speaker crime shows show series soap sitcom please pls
    subtitles director directors actor actors actress artist artists band bands singer singers please too also
    instead only then preferably ideally again made maybe perhaps possibly if though tho tonight""".split()
)
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
_ORIGIN = (
    r"(?:^|\s)(?:am|im|student|students|guy|girl|friends?|someone|people|person|living|away|far|family|she|he|hes"
    r"|shes|i|being) from(?: the)?$"
)
_WORK_NOUNS = frozenset(
    "film films movie movies series drama dramas show shows cinema horror comedy music thriller thrillers anime".split()
)
# After "the French ...": what leaves it a wish.
_AFTER_THE = frozenset(
    (
        "one",
        "ones",
        "thing",
        "stuff",
        "film",
        "films",
        "movie",
        "movies",
        "language",
        "limit",
        "part",
        "version",
        "only",
        ",",
        ".",
        "?",
        "!",
    )
)


def find_tongues(text: Text, words: list[str], closed: frozenset[int], nouns: frozenset[int]) -> Iterator[Mention]:
    """Languages, and countries as adjectives and regions, outside `closed`; `nouns`: tokens of genres and media."""
    yield from _tongues(text, words, closed, nouns)
    for value, start, end in REGIONS.find(words, skip=closed):
        if not _in_about(words, start):
            yield Mention("languages", value, start, end, False)


def heads_np(words: list[str], i: int, nouns: frozenset[int]) -> bool:
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


def _tongues(text: Text, words: list[str], closed: frozenset[int], nouns: frozenset[int]) -> Iterator[Mention]:
    for table, slot in ((LANGUAGES, "languages"), (NATIONALITIES, "countries")):
        for value, start, end in table.find(words, skip=closed):
            if table is LANGUAGES and NATIONALITIES.match(words, start) and words[start] == "north":
                continue
            if (
                words[start] in places.CASED_ONLY
                and not (_stands_alone(words, start, end))
                and not (text.tokens[start].raw.isupper() and heads_np(words, end, nouns))
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
            if words[end : end + 1] in (["subtitles"], ["subs"], ["subtitled"], ["subtitle"]) or _is_own_tongue(
                words, start, end
            ):
                continue
            is_wanted = is_spoken or (
                (before not in _ABOUT or words[start - 2 : start] in (["what", "about"], ["how", "about"]))
                and heads_np(words, end, nouns)
                and not _in_about(words, start)
            )
            if is_wanted and not (
                before == "the" and end < len(words) and words[end] not in _AFTER_THE and end not in nouns
            ):
                yield Mention(slot, (value,), start, end, False)


def _is_own_tongue(words: list[str], start: int, end: int) -> bool:
    """ "My English is poor", "sorry, English.": the language of the one who speaks; "subtitles in English"."""
    before = words[max(0, start - 2) : start]
    is_excuse = before[-2:] in (["sorry", ","], ["sorry", "for"]) and words[end : end + 1] in ([], ["."], [","], ["!"])
    is_had = before[-1:] in (["my"], ["our"], ["his"], ["her"], ["their"]) and words[end : end + 1] in (
        ["is"],
        ["isnt"],
        ["was"],
        ["s"],
    )
    return is_had or is_excuse or before in (["subtitles", "in"], ["subs", "in"], ["subtitled", "in"])


def _stands_alone(words: list[str], start: int, end: int) -> bool:
    """Between commas: "sitcom, us, nineties"."""
    return start > 0 and words[start - 1] == "," and (end >= len(words) or words[end] == ",")


def _in_about(words: list[str], i: int) -> bool:
    """ "about a French chef": what the work is about, not where it is from."""
    if words[max(0, i - 2) : i] in (["what", "about"], ["how", "about"]) or words[max(0, i - 3) : i - 1] in (
        ["what", "about"],
        ["how", "about"],
    ):
        return False
    return any(w in ("about", "set") for w in words[max(0, i - 3) : i]) and not any(
        w in (",", ".", ":", ";", "and", "but") for w in words[max(0, i - 3) : i]
    )


def find_countries(words: list[str], closed: frozenset[int]) -> Iterator[Mention]:
    """Countries that works are asked to be from: "made in Japan", "a japan film", "only Italy"."""
    for value, start, end in COUNTRIES.find(words, skip=closed):
        if (
            words[start] in places.SPOKEN_IN
            and words[end : end + 1]
            and words[end] in _WORK_NOUNS
            and not _in_about(words, start)
        ):
            yield Mention("languages", (places.SPOKEN_IN[words[start]],), start, end, False)  # "japan film"
            continue
        lead = start - 1 if start and words[start - 1] in ("the", "south", "north") else start
        before = " ".join(words[max(0, lead - 2) : lead])
        if re.search(_ORIGIN, " ".join(words[max(0, lead - 4) : lead])):
            continue
        if (
            (any(before == m or before.endswith(" " + m) for m in _MADE) and not before.endswith("away from"))
            or (
                before.endswith(("or", "and", "not", ",", "not from"))
                and any(m.slot == "countries" for m in _pairs(words, lead, closed))
            )
            or all(
                w in ("only", "just", "maybe", "then", "or", "and", "rather", "ok", "please", "the", ".", "?", "!", ",")
                for w in (*words[:lead], *words[end:])
            )
        ):
            yield Mention("countries", (value,), lead, end, False)


def _pairs(words: list[str], i: int, closed: frozenset[int]) -> Iterator[Mention]:
    """A country "made in" or "from" which stands before "or X" at `i`."""
    for value, start, end in COUNTRIES.find(words[: max(0, i - 1)], skip=closed):
        if end >= i - 4 and " ".join(words[max(0, start - 3) : start]).endswith(
            ("made in", "from", "from the", "made in the")
        ):
            yield Mention("countries", (value,), start, end, False)
