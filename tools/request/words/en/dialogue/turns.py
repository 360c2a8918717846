"""What a message says in view of the messages before it: patterns over its norm form."""

from __future__ import annotations

# Orders by name: "the older one", "the shortest".
ORDERS: dict[str, str] = {
    "older": "old", "oldest": "old", "earlier": "old", "earliest": "old", "newer": "new", "newest": "new",
    "later": "new",
    "latest": "new", "shorter": "short", "shortest": "short", "longer": "long", "longest": "long",
}  # fmt: skip
_ORDER = "|".join(ORDERS)
_WORK = r"(?:ones?|films?|movies?|series|shows?|albums?|podcasts?)"

# "The older one", "the shortest of the two", "the newer of the first two".
THE_OLDER = (
    rf"(?:the|which(?: one)?(?: is| was)?(?: the)?) (?P<order>{_ORDER})(?: {_WORK}| of (?:the|these|those|them)\b"
    r"| ?[?.]*$)"
)
# Nothing but such a choice, which asks for no other works: "the newer of the first two?", "shortest one?".
CHOOSES_BY_ORDER = (
    r"^(?:(?:and|so|ok|okay|hm+|then|no|what about|whats|what is|which is|which one is"
    rf"|,) )*(?:the )?(?:{_ORDER})(?: {_WORK})?"
    r"(?: (?:of|among|from|out of) (?:the|these|those|them|your)(?: (?:first|last|other))?(?: (?:two|three|four"
    rf"|five|{_WORK}))?(?: then)? ?[?.!]*| ?\?)$"
)
# "Newer ones?", "anything older?": these ask for others, not which it is.
ASKS_FOR_OTHERS = (
    rf"^(?:and |ok |then |so )*(?:newer|older|shorter|longer|earlier|later|newest|latest)(?: {_WORK})? ?\?$"
)

# What is left of the works named together: "the other one", "the remaining two", "the rest".
OTHERS = (
    rf"\bthe (?:others?|remaining|rest)(?: (?P<number>one|two|three))?(?: {_WORK}| of (?:them|those"
    r"|these))?\b(?! (?:day|night|way|side|hand|week|time|world))"
)

# What is said of all but the places named: "all seen except the last", "only the third is new to me".
ALL_BUT = (
    r"\b(?:all|both|everything|every one|each|them)\b.*\b(?:except|but|apart from|besides|save)\b.*",
    r"\bthe (?:rest|others)\b.*(?:seen|know|watched)",
    r"(?:seen|know|watched) (?:all )?the (?:rest|others)",
    r"^only (?:the |number )?\w+ is (?:new|unknown)",
)
THE_REST = r"\bthe (?:rest|others)\b"
KNOWN = r"\b(?:seen|know|known|watched|new to me|saw)\b"

# A no to what was suggested.
NAY = r"^(?:nah|nope|no|neither|none|meh|ill pass|pass|not really|hm+ no|maybe not|no thanks)(?: \w+)? ?[.!]*$"
# A size that is wrong: beside a new limit it is the reason for that, no verdict on the work.
WRONG_SIZE = (
    r"\btoo (?:much|many|long|short|old|new|recent|modern|late|early|big|slow)\b|\b(?:a )?bit (?:much|long|old)\b"
    r"|\b\w+ (?:hours?|minutes) (?:is|are) (?:too|a bit|a lot)\b|\bthat(?:s| is) (?:\w+ )?\w+ hours\b"
)
# Turned down for good: nothing else is asked for.
HATED = r"\b(?:hate|hated|loathe|despise|rubbish|dont show)\b"

# Another work of the title named before: "no, I meant the 1995 one".
OTHER_ONE = (
    r"(?:i meant?|no,?|not that|the) .*?(?:(?P<year>(?:18|19|20)\d\d)"
    r"|(?P<age>old|older|oldest|original|first|new|newer|newest|recent|latest)) (?:one|version|film|movie)\b"
    r"|from (?P<y2>(?:19|20)\d\d) i mean"
)
OLD_ONE = frozenset(("old", "older", "first", "original", "oldest"))

# A limit moved by a number alone: "raise it to 150", "drop the bar to 7.5", "actually 110".
_NUMBER = r"(?P<number>\d{1,4}(?:[.,]\d)?|(?:two|three|four|five|six|seven|eight|nine|ten)(?: and a half| point five)?)"
MOVES = (
    r"(?P<verb>raise|lift|up|stretch|extend|increase|push|bump|move|lower|drop|cut|reduce|bring|set|make|change"
    r"|take|put|go|say|allow|call|keep|get|relax|loosen|tighten)"
    r"(?:s|ed|d)?(?: (?:it|that|this|them|(?:the|my|your) (?P<name>\w+(?: \w+)?)))?(?: (?:back |right )?(?:down"
    r"|up|out))?(?: (?:to|at|until|as far as|up to|down to))?"
    rf" {_NUMBER}(?! (?:\w+ )?(?:films?|movies?|shows?|series|albums?|ones|picks|options|more|others|suggestions"
    r"|lectures|episodes|seasons|stars?|people))\b"
)
ONLY_NUMBER = (
    r"^(?:(?:actually|ok|okay|no|sorry|well|or|then|hm+|make|it|that|rather|better|maybe|perhaps|lets|say|fine"
    r"|wait|i|mean|meant|(?:way |far )?too (?:long|much|short)|(?:a )?bit (?:long|much)|max|maximum|min"
    r"|minimum|to|up|,|-|\.) ?)*"
    r"(?P<number>\d{2,4}|\d[.,]\d)"
    r"(?: (?:then|max|maximum|tops|instead|at most|at least|is fine|is ok|is okay|will do|please|too|now"
    r"|after all|rather|or so|is enough|at the outside|at the most))* ?[.!?]*$"
)
NAMES: dict[str, str] = {
    "bar": "rating", "rating": "rating", "score": "rating", "limit": "minutes", "length": "minutes", "time": "minutes",
    "running time": "minutes", "runtime": "minutes", "time limit": "minutes", "maximum": "minutes", "max": "minutes",
    "age": "age", "age limit": "age", "age rating": "age", "year": "years", "year limit": "years",
}  # fmt: skip

# A question about works that were spoken of, and what makes it one for others.
_TAG = (
    r"(?:isnt|wasnt|arent|doesnt|hasnt|didnt|is|was|does|has|did) (?:it|he|she|they|that) ?[?.]*$|, (?:no|right"
    r"|yes|eh|correct|huh|innit) ?\??$"
)
QUESTION = (
    _TAG + r"|\?|^(?:and |but |so |ok |okay |wait |hm+ |lol |, )*(?:is|isnt|are|arent|was|wasnt|were|does|doesnt|has"
    r"|hasnt|who|whos|whose|what|whats|which|when|whens|where|wheres|how|hows|tell me|remind me)\b"
)
OTHERS_WANTED = (
    r"\b(?:recommend|suggest|looking for|anything|something|any|some|more|others|another|else|similar|find|give"
    r"|show|what about|how about|should|shall|instead|next|rather|than|want|need|same|like)\b"
    r"|\b(?:do|have|got) (?:you|u|ya)\b|\byou (?:have|got)\b|\b(?:ones?|films?|movies?|series|albums?) (?:about"
    r"|with|on|from|in|by|where|set|for)\b"
)
# "Whiplash? Nah", "the second again? Seen it": a question that the person answers.
OWN_ANSWER = (
    r"^(?:(?:oh|well|hm+|ugh|sorry|ok|,) )*(?:no(?= ?[,.!;-]| ?$| not| i\b| seen| never)|nah|nope|no thanks"
    r"|no thank you|never|pass|ill pass|hard pass|meh|eh|ew|yuck|not again|not for me|not tonight|seen|seen it"
    r"|seen that|already seen|watched|know it|knew it|had it|did it)\b"
)

# What need no longer be: "doesn't have to be British", "needn't be Miyazaki".
NEEDNT = (
    r"\b(?:(?:doesnt|does not|dont|do not|didnt|wont|not) (?:\w+ )?(?:have to|need to|needs to|need)|neednt"
    r"|need not|no need|not necessarily"
    r"|no longer (?:has|have|needs?) to)(?: \w+){0,3} ?$"
)

# From a work to what is stated of it, within a clause: "the second is like four hours", "gran torino's not a ...".
STATES = (
    r"^(?:(?!but |so |then |please |and |or |instead |without |except |than |like |with "
    r"|in )[\w.'-]+ ){1,7}?(?:is|isnt|was|wasnt|are|arent|were|s|not|has|hasnt|has got|looks|sounds|seems"
    r"|has been|counts as|runs)"
    r"(?: (?!but\b|so\b|then\b|please\b|and\b|or\b|i\b|we\b|you\b|me\b|too\b|fine\b|ok\b|great\b|good\b"
    r"|enough\b|out\b|instead\b|something\b|anything\b|any\b|only\b|without\b|except\b|more\b|other\b"
    r"|others\b|need\b|want\b)[\w.'-]+){0,6} $"
)

# What asks of "it", "both", "those": these begin such a question.
ASKS_OF_IT = (
    r"^(?:and |but |so |ok |okay |hm+ |,|oh |the \w+ ,? ?)*(?:is|are|was|were|isnt|arent|does|do|has|have|who|how"
    r"|when|where)\b.*\b(?:it|that|they|both|these|those|them|she|he)\b"
)
# A length that is a limit by what is said beside it.
LIMIT = (
    r"\b(?:limit|maximum|max|lessons? (?:is|are|takes?|lasts?)|closes? (?:after|in)|at the utmost|at the outside"
    r"|should not cross|must not exceed|have to (?:leave|go|be)|slot|break is|only (?:have|got)|not exceed)\b"
)
# The work that is taken, which asks for nothing: "high noon then", "fine. the raid. bye".
TAKEN = (
    r"^(?:(?:ok|okay|alright|right|fine|good|great|cool|perfect|well|so|yes|yeah|then|oh|sold|hm+|lets go with"
    r"|lets do|ill take|i take|we take|going with|just|,|\.) ?)*(?:xref|that one|this one)"
    r" ?(?:one )?[,.!]? ?(?:then|it is|it shall be|gladly|done|sold|bye|tonight|please then|wins|for us"
    r"|for me then)\b(?!.*\?)(?!.*\b(?:but|and|something|anything|more|not|no|with|without|also|who|how"
    r"|what)\b)"
)
ONLY_WHY = r"^(?:and |but |so )?(?:why|how come)(?: that| this| that one| it)? ?[?.!]*$"
# Turned down after a question: "it's PG-13, so no", "then no".
SO_NO = (
    r"(?:^|[,.;] ?|\b)(?:so|then|in that case) (?:rather |better )?(?:no|nope|nah|not)(?: thanks| thank you| then"
    r"| that one| that)? ?(?:[,.!]|$)"
)

# A change of what stands, however short: "make it series", "k. make it 100 mins then".
MAKE_IT = r"\b(?:make (?:it|that|them)|change (?:it|that|this) to|switch (?:it )?to|turn it into|make (?:it|that) a)\b"
# Allowed again: "put it back", "bring back the second".
PUT_BACK = (
    r"\b(?:put|bring|take|add|let|have) (?:it|that|that one|them|the \w+(?: one)?|xref) back\b|\bback (?:in"
    r"|on the list|on it)\b|\bbring back (?:it|that|the \w+)\b"
)
BOTH = r"\b(?:both|neither|either|the two|those two|these two)\b(?! films| movies)"
NEITHER = (
    r"^(?:(?:no|nah|nope|hm+|ugh|sorry|thanks|well|meh|,|\.) ?)*(?:neither|none of (?:them|those"
    r"|these))(?: of (?:them|those|these))?(?: (?:please|thanks|appeals?|sounds? (?:good|right|like me)|for me"
    r"|will do|really))* ?(?:[,.!;-]|$)"
)
# A number that only speaks of how many were shown: "only one?", "two of those are sequels".
HOW_MANY_SHOWN = (
    r"^(?:(?:ouch|oh|hm+|ugh|lol|wow|what|ok|,) ?)*only (?:the )?(?:one|two|three|\d)(?: of (?:them|those"
    r"|these))? ?[?.!,]|\b(?:one|two|three|four|\d) of (?:those|these|them) (?:is|are|was|were|isnt|arent)\b"
    r"|\bonly (?:one|two) with\b"
)
# A clause that asks.
ASKS = (
    r"^(?:(?:and|but|so|ok|oh|then|hm+|well) )*(?:why|what|whats|who|whos|how|hows|when|where|which|is|isnt|was"
    r"|are|does|do|did|has|have|can|will|would|tell me)\b"
)
# A sentence with a subject of its own speaks of no work: "fiction is not for me".
OWN_SUBJECT = (
    r"(?:^|[.!?] )(?:(?:hm+|well|ok|okay|oh|and|but|no|,) )*(?!it\b|its\b|that\b|thats\b|this\b|they\b|those\b"
    r"|these\b|he\b|she\b|both\b|all\b|which\b|one\b|there\b|i\b|we\b|you\b|is\b|are\b|was\b|what\b|who\b"
    r"|how\b|neither\b|none\b|either\b)"
    r"[a-z]+ (?:is|are|isnt|arent) "
)
