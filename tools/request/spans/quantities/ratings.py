"""Ratings, and the ages of those who watch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tools.request.spans.quantities.atoms import (
    WORD_NUMBERS,
    compiled,
    mention_of,
    number_of,
)
from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en import numbers as en

_SCALE = r"(?: ?(?P<unit>stars?|/ 10|out of 10|/ 5|out of 5|/ 100|%|points))?"
_VALUE = rf"(?P<n>\d(?:[.,]\d)?|10|\d\d|one|two|three|four|five|six|seven|eight|nine){_SCALE}"
_AT_LEAST = (
    r"at least|above|over|higher than|better than|more than|of at least|minimum|minimum of|min|>|> =|no less than"
    r"|not less than|not below|nothing below|nothing under|north of|upwards of|a minimum of"
)
_RATED = (
    r"(?:rated|ratings?|scores?|scored|scoring|imdb|imdb rating|imdb score|stars)(?: (?:is|are|of|on imdb|imdb|a"
    r"|be|should be|has to be|must be|by people))*"
)
_HERE = r"(?: (?:on imdb|imdb|rating|ratings|rated|score|on average|on tmdb|average))"
_RATINGS = (
    r"nothing (?:below|under) (?:a |an )(?P<n>[5-9]|five|six|seven|eight|nine)(?! (?:minute|hour|year|day))",
    r"nothing (?:below|under) (?P<n>[5-9](?:[.,]\d)?|five|six|seven|eight|nine)(?= ?[.,!?;]| ?$)",
    rf"(?:{_AT_LEAST}) (?P<n>\d\d) ?(?P<unit>%)",
    rf"(?:not|never|no|nothing|dont|without|none|skip|avoid)\b.{{0,40}}?\b(?:rated|rating|scored) (?:below|under"
        rf"|less than|lower than|worse than) {_VALUE}",
    rf"(?P<n>\d(?:[.,]\d)?|four|three) ?(?P<unit>out of 5|out of five|/ 5) stars?(?: (?:{en.OR_MORE}))?",
    rf"{_RATED} (?:{_AT_LEAST}) (?:a |an )?{_VALUE}",
    rf"{_RATED} (?:a |an )?{_VALUE} ?(?:{en.OR_MORE})",
    rf"(?:{_AT_LEAST}) (?:a |an )?{_VALUE}{_HERE}",
    rf"(?:{_AT_LEAST}) (?:a |an )?(?P<n>\d(?:[.,]\d)?|one|two|three|four|five|six|seven|eight"
        r"|nine) ?(?P<unit>stars?|/ 10|out of 10|/ 5|out of 5)",
    rf"{_VALUE} ?(?:{en.OR_MORE}){_HERE}",
    r"(?P<n>\d(?:[.,]\d)?|one|two|three|four|five|six|seven|eight|nine) ?(?P<unit>stars?) ?(?:or more|or better"
        r"|and up|\+|or above|plus|minimum|or higher|and above)",
    rf"(?P<n>\d(?:[.,]\d)?) ?(?P<unit>/ 10|out of 10|/ 5|out of 5) ?(?:{en.OR_MORE})",
    r"rated (?:a |an )?(?P<n>\d(?:[.,]\d)?) ?(?P<unit>stars?|/ 10|out of 10|\+)?(?! \+? ?(?:or less|or below|year))",
    rf"(?:{_AT_LEAST}) (?P<n>[4-9][.,]\d)(?! ?(?:hours?|hrs?|h|min))",
    r"(?<![\w.])(?P<n>[5-9](?:[.,]\d)?) ?(?P<unit>\+)(?= |$)(?! (?:year|kids))",
)  # fmt: skip


def find_ratings(text: Text) -> Iterator[Mention]:
    for pattern in _RATINGS:
        for match in compiled(rf"(?<![\w.]){pattern}(?!\w|[.]\d)").finditer(text.norm):
            groups = match.groupdict()
            value, unit = number_of(match["n"]), groups.get("unit") or ""
            if "star" in unit or unit.endswith("5") or (unit.startswith("out of 5")):
                value = 2 * value if value <= 5 else value
            if 10 < value <= 18 and not unit:
                continue
            value = value / 10 if value > 10 else value
            yield mention_of(text, "rating", (value, None), *match.span())


_ENOUGH = re.compile(
    r"(?<![\w.])(?P<n>\d(?:\.\d)?|five|six|seven|eight|nine)(?P<half> and a half)? (?:is|would be"
    r"|will be) (?:enough|fine|ok|okay|plenty|good enough)"
)


def find_enough(text: Text) -> Iterator[Mention]:
    """ "7 and a half is enough": a new value for the rating that stands, if one does."""
    for match in _ENOUGH.finditer(text.norm):
        value = number_of(match["n"]) + (0.5 if match["half"] else 0)
        yield replace(
            mention_of(
                text, "rating", (None, None), match.start(), match.end("half") if match["half"] else match.end("n")
            ),
            mode="allow",
            bare=value,
        )


_CERTIFICATE = "|".join(sorted((c for c in en.CERTIFICATES if not c.isdigit()), key=len, reverse=True))
_AGES = (
    r"(?:for|with|by|and) (?:(?:my|a|an|our|the|his|her|their|some|two|three|twin"
        rf"|little) )*(?P<n>\d\d?(?:\.\d)?|{WORD_NUMBERS}) (?:and (?P<m>\d\d?) )?(?:years?|yrs?|yr) olds?",
    rf"(?P<n>\d\d?|{WORD_NUMBERS}) (?:years?|yrs?|yr) old (?:\w+ )?{en.CHILD}",
    rf"{en.CHILD} (?:(?:is|are|who|turns?|turned|turning|just|about to|will be|only|aged?|ages|of|who is|who are"
        r"|whos|thats|,) ?)*(?:age )?(?P<n>\d\d?)(?: (?:and|to|-|or) (?P<m>\d\d?))?(?: (?:years?"
        r"|yrs?)(?: olds?)?)?(?! minutes?| mins?| hours?| min)",
    rf"{en.CHILD} (?:is|are|turns?|turned|just turned|is only|aged|of) (?P<n>{WORD_NUMBERS})(?! (?:of|movies?"
        r"|films?|hours?|minutes?|more|other))",
    rf"{en.CHILD} \( (?:aged? )?(?P<n>\d\d?)(?: (?:and|,) (?P<m>\d\d?)(?: (?:and|,"
        r"|, and) \d\d?)*)? (?:years old |yrs |yo )?\)",
    r"(?:nothing|not|no|none) (?:above|over|beyond|higher than|stronger than|rated above|rated over"
        r"|more than) (?:a |an )?(?P<n>12a?|15|16|18|1[0-7]|[5-9])(?: certificate| rating| rated)",
    r"(?P<n>\d\d?)(?: and (?P<m>\d\d?))? ?(?:yo|y o|yrs old|year olds?|yr olds?)",
    rf"{en.CHILD} (?:under|below|up to|younger than) (?:age |the age of )?(?P<n>\d\d?)",
    r"(?:suitable|ok|okay|appropriate|fine|safe|good|right) for (?:a |an |ages? |kids (?:of|aged) "
        r"|someone )*(?P<n>\d\d?)(?! minutes| mins| hours)",
    r"(?:age rating|age limit|age|certificate|rating|fsk)(?: \w+)? (?:of|under|up to|below|at most|max|maximum"
        r"|no higher than|is|no more than|<|< =) ?(?:at most )?(?P<n>\d\d?)(?! /|\.| stars)",
    r"(?:theyre|they are|shes|hes|she is|he is|who is|who are) (?:only |just )?(?P<n>[2-9]"
        r"|1[0-7])(?: and (?P<m>\d\d?))?(?! minutes| mins| hours| films| stars| out| /| of)",
    r"(?:theyre|they are|shes|hes|she is|he is|who is|who are|being) (?:only |just |now )?(?P<n>two|three|four"
        rf"|five|six|seven|eight|nine|ten|eleven|twelve)(?: and (?P<m>\d\d?|{WORD_NUMBERS}))?(?= ?[.,;!]| ?$"
        r"| years| and | so | but | who )",
    r"(?:under|for under|for the under) (?P<n>\d\d?)s\b",
    rf"(?:i am|im|weare|we are) (?:only |just )?(?P<n>[4-9]|1[0-7]|{en.TEEN_WORDS})(?: years old)?(?= ?[.,;!]"
        r"| ?$| and i (?:want|need|like)| so )",
    rf"{en.CHILD} \( ?(?:aged? )?(?P<n>\d\d?) ?(?:,|and|-|to) ?(?P<m>\d\d?)(?: years old| yo)? ?\)",
    r"(?:certified|certificate|rated|cert) (?P<n>[4-9]|1[0-8]) (?:or|and) (?:lower|under|below|younger|less|milder)",
    r"aged (?P<n>\d\d?)(?! (?:minutes|hours))",
    r"(?:nothing|not|no|none) rated (?:higher than|above|over|more than) (?P<n>1[0-8])(?! /)",
    r"ages? (?P<n>\d\d?)(?: (?:and|or) (?:under|below|younger)| to \d\d?)?",
    r"(?P<n>\d\d?) (?:and|or) (?:under|younger)",
    r"(?:not|nothing|no|never|cant be|isnt|nothing rated|not rated|no higher than|nothing above|nothing over"
        r"|at most|max|up to|under|below|nothing stronger than) (?:above |over |rated |more than "
        r"|higher than )?(?P<n>12a?|15|16|18)(?: certificate| rated| rating| \+)(?! minutes)",
)  # fmt: skip
_NO_R = (
    r"(?:not|no|nothing|never|cant be|isnt|arent|without|shouldnt be|dont want(?: \w+)?|avoid|must not be|not be"
    r"|than|below|under|lower than) (?:an? )?(?:anything )?(?:rated )?(?P<n>r|18|nc 17|nc17|x)(?: rated| rating)?"
)
_RATED_AS = (
    r"(?:rated (?:at most )?|no more than |at most |max(?:imum)? |nothing (?:above|over|beyond|past|stronger than"
    r"|higher than) |not (?:above|over) |up to |no higher than |no worse than "
    rf"|keep it )?(?P<n>{_CERTIFICATE})(?: rated| rating| certificate| or (?:lower|under|below|less|milder)| max"
    r"| at most| and (?:under|below))*"
)


def find_ages(text: Text) -> Iterator[Mention]:
    for pattern in _AGES:
        for match in compiled(rf"(?<![\w.]){pattern}(?!\w|[.]\d)").finditer(text.norm):
            groups = match.groupdict()
            years = [_age(groups[g]) for g in ("n", "m") if groups.get(g)]
            if 0 < min(years) <= 18:
                yield mention_of(text, "age", (None, min(years)), *match.span())
    for match in compiled(rf"(?<!\w){_NO_R}(?!\w)").finditer(text.norm):
        if "rated" in match.group() or "rating" in match.group() or match["n"].startswith("nc"):
            yield mention_of(text, "age", (None, en.CERTIFICATES[match["n"]] - 1), *match.span())
    for match in compiled(rf"(?<!\w){_RATED_AS}(?!\w)").finditer(text.norm):
        if _is_certificate(text, match):
            yield mention_of(text, "age", (None, en.CERTIFICATES[match["n"]]), *match.span())


def _age(word: str) -> int:
    return 12 if word == "12a" else int(number_of(word))


def _is_certificate(text: Text, match: re.Match[str]) -> bool:
    """A lone letter needs "rated" beside it; PG and PG-13 stand alone."""
    return (
        len(match["n"]) > 1 or "rated" in match.group() or "rating" in match.group() or "certificate" in match.group()
    )
