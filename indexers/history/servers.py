"""What a media server's accounts watched, into the histories of the people whose accounts they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from indexers.errors import UsageError
from indexers.history.imports import ImportReport
from indexers.library import Library
from indexers.people import Person
from indexers.sources.servers.server import Account, Server, understood

_AT_ONCE = 2_000


def import_server(library: Library, server: Server, people: Mapping[str, str]) -> ImportReport:
    """Read the history of each account that is somebody's. `people`: person to account (its name or id).

    What is said there is kept; an account that nobody was given is nobody's, except the credentials' own, which is
    `me`. Raises UsageError for an account that there is not, SourceError.
    """
    accounts, report = server.accounts(), ImportReport()
    for person, said in people.items():
        _give(library, server, _named(accounts, said), person)
    theirs = library.people.accounts(server.name)
    for account in accounts:
        if account.own and account.id not in theirs and "me" not in theirs.values():
            _give(library, server, account, "me")
    theirs = library.people.accounts(server.name)
    for account in accounts:
        if account.id in theirs:
            _read(library, server, account, theirs[account.id], report)
        else:
            report.notes.append(f"Nobody here is {account.name} of {server.name}: --as NAME={account.name} says who.")
    return report


def _give(library: Library, server: Server, account: Account, person: str) -> None:
    library.person(person)  # raises UsageError for what cannot be a name
    library.people.give_account(server.name, account.id, person, f"{server.name}#{account.id}")


def _named(accounts: Sequence[Account], said: str) -> Account:
    for account in accounts:
        if said == account.id or said.casefold() == account.name.casefold():
            return account
    known = ", ".join(account.name for account in accounts) or "none that these credentials may see"
    raise UsageError(f"The server has no account {said!r}.", cure=f"There are: {known}.")


def _read(library: Library, server: Server, account: Account, name: str, report: ImportReport) -> None:
    known, person = library.catalogue.columns().row_of, library.person(name)
    rows, said = understood(server, server.history(account)), set[tuple[str, str]]()
    while some := list(islice(rows, _AT_ONCE)):
        said |= {(row.item, row.kind) for row in some if row.item}
        added = person.add(some)
        report.added += added
        report.known += len(some) - added
        report.unmatched += sum(row.item not in known for row in some)
    report.taken_back += _take_back(server, account, person, said)
    if name not in report.people:
        report.people.append(name)


def _take_back(server: Server, account: Account, person: Person, said: set[tuple[str, str]]) -> int:
    """What was marked as not seen after all. What the account does not see any more, or is deleted, was seen."""
    source = f"{server.name}#{account.id}"
    theirs = {(row.item, row.kind) for row in person.interactions() if row.source == source and row.item}
    unsaid = sorted({item for item, kind in theirs if item and (item, kind) not in said})
    if not unsaid:
        return 0
    return person.take_back(source, set(understood(server, _visible(server, account, unsaid))), said)


def _visible(server: Server, account: Account, items: Sequence[str]) -> Iterator[str]:
    yield from server.visible(account, items)
