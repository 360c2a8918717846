"""What a message says in view of the messages before it: patterns over its norm form."""

from __future__ import annotations

# Orders by name: "the older one", "the shortest".
ORDERS: dict[str, str] = {
    "older": "old", "oldest": "old", "earlier": "old", "earliest": "old", "newer": "new", "newest": "new", "later": "new",
    "latest": "new", "shorter": "short", "shortest": "short", "longer": "long", "longest": "long",
}  # fmt: skip
_ORDER = "|".join(ORDERS)
_WORK = r"(?:ones?|films?|movies?|series|shows?|albums?|podcasts?)"

# "The older one", "the shortest of the two".
THE_OLDER = rf"the (?P<order>{_ORDER}) (?:{_WORK}|of the two|of these|of those|of them)\b"

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
# Turned down for good: nothing else is asked for.
HATED = r"\b(?:hate|hated|loathe|despise|rubbish|dont show)\b"

# Another work of the title named before: "no, I meant the 1995 one".
OTHER_ONE = (
    r"(?:i meant?|no,?|not that|the) .*?(?:(?P<year>(?:18|19|20)\d\d)"
    r"|(?P<age>old|older|oldest|original|first|new|newer|newest|recent|latest)) (?:one|version|film|movie)\b"
    r"|from (?P<y2>(?:19|20)\d\d) i mean"
)
OLD_ONE = frozenset(("old", "older", "first", "original", "oldest"))

# People.
NOT_THEM = r"\b(?:not|skip|without|no more|avoid|drop) (?:him|her|them)\b"
WITHOUT_THEM = r"\b(?:without|not|no|no more|minus) (?:with |by )?(?:him|her|them)\b"
BY_BOTH = r"\b(?:with|by|from|starring) (?:both|the two|both of) ?(?:of )?(?:them)?\b"
BOTH_OF_THEM = r"\bboth of them\b|\bwith both\b"
