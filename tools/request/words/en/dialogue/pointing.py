"""Words that point at something spoken of before: ordinals, pronouns, "that director", and what is said of it."""

from __future__ import annotations

ORDINALS: dict[str, int] = {
    "first": 1, "1st": 1, "frist": 1, "fist": 1, "second": 2, "2nd": 2, "secnd": 2, "third": 3, "3rd": 3, "thrid": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "7th": 7, "eighth": 8, "8th": 8, "ninth": 9, "9th": 9, "tenth": 10,
    "10th": 10, "last": -1, "final": -1, "middle": 2,
}  # fmt: skip
# "the first two", "the last three": how many.
SPANS: dict[str, int] = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "couple": 2, "pair": 2}
# After an ordinal that is no place in a list.
NOT_AFTER_ORDINAL = (
    r"time|times|night|week|weekend|month|year|years|decade|century|half|season|seasons|thoughts?|of all|person|thing|day|days|class|evening|summer|winter"
    r"|world war|date|hand|minute|movie i|film i|movie we|film we|movie you|album i|show i|series i|podcast i|name|name|act|wave|grade|born|watched|saw|part|chapter|episode|movie that i|film that i|few|century|\d+ years"
)
NOT_BEFORE_ORDINAL = r"at|every|each|my|your|his|her|our|their|a|one|since|for the|this|when i|i"

PRONOUN = (
    r"(?:it|that one|this one|that movie|that film|that show|that series|that album|this movie|this film|that|this|dat|the movie|the film|that thing)"
)
PLURAL = r"(?:em all|em both|them all|em|all (?:of )?(?:them|these|those|three|two|four|five)|all of it|them all|them both|both of (?:them|those|these)|both|them|those|these|those two|these two|either of (?:them|those)|all)"
ANY = rf"(?:{PLURAL}|{PRONOUN})"
_MUCH = r"(?: (?:really|also|absolutely|totally|just|already|both|so|actually|kinda|too|have|obviously|sadly|definitely|probably))*"

# What the person says of it. Each has to follow no "have not" and no "would".
LIKED = (
    r"^(?:absolutely |truly |just |so |really |oh )*(?:what a |a |an )(?:wonderful|great|brilliant|amazing|marvel|marvellous|excellent|fantastic|superb|gem|masterpiece|lovely|beautiful)(?: (?:records?|films?|movies?|albums?|shows?|both|stuff|one|ones|series|podcasts?)){0,2} ?[.!]*$", r"^(?:wonderful|great|brilliant|amazing|excellent|fantastic|superb|lovely|beautiful) (?:records?|films?|movies?|albums?|shows?|both|ones|series|podcasts?)(?: both)? ?[.!]*$", r"the best (?:film|movie|show|thing|album|series|podcast) (?:ever|of all|i)", r"my all time", 
    r"(?:both|all) (?:loved|great|brilliant|excellent)|loved (?:both|all)",
    rf"(?<!you )(?<!may )(?<!could )(?<!probably )(?<!would )(?<!might )(?<!will )(?<!not )(?<!to )(?<!dont )(?<!didnt )(?<!id )(?<!ill )(?:love|loved|liked|enjoyed|adored|adore|loves|luv|luved) {ANY}(?! (?:when|if|how|to))",
    rf"i{_MUCH} like {ANY}(?: one)?(?: too| a lot| very much| as well)*(?= ?[.!,?]| ?$| and| but)",
    r"(?:^|[.,!?] ?|\b(?:but|and|because|cause|since|as|i think|thought) )(?:it|that|they|those|both|that one|this one|that movie) (?:was|were|is|are) (?:\w+ )?(?:good|great|awesome|amazing|fantastic|brilliant|excellent|wonderful|perfect|fun|incredible|lovely|hilarious|my favou?rites?)(?! (?:suggestion|recommendation|idea|choice|call|pick))",
    r"(?:is|was|its|thats|are|were|one of) (?:\w+ )?(?:my|our) (?:\w+ )?(?:fav|fave|favou?rite)s?", r"my (?:all time )?(?:fav|fave|favou?rite)",
    r"(?:so|very|really|pretty|absolutely|just|damn|how) (?:good|great|amazing|brilliant|fantastic|lovely|funny|awesome)\b(?! for| movie| film| one| stuff| series| show| album)", r"blown away", r"great (?:show|movie|film|one|series|album)\b",
    r"\bis (?:great|awesome|amazing|brilliant|fantastic|wonderful|excellent|perfect|the best(?! \w))",
)  # fmt: skip
LIKED_AFTER_SEEN = (
    r"marvel",
    r"gem\b",
    r"treat\b",
    r"delight",
    r"the best(?! \w)",
    r"amazing",
    r"awesome",
    r"brilliant",
    r"loved",
    r"liked",
    r"fantastic",
    r"great",
    r"excellent",
    r"good",
    r"wonderful",
    r"enjoyed",
    r"incredible",
    r"perfect",
    r"a classic",
    r"superb",
    r"masterpiece",
)
HATED = (
    r"not so much\b", r"\bnever again\b", 
    rf"(?:hate|hated|dislike|disliked|despise|didnt like|did not like|dont like|do not like|didnt enjoy|didnt care for|cant stand|couldnt stand|didnt get|not into|wasnt into|couldnt finish|gave up on|sick of|tired of) {ANY}",
    r"(?:it|that|that one|they|those|both) (?:was|were|is|are|looks|look|sounds|sound) (?:\w+ )?(?:boring|bad|terrible|awful|horrible|dull|rubbish|stupid|overrated|too \w+|crap|lame|silly|meh|disappointing|garbage|trash)",
    r"(?:s|is|was) (?:\w+ )?(?:rubbish|boring|terrible|awful|horrible|crap|overrated|garbage|trash|dull|not for me|not my thing|not my cup of tea|too \w+ for (?:me|us))",
    r"(?:s|is|was|are|were) (?:\w+ )?too (?!many|much|long|short|old|new|recent|late|expensive)\w+(?! to)", r"not my thing", r"(?:not|isnt|arent) (?:really |quite )?for (?:me|us|him|her|them|my \w+|the kids)", r"not my cup of tea", r"not interested(?! in)", r"isnt my thing", r"doesnt appeal(?: to me)?", r"doesnt interest me", r"no thanks not that", r"bored me",
    r"not something that interests me", r"don(?:t|ot) (?:ever )?show (?:it|that|that one|this|them)(?: to me)? (?:anymore|again|any more)", r"not keen", r"didnt work for me", r"wasnt (?:that |very |so )?(?:good|great|funny)",
)  # fmt: skip
SEEN_IT = (
    r"^seen(?:,? (?:and )?seen)+", r"listened to (?:it|that|those|them|that one)", r"(?:add|put) (?:it|that|this|them|those) (?:to|on|in) (?:my |the )?(?:seen|watched)", r"mark (?:it|that|this|them) as (?:seen|watched)",
    r"(?:both|all(?: three| four| of them| of these)?) (?:already )?(?:seen|watched)",
    rf"(?<!havent )(?<!not )(?<!never )(?<!have you )(?<!you )(?<!didnt )(?:seen|saw|watched|know|knows|heard|finished|own|played) {ANY}",
    r"(?:already|obviously|alredy|weve|ive|yes|yep|yeah) (?:already )?(?:seen|watched|know)(?= ?[.!,?]| ?$| already| too)", r"^(?:seen|watched|known|saw)(?: already| too| also| before)?(?= ?[.!,?]| ?$)",
    r"^(?:yes|yep|yeah|yup|sure)?,? ?(?:i|we) (?:have|did)(?: (?:seen|watched))?(?: it| that| that one| them| both| those)*(?! not| n)(?= ?[.!,]| ?$| and| it| but| i)",
    r"(?<!not )(?<!havent )(?<!never )\b(?:seen|watched) (?:already|before|also|too|already seen)(?= ?[.!,?]| ?$)", r"already seen", r"alredy seen", r"already watched", r"(?<!not )(?<!havent )(?<!never )(?<!i ve )seen ?[.!]", r"[?.,] seen (?:also|too|already)",
)  # fmt: skip
NOT_IT = (
    rf"(?:^|[,.!?] ?|\b)(?:not|nah|no|nope|skip|forget|drop|never|but not|without|lose|ditch) (?:not )?{ANY}(?= ?[.!,?]| ?$| again| please| then| one)",
    r"not (?:that|this) one", r"not those", r"not these", r"anything but (?:that|those|these)", r"seen it too (?:often|many times)",
)  # fmt: skip
UNSEEN_IT = (
    r"havent",
    r"have not",
    r"not seen",
    r"never seen",
    r"didnt see",
    r"not yet",
    r"never heard",
    r"dont know",
    r"did not see",
    r"havent seen",
    r"i will",
    r"ill (?:have to )?(?:watch|check|see|look)",
    r"want to see",
)

# "more like that", "similar to it".
LIKE_IT = (
    rf"(?:(?<!thats )(?<!that is )more|something|anything|movies?|films?|stuff|things?|ones?|shows?|series|else|exactly|just|much|kind of|sort of|smth|songs?|albums?|podcasts?) (?:\w+ )?like (?:the )?{ANY}(?: one| ones)?(?! (?:one )?(?:with|about|from|director|actor))",
    r"(?:^|[.?!,] ?)like (?:that|this|it)\b",
    rf"(?:similar to|in the vein of|along the lines of|kind of|same as|close to|reminiscent of|more of) (?:the )?{ANY}(?: one| ones)?(?! (?:one )?(?:with|about|from|director|actor))", r"more of (?:that|the same|this|those)", r"of that kind",
    r"more like dat", r"similar (?:ones?|movies?|films?|stuff|things?|shows?|to it)(?= ?[.!,?]| ?$| please| but| from| with| in)", r"anything similar", r"something similar", r"similar(?= ?[.!,?]| ?$)", r"like those two",
)  # fmt: skip
WHOLE_LIST = (
    r"(?:which|what|any|one|some|none) of (?:these|those|them|the (?:two|three|four|five))",
    r"(?:compare|between) (?:them|these|those|the two|both)",
    r"\bthem\b",
    r"\bthese\b(?! days)",
    r"\bthose\b",
    r"do they",
    r"are they",
    r"\bboth\b",
    r"each of",
    r"all three",
    r"the two\b",
    r"either of",
)

COMPARATIVES: dict[str, str] = {
    "shorter": "short", "less long": "short", "quicker": "short", "longer": "long", "newer": "new", "more recent": "new",
    "younger": "new", "later": "new", "older": "old", "earlier": "old",
}  # fmt: skip

# "Shorter than the first", "nothing longer than that one".
_COMPARATIVE = "|".join(COMPARATIVES)
RELATIVE = (
    rf"(?<!\w)(?P<word>{_COMPARATIVE}) (?:ones? |films? |movies? |stuff |series |albums? |shows? )?(?:than|then)"
    r" (?!\d{3,4}|\d+ (?:min|hour|h\b)|an? hour|two hours)"
)
NO_MORE = r"(?:no|not|nothing|none) (?:any |be |much )?$"  # before it: a bound, not an order
IS_ASKED = r"\b(?:is|was|are|isnt) (?:it|that|this|the \w+|xtitle|\w+)(?: \w+)? $"  # "is it longer than Vertigo?"
POINTED = rf"(?:the |your |that )?(?:{'|'.join(ORDINALS)}|\d\b|number|it\b|that\b|this\b|those|these|them|one)"
