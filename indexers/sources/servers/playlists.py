"""A playlist written to the media server that has its tracks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexers.errors import UsageError
from indexers.library import Library
from indexers.people import Person
from indexers.sources.servers.address import read_address
from indexers.sources.servers.choose import SERVERS, open_server
from indexers.sources.servers.server import Account, Server

_LONGEST_NAME = 100


@dataclass(frozen=True)
class Written:
    """`left_out`: ids of what the server does not have."""

    server: str
    name: str
    tracks: int
    left_out: tuple[str, ...] = ()


def write_playlist(library: Library, kind: str, name: str, items: Sequence[str], person: Person) -> Written:
    """A new list of these items, in order, at the server of that kind that has most of them, as the person's account.

    Raises UsageError where nothing of it is at such a server, or the person has no account there; SourceError.
    """
    if kind not in SERVERS:
        raise UsageError(f"A playlist cannot be written to {kind!r}.", cure=f"Servers are: {', '.join(SERVERS)}.")
    source, theirs = _best(library, kind, items)
    server = open_server(source, library.settings)
    account = _account(library, server, person)
    title = " ".join(name.split())[:_LONGEST_NAME] or "usher"
    server.write_playlist(title, [theirs[item] for item in items if item in theirs], account)
    return Written(source, title, len(theirs), tuple(item for item in items if item not in theirs))


def _best(library: Library, kind: str, items: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The source, and what each item is called there: of a work that several have, each has its own id."""
    sources = [name for name in library.catalogue.sources() if "://" in name and read_address(name).kind == kind]
    if not sources:
        raise UsageError(f"No {kind} server is in this library.", cure=f"Add it with: usher index {kind}://HOST")
    found: dict[str, dict[str, str]] = {source: {} for source in sources}
    for item in items:
        for id_, source, _ in library.catalogue.records_of([item]):
            if source in found:
                found[source].setdefault(item, id_)
    best = max(sources, key=lambda source: len(found[source]))
    if not found[best]:
        raise UsageError(f"None of these tracks is at {best}.")
    return best, found[best]


def _account(library: Library, server: Server, person: Person) -> Account:
    """Raises UsageError."""
    theirs = library.people.accounts(server.name)
    for account in server.accounts():
        if theirs.get(account.id) == person.name or (account.own and account.id not in theirs and person.name == "me"):
            return account
    raise UsageError(
        f"{person.name or 'A stranger'} has no account at {server.name}.",
        cure=f"Say which: usher index {server.name} --as {person.name or 'NAME'}=ACCOUNT",
    )
