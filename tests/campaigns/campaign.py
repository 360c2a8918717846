"""What a campaign is, and how one is run."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.ledger import Ledger, Row
from tests.measure.libraries import Libraries

Case = Callable[[int], str]  # runs a case; "" or a note if it went well; raises Failed


class Failed(Exception):
    """A promise was broken; the message says which, in which circumstances."""


@dataclass(frozen=True)
class Campaign:
    """`prepare` gives the function that runs one case by its number: the same number, the same case."""

    about: str
    planned: int
    prepare: Callable[[Libraries], AbstractContextManager[Case]]


def run(campaign: Campaign, libraries: Libraries, path: Path, *, cases: int | None, limit: int, again: str) -> bool:
    """Run what is due, at most `limit` cases; True if no case in the file has failed."""
    ledger = Ledger(path, campaign.about, cases or campaign.planned)
    due = ledger.due(again)[:limit]
    if due:
        with campaign.prepare(libraries) as case:
            for number in due:
                ledger.add(_one(case, number, ledger.code))
                print(f"case {number}: {'ok' if ledger.rows[number].is_ok else 'FAILED ' + ledger.rows[number].note}")
    print(ledger.state())
    return all(row.is_ok for row in ledger.rows.values())


def _one(case: Case, number: int, code: str) -> Row:
    begun = time.monotonic()
    try:
        note, is_ok = case(number), True
    except Failed as failed:
        note, is_ok = str(failed), False
    except Exception as error:  # whatever else goes wrong is a finding as well
        note, is_ok = f"{type(error).__name__}: {error}", False
    return Row(number, is_ok, time.monotonic() - begun, code, note)
