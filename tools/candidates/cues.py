"""Words of a wish that say which sense it speaks to: how it looks, how it sounds, or a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LOOK = re.compile(
    r"\b(?:looks?|looking|visual(?:s|ly)?|black (?:and|&) white|monochrome|sepia|colou?r(?:s|ful|less)?"
    r"|(?:brightly|darkly|dimly|well) lit|pictures?|images?|imagery|cinematography|(?:hand )?drawn"
    r"|cartoons?|animat(?:ed|ions?)|live action|(?:grey|gray) (?:tones?|pictures?)"
    r"|(?:quickly|fast|rapidly) cut|quick cuts|long (?:takes|shots)|wide ?screen)\b",
    re.IGNORECASE,
)
_SOUND = re.compile(
    r"\b(?:sounds?|sounding|soundtrack|loud(?:er)?|noisy|silent|wordless|tempo|beats?|bpm|rhythm(?:ic)?|waltz(?:es)?|melod(?:y|ies|ic)"
    r"|(?:major|minor) key|instrumental|acoustic|bass|drums?|percussion|piano|guitars?|violins?|strings|flutes?|choir"
    r"|singing|vocals?|orchestra(?:l)?|synth(?:s|esi[sz]ers?)?|music|songs?|tunes?)\b",
    re.IGNORECASE,
)
_LEAD = r"^(?:(?:jump|go|skip|start(?: it)?|show|play|find)(?: me)?(?: straight)?(?: to| at| from)? )?"
_WHERE = r"(?: (?:in|of) (?:the|a|that) \w+)? (?:where|when|in which|about|on|that (?:talks?|speaks?|tells?|is))\b"
_SAID = (
    r"(?: (?:they|she|he|it|someone|somebody|people|we))?"
    r"(?: (?:talks?|speaks?|tells?|says?|discuss(?:es)?)\b)?(?: about| of| that)?"
)
_PART = re.compile(
    rf"{_LEAD}(?:the |that |a |one )?(?:\w+ )?(?:part|moment|scene|bit|place|point|passage|chapter)s?{_WHERE}{_SAID}"
    r"(?=\s|$)\s*",
    re.IGNORECASE,
)
# "the recording where someone says ...", "where she reads ...", "the clip with '...'".
_QUOTED = re.compile(
    rf"{_LEAD}(?:(?:the |that |a |one )?(?:\w+ )?"
    r"(?:recording|clip|second|minute|line|quote|verse|sentence|song|track|speech|talk|lecture|video|file|one)s? "
    r"(?:where|when|in which|that|who)|where)(?: (?:does|do|did))?"
    r"(?: (?:they|she|he|it|someone|somebody|anyone|anybody|people|we|you|the \w+))?"
    r" (?:says?|reads?|talks?|tells?|speaks?|sings?|mentions?|goes|discuss(?:es)?|explains?)"
    r"(?: about| of| that)?(?=\W)\s*",
    re.IGNORECASE,
)
_MARKS = '"\u201c\u201d\u00ab\u00bb'
_IN_MARKS = re.compile(
    rf"^[^{_MARKS}]*\b(?:says?|reads?|find|play|where|with|line|part|recording|clip|song)s? ?[{_MARKS}]"
    rf"(?P<words>[^{_MARKS}]{{6,}})[{_MARKS}]\W*$",
    re.IGNORECASE,
)
_LIKENESS = re.compile(
    r"\b(?:that |which )?(?:looks?|sounds?|looking|sounding)(?: just| exactly| a bit)?(?: like)?\b", re.IGNORECASE
)
# What is left of a wish that names a sense alone: no subject at all.
_EMPTY = re.compile(
    r"(?:(?:something|anything|one|ones|an?|the|that|which|it|this|is|are|like|just|more|some|film|movie|music)\b\s*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cues:
    """`text`: the wish without the words that only say where to look for it; "" where nothing else is said."""

    text: str
    looks: bool = False
    sounds: bool = False
    part: bool = False


def _part(theme: str) -> str | None:
    """What a part is sought by; None where none is."""
    if found := _IN_MARKS.match(theme):
        return found["words"]
    lead = _PART.match(theme) or _QUOTED.match(theme)
    return theme[lead.end() :].strip(f" ?{_MARKS}") if lead else None


def read_cues(theme: str) -> Cues:
    """ "the part where she talks about the sea" -> part, "the sea"; "sounds like rain" -> sounds, "rain"."""
    plain = theme.replace("-", " ")
    part = _part(plain)
    left = part if part is not None else _LIKENESS.sub(" ", theme)
    left = " ".join(left.split()).strip(" ,;") if part is not None or left != theme else theme
    return Cues(
        "" if left != theme and _EMPTY.fullmatch(left) else left,
        looks=_LOOK.search(plain) is not None,
        sounds=_SOUND.search(plain) is not None,
        part=part is not None,
    )
