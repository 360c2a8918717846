"""Who is who over HTTP: tokens made and revoked by the command, and a real server that goes by them."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import httpx2
import openai
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from agent.faces.cli import main
from agent.faces.http import app as http
from agent.settings import Settings
from agent.usher import Usher
from indexers.database import Database
from indexers.library import Library
from indexers.people.schema import MIGRATIONS
from tests.agent.conftest import SHELF, Ran
from tests.fakes.encoder import FakeEncoder

Run = Callable[..., Ran]
SAID = [{"role": "user", "content": "a quiet film about space"}]
LIKED = [{"role": "user", "content": "I loved Alien"}]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tokens") / "library"
    with Usher(Library.open(path, create=True, encoder=FakeEncoder()), Settings()) as usher:
        list(usher.index([SHELF]))
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A library of the shelf in which nobody said anything yet."""
    return Path(shutil.copytree(made, tmp_path / "library"))


@pytest.fixture
def usher(path: Path) -> Iterator[Usher]:
    """The owner of the library, through which commands work meanwhile."""
    with (
        Usher(Library.open(path, encoder=FakeEncoder()), Settings()) as usher,
        http.served_to_commands(usher),
    ):
        yield usher


@pytest.fixture
def run(path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--library", str(path), "--model", "planner"])
        out, err = capfd.readouterr()
        return Ran(int(left.value.code or 0), out, err)

    return command


@pytest.fixture
def client(usher: Usher) -> Iterator[httpx.Client]:
    with serving(usher) as client:
        yield client


@contextmanager
def serving(usher: Usher, host: str = "127.0.0.1") -> Iterator[httpx.Client]:
    with (
        http.listen(host, 0) as listener,
        http.served_in_background(usher, listener),
        httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}") as client,
    ):
        yield client


def create(run: Run, *arguments: str) -> str:
    return str(json.loads(run("token", "create", *arguments, "--json").out)["token"])


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def ask(client: httpx.Client, headers: dict[str, str], **more: Any) -> httpx.Response:
    return client.post("/v1/chat/completions", json={"messages": SAID, **more}, headers=headers)


def people(path: Path) -> set[str]:
    """Everyone of whom a turn or a word is kept."""
    if not (path / "people.db").exists():
        return set()
    database = sqlite3.connect(path / "people.db")
    try:
        return {name for (name,) in database.execute("SELECT person FROM turns UNION SELECT person FROM interactions")}
    finally:
        database.close()


def test_before_the_first_token_everyone_here_is_me_whatever_key_they_send(client: httpx.Client, path: Path) -> None:
    named = {"x-openwebui-user-id": "ann", **bearer("any key")}
    assert ask(client, named, user="ann").status_code == 200
    assert client.post("/api/ask", json={"messages": SAID, "person": "ann"}).status_code == 403
    assert client.post("/api/ask", json={"messages": SAID}).status_code == 200
    assert people(path) == {"me"}


def test_a_persons_token_makes_every_request_that_persons(client: httpx.Client, run: Run, path: Path) -> None:
    token = create(run, "ann")
    with openai.OpenAI(base_url=f"{client.base_url}/v1", api_key=token, max_retries=0) as sdk:
        sdk.chat.completions.create(model="usher", messages=LIKED, user="bob")  # type: ignore[arg-type]
        list(sdk.chat.completions.create(model="usher", messages=SAID, stream=True))  # type: ignore[call-overload]
    assert ask(client, {**bearer(token), "x-openwebui-user-id": "bob"}).status_code == 200
    lines = client.post("/api/ask", json={"messages": SAID, "person": "ann"}, headers=bearer(token)).text
    assert json.loads(lines.splitlines()[-1])["answer"]["reply"]
    assert people(path) == {"ann"}
    assert '"alien"' in run("history", "--user", "ann", "--json").out


@pytest.mark.parametrize("person", ["bob", "me", None])
def test_a_persons_token_speaks_for_nobody_else(client: httpx.Client, run: Run, path: Path, person: str | None) -> None:
    headers = bearer(create(run, "ann"))
    refused = client.post("/api/recommend", json={"person": person}, headers=headers)
    assert refused.status_code == 403 and refused.json()["error"]["param"] == "person"
    assert client.post("/api/knows", json={"person": "bob"}, headers=headers).status_code == 403
    assert client.post("/api/knows", json={}, headers=headers).json() == {"known": False}


def test_a_token_looks_for_works_with_nobody_else(client: httpx.Client, run: Run, usher: Usher) -> None:
    list(usher.stream(LIKED, person="bob"))
    headers = bearer(create(run, "ann"))
    for call, more in (("recommend", {}), ("search", {"request": {}}), ("why", {"item": "moon"})):
        refused = client.post(f"/api/{call}", json={"together": ["bob"], **more}, headers=headers)
        assert refused.status_code == 403 and refused.json()["error"]["param"] == "together"
    words = [{"role": "user", "content": "a film for Bob and me"}]
    asked: dict[str, Any] = {"messages": words, "with_others": True}
    lines = client.post("/api/ask", json=asked, headers=headers).text
    said = client.post("/v1/chat/completions", json={"messages": words, "model": "usher"}, headers=headers).text
    assert "picks" in lines and "bob" not in lines.lower().replace("a film for bob and me", "")
    assert "bob" not in said.lower().replace("a film for bob and me", "")


@pytest.mark.parametrize(
    ("headers", "body", "person"),
    [
        ({}, {"user": "ann"}, "web:ann"),
        ({}, {"user": " me "}, "web:me"),
        ({"X-OpenWebUI-User-Id": "7f"}, {}, "web:7f"),
        ({"X-OpenWebUI-User-Email": "ann@example.org"}, {}, "web:ann@example.org"),
        ({"X-OpenWebUI-User-Name": "Ann%20%C3%96sterlund"}, {}, "web:Ann Österlund"),
        ({"X-OpenWebUI-User-Name": "Ann", "X-OpenWebUI-User-Id": "7f"}, {"user": "bob"}, "web:7f"),
    ],
)
def test_a_frontend_names_its_people_and_nobody_elses(
    client: httpx.Client, run: Run, path: Path, headers: dict[str, str], body: dict[str, str], person: str
) -> None:
    token = create(run, "web", "--frontend")
    assert ask(client, {**bearer(token), **headers}, **body).status_code == 200
    assert people(path) == {person}


def test_a_frontend_names_people_to_calls_too(client: httpx.Client, run: Run, path: Path) -> None:
    headers = bearer(create(run, "web", "--frontend"))
    for person in ("ann", None):
        told = client.post("/api/ask", json={"messages": SAID, "person": person}, headers=headers)
        assert told.status_code == 200
    assert people(path) == {"web:ann"}
    named = {**headers, "x-openwebui-user-id": "7f"}
    assert client.post("/api/recommend", json={"person": "ann"}, headers=named).status_code == 403


async def deed(address: str, headers: dict[str, str], mode: Any) -> bool:
    """Whether a like is taken over MCP."""
    async with (
        httpx2.AsyncClient(headers=headers) as bare,
        Client(streamable_http_client(f"{address}/mcp", http_client=bare), mode=mode) as client,
    ):
        return not (await client.call_tool("record_feedback", {"item": "moon", "kind": "like"})).is_error


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_of_mcp_are_the_persons_too(client: httpx.Client, run: Run, path: Path, mode: str) -> None:
    def taken(headers: dict[str, str]) -> bool:
        return asyncio.run(deed(str(client.base_url).rstrip("/"), headers, mode))

    assert taken({}) and people(path) == {"me"}
    ann, web = bearer(create(run, "ann")), bearer(create(run, "web", "--frontend"))
    assert taken(ann) and people(path) == {"me", "ann"}
    assert taken({**web, "x-openwebui-user-id": "7f"}) and people(path) == {"me", "ann", "web:7f"}
    assert not taken(web) and people(path) == {"me", "ann", "web:7f"}


@pytest.mark.parametrize("body", [{}, {"user": None}, {"user": "  "}])
def test_whom_a_frontend_does_not_name_is_a_stranger(
    client: httpx.Client, run: Run, usher: Usher, path: Path, body: dict[str, Any]
) -> None:
    token = create(run, "web", "--frontend")
    usher.add_rules("no science fiction, ever", person="me")
    answer = ask(client, bearer(token), messages=LIKED, **body).json()["usher"]
    assert answer["reply"] and people(path) == set()
    free = ask(client, bearer(token), messages=[{"role": "user", "content": "science fiction"}], **body).json()["usher"]
    assert free["picks"]
    assert client.post("/api/ask", json={"messages": LIKED}, headers=bearer(token)).status_code == 200
    assert people(path) == set()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, {"user": 7}),
        ({}, {"user": {"id": "ann"}}),
        ({}, {"user": "a\nb"}),
        ({}, {"user": "x" * 200}),
        ({"X-OpenWebUI-User-Name": "a%0Ab"}, {}),
        ({"X-OpenWebUI-User-Id": "x" * 200}, {}),
    ],
)
def test_what_cannot_be_a_name_is_refused(
    client: httpx.Client, run: Run, path: Path, headers: dict[str, str], body: dict[str, Any]
) -> None:
    token = create(run, "web", "--frontend")
    refused = ask(client, {**bearer(token), **headers}, **body)
    assert (refused.status_code, refused.json()["error"]["type"]) == (400, "invalid_request_error")
    assert people(path) == set()


WRONG = [{}, bearer("usher_wrong"), {"authorization": "Basic dXNlcjpw"}, {"authorization": "Bearer"}, bearer("\u00e9")]


@pytest.mark.parametrize("headers", WRONG)
def test_once_there_is_a_token_nobody_is_served_without_a_known_one(
    client: httpx.Client, run: Run, slept: list[float], headers: dict[str, str]
) -> None:
    create(run, "ann")
    sent = {name: value.encode("latin-1") for name, value in headers.items()}
    for asked in (ask(client, sent), client.get("/v1/models", headers=sent)):  # type: ignore[arg-type]
        assert (asked.status_code, asked.headers["www-authenticate"]) == (401, "Bearer")
        assert asked.json()["error"]["code"] == "invalid_api_key"
    for other in ("/image/moon", "/attention/moon", "/nothing", "/api/search", "/mcp"):
        told = client.get(other, headers=sent)
        assert (told.status_code, told.headers["www-authenticate"]) == (401, "Bearer")
        assert told.headers["content-type"] == "application/problem+json"
        assert told.json()["status"] == 401 and told.json()["detail"]
    for open_ in ("/", "/page.js", "/page.css", "/icon.svg", "/healthz"):
        assert client.get(open_, headers=sent).status_code == 200


def test_a_token_goes_by_its_text_alone(client: httpx.Client, run: Run) -> None:
    token = create(run, "ann")
    assert client.get("/v1/models", headers={"authorization": f"bearer  {token}"}).status_code == 200
    twice = httpx.Headers([("authorization", f"Bearer {token}"), ("authorization", "Bearer other")])
    assert client.get("/v1/models", headers=twice).status_code == 401
    assert client.get("/v1/models", headers=bearer(token[:-1])).status_code == 401
    assert client.get("/v1/models", params={"token": token}).status_code == 401


def test_the_sdk_hears_that_its_key_is_wrong(client: httpx.Client, run: Run) -> None:
    create(run, "ann")
    with (
        openai.OpenAI(base_url=f"{client.base_url}/v1", api_key="any", max_retries=0) as sdk,
        pytest.raises(openai.AuthenticationError, match="usher token create"),
    ):
        sdk.models.list()


def test_a_revoked_token_is_unknown_at_once_even_the_last(client: httpx.Client, run: Run) -> None:
    phone, desk = create(run, "ann"), create(run, "ann")
    known = [client.get("/v1/models", headers=bearer(token)).status_code for token in (phone, desk)]
    assert json.loads(run("token", "revoke", "t1", "--json").out)["revoked"][0]["id"] == "t1"
    left = [client.get("/v1/models", headers=bearer(token)).status_code for token in (phone, desk)]
    assert (known, left) == ([200, 200], [401, 200])
    ran = run("token", "revoke", "ann")
    assert "t2 of ann is unknown" in ran.out and "the last" in ran.err
    assert [client.get("/v1/models", headers=h).status_code for h in (bearer(desk), {})] == [401, 401]
    assert json.loads(run("token", "create", "ann", "--json").out)["id"] == "t3"


def test_tokens_are_listed_without_their_text_and_with_the_day_of_their_last_use(
    client: httpx.Client, run: Run
) -> None:
    ran = run("token", "create", "ann")
    token = ran.out.strip()
    assert token.startswith("usher_") and len(token) == 49 and token not in ran.err
    create(run, "web", "--frontend")
    client.get("/v1/models", headers=bearer(token))
    ann, web = (json.loads(line) for line in run("token", "list", "--json").out.splitlines())
    assert ann == {"id": "t1", "name": "ann", "kind": "person", "created": ann["created"], "used": ann["used"]}
    assert len(ann["created"]) == len(ann["used"]) == len("2026-11-25")
    assert (web["id"], web["kind"], web["used"]) == ("t2", "frontend", None)
    told = run("token", "list").out
    assert "never used" in told and f"last used {ann['used']}" in told and token not in told


def test_the_text_of_a_token_is_kept_and_logged_nowhere(
    client: httpx.Client, run: Run, path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    token = create(run, "ann")
    for headers in (bearer(token), bearer(f"{token}x")):
        ask(client, headers)
        client.post("/api/ask", json={"messages": 7}, headers=headers)
        client.get(f"/nothing/{1}", headers=headers)
    said = "".join(capfd.readouterr()) + "".join(
        record.getMessage() for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))
    )
    assert token not in said
    assert not [file for file in path.rglob("*") if file.is_file() and token.encode() in file.read_bytes()]


def test_commands_go_on_through_the_owner_without_a_token(run: Run, usher: Usher) -> None:
    before = run("recommend", "--user", "ann", "-n", "3", "--json").out
    create(run, "ann")
    assert run("recommend", "--user", "ann", "-n", "3", "--json").out == before
    assert run("rules", "add", "no horror", "--user", "bob").code == 0
    assert [rule["value"] for rule in usher.rules(person="bob")] == ["horror"]
    assert run("ask", "hello", "--user", "cid").code == 0


@pytest.mark.parametrize("name", ["", "  ", "web:ann", "t7", "a\nb", "x" * 201])
def test_what_would_be_taken_for_something_else_is_no_tokens_name(run: Run, name: str) -> None:
    ran = run("token", "create", name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_name_is_a_persons_or_a_frontends(usher: Usher, run: Run) -> None:
    create(run, "ann")
    ran = run("token", "create", "ann", "--frontend")
    assert (ran.code, "a token of a person already" in ran.err) == (2, True)
    missing = run("token", "revoke", "bob")
    assert (missing.code, missing.err) == (1, "usher: There is no token 'bob'. See: usher token list\n")


def test_serving_others_wants_a_token(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[str] = []
    monkeypatch.setattr(http, "serve", lambda usher, listener: served.append(http.address_of(listener)))
    serve = ("serve", "--host", "0.0.0.0", "--port", "0")
    refused = run(*serve)
    assert (refused.code, served, refused.err.count("\n")) == (1, [], 1)
    assert "usher token create NAME" in refused.err
    create(run, "ann")
    assert run(*serve).code == 0 and len(served) == 1
    run("token", "revoke", "ann")
    assert run(*serve).code == 1
    assert run("serve", "--port", "0").code == 0
    assert Library.owner(path) is None


def test_beyond_this_machine_nobody_is_me(usher: Usher, run: Run) -> None:
    with serving(usher, "0.0.0.0") as client:
        assert ask(client, {}).status_code == 401
        token = create(run, "ann")
        there = {**bearer(token), "host": "nas.local:8848"}
        assert client.get("/v1/models", headers=there).status_code == 200
        assert client.get("/v1/models", headers={**there, "origin": "http://nas.local:8848"}).status_code == 200
        assert client.get("/v1/models", headers={**there, "origin": "https://evil.example"}).status_code == 403
        run("token", "revoke", "ann")
        assert client.get("/v1/models", headers=there).status_code == 401


def test_an_erased_persons_tokens_are_gone_and_let_nobody_in(client: httpx.Client, run: Run, path: Path) -> None:
    token = create(run, "quokka")
    ask(client, bearer(token))
    assert run("erase", "--user", "quokka", "--yes").code == 0
    assert run("token", "list").out == ""
    assert [ask(client, headers).status_code for headers in (bearer(token), {})] == [401, 401]
    assert not [file for file in path.rglob("*") if file.is_file() and b"quokka" in file.read_bytes()]


def test_a_library_from_before_tokens_takes_them(path: Path, run: Run) -> None:
    old = Database(path / "people.db", MIGRATIONS[:4])
    old.close()
    assert create(run, "ann") and len(run("token", "list").out.splitlines()) == 1
