"""Works spoken of before, found again in a message by their title, a part of it, its initials, or a description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from indexers.catalogue.columns import Columns
from tools.request.spans.descriptions import find_described
from tools.request.spans.positions import KINDS
from tools.request.spans.text import Text, tokenise
from tools.request.state import Handle, Mention, TitleMention
from tools.request.words.en.common import FUNCTION, WEAK_TITLE
from tools.request.words.en.places import COUNTRIES
from tools.request.words.en.spelling import FREQUENT

_ARTICLES = ("the", "a", "an")
# Said and meant: numbers and what people type for short words.
_SAME = (
    frozenset(("2", "two", "ii", "to", "too")),
    frozenset(("3", "three", "iii")),
    frozenset(("4", "four", "iv", "for")),
    frozenset(("1", "one", "i")),
    frozenset(("u", "you")),
    frozenset(("n", "and")),
    frozenset(("ur", "your")),
)
_INSIDE = frozenset(",.:-'/!\"")  # what may stand between the words of a title
# Before and after an everyday word that is a whole title: "seen home", "us i saw", "did serial".
_BEFORE = frozenset(
    """seen saw watched loved liked hated finished did done know knew knows than vs love loves hate hates add put owns
    own dropped skip after before heard played rewatched see watch about why enjoyed adore disliked tried""".split()
)
_AFTER = frozenset(
    """rules rocks ruled slaps sucks sucked is was isnt wasnt i we already looks sounds seems ive weve too meh seen ? !
    vs he she has had""".split()
)
_BY = frozenset("by with starring without featuring directed actor actress director in from".split())
_MIN_ALIKE, _MIN_ALIKE_AFTER = 0.82, 0.7  # of a misspelt word; of one after another word of the title


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    words: int
    is_whole: bool
    place: int  # of the work among those spoken of, the latest first

    @property
    def rank(self) -> tuple[int, int, int]:
        return (-self.words - self.is_whole, not self.is_whole, self.place)


def find_spoken(text: Text, works: Sequence[Handle], columns: Columns, newest: int) -> list[TitleMention]:
    """Mentions of `works` (the latest first; the first `newest` are those shown or spoken of last)."""
    if not works:
        return []
    taken: set[int] = set()
    found: list[TitleMention] = []
    matches = [m for place, work in enumerate(works) for m in _matches(text, work, place, is_new=place < newest)]
    for match in sorted(matches, key=lambda m: m.rank):
        span = set(range(match.start, match.end))
        if not span & taken:
            taken |= span
            found.append(_mention(text, works[match.place], match.start, match.end))
    for start, end, work in find_described(text, works, newest, columns):
        inner = [m for m in found if m.start >= start and m.end <= end]
        if not set(range(start, end)) & (taken - {p for m in inner for p in range(m.start, m.end)}):
            found = [m for m in found if m not in inner]
            taken |= set(range(start, end))
            found.append(_mention(text, work, start, end))
    return sorted(found, key=lambda m: m.start)


def find_spoken_people(text: Text, names: Sequence[str], closed: frozenset[int]) -> list[Mention]:
    """People spoken of before, by their whole name or a rare part of it, outside `closed`."""
    found: list[Mention] = []
    taken = set(closed)
    for name in names:
        parts = _title_words(name)
        for start in range(len(text.tokens)):
            end, count = max(
                ((_run(text, start, parts, k)) for k in range(len(parts))), key=lambda r: r[1], default=(0, 0)
            )
            words = [t.norm for t in text.tokens[start:end] if t.is_word]
            is_rare = any(w not in FREQUENT and w not in WEAK_TITLE and w not in KINDS and len(w) > 3 for w in words)
            if count and (is_rare or (count == len(parts) > 1)) and not taken & set(range(start, end)):
                found.append(Mention("people", (name,), start, end))
                taken |= set(range(start, end))
    return found


def _mention(text: Text, work: Handle, start: int, end: int) -> TitleMention:
    rows = (work.row,) if work.row is not None else ()
    if end < len(text.tokens) and text.tokens[end].norm == "one" and end - start < 4:
        end += 1
    return TitleMention(text.slice(start, end), rows, start, end, year=work.year, work=work)


@cache
def _title_words(title: str) -> tuple[str, ...]:
    return tuple(t.norm for t in tokenise(title).tokens if t.is_word)


def _matches(text: Text, work: Handle, place: int, *, is_new: bool) -> Iterator[_Match]:
    """The spans of `text` that name `work`."""
    title = _title_words(work.title)
    for start, token in enumerate(text.tokens):
        if not token.is_word:
            continue
        if is_new and _is_initials(token.norm, title):
            yield _Match(start, start + 1, 1, False, place)
        if is_new and text.words(start + 1, start + 2) in ("and", "n") and _are_initials(text, start, title):
            yield _Match(start, start + 3, 2, False, place)
        for offset in range(len(title)):
            end, count = _run(text, start, title, offset)
            if count and (match := _accepted(text, work, title, (start, end), offset, count, place, is_new=is_new)):
                yield match


def _run(text: Text, start: int, title: tuple[str, ...], offset: int) -> tuple[int, int]:
    """(end, number of words) of the longest run of words of the title from `offset` on."""
    place, count, end = start, 0, start
    while place < len(text.tokens) and offset + count < len(title):
        token = text.tokens[place]
        if not token.is_word:
            if token.raw not in _INSIDE:
                break
            place += 1
            continue
        if not _is_alike(token.norm, title[offset + count], is_after=count > 0):
            break
        place, count, end = place + 1, count + 1, place + 1
    return end, count


def _accepted(
    text: Text,
    work: Handle,
    title: tuple[str, ...],
    span: tuple[int, int],
    offset: int,
    count: int,
    place: int,
    *,
    is_new: bool,
) -> _Match | None:
    start, end = span
    article = 1 if title[0] in _ARTICLES and len(title) > 1 else 0
    is_whole = offset <= article and offset + count == len(title)
    said = [t.norm for t in text.tokens[start:end] if t.is_word]
    if is_whole and (
        (len(said) > 1 and not all(w in FUNCTION for w in said)) or _is_named(text, start, end, is_new=is_new)
    ):
        return _Match(start, end, count, True, place)
    if is_whole or not is_new or not _is_telling(text, start, end, count, title) or _is_of_person(text, start, work):
        return None
    return _Match(start, end, count, False, place)


def _is_named(text: Text, start: int, end: int, *, is_new: bool) -> bool:
    """Whether one word stands here as a title, not as itself."""
    word, token = text.tokens[start].norm, text.tokens[start]
    before = text.tokens[start - 1].norm if start else ""
    after = text.tokens[end].norm if end < len(text.tokens) else "."
    is_plain = word in WEAK_TITLE or word in FREQUENT or word in KINDS
    if not is_plain:
        return len(word) > 3 or token.raw[:1].isupper() or word.isdigit()
    if word in FUNCTION:
        is_subject = (
            start == 0
            and after in _AFTER
            and word not in ("it", "he", "she", "they", "we", "that", "this", "there", "i")
        )
        return is_new and (is_subject or (text.is_cased and token.raw[:1].isupper() and start > 0 and word != "i"))
    if text.is_cased and token.raw[:1].isupper() and not text.opens_sentence(start):
        return True
    ends = not after[:1].isalnum() or after in _AFTER or after in ("and", "or", "but", "one")
    opens = start == 0 or not before[:1].isalnum()
    return is_new and ends and (before in _BEFORE or (opens and word not in WEAK_TITLE and word not in KINDS))


def _is_telling(text: Text, start: int, end: int, count: int, title: tuple[str, ...]) -> bool:
    """Whether a part of a title can mean nothing else: a rare word, or two words of it."""
    after = text.tokens[end].norm if end < len(text.tokens) else ""
    before = text.tokens[start - 1].norm if start else ""
    words = [t for t in text.tokens[start:end] if t.is_word]
    content = [t for t in words if t.norm not in FUNCTION and not t.norm.isdigit()]
    kinds = [t for t in content if t.norm in KINDS or t.norm in COUNTRIES]
    if not content or (len(kinds) == len(content) and after != "one"):
        return False
    rare = [
        t.norm
        for t in content
        if t.norm not in FREQUENT and t.norm not in WEAK_TITLE and t not in kinds and len(t.norm) > 3
    ]
    if rare and not (count == 1 and rare[0].endswith("s") and rare[0] not in title):
        return True
    if (after == "one" or (before == "the" and after in _AFTER)) and any(t.norm not in WEAK_TITLE for t in content):
        return True
    capital = text.is_cased and any(t.raw[:1].isupper() and t.norm not in WEAK_TITLE for t in content)
    is_inner = not text.opens_sentence(start) or count > 1
    return (capital and is_inner) or (count > 2 and len(content) > 1)


def _is_of_person(text: Text, start: int, work: Handle) -> bool:
    before = text.tokens[start - 1].norm if start else ""
    return before in _BY


def _is_initials(word: str, title: tuple[str, ...]) -> bool:
    """ "got" for Game of Thrones, "cloy" for Crash Landing on You."""
    if len(word) < 3 or len(title) < 3 or (word in FREQUENT and len(word) < 4 and word != "got"):
        return False
    return word == "".join(w[0] for w in title) or (
        len(word) > 3 and word == "".join(w[0] for w in title if w not in FUNCTION)
    )


def _are_initials(text: Text, start: int, title: tuple[str, ...]) -> bool:
    """ "D and D", "R&J"."""
    letters = [t.norm for t in text.tokens[start : start + 3 : 2]]
    content = [w for w in title if w not in FUNCTION]
    return (
        len(letters) == 2
        and len(content) > 1
        and all(len(w) == 1 for w in letters)
        and letters == [w[0] for w in content[:2]]
    )


def _is_alike(said: str, meant: str, *, is_after: bool) -> bool:
    if said == meant or (len(meant) > 3 and said.rstrip("s") == meant.rstrip("s")):
        return True
    if any(said in group and meant in group for group in _SAME):
        return is_after or (said.isdigit() and not meant.isdigit())
    if len(meant) < 5 or said[:1] != meant[:1] or said in FREQUENT or said in FUNCTION:
        return False
    return SequenceMatcher(None, said, meant).ratio() >= (_MIN_ALIKE_AFTER if is_after else _MIN_ALIKE)
