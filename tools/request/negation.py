"""How the words speak of what they name: wanted, unwanted, withdrawn, allowed, or merely talked about.

One walk over each sentence from cue to cue. A cue holds for what follows until the next cue, the end of its clause or
of the sentence; cues said afterwards ("... is out", "... was great") hold for what stands before them in the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from tools.request.spans.critiques import Critique, find_critiques
from tools.request.spans.phrases import Found, Phrases
from tools.request.spans.text import Text
from tools.request.words.en import cues as en
from tools.request.words.en import verdicts
from tools.request.words.en.common import FUNCTION

Kind = Literal[
    "want", "wish", "not", "reject", "like", "seen", "unseen", "drop", "allow", "narrate", "stop", "block",
    "after_not", "after_like", "after_reject", "after_allow", "after_drop", "after_seen",
]  # fmt: skip

_TABLES: tuple[tuple[tuple[str, ...], Kind], ...] = (
    (en.WANT, "want"), (en.WISH, "wish"), (en.STOP, "stop"), (en.LIKE, "like"), (en.SEEN, "seen"),
    (en.UNSEEN, "unseen"), (en.NARRATE, "narrate"), (en.DROP, "drop"), (en.ALLOW, "allow"), (en.REJECT, "reject"),
    (en.NOT, "not"), (en.BLOCK, "block"), (en.AFTER_NOT, "after_not"), (en.AFTER_LIKE, "after_like"),
    (en.AFTER_REJECT, "after_reject"), (en.AFTER_ALLOW, "after_allow"), (en.AFTER_DROP, "after_drop"),
    (tuple(p for p in en.AFTER_SEEN if p not in en.SEEN), "after_seen"),
)  # fmt: skip
_CUES: Phrases[Kind] = Phrases({phrase: kind for table, kind in _TABLES for phrase in table})
_PLACES = frozenset("first second third fourth fifth last one 1 2 3 4 5".split())
_THINGS = frozenset(
    "ep episode episodes films movies something anything one ones film movie show series album stuff thing"
    " things podcast song his hers theirs".split()
)
_SAID_AFTER = frozenset(en.AFTER_SEEN)
_EXAMPLES = frozenset(("like", "such as", "eg", "for example", "similar to", "for instance", "along the lines of"))
_PATTERNS = tuple((re.compile(rf"(?<!\w)(?:{p})(?!\w)"), cast(Kind, k)) for p, k in en.CUE_PATTERNS)
_NEGATIVE = frozenset(("not", "reject"))
# After "and", these begin a wish of its own: "no horror and something light".
_STARTERS = frozenset(
    "a an some something anything i im under over less more from before after since made set starring please with it"
    " its at max no not in only preferably maybe should must also rated up if just around about longer shorter newer"
    " older as has have that".split()
)


@dataclass(frozen=True)
class Scope:
    """The state at one token. `start`: where its cue began, -1 where none holds."""

    kind: Kind
    start: int = -1
    cue: str = ""


@dataclass(frozen=True)
class Scopes:
    """The state at each token; `cue_tokens`: those that are cues themselves."""

    states: tuple[Scope, ...]
    cue_tokens: frozenset[int]

    def at(self, place: int) -> Scope:
        return self.states[place]


_PLAIN = Scope("want")


def find_scopes(text: Text, names: dict[int, int], kinds: dict[int, str]) -> Scopes:
    """`names`: start -> end of titles and people (cues do not reach into them); `kinds`: token -> slot of a mention."""
    words = [t.norm for t in text.tokens]
    patterns = _patterns(text)
    critiques = [c for c in find_critiques(text, kinds) if not _is_said_of_a_name(c, names)]
    inside = {p for start, end in names.items() for p in range(start, end)}
    inside |= {p for c in critiques for p in range(c.start, c.end)}
    states: list[Scope] = [_PLAIN] * len(words)
    cue_tokens: set[int] = set()
    for start, end in text.sentences:
        _walk(words, start, end, inside, kinds, states, cue_tokens, patterns)
    for critique in critiques:
        cue_tokens.update(range(critique.start, critique.said))
        for place in range(critique.start, critique.end):
            states[place] = Scope(critique.wish, critique.start, text.words(critique.start, critique.said))
    return Scopes(tuple(states), frozenset(cue_tokens))


def _is_said_of_a_name(critique: Critique, names: dict[int, int]) -> bool:
    """ "The Star is rather silly" is a verdict on it."""
    return any(start < critique.end and critique.start - 2 < end for start, end in names.items())


def _patterns(text: Text) -> dict[int, Found[Kind]]:
    """Cues that are no fixed phrase, by their first token: "my favourite comedy of all time is"."""
    found: dict[int, Found[Kind]] = {}
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(text.norm):
            start, end = text.span(match)
            if (
                kind == "narrate"
                and text.tokens[start].norm in ("that", "which")
                and start
                and text.tokens[start - 1].norm in _THINGS
            ):
                continue  # "something that feels like": still a wish
            found.setdefault(start, Found(kind, start, end))
    return found


def _walk(
    words: list[str],
    start: int,
    end: int,
    inside: set[int],
    kinds: dict[int, str],
    states: list[Scope],
    cue_tokens: set[int],
    patterns: dict[int, Found[Kind]],
) -> None:
    state, segment, i = _PLAIN, start, start
    while i < end:
        cue = None if i in inside else patterns.get(i) or _cue_at(words, i, end, inside, kinds)
        if cue is not None and (cue.end > end or any(p in inside for p in range(cue.start, cue.end))):
            cue = None
        if cue is None:
            state, segment = _after_joint(words, i, end, state, segment, kinds)
            states[i] = state
            i += 1
            continue
        cue_tokens.update(range(cue.start, cue.end))
        if cue.value.startswith("after_"):
            for place in range(_governed(words, segment, i, inside), i):
                states[place] = Scope(cue.value, cue.start)
            is_verdict = cue.value in ("after_like", "after_reject")
            state, segment = (Scope("narrate", cue.start) if is_verdict else _PLAIN), cue.end
        elif cue.value != "block":
            state = _next_state(state, cue, words, states)
            segment = cue.start if cue.value == "stop" or state.kind != "want" else segment
        for place in range(cue.start, cue.end):
            states[place] = state
        i = cue.end


def _governed(words: list[str], segment: int, end: int, inside: set[int]) -> int:
    """Where that begins of which a cue said afterwards speaks: the last name and its list, else the clause."""
    if not inside & set(range(segment, end)):
        return segment
    start = end
    while start > segment and (
        start - 1 in inside
        or words[start - 1] in (",", "and", "or", "the", "both", "movie", "film", "show", "series", '"')
    ):
        start -= 1
    return start if start < end else max(p for p in range(segment, end) if p in inside)


def _cue_at(words: list[str], i: int, end: int, inside: set[int], kinds: dict[int, str]) -> Found[Kind] | None:
    cue = _unseen_at(words, i, end, inside) or _subject_at(words, i, inside, kinds) or _CUES.match(words, i)
    if cue is None or cue.end > end or any(p in inside for p in range(cue.start, cue.end)):
        return None
    following = words[cue.end] if cue.end < end else "."
    following = "number" if following == "#" else following
    if cue.value == "not" and cue.end == i + 1 and words[i] == "no" and (following in en.AFTER_INTERJECTION):
        return Found("block", cue.start, cue.end)
    if words[i : i + 2] == ["anything", "but"] and (
        following in ("i", "im", "maybe", "preferably", "mostly", "prefer", "id", "we") or words[i - 1 : i] == ["to"]
    ):
        return Found("stop", cue.start, cue.end)
    if (
        cue.value == "not"
        and cue.end - cue.start == 1
        and words[i] in ("no", "not", "never", "nothing", "enough")
        and not following[:1].isalnum()
    ):
        return Found("block", cue.start, cue.end)
    if words[i] == "also" and cue.end in inside:
        return None  # "seen Alien and also Aliens"
    if (
        cue.value == "want"
        and " ".join(words[i : cue.end]) in ("thats", "that is")
        and (i == 0 or (words[i - 1] not in _THINGS and kinds.get(i - 1) is None))
    ):
        return Found("narrate", cue.start, cue.end)
    if (
        cue.value in ("after_like", "after_reject")
        and words[i] in ("i", "we")
        and following[:1].isalnum()
        and following not in ("twice", "too", "once", "but", "and", "so")
    ):
        return None
    if (
        words[i] == "did"
        and "?" not in words[i:end]
        and (i == 0 or not words[i - 1][:1].isalnum())
        and cue.end == i + 1
        and following not in FUNCTION
    ):
        return Found("seen", cue.start, cue.end)
    return _after_cue(words, i, inside, kinds, cue, following)


def _after_cue(
    words: list[str], i: int, inside: set[int], kinds: dict[int, str], cue: Found[Kind], following: str
) -> Found[Kind] | None:
    """A cue that passed for itself, against what stands around it."""
    if cue.value in ("after_like", "after_reject") and i and words[i - 1] in ("what", "which", "who"):
        return None  # "what is the best Christmas film?"
    if words[i] == "finished" and kinds.get(i + 1) is not None:
        return None
    if cue.value == "after_not" and words[cue.end - 1] == "out" and following[:1].isalnum():
        return None  # "what films are out that are good"
    if (
        cue.value == "after_seen"
        and i > 0
        and (i - 1 in inside or words[i - 1] in _PLACES)
        and words[i] in ("i", "we", "ive", "weve")
    ):
        return cue
    if (
        cue.value == "after_seen"
        and following[:1].isalnum()
        and words[cue.end - 1] != "with"
        and following not in ("too", "also", "already", "and", "with", "but")
    ):
        return Found("seen", cue.start, cue.end)
    if (
        cue.value == "narrate"
        and words[i] == "that"
        and i > 0
        and (i - 1 in inside or words[i - 1] in _THINGS or kinds.get(i - 1) is not None)
    ):
        return None
    if (
        cue.value == "seen"
        and " ".join(words[i : cue.end]) in _SAID_AFTER
        and (not following[:1].isalnum() or following in ("too", "also", "already"))
    ):
        return Found("after_seen", cue.start, cue.end)
    if words[i] == "like" and cue.end == i + 1 and following in (".", "?", "!", ","):
        return Found("block", cue.start, cue.end)
    if any(kinds.get(p) not in (None, "order") for p in range(cue.start, cue.end)) and cue.value not in (
        "not",
        "reject",
    ):
        return None
    if cue.value == "like" and words[i] in ("prefer", "enjoy", "like", "love") and following in ("to",):
        return Found("block", cue.start, cue.end)
    return cue


def _unseen_at(words: list[str], i: int, end: int, inside: set[int]) -> Found[Kind] | None:
    """ "have not yet seen", "never actually watched", "didn't get to see"."""
    if words[i] not in en.NEGATED_VERBS:
        return None
    for place in range(i + 1, min(i + 6, end)):
        if words[place] in en.SEEING and place not in inside:
            return Found("unseen", i, place + 1)
        if words[place] not in en.BETWEEN:
            return None
    return None


def _subject_at(words: list[str], i: int, inside: set[int], kinds: dict[int, str]) -> Found[Kind] | None:
    """ "Baywatch is pretty funny": what is said of a work named right before is no wish."""
    if (
        words[i] in ("is", "was", "are", "were", "looks", "sounds", "seems")
        and i - 1 in inside
        and (_CUES.match(words, i) is None or _PRAISE.match(" ".join(words[i : i + 7])) is not None)
        and kinds.get(i - 1) != "people"
    ):
        said = " ".join(words[i : i + 7])
        if match := _PRAISE.match(said):
            return Found("after_like", i, i + len(match.group().split()))
        if match := _BLAME.match(said):
            return Found("after_reject", i, i + len(match.group().split()))
        return Found("narrate", i, i + 1)
    return None


_PRAISE = re.compile(rf"(?:is|was|are|were|s) (?:(?!not|too|never|no)\w+ ){{0,3}}?(?:{verdicts.GOOD}|ok|okay|decent)\b")
_BLAME = re.compile(rf"(?:is|was|are|were|s) (?:(?!not|never|no)\w+ ){{0,3}}?(?:{verdicts.BAD})\b")


# Words of wanting that leave the scope before them as it is, or only say more of what is not wanted.
_GOES_ON = frozenset((
    "with", "some", "who", "that are", "that is", "either", "more", "which is", "thats", "find", "keep", "need",
    "try", "just", "only", "have to be", "im", "i am", "at least", "also", "please",
))  # fmt: skip
_SPECIFIES = frozenset(
    ("with", "some", "either", "who", "that are", "that is", "more", "something", "anything", "thats", "which is")
)


def _next_state(state: Scope, cue: Found[Kind], words: list[str], states: list[Scope]) -> Scope:
    phrase = " ".join(words[cue.start : cue.end])
    if state.kind == "drop" and cue.value == "not" and cue.start - state.start - len(state.cue.split()) <= 1:
        return Scope("allow", cue.start, phrase)  # "drop the no comedy"
    adjacent = state.start >= 0 and cue.start - state.start - len(state.cue.split()) <= 1
    if (
        cue.value == "not"
        and state.kind in ("seen", "unseen")
        and not phrase.startswith(("no", "anything", "nothing", "without"))
    ) or (phrase in ("not", "but not") and state.kind == "seen"):
        return Scope("unseen", cue.start, phrase)
    if state.kind == "unseen" and cue.value == "like" and phrase in ("like", "love"):
        return Scope("like", cue.start, phrase)
    if state.kind in _NEGATIVE and adjacent and cue.value in ("want", "wish", "like", "narrate", "seen", "allow"):
        return Scope("reject" if cue.value == "like" else state.kind, state.start, f"{state.cue} {phrase}")
    if state.kind in _NEGATIVE and cue.value == "want" and phrase in _SPECIFIES:
        return Scope(state.kind, state.start, f"{state.cue} {phrase}")
    if (
        state.kind in ("seen", "unseen", "like")
        and cue.value == "want"
        and phrase
        in ("find", "keep", "need", "try", "just", "only", "have to be", "im", "i am", "also", "please", "more", "with")
    ):
        return Scope(cue.value, cue.start, phrase)
    if state.kind in ("drop", "seen", "unseen", "like", "narrate") and cue.value == "want" and phrase in _GOES_ON:
        return state
    if (
        state.kind in _NEGATIVE
        and phrase in _EXAMPLES
        and words[cue.start - 1] not in ("i", "we", "they", "you", "but")
    ):
        return state  # "not into horror like Saw"
    if state.kind == "narrate" and cue.value in ("not", "like", "seen") and (adjacent or phrase == "like"):
        return state  # "it is not funny", "is it like Alien?"
    if cue.value == "stop":
        return _PLAIN if state.kind in _NEGATIVE or phrase != "so" else state
    return Scope(cue.value, cue.start, phrase)


def _after_joint(
    words: list[str], i: int, end: int, state: Scope, segment: int, kinds: dict[int, str]
) -> tuple[Scope, int]:
    """The state after a comma, "and" or "or" that is no cue's own."""
    word = words[i]
    if word == "for" and state.kind in _NEGATIVE and i > state.start + len(state.cue.split()):
        return _PLAIN, i + 1
    if word in ("(", ")"):
        return _PLAIN, i + 1
    if word in (":", "-", "*") and state.kind in (*_NEGATIVE, "narrate"):
        return _PLAIN, i + 1
    if word == "," and state.kind in (*_NEGATIVE, "drop", "narrate", "allow"):
        return (state, segment) if _is_list(words, i, end, state, kinds) else (_PLAIN, i + 1)
    if word == "," and state.kind == "want":
        return state, segment if _same_kinds(words, i, end, segment, kinds) else i + 1
    if word == "and" and state.kind in (*_NEGATIVE, "drop"):
        return (state, segment) if _continues(words, i, end, state, kinds) else (_PLAIN, i + 1)
    return state, segment


def _is_list(words: list[str], i: int, end: int, state: Scope, kinds: dict[int, str]) -> bool:
    """ "no horror, gore or jump scares": the comma goes on with the negation if a bare list ends in "or" (or "and")."""
    rest = words[i + 1 : end]
    for place, word in enumerate(rest):
        if word in ("or", "nor"):
            return place > 0
        if word == "and":
            return (
                place > 0
                and _continues(words, i + 1 + place, end, state, kinds)
                and _kind_of(kinds, words, i + 1) == _first_kind(state, words, kinds, i)
            )
        if (
            word in _STARTERS
            or (_CUES.match(words, i + 1 + place) is not None and kinds.get(i + 1 + place) is None)
            or place > 6
        ):
            return False
    return False


def _first_kind(state: Scope, words: list[str], kinds: dict[int, str], before: int) -> str:
    first = state.start + len(state.cue.split())
    return next((kinds[p] for p in range(first, before) if p in kinds), "word")


def _kind_of(kinds: dict[int, str], words: list[str], place: int) -> str:
    return next((kinds[p] for p in range(place, min(place + 2, len(words))) if p in kinds), "word")


def _continues(words: list[str], i: int, end: int, state: Scope, kinds: dict[int, str]) -> bool:
    """Whether "and" at `i` joins two unwanted things: the next word is no starter, and of the same kind."""
    if i + 1 >= end or words[i + 1] in _STARTERS:
        return False
    if _CUES.match(words, i + 1) is not None and kinds.get(i + 1) is None:
        return False
    before, after = _first_kind(state, words, kinds, i), _kind_of(kinds, words, i + 1)
    return before == after or ({before, after} <= {"genres", "word"} and after != "genres")


def _same_kinds(words: list[str], i: int, end: int, segment: int, kinds: dict[int, str]) -> bool:
    return kinds.get(i - 1) is not None and kinds.get(i + 1) == kinds.get(i - 1)
