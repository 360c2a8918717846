"""A campaign's file: what is done stays done, and what ran on older code says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.campaigns.campaign import Campaign, Case, Failed, run
from tests.campaigns.ledger import Ledger, Row
from tests.measure.data import Data
from tests.measure.libraries import Libraries


def test_a_second_run_goes_on_where_the_first_was_cut(tmp_path: Path) -> None:
    ran: list[int] = []

    @contextmanager
    def prepare(libraries: Libraries) -> Iterator[Case]:
        yield case

    def case(number: int) -> str:
        if number == 1:
            raise Failed("a | promise")
        ran.append(number)
        return ""

    libraries = Libraries(Data(tmp_path, tmp_path))
    campaign, path = Campaign("about", 4, prepare), tmp_path / "x.md"
    assert not run(campaign, libraries, path, cases=None, limit=2, again="")
    assert not run(campaign, libraries, path, cases=None, limit=9, again="")
    assert ran == [0, 2, 3]
    assert "Planned 4, done 4, failed 1, on older code 0." in path.read_text()


def test_cases_of_older_code_are_marked_and_can_be_run_again(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    Ledger(path, "about", 2, code="aaa").add(Row(0, True, 1.0, "aaa", "fine"))
    later = Ledger(path, "about", 2, code="bbb")
    later.add(Row(1, True, 1.0, "bbb", ""))
    assert "| 0 | ok | 1.0 | aaa older | fine |" in path.read_text()
    assert later.due() == []
    assert Ledger(path, "about", 2, code="bbb").due("older") == [0]
