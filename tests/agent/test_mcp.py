"""MCP by the SDK's own client: the same tools over standard input and output, through an owner, and at /mcp."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, MCPError, StdioServerParameters

from agent.answer import Answer
from agent.faces.http import app as http
from agent.faces.http.app import served_to_commands
from agent.faces.mcp.records import Feedback, History, Limits, Rules
from agent.faces.mcp.server import Server
from agent.settings import Settings
from agent.stopping import current
from agent.usher import Usher
from indexers.errors import LibraryError
from indexers.library import Library
from tests.agent.conftest import SHELF
from tests.fakes.encoder import FakeEncoder
from tools.models import Explanation, Request, Result

ROOT = Path(__file__).parents[2]
CODE = ["-c", "from agent.faces.cli import main; main()"]
READING = {"recommend", "search", "similar", "why", "user_history"}
CALLS: dict[str, dict[str, Any]] = {
    "recommend": {"n": 2},
    "search": {
        "query": "quiet space film",
        "limits": {"minutes_max": 100, "not_genres": ["Horror"], "added_after": None},
        "n": 3,
    },
    "similar": {"item": "Moon", "n": 3},
    "why": {"item": "moon"},
    "record_feedback": {"item": "Alien", "kind": "rating", "stars": 4},
    "set_rule": {"text": "no horror until May"},
    "user_history": {},
    "ask": {"message": "something like Moon, under two hours"},
}
Talk = Callable[[Client], Awaitable[Any]]


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Usher]:
    """The shelf behind the planner and a fake encoder, to write to."""
    library = Library.open(tmp_path_factory.mktemp("mcp") / "library", create=True, encoder=FakeEncoder())
    with Usher(library, Settings()) as opened:
        list(opened.index([str(SHELF)]))
        yield opened


@pytest.fixture(scope="module")
def address(owner: Usher) -> Iterator[str]:
    with http.listen("127.0.0.1", 0) as listener, http.served_in_background(owner, listener) as address:
        yield f"{address}/mcp"


def command(library: Path, *more: str) -> list[str]:
    return [*CODE, "mcp", "--library", str(library), "--model", "planner", *more]


def over_stdio(library: Path, *more: str) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=command(library, *more), env=dict(os.environ), cwd=str(ROOT)
    )


def talk(server: Any, say: Talk, **given: Any) -> Any:
    async def run() -> Any:
        with anyio.fail_after(60):
            async with Client(server, **given) as client:
                return await say(client)

    return asyncio.run(run())


async def each_tool(client: Client) -> dict[str, Any]:
    """What each tool gives, called once."""
    found = {}
    for name, arguments in CALLS.items():
        result = await client.call_tool(name, arguments)
        assert not result.is_error, result.content
        found[name] = result.structured_content
    return found


def check(found: dict[str, Any]) -> None:
    """Each result is of its record, and says what the calls before it did."""
    assert len(Result.model_validate(found["recommend"]).picks) == 2
    searched = Result.model_validate(found["search"])
    assert searched.request.not_genres == ("horror",) and searched.picks
    assert {r.status for pick in searched.picks for r in pick.receipts if "minutes" in r.clause} == {"met"}
    assert "moon" not in {pick.id for pick in Result.model_validate(found["similar"]).picks}
    why = Explanation.model_validate(found["why"])
    assert why.score == pytest.approx(sum(part.value for part in why.contributions))
    kept = Feedback.model_validate(found["record_feedback"])
    assert (kept.item, kept.title, kept.stars) == ("alien", "Alien", 4)
    (rule,) = Rules.model_validate(found["set_rule"]).standing
    assert (rule.slot, rule.value) == ("not_genres", "horror") and rule.until
    history = History.model_validate(found["user_history"])
    assert [(deed.item, deed.kind, deed.stars) for deed in history.deeds] == [("alien", "rating", 4)]
    answer = Answer.model_validate(found["ask"])
    assert answer.request.minutes_max == 120 and answer.picks[0].title in answer.reply


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_each_tool_answers_over_http_and_means_me(owner: Usher, address: str, mode: str) -> None:
    owner.erase(person="me")
    check(talk(address, each_tool, mode=mode))
    assert [row["item"] for row in owner.history("me") if row["kind"] == "rating"] == ["alien"]


def test_each_tool_answers_over_stdio_as_the_owner_of_the_library(library_path: Path) -> None:
    check(talk(over_stdio(library_path, "--user", "mia"), each_tool))
    assert Library.owner(library_path) is None


def test_each_tool_answers_over_stdio_through_the_owner(owner: Usher) -> None:
    owner.erase(person="mia")
    with served_to_commands(owner):
        check(talk(over_stdio(owner.library.path, "--user", "mia"), each_tool))
        assert talk(over_stdio(owner.library.path), lambda client: client.read_resource("usher://item/up"))
    assert [row["item"] for row in owner.history("mia") if row["kind"] == "rating"] == ["alien"]


def test_what_a_tool_does_is_hinted_and_what_it_gives_is_typed(owner: Usher) -> None:
    listed = talk(Server(owner, "me"), lambda client: client.list_tools()).tools
    assert {tool.name for tool in listed} == CALLS.keys()
    for tool in listed:
        assert tool.description and tool.output_schema and tool.output_schema["type"] == "object"
        assert tool.annotations and tool.annotations.read_only_hint == (tool.name in READING)
        assert tool.annotations.open_world_hint is False
    assert {tool.name for tool in listed if tool.annotations.destructive_hint} == {"ask", "set_rule"}
    assert Limits.model_fields.keys() <= Request.model_fields.keys()


def test_an_item_is_a_resource(owner: Usher) -> None:
    async def say(client: Client) -> Any:
        (template,) = (await client.list_resource_templates()).resource_templates
        with pytest.raises(MCPError, match=r"Nothing here is called 'a/\.\./b'.* that `search` finds"):
            await client.read_resource("usher://item/a%2F..%2Fb")
        return template, (await client.read_resource("usher://item/kind-of-blue")).contents

    template, (content,) = talk(Server(owner, "me"), say)
    assert (template.uri_template, content.mime_type) == ("usher://item/{id}", "application/json")
    assert json.loads(content.text)["title"] == "Kind of Blue"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("similar", {"item": "Nope"}, r"Nothing here is called 'Nope'\..* that `search` finds\."),
        ("similar", {"item": "Solaris"}, r"solaris-1972.* Call again with an id"),
        ("similar", {}, r"`item`: Field required\. Mend that and call `similar` again\."),
        ("search", {"year_min": 1990}, r"not `year_min`\. A limit belongs inside `limits`\."),
        ("search", {"limits": {"year_min": "soon"}}, r"`limits\.year_min`: Input should be a valid integer"),
        ("search", {"limits": {"years": 1990}}, r"`limits\.years`: Extra inputs are not permitted\."),
        ("search", {"limits": {"added_after": "soon"}}, r"`limits\.added_after`: Input should be a valid date"),
        ("recommend", {"n": 0}, r"`n`: Input should be greater than or equal to 1\."),
        ("record_feedback", {"item": "moon", "kind": "adore"}, r"`kind`: Input should be 'like', 'dislike'"),
        ("record_feedback", {"item": "moon", "kind": "rating"}, r"0 to 5 stars\. Call again with that changed"),
        ("set_rule", {"text": "hm"}, r"No limit is understood in 'hm'.* Call again"),
        ("set_rule", {"text": "no horror", "end": 1}, r"not both at once\."),
        ("set_rule", {"end": 999}, r"No rule 999 holds\..* lists the numbers\."),
        ("ask", {"message": " "}, r"The message is empty\. Call again with that changed"),
        ("why", {"item": "moon", "turn": "x"}, r"No turn 'x' is kept"),
        ("launch", {}, r"There is no tool 'launch'\. Call one of: recommend, search"),
    ],
)
def test_a_bad_call_says_what_to_do_next(owner: Usher, name: str, arguments: dict[str, Any], said: str) -> None:
    result = talk(Server(owner, "ben"), lambda client: client.call_tool(name, arguments))
    assert result.is_error
    assert not owner.knows("ben")
    (content,) = result.content
    assert re.search(said, content.text), content.text
    assert "\n" not in content.text and "Error executing" not in content.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LibraryError("The disk is full."), "The disk is full. Tell the person that usher must be started again."),
        (ZeroDivisionError("secret"), "`recommend` failed by a fault of usher's own, which its log names. "
                                      "Tell the person so."),
    ],
)  # fmt: skip
def test_a_failure_is_told_without_its_insides(
    owner: Usher, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def failing(**given: Any) -> Result:
        raise error

    monkeypatch.setattr(owner, "recommend", failing)
    result = talk(Server(owner, "me"), lambda client: client.call_tool("recommend", {}))
    assert (result.is_error, [content.text for content in result.content]) == (True, [said])


@pytest.mark.parametrize("over", ["http", "memory"])
def test_an_answer_that_nobody_waits_for_is_cut_off(
    owner: Usher, address: str, monkeypatch: pytest.MonkeyPatch, over: str
) -> None:
    began, ended = threading.Event(), threading.Event()

    def waiting(message: str, **given: Any) -> Answer:
        here, there = socket.socketpair()
        with here, there:
            current().watch(here)
            began.set()
            here.recv(1)
        ended.set()
        raise LibraryError("cut off")

    async def leave(client: Client) -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "ask", {"message": "hello"})
            await anyio.to_thread.run_sync(began.wait, 30)
            group.cancel_scope.cancel()

    monkeypatch.setattr(owner, "ask", waiting)
    talk(address if over == "http" else Server(owner, "me"), leave)
    assert ended.wait(30)


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {"host": "evil.example"}, 403),
        ("POST", {"origin": "https://evil.example"}, 403),
        ("POST", {"content-type": "text/plain"}, 415),
        ("GET", {}, 405),
        ("POST", {}, 200),
        ("POST", {"host": "localhost"}, 200),
    ],
)
def test_a_page_from_elsewhere_gets_no_tools(address: str, method: str, headers: dict[str, str], status: int) -> None:
    accepted = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    body = json.dumps(_request("tools/list", 1))
    response = httpx.request(method, address, content=body, headers={**accepted, **headers})
    assert response.status_code == status
    assert ("record_feedback" in response.text) == (status == 200)


@pytest.mark.parametrize(
    ("words", "read"),
    [({"not_genres": ["Sci-Fi", "sitcom"]}, ("science fiction", "sitcom")), ({"languages": ["French"]}, ("fr",))],
)
def test_limits_are_read_as_the_library_has_them(words: dict[str, list[str]], read: tuple[str, ...]) -> None:
    (slot,) = words
    assert getattr(Limits.model_validate(words), slot) == read


def test_the_socket_of_commands_has_no_mcp(owner: Usher) -> None:
    with served_to_commands(owner) as path, httpx.HTTPTransport(uds=path) as transport:
        asked = httpx.Request("POST", "http://localhost/mcp", json=_request("tools/list", 1))
        assert transport.handle_request(asked).status_code == 404


def _request(method: str, id_: int | None, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": id_} if id_ is not None else {})


def start(library: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *command(library)], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def greeted(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What a client says first, and the answer."""
    client = {"name": "test", "version": "1"}
    hello = _request("initialize", 0, protocolVersion="2025-06-18", capabilities={}, clientInfo=client)
    answer = said(process, hello)
    write(process, _request("notifications/initialized", None))
    return answer


def write(process: subprocess.Popen[str], message: dict[str, Any]) -> None:
    assert process.stdin
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()


def said(process: subprocess.Popen[str], message: dict[str, Any]) -> dict[str, Any]:
    """The next line of standard output."""
    write(process, message)
    assert process.stdout
    line: dict[str, Any] = json.loads(process.stdout.readline())
    return line


def test_standard_output_holds_the_protocol_alone(library_path: Path) -> None:
    with start(library_path) as process:
        assert greeted(process)["result"]["serverInfo"]["name"] == "usher"
        asked = _request("tools/call", 1, name="ask", arguments={"message": "a film about space"})
        answer = said(process, asked)
        assert answer["id"] == 1 and answer["result"]["structuredContent"]["reply"]
        assert said(process, _request("nothing/there", 2))["error"]["message"]
        out, err = process.communicate()
    assert (process.returncode, out, err) == (0, "", "")


def test_a_signal_ends_it_and_frees_the_library_while_the_client_is_there(library_path: Path) -> None:
    with start(library_path) as process:
        greeted(process)
        assert (owner := Library.owner(library_path)) and owner.pid == process.pid
        process.terminate()
        assert process.wait(30) == 130
        assert process.stderr and process.stderr.read() == "usher: stopped.\n"
    assert Library.owner(library_path) is None
