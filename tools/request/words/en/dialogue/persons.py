"""People pointed at, and what is said of them: patterns over the norm form of a message."""

from __future__ import annotations

_CRAFT = (
    r"(?:directors?|filmmakers?|creators?|makers?|showrunners?|artists?|bands?|composers?|singers?|musicians?"
    r"|authors?|writers?|hosts?|pianists?|teachers?"
    r"|lecturers?|professors?|speakers?|narrators?|presenters?|comedians?|groups?|rappers?)"
)
_PLAYER = (
    r"(?:actors?|actress|actresses|stars?|guys?|ladys?|lady|woman|man|lead|leads|cast|dudes?|lads?|blokes?|bloke"
    r"|people|person|couple|duo|pair)"
)
_THEM = (
    r"(?:him|her|them|(?:that|this|the same) (?:guy|man|woman|lady|bloke|actor|actress|director|singer|artist|person))"
)
_MADE = r"(?:made|did|directed|wrote|created|composed|recorded|sang|does|makes)"

# Who: the maker of a work, who plays in it, or anybody spoken of last.
DIRECTOR = (
    rf"(?:that|the|this|these|those|same|his|her|its|their) (?:same |very )?{_CRAFT}\b(?! (?:does|do|doesnt|dont"
    r"|is|isnt|are|arent) (?:not )?(?:matter|important))"
    r"|(?:by|from) (?:the )?(?:same )?(?:whoever|the one|man|woman|guy|guys|person|people|team|brothers"
    rf"|those) (?:who |that |behind |of )?(?:{_MADE})?"
    rf"|whoever (?:was )?(?:{_MADE}|behind)"
    r"|(?:did|has|have|does) (?:he|she|they) (?:also |else )?(?:direct|directed)\b|(?:he|she|they) (?:also )?directed\b"
)
ACTOR = rf"(?:that|the|this|same|these|those) (?:same )?{_PLAYER}\b"
SOMEONE = (
    r"(?:with|by|starring|from|directed by|without|not|of|more|have|has|has got|needs) (?:both of )?(?:him"
    r"|her)\b|(?:by|with) (?:both of )?them\b|of (?:his|hers|theirs)\b"
    r"|(?:his|her|their) (?:others?|earlier|later|early|best|first|last|latest|newest|films?|movies?|work|stuff"
    r"|things|albums?|songs?|series|shows?|books|comedies|older|newer|more|podcasts?|talks?|lectures?)\b"
    r"|(?:has|have|did|does|do|was|were|is|are) (?:he|she|they) (?:been|done|made|make|do|doing|direct|directed"
    r"|star|starred|act|acted|play|played|sing|sung|write|written|appear|in|else|recorded|record|host)\b"
    r"|(?:hes|shes|he is|she is|he was|she was|theyre|they are) (?:\w+ )?in\b|(?:he|she|they) (?:acts?|acted"
    r"|stars?|starred|plays?|played|appears?|appeared|sings?|sang|wrote|made|did|directed|has(?! (?:already "
    r"|also |just |not )?(?:seen|watched|heard|been|had|finished|changed|a|an|to))|directs)\b"
    r"|(?:him|her|them) (?:in it|too|as well|again|only|please|then)\b|^(?:more |and |then |ok |only |just "
    r"|yes )*(?:him|her) ?[,.!?]"
)
PLURAL = (
    r"\b(?:these|those|same|the|that) (?:same )?(?:directors|filmmakers|creators|makers|guys|dudes|writers"
    r"|artists|singers|actors|people|brothers|team|duo|couple|two|lads)\b"
    r"|\b(?:by|with|from|of) (?:both|the two|both of|the pair)(?: of)?(?: them)?\b|\bthem both\b"
    r"|\bboth (?:of )?them\b|\bby them\b|\bwith both\b"
)
HIS, HERS = r"\b(?:him|his|he|hes|man|guy|dude|bloke|actor)\b", r"\b(?:her|hers|she|shes|lady|woman|actress)\b"

# Barred: "can't stand him", "not with her", "I've had my fill of him", "she annoys me".
BARRED = (
    r"\b(?:not|no|skip|without|no more|minus|avoid|drop|nothing|anything but|anyone but|except|other than"
    r"|apart from|besides|enough|less)"
    rf"(?: \w+)?(?: (?:with|by|from|of|starring|like))? {_THEM}\b(?! (?:too|in mind))",
    r"\b(?:hate|hates|dislike|dislikes|detest|loathe|avoid|avoids|cant stand|cannot stand|cant bear|cannot bear"
    r"|couldnt stand|cant take|dont like|do not like|doesnt like|dont care for"
    r"|not a fan of|no fan of|not keen on|not into|sick of|tired of|fed up with|bored of|my fill of|enough of"
    rf"|allergic to|dont want|do not want|dont need|never liked|cant watch|leave out|keep out) {_THEM}\b",
    r"\b(?:he|she|(?:that|this) (?:guy|man|woman|actor|actress)) (?:\w+ )?(?:annoys|irritates|bores|creeps"
    r"|bothers|is out|is a no|is annoying|is awful|is terrible|is overrated|puts me off|gets on)\b",
    r"\b(?:leave|keep|take|cut) {_THEM} out\b".replace("{_THEM}", _THEM),
)
FOR_GOOD = r"\b(?:ever|for good|never|from now on|always)\b"
# Neither wanted nor barred any longer: "another director", "the actor doesn't matter", "forget him".
FREED = (
    rf"\b(?:by|from|with) (?:an?|some) (?:\w+ )?(?:woman|man|person|{_CRAFT})\b",
    rf"(?<!the )(?<!no )\b(?:other|different|another|any|new|whatever|whichever) (?:{_CRAFT}|actors?|actress"
    r"|actresses)\b(?! (?:of|in|on)\b)",
    rf"\b(?:{_CRAFT}|actors?|actress|cast) (?:dont|doesnt|do not|does not|needn?t|no longer) matters?\b"
    r"|\bno matter (?:who|which director|which actor)",
    rf"\b(?:can|could|may) be (?:an?)?other {_CRAFT}\b|\b(?:by|from|with|directed by) (?:anyone|anybody|whoever"
    r"|someone else|somebody else|others|other people|anyone else)\b",
    rf"\b(?:forget|drop|leave|never mind|lose|scrap|without|not only|not just) (?:about )?(?:{_THEM}|(?:the"
    r"|that) (?:director|actor|actress|guy|man|woman|cast|person))\b(?: (?:matter|thing|out of it|aside|be))?",
    r"\b(?:doesnt|neednt|does not|need not|dont|not) (?:necessarily )?(?:have to|need to)? ?(?:be|have|star"
    rf"|feature) (?:by |with |from )?{_THEM}\b",
)
# In the place of those who stand: "swap him for Ozu".
SWAPPED = rf"\b(?:swap|change|replace|trade|instead of|rather than) {_THEM}\b"
# A verdict on a person, not on a work: "love her!".
JUDGED = (
    r"\b(?:love|loved|loves|like|liked|likes|adore|adored|adores|miss|enjoy|hate|hated|hates|dislike) (?:him|her)\b"
)
# Named to describe a work: "the Edgar Wright one", "the one by Spielberg".
IN_DESCRIPTION = (
    r"\b(?:the|that) $",
    r"^ (?:one|ones|film|movie|flick|album|show|series)\b",
    r"\b(?:the|that) (?:one|film|movie|album|show|series) (?:by|with|from|of|starring) $",
)
