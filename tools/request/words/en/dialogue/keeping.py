"""How people say what is to be kept of them: on a list, not now, a rule until May, that again, nothing at all."""

_LIST = (
    r"(?:my |the |our |a )?(?:(?:watch|listening|listen|reading|to watch|to see|viewing) ?)?(?:lists?|queue|backlog)"
)
_LATER = (
    r"(?:for )?(?:later|another (?:day|time|night|evening)|some ?other (?:day|time)|the weekend|tomorrow|next time)"
)
WANT = (
    rf"\b(?:save|keep|bookmark|store|park|remember)\b(?! (?:in mind|looking|going|it (?:short|light)|"
    rf"to))(?P<what>(?: \w+)*?) {_LATER}\b",
    rf"\b(?:add|put|save|stick|throw|place|pop|keep|move)\b(?P<what>(?: \w+)*?) (?:on|onto|to|in|into) {_LIST}\b",
    r"\b(?:save|bookmark|queue) (?:it|that|this|them|those|both|the \w+(?: one)?|xtitle|xref)\b(?! me)",
    r"\b(?:queue|bookmark)(?: up)? ",
    r"\b(?:wish ?list|watch ?list) (?:it|that|this|the \w+|xtitle|xref)\b",
    rf"\b(?:ill|i will|i would like to|id like to|i want to|we will|well) (?:watch|see|hear|listen to|"
    rf"check)(?P<what>(?: \w+)*?) {_LATER}\b",
    rf"^(?:i )?(?:want|would like) (?:it|that|the \w+(?: one)?|xtitle|xref) on {_LIST}\b",
    r"^(?:maybe |perhaps )?(?:the \w+ )?later(?: maybe| perhaps)?$",
)
UNWANT = (
    rf"\b(?:take|remove|delete|drop|strike|cross|get|scratch|erase|clear|pull)\b(?: \w+)*? (?:off|from|"
    rf"out of|of) {_LIST}\b",
    rf"\b(?:off|not on) {_LIST}\b",
    r"\b(?:unsave|unbookmark|dequeue)\b",
)
NOT_NOW = (
    r"\bnot (?:right )?(?:now|today|tonight|this (?:time|evening|week|weekend)|at the moment|yet|just yet)\b",
    r"\b(?:some|an)other time\b|\bmaybe (?:later|another|next)\b|\bnot in the mood for (?:it|that|this|"
    r"xtitle|xref|the \w+)\b",
)
NOT_INTERESTED = (
    r"\bnot (?:really |very |at all |that )?interested\b|\bno interest\b|\bpass on\b|\bskip\b|\bi(?:ll|"
    r" will)? pass\b",
    r"\bnot (?:really )?(?:my thing|for me|my cup of tea|my kind)\b|\bdoesnt (?:interest|appeal|grab|tempt)\b",
)

# Rules: what lists, ends, or lifts them.
RULES_ASKED = (
    r"\b(?:what|which|show|list|tell|see|read|any|have|whats|give|name)\b(?: \w+){0,5} (?:standing |"
    r"house |current )?rules?\b",
    r"^(?:my |the |our )(?:standing |house )?rules\??$|\bwhat (?:have i|did i) (?:forbid|forbidden|ban|"
    r"banned|rule out|ruled out)\b",
)
RULE_NAMED = r"\b(?:rules?|bans?)\b"
RULE_ENDED = (
    r"\b(?:forget|drop|delete|remove|cancel|lift|withdraw|scrap|end|undo|revoke|kill|erase|clear|ditch|stop)\b"
    r"(?: \w+){0,4} (?:rules?|bans?)\b",
    r"\b(?:is|are|be) (?:fine|ok|okay|allowed|alright|all right|welcome|permitted|"
    r"back on)(?: \w+){0,2} (?:again|now|from now on|after all)\b",
    r"\b(?:allow|permit|unban)\b(?: \w+){1,4} (?:again|now|after all)\b|\bunban\b",
    r"\b(?:can|may) (?:show|suggest|recommend|give|play|have)(?: \w+){1,5} again\b|"
    r"\bno rules? (?:any ?more|any longer)\b",
    r"\b(?:i|we) (?:want|like|watch|can (?:see|watch|take|have)|"
    r"dont mind)(?: \w+){1,3} again\b(?! (?:and again|the))",
)
RULE_ALL = r"\b(?:all|every|each|both)(?: of)?(?: my| the| these| those)? (?:standing |house )?rules?\b|\bno rules any"
ONCE = (
    r"\bjust (?:this|the) (?:once|one time)\b|\b(?:only )?(?:for )?this once\b|\bmake an exception\b|"
    r"\bas an exception\b",
    r"\b(?:just|only) (?:for )?(?:tonight|today|now|this time)\b",
)
# What is to hold from now on, where it has an end: "until May", "not again this year".
UNTIL = r"\b(?:until|till|til)\b (?P<when>(?:\w+ ?){1,4})"
SPAN = r"\b(?:for|during|in|over) (?:the )?(?:next |coming )?(?P<count>\w+) (?P<unit>day|week|month|year)s?\b"
THIS = r"\bthis (?P<unit>week|month|year|summer|winter|spring|autumn|fall)\b"
FROM_NOW = r"\b(?:again|any ?more|any longer|for|until|till|til)\b"

PAUSE = (
    r"\b(?:stop|quit|pause)\b(?: \w+){0,2} (?:remembering|learning|tracking|recording|saving|keeping|"
    r"storing|noting)\b",
    r"\bdont (?:remember|learn|record|save|keep|store|note|track)\b(?: \w+){0,4} (?:this|that|anything|"
    r"what i|any of|me|us|conversation|chat)\b",
    r"\b(?:private|incognito|off the record)\b(?: \w+){0,2}\b",
)
RESUME = (
    r"\b(?:start|resume|go on|continue|begin)\b(?: \w+){0,2} (?:remembering|learning|tracking|recording|"
    r"saving|keeping)\b",
    r"\byou (?:can|may) (?:remember|learn|record|keep)(?: \w+){0,3} again\b|\bback on the record\b",
)

# A work is praised, not merely named to start from: "I loved Moon", but not "I'd like something like Moon".
PRAISE = (
    r"\b(?:i|we|ive|weve|both|all|me|my \w+)\b"
    r"(?: (?:really|just|absolutely|also|always|have|both|all|quite|so|do|did))*"
    r" (?:loved?|liked?|enjoyed|enjoy|adored?|treasured?|dug|dig)\b(?! (?:to|a|an|some|something|anything)\b)"
    r"|(?:^|[.,;!] ?)(?:really |absolutely |just )?(?:loved|liked|enjoyed|adored)\b"
    r"|\b(?:favou?rites?|masterpiece)\b"
    r"|\bwas (?:great|brilliant|wonderful|amazing|fantastic|excellent|superb|perfect|lovely)\b"
)
