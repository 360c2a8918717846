"""A second command works through the process that owns the library, and prints the same."""

from __future__ import annotations

import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent.answer import Answer, Picked
from agent.errors import LibraryBusy, LibraryError, NotFound, SourceError, UsageError, UsherError
from agent.faces.http.app import served_to_commands
from agent.faces.http.wire import error_from, guarded
from agent.faces.remote import RemoteUsher
from agent.usher import Usher
from indexers.library import Library
from tools.models import Request

ASKED = "Something like Moon, under two hours"


@pytest.fixture(scope="module")
def remote(usher: Usher) -> Iterator[RemoteUsher]:
    with served_to_commands(usher):
        owner = Library.owner(usher.library.path)
        assert owner and owner.address
        with RemoteUsher(usher.library.path, owner.pid, owner.address) as remote:
            yield remote


def said(answer: Answer) -> dict[str, object]:
    """An answer without what differs from turn to turn."""
    return answer.model_dump(exclude={"turn", "conversation", "timing_ms"})


def test_each_question_has_the_same_answer(usher: Usher, remote: RemoteUsher) -> None:
    assert said(remote.ask(ASKED)) == said(usher.ask(ASKED))
    request = Request(query="quiet", minutes_max=120, not_genres=("horror",))
    assert remote.search(request, n=5).model_dump() == usher.search(request, n=5).model_dump()
    assert remote.recommend(person=None, n=3).model_dump() == usher.recommend(person=None, n=3).model_dump()
    assert remote.similar("moon", n=3).model_dump() == usher.similar("moon", n=3).model_dump()
    assert remote.why("moon") == usher.why("moon")
    assert remote.knows("nobody") is False


def test_the_events_of_a_turn_come_in_the_same_order(usher: Usher, remote: RemoteUsher) -> None:
    here, there = list(usher.stream(ASKED)), list(remote.stream(ASKED))
    assert [type(event) for event in there] == [type(event) for event in here]
    found = [[pick.id for pick in e.result.picks] for e in (here[0], there[0]) if isinstance(e, Picked)]
    assert found[0] == found[1]


def test_the_owner_s_errors_are_raised_here(remote: RemoteUsher, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Several works are called 'Solaris'"):
        remote.similar("Solaris")
    with pytest.raises(UsageError, match="empty"):
        remote.ask("")
    with pytest.raises(UsageError, match="number of picks"):
        remote.recommend(n=1000)
    with pytest.raises(SourceError, match="no file"):
        list(remote.index([tmp_path / "nothing.jsonl"]))


def test_files_are_read_by_the_owner_whatever_its_folder(
    remote: RemoteUsher, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shelf.parent)
    *steps, last = remote.index([shelf.name])
    assert last["report"]["unchanged"] == 30
    assert {"done", "total", "doing"} == set(steps[0])
    history = tmp_path / "history.jsonl"
    history.write_text('{"item": "alien", "kind": "like"}\n{"kind": "like"}\n', encoding="utf8")
    *_, last = remote.import_history("auto", history, "rosa")
    assert (last["report"]["added"], len(last["report"]["bad"])) == (1, 1)
    assert remote.knows("rosa")


def test_indexing_is_paused_from_elsewhere(usher: Usher, remote: RemoteUsher, shelf: Path) -> None:
    remote.pause(on=True)
    told = usher.index([str(shelf)])
    assert [next(told)["doing"], next(told)["doing"]] == ["reading", "paused"]
    remote.pause(on=False)
    assert any("report" in one for one in told)


def test_only_the_owner_s_user_reaches_the_socket(usher: Usher, remote: RemoteUsher) -> None:
    owner = Library.owner(usher.library.path)
    assert owner and owner.address
    assert stat.S_IMODE(Path(owner.address).parent.stat().st_mode) == 0o700


def test_an_address_where_nobody_answers_is_said_to_be_busy(tmp_path: Path) -> None:
    with pytest.raises(LibraryBusy, match="in use by process 42"):
        RemoteUsher(tmp_path, 42, str(tmp_path / "nothing.sock"))


def test_an_owner_that_dies_in_the_middle_costs_one_sentence(tmp_path: Path) -> None:
    with _dying_owner(tmp_path / "owner.sock") as address, RemoteUsher(tmp_path, 42, address) as remote:
        events = remote.stream(ASKED)
        assert getattr(next(events), "text", "") == "Well,"
        with pytest.raises(LibraryError, match=r"^Process 42, .* ended before it had answered\. Run the command again"):
            next(events)
        with pytest.raises(LibraryError, match="ended before"):
            remote.recommend()


@contextmanager
def _dying_owner(path: Path) -> Iterator[str]:
    """Says that it is well, begins an answer, and is gone; the next caller finds it going."""
    said = b'{"said": "Well,"}\n'
    head = b"HTTP/1.1 200 OK\r\n"
    answers = [
        head + b"content-length: 2\r\n\r\n{}",
        head + b"transfer-encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(said), said),
    ]

    def answer() -> None:
        probe, _ = listener.accept()
        probe.close()
        for text in answers:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(text)
        gone, _ = listener.accept()
        gone.close()

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        thread = threading.Thread(target=answer)
        thread.start()
        yield str(path)
        thread.join()


@pytest.mark.parametrize("kind", [NotFound, UsageError, SourceError, LibraryError])
def test_an_error_crosses_the_wire_as_what_it_is(kind: type[UsherError]) -> None:
    def failing() -> Iterator[dict[str, object]]:
        yield {"said": "x"}
        raise kind("It is not here.", cure="Look elsewhere.")

    *_, last = guarded(failing())
    back = error_from(last["error"])
    assert (type(back), str(back), back.exit_code) == (kind, "It is not here. Look elsewhere.", kind.exit_code)


def test_an_error_of_many_fields_crosses_as_its_sentence() -> None:
    busy = LibraryBusy("/x", 7, None)
    back = error_from({"kind": "LibraryBusy", "message": busy.message, "cure": busy.cure})
    assert str(back) == str(busy)
