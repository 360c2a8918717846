"""Numbers, lengths, years, ratings and ages in English: fragments of regular expressions over norm text."""

from __future__ import annotations

NUMBER_WORDS: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "forty five": 45,
    "fifty": 50, "sixty": 60, "seventy": 70, "seventy five": 75, "eighty": 80, "ninety": 90, "a hundred": 100,
    "one hundred": 100, "hundred": 100, "a hundred and twenty": 120, "a couple of": 2, "a couple": 2, "couple of": 2,
    "dozen": 12, "a dozen": 12, "half a dozen": 6, "a pair of": 2,
}  # fmt: skip

_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_UNITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
NUMBER_WORDS |= {f"{ten} {unit}": t + u for ten, t in _TENS.items() for unit, u in _UNITS.items()}
NUMBER_WORDS |= {
    f"{h} and {word}": 100 + n
    for h in ("a hundred", "one hundred", "hundred")
    for word, n in ({"five": 5, "ten": 10, "fifteen": 15} | _TENS).items()
}
YEAR_WORDS: dict[str, int] = {
    f"twenty {word}": 2000 + n
    for word, n in (
        {
            "ten": 10,
            "eleven": 11,
            "twelve": 12,
            "thirteen": 13,
            "fourteen": 14,
            "fifteen": 15,
            "sixteen": 16,
            "seventeen": 17,
            "eighteen": 18,
            "nineteen": 19,
            "twenty": 20,
        }
        | {f"twenty {u}": 20 + n for u, n in _UNITS.items()}
    ).items()
}

YEAR_WORDS |= {
    f"nineteen {ten}{unit}": 1900 + t + u
    for ten, t in _TENS.items()
    for unit, u in ({"": 0} | {f" {w}": n for w, n in _UNITS.items()}).items()
}
# "From before the war": the last one that all remember.
THE_WAR, WAR_YEARS = (
    r"the (?:second world |2nd world )?war(?= ?[.,!?;]| ?$| please| and| but| or| though)",
    (1939, 1945),
)

HOUR, MINUTE = r"(?:hours?|hrs?|h)", r"(?:minutes?|mins?|minuets?|min)"

# What stands before or after a length, a year or a rating, and which bound it then is.
LESS = (
    r"under|below|less than|fewer than|at most|at the most|no more than|not more than|no longer than|not longer than"
    r"|shorter than|not over|no over|not above|nothing over|nothing above|nothing past|nothing longer than"
    r"|nothing more than"
    r"|nothing exceeding|nowt over|not cross|dont cross|should not cross|shouldnt cross|within|up to|upto|max"
    r"|max \.|max of|maximum|maximum of|a max of|a maximum of|inside|<|< =|sub|not exceeding"
    r"|capped at|cap it at|cap at|keep it to|keep it at|keep it under|isnt over|arent over|isnt longer than"
    r"|arent longer than"
    r"|isnt more than|is not longer than|is not over|wont take more than|wont take longer than|doesnt take more than"
    r"|doesnt run over|doesnt exceed|dont exceed|doesnt go over|doesnt go past|not go over|limit of|limit is|limited to"
    r"|dont want anything over|dont want anything longer than|less then|no longer then|shorter then|not longer then"
    r"|no more then|never over|never longer than|dont want longer than|dont want more than|done in|over in"
    r"|watch in|listen to in|finish in|hear in|see in|fits in|fit in"
    r"|fits into|fit into|squeeze into|fill"
)
MORE = (
    r"over|more than|longer than|at least|above|no less than|not less than|no shorter than|not shorter than|not under"
    r"|nothing under|nothing below|nothing shorter than|nothing less than|minimum|minimum of|a minimum of|min|>"
    r"|> =|exceeding"
    r"|upwards of|longer then|more then|isnt under|isnt shorter than|not below|beyond|past"
)
OR_LESS = (
    r"or less|or under|at the outside|at a push|at the very most|at the very latest|or shorter|or below"
    r"|or fewer|max|maximum|at most|tops|at the most|at max|and under|and below"
    r"|or lower|limit|top"
)
OR_MORE = (
    r"or more|or longer|or above|or over|\+|plus|minimum|at least|and up|and above|and over|or higher|or up"
    r"|or better"
)
HAVE = (
    r"(?:only |just )?(?:have|got|ive got|ive|have got|i have) (?:only |just |about |around |maybe |like "
    r"|roughly |exactly )*"
    r"|spare |free for |time for "
)

BEFORE = (
    r"before|pre|prior to|older than|earlier than|older then|made before|released before|from before"
    r"|came out before"
)
AFTER = r"after|post|newer than|later than|newer then|more recent than|released after|from after|came out after|past"
SINCE = (
    r"(?:no|not|nothing|none|never|avoid|without|dont want|isnt|arent)(?: \w+){0,3}? (?:before|older than"
    r"|earlier than|pre|prior to)|"
    r"since|starting from|starting in|no older than|not older than|no earlier than|not before|nothing before"
    r"|nothing from before|nothing older than|nothing earlier than|nothing pre|no sooner than|isnt older than"
    r"|arent older than|nothing made before|nothing released before|not from before|not pre|no pre"
    r"|dont want anything before"
    r"|dont want anything older than|anything since|as far back as|at least from|not made before|not earlier than"
    r"|nothing that came out before|nothing thats older than|at least|no films before|no movies before|none before"
    r"|no films from before|no movies from before|no films older than|no movies older than|from at least"
)
UNTIL = (
    r"(?:no|not|nothing|none|never|avoid|without|dont want|isnt|arent)(?: \w+){0,3}? (?:after|newer than"
    r"|later than|post|more recent than|past)|"
    r"until|till|up to|upto|by|through|no later than|no newer than|not newer than|not after|nothing after"
    r"|nothing newer than"
    r"|nothing later than|nothing more recent than|nothing past|nothing post|nothing since|at the latest"
    r"|not later than|not post"
    r"|nothing made after|nothing from after|nothing released after|dont want anything after"
    r"|dont want anything newer than"
    r"|no films after|no movies after|none after|ending in|not past|not made after"
)
OR_NEWER = (
    r"or newer|or more new|or later|or after|or above|or more recent|or up|or onwards?|and newer|and later"
    r"|and up|and after|and onwards?"
    r"|and on|onwards?|on|forward|upwards?|\+|and more recent|and beyond|and forward|to now|to today"
    r"|to the present|to present|till now|until now"
)
OR_OLDER = (
    r"or older|or earlier|or before|or prior|and older|and earlier|and before|and prior|at the latest|or below"
    r"|and back"
)

DECADE_WORDS: dict[str, int] = {
    "twenties": 1920, "roaring twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "eightys": 1980, "nineties": 1990, "ninetys": 1990, "ninties": 1990,
    "noughties": 2000, "naughties": 2000, "aughts": 2000, "two thousands": 2000, "two thousand tens": 2010,
    "twenty tens": 2010,
}  # fmt: skip

# Certificates as ages. "R" is named only to be ruled out or with "rated".
CERTIFICATES: dict[str, int] = {
    "g": 0, "u": 0, "pg": 8, "pg 13": 13, "pg13": 13, "12a": 12, "12": 12, "15": 15, "18": 18, "r": 17, "nc 17": 18,
    "nc17": 18, "tv y": 0, "tv g": 0, "tv pg": 8, "tv 14": 14, "tv ma": 17, "fsk 6": 6, "fsk 12": 12, "fsk 16": 16,
    "x": 18, "6": 6, "7": 7, "16": 16,
}  # fmt: skip

CHILD = (
    r"(?:kids?|kiddos?|child|children|sons?|daughters?|nephews?|nieces?|boys?|girls?|youngest|smallest"
    r"|little sisters?|little brothers?|grandkids|grandchild|grandchildren|grandson|godson|goddaughter|stepson"
    r"|stepdaughter|granddaughter|toddlers?|brother|sister|teens?|teenagers?|students?|pupils?|class|twins?"
    r"|audience|little one)"
)
TEEN_WORDS = "four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
# After a noun that they limit: "no course longer than ten hours".
LIMITING = frozenset("longer over above shorter under below older newer lasting exceeding".split())
COUNT_WORDS = frozenset("one two three four five six seven eight nine ten".split())
# A sentence of these and a number asks for so many.
COUNT_FILLERS = frozenset(
    "just only please pls ok okay then make it will do gimme give me another in total need i maybe show is"
    " enough the best top list not so many want more"
    " others other up to id a single or now instead tonight would be fine lets say yep yes yeah sure lol"
    " well".split()
)
COUNTED = (
    r"(?:more|others?|suggestions?|recommendations?|recs?|picks?|options?|ideas?|titles?|choices?|ones|of them"
    r"|of em|of those|of these"
    r"|alternatives?|possibilities|candidates|results|works|items|hits)"
)
# Between a number and what it counts: adjectives, genres, nationalities.
NOT_BEFORE_COUNT = frozenset(
    "these those the first last that this both other number part chapter season episode volume vol of my top2"
    " our his her"
    " over under than least most past".split()
)
