"""The vocabulary as tables of phrases."""

from __future__ import annotations

from tools.request.spans.phrases import Phrases
from tools.request.words.en import genres, places

GENRES = Phrases(
    {p: (v, True) for p, v in genres.GENRE_NOUNS.items()} | {p: (v, False) for p, v in genres.GENRE_ADJECTIVES.items()},
    plurals=True,
)
NOT_GENRES = Phrases(dict.fromkeys(genres.NOT_GENRES, True))
MEDIA = Phrases(genres.MEDIA_NOUNS, plurals=True)
ORDERS = Phrases(genres.ORDER_WORDS, plurals=False)
LEVELS = Phrases(genres.LEVEL_WORDS, plurals=True)
COUNTRIES = Phrases(places.COUNTRIES)
REGIONS = Phrases(places.REGIONS)
LANGUAGES, NATIONALITIES = Phrases(places.LANGUAGES), Phrases(places.NATIONALITIES, plurals=True)
