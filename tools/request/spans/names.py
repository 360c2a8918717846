"""People in a message: full names anywhere, surnames and misspelt names where the sentence says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from indexers.catalogue.titles import TitleIndex
from indexers.reading.fold import fold
from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en.common import FUNCTION, WEAK_TITLE
from tools.request.words.en.genres import GENRE_NOUNS
from tools.request.words.en.people import FULL_NAMES, NOT_ALONE, PAIRS, SHARED
from tools.request.words.en.places import COUNTRIES, LANGUAGES, NATIONALITIES
from tools.request.words.en.spelling import FREQUENT

_CUES = frozenset(
    """with by starring stars featuring feat ft director directors actor actress directed actors starred from of love
    loves loved hate hates like likes liked without no minus except not anything more than any other fan fans by: w
    hosted presented narrated written composed produced star other anderson another without enjoy enjoys enjoyed
    sick tired stand includes has have had""".split()
)
_STRONG = frozenset(
    "by starring stars featuring feat ft director actor actress directed starred hosted narrated presented"
    " written composed star".split()
)
_AFTER = frozenset(
    "movie movies film films flick flicks stuff thing album albums comedy comedies fan in classic marathon"
    " work works joint series thriller thrillers picture pictures podcast interview".split()
)
_PARTICLES = frozenset("de la van von der den del di da le du el al bin ten ter".split())
_LONGEST = 4


@cache
def _any_surname() -> dict[str, str]:
    return {fold(name).split()[-1]: name for name in reversed(FULL_NAMES)}


@cache
def _surnames() -> dict[str, str]:
    table = {fold(name).split()[-1]: name for name in reversed(FULL_NAMES)}
    table = {surname: name for surname, name in table.items() if surname not in NOT_ALONE}
    return table | {fold(name): name for name in FULL_NAMES} | SHARED


def find_people(text: Text, index: TitleIndex, closed: frozenset[int]) -> list[Mention]:
    """People outside the tokens of `closed`, left to right; values are names as the catalogue writes them."""
    found: list[Mention] = []
    i, is_after_person = 0, False
    while i < len(text.tokens):
        mention = (
            None if i in closed or not text.tokens[i].is_word else _person_at(text, i, index, closed, is_after_person)
        )
        if mention:
            found.append(mention)
            i, is_after_person = mention.end, True
        else:
            is_after_person = is_after_person and text.tokens[i].norm in (",", "and", "or", "/")
            i += 1
    return found


def _person_at(text: Text, i: int, index: TitleIndex, closed: frozenset[int], is_listed: bool) -> Mention | None:
    for size in range(_LONGEST, 0, -1):
        end = i + size
        if end > len(text.tokens) or any(p in closed for p in range(i, end)) or not text.tokens[end - 1].is_word:
            continue
        if any(text.tokens[p].raw in ',;!?()\n"' for p in range(i, end)):
            continue
        if pair := PAIRS.get(_words(text, i, end)):
            return Mention("people", tuple(_canonical(n, index) for n in pair), i, end)
        name = _full_name(text, i, end, index, is_listed) if size > 1 else _surname(text, i, index, is_listed)
        if name:
            return Mention("people", (name,), i, end)
    return _misspelt(text, i, index, closed, is_listed)


def _words(text: Text, start: int, end: int) -> str:
    return " ".join(t.norm for t in text.tokens[start:end] if t.is_word)


def _full_name(text: Text, start: int, end: int, index: TitleIndex, is_listed: bool) -> str | None:
    words = _words(text, start, end)
    name = index.person(words) or index.person(text.slice(start, end)) or _surnames().get(words)
    if not name:
        return None
    parts = words.split()
    is_capital = all(t.is_capital for t in text.tokens[start:end] if t.is_word and t.norm not in FUNCTION)
    is_plain = all(w in FREQUENT or w in WEAK_TITLE for w in parts)
    if words in COUNTRIES or words in LANGUAGES or (parts[0] in FUNCTION and words not in SHARED):
        return None
    if is_plain and not (is_capital and text.is_cased) and not _cue(text, start, end, is_listed):
        return None
    return _canonical(name, index)


def _canonical(name: str, index: TitleIndex) -> str:
    return index.person(name) or name


def _cue(text: Text, start: int, end: int, is_listed: bool) -> bool:
    before = [t.norm for t in text.tokens[max(0, start - 2) : start]]
    after = text.tokens[end].norm if end < len(text.tokens) else ""
    return is_listed or bool(set(before[-1:]) & _CUES) or after in _AFTER or text.tokens[end - 1].possessive


_NO_NAMES = (LANGUAGES, NATIONALITIES, COUNTRIES, GENRE_NOUNS)
_BESIDE_NAME = frozenset(("please", "the", "films", "movies", "film", "movie", "stuff"))


def _surname(text: Text, i: int, index: TitleIndex, is_listed: bool) -> str | None:
    token = text.tokens[i]
    word = token.norm
    if (len(word) < 4 and word not in SHARED) or word in FUNCTION:
        return None
    is_capital = token.is_capital and text.is_cased and not text.opens_sentence(i)
    if any(word in table for table in _NO_NAMES) or _in_longer_name(text, i):
        return None
    is_alone = sum(t.is_word and t.norm not in _BESIDE_NAME for t in text.tokens) == 1
    before = text.tokens[i - 1].norm if i else ""
    if (
        word in _any_surname()
        and word not in FREQUENT
        and (is_listed or before in _STRONG or before in ("with", "without", "no"))
    ):
        return _canonical(_any_surname()[word] if word not in _surnames() else _surnames()[word], index)
    if word in _surnames():
        is_rare = word not in FREQUENT and word not in WEAK_TITLE
        if is_rare or is_capital or _cue(text, i, i + 1, is_listed):
            return _canonical(_surnames()[word], index)
    if is_capital and word not in FREQUENT and word not in WEAK_TITLE and (exact := index.person(word)):
        return exact
    if before == "by" and is_capital and word not in WEAK_TITLE:
        return index.person(word) or token.raw.removesuffix("'s")
    if (word in NOT_ALONE and not is_capital) or not (is_capital or _cue(text, i, i + 1, is_listed) or is_alone):
        return None
    if (
        word in FREQUENT
        or word in WEAK_TITLE
        or not (
            is_alone
            or is_listed
            or before in _STRONG
            or before == "with"
            or (before in ("without", "no") and token.raw[:1].isupper())
            or token.possessive
            or (is_capital and _is_liked(text, i))
        )
    ):
        return None
    near = index.near_person(word, 1)
    parts = fold(near[0][0]).split() if near else []
    return near[0][0] if near and near[0][1] >= 0.9 and parts[-1] == word and parts[0] not in FUNCTION else None


def _initials(name: str) -> tuple[str, str]:
    """Of the first and the last word: a typo keeps them, another person's name ("Michael May") does not."""
    words = fold(name).split() or [""]
    return words[0][:1], words[-1][:1]


def _is_liked(text: Text, i: int) -> bool:
    """ "I like Travolta", "hate Tarantino"; not "songs like Hurt"."""
    before = [t.norm for t in text.tokens[max(0, i - 2) : i]]
    return before[-1:] in (["love"], ["enjoy"], ["hate"]) or (
        before[-1:] == ["like"] and before[0] in ("i", "we", "really", "also", "do", "they", "always")
    )


def _in_longer_name(text: Text, i: int) -> bool:
    """A capitalised word beside another: "Jason" of "Jason Segal" is no surname."""
    if not text.tokens[i].raw[:1].isupper() or not text.is_cased:
        return False
    for place in (i - 1, i + 1):
        if 0 <= place < len(text.tokens):
            token = text.tokens[place]
            if place == i + 1 and token.norm in _PARTICLES:
                return True
            if (
                token.raw[:1].isupper()
                and token.norm not in ("mr", "mrs", "ms", "dr", "sir", "dame", "miss")
                and token.norm not in FUNCTION
                and token.norm not in WEAK_TITLE
                and token.norm not in FREQUENT
            ):
                return True
    return False


def _misspelt(text: Text, i: int, index: TitleIndex, closed: frozenset[int], is_listed: bool) -> Mention | None:
    """ "starring Tom Henks"; a capitalised name after "starring" or "directed by" that the catalogue does not know."""
    before = text.tokens[i - 1].norm if i else ""
    plays = " ".join(t.norm for t in text.tokens[i + 2 : i + 4])
    after = text.tokens[i + 2].norm if i + 2 < len(text.tokens) else ""
    is_fan = before == "of" and i > 1 and text.tokens[i - 2].norm in ("fan", "fans")
    is_strong = (
        is_fan
        or (after in _AFTER and text.tokens[i].is_capital)
        or is_listed
        or before in _STRONG
        or before in ("with", "without")
        or plays.startswith(("plays", "stars", "is in", "was in", "acted", "acts", "starred"))
    )
    if not (is_strong or before in ("like", "love", "loves", "liked", "loved", "hate", "enjoy")) or i + 1 >= len(
        text.tokens
    ):
        return None
    words = _name_words(text, i, closed)
    if len(words) < 2:
        return None
    said = _words(text, i, i + len(words))
    if all(w in FREQUENT or w in WEAK_TITLE for w in said.split()) and not all(
        t.is_capital for t in text.tokens[i : i + len(words)]
    ):
        return None
    near = index.near_person(said, 1)
    if near and near[0][1] >= (0.8 if is_strong else 0.85) and _initials(near[0][0]) == _initials(said):
        return Mention("people", (near[0][0],), i, i + len(words))
    is_name = (
        is_strong
        and all((t.is_capital or t.norm in _PARTICLES) and t.raw[:1].isalpha() for t in text.tokens[i : i + len(words)])
        and text.is_cased
    )
    return (
        Mention("people", (text.slice(i, i + len(words)).removesuffix("'s"),), i, i + len(words)) if is_name else None
    )


def _name_words(text: Text, i: int, closed: frozenset[int]) -> list[str]:
    """Up to three words from `i` that may be first name and surname."""
    words: list[str] = []
    for place in range(i, min(i + 4, len(text.tokens))):
        token = text.tokens[place]
        if (
            place in closed
            or not token.is_word
            or token.norm in FUNCTION
            or token.norm in WEAK_TITLE
            or token.raw.isdigit()
        ):
            break
        if words and token.norm in _PARTICLES:
            words.append(token.norm)
            continue
        if words and token.raw[:1].islower() and text.tokens[i].is_capital and text.is_cased:
            break
        words.append(token.norm)
    while words and words[-1] in _PARTICLES:
        words.pop()
    return words[:2] if len(words) > 2 and not text.tokens[i].is_capital else words


def people_in(text: Text, index: TitleIndex) -> Iterator[str]:
    """Full names that `text` (an assistant's) speaks of."""
    for mention in find_people(text, index, frozenset()):
        yield str(mention.values[0])
