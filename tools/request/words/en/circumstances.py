"""When, where, with whom and how tired: told of the evening, no wish of what a work is like.

Fragments of regular expressions over norm text; what they cover stays out of the free text.
"""

from __future__ import annotations

_WEATHER = r"rainy|snowy|stormy|sunny|gr[ae]y|gloomy|wet|windy|foggy|cold|hot|warm|freezing|drizzly"
_PACE = r"cos[iy]e?|cozy|quiet|lazy|long|late|busy|rough|bad|hard|slow|free|early|boring|nice|chill|relaxed"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_PART = r"(?:day|night|evening|afternoon|morning|weekend|weather)s?"
_COMPANY = (
    r"(?:mates?|lads?|girls|guys|boys|mothers?|fathers?|grandparents?|grandma|grandpa|gran|nan|granny|in laws?"
    r"|mother in law|father in law|parents?|siblings?|cousins?|aunts?|uncles?|aunties?|colleagues?|coworkers?"
    r"|co workers?"
    r"|flatmates?|roommates?|housemates?|neighbou?rs?|budd(?:y|ies)|pals?|crew|gang|fianc[e]+|spouse|missus|hubby|folks"
    r"|guests?|visitors?|boss|date)"
)
_OWNER = r"(?:my|our|the|some|her|his|a|a few|old|good|best|new|younger|older|little|big)"
_JOURNEY = r"(?:drive|flight|commute|journey|train ride|bus ride|car ride|car trip|train journey|plane ride|layover)"
_WORN = r"(?:tired|knackered|exhausted|hungover|sick|ill|sleepy|shattered|drained|stressed|poorly|worn out|burnt out)"
_ILLS = r"(?:flu|cold|headache|migraine|fever|covid|hangover)"

PATTERNS: tuple[str, ...] = (
    rf"(?:{_WEATHER}|{_PACE}) (?:{_WEEKDAY} )?{_PART}(?: (?:at|in|of) (?:the )?(?:work|office|school|home|couch"
        r"|sofa|bed))?",
    rf"(?:{_WEATHER}|{_PACE}) {_WEEKDAY}",
    rf"{_WEEKDAY}(?: {_PART})?",
    rf"(?:its|it is|it was|theres) (?:\w+ )?(?:raining|pouring|snowing|storming|{_WEATHER})(?: (?:outside|out"
        r"|here|down))*",
    r"(?:raining|pouring|snowing)(?: (?:outside|out|here|down))*",
    rf"(?:im|i am|we are|were|feeling|feel|hes|shes|am|too|and|so|both) (?:\w+ )?{_WORN}",
    rf"(?:^|(?<=[,.;!] )){_WORN}(?= ?[,.;!]| and | so )",
    rf"(?:i|ive|we|weve|got|have|with) (?:have |got )?(?:the|a|an) (?:bad |bit of )?{_ILLS}",
    rf"(?:with|for|and|plus) (?:{_OWNER} )*{_COMPANY}(?: and (?:{_OWNER} )*{_COMPANY})*",
    # Somebody by name: "for Ann and me", "Ann and I want ...", "to watch with Bob".
    rf"(?:with|for) (?:{_OWNER} )*(?:\w+ )?\w+ (?:and|plus) (?:me|us|myself|i)\b",
    rf"(?:with|for) (?:me|us|myself) (?:and|plus) (?:{_OWNER} )*(?:\w+ )?\w+(?= ?[,.;!]|$)",
    r"\w+ and i(?= ?[,.;!]|$| (?:want|would|are|were|need|feel|have|fancy)\b)",
    r"to (?:watch|see|share|enjoy|hear|listen to)(?: it| this| one| something)?(?: together)? with"
        r" (?!(?:a|an|the|some|no|any|lots|good|great|his|her|\w+s)\b)\w+(?= ?[,.;!]|$| (?:tonight|today|tomorrow)\b)",
    rf"(?:{_OWNER} )+{_COMPANY} (?:(?:is|are|come|comes|coming|came|over|round|around|visiting|visit|stay"
        r"|staying|here|too) ?)+",
    r"(?:(?:girls|boys|lads|guys|ladies|movie|film|game|date|family|friday|spa) nights?|first date|babysitting)",
    rf"(?:(?:for|on|during|before|after|have|a|my|our|the|long|short|\d+ ?h|hours?) )+{_JOURNEY}(?: home| to work)?",
    r"(?:(?:^|(?<=[,.;!] ))(?:im |we are |stuck )?|(?:im|am|stuck|sitting|while) )(?:on|at|in) (?:the|a"
        r"|my) (?:train|bus|plane|airport|tube|hospital|office|station|couch|sofa|bed)",
    r"(?:surprise|suprise) (?:me|us)",
    r"christmas eve|new years eve",
)  # fmt: skip
