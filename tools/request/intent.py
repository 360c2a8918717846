"""The intent of a message: what its cues say in order of priority, weighed with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import cast

from tools.models import Intent
from tools.request.learned import choice
from tools.request.spans.text import Text
from tools.request.words.en import intents as en


@cache
def _joined(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


def _has(norm: str, *patterns: str) -> bool:
    return _joined(patterns).search(norm) is not None


@dataclass(frozen=True)
class Facts:
    """What else was found in the message."""

    wanted: bool  # a genre, medium or person is wanted outright
    wishes: bool  # a slot is wanted, barred, dropped or allowed
    liked: bool  # a title or an item spoken of is said to be liked
    rejected: bool
    seen: bool
    limits: bool  # a wish beside media, order and count
    talked: bool  # works were spoken of before
    spoken: bool  # a work spoken of before is named, placed or described
    untouched: bool  # titles are named, but only as not seen or heard of
    titles: int
    points: bool  # at a place in the list, or "it"
    placed: bool  # at a place in the list, or at a work described
    rated: bool  # stars are given
    free: bool  # free words that carry a wish
    relative: bool
    like_it: bool
    only_title: bool  # the message is nothing but a title


def ask_norm(text: Text, names: dict[int, int]) -> str:
    """The norm text with titles replaced by "xtitle", so that their words are no cues."""
    parts, i = [], 0
    while i < len(text.tokens):
        end = names.get(i)
        parts.append("xtitle" if end else text.tokens[i].norm)
        i = end or i + 1
    return " ".join(parts)


def details_attribute(norm: str) -> str | None:
    for attribute, pattern in en.DETAILS:
        if re.search(rf"(?<!\w)(?:{pattern})", norm):
            return _superlative(norm) if attribute == "which" else attribute
    return None


def _superlative(norm: str) -> str:
    said = (name for name, pattern in en.SUPERLATIVES.items() if re.search(rf"\b(?:{pattern})\b", norm))
    return next(said, "which-best")


def is_question(norm: str) -> bool:
    return (
        "?" in norm
        or _has(
            norm,
            r"\b(?:who|whos)\b|(?:^|[:,.!-]) ?(?:and |but |so |ok |okay |then |hm |cool |great |also )*(?:who"
            r"|whos|what|whats|when|where|which|how|is it|was it|does it|do they)\b",
        )
        or _has(
            norm,
            r"^(?:and |so |but |ok |okay |hm |cool |great )*(?:who|whos|what|whats|when|where|which|how|is|are"
            r"|was|does|do|did|tell|whose|wich|has|have)\b",
        )
    )


_ASKS_KIND = (
    r"^(?:and |but |so |ok |hey )?(?:is|was|isnt|are) (?:the )?(?:movie |film |show "
    r"|series )?xtitle (?:\w+ ){0,3}\?"
)
_OF_THESE = r"\b(?:these|those|them|the two|the three|both|ones?)\b"
_THANKING = re.compile(
    r"\b(?:thanks?|thank you|thank u|ty|thx|appreciate|appreciated)(?: \w+){0,5} (?:suggestions?"
    r"|recommendations?|recommending|suggesting|help|ideas?|recs?|advice|picks|options|info|movies)\b"
    r"|\b(?:good|great|nice|awesome|excellent|solid|cool|perfect|fantastic|those|these|your|helpful"
    r"|wonderful) (?:\w+ )?(?:suggestions?|recommendations?|call|choices?|ideas?|picks?|recs?)\b(?! for)"
)


def is_verdict(norm: str) -> bool:
    """Whether the whole message says that a work was not liked, and no more: "I didn't like Gravity"."""
    return re.fullmatch(en.VERDICT, norm.strip(" .!")) is not None


def find_intent(norm: str, facts: Facts) -> tuple[Intent, str | None]:
    """(intent, attribute asked for). `norm` as `ask_norm` gives it."""
    if not re.search(
        r"\b(?:any|some|other|more|another|need|want|have|give|got|looking)\b(?: \w+){0,2} (?:suggestions?"
        r"|recommendations?|ideas?|picks|recs?)",
        norm,
    ):
        norm = _THANKING.sub(" thanks ", norm)
    if _has(norm, *en.WHY_NOT) and not _has(norm, r"why not (?:a |an |some|something)"):
        return "why_not", None
    if _has(norm, *en.WHY) and not _has(norm, *en.NOT_WHY):
        return "why", None
    if _has(norm, *en.RULE) and not _has(norm, *en.NOT_RULE) and (facts.wishes or facts.rejected or facts.free):
        return "rule", None
    if _has(norm, *en.HISTORY) and not _has(norm, *en.NOT_HISTORY):
        return "history", None
    if _has(norm, *en.COUNT) and not _has(norm, *en.NOT_COUNT):
        return "count", None
    return _ask(norm, facts)


def _ask(norm: str, facts: Facts) -> tuple[Intent, str | None]:
    if (
        _has(norm, *en.COMPARE)
        and (
            facts.points
            or facts.titles
            or "?" in norm
            or _has(norm, r"^(?:and |so |ok )?(?:which|whats|what is|who) ")
            or "difference" in norm
            or "common" in norm
        )
        and not facts.relative
    ):
        return "compare", None
    if not facts.titles and not facts.points and _has(norm, en.WHO):
        return "chat", None
    if _asks_of_work(norm, facts):
        return "details", details_attribute(norm) or "plot"
    if _has(norm, r"would you recommend (?:it|this|that)"):
        return "details", "rating"
    if (
        _has(norm, r"(?:i take it|right|isnt it|correct|wasnt it|doesnt it|innit|no|eh) ?\?\s*$")
        and (facts.placed or facts.titles)
        and not facts.wanted
    ):
        return "details", details_attribute(norm) or "plot"
    attribute = (
        details_attribute(norm)
        if is_question(norm) or _has(norm, r"tell me|remind me|tell us|more about|describe|explain")
        else None
    )
    if attribute and attribute.startswith("which-") and not (facts.talked or facts.titles or _has(norm, _OF_THESE)):
        return "recommend", None  # "what is the best horror film?", where nothing was spoken of
    if (
        attribute
        and facts.wanted
        and not _has(norm, _ASKS_KIND)
        and (
            attribute in ("genres", "plot")
            or _asks_apart(norm)
            or (attribute.startswith("which-") and not _has(norm, _OF_THESE))
        )
    ):
        attribute = None
    if attribute and not _asks_for_more(norm, facts):
        return "details", attribute
    return _wish(norm, facts)


def notice(said: Sequence[str], facts: Facts, cued: Intent) -> Iterator[str]:
    """What tells of the intent. `said`: the words, with what they name by kind; `cued`: what the cues alone say."""
    words = ("^", *said, "$")
    for size in (1, 2, 3):
        yield from (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    yield from ("starts " + " ".join(said[:size]) for size in (1, 2))
    yield from ("always", f"cued {cued}", f"words {min(len(said) // 3, 6)}", f"asks {'?' in said}")
    for fact, value in asdict(facts).items():
        yield from (f"{fact} {min(int(value), 2)}", f"{fact} {min(int(value), 2)} {cued}")


def choose(said: Sequence[str], facts: Facts, cued: Intent) -> Intent:
    """The likeliest intent (arguments as for `notice`)."""
    noticed = frozenset(notice(said, facts, cued))
    answers = choice("intents")
    likeliest = cast(Intent, max(answers, key=lambda answer: answers[answer].score(noticed))) if said else cued
    if likeliest == "chat" and cued == "recommend" and facts.free and not facts.talked:
        return cued  # words to look for, and nothing that they could be a remark about
    return likeliest


_ASKING = (
    r"^(?:and |but |so |ok |okay |wait |hm+ |lol |, )*(?:is|isnt|are|arent|was|wasnt|were|does|doesnt|do|did"
    r"|didnt|has|hasnt|have|had|who|whos|whose|what|whats|which|when|whens|where|wheres|how|hows)\b",
    r"\b(?:is|isnt|was|does|did|has|who|whos|whose|what|whats|when|where|how|hows|how long|how old|what year"
    r"|too \w+)\b[^.]*\?",
    r"\b(?:who|what|when|where|how|which)\b(?: \w+){0,4}$",
    r"^(?:the |and )?xtitle (?:\w+ ?){0,3}\?",
    r"^(?:the |and )?xtitle ,? ?(?:is|does) (?:that|it|this|there)\b",
    r"\bwhich of (?:these|those|them|this)\b|\b(?:these|those|them|that|it|this) ?\?$",
)
_FOR_OTHERS = (
    r"\b(?:recommend|suggest|looking for|anything|something|any|more|others?|another|else|similar|find|give"
    r"|show me|what about|how about|should|shall|instead|next|now|rather|then give)\b",
    r"(?<!whats )(?<!what is )(?<!is it )(?<!what was )\blike (?:the )?(?:xtitle|first|second|third|\d)",
    r"\b(?:one|ones) (?:about|with|on|from|in|where|set|for)\b|\b(?:there|it) be\b|\bi (?:would )?(?:prefer|want)\b",
    r"(?:^|[.!?] ?)(?:the )?same \w+ ?\?",
    r"\b(?:do|did|have|are) (?:you|u) (?:have|know|got)\b|\bthan\b.*\bwant\b",
)


def _asks_of_work(norm: str, facts: Facts) -> bool:
    """Whether a sentence asks something of a work that was spoken of, and none asks for others."""
    if facts.like_it or facts.relative or facts.liked or facts.rejected or facts.seen or _has(norm, *_FOR_OTHERS):
        return False
    if not facts.spoken:
        return facts.talked and facts.points and not facts.wanted and "?" in norm and _has(norm, *_ASKING)
    return any(_has(s.strip(), *_ASKING) for s in re.split(r"(?<=[.!?])", norm) if s.strip())


def _asks_apart(norm: str) -> bool:
    """ "Is it any good? Anyway, give me a western": the wish stands in a sentence of its own."""
    sentences = [s for s in re.split(r"[.?!]", norm) if s.strip()]
    last = sentences[-1] if len(sentences) > 1 else ""
    return bool(last) and _has(last, *en.STRONG) and details_attribute(last) is None


def _asks_for_more(norm: str, facts: Facts) -> bool:
    """A question about a work which is still a request for others: "is there anything like it?"."""
    if facts.like_it or facts.relative:
        return True
    if facts.placed:
        return False
    return _has(
        norm, r"(?:recommend|suggest|looking for|any (?:other|more|good|others|recommendations|suggestions"
            r"|comed|horror|film|movie|series|\w+ (?:movies|films|shows|series))|anything|something|what else"
            r"|could there be|is there (?:a|an|any|some|more|one)|are there|do you (?:have|know)(?! xtitle)"
            r"|can you (?:recommend|suggest|find|give|show)|could you|how about|what about|should i|can i|can we"
            r"|shall we|do we put|what next|like xtitle)",
    ) and not _has(norm, r"any good\b(?! \w+)|tell me|anything about it|who|how long (?:is|are)|what year")  # fmt: skip


_LIKE_A_PLACE = (
    r"\b(?:more|something|anything|stuff|ones?|movies?|films?|smth|others?) (?:\w+ )?(?:like|of) (?:the |number "
    r"|no |#)?(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|\d\b|xtitle)|as good as xtitle|^(?:and |or "
    r"|but |so |just )?like (?:the |number |no |#)?(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|\d\b"
    r"|xtitle)|\bsame \w+ (?:as|of) |(?:similar to|same as) (?:the |number |no |#|xtitle)"
)
_LIKE_A_TITLE = (
    r"(?:similar to|along the lines of|in the vein of|between|same (?:\w+ ){0,3}as|(?:style|spirit|mold) of"
    r"|reminiscent of|akin to|closest (?:match|thing) to"
    r"|(?<!i )(?<!we )(?<!really )(?<!also )(?<!do )(?<!dont )(?<!they )(?<!you )(?<!didnt )like) xtitle"
)
_IS_QUESTION = r"^(?:is|was|isnt|are)\b"
_SOMETHING_LIKE = (
    r"(?:something|anything|stuff|movies?|films?|shows?|series|more|things?|one|ones|albums?|podcasts?"
    r"|smth) (?:\w+ )?(?:like|similar to) xtitle"
)


def _asks_for_likeness(norm: str, facts: Facts) -> bool:
    """ "something like the second", "in the vein of Alien": a wish, whatever else is said of the work."""
    if _has(norm, _LIKE_A_PLACE):
        return True
    if not facts.titles:
        return False
    return (_has(norm, _LIKE_A_TITLE) and not _has(norm, _IS_QUESTION)) or _has(norm, _SOMETHING_LIKE)


def _wish(norm: str, facts: Facts) -> tuple[Intent, str | None]:
    asks = _has(norm, *en.ASKS)
    if facts.rated and facts.titles + facts.points and not facts.wishes:
        return "feedback", None
    says = facts.liked or facts.rejected or facts.seen
    more = wants_more(norm)
    strong = _has(norm, *en.STRONG)
    polite = _has(norm, en.THANKS, en.BYE, en.ACCEPT)
    if not facts.talked and _has(norm, en.TOO_SO):
        return "feedback", None
    if facts.like_it or facts.relative or more or (facts.wishes and (strong or not polite or facts.limits)):
        return "recommend", None
    if _asks_for_likeness(norm, facts):
        return "recommend", None
    if says and (facts.titles or facts.points):
        return ("recommend" if asks and strong and _has(norm, en.FOR_MORE) else "feedback"), None
    is_idle = not (says or strong or facts.wishes or polite)
    if (
        is_idle
        and (facts.placed or facts.titles)
        and _has(norm, r"\?|\b(?:who|whos|what|whats|when|where|which|how|hows)\b")
    ):
        return "details", details_attribute(norm) or "plot"
    if facts.placed and not says and _has(norm, en.CHOOSES):
        return "chat", None
    if facts.placed and not says and not strong and not facts.free and len(norm.split()) <= 5 and not polite:
        return "details", details_attribute(norm)
    if facts.only_title:
        return ("details", "plot") if facts.spoken else ("recommend", None)
    if says and not strong and facts.placed and facts.rejected and (facts.free or _has(norm, r"^with ")):
        return "recommend", None
    if says and not strong:
        return ("feedback", None) if facts.titles or facts.placed or not polite else ("chat", None)
    if strong and not _has(norm, en.WHO, en.HELP):
        return "recommend", None
    if (facts.placed or facts.titles) and not polite and not facts.only_title and not facts.free:
        return "feedback", None
    if _is_talk(norm, facts, asks):
        return "chat", None
    is_wish = facts.free or (facts.titles and not facts.untouched)
    return ("recommend" if is_wish else "chat"), None


def _is_talk(norm: str, facts: Facts, asks: bool) -> bool:
    if _has(norm, en.WHO, en.HELP):
        return True
    strong = _has(
        norm,
        r"recommend|suggest|looking for|find|give me|show me|want|need|something|anything|mood|what (?:should"
        r"|can) (?:i|we)|surprise|bored|cheer",
    )
    if strong and not _has(norm, en.ACCEPT, r"(?:for|your|the) (?:\w+ )?(?:suggestions?|recommendations?|help)"):
        return False
    if _has(norm, en.THANKS, en.BYE, en.GREETING, en.REMARK, en.ACCEPT):
        return True
    if _has(norm, r"^(?:\w+ ){0,2}(?:absolutely|kidding|exactly|totally|yourself|nowadays)\b|^one of the best"):
        return True
    narrates = _has(
        norm,
        r"\b(?:was|were|is|are|am|im|has|had|have|ive|i|he|she|they|it|its|thats|did|do|does"
        r"|dont|will|ate|got|went)\b",
    )
    return narrates or (not asks and not facts.free)


def find_talk(norm: str) -> str:
    """For intent chat: which kind of talk it is."""
    for kind, pattern in (
        ("help", en.HELP),
        ("who", en.WHO),
        ("bye", en.BYE),
        ("thanks", en.THANKS),
        ("hello", en.GREETING),
    ):
        if re.search(pattern, norm):
            return kind
    return "remark"


def wants_more(norm: str) -> bool:
    """ "any others?", "something else": the same wish, other works."""
    sentences = [s.strip() for s in re.split(r"[.!]", norm) if s.strip()]
    return any(re.search(en.MORE, s) or _has(s, *en.GOES_ON) for s in sentences)
