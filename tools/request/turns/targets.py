"""Which works a message speaks of: named, placed, described or pointed at; and what it says of each."""

from __future__ import annotations

import re
from dataclasses import replace

from tools.request.spans.link import Linker
from tools.request.spans.text import Text
from tools.request.spans.verdicts import say
from tools.request.state import Handle, Parsed, Role
from tools.request.turns.standing import QUESTIONS, Said, Standing
from tools.request.turns.talk import Talk, compared
from tools.request.turns.works import handle_of, without
from tools.request.words.en.dialogue import persons
from tools.request.words.en.dialogue import turns as en

_THE_OLDER = re.compile(en.THE_OLDER)
_OTHERS = re.compile(en.OTHERS)
_THE_REST = re.compile(en.THE_REST)
_KNOWN = re.compile(en.KNOWN)
_WRONG_SIZE = re.compile(en.WRONG_SIZE)
_OWN_ANSWER = re.compile(en.OWN_ANSWER)
_OF_PERSON = re.compile("|".join((persons.JUDGED, *persons.BARRED)))
_XREF_ONE = re.compile(r"(?:the )?xref(?: (?:one|film|movie|album|series|show))?")
_OWN_SUBJECT = re.compile(en.OWN_SUBJECT)
_BOTH = re.compile(en.BOTH)
_NEITHER = re.compile(en.NEITHER)
_SO_NO = re.compile(en.SO_NO)
_ALL_BUT = re.compile("|".join(en.ALL_BUT))
_LIMITS = frozenset(("minutes", "years", "rating", "age"))
_BORDERS = frozenset((",", ";", "but", "-", ":"))
_HOW_MANY = {"one": 1, "two": 2, "three": 3}


def find_said(parsed: Parsed, standing: Standing, linker: Linker) -> tuple[Said, ...]:
    """The works that `parsed` speaks of, in its order. What it points at: the first reading that finds a work."""
    talk = standing.talk
    titles = named(parsed, standing, linker)
    said = [*titles, *_placed(parsed, talk)]
    said += _others(parsed, standing, said)
    if (verdict := _own_answer(parsed)) is not None:
        said = [Said(s.work, verdict) for s in said] or [Said(h, verdict) for h in talk.pointed("one")]
    said = said or _described(parsed, talk) or _pointed(parsed, talk)
    if not said and _SO_NO.search(parsed.text.norm):
        said = [Said(h, "reject") for h in talk.pointed("one")]
    if not said and _NEITHER.match(parsed.text.norm) and not _KNOWN.search(parsed.text.norm):
        said = [Said(h, "reject") for h in talk.pointed(_many(parsed))]
    if not titles and (rest := _all_but(parsed, talk, said)):
        said = rest
    if parsed.references.like_it and not any(s.role == "like" for s in said):
        said = [replace(s, role="like") if s.role == "none" else s for s in said]
    if parsed.references.relative:
        said = [replace(s, role="none") for s in said]
    said += _loose(parsed, talk, said)
    if _is_reason_for_limit(parsed):
        said = [replace(s, role="none") if s.role == "reject" else s for s in said]
    return tuple(said)


def _is_reason_for_limit(parsed: Parsed) -> bool:
    """ "Too long, two hours at most": what is wrong with the work is the reason for a limit."""
    sets = any(m.slot in _LIMITS and m.mode in ("want", "allow") for m in parsed.mentions)
    return sets and _WRONG_SIZE.search(parsed.text.norm) is not None


def answers_itself(parsed: Parsed) -> bool:
    """ "Whiplash? Nah": whether the message is a question that the person answers."""
    return _own_answer(parsed) is not None


def _own_answer(parsed: Parsed) -> Role | None:
    text = parsed.text
    if (
        len(text.sentences) != 2
        or text.tokens[text.sentences[0][1] - 1].raw != "?"
        or "?" in text.words(*text.sentences[1])
    ):
        return None
    answer = text.words(*text.sentences[1])
    if not _OWN_ANSWER.match(answer):
        return None
    return say(f"xref {answer}") or "reject"


def with_works(parsed: Parsed, talk: Talk, first: int, last: int) -> str:
    """The norm text of tokens first..last-1, with "xref" for each work that was spoken of before."""
    spans = [(t.start, t.end) for t in parsed.titles if t.work]
    spans += [(p.start, p.end) for p in parsed.references.places if talk.at(p.place)]
    words, place = [], first
    while place < last:
        end = next((b for a, b in spans if a == place < b), place)
        words.append("xref" if end > place else parsed.text.tokens[place].norm)
        place = max(end, place + 1)
    return _XREF_ONE.sub("xref", " ".join(words))


def named(parsed: Parsed, standing: Standing, linker: Linker) -> list[Said]:
    """The works that the message names by title."""
    media = media_of(parsed, standing)
    return [
        Said(t.work or standing.talk.known(t) or handle_of(t, linker, media), t.role, t.start) for t in parsed.titles
    ]


def media_of(parsed: Parsed, standing: Standing) -> tuple[str, ...]:
    """The media that the message, else the standing request, speaks of: among works of one title they come first."""
    wanted = tuple(v for m in parsed.mentions if m.slot == "media" for v in m.values)
    return wanted or standing.request.media


def asks_about(parsed: Parsed) -> bool:
    """Whether the message needs a work to speak of, though it may say nothing of it."""
    return parsed.intent in QUESTIONS or parsed.references.relative is not None or parsed.stars is not None


def _placed(parsed: Parsed, talk: Talk) -> list[Said]:
    places = [(handle, place) for place in parsed.references.places if (handle := talk.at(place.place)) is not None]
    roles = {place.role for _, place in places}
    is_open = len(places) == 1 or roles <= {"none", "seen"}
    is_open = is_open and roles != {"none", "seen"} and " but " not in parsed.text.norm
    said_of_all: Role = parsed.references.pronoun_role if is_open else "none"
    return [Said(handle, _settled(place.role, said_of_all), place.start) for handle, place in places]


def _settled(role: Role, said: Role) -> Role:
    """What is said of a place: its own cue, else the message's; "own the first two. Wonderful both" likes them."""
    return said if role == "none" or (role == "seen" and said == "like") else role


def _others(parsed: Parsed, standing: Standing, said: list[Said]) -> list[Said]:
    """ "The other one", "the remaining two": of the works named together those that nothing was said of."""
    match = _OTHERS.search(parsed.text.norm)
    if match is None:
        return []
    talk, gone = standing.talk, [s.work for s in said]
    left = without(talk.choice, (*gone, *standing.like, *standing.exclude))
    number = _HOW_MANY.get(match["number"] or "")
    if number is not None and len(left) > number:
        left = without(left, talk.focus if len(talk.focus) < len(talk.choice) else talk.spoken)
    if number is not None and len(left) != number:
        return []
    start, end = parsed.text.span(match)
    first, last = clause_of(parsed.text, start)
    role = say(" ".join((parsed.text.words(first, start), "xref", parsed.text.words(end, last)))) or "none"
    return [Said(work, role, start) for work in left]


def clause_of(text: Text, place: int) -> tuple[int, int]:
    """The tokens of the clause that holds token `place`: from comma or "but" to the next, within its sentence."""
    first, last = next(((a, b) for a, b in text.sentences if a <= place < b), (0, len(text.tokens)))
    first = max((i + 1 for i in range(first, place) if text.tokens[i].norm in _BORDERS), default=first)
    return first, next((i for i in range(place, last) if text.tokens[i].norm in _BORDERS), last)


def _described(parsed: Parsed, talk: Talk) -> list[Said]:
    """ "The older of the two"."""
    refs = parsed.references
    is_asked = (parsed.attribute or "").startswith("which-")
    if (
        not is_asked
        and (match := _THE_OLDER.search(parsed.text.norm))
        and (handle := compared(talk.pointed("all"), en.ORDERS[match["order"]]))
    ):
        return [Said(handle, refs.pronoun_role)]
    return []


def _pointed(parsed: Parsed, talk: Talk) -> list[Said]:
    """ "It", "them", or what a question or a verdict leaves out."""
    refs = parsed.references
    if _is_of_person(parsed) or parsed.seen is not None or parsed.undo:
        return []
    if refs.pronoun_role == "none" and not refs.like_it and not asks_about(parsed):
        return []
    if refs.pronoun == "none" and refs.pronoun_role == "reject" and _OWN_SUBJECT.search(parsed.text.norm):
        return []
    is_many = "all" in (refs.pronoun, refs.loose[0]) or (parsed.attribute or "").startswith("which-")
    is_many = is_many or parsed.intent == "compare"
    return [Said(handle, refs.pronoun_role) for handle in talk.pointed(_many(parsed) if is_many else "one")]


def _many(parsed: Parsed) -> str:
    """Whether two are meant or all."""
    return "both" if _BOTH.search(parsed.text.norm) else "all"


def _is_of_person(parsed: Parsed) -> bool:
    """What is said is said of a person: "I loved her in that"."""
    if parsed.references.like_it or asks_about(parsed):
        return False
    return any(m.slot == "people" for m in parsed.mentions) or _OF_PERSON.search(parsed.text.norm) is not None


def _all_but(parsed: Parsed, talk: Talk, said: list[Said]) -> list[Said]:
    """ "All seen except the last", "seen the rest"."""
    norm = parsed.text.norm
    if not talk.placed or not _ALL_BUT.search(norm) or not _KNOWN.search(norm):
        return []
    is_placed = any(talk.at(p.place) for p in parsed.references.places)
    if not is_placed and not _THE_REST.search(norm):
        return []
    return [Said(h, "seen") for h in without(talk.placed, (s.work for s in said))]


def _loose(parsed: Parsed, talk: Talk, said: list[Said]) -> list[Said]:
    """What a sentence that names no work says of those spoken of: "seen both", "too gloomy"."""
    number, role = parsed.references.loose
    is_apart = number != "all" and len(talk.focus) == 1 and not talk.is_list  # "seen it. The last too"
    if (
        role == "none"
        or parsed.undo
        or _is_of_person(parsed)
        or parsed.seen is not None
        or (any(s.role != "none" for s in said) and not is_apart)
    ):
        return []
    if (
        len(said) == 1
        and number == "one"
        and said[0].role == "none"
        and 0 <= said[0].start < parsed.text.sentences[0][1]
    ):
        return [replace(said[0], role=role, start=-1)]  # "the fifth is not for us. Replace it"
    if number != "all" and len(talk.focus) != 1 and talk.is_list:
        return []
    works: tuple[Handle, ...] = (
        talk.pointed(_many(parsed) if number == "all" else number) if number != "none" or len(talk.focus) == 1 else ()
    )
    return [Said(handle, role) for handle in without(works, (s.work for s in said if s.role != "none"))]
