"""With whom somebody looks for a work: "for Ann, Bob and me", "with Ann tonight", "without Bob's horror", "just me"."""

from __future__ import annotations

# Regular expressions over the text as it was said.
OPENS = r"\b(?:(?:just|only) )?(?:(?P<for>for)|with|plus) (?:both )?"
HEADS = r"(?:^|(?<=[.!?;,\n]))\s*"  # "Ann and I want a comedy"
JOINS = r"\s*,\s*(?:(?:and|&|plus)\s+)?|\s+(?:and|plus)\s+|\s*[&+]\s*"
SELF = r"(?:me|us|myself|i)\b(?!['’])"
# What may follow the last name; anything else belongs to a longer name or another thought ("for Tom Hanks fans").
ENDS = (
    r"\s*(?:$|[.,;:!?()\n–—-]|(?:and|or|but|without|under|over|tonight|today|tomorrow|now|this|that|who|which|please|to"
    r"|we|i|on|at|from|not|no|nothing|something|anything|a|an|the|too|also|as well|together|instead|before|after|less"
    r"|more|then|again|in(?! it\b| the\b)|want|wants|need|would|like|are|if|when|where|because|of|long|short)\b)"
)
ALONE = r"\b(?:just|only) (?:for )?(?:me|myself)\b|\b(?:on my own|by myself|for me alone|me alone)\b"
OWNED = r"\b(?P<not>without|no|not|none of|minus|skip|leave out|nothing of)\s+(?P<name>[\w.-]*\w)['’]s?\s+(?=\w)"
LEAVES = r"\b(?:without|minus|except|but not)\s+(?P<name>[\w.-]*\w)(?=" + ENDS + ")"
TOO = r"\b(?:too|also|as well|plus|add)\b"
FILLERS = frozenset(
    "too also as well please tonight now today then and ok okay but what about how instead together actually just only"
    " same the again make it this time so or yes no make".split()
)
ANYTHING = "something for me"  # what is left to ask where nothing but the company was named
