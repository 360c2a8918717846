"""Words that carry no wish of their own: they are left out of the free text, and no title is made of them alone."""

from __future__ import annotations

FUNCTION = frozenset(
    """a an the this that these those and or but nor so if then than as at by for from in into of off on onto out over
    to up with without within about above across after again against along among around because before behind below
    beneath beside besides between beyond down during each either every few here how just least less like many more
    most much near neither never next no not now once one only other others our own per same since some such there
    their them they too under until upon us very via was we were what when where whether which while who whom whose
    why will would you your yours me my mine i he him his she her hers it its be been being am are is do does did
    doing done have has had having can could may might must shall should im ive id ill youre youve youd theyre were
    weve hes shes thats theres whats lets dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt
    cant cannot havent hasnt hadnt aint whos wheres hows gonna wanna gotta gimme lemme kinda sorta em w u r ur pls
    plz plox thx ty lol haha hahaha hehe lmao omg btw imo imho tbh dat dis da anymore tho n cuz coz bc thru idk nah
    nope yep yeah yea yes ya yup ok okay k kk no oh ooh ah hmm hm um uh er ahh aww wow whoa well hewill shewill
    wewill weare hewould wewould shedwould hey hi hello hiya heya howdy""".split()
)
REQUEST_WORDS = frozenset(
    """want wants wanted looking look search searching find found give show tell suggest suggests suggested suggestion
    suggestions recommend recommends recommended recommendation recommendations recs rec need needs please help pick
    picks choose get got put something anything everything nothing somethin anythin someone anyone stuff thing
    things kind kinds sort sorts type types bit lot lots any all both none good great nice decent cool fine awesome
    amazing best better fantastic excellent wonderful perfect interesting solid favorite favourite favorites
    favourites really quite pretty rather maybe perhaps probably possibly definitely actually honestly basically
    literally simply even also still yet already ever always usually often sometimes mostly mainly especially
    specifically particular particularly preferably ideally thanks thank thankyou cheers sorry sure please watch
    watching watched see seeing seen saw listen listening hear heard play playing try trying tried know think
    thinking thought guess mean means meant say said feel feeling feels mood tonight today evening night weekend
    tomorrow now later time times day week afternoon morning make makes making made come comes came go goes going
    gone start started take takes taking let lets keep kept use using used work works movie movies film films flick
    flicks show shows series song songs album albums podcast podcasts lecture lectures course courses title titles
    option options idea ideas choice choices list one ones another else instead like similar likes liked love loved
    loves enjoy enjoyed enjoys prefer preferred hope hoping wish would fancy care mind matter matters interested
    available catalogue catalog library collection netflix hulu amazon prime streaming new newer recent old older
    long longer short shorter little big whole real ready open able might possible people person guy guys man friend
    friends wife husband girlfriend boyfriend mom mum dad parents partner myself ourselves us family kids kid
    children child year years yr yrs old minutes minute mins min hour hours hr hrs first second third last least
    most part half ago since until again back away far way couple few several many much enough include includes
    including included exclude except set based star stars starring starred directed director actor actress cast 1st
    2nd 3rd 4th 5th fourth fifth sixth genre genres theme themes story stories plot rated rating ratings age
    language languages country countries spoken called named name one two three four five six seven eight nine ten
    splendid lovely marvelous marvellous fabulous superb thing question sounds sound seems looks right left hand end
    ending plus must should too either way""".split()
)
# No wish either, but words that titles are made of ("A Walk to Remember", "Mad Max").
IDLE_WORDS = frozenset(
    "highly released add added recently roughly approximately approx max dunno whatever suitable handful single"
    " rewatch remember vein".split()
)
# Said to be polite: no titles, though works are called so.
STOCK = frozenset(
    """happy new year;good night;good morning;good evening;good afternoon;goodnight;good luck;good bye;goodbye
    take care;thank you;thanks a lot;nice to meet you;have a nice day
    have a good day;good day;see you;see you later;you too;me too;same here;i love you;happy holidays
    merry christmas;merry xmas;what about you;how are you;who are you;whats up;the best
    sounds good;well done;so long;no problem;of course;my pleasure;date night;movie night;black and white
    good times;good news;some good;the other one;the one;another one;the first;the second;the third;the last
    the end;the movie
    the film;good one;this one;that one;stay safe;never mind;what if;what else;why not;not yet;number one
    number two;number three;any good;not really;at least;so far;the two;both of us;all of us;the original
    you know""".replace("\n", ";")
    .replace("    ", "")
    .split(";")
)
STUDIOS = frozenset(
    "hollywood bollywood nollywood disney pixar marvel netflix hbo dc ghibli dreamworks lifetime hallmark hulu"
    " amazon apple bbc a24 blumhouse mcu".split()
)
# Moods of several words, each of which alone says nothing.
KEPT = (
    "feel good", "found footage", "thought provoking", "second world war", "first world war", "world war",
    "high school", "serial killer", "happy end", "happy ending", "black and white", "stand up", "slow burn",
    "coming of age", "true story", "true stories", "based on a true story", "real life",
    "time travel", "road trip", "family drama", "good looking", "easy watching", "mind bending", "plot twist",
    "old school", "one night", "around the world", "big city", "small town",
)  # fmt: skip
# Titles of these words alone are titles only in quotes, with a year, or as a capital in the middle of a sentence.
_SAYINGS = frozenset(
    "hated hate loathe despise adore adored avoid skip dislike disliked exclude without minus blown finished"
    " binged rewatched forget never fallen asleep".split()
)
WEAK_TITLE = FUNCTION | REQUEST_WORDS | _SAYINGS

GREETINGS = frozenset(
    "hi hello hey hiya heya howdy yo hola greetings morning evening afternoon sup hai hii hallo".split()
)
