"""How people criticise what they were shown: "too grim", "they look a bit heavy", "not funny enough"."""

# Each has its cue, and the word or words that it is said of.
_WORDS = r"(?P<said>\w+(?: (?:and|or) \w+)?)"
_HEDGE = r"(?:a (?:bit|little|tad|touch)|rather|kind of|kinda|somewhat)"
TOO = rf"\b(?P<cue>(?:(?:way|far|bit|little|tad|just|all|much|so) )?too) {_WORDS}"
# A hedge where it is said of something, or is all that is said: "they all look a bit bleak".
HEDGED = (
    r"(?:(?:^|[.,!] )(?:(?:hm+|mm+|eh|nah|ok|okay) )?(?:, )?"
    r"|\b(?:is|are|was|were|looks?|sounds?|feels?|seems?|thats|theyre|its|these|those) (?:(?:all|both|just) )*)"
    rf"(?P<cue>{_HEDGE}) {_WORDS}"
)
NOT_AS = rf"\b(?P<cue>(?:not|isnt|arent)(?: (?:quite|nearly))? as) {_WORDS} as\b"
# Before a noun it is said of the quality alone: "a not too serious comedy".
NOT_TOO = rf"\b(?:an?|some|one) (?P<cue>not (?:too|so|very|that|overly)) {_WORDS}"
NOT_ENOUGH = r"\b(?P<cue>(?:not|isnt|arent|wasnt|werent|aint)(?: (?:really|quite|nearly))?) (?P<said>\w+) enough\b"
COULD_BE = (
    r"\b(?P<cue>(?:could|should|must|needs? to|has to|have to) be(?: (?:a (?:bit|little|tad)|much|way))?)"
    r" (?P<said>\w+er|more \w+)\b"
)
# After "too", these are no quality: "too bad", "too many".
NO_QUALITY = frozenset("bad many much few late soon early often far for please of".split())
# What ends like a comparative, and is none.
NO_COMPARATIVES = frozenset("bitter clever sober tender eager meager sinister proper other over under".split())

# Qualities that are asked for by degrees: "lighter", "happier" are searched as "light", "happy".
GRADABLE = frozenset(
    "angry artsy arty bleak bloody bold brainy brave breezy bright brisk calm cheerful cheery cheesy clean clever"
    " close cold colorful colourful cool corny cosy cozy crazy creepy cute daft dark deep dense dirty dreamy dry"
    " dumb dusty eerie fast fierce fine fluffy fresh funky funny gentle gloomy goofy gory grand grim gritty groovy"
    " happy hard harsh hazy heavy hopeful icy jazzy jolly juicy kind lazy light lively lonely loud lovely lush mad"
    " meaty mellow merry messy mild moody nasty neat nerdy nice noisy odd peaceful plain playful poppy posh punchy"
    " quick quiet quirky rainy raunchy raw rich risky rough rude sad safe sappy scary sexy shady shallow sharp"
    " silly simple sleepy slick slow sly smart smooth soft solemn somber sombre spicy spooky stark steamy stormy"
    " strange subtle sunny sweet talky tame tender tense thick thin tidy tight tough ugly upbeat vivid warm weepy"
    " weird wet wild wise witty wordy zany".split()
)
