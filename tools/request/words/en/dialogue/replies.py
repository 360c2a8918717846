"""How an assistant's reply is laid out: lists, titles with their years, credits. Over the original text."""

from __future__ import annotations

_NAME_WORD = r"[A-ZÀ-Þ][\w'.-]*\w"
_PARTICLE = r"(?:de |la |van |von |del )?"

NUMBERED = r"^\s*(?:\*\*)?#?(\d{1,2})(?:[.):]\s+|\s+(?=[A-Z\"*]))(?:\*\*)?(.+?)(?:\*\*)?\s*$"
# The same within a line: "try 1) Heat (1995), 2) Ronin (1998)".
INLINE = r"(?:^|(?<=[\s(]))(\d)[.)] (.+?)(?=[,;]?(?: and| or)? \d[.)] |$)"
# A line of a list without numbers, by its mark or by its bold head.
BULLET = r"^\s*(?:[-*•–] +(?=\S)|(?=\*\*[^*\n]{2,80}\*\*))(.+?)\s*$"
HEAD = r"^[\"*_]*(?P<title>.+?)[\"*_]*\s*\((?P<year>(?:1[89]|20)\d\d)\)(?P<rest>.*)$"
# A head without a year ends at a dash, else at a colon.
BARE_HEAD = r"^[\"*_]*(?P<title>[^\s].{0,89}?)[\"*_]*(?P<rest> [-—–] .*|(?!.* [-—–] ): .*)?$"
# A title in prose that its year marks: "Hunt for the Wilderpeople (2016)".
DATED = (
    r"(?P<title>[A-ZÀ-Þ0-9][\w'’.!&-]*(?:[:,]? (?:[A-ZÀ-Þ0-9&][\w'’.!&-]*"
    r"|of|the|and|for|in|a|an|to|on|at|by|from|with|de|la|le|vs\.?))*) \((?P<year>(?:1[89]|20)\d\d)\)"
)
MINUTES = r"\b(?P<minutes>\d{1,3})[- ](?:min\b|mins\b|minutes?\b)"
# A reply that begins with a name: "Celine Sciamma."
NAME = r"^[A-ZÀ-Þ][\w'-]+(?: (?:de|la|van|von|der|del|di|da|le|du|el|al))?(?: [A-ZÀ-Þ][\w'-]+){1,2}(?=[.,!]|$)"
# Before a name: "by Jane Doe", "starring Jane Doe".
CREDIT = (
    r"\b(?:[Bb]y|[Ww]ith|[Ss]tarring|[Ss]tars|host is|sung by|from)"
    rf" ((?:The )?{_NAME_WORD}(?: {_PARTICLE}[A-ZÀ-Þ][\w'-]+)*)"
)
# A reply that answers a question: what it names is no offer.
ANSWER = (
    r"^(?:Yes|No|Yep|Nope|Right|Correct|True|Indeed|Noted|It (?:is|was|has|does|did|runs|came)|They (?:are|were"
    r"|have|do)|He (?:is|was|did|has)|She (?:is|was|did|has)|Because)\b(?!:)"
)
