"""Tokens: how the people behind requests are known. Of each its hash is kept; its text is seen once, where it is made.

That one was ever made is never forgotten, not even when the last is revoked: whoever held that one would else be let
in as the owner. The numbers of the rows tell it, since SQLite keeps the highest that AUTOINCREMENT gave.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from indexers.database import Database
from indexers.errors import LibraryError, NotFound, UsageError
from indexers.people.names import checked_name

Kind = Literal["person", "frontend"]
SEPARATOR = ":"  # between a frontend's name and those that it gives
_BITS = 256
_COLUMNS = "number, name, kind, created, used"
_ID = re.compile(r"t\d+")


@dataclass(frozen=True)
class Token:
    """What is kept of one, bar its hash. `kind`: a person's, or a frontend's, which speaks for people that it names.

    `created`, `used`: days, as in 2026-11-25; `used`: of the last request, None before the first.
    """

    id: str
    name: str
    kind: Kind
    created: str
    used: str | None


class Tokens:
    """From `People.tokens` alone."""

    def __init__(self, open_database: Callable[[bool], Database | None]) -> None:
        """`open_database`: True makes the file if there is none."""
        self._open = open_database

    def create(self, name: str, kind: Kind, today: date) -> tuple[Token, str]:
        """A new token and its text, which is kept nowhere. A person may have several. Raises UsageError."""
        name = checked_name(name)
        if not name or SEPARATOR in name or _ID.fullmatch(name):
            raise UsageError(f"A token cannot be called {name!r}.", cure="Take a name without a colon, such as ann.")
        text = f"usher_{secrets.token_urlsafe(_BITS // 8)}"
        with self._writable().writing() as connection:
            others = connection.execute("SELECT 1 FROM tokens WHERE name = ? AND kind != ?", (name, kind)).fetchone()
            if others:
                other = "person" if kind == "frontend" else "frontend"
                raise UsageError(f"{name} has a token of a {other} already.", cure="Take another name, or revoke it.")
            row = (_hash(text), name, kind, today.isoformat())
            insert = f"INSERT INTO tokens (hash, name, kind, created) VALUES (?, ?, ?, ?) RETURNING {_COLUMNS}"
            (made,) = connection.execute(insert, row).fetchall()
        return _token(*made), text

    def all(self) -> list[Token]:
        """Those that are known now, the oldest first."""
        return [_token(*row) for row in self._read(f"SELECT {_COLUMNS} FROM tokens ORDER BY number")]

    @property
    def were_made(self) -> bool:
        """Whether one was ever made, be it known still or not."""
        return bool(self._read("SELECT 1 FROM sqlite_sequence WHERE name = 'tokens'"))

    def find(self, text: str, today: date) -> Token | None:
        """The token with this text, its last use noted; None for an unknown one. Takes as long whatever is wrong."""
        digest = _hash(text)
        rows = self._read(f"SELECT hash, {_COLUMNS} FROM tokens")
        same = [row for hash_, *row in rows if hmac.compare_digest(hash_, digest)]
        if not same:
            return None
        token = _token(*same[0])
        if token.used != today.isoformat():
            with contextlib.suppress(LibraryError), self._writable().writing() as connection:  # a full disk bars nobody
                connection.execute("UPDATE tokens SET used = ? WHERE hash = ?", (today.isoformat(), digest))
        return token

    def revoke(self, which: str) -> list[Token]:
        """The token with this id, or all of this name, are unknown from now on; these. Raises NotFound."""
        if not any(which in (token.id, token.name) for token in self.all()):
            raise NotFound(f"There is no token {which!r}.", cure="See: usher token list")
        with self._writable().writing() as connection:
            delete = f"DELETE FROM tokens WHERE 't' || number = ? OR name = ? RETURNING {_COLUMNS}"
            return [_token(*row) for row in connection.execute(delete, (which, which)).fetchall()]

    def _read(self, query: str) -> list[tuple[Any, ...]]:
        database = self._open(False)
        if database is None:
            return []
        with database.reading() as connection:
            return connection.execute(query).fetchall()

    def _writable(self) -> Database:
        database = self._open(True)
        assert database is not None
        return database


def _token(number: int, name: str, kind: Kind, created: str, used: str | None) -> Token:
    return Token(f"t{number}", name, kind, created, used)


def _hash(text: str) -> bytes:
    """Random bits need no slow hash."""
    return hashlib.sha256(text.encode("utf8", "surrogatepass")).digest()
