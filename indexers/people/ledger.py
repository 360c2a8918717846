"""The ledger of a person's standing rules: who, when, in which words, from when until when. Nothing is struck out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from indexers.models import Rule

# Of these one value stands at a time: a new one takes its place.
_SINGLE = frozenset(
    ("year_min", "year_max", "minutes_min", "minutes_max", "rating_min", "age_max", "added_after", "level")
)


@dataclass(frozen=True)
class Entry:
    """`ended`: when the rule was withdrawn or replaced; None while it stands."""

    number: int
    rule: Rule
    ended: datetime | None


def entry(number: int, rule: str, ended_s: float | None) -> Entry:
    ended = None if ended_s is None else datetime.fromtimestamp(ended_s, UTC)
    return Entry(number, Rule.model_validate_json(rule), ended)


def add(connection: sqlite3.Connection, person: str, rule: Rule, said: bytes | None) -> bool:
    """Whether it is new; one that the same message laid down already, or that stands to the letter, is not."""
    value = json.dumps(rule.value)
    query = "SELECT number, value, rule, ended_s, said FROM rules WHERE person = ? AND slot = ?"
    rows = connection.execute(query, (person, rule.slot)).fetchall()
    if said is not None and any(row[4] == said and row[1] == value for row in rows):
        return False
    same = [row for row in rows if row[3] is None and (row[1] == value or rule.slot in _SINGLE)]
    if any(row[1] == value and Rule.model_validate_json(row[2]).until == rule.until for row in same):
        return False
    at_s = rule.at.timestamp() if rule.at else 0.0
    connection.executemany(
        "UPDATE rules SET ended_s = ?, ended_said = ? WHERE number = ?", [(at_s, said, row[0]) for row in same]
    )
    connection.execute(
        "INSERT INTO rules (person, slot, value, rule, said) VALUES (?, ?, ?, ?, ?)",
        (person, rule.slot, value, rule.model_dump_json(), said),
    )
    return True


def end(connection: sqlite3.Connection, person: str, number: int, at: datetime, said: bytes | None) -> bool:
    changed = connection.execute(
        "UPDATE rules SET ended_s = ?, ended_said = ? WHERE number = ? AND person = ? AND ended_s IS NULL",
        (at.timestamp(), said, number, person),
    )
    return changed.rowcount > 0


def take_back(connection: sqlite3.Connection, values: Mapping[str, Any]) -> None:
    """What the message `said` laid down goes, what it ended stands again."""
    connection.execute("DELETE FROM rules WHERE person = :person AND said = :said", values)
    connection.execute(
        "UPDATE rules SET ended_s = NULL, ended_said = NULL WHERE person = :person AND ended_said = :said", values
    )


def as_of(entries: Iterable[Entry], time: datetime) -> list[Entry]:
    """The ledger as it was at `time`."""
    old = (one for one in entries if one.rule.at is None or one.rule.at <= time)
    return [one if one.ended is None or one.ended <= time else replace(one, ended=None) for one in old]
