"""usher import and usher history, as a person gives them."""

from __future__ import annotations

import json
from pathlib import Path

from agent.faces.http.app import served_to_commands
from agent.faces.remote import RemoteUsher
from agent.usher import Usher
from indexers.library import Library
from tests.agent.conftest import Run

WATCHED = "Date,Name,Year,Letterboxd URI\n2020-05-02,Moonn,2009,https://boxd.it/1\n2020-05-03,Alien,1979,https://x\n"


def test_a_row_that_waits_is_listed_and_corrected(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "watched.csv"
    file.write_text(WATCHED, encoding="utf8")
    ran = run("import", "auto", str(file), "--user", "hal")
    assert (ran.code, ran.out) == (0, f"{file}: 2 added, 0 known already, 1 wait for their item, 0 bad\n")
    (waiting,) = [
        json.loads(line) for line in run("history", "--user", "hal", "--unmatched", "--json").out.splitlines()
    ]
    assert (waiting["title"], waiting["kind"], waiting["times"]) == ("Moonn", "view", 1)
    assert "moon" in [one["id"] for one in waiting["may_be"]]
    assert "may be Moon" in run("history", "--user", "hal", "--unmatched").out
    assert "view  Moonn (2009)" in run("history", "--user", "hal").out
    linked = run("history", "--user", "hal", "--link", str(waiting["row"]), "Moon")
    assert (linked.code, linked.out) == (0, "1 rows changed; kept for later imports\n")
    assert run("history", "--user", "hal", "--unmatched").out == ""
    assert "Moonn (2009)  -> Moon" in run("history", "--user", "hal").out


def test_a_row_or_item_that_is_not_here_is_said(run: Run) -> None:
    assert run("history", "--user", "hal", "--link", "99999", "Moon").code == 1
    assert run("history", "--user", "nobody-yet").out == ""


def test_the_owner_of_the_library_does_the_same_for_a_second_command(usher: Usher, tmp_path: Path) -> None:
    file = tmp_path / "watched.csv"
    file.write_text(WATCHED, encoding="utf8")
    with served_to_commands(usher):
        owner = Library.owner(usher.library.path)
        assert owner and owner.address
        with RemoteUsher(usher.library.path, owner.pid, owner.address) as remote:
            list(remote.import_history("letterboxd", file, "iris"))
            (waiting,) = remote.history("iris", unmatched=True)
            assert remote.correct(waiting["row"], "moon", "iris") == 1
            assert remote.history("iris", unmatched=True) == []
