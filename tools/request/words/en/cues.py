"""Cues of polarity and of role: phrases after (or before) which a wish is wanted, unwanted, withdrawn, or a title is
liked, seen, rejected. All in norm form. The longest phrase wins.
"""

from __future__ import annotations

# --- said before what they govern ----------------------------------------------------------------------------------

NOT = (
    "nope on", "no to", "no on", "nope to", "pass on", "nah to", "nope not", "nah not", "always leave", "always skip",
    "always avoid", "always exclude", "no", "not", "without", "minus", "except", "except for", "excluding", "exclude",
    "excepting", "sans", "less the", "anything but", "anything except", "anything other than", "anything apart from",
    "anything besides", "everything but", "everything except", "apart from", "aside from", "other than", "besides",
    "barring", "nothing with", "nothing", "nothing too", "none of that", "none of the", "none of those", "no more",
    "not any", "not a", "not another", "not the", "no other", "never", "never again", "avoid", "avoiding", "skip",
    "skip the", "leave out", "leaving out", "leave off", "cut out", "rule out", "ruling out", "keep out",
    "stay away from", "steer clear of", "keep away from", "free of", "lacking", "lose the", "ditch", "hold the",
    "spare me", "dont want", "do not want", "dont wanna", "doesnt want", "dont need", "dont feel like",
    "do not feel like", "not feeling", "not in the mood for", "no mood for", "isnt", "arent", "wasnt", "is not",
    "are not", "not be", "aint", "not into", "not in", "cannot be", "cant be", "shouldnt be", "should not be",
    "must not be", "mustnt be", "shouldnt have", "doesnt have", "dont have", "does not have", "doesnt involve",
    "dont involve", "does not involve", "not involving", "doesnt contain", "doesnt include", "dont include",
    "do not include", "dont show me", "do not show me", "dont show", "dont give me", "do not give me",
    "dont recommend", "do not recommend", "dont suggest", "do not suggest", "never recommend", "never show me",
    "never suggest", "never give me", "rather not", "id rather not", "rather not have", "prefer not", "preferably not",
    "no need for", "not about", "not too", "nor", "neither", "nothing that is", "nothing that has",
    "nothing to do with", "as opposed to", "not really into", "not much into", "not too much into", "no too much into",
    "not big on", "not too big on", "not so much", "not keen on", "not too keen on", "not really", "not necessarily",
    "but not", "hardly any", "enough", "enough of", "enough with", "enough with the", "had enough of",
    "ive had enough of", "too much", "doesnt star", "not starring", "not with", "not by", "not from", "not set", "ban",
    "block", "cut the", "drop all", "remove", "filter out", "get rid of", "non", "not like", "nothing like",
    "not anything", "not something", "less", "zero", "allergic to", "im allergic to", "not interested in",
    "no interest in", "wont watch", "will not watch", "cant watch", "cannot watch", "cant do", "cant handle",
    "cannot handle", "cant take", "cant deal with", "refuse to watch", "never watch", "dont watch", "do not watch",
    "dont do", "i dont do", "dont make it", "dont go for", "keep it free of",
)  # fmt: skip
REJECT = (
    "sick to death of", "sick and tired of", "hate", "hated", "hates", "i hate", "despise", "detest", "loathe",
    "dislike", "disliked", "dislikes", "dont like", "dont really like", "do not like", "do not really like",
    "didnt like", "didnt really like", "did not like", "doesnt like", "does not like", "dont care for",
    "didnt care for", "did not care for", "do not care for", "dont much like", "dont love", "didnt love",
    "did not love", "dont enjoy", "didnt enjoy", "did not enjoy", "do not enjoy", "never liked", "never cared for",
    "cant stand", "cannot stand", "cannot abide", "cant abide", "cant bear", "cannot bear", "couldnt stand",
    "cant bear", "not a fan of", "not a big fan of", "not a huge fan of", "not really a fan of", "not fans of",
    "no fan of", "not much of a fan of", "not crazy about", "not mad about", "not fond of", "sick of", "tired of",
    "fed up with", "bored of", "bored with", "bored by", "over it with", "wasnt a fan of", "was not a fan of",
    "wasnt into", "didnt get", "didnt finish", "never finished", "dropped", "gave up", "bailed on", "ill pass on",
    "pass on", "disappointed by", "disappointed with", "disappointed in", "was disappointed in", "annoyed by",
    "put off by", "not my thing", "couldnt get into", "couldnt finish", "couldnt get through", "gave up on",
    "walked out of", "fell asleep during", "turned off by", "wasnt crazy about", "wasnt impressed by",
    "wasnt impressed with", "not impressed with", "isnt into", "arent into", "not interested at all in",
    "not at all interested in",
)  # fmt: skip
LIKE = (
    "yes to", "yep to", "yay to", "counts me in for", "not unlike", "similar titles to", "similar titles",
    "similar movies to", "similar films to", "similar shows to", "similar series to", "similar albums to",
    "similar podcasts to", "similar things to", "similar stuff to", "neighbours of", "neighbors of", "matches to",
    "matches for", "resemble", "similar :", "swears by", "swear by", "raves about", "rave about", "in between",
    "something between", "halfway between", "meets", "loved him in", "loved her in", "liked him in", "liked her in",
    "like him in", "love him in", "love her in", "loved them in", "like", "likes", "liked", "love", "loves", "loved",
    "loving", "luv", "adore", "adored", "enjoy", "enjoys", "enjoyed", "enjoying", "similar to", "similar with",
    "similiar to", "simular to", "akin to", "in the vein of", "in the style of", "in the spirit of",
    "along the lines of", "on the lines of", "reminiscent of", "reminds me of", "remind me of", "comparable to",
    "same vein as", "same as", "same style as", "same vibe as", "same vibes as", "same feel as", "same mood as",
    "vibe of", "vibes of", "the feel of", "the mood of", "a la", "such as", "for example", "eg", "ex", "for instance",
    "fan of", "fans of", "big fan of", "huge fan of", "crazy about", "obsessed with", "favorite is", "favourite is",
    "favorites are", "favourites are", "favorite movie is", "favourite film is", "favorite film is",
    "favourite movie is", "favorite movies are", "favourite films are", "favorites include", "favourites include",
    "favorite movie of all time is", "favorites like", "really into", "im into", "i am into", "as was",
    "in the same vein as", "same kind as", "a bit like", "kind of like", "sort of like", "more like", "much like",
    "just like", "things like", "close to", "closest to", "resembles", "resembling", "inspired by", "match to",
    "match for", "going back to", "go back to", "used to watch", "cross between", "mix of", "mixture of",
    "enjoyed watching", "liked watching", "loved watching", "love watching", "recently loved", "partial to",
    "favorite was", "favourite was", "favorites were", "if i liked", "if you liked", "fond of", "because i liked",
    "because i loved", "since i liked", "matches", "matching", "in line with", "as good as", "feels like",
    "favorite movie was", "favourite film was", "favorite movies include", "favourite films include", "prefer",
    "seen and loved", "watched and loved", "saw and loved", "seen and liked", "saw and liked", "watched and liked",
    "seen and enjoyed", "watched and enjoyed", "saw and enjoyed", "really felt", "blown away by", "hooked on",
    "grew up on", "grew up with", "spirit of", "in the mold of", "similar in tone to", "similar vibe to",
    "similar vibes to", "similar feel to", "reminded me of", "companion to", "goes well with", "go with", "pairs with",
    "follow up to", "after watching and loving",
)  # fmt: skip
SEEN = (
    "cried through", "sat through", "slept through", "suffered through", "we know", "i know", "done with", "listened",
    "own", "already own", "did", "seen", "saw", "have seen", "already seen", "watched", "already watched",
    "just watched", "just saw", "just finished", "have watched", "finished", "finished watching", "rewatched",
    "been through", "went through", "know", "already know", "been watching", "have already seen", "ive seen",
    "ive watched", "binged", "just binged", "came from", "caught", "viewed", "read and seen", "heard", "listened to",
    "already heard", "have heard", "i own", "just listened to", "finished listening to",
)  # fmt: skip
UNSEEN = (
    "havent seen", "have not seen", "hasnt seen", "not seen", "never seen", "didnt see", "did not see",
    "havent watched", "have not watched", "never watched", "didnt watch", "did not watch", "never saw", "yet to see",
    "still have to see", "heard of", "heard about", "check out", "checking out", "looking forward to",
    "havent heard of", "never heard of", "have you seen", "did you see", "have you watched", "did you watch",
    "seen any", "not heard of", "excited for", "do you know", "ever seen", "ever watched", "have you heard",
    "you heard", "didnt know", "dont know", "do not know", "you seen", "want to rewatch", "mentioned", "havent heard",
    "have not heard", "meaning to watch", "meaning to see", "on my list", "dying to see", "yet to watch", "heard that",
    "i heard", "ive heard", "know if", "know of", "know any", "know some", "know a", "know what", "know how",
    "know who", "let me know", "you know any", "know anything", "know about", "heard it", "know where", "know why",
    "know when", "know which", "know that", "as you know", "seen it", "saw it", "seen that", "watching it",
    "watched it", "saw that", "heard good things about", "heard great things about",
)  # fmt: skip
DROP = (
    "instead of", "leave the", "forget", "forget about", "forget the", "never mind", "nevermind", "nvm", "ignore",
    "drop", "lift", "scrap", "cancel", "doesnt matter if its", "it doesnt matter if its", "doesnt matter how",
    "it doesnt matter how", "doesnt matter which", "doesnt matter what", "doesnt matter whether", "no matter",
    "no matter how", "no matter the", "regardless of", "dont care about", "i dont care about", "dont mind about",
    "dont care how", "dont care which", "dont care what", "dont care if its", "dont worry about", "no longer need",
    "doesnt need to be", "doesnt have to be", "dont need it to be", "neednt be", "need not be", "not necessarily",
    "no need to be", "does not have to be", "does not need to be", "dont have to be", "dont need to be", "no longer",
    "no limit on", "no limits on", "remove the", "take off", "take away", "loosen", "relax", "not fussed about",
    "not bothered about", "not picky about", "not fussy about", "undo the", "no preference on", "no preference for",
    "dont insist on", "not only", "stop insisting on", "can lose", "leave aside", "scratch", "scratch the",
    "disregard", "skip the limit", "instead of just", "rather than", "without the limit", "no more limit", "not just",
    "we can drop", "you can drop",
)  # fmt: skip
ALLOW = (
    "i dont mind", "dont mind", "do not mind", "wouldnt mind", "would not mind", "okay with", "ok with", "fine with",
    "im fine with", "im ok with", "im okay with", "cool with", "happy with", "not against", "open to", "can be",
    "could be", "allow", "you can include", "include", "can include", "you may include", "im good with",
    "could also be", "can also be", "could even be", "may be", "might be", "bring back", "put back",
)  # fmt: skip
WANT = (
    "it has to be", "it should be", "it must be", "it needs to be", "it can be", "it could be", "it cant be",
    "they should be", "they have to be", "it would be nice if", "i mean", "i meant", "i said", "i asked for",
    "make sure its", "as long as its", "as long as it is", "hope its", "so long as its", "ideally its", "only if its",
    "provided its", "make sure it is", "if its", "if it is", "want", "i want", "wants", "wanted", "wanna",
    "looking for", "look for", "search for", "searching for", "in the mood for", "mood for", "up for", "give me",
    "show me", "find me", "find", "get me", "suggest", "recommend", "need", "i need", "something", "somethin", "smth",
    "sth", "anything", "just", "only", "instead", "rather", "id rather", "would rather", "would like", "id like",
    "should be", "must be", "has to be", "have to be", "needs to be", "got to be", "make it", "make that", "lets",
    "how about", "what about", "maybe", "perhaps", "please", "with", "nothing but", "interested in", "keen on",
    "fancy", "feel like", "craving", "id love", "would love", "i would love", "hoping for", "after something",
    "prefer", "would prefer", "id prefer", "preferably", "ideally", "more", "can you", "could you", "do you have",
    "have you got", "any good", "got any", "some", "but with", "switch to", "change to", "change it to", "go for",
    "what else", "what other", "which other", "what next", "whats next", "who else", "any other", "anyone", "stick to",
    "stick with", "keep", "also", "you have", "are there", "is there", "there are", "am after", "im after",
    "any recommendations", "any suggestions", "can i have", "can i get", "id go for", "ill take", "i will take", "try",
    "lets try", "lets go with", "lets do", "lets have", "one with", "ones with", "at least", "thats", "that is",
    "which is", "that are", "who", "i am", "im", "usually", "mostly", "either",
)  # fmt: skip
STOP = (
    "but",
    "however",
    "although",
    "though",
    "yet",
    "still",
    "otherwise",
    "except that",
    "because",
    "cause",
    "cuz",
    "since",
    "so",
    "then",
)
# The speaker talks of something there, and wishes for nothing.
NARRATE = (
    "counts as", "count as", "count as a", "qualifies as",
    "first is", "second is", "third is", "last is", "first was", "second was", "third was", "first one is",
    "second one is", "third one is", "first =", "second =", "=",     "it was", "it is", "its", "sounds like",
    "sound like", "looks like", "look like", "more than", "that was", "this was", "they were", "they are", "it looks",
    "that looks", "that seems", "it sounds",
    "that sounds", "sounds", "looks", "it seems", "seems", "he was", "she was", "he is", "she is", "hes", "shes",
    "is it",
    "was it", "is that", "was that", "is this", "are they", "were they", "does it", "did it", "do you like",
    "do you love",
    "do you enjoy", "do you prefer", "did you like", "did you enjoy", "did you love", "what kind of", "what type of",
    "what sort of", "which kind of", "are you into", "how was", "it had",
    "it has", "was so", "was very", "was really", "is so", "is very", "that one is", "that one was", "i thought it",
    "i thought that",
    "you like", "what do you", "do you think", "they made", "isnt it", "isnt that", "wasnt it", "wasnt that", "is he",
    "is she", "arent they", "doesnt it",
    "thought it was", "i think it", "thought was", "isnt that a", "it isnt", "it wasnt", "that isnt", "that wasnt",
    "theyre", "i like how",
    "i liked how", "i love how", "i loved how", "this is", "all this is", "these are", "those are", "i am from",
)  # fmt: skip
BLOCK = (
    "no problem", "no problems", "no worries", "no thanks", "no thank you", "no idea", "no rush", "no doubt", "no way",
    "no one", "not sure", "im not sure", "not only", "not bad", "not too bad", "not at all", "not yet", "why not",
    "not that i know of", "if not", "not much", "not a problem", "or not", "whether or not", "cant wait",
    "cant go wrong", "cant go wrong with", "cant get enough of", "cannot get enough of", "never get enough of",
    "cant decide", "cant think", "cant remember", "dont remember", "dont think", "dont know",
    "dont have any preference", "no preference", "no preferences", "nothing in particular", "nothing particular",
    "nothing special", "nothing specific", "not picky", "im not picky", "not fussy", "not to mention",
    "nothing better than", "nothing beats", "no matter what", "dont care", "i dont care", "doesnt matter",
    "it doesnt matter", "do not care", "could care less", "not long ago", "not too long ago", "not just",
    "last but not least", "more or less", "would like to", "id like to", "like to", "like that", "like this",
    "like it", "like them", "like him", "like her", "would like it", "like i said", "what would you like",
    "feel like watching", "feels like", "anything like that", "something like that", "something like this",
    "stuff like that", "more like that", "more like this", "things like that", "like those", "like these",
    "movies like that", "movies like this", "films like that", "films like this", "likely", "what is it like",
    "whats it like", "you know", "no spoilers", "spoiler free", "i guess not", "maybe not", "of course not",
    "not exactly", "not from what", "less than", "never too", "never gets old", "not necessarily", "who doesnt",
    "would you like", "as you like", "if you like", "whatever you like", "you would like", "i think i would like",
    "might like", "may like", "will like", "would like that", "you'd like", "id like that", "what else do you like",
    "who else", "i dont know", "not in particular", "not particularly", "not that", "not that one", "not this one",
    "not those", "not these", "anything like it", "anything like them", "something like it", "i wish",
    "nothing wrong with",
)  # fmt: skip

# A wish to watch: what follows is wanted, but a title is neither liked nor seen.
WISH = (
    "want to see", "wanted to see", "wanna see", "want to watch", "wanted to watch", "wanna watch", "going to watch",
    "will watch", "ill watch", "would watch", "plan to watch", "planning to watch", "should watch", "need to watch",
    "have to watch", "have to see", "need to see", "should see", "watching with", "to see", "watch", "watch with",
    "start watching", "to watch", "can watch", "wish to see", "wish to watch", "seeing", "interested in watching",
    "interested in seeing", "like to see", "like to watch", "would like to see", "would like to watch",
    "id like to see", "id like to watch", "rather watch", "rather see", "id rather watch", "id rather see",
    "love to see", "love to watch", "feel like watching", "watching", "enjoy watching", "like watching", "to hear",
    "to listen to", "listen to", "hoping to see", "hope to see", "trying to find", "in the mood to watch", "to play",
    "wanted to see",
)  # fmt: skip

# Cues that are no fixed phrase: regular expressions over the norm text.
CUE_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"(?:(?<=[.?!,] )|^)(?:isnt|arent|wasnt|werent|doesnt|didnt)", "narrate"),
    (r"(?:(?<=[.?!,] )|^)know (?:of )?(?:any|some|a|another)", "want"),
    (r"(?:a|one|another) (?:good|great|nice|funny|really good) (?:\w+ ){1,3}(?:is|was|would be)", "like"),
    (r"(?:made|makes|had) (?:me|us) (?:cry|bawl|laugh|smile|weep|happy|sob|in tears|crying|laughing)", "after_like"),
    (r"nothing but", "want"),
    (r"(?:dont|do not|never)(?: (?:you|ever|again|please|just|even))+ (?:recommend|suggest|show|give|play|offer"
        r"|pick|choose|list|include)(?: (?:me|us|any|anything|more))*", "not"),
    (r"thumbs up (?:for|to)", "like"),
    (r"thumbs down (?:for|to)", "reject"),
    (r"(?:do|would|did|dont|does|can) (?:you|u|ya|anyone) (?:happen to |also )?know(?: of| about)?(?: a| an"
        r"| any| some| other| another| more)+", "want"),
    (r"(?:is|was|are|were|isnt|does|did|has|have|do) (?:the |number |no |# ?)(?:first|second|third|fourth|fifth"
        r"|last|\d|1st|2nd|3rd|one)(?: one| film| movie| series)?(?! (?:with|about|by|from))", "narrate"),
    (r"as \w+ as", "like"),
    (r"(?:the )?same (?!director|actor|actress|decade|year|country|language|length|person|guy)(?:\w+ ){0,3}as", "like"),
    (r"(?:favou?rites?|fav|fave|faves|favs)(?: (?!movie i|film i)\w+){0,4}? (?:is|are|was|were|include|includes"
        r"|would be|has to be|have to be|:|=)", "like"),
    (r"(?:last|recent|latest|first) (?:\w+ )?(?:one|movies?|films?|thing|show|series|album)(?: that)? (?:i|we"
        r"|ive|weve)(?: \w+)? (?:watched|saw|seen|heard|finished)(?: \w+){0,3} (?:was|is|were|are)", "seen"),
    (r"(?:have |ive |weve |has |i )?heard (?:\w+ )?(?:of|about|that|good|great|things|so much)", "unseen"),
    (r"(?:thanks|thank you|ty|thx|appreciate)(?: (?!i\b|im\b|am\b|we\b|looking|search|can|could|do\b)\w+){0,3} for",
    "narrate"),
    (r"(?:it|that|this|which|he|she|they)(?: \w+)? (?:seems?|sounds?|looks?|feels?)(?: \w+)? (?:like|as if)",
    "narrate"),
    (r"(?:i|we)(?: (?:really|also|just|already|only|finally|recently))* (?:did see|did watch|did hear)", "seen"),
    (r"(?:i|we)(?: (?:really|also|still|always|actually))* (?:do|did) (?:like|love|enjoy)", "like"),
    (r"(?:dont|do not|didnt|did not|never|cant|doesnt|wont|isnt|not)(?: (?:really|usually|generally"
        r"|particularly|especially|normally|often|even|actually|that|very|so|quite|always|ever|just|want to|wanna"
        r"|need to|feel like|typically|all that))+ (?:like|love|enjoy|care for|into|watch|fan of|a fan of|big on"
        r"|keen on|fond of|want|do|go for|get into|dig)(?! (?:to (?:say|know)))", "reject"),
    (r"(?:am|im|are|were|weare|was|is|hes|shes|theyre|we)(?: (?:really|just|so|also|kind of|kinda|definitely"
        r"|absolutely|honestly|generally|really just|all))* not(?: (?:really|that|very|so|too|much|all that"
        r"|particularly|a big|a huge|big|quite|usually|exactly|much of))* (?:a fan of|a fan|fan of|into|in to"
        r"|big on|keen on|fond of|interested in|in the mood for|a lover of|crazy about|up for|looking for|after"
        r"|feeling|wanting)", "reject"),
    (r"(?:not|isnt|arent|aint)(?: (?:really|exactly|quite|necessarily|too|that|very|so|all that|overly|super"
        r"|particularly|terribly|at all))+", "not"),
    (r"(?:would|could|i d|id|wouldnt|could) (?:do|live) without(?: the| any)?", "not"),
    (r"(?:leave|keep|cut|take)(?: (?:out|off|away))? (?:all )?(?:the )?(?=\w+(?: \w+)? (?:out|off|away|away from)\b)",
    "not"),
    (r"(?:nothing|none|anything) (?:\w+ )?(?:but|except|other than|besides|apart from)(?! (?:i|im|we|maybe))", "not"),
    (r"everything (?:but|except)", "not"),
    (r"no (?:more |need for |need of |interest in |desire for )(?:the |any )?", "not"),
    (r"(?:am|im|i) (?:\w+ )?(?:sick|tired|bored|fed up|done) (?:and tired )?(?:of|with)(?: watching| seeing"
        r"| all the| all| these| the)*", "reject"),
    (r"(?:without|minus|except|excluding|skip|avoid|no|not)(?: (?:any|all|the|too much|so much|much|more|of the"
        r"|of that|those|these|that|your usual|a lot of|lots of))+", "not"),
)  # fmt: skip

# --- said after what they govern -----------------------------------------------------------------------------------

AFTER_NOT = (
    "still arent", "still isnt", "still are not", "still is not", "still out", "not any more", "not anymore",
    "stay banned", "stays banned", "remain banned", "is too much", "are too much", "is out", "are out",
    "isnt my thing", "arent my thing", "is not my thing", "are not my thing", "isnt really my thing",
    "arent really my thing", "not my thing", "isnt for me", "arent for me", "is not for me", "are not for me",
    "not for me", "is a no", "are a no", "is a no go", "are a no go", "no go", "isnt my cup of tea",
    "arent my cup of tea", "not my cup of tea", "out of it", "bores me", "bore me", "bores me to tears", "bore us",
    "bores us", "annoys me", "annoy me", "puts me to sleep", "put me to sleep", "gives me nightmares",
    "give me nightmares", "makes me sick", "make me sick", "is off the table", "are off the table", "off the table",
    "off limits", "is off limits", "are off limits", "excluded", "is excluded", "are excluded", "not included",
    "is banned", "are banned", "dont do it for me", "doesnt do it for me", "leaves me cold", "leave me cold",
    "isnt our thing", "is too much for me", "are too much for me", "turns me off", "turn me off", "dont interest me",
    "doesnt interest me", "dont appeal", "doesnt appeal", "dont appeal to me", "doesnt appeal to me",
    "isnt what i want", "is not what i want", "arent what i want", "is the last thing i want",
    "is not really my thing", "are not really my thing", "isnt my favorite", "isnt my favourite", "gets on my nerves",
    "get on my nerves", "isnt my style", "free please", "upsets me", "upset me", "scares my kids", "arent our thing",
    "freak me out", "freaks me out", "creep me out", "creeps me out", "isnt my genre", "arent my genre", "isnt my jam",
    "not my jam", "can stay away", "can stay out", "is not welcome", "arent welcome",
)  # fmt: skip
AFTER_LIKE = (
    "is also one of my favorites", "is also a favorite", "is also another", "is another favorite",
    "is another one of my favorites", "is a fav", "is my fav", "are my fav", "are my favs", "was my fav",
    "is one i like", "is one i love", "i loved", "we loved", "i liked", "we liked", "i enjoyed", "we enjoyed",
    "i love", "i really liked", "i really loved", "i adored", "= my whole personality", "is my favorite",
    "is my favourite", "are my favorites", "are my favourites", "are my favorite", "are my favourite",
    "was my favorite", "was my favourite", "is one of my favorites", "is one of my favourites",
    "is one of my favorite", "is one of my favourite", "is a one of my favorites", "is a favorite", "is a favourite",
    "is my all time favorite", "was great", "was awesome", "was amazing", "was good", "was really good",
    "was fantastic", "was brilliant", "was excellent", "was wonderful", "was perfect", "was fun", "was really great",
    "was so good", "was hilarious", "was incredible", "was a great movie", "was a good movie", "was pretty good",
    "was very good", "is great", "is awesome", "is amazing", "is a good movie", "is a great movie", "is a classic",
    "is the best", "are great", "are awesome", "were great", "were good", "were awesome", "blew me away",
    "is fantastic", "is brilliant", "is wonderful", "is so good", "is good", "is really good", "was a blast",
    "made me cry", "moved me", "was a masterpiece", "is a masterpiece", "was a favorite", "was a favourite",
    "is a great film", "was a great film", "was superb", "was lovely", "was spot on", "really got me",
    "was perfect for me", "stuck with me", "is perfection", "was funny", "is perfect", "was one of my favorites",
    "was one of my favourites", "is up my alley", "is the type", "is the kind", "was right up my alley",
    "hit the spot", "was spectacular", "is hilarious",
)  # fmt: skip
AFTER_REJECT = (
    "was one of the worst", "is one of the worst", "was the worst", "is the worst", "i gave up on", "we gave up on",
    "i hated", "we hated", "i didnt like", "we didnt like", "i did not like", "i couldnt finish", "i disliked",
    "i hate", "i dont like", "i cant stand", "i couldnt get into", "i never liked", "was boring", "was bad",
    "was terrible", "was awful", "was horrible", "was dull", "was disappointing", "was a disappointment", "was a bore",
    "was rubbish", "was stupid", "was so boring", "was too slow", "was too long", "was too scary", "was too sad",
    "was too violent", "was too dark", "was too weird", "was meh", "was not good", "wasnt good", "wasnt great",
    "wasnt for me", "was not for me", "was overrated", "is overrated", "left me cold", "bored me", "put me to sleep",
    "was crap", "is boring", "is bad", "is terrible", "is awful", "sucked", "sucks", "wasnt my thing",
    "did nothing for me", "didnt do it for me", "was a waste of time", "was silly", "was so bad", "was pretty bad",
    "was really bad", "disappointed me", "annoyed me", "was lame", "was dreadful", "was a letdown", "wasnt that good",
    "wasnt very good", "wasnt that great", "was too much", "was a let down", "was hard to watch", "was just okay",
    "was painful", "is not for me", "isnt for me",
)  # fmt: skip
AFTER_ALLOW = (
    "may be included", "can be included", "may be in it", "can be in it", "might be in it", "may appear", "can appear",
    "may be there", "can be there", "may star", "can be included", "is enough", "are enough", "is fine", "are fine",
    "allowed", "allowed again", "is ok", "are ok", "is okay", "are okay", "is good too", "are good too", "is alright",
    "are alright", "is all right", "are all right", "is allowed", "are allowed", "is fine too", "are fine too",
    "is fine by me", "are fine by me", "is welcome", "are welcome", "is also fine", "are also fine",
    "is fine after all", "are fine after all", "is ok too", "are ok too", "is cool", "are cool", "works too",
    "work too", "would be fine", "would be ok", "would be okay", "would be fine too", "is ok after all",
    "are ok after all", "is okay after all", "are okay after all", "fine too", "ok too", "is no problem",
    "are no problem", "is back in", "are back in", "is back on the table", "are back on the table", "can come back",
    "is acceptable", "are acceptable", "are ok now", "is ok now", "is fine now", "are fine now", "is okay now",
    "are okay now", "too is fine", "dont bother me", "doesnt bother me", "are also ok", "is also ok",
    "is allowed again", "are allowed again", "will do too", "actually fine", "wont hurt", "is not a problem",
    "isnt a problem", "arent a problem", "is possible too",
)  # fmt: skip
AFTER_DROP = (
    "neednt be that high", "need not be that high", "doesnt have to be that high", "doesnt need to be that high",
    "neednt be so high", "neednt be", "is not so important", "not so important", "isnt so important",
    "not that important", "is not that important", "doesnt matter", "dont matter", "does not matter", "do not matter",
    "is not important", "isnt important", "arent important", "is irrelevant", "doesnt bother", "is negotiable",
    "isnt an issue", "is no object", "doesnt matter anymore", "doesnt matter any more", "no longer matters",
    "doesnt matter to me", "can go", "can be dropped", "is up to you", "is open", "not important", "isnt necessary",
    "is not necessary", "isnt needed", "is not needed", "no longer necessary", "is not a must", "isnt a must",
    "is optional", "isnt that important", "is up for grabs", "doesnt really matter", "is no longer needed",
)  # fmt: skip

AFTER_SEEN = (
    "i can recite", "we can recite", "by heart", "i know by heart", "inside out", "i have watched three times",
    "i have at home", "i own", "we watched", "we have watched", "we already saw", "we already watched", "they know",
    "they have seen", "they saw", "she has seen", "he has seen", "she knows", "he knows", "i finished already", "seen",
    "is seen", "was seen", "already seen", "seen already", "ive seen", "i have seen", "i have seen already",
    "ive seen already", "i know", "i already know", "i saw", "i know already", "i know by heart", "ive seen that",
    "i watched", "ive watched", "i already watched", "i already saw", "ive already seen", "i have already seen",
    "weve seen", "we have seen", "we know", "we saw", "watched already", "already watched", "i finished",
    "i have watched", "weve watched", "seen too", "seen also", "seen it", "seen that", "ive seen it", "seen that one",
    "ive seen that one", "i did", "is old news", "i have seen with", "ive seen with", "seen both", "i know well",
)  # fmt: skip

# --- around them ----------------------------------------------------------------------------------------------------

NEGATED_VERBS = frozenset("not havent hasnt never nevere didnt hadnt havnt haven nor neither".split())
SEEING = frozenset("seen see saw watched watch heard hear caught tried".split())
BETWEEN = frozenset(
    "yet ever actually really even personally still been able to gotten around got get the chance had have i"
    " we you quite to a".split()
)
AFTER_INTERJECTION = frozenset(
    "thats that is are was have had has did thanks and so if because can could would it its i im ive he she"
    " they we this not but never do you dont there theres id ill actually please sorry just maybe what".split()
)
