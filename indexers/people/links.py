"""Rows and their items, within a transaction: what is told already, what changes when an item is found or corrected."""

from __future__ import annotations

import sqlite3

from indexers.models import Interaction
from indexers.people.same import AROUND_S, is_same, work_of


def is_known(connection: sqlite3.Connection, person: str, row: Interaction, but: int = -1) -> bool:
    """Whether another row of the person than `but` tells the same thing."""
    work = work_of(row)
    if row.kind == "search" or not (row.item or work):
        return False
    named, value = ("item = ?", row.item) if row.item else ("item IS NULL AND work = ?", work)
    query = f"SELECT interaction FROM interactions WHERE person = ? AND {named} AND kind = ? AND number != ?"
    values: list[object] = [person, value, row.kind, but]
    if row.at is not None and row.kind in ("view", "skip"):
        at_s = row.at.timestamp()
        query += " AND (at_s IS NULL OR at_s BETWEEN ? AND ?)"
        values += [at_s - AROUND_S, at_s + AROUND_S]
    found = connection.execute(query, values).fetchall()
    return any(is_same(Interaction.model_validate_json(text), row) for (text,) in found)


def give(connection: sqlite3.Connection, number: int, person: str, row: Interaction) -> None:
    """Row `number` is now `row`, with its item; it goes where that is told already."""
    if is_known(connection, person, row, but=number):
        connection.execute("DELETE FROM interactions WHERE number = ?", (number,))
        return
    text = row.model_dump_json(exclude_defaults=True)
    connection.execute("UPDATE interactions SET item = ?, interaction = ? WHERE number = ?", (row.item, text, number))


def relink(connection: sqlite3.Connection, person: str, work: str, item: str | None) -> int:
    """The person's rows that call their item so are about `item`; how many."""
    query = "SELECT number, interaction FROM interactions WHERE person = ? AND work = ?"
    found = connection.execute(query, (person, work)).fetchall()
    for number, text in found:
        row = Interaction.model_validate_json(text).model_copy(update={"item": item})
        give(connection, number, person, row)
    return len(found)
