"""What a clause says of a work, which stands in it as "xref": patterns over its norm form."""

from __future__ import annotations

# Words of praise and of blame, as fragments of patterns.
GOOD = (
    r"good|great|excellent|amazing|awesome|fantastic|wonderful|brilliant|perfect|favou?rites?|fav|fave|best"
    r"|classics?|masterpiece|beautiful"
    r"|beatiful|gorgeous|lovely|hilarious|incredible|superb|fun|funny|enjoyable|phenomenal|goat|goated|banger"
    r"|a banger|peak|stunning|gem|ace|corker"
    r"|cracking|belter|iconic|unreal|top notch|splendid|marvel|marvellous|delightful|outstanding|magnificent"
    r"|terrific|magic|sublime|insane|legendary|a treat|a delight|a joy"
)
BAD = (
    r"bad|boring|terrible|awful|horrible|dull|rubbish|overrated|disappointing|worst|crap|garbage|stupid|lame"
    r"|meh|mid|naff|pants|trash|cringe"
    r"|a bit much|a letdown|a let down|a bore|a snooze|a chore|tedious|dreadful|unwatchable|so slow|too slow"
    r"|silly|annoying|a mess"
)

# How a work looks from outside is no verdict: "looks fun", "heard good things".
PROSPECT = (
    r"\b(?:looks?|sounds?|seems?|looked|sounded|feels like|appears)(?: (?:like|really|very|so|quite|pretty"
    r"|kinda|to be|a bit|too|more|rather|like a|a|an|just))* \w+",
    r"\bheard (?:\w+ ){0,3}(?:good|great|bad|amazing|about|of|that)\b",
    r"\b(?:would|might|could|may|will|ill|id) (?:\w+ )?(?:like|love|enjoy|hate|watch|see|try|be)\b",
    r"\b(?:want|wanna|going|gonna|hope|plan|love|like) to \w+",
    r"\b(?:in the mood|if you|if i|if it|as if)\b.*",
    r"\bany good\b|\bgood (?:one|point|enough|for|with)\b|\bgreat for\b",
    rf"\b(?:{GOOD}) (?:\w+ )?(?:ideas?|calls?|choices?|picks?|suggestions?|recommendations?|recs?|tips?|finds?)\b",
)
UNSEEN = (
    r"\b(?:not|isnt|arent|un) ?(?:well |so |yet )?known\b|\bunknown\b|\b(?:not|un) ?familiar\b",
    r"\bgo(?:ing)? (?:with|for) (?:the )?xref\b",
    r"\b(?:havent|hasnt|not|never|didnt|havnt|dont|doesnt|hadnt)\b(?: (?!xref)\w+){0,3} (?:seen|see|watched"
    r"|watch|heard|hear|know|read|got round|finished|played|got)\b",
    r"\bnot yet\b|\bunseen\b|\bsaving\b|\bsave (?:it|that|xref)\b|\bon my list\b|\bfor later\b|\bnew to (?:me"
    r"|us|her|him)\b|\bnever heard\b|\bno idea\b",
    r"\b(?:do|have|did) (?:you|u|ya)\b|\b(?:know|knew|heard) (?:nothing|little|not much|nowt)\b",
)
SEEN = (
    r"\bbeen there\b|\b(?:i|we|ive|weve|already) (?:\w+ )?(?:used|taught|shown|screened|attended"
    r"|performed) (?:the )?xref",
    r"\b(?:already|also) (?:see|watch|listen|listen to|hear|heard|read|familiar|did|done|had|finish)\b",
    r"xref,? (?:we|i|they|she|he|we all)(?:ve| have| has)? (?:already |all )?(?:had|done|finished|got|played|did)\b",
    r"\b(?:worn out|worn thin|overplayed|(?:too |so |all |very )?(?:well|much) known|known to (?:me|us)"
    r"|known already|too familiar|familiar with|went to see|been to see|no news)\b",
    r"\b(?:remember|recall) xref (?:from|in|at|as|with|when)\b|\b(?:had|did|done) xref (?:in|at|last|for|with"
    r"|already)\b",
    r"\b(?:seen|watched|saw|finished|finish|heard|listened|rewatched|binged|caught|been through|sat through"
    r"|done with|through with)\b",
    r"(?<!you )(?<!dont )(?<!to )\b(?:i|we|she|he|they|ive|weve|mum|mom|dad|wife|husband|kids|everyone"
    r"|everybody|already|of course) (?:\w+ )?(?:knows?|knew|known|owns?|watched?|read|played)\b",
    r"^(?:\w+ ){0,2}(?:know|knows|knew|own|owns|owned|did|done|read|played|had|got) (?:already )?(?:the )?xref",
    r"\b(?:i|we|already|ive|weve|she|he|hes|shes|they) (?:already )?(?:have|has|got|did|had"
    r"|own) (?:the )?xref(?! (?:in mind|on my list|saved|for|ready|there|playing|on|in))",
    r"xref,? (?:i|we|she|he|they)(?: already| also)? (?:have|know|did|own|saw|seen|had|has|knows|watched"
    r"|could recite|can recite|can quote)\b",
    r"\bby heart\b|\binside out\b|\bby memory\b|\brecite\b|\bon (?:dvd|vinyl|cd|blu ray|bluray|tape|my shelf)\b"
    r"|\bat the (?:pictures|cinema)\b|\bin (?:the )?(?:cinema|theaters?|theatres?)\b",
    r"\b(?:twice|thrice|(?:two|three|four|five|six|ten|\d+|many|several|hundred|hundreds of|a million|million"
    r"|countless|so many|too many) times)\b",
    r"\bto bits\b|\bto death\b|\bold news\b|(?:add|put|mark) xref (?:to|on|in|as) (?:my |the )?(?:seen|watched)",
)
# Praise in words of blame.
ADORED = (
    r"\b(?:never|doesnt|dont|wont) (?:gets?|grow|grows) (?:old|tired|boring)\b|\b(?:cant|cannot|never"
    r"|couldnt) (?:get|have) enough of\b|\bnever (?:tire|get tired|get bored|get sick) of\b"
    r"|\b(?:cant|couldnt|nothing) (?:be )?(?:beat|top|fault|go wrong with) ?xref\b|\bcould watch xref (?:again"
    r"|any|every|all|forever|for)\b|\b(?:gets?|got) me every time\b",
)
LOVED = (
    r"\b(?:fan|fans|fond|lover|lovers) of (?:the )?xref\b|xref (?:is |was )?(?:so |pretty |really )?(?:dope|lit"
        r"|banging|a hoot|a blast|a riot|my jam|my thing|tops|the bomb|wow|chef s kiss)\b",
    r"(?<!would )\b(?:loved|love|loves|adored?|adores|luv|luved|cherish|treasure|worship|enjoyed|liked)\b(?! to\b)",
    r"\b(?:masterpiece|phenomenal|goated|goat|amazing|brilliant|fantastic|wonderful|awesome|excellent"
        r"|incredible|superb|outstanding|gorgeous|marvel|marvellous|marvelous|magnificent|gem|perfection|magic"
        r"|genius|sublime|stunning|treat|delight|banger|legend(?:ary)?|insane|beatiful|beautiful|hilarious"
        r"|unforgettable|beloved|extraordinary|remarkable|astonishing|exquisite|flawless|mesmerising|mesmerizing"
        r"|riveting|breathtaking|heartwarming|adorable|spectacular)\b",
    r"\b(?:5|five) stars\b|\b10 ?/ ?10\b|\b(?:10|ten) out of (?:10|ten)\b|\b(?:helped|got|pulled|saved) me\b",
    r"\b(?:favou?rites?|faves?|favs?|all time|comfort (?:film|movie|show|album)|dear to|bless it|bawl(?:ed"
        r"|ing)?|blew me away|blown away|value (?:it )?highly|obsessed|best (?:film|movie|thing|show"
        r"|album) (?:ever|of|i)|holds up|made (?:me|us) (?:cry|laugh|weep|bawl)|made my|oh my god|omg|up my alley"
        r"|hit the spot|what a (?:film|movie|show|ride|record|album))\b",
    r"xref,? (?:(?:is|was|were|are|s|so|both|all|just|really|pretty|very|absolutely|also|such|a|an|it|thats"
        r"|that|damn|fucking|bloody)\b ?)*(?:great|good|fun|lovely|perfect|cool|class|rules|rocks|ruled|slaps"
        r"|rocked|ace|top|solid|nice|sweet|cute|charming|funny|moving|classic|the best|fire|dope"
        r"|sick)\b(?! (?:for|to|with|idea|call|pick))",
    r"\b(?:was|were|is) (?:(?:so|really|very|pretty|just|absolutely|both|all) )*(?:great|good|fun|lovely"
        r"|perfect|funny|moving)\b(?! (?:for|to|idea|call))",
)  # fmt: skip
HATED = (
    r"\b(?:yikes|eww?|blah|bleh|way too much|too much for|for (?:babies|toddlers|old people|teens|teenagers"
        r"|little kids|losers|nerds)|(?:drives?|drove) (?:me|us|her|him) (?:mad|crazy|nuts|up the wall)|let ?down"
        r"|leaves? (?:me|us) cold|left (?:me|us) cold)\b",
    r"\b(?:just|simply|really|i) (?:cant|cannot|can not)(?: (?:do|take|handle|stand|bear|abide|watch|deal"
        r"|with))*(?: xref)? ?(?:[.!,;]|$)|\b(?:cant|cannot|can not|couldnt) (?:\w+ )?(?:do|take|handle|stand"
        r"|bear|abide|stomach|sit through|get through|get into|face|finish|watch) (?:the )?xref",
    r"\b(?:does|do|did|doing) nothing for (?:me|us|her|him)\b|\ba (?:hard |big |definite |firm )?no (?:from"
        r"|for) (?:me|us|her|him)\b|xref(?: is|s|:)? (?:a )?(?:hard|definite|firm|big) no\b|\bsick to death\b",
    r"\b(?:hated?|hates|loathed?|despised?|detest(?:ed)?|disliked?|cant stand|couldnt stand|bored|boring|meh"
        r"|overrated|overhyped|awful|terrible|horrible|dreadful|rubbish|garbage|trash|crap|dull|dire|lame"
        r"|(?:a|such a|total|bit of a) (?:bore|snooze|chore|drag|slog|mess|waste)"
        r"|unwatchable|disappoint\w+|desecration|snoozefest|yawn|cringe|mid|ruined|gave up|walked out|fell asleep"
        r"|put me to sleep|annoy\w*|nightmares?|worst|a mess|disgusting|gross|creepy|nasty|pointless|confusing"
        r"|predictable|cheesy|forgettable|mediocre|ridiculous|a bit much|not so much)\b",
    r"\btoo (?!many\b|much\b|$)\w+",
    r"\b(?:so|very|really|bit|is|was|just|thats) (?:slow|gloomy|bleak|depressing|stupid|silly|bloody|violent"
        r"|bad|weak|sad|dark|weird|long|pretentious)\b",
    r"\b(?:not|isnt|wasnt|arent|aint|werent|never|no) (?:\w+ )?(?:for (?:me|us|him|her|them|kids)|my (?:thing"
        r"|taste|kind|style|cup|bag|jam)|our thing|a fan|keen|into|interested|impressed|good|great|funny|fun"
        r"|doing it|worth|amused)\b",
    r"\b(?:didnt|did not|dont|do not|doesnt|never) (?:\w+ )?(?:like|love|enjoy|care for|get|work|finish|rate"
        r"|dig|appeal|do it for|want|fancy)\b",
)  # fmt: skip
# Refused whatever else is said of it.
REFUSED = (
    r"\b(?:replace|swap|exchange|remove|delete|bin|scrap|ban|block|hide|ditch|axe|discard|reject|get rid of"
        r"|do away with)(?: out)?(?: the)? xref\b",
    r"\b(?:take|leave|keep|get|cross|strike|cut|throw|put|kick|knock) (?:the )?xref (?:off|out|away|aside"
        r"|down from|from)\b|^(?:\w+ )?leave xref ?[.!]*$",
    r"xref,? (?:is |goes |should go |can go |has to go )?(?:off|off the list|out of (?:it|the list|here)"
        r"|away)(?: (?:please|then|too|as well|also))? ?[.!,]*$",
    r"^(?:\w+ )?(?:id|i would|wed|we would) (?:rather|prefer) not (?:watch |see |have |do )?xref|\bspare (?:me"
        r"|us) xref\b",
    r"\b(?:thumbs down|no|nope|nah|pass|nay|veto|negative) (?:for|on|to) (?:the )?xref",
    r"(?:^|[,;:] ?)(?:(?:and|but|so|ok|okay|well|no|nah|nope|bruh|please|just|god|ugh|hmm|oh|then"
        r"|rather),? ?)*(?:not|no|skip|forget|drop|lose|ditch|without|never|anything but|scrap|remove|cut"
        r"|take out|leave out|no more|enough of|sick of|tired of) (?:the |that |with |xref and )*xref",
    r"(?<!check )(?<!try )(?<!find )(?<!figure )xref ?[,:-]? (?:is out|out$|out[.,!]|no|nope|nah|never"
        r"|never again|no thanks|not again|pass|hell no|absolutely not|can go|ew|yuck|ugh)\b",
    r"\b(?:a miss|pass on xref|ill pass|had enough of|enough of|sick of|tired of|fed up with|never again"
        r"|never mention|dont show)\b",
)  # fmt: skip
# What is said last counts, unless it is a wish.
AFTER_BUT = (
    r"\bbut (?P<rest>(?!.*\b(?:want|wants|something|anything|looking|prefer|need|more|less|shorter|longer|newer"
    r"|older|lighter|funnier|other|others|nothing|like xref)\b).+)"
)
NOT_BEFORE = r"\b(?:not|isnt|wasnt|arent|aint|werent|never|no|didnt|dont|doesnt|hardly|nothing|cant)(?: \w+){0,2} $"
