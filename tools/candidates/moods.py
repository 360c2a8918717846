"""Moods: words that say how a work should feel. Descriptions tell of people and events, titles happen to carry them.

"Something slow and beautiful" must not find "Slow West" and "A Beautiful Mind". So a mood is not looked for by
its letters; for search by meaning it is put in words that descriptions use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOODS: tuple[tuple[str, str], ...] = (
    (r"(?:makes? (?:me|us) )?cry(?:ing)?|weep(?:ing|y|ie)?|tear ?jerkers?|sob(?:bing)?"
     r"|heart ?breaking|sad(?:der|ness)?",
     "a heartbreaking drama of love, loss and grief"),
    (r"feel ?good|uplifting|heart ?warming|cheerful|cheers? (?:me|us) up|joyful|happy|life affirming",
     "a lighthearted, heartwarming comedy of friends with a happy ending"),
    (r"slow(?:er)?(?: burn(?:ing)?| paced)?|contemplative|meditative",
     "a patient, intimate drama about ordinary lives"),
    (r"beautiful(?:ly)?(?: shot)?|gorgeous|visually stunning|stunning|poetic|lyrical|beautiful visuals",
     "a lyrical drama of landscapes, memory and longing"),
    (r"gentle|calm(?:ing)?|soothing|relax(?:ed|ing)?|chill(?:ed)?|peaceful|quiet(?:er)?|subtle|understated",
     "an intimate, gentle story of solitude"),
    (r"warm|co[sz]y|comfort(?:ing)?|charming|sweet|wholesome",
     "a charming, tender story of family and friendship"),
    (r"funny|laugh(?:s|ing)?(?: out loud)?|hilarious|light(?:er|hearted| hearted)?|witty",
     "a comedy of mishaps and friends"),
    (r"silly|goofy|dumb|stupid|brainless",
     "a slapstick comedy of crazy antics"),
    (r"scary|creepy|terrifying|frightening|spooky|disturbing",
     "horror, evil and terror in the night"),
    (r"gritty|bleak|brutal|grim|dark(?:er)?",
     "a violent story of crime, corruption and despair"),
    (r"mind ?(?:bending|blowing|fuck)|trippy|surreal|weird(?:er)?|strange|bizarre|dream ?like",
     "a surreal story where dreams and reality blur"),
    (r"(?:clever |good |great |big |plot )*twists?(?: ending| at the end)?|twisty",
     "a mystery whose shocking secret is revealed"),
    (r"tense|suspenseful|gripping|edge of (?:my|the|your) seat|thrilling|intense|nail ?biting",
     "a tense cat and mouse hunt against time"),
    (r"action ?packed|explosive|adrenaline|fast ?paced|non ?stop|exciting",
     "fights, chases and explosions"),
    (r"romantic",
     "a romance of two people who fall in love"),
    (r"inspiring|inspirational|motivat(?:ing|ional)|moving|touching|emotional",
     "an inspiring true story of overcoming the odds"),
    (r"thought ?provoking|smart|clever|intelligent|deep|philosophical|profound",
     "questions of conscience, society and what it means to be human"),
    (r"nostalgic|nostalgia",
     "childhood memories and growing up"),
    (r"melanchol(?:y|ic)|wistful|bittersweet",
     "longing, regret and lost love"),
    (r"black (?:and |& )?white(?: classics?)?|old classics?|golden age",
     "a classic of the 1940s and 1950s"),
    (r"underrated|hidden gems?|overlooked|classics?|masterpieces?|must ?see|good|great|best|fun|entertaining|nice"
     r"|cool",
     ""),
)  # fmt: skip
_PATTERN = re.compile("|".join(rf"(?P<m{i}>\b(?:{words})\b)" for i, (words, _) in enumerate(_MOODS)), re.IGNORECASE)
_MUSIC = re.compile(r"\b(?:music|songs?|albums?|tunes?|tracks?|playlist|beats|jazz|techno|ambient)\b", re.IGNORECASE)
_LOOSE = re.compile(
    r"^(?:and|but|or|with|an?|the|very|really|so|,|;)\s+|\s+(?:and|but|or|with|an?|the|,|;)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Theme:
    """`subject`: what may be looked for by its words. `meaning`: subject and moods, in words of descriptions."""

    subject: str
    meaning: str


def speaks_of_music(theme: str) -> bool:
    """Music is described by its sound: there "melancholic" is the word itself."""
    return _MUSIC.search(theme) is not None


def read_moods(theme: str) -> Theme:
    """ "slow sad love story in paris" -> subject "love story in paris", and a meaning that spells the moods out."""
    plain = theme.replace("-", " ")
    moods = [_MOODS[int((found.lastgroup or "m0")[1:])][1] for found in _PATTERN.finditer(plain)]
    if not moods:
        return Theme(theme, theme)
    subject = " ".join(_PATTERN.sub(" ", plain).split())
    while (shorter := _LOOSE.sub("", subject)) != subject:
        subject = shorter
    spelled = [mood for mood in dict.fromkeys(moods) if mood]
    return Theme(subject, ", ".join(part for part in (subject, *spelled) if part) or theme)
