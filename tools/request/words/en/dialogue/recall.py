"""How people ask after their own history: their list, what they searched, liked, rated, saw, and when."""

LIST = (
    r"\bmy (?:\w+ )?(?:watch ?|listening |to watch |to see )?(?:lists?|queue|backlog)\b|\bmy watchlists?\b",
    r"\b(?:saved|put aside|bookmarked|stored|queued)\b(?: \w+){0,3} (?:later|list)?",
)
SEARCHED = (r"\b(?:search(?:ed|es)?|looked|look|asked|ask|hunt(?:ed)?|query|queries)\b(?: \w+){0,2} (?:for|after)\b",)
RATED = (r"\b(?:rate|rated|rating|ratings|stars?|score|scored|scores)\b",)
DISLIKED = (r"\b(?:dislike|disliked|hate|hated|not like|didnt like|did not like|couldnt stand)\b",)
LIKED = (r"\b(?:like|liked|love|loved|enjoy|enjoyed|favou?rites?|likes)\b",)
BEST = (r"\b(?:best|highest|most|top|favou?rites?)\b",)
WORST = (r"\b(?:worst|lowest|least)\b",)
EVERYTHING = (
    r"\b(?:know|remember|believe|think) about (?:me|my)\b|\bmy (?:history|tastes?|profile|stats|statistics)\b",
    r"\bwhat do you (?:think|believe|know|reckon)(?: that)? i\b",
    r"\b(?:kinds?|sorts?|types?) of (?:\w+ ){1,3}(?:do|did) i\b",
)
