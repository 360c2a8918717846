"""What a client of a media server does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from indexers.errors import SourceError
from indexers.models import Interaction

Read = TypeVar("Read")


@dataclass(frozen=True)
class Account:
    """Somebody with an account at a server. `own`: the one whose credentials are used."""

    id: str
    name: str
    own: bool = False


class Server(Protocol):
    """Each method asks the server. Raises SourceError, in one sentence without credentials, if it does not answer."""

    @property
    def name(self) -> str:
        """The source's name: kind and place."""

    def count(self) -> int:
        """Items at most; 0 where the server does not say."""

    def records(self, since: datetime | None = None) -> Iterator[dict[str, Any] | str]:
        """One record an item, a whole before its parts, each once; for `since`, the id alone of what did not change.

        It ends only if all were listed. A server whose API dates no changes gives all records again.
        """

    def accounts(self) -> list[Account]:
        """Those whose history these credentials may read."""

    def history(self, account: Account) -> Iterator[Interaction]:
        """What the account watched, played, rated and marked, as it stands now."""

    def visible(self, account: Account, items: Sequence[str]) -> set[str]:
        """Those of the items that the account sees now, so that what `history` does not say of them is taken back.

        Empty where the server keeps a log, which only grows.
        """

    def picture(self, address: str) -> bytes:
        """What lies at a record's `image`, which begins with this server's address."""

    def write_playlist(self, name: str, items: Sequence[str], account: Account) -> None:
        """Make a new playlist of the account's, of these items in order. Raises UsageError for whose it cannot."""


def understood(server: Server, read: Iterable[Read]) -> Iterator[Read]:
    """What is read of the server. Raises SourceError where an answer is not of the form that its API documents."""
    try:
        yield from read
    except (TypeError, AttributeError, LookupError, ValueError, OverflowError) as error:
        raise SourceError(f"{server.name} answers in a form that is not known ({type(error).__name__}).") from None
