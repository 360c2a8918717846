"""Words that point at something spoken of before: ordinals, pronouns, "that director", and what is said of it."""

from __future__ import annotations

ORDINALS: dict[str, int] = {
    "first": 1, "1st": 1, "frist": 1, "fist": 1, "second": 2, "2nd": 2, "secnd": 2, "third": 3, "3rd": 3, "thrid": 3,
    "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "7th": 7, "eighth": 8, "8th": 8, "ninth": 9, "9th": 9,
    "tenth": 10,
    "10th": 10, "last": -1, "final": -1, "middle": 2,
}  # fmt: skip
# "the first two", "the last three": how many.
SPANS: dict[str, int] = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "couple": 2, "pair": 2}
# After an ordinal that is no place in a list.
NOT_AFTER_ORDINAL = (
    r"time|times|night|week|weekend|month|year|years|decade|century|half|season|seasons|thoughts?|of all|person"
    r"|thing|day|days|class|evening|summer|winter"
    r"|world war|date|hand|minute|movie i|film i|movie we|film we|movie you|album i|show i|series i|podcast i"
    r"|name|name|act|wave|grade|born|watched|saw|part|chapter|episode|movie that i|film that i|few|century"
    r"|\d+ years"
)
NOT_BEFORE_ORDINAL = r"at|every|each|my|your|his|her|our|their|a|one|since|for the|this|when i|i"

# "That" alone, not "that director".
_THAT = (
    r"(?:that|this|dat)(?= ?[.,!?;:]| ?$| (?:is|was|isnt|wasnt|were|too|again|already|and|but|so|then|please"
    r"|before|either|also|looks|sounds|in|at|on"
    r"|with|twice|once|i|we|yet|off|out|away|has|had|to|ive|weve|or|for|from|when|last|as|back)\b)"
)
PRONOUN = (
    r"(?:it|that one|this one|that movie|that film|that show|that series|that album|this movie|this film|that"
    r"|this|dat|the movie|the film|that thing)"
)
PLURAL = (
    r"(?:em all|em both|them all|em|all (?:of )?(?:them|these|those|three|two|four|five)|all of it|them all"
    r"|them both|both of (?:them|those|these)|both|them|those|these|those two|these two|either of (?:them|those)"
    r"|all)"
)
ANY = rf"(?:{PLURAL}|{PRONOUN})"
# What stands for works in a sentence that says something of them.
IT = (
    r"(?:all (?:of )?(?:them|these|those|three|two|four|five)|(?:them|em) (?:all|both)|both of (?:them|those"
    r"|these)|both|them|those|these|em"
    r"|(?<!in )(?<!about )it|that one|this one|(?:that|this|the) (?:movie|film|show|series|album|podcast"
    rf"|thing)(?! (?:with|about|where|by|from|i|that|of))|{_THAT})"
)

# "more like that", "similar to it".
LIKE_IT = (
    r"(?:(?<!thats )(?<!that is )more|something|anything|movies?|films?|stuff|things?|ones?|shows?|series|else"
        rf"|exactly|just|much|kind of|sort of|smth|songs?|albums?|podcasts?) (?:\w+ )?like (?:the )?{ANY}(?: one"
        r"| ones)?(?! (?:one )?(?:with|about|from|director|actor))",
    r"(?:^|[.?!,] ?)like (?:that|this|it)\b",
    r"(?:similar to|in the vein of|along the lines of|kind of|same as|close to|reminiscent of"
        rf"|more of) (?:the )?{ANY}(?: one| ones)?(?! (?:one )?(?:with|about|from|director|actor))",
        r"more of (?:that|the same|this|those)", r"of that kind",
    r"more like dat", r"similar (?:ones?|movies?|films?|stuff|things?|shows?|to it)(?= ?[.!,?]| ?$| please| but"
        r"| from| with| in)", r"anything similar", r"something similar", r"similar(?= ?[.!,?]| ?$)", r"like those two",
)  # fmt: skip
WHOLE_LIST = (
    r"(?:which|what|any|one|some|none) of (?:these|those|them|the (?:two|three|four|five))",
    r"(?:compare|between) (?:them|these|those|the two|both)",
    r"\bthem\b",
    r"\bthese\b(?! days)",
    r"\bthose\b",
    r"do they",
    r"are they",
    r"\bboth\b",
    r"each of",
    r"all three",
    r"the two\b",
    r"either of",
)

COMPARATIVES: dict[str, str] = {
    "shorter": "short", "less long": "short", "quicker": "short", "longer": "long", "newer": "new",
    "more recent": "new",
    "younger": "new", "later": "new", "older": "old", "earlier": "old",
}  # fmt: skip

# "Shorter than the first", "nothing longer than that one".
_COMPARATIVE = "|".join(COMPARATIVES)
RELATIVE = (
    rf"(?<!\w)(?P<word>{_COMPARATIVE}) (?:ones? |films? |movies? |stuff |series |albums? |shows? )?(?:than|then)"
    r" (?!\d{3,4}|\d+ (?:min|hour|h\b)|an? hour|two hours)"
)
NO_MORE = r"(?:no|not|nothing|none) (?:any |be |much )?$"  # before it: a bound, not an order
IS_ASKED = r"\b(?:is|was|are|isnt) (?:it|that|this|the \w+|xtitle|\w+)(?: \w+)? $"  # "is it longer than Vertigo?"
POINTED = rf"(?:the |your |that )?(?:{'|'.join(ORDINALS)}|\d\b|number|it\b|that\b|this\b|those|these|them|one)"
