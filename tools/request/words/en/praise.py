# ruff: noqa: E501  (a pattern is not broken)
"""Words of praise and of blame, as fragments of regular expressions."""

from __future__ import annotations

GOOD = (
    r"good|great|excellent|amazing|awesome|fantastic|wonderful|brilliant|perfect|favou?rites?|fav|fave|best|classics?|masterpiece|beautiful"
    r"|beatiful|gorgeous|lovely|hilarious|incredible|superb|fun|funny|enjoyable|phenomenal|goat|goated|banger|a banger|peak|stunning|gem|ace|corker"
    r"|cracking|belter|iconic|unreal|top notch|splendid|marvel|marvellous|delightful|outstanding|magnificent|terrific|magic|sublime|insane|legendary|a treat|a delight|a joy"
)
BAD = (
    r"bad|boring|terrible|awful|horrible|dull|rubbish|overrated|disappointing|worst|crap|garbage|stupid|lame|meh|mid|naff|pants|trash|cringe"
    r"|a bit much|a letdown|a let down|a bore|a snooze|a chore|tedious|dreadful|unwatchable|so slow|too slow|silly|annoying|a mess"
)
