"""Search by words: SQLite FTS5 over what is written about an item."""

from __future__ import annotations

import re
import sqlite3

from indexers.models import Item

# What people say around their wish; they would only slow the query and blur its order.
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a about all also am an and any are as at be been but by can could did do does for from had has have he her "
        "him his how i if in into is it its just like me more most my no not of on one or other our out please she so "
        "some something such than that the their them then there these they this those to too up us very was watch "
        "we were what when where which while who will with would you your film films movie movies show find want "
        "looking recommend",
    )
)
_HAN = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
_WEIGHTS = "8.0, 6.0, 4.0, 3.0, 2.0, 1.0"  # title, aliases, people, keywords, genres, description
_HALF = 10.0  # the bm25 that scores .5: a rare word in the keywords, two in a description
_LONGEST = 40  # words of a query; the rest adds time and no meaning


def fields(item: Item) -> tuple[str, str, str, str, str, str]:
    """The columns of the word index for one item."""
    return (
        _spaced(item.title),
        _spaced(" . ".join(item.aliases)),
        _spaced(" . ".join(credit.name for credit in item.people)),
        _spaced(" . ".join(item.keywords)),
        " . ".join(item.genres),
        _spaced(item.description),
    )


def put(connection: sqlite3.Connection, seq: int, item: Item) -> None:
    """Write the words of an item, instead of those that it had."""
    connection.execute("DELETE FROM words WHERE rowid = ?", (seq,))
    connection.execute(
        "INSERT INTO words (rowid, title, aliases, people, keywords, genres, description) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (seq, *fields(item)),
    )


def search(connection: sqlite3.Connection, query: str, limit: int) -> list[tuple[int, float]]:
    """(seq, score 0..1), best first; any of the query's words counts, stop words do not."""
    return _search(connection, f"bm25(words, {_WEIGHTS})", "words", query, limit)


def search_moments(connection: sqlite3.Connection, query: str, limit: int) -> list[tuple[int, float]]:
    """(moment, score 0..1), best first; as `search`, over what is said in the moments."""
    return _search(connection, "bm25(moment_words)", "moment_words", query, limit)


def containing(connection: sqlite3.Connection, phrase: str) -> list[int]:
    """seqs, ascending, of the items that carry the word or phrase, whatever its form (spider, spiders)."""
    return _containing(connection, "words", phrase)


def moments_containing(connection: sqlite3.Connection, phrase: str) -> list[int]:
    """Moments, ascending, whose text carries the word or phrase, whatever its form."""
    return _containing(connection, "moment_words", phrase)


def _search(connection: sqlite3.Connection, rank: str, table: str, query: str, limit: int) -> list[tuple[int, float]]:
    words = [word for word in _words(query)[:_LONGEST] if word not in _STOP]
    if not words:
        return []
    match = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
    found = connection.execute(
        f"SELECT rowid, -{rank} AS score FROM {table} WHERE {table} MATCH ? ORDER BY score DESC LIMIT ?", (match, limit)
    )
    return [(seq, score / (score + _HALF)) for seq, score in found if score > 0]


def _containing(connection: sqlite3.Connection, table: str, phrase: str) -> list[int]:
    words = _words(phrase)[:_LONGEST]
    if not words:
        return []
    match = '"' + " ".join(words) + '"'
    found = connection.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid", (match,))
    return [seq for (seq,) in found]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _spaced(text).casefold())


def _spaced(text: str) -> str:
    """Scripts without spaces are indexed by the character, so that a part of a title is found."""
    return text if text.isascii() else _HAN.sub(r" \1 ", text)
