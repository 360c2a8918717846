"""What takes wishes back, adds to them or takes their place: slots by name, and phrases in norm form."""

from __future__ import annotations

# Slots by name, for "any length", "the year doesn't matter", "forget the French thing".
SLOT_WORDS: dict[str, tuple[str, ...]] = {
    "length": ("minutes", "order_length"), "long": ("minutes", "order_length"), "runtime": ("minutes", "order_length"),
    "running time": ("minutes", "order_length"),
    "duration": ("minutes", "order_length"), "time limit": ("minutes", "order_length"), "time": ("minutes",
    "order_length"), "length limit": ("minutes", "order_length"), "minutes": ("minutes",),
    "hour": ("minutes",), "hours": ("minutes",), "short": ("minutes", "order_length"), "year": ("years", "order_age"),
    "years": ("years", "order_age"), "decade": ("years", "order_age"), "decades": ("years", "order_age"),
    "era": ("years", "order_age"), "period": ("years",), "old": ("years", "order_age"), "date": ("years", "order_age"),
    "time period": ("years", "order_age"), "when": ("years",),
    "language": ("languages", "not_languages"), "languages": ("languages", "not_languages"), "country": ("countries",
    "not_countries", "languages"), "countries": ("countries", "not_countries"),
    "nationality": ("languages", "countries"), "where": ("countries",), "genre": ("genres", "not_genres"),
    "genres": ("genres", "not_genres"), "mood": ("query",), "theme": ("query",),
    "actor": ("people",), "actors": ("people",), "actress": ("people",), "director": ("people",), "cast": ("people",),
    "rating": ("rating",), "ratings": ("rating",), "score": ("rating",), "age": ("age",), "age rating": ("age",),
    "age limit": ("age",), "certificate": ("age",), "medium": ("media",), "format": ("media",),
    "popular": ("rating",), "rated": ("rating",), "kids": ("age",), "number": ("count",), "who": ("people",),
    "level": ("level",),
}  # fmt: skip

# Nobody is there any longer for whom an age was asked: "put the kids to bed", "the little one is asleep".
_CHILDREN = r"(?:kids?|kiddos?|children|child|little ones?|boys?|girls?|son|daughter|toddlers?|nephews?|nieces?)"
CHILDLESS = (
    rf"\b{_CHILDREN} (?:\w+ )?(?:to bed|to sleep|asleep|in bed|sleeping|gone|away|out tonight|gone to bed)\b"
    r"|\b(?:adults|grown ?ups|big people) only\b|\b(?:only|just) (?:us |the |for )*(?:adults|grown ?ups)\b"
    r"|\b(?:no|without the) (?:kids|children) (?:tonight|this time|now|around)\b"
)

START_OVER = (
    "start over", "start again", "start afresh", "start fresh", "lets start over", "from scratch", "new search",
    "reset", "clear everything", "clear all",
    "forget everything", "forget all that", "forget all of that", "forget it all", "forget what i said",
    "forget everything i said", "ignore everything", "ignore all that", "ignore what i said",
    "scratch all that", "scratch everything", "drop everything", "drop all that", "clean slate",
    "wipe the slate clean", "begin again", "something completely different", "something totally different",
    "something entirely different", "totally different", "completely different", "drop all the limits",
    "forget all the limits", "no limits", "forget all my limits", "drop all limits", "remove all filters",
    "clear the filters", "drop all filters",
    "forget about all that", "forget about everything", "forget all i said", "new topic", "different topic",
    "new request", "drop all of that", "forget all of it", "change of plan", "change of plans",
)  # fmt: skip
UNDO = ("scratch that", "undo that", "take that back", "undo", "i take that back", "go back to before", "strike that",
"cancel that", "scrap that", "never mind that", "forget that", "forget i said that", "forget the last one",
"ignore that", "drop that")  # fmt: skip
ADDS = ("too", "as well", "also", "plus", "in addition", "on top of that", "and also", "add", "additionally",
"besides that", "along with")  # fmt: skip
REPLACES = (
    "instead", "make that", "make it", "make them", "change that to", "change it to", "change to", "switch to",
    "switch it to", "rather", "actually", "on second thought", "on second thoughts", "no wait", "wait", "i mean",
    "i meant",
    "how about", "what about", "lets go with", "lets try", "lets do", "lets have", "lets say", "now", "better",
    "sorry", "or rather", "id rather", "would rather", "swap", "replace", "correction",
)  # fmt: skip
