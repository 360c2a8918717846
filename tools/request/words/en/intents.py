"""What kind of turn a message is: regular expressions over its norm form, tried from top to bottom."""

from __future__ import annotations

_IT = (
    r"(?:xtitle|# ?\d|number \d|[1-9]|it|that|this|they|those|these|he|she|the (?:\w+ )?(?:first|second|third|fourth"
    r"|last|one|movie|film|series|show|album|ending|podcast|lecture|course|book|original|sequel|remake|director"
    r"|lead|main)\b)"
)

RULE = (
    r"please remember", r"i do not wish", r"as of (?:today|now)\b",     r"for the future", r"i never want",
    r"never mention",     r"\bever\b(?! seen| made| watched| heard"
        r"| since| read| been| loved| want| had| seen| again seen| tried| gone| get| wonder"
        r"| noticed)(?<!best ever)",
    r"never (?:ever )?(?:show|recommend|suggest|give|offer|play|pick|propose|put|bring|include|want to see|let)",
    r"from now on", r"henceforth", r"from this day", r"from here on", r"going forward", r"in (?:the )?future\b",
    r"^(?:please )?always ", r"\balways (?:keep|leave|skip|exclude|avoid|include|give|show|recommend|stick"
        r"|respect|prefer|play|pick)", r"never again", r"as a rule", r"remember (?:that )?i",
        r"note (?:that )?i (?:never|dont|hate|cant)",
    r"permanently", r"\brules?\b", r"forever", r"for good$", r"(?:house|standing) rule", r"for all time",
    r"at any time", r"no more \w+,? (?:please )?from now", r"never ever", r"^never (?!mind)", r"until further notice",
)  # fmt: skip
NOT_RULE = (
    r"xtitle rules",
    r"thank you ever|thanks ever|ever so\b",
    r"(?:go|goes|going|drags?|lasts?|takes?) (?:on )?forever",
    r"(?:best|worst|favorite|favourite|funniest|scariest|greatest|movie|film|one) (?:\w+ )?(?:\w+ )?ever",
    r"ever (?:seen|watched|heard|made|been|read)",
    r"hardly ever",
    r"have you ever",
    r"did you ever",
    r"if (?:you|i) ever",
    r"never (?:seen|heard|watched|saw|read|been|really|gets|get|got|liked)",
    r"\bthe \w+ \w* ?ever",
    r"^(?!.*\b(?:no|never|from now on|nothing|dont)\b)(?:\w+ ?){0,6}ever$",
    r"ever since",
    r"i ever",
)

WHY_NOT = (
    r"why not\b", r"^(?:and |but |so )?(?:y|why) no\b", r"how come (?:you )?(?:not|didnt|dont|wont|never|no)\b",
    r"why (?:\w+ ){0,3}(?:didnt|did not|dont"
        r"|do not|isnt|is not|arent|wasnt|wont|not|never|havent|no|left out|leave out|skip|skipped|missing|ignore"
        r"|excluded?)\b", r"how come (?:\w+ ){0,3}(?:left out|leave out|skip|skipped|ignored?|excluded?|isnt"
        r"|not|missing|wasnt)\b", r"how come .* (?:isnt|not|missing|wasnt)\b",
    r"what(?:s| is) wrong with", r"what(?:s| is) against", r"why (?:did you )?(?:leave|left|skip|drop|exclude|omit)",
    r"why .* (?:missing|not (?:in|on) the list|left out|excluded)",
    r"reason (?:you )?(?:left|skipped|excluded|against)",
    r"where is (?!it|that|this|he|she)\w+ ?\w* (?:in|on) (?:the|your) list", r"what about .* why",
)  # fmt: skip
WHY = (
    r"^(?:\w+,? )?(?:and |but |so |ok |okay |hm |hmm )?why\b", r"\bwhy (?:the|that|this|did|do|would|are|is"
        r"|on earth|in the world|exactly|was|him|her|it|them|these|those|recommend|should|pick|u|you|that one|so"
        r"|number|suggest|\d)", r"what makes (?:you|u) (?:think|say|pick|recommend|suggest|believe)", r"how come\b",
        r"(?:on|based on) what (?:basis|grounds|is that based)",
        r"explain (?:your|the|this|that|why|to me why|pick|number|me)",
    r"what(?:s| is| was) the reason", r"how did you (?:choose|pick|come up|get|arrive|decide|select)",
    r"reason(?:s|ing)? (?:for|behind|why)", r"what made you", r"^explain(?: please| yourself)? ?[.!?]*$", r"justify",
    r"why\??$", r"whats your reasoning", r"how is (?:that|it|this|the \w+) (?:like|related|similar)",
    r"what has (?:that|it|this) to do with", r"what does (?:that|it|this) have to do with",
    r"how does (?:that|it|this|the \w+) fit",
)  # fmt: skip
NOT_WHY = (r"thats why", r"that is why", r"which is why", r"reason why i", r"^why (?:i|we) ", r"why i\b", r"know why i")

COMPARE = (
    r"whats? (?:is )?(?:the )?(?:shorter|longer|newer|older|better|funnier|scarier)\b.*\b(?:two|of)\b",
    r"(?:whats|what is|any) (?:the )?differences?(?: ?\?| ?$)", r"\bcompare\b", r"in common",
    r"^xtitle or xtitle ?\??$", r"\bxtitle (?:or|and|vs) xtitle ?[-,:;?.]* ?which\b",
    r"\bwhich (?:\w+ ){0,4}(?:more|better"
        r"|most|first|prefer) ?[-,:;?]* ?xtitle or xtitle", r"\bcomparison\b", r"difference between",
        r"differences? (?:of|in|between)", r"how (?:do|does|is|are) .* (?:differ|different|compare)", r"\bvs\b",
        r"\bversus\b", r"(?:which|what|whats|what is"
        r"|wich) (?:of (?:the two|them|these|those|these two|those two|both) |one |film |movie |album |show "
        r"|series )?(?:is|was|are|s|has|have|would be|do you think is|sounds|should i|runs|came"
        r"|had)? ?(?:the )?(?:\w+ )?(?:better|funnier|scarier|longer|shorter|newer|older|darker|lighter|sadder"
        r"|more \w+|stronger|easier|gentler|kinder|slower|faster|louder|calmer|worse|nicer|higher rated"
        r"|deeper)\b.*(?:\bor\b|two|,|between|of|$)",
    r"^(?:the )?(?:(?!maybe|or)\w+ )?(?:\d|first|second|third|last) or (?:the )?(?:\d|first|second|third|fourth"
        r"|last)(?: one)?\b", r"better than the (?:first|second|third|other)\??$",
        r"which (?:one )?(?:should|would|do) (?:i"
        r"|we|you) .* (?:first|, .* or .*|\bor\b)", r"^(?:is|are) .* (?:better|funnier|scarier|longer|shorter"
        r"|newer|older|darker|worse|more \w+) than\b", r"how do (?:they|these|those|the two"
        r"|the first two) (?:compare|differ)", r"what sets .* apart", r"what distinguishes", r"side by side",
        r"which (?:of (?:the two|those two|these two)|one of the two)", r"^[^,?]{2,40} or [^,?]{2,40}\? which",
)  # fmt: skip

COUNT = (
    r"how many (?!minutes|hours|episodes|seasons|oscars|awards|parts|stars|sequels|people|actors|times|chapters"
        r"|songs are on|tracks are on|tracks does|songs does|years|more episodes|series of|instal|did|are on"
        r"|volumes|lectures has|lectures does|discs)", r"(?:whats|what is|give me) the (?:total )?(?:number|count) of",
        r"how much .* (?:is there|are there"
        r"|do (?:you|u|i|we) have|have you)", r"how much (?:films|movies|music|songs|albums|series|shows|horror"
        r"|comedy|do you have)", r"count (?:the|my|all|how)\b", r"number of \w+ (?:do|in|you|i|here)",
        r"^(?:the |whats the )?number of\b", r"do (?:you|i|we) have (?:many|a lot of|lots of|more than)\b",
        r"how big is", r"how large is", r"how many\??$", r"how many of (?:them|those|these) (?:are|do|have)",
        r"^count\b", r"^hw many", r"total of",
)  # fmt: skip
NOT_COUNT = (
    r"how many .* (?:in|of|on|has|does) (?:it|that|this|the (?:first|second|third|last|show|series|album|movie"
    r"|film))\b",
    r"how many (?:\w+ ){0,2}(?:has|does|did|have) (?:it|that|this|the)\b(?! library| catalog)",
)

# "Which is the longest?": what the works spoken of are compared by, the first that the words name.
SUPERLATIVES: dict[str, str] = {
    "which-longest": r"longest|longer",
    "which-newest": r"newest|newer|most recent|latest|youngest",
    "which-oldest": r"oldest|older|earliest",
    "which-worst": r"worst|(?:lowest|worst|least well) rated|lowest (?:rating|score)",
    "which-best": r"best(?: rated| reviewed)?(?! known)|(?:highest|top|better) rated|most acclaimed"
    r"|highest (?:rating|score)",
    "which-popular": r"(?:most|more) popular|best known|most famous|most watched|best loved",
    "which-shortest": r"shortest|shorter|quickest",
}
_SUPERLATIVE = "|".join((*SUPERLATIVES.values(), "funniest|scariest"))

DETAILS: tuple[tuple[str, str], ...] = (
    ("level", r"(?:what|which|whats) (?:is )?(?:the )?level|how (?:hard|difficult|advanced) is|the level of"),
    ("cast", r"\bin (?:it|that|this)(?: one| movie| film)? ?\?"),
    ("minutes", r"\b(?:length|runtime|how long) ?\?"),
    ("year", r"\b(?:year|when|released) ?\?"),
    ("rating", r"\b(?:rating|score|any good) ?\?"),
    ("director", r"\bdirector ?\?"),
    ("plot", r"(?:does|do|has|(?<!you )have) (?:xtitle|# ?\d|number \d)\b"),
    ("here", r"(?:do you have|have you got|you got|got|is there|can i watch|can we watch|where can i (?:watch"
        r"|find|see)|do you know) xtitle(?: (?:and|or) xtitle)*(?: (?:in|on|here|available|too)\b| ?\?|$)|(?:is"
        r"|are) xtitle (?:in|on|available|here|there)\b|(?:is|was) there (?:a|an) (?:sequel|prequel|remake|second"
        r"|part|follow|series)"),
    ("age", r"(?:can|could|should|may) (?:my |a |an |our |the )?(?:\w+ ){0,3}(?:year olds?|yo|kids?|child"
        r"|children|son|daughter|toddler) (?:\w+ )?(?:watch|see) (?:xtitle|it|this|that)\b|(?:kids?|children|he"
        r"|she|they|\w+ year old) (?:would|will|might) (?:like|enjoy) (?:it|xtitle|this|that)\b|(?:would"
        r"|will) (?:my |the )?(?:kids?|children|son|daughter|\w+ year olds?) (?:like|enjoy) (?:it|xtitle|this"
        r"|that)|(?:can|could|should|may) (?:i|we|my|he|she|they)(?: \w+){0,3} (?:watch|see) xtitle|xtitle (?:ok"
        r"|okay|suitable|appropriate|safe|alright|fine|good) for|xtitle with (?:my|the|a) (?:\w+ ){0,3}(?:kid|son"
        r"|daughter|year|child|kids|children)|too (?:scary|violent|dark|old) for"),
    ("which", r"(?:which|what|whats|wich|who)(?: one)?(?: of)?(?: (?:these|those|them|the (?:two|three|four"
        r"|five)))?(?: (?:one|film|movie|album|series|show|podcast))?(?:s| is| are| was| runs"
        rf"| has)? ?(?:the )?(?:{_SUPERLATIVE})(?:(?<!best)(?<!worst)(?<!latest)|(?= ?[?.,!]| ?$| of\b"
        r"| here\b))(?! \w+ (?:u|you|do|i)\b)(?! (?:horror|comedy|film|movie|album|podcast|series|show|thriller"
        r"|drama|western|documentary))"),
    ("which", r"which (?:one |of (?:them|these|those|the two) )?(?:has|is|of|runs|was|takes) .*(?:shorter"
        r"|shortest|longer|longest|more|fewer|less|newer|older|most|least|fewest)"),
    ("minutes", r"how long (?:is|are|was|does|do|s|will|would)\b|how long is|how long\??$|whats (?:the"
        r"|its) (?:length|runtime|running time|duration)|what is (?:the|its) (?:length|runtime|running time"
        r"|duration)|how many (?:minutes|hours)|^(?:and )?(?:the )?(?:episode |film )?(?:length|runtime"
        rf"|running time|duration) ?\?|(?:the )?(?:runtime|running time|length|duration) of {_IT}"
        rf"|is {_IT} (?:very |really |that |too )?(?:long|short)\b|how long each|how long do they"),
    ("year", r"when (?:did|was|were|is) .*(?:come out|came out|made|released|filmed|shot|recorded|start|out|air"
        r"|from|begin|publish|end)|what year|which year|in what year|how old is (?!he|she|your|the (?:kid|boy"
        r"|girl|actor|actress))|when.?s? (?:it|that|this) (?:from|out|released)|release (?:date|year)|when did it"
        r"|from (?:what|which) year|when was it"),
    ("director", r"who(?:s| is| was)? (?:tf |the hell |the heck |on earth |again )?(?:the )?(?:direct(?:ed|s"
        r"|or)|made|makes|wrote|writes|written|created|composed|composer|writer|author|creator|produced"
        r"|screenwriter|behind|recorded)|directed by (?:who|whom)|by whom|who did (?:that|it|this|direct|write"
        r"|make|the music)|(?:name of|whats) the director|who (?:is|s) (?:it|that|this) by|by which director"
        r"|who wrote|who teaches|who gives|who speaks|who hosts|who presents|who sings|who performs|who reads"
        r"|who narrates"),
    ("cast", r"who(?:s| is| are| was| else is| all is| else s)? (?:all )?(?:in\b|starring|staring"
        r"|the (?:\w+ )?(?:actor|actress|star|lead|main|leading|cast|woman|man|guy|girl|villain|hero|staring)"
        r"|stars?\b|acting|playing|plays?|the stars|acts)|who (?:stars?|acts|plays|played|appears|starred"
        r"|is it with)|(?:whats|what is|tell me) the cast|what actors|which actors|cast of|(?:is|was"
        r"|does) .* (?:starring|star) in (?:it|that|this)|is that (?:with|the one with|starring)"
        r"|which of (?:those|these|them) (?:has|have|stars|features|is with)|is .* in (?:it|that|this one"
        r"|that one)\b"),
    ("seasons", r"how many (?:seasons|episodes|parts|series of|chapters|volumes|tracks|songs)"),
    ("rating", r"(?:positive|good|bad|great|any) reviews|well received|(?:whats|what is|what s"
        r"|how) .{0,30}\brated\b|how (?:good|well rated|highly rated|popular|well reviewed) is|(?:whats|what is"
        r"|what are) (?:the|its|their) (?:imdb |average |critics )?(?:rating|ratings|score|reviews?)|how (?:are"
        r"|were) the (?:ratings|reviews)|any good\b|any good\?|is (?:it|that|this|that one|this one) (?:really "
        r"|even |actually )?(?:good|worth|popular|well)|worth (?:watching|seeing|it|a watch|my time)|was it good"
        r"|was that good|how was (?:it|that)|(?:is|was|are) {_IT_} (?:\w+ )?(?:any good|worth|good|decent)\b"
        r"|oscar|awards?\b".replace("{_IT_}", _IT)),
    ("age", rf"(?:is|are|was|would|will) {_IT} (?:\w+ )?(?:ok|okay|suitable|appropriate|safe|good|fine|right"
        r"|alright) for (?:kids|children|a child|my|a|the|all ages|\d)|kid friendly\?|family friendly\?|(?:is"
        rf"|are) {_IT} (?:\w+ )?(?:kid|family|child) friendly|what(?:s| is) (?:it|that|this) rated|age rating"
        rf"|is {_IT} rated|too old for|can (?:my )?(?:kids|children|a \w+ year old) watch (?:it|that|this)"),
    ("language", rf"(?:what|which) languages?|is {_IT} (?:in|dubbed|subtitled)\b|(?:does"
        rf"|do) {_IT} have subtitles|in which language|is {_IT} (?:french|english|korean|spanish|german|italian"
        r"|japanese)\b"),
    ("genres", r"what genre|which genre|what (?:kind|type|sort) of (?:movie|film|show|series|music|album|story"
        rf"|podcast) (?:is|was) (?:it|that|this|the)|(?:is|was|are|isnt) {_IT} (?:an? |any |really |very |more "
        r"|kind of |like |not |too |also |that |so |supposed to be |considered |actually )*(?:comedy|comedies"
        r"|drama|horror|action|thriller|romance|romantic|scary|funny|animated|cartoon|western|musical|documentary"
        r"|sad|violent|gory|kids|christmas|true|sci fi|war|western|family|spooky|creepy|dark|bloody|slow|serious"
        r"|hilarious|remake|sequel|new|old|series|movie|film)\b"),
    ("plot", r"(?:remind|tell) (?:me|us) (?:again )?what|what .{0,40}(?:is|was|are|were) about\b"),
    ("plot", r"what(?:s| is| was| are|s| does)? (?:it|that|that one|this|this one|they|those|these"
        rf"|the [\w ]{{1,40}}?|[\w' :,.]{{2,50}}?) (?:all )?about\b|what(?:s| is) .* about|what happens"
        r"|whats the (?:plot|story|premise|ending|deal)|what is the (?:plot|story|premise|ending|deal)|tell (?:me"
        r"|us) (?:a bit |some |a little )?(?:more )?about|more about (?:the|it|that|this)|(?:more )?(?:info"
        r"|information|details) (?:on|about|for)|what(?:s| is) (?:it|that|this)\??$|describe (?:it|the|that)"
        r"|plot of|synopsis|summary|(?:does|do|is|are|did|has|have|was) (?:the )?(?:dog|cat|hero|animal|ending)\b"
        r"|happy end|give me (?:the )?(?:plot|details|info)|details (?:on|about|of)|know more about|where (?:is"
        r"|was|does) (?:it|that|this|the movie|the film|the show|the series) (?:set|filmed|shot|take place"
        r"|happen)|take place|set in\?|true story|(?:does|do|did|has|have|had|need|needs) (?:it|that|this one"
        r"|they|the (?:first|second|third|last|fourth)(?: one)?|the (?:lecture|film|movie|course|series"
        rf"|show) (?:number )?\w+)\b|any sequels|is there a sequel|is {_IT} (?:a |an |based|part|about|related"
        r"|connected|from|like|any|the same|suitable|available|on|in|with|by|good|worth|set|one|really|very|more)"),
    ("plot", r"(?:what|who|where|when|which) (?:is|was|are|were|does|did) (?:it|that|this|he|she|they)\b"
        r"|what(?:s| is) (?:so )?(?:special|good|great) about"),
)  # fmt: skip

HISTORY = (
    r"\bmy (?:\w+ )?(?:history|ratings|watch ?list|stats|statistics|diary|log|rules|favou?rites list"
        r"|watched list|scores)\b", r"(?:show|display|open|read|whats (?:on|in)|what is (?:on"
        r"|in)) (?:me )?my (?:list|likes|taste)\b", r"^my (?:list|likes|taste)", r"(?:what|which|whats|wich"
        r"|how many)(?: \w+){0,3} (?:have|did|do|has|had) (?:i|we) (?:\w+ ){0,2}?(?:watch|watched|see|seen|hear"
        r"|heard|rate|rated|like|liked|listen|listened|play|played|finish|finished|loved|given|gave|give|read|saw"
        r"|dislike|disliked)",
    r"(?:have|did) (?:i|we) (?:\w+ )?(?:ever )?(?:already )?(?:like|love|enjoy|hate|watch|watched|see|seen|hear"
        r"|heard|rate|rated|listen|listened|play|played|finish|finished)\b", r"(?:what|which|show|tell|list|whats"
        r"|when)\b.*(?:last|latest) (?:thing|things|film|films|movie|movies|series|show|album"
        r"|albums) (?:that )?(?:i|we) (?:\w+ )?(?:watched|saw|rated|finished|heard|played|listened|seen)",
        r"(?:^|show me |tell me |list "
        r"|remember )what i(?:ve| have)? (?:already )?(?:watched|seen|rated|heard|played|listened)",
        r"(?:list|show|show me"
        r"|tell me) (?:me )?(?:all |everything |the |every |again )*(?:\w+ ){0,3}(?:i|we|ive"
        r"|weve)(?: have)? (?:\w+ )?(?:watched|seen|saw|rated|liked|played|heard|finished|listened)",
        r"(?:what|which|whats)(?: \w+){0,3} (?:have|did|do|has) (?:i|we) (?:\w+ ){0,2}?(?:search|searched|look|looked"
        r"|ask|asked) (?:you )?(?:for|after)\b", r"\bmy (?:\w+ ){0,2}searches\b",
    r"when did i (?:last )?(?:watch|see|hear|play|listen)",
    r"what do you (?:know|remember|believe|think) about (?:me|my)",
    r"(?:what|whats|hows|how|describe|summari[sz]e|explain|tell me)(?: \w+){0,3} my tastes?\b",
    r"what do you (?:think|believe|know|reckon)(?: that)? i (?:like|love|enjoy|hate|dislike)\b",
    r"what (?:kinds?|sorts?|types?) of (?:\w+ ){1,3}(?:do|did) i (?:like|love|enjoy|hate|dislike)\b",
        r"(?:how|what) did i (?:rate|give|think)", r"(?:list of |the |my "
        r"|all )(?:\w+ ){0,4}(?:i|ive|i have) (?:already )?(?:watched|seen|rated|heard"
        r"|finished)(?: in \d{4})?(?: ,? ?(?:list|please|pls|show).*)?$", r"\bmy (?:last|latest) (?:\d+ )?(?:films?"
        r"|movies?|series|shows?|albums?|podcasts?)\b",
        r"\bmy (?:\w+ ){0,3}(?:watch ?list|to watch list|watch list)\b", r"\bviewing history\b", r"\bwatch history\b",
        r"listening history", r"what was the last (?:\w+ )?(?:i|we)\b", r"everything (?:i|we|ive)(?: have)?"
        r" (?:ever )?(?:watched|seen|rated)", r"things (?:i|ive) (?:watched|seen|rated)",
)  # fmt: skip
NOT_HISTORY = (
    r"to (?:re)?watch\b",
    r"rewatch",
    r"(?:not|havent|have not|never|hasnt|yet)\b.*(?:seen|watched|heard|listened)",
    r"what have i not",
    r"again\b",
    r"suggest|recommend|looking for|(?:have|did) i (?:got|get)",
)

STARS = (
    r"(?:i (?:would |d )?|id |ill |i will |ive |i have |we |my rating:? |my score:? )?(?:gave|give|rate|rated"
    r"|giving|rating|score|gets|deserves)\b|\b(?:stars?|out of (?:five|ten|5|10))\b|/ ?(?:5|10)\b"
)

GREETING = (
    r"merry (?:xmas|christmas)|happy (?:new year|holidays)|^(?:well |oh |ok |why )?(?:hi|hello|hey|hiya|heya"
    r"|howdy|hai|hii+|hallo|yo|greetings|good (?:morning|evening|afternoon|day)|hello there|hi there|hey there"
    r"|sup|whats up)\b"
)
THANKS = (
    r"\b(?:thanks?|thank you|thank u|thankyou|thx|ty|tysm|cheers|much appreciated|appreciate it|appreciated"
    r"|thanku|tks|grateful)\b"
)
BYE = (
    r"\b(?:bye|goodbye|good bye|see (?:you|ya|u)|good ?night|farewell|have a (?:good|great|nice|wonderful|lovely"
    r"|fun)|take care|later|so long|cya|ciao|until next time|enjoy your)\b"
)
HELP = (
    r"\b(?:help|what can you do|how does this work|how do you work|how do i (?:use|start)|what can i (?:ask|say)"
    r"|instructions|commands|what do you do|what are you able)\b"
)
WHO = (
    r"\b(?:who are you|what are you|do you have feelings|do you (?:ever )?(?:sleep|dream|get (?:lonely|bored"
    r"|tired))|(?:are|r) (?:you|u) (?:a |an )?(?:girl|boy|man|woman|bot|human|robot|real|ai|person|machine"
    r"|chatbot|llm|model)|your name|who made you|which model|what model|are you there|are you alive)\b"
)
MORE = (
    r"^(?:hm+ )?(?:nah|no|nope) ?,? (?:more|others?|next|another)\b|^(?:ok |okay |hmm? |well |and |so |cool "
    r"|great |nice |alright )*(?:any(?:thing)? (?:more|else|others?)|(?:some )?more|others?|next|another(?: one"
    r"| \w+)?|more please|something else|anything else|what else|who else|other (?:ones|options|suggestions|ideas"
    r"|recommendations)|none of (?:these|those|them)|try again|again|keep going|go on|continue|different ones"
    r"|new ones|any other (?:suggestions|ideas|recommendations|ones|options|movies|films|shows)"
    r"|more (?:suggestions|ideas|recommendations|options|movies|films))(?: please| pls| then| thanks)?[ .!?]*$"
    r"|\b(?:any(?:thing)? (?:else|others?)|(?:so|and|but|then|with) others$|what else|something else|any (?:other"
    r"|more) (?:suggestions?|ideas?|recommendations?|options?|ones?|movies?|films?)|another (?:one|recommendation"
    r"|suggestion|idea|option|movie|film)|more (?:suggestions?|recommendations?|ideas?))\b"
)

# The same wish goes on: "one about a woman tho", "k more hitch", "just colour then".
GOES_ON = (
    r"^(?:(?:and|but|or|maybe|ok|then|also|preferably|please) )*(?:with|starring|featuring|about"
    r"|set in) (?!me\b|you\b|pleasure|that said|it\b|that\b|xtitle)\w+",
    r"\b(?:one|ones|more|another|others?) (?:about|with|on|from|in|where|set|for|by|of|please|pls)\b(?! (?:it"
    r"|this|that) ?[?.!]*$)",
    r"^(?:(?:ok|okay|k|lol|yes|yeah|yep|hm+|well|nah|no|then|and|so|right|fine|cool|but|now|,) )*(?:more"
    r"|another|just|only|next)\b(?! (?:kidding|joking|saying|about it|about that|wow|saw|watched|seen"
    r"|finished|the one|info))",
    r"(?<!no )(?<!tell me )(?<!any )\b(?:next|another|more)(?: one| please| pls| then)?[ ?!]*$",
    r"^(?:yes|yep|yeah|sure|ok|okay),? \d (?:please|pls|then)\b",
    r"(?:^|[.!?] ?|\w )(?:that|the same|same) (?:director|actor|actress|guy|artist|band|singer)(?: again"
    r"| please| pls)?[ .!]*$",
)
# A wish is there.
ASKS = (
    r"\b(?:recommend|recommends|suggest|suggestions?|recommendations?|recs?|recomend|recommand|reccomend|sugest"
        r"|looking for|look for|search(?:ing)? for|find me|find|give me|gimme|show me|get me|need|want|wanna"
        r"|would like|id like|in the mood|mood for|fancy|feel like|up for|something|anything|somethin|smth|sth"
        r"|any|what (?:should|can|shall|do|could) (?:i|we)|i mean(?:t)? (?!it|that|the|this|really|come|i |you"
        r"|no )\w+|what (?:do|would) (?:fans|people|lovers)|(?:and|also|maybe|then) (?:one|another"
        r"|something) (?:on|about|for|with|from)|what to (?:watch|see|listen|hear)|what next|whats next|what else"
        r"|got|do you have|have you got|are there|is there|any good|some|craving|how about|what about|hoping"
        r"|help me (?:find|pick|choose)|surprise me|cheer me|make me|make us|pick|put on|play|interested in"
        r"|intersted in|into|prefer|preferably|more|only|just|instead|other|another|please|pls|best|top|now|then"
        r"|i wish to see|ideas?|bored)\b",
)  # fmt: skip
STRONG = (
    r"(?:can|could|would|will|do) (?:you|u|ya) (?:please |maybe |possibly |kindly |also |perhaps )*(?:recommend"
        r"|recomend|suggest|help|find|give|show|think of|name|list|have any|have some|have a|have other|know any"
        r"|know of|know some|know another|know a|get me|tell me (?:some|a|of))",
    r"(?:any|some|other|another|more|last|further|else|your) (?:\w+ ){0,2}(?:suggestions?|recommendations?"
        r"|ideas?|recs?|options|picks?)\b(?! was| is| sounds| were| are)", r"(?:recommend|suggest|name|list) (?:me"
        r"|us|something|some|a|an|one|any|more|another|other|two|three|\d)\b", r"looking (?:for|to (?:watch|see|find"
        r"|pick))|look for|search(?:ing)? for|find me|show me|give me|gimme|get me|hit me",
    r"(?:i|we) (?:really |just |also |would |could )*(?:want|need|wanna|wish|fancy|crave)\b(?! to (?:see|watch"
        r"|check) (?:it|that|this|them|those|xtitle))(?! (?:it|that|this|them|to go|to say|to know|to thank))",
        r"(?:id|i would|wed|we would"
        r"|wewould) (?:really |also |much |rather )*(?:like|love|prefer|rather|enjoy)\b(?! (?:that|it|this|them"
        r"|those|the (?:movie|film|first|second|third|one)|to (?:see|watch|check) (?:it|that|this|them)))",
        r"in the mood|mood for|up for\b|feel like|craving|hoping for",
    r"^what (?:is|s) there\b|(?:what|which|any) other \w+|what (?:would|might|could) (?:suit|please|fit)"
        r"|what (?:should|can|could|shall|do|would|movies|films|shows) (?:i|we|you)\b|what to (?:watch|see|play"
        r"|listen|hear)|what (?:would|do) you (?:watch|recommend|suggest|think i)|what now|now what|what then"
        r"|and now|what(?:s)? (?:else|next)|whats good|what have you got|what do you (?:have|recommend|suggest"
        r"|got)|surprise me|bored|cheer me|make me laugh|help me|pick (?:one|something|for)|interested in"
        r"|intersted in|thinking (?:about|of) (?:some|a)|how about (?:some|a|an|something|another|space"
        r"|\w+ (?:movies|films))|what about\b",
    r"(?:could|can|should|may|might) (?:it|they|that|you make it) be\b|^(?:and )?(?:the )?same (?:but|for|with"
        r"|again|thing|from|in|please)|(?:i|we) (?:would )?prefer\b|^(?:lol |ok |okay |hm |well |then "
        r"|and )*(?:only|just) (?!asking|kidding|wondering|saying|curious|that|it)\w+|^none of (?:these|those"
        r"|them)",
    r"^(?:so |ok |and )?what(?:s| is| are) (?:the )?(?:\w+ )?(?:best|top|greatest|finest) (?!of\b|ones?\b"
        r"|part\b|thing about)\w+", r"\b(?:you|u) (?:choose|pick|decide)\b(?! (?:it|that|this|the"
        r"|xtitle))(?! \w+ ?\?)|\byour (?:choice|call|top pick)\b|whatever you (?:think|like|want|fancy"
        r"|recommend)|dealers choice",
    r"^(?:please |just )?(?:recommend|suggest|surprise)(?: please| me| away)? ?[.!]*$",
    r"(?:something|anything|smth|sth)\b(?! (?:about|to) (?:it|that)| i (?:will|ll))",
    r"\bany (?:good|new|great|funny|scary|other|more|\w+ (?:movies?|films?|shows?|series|albums?|podcasts?"
        r"|ones?))\b(?! good)|got any|have any|are there|(?:is|are) there (?:a|an|any|some|another|more|others"
        r"|anything)",
)  # fmt: skip
REMARK = (
    r"^you(?:re| are) (?:\w+ )?(?:wrong|right|welcome|kidding|joking|funny|great|useless|mistaken)\b|^(?:ok|okay"
    r"|k|kk|cool|great|nice|wow|lol|haha+|hahaha|ha|sure|yes|yeah|yep|yup|no|nope|nah|alright|right|fine|good"
    r"|perfect|awesome|sounds good|sounds great|got it|i see|true|exactly|same|me too|agreed|interesting|hmm+|hm"
    r"|oh|ah|ooh|well|indeed|of course|really|seriously|omg|wonderful|excellent|amazing|lovely|yay|done|deal"
    r"|love it|will do|why thank you|neat|sweet|brilliant|fair enough|no worries|never mind)\b"
)
ACCEPT = (
    r"\b(?:i(?:ll| will| am going to|m going to| shall| think ill|m gonna| might| may| can| want to| would"
    r"| should| ll)? (?:definitely |probably |have to |def |just |try to |go |surely |take |then )*(?:take (?:it"
    r"|that|this|the)|watch (?:it|that|this|them|those|one|the)|check (?:it|that|this|them|those|out|the|him|one)"
    r"|look (?:it|that|into|for|them|at)|give (?:it|that|them) a|see (?:it|that|this|them)|add (?:it|that|them)"
    r"|go with|accept)|we(?:ll)? take (?:it|that|this|the)|im in|sold|that works|thats (?:the one|perfect|great"
    r"|good|it)|sounds (?:good|great|perfect|interesting|fun|awesome|nice|like)|going with (?:it|that|the)"
    r"|looks? good|accept (?:it|that|your|the|this|recommendation))"
)

# "Ok the first then", "let's go with 2": a choice, which asks for nothing.
CHOOSES = (
    r"^(?:(?:ok|okay|alright|right|fine|good|great|cool|well|so|then|yes|yeah|lets|let us|we|ill|i|go|going|do"
    r"|have|with|for|watch|take|try|say|it is|be) ,? ?)+(?:the |number |# ?)?(?:first|second|third|fourth|last|\d"
    r"|xtitle)(?: one)?(?: then| it is| please| tonight)* ?[.!]*$"
)

# A verdict without a subject: "too slow for us".
TOO_SO = (
    r"^(?:meh|bleh|ugh|hm+|nah|no|ok|okay)? ?,? ?too (?!many|much)(?:slow|long|short|scary|sad|dark|loud|quiet|boring"
    r"|weird|violent|old|new|fast|silly|serious|heavy|light|hard|easy|american|mainstream|obvious|\w+y)\b"
    r"(?: \w+){0,3} ?[.!]*$"
)
# Beside a verdict: others are asked for.
FOR_MORE = (
    r"recommend|suggest|looking for|something|anything|any\b|like xtitle|similar|more|what (?:should|can|next|else"
    r"|other|would)|find|give me|show me|need|want|else|next|type|kind"
)
VERDICT = (
    r"(?:(?:i|we) )?(?:really |just |also )?(?:(?:didnt|did not|dont|do not|never) (?:really |much )?"
    r"(?:like|liked|enjoy|enjoyed|love|loved|care for|cared for)|disliked?) xtitle"
    r"(?: (?:at all|much|that much|either))?"
    r"|xtitle (?:was|is) ?(?:nt|not) (?:that |very |really |so |any )?"
    r"(?:good|great|my thing|my cup of tea|for me|interesting)"
)
