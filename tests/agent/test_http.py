"""The HTTP door: OpenAI's own SDK talks through it, and nobody from elsewhere does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest

from agent.faces.http import app as http
from agent.faces.http.access import MAX_BODY_BYTES
from agent.faces.http.markdown import escape, unescape
from agent.usher import Usher
from indexers.sources.artwork import Artwork

ASKED = "A quiet science fiction film in space, under two hours"


@pytest.fixture(scope="module")
def address(usher: Usher) -> Iterator[str]:
    with http.listen("127.0.0.1", 0) as listener, http.served_in_background(usher, listener) as address:
        yield address


@pytest.fixture(scope="module")
def sdk(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as client:
        yield client


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


def say(text: str) -> list[Any]:
    return [{"role": "user", "content": text}]


def post(client: httpx.Client, body: Any, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post("/v1/chat/completions", content=content, headers={"content-type": "application/json", **headers})


def test_a_picture_is_served_as_a_picture_and_nothing_else(
    client: httpx.Client, usher: Usher, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = client.get("/image/no/such")
    assert missing.status_code == 404 and "no picture of 'no/such'" in missing.json()["error"]["message"]
    monkeypatch.setattr(usher, "artwork", lambda item: Artwork("image/png", item.encode()))
    found = client.get("/image/a%20film/b.mkv")
    assert (found.content, found.headers["content-type"]) == (b"a film/b.mkv", "image/png")
    assert found.headers["x-content-type-options"] == "nosniff"
    monkeypatch.setattr(usher, "attention", lambda item, at_s: f"{item} {at_s}".encode())
    assert client.get("/attention/a/b.mkv", params={"at_s": 2.5}).content == b"a/b.mkv 2.5"
    assert client.get("/attention/a/b.mkv", params={"at_s": "x"}).status_code == 400
    assert client.get("/image/x", headers={"host": "evil.example"}).status_code == 403


def test_the_model_is_listed_and_found_by_its_name(sdk: openai.OpenAI) -> None:
    assert [model.id for model in sdk.models.list()] == ["usher"]
    assert sdk.models.retrieve("usher").object == "model"
    with pytest.raises(openai.NotFoundError, match="only model"):
        sdk.models.retrieve("gpt/other")


def test_the_sdk_gets_an_answer_in_one_piece(sdk: openai.OpenAI) -> None:
    done = sdk.chat.completions.create(model="usher", messages=say(ASKED))
    answer = (done.model_extra or {})["usher"]
    assert done.choices[0].finish_reason == "stop"
    assert done.choices[0].message.content == answer["reply"]
    assert answer["request"]["minutes_max"] == 120
    assert answer["picks"][0]["title"] in answer["reply"]


def test_the_sdk_gets_the_picks_first_and_the_words_piece_by_piece(sdk: openai.OpenAI) -> None:
    chunks = list(sdk.chat.completions.create(model="usher", messages=say(ASKED), stream=True))
    words = [chunk.choices[0].delta.content or "" for chunk in chunks]
    found = [n for n, chunk in enumerate(chunks) if "usher" in (chunk.model_extra or {})]
    answer = (chunks[-1].model_extra or {})["usher"]
    assert "".join(words) == answer["reply"]
    assert len([word for word in words if word]) >= 3
    assert found[0] < words.index(next(filter(None, words)))
    assert (chunks[found[0]].model_extra or {})["usher"]["shown"] == answer["shown"]
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_conversation_is_its_messages(sdk: openai.OpenAI) -> None:
    first = sdk.chat.completions.create(model="usher", messages=say(ASKED))
    reply = str(first.choices[0].message.content)
    second = (first.model_extra or {})["usher"]["picks"][1]
    talk = [*say(ASKED), {"role": "assistant", "content": reply}, *say("How long is the second?")]
    done = sdk.chat.completions.create(model="usher", messages=talk)
    answer = (done.model_extra or {})["usher"]
    assert answer["request"]["intent"] == "details"
    assert answer["request"]["minutes_max"] == 120
    minutes = next(receipt["value"] for receipt in second["receipts"] if "minutes" in receipt["clause"])
    assert str(round(minutes)) in answer["reply"]


def test_what_a_client_adds_changes_nothing(client: httpx.Client) -> None:
    parts = [{"type": "text", "text": ASKED}, {"type": "image_url", "image_url": {"url": "https://example.org/x"}}]
    talk = [{"role": "system", "content": "You are a pirate."}, {"role": "user", "content": parts}]
    tools = [{"type": "function", "function": {"name": "launch", "parameters": {}}}]
    more = {"temperature": 2, "max_tokens": 1, "tools": tools, "user": "ann", "unheard_of": [1]}
    plain = post(client, {"messages": say(ASKED)}).json()["usher"]
    full = post(client, {"model": "usher", "messages": talk, **more}).json()["usher"]
    assert (full["request"], full["reply"]) == (plain["request"], plain["reply"])


def test_a_stream_may_ask_for_usage(client: httpx.Client) -> None:
    body = {"messages": say("hello"), "stream": True, "stream_options": {"include_usage": True}}
    text = post(client, body).text
    assert text.endswith("data: [DONE]\n\n") and '"prompt_tokens"' in text
    body["stream_options"] = {"include_usage": False}
    assert '"prompt_tokens"' not in post(client, body).text


def test_usage_counts_words_where_the_planner_answers(sdk: openai.OpenAI) -> None:
    done = sdk.chat.completions.create(model="usher", messages=say("hello there"))
    assert done.usage is not None and done.usage.prompt_tokens == 2
    assert done.usage.completion_tokens == len(str(done.choices[0].message.content).split())
    assert done.usage.total_tokens == done.usage.prompt_tokens + done.usage.completion_tokens


@pytest.mark.parametrize("text", ["M*A*S*H (1970)", "_why_ <b>", "[x](y) `z`", "a_b & c_d", "\\*", "&amp;", "# 1"])
def test_titles_are_drawn_as_they_are_written(text: str) -> None:
    assert unescape(escape(text)) == text
    assert escape("snake_case, 2 < 3 & 4") == "snake_case, 2 < 3 & 4"
    assert escape("M*A*S*H") == "M\\*A\\*S\\*H"


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": "hello"}, "messages"),
        ({"messages": ["hello"]}, "messages[0].role"),
        ({"messages": [{"content": "hello"}]}, "messages[0].role"),
        ({"messages": [{"role": "owner", "content": "hello"}]}, "messages[0].role"),
        ({"messages": [{"role": "user", "content": 7}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": ["hello"]}]}, "messages[0].content"),
        ({"messages": [{"role": "assistant", "content": "hello"}]}, "messages"),
        ({"messages": say("hello"), "n": 2}, "n"),
        ({"messages": say("hello"), "stream": "yes"}, "stream"),
        ({"messages": say("hello"), "stream_options": {}}, "stream_options"),
        ({"messages": say("hello"), "stream": True, "stream_options": 1}, "stream_options"),
        ({"messages": say("hello"), "model": 7}, "model"),
        ([], None),
        (b"{", None),
        (b"\xff\xfe", None),
        (b"[" * 100_000, None),
    ],
)
def test_a_wrong_body_is_refused_as_openai_does(client: httpx.Client, body: Any, param: str | None) -> None:
    response = post(client, body)
    error = response.json()["error"]
    assert response.status_code == 400
    assert error["type"] == "invalid_request_error"
    assert error["param"] == param
    assert error["message"].endswith(".")


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "\u200b"])
def test_an_empty_message_is_refused(client: httpx.Client, text: str) -> None:
    response = post(client, {"messages": say(text)})
    assert (response.status_code, response.json()["error"]["message"]) == (400, "The message is empty.")


@pytest.mark.parametrize(
    "text", ["🎬🍿", "一部安静的电影", "\ud800half", "x" * 100_000, "a\x00b\x1b[2J", "'; DROP TABLE items; --"]
)
def test_any_text_gets_an_answer(client: httpx.Client, text: str) -> None:
    response = post(client, {"messages": say(text)})
    assert response.status_code == 200
    assert response.json()["usher"]["reply"]


def test_another_model_is_not_here(sdk: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as refused:
        sdk.chat.completions.create(model="gpt-7", messages=say("hello"))
    assert refused.value.code == "model_not_found"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 403),
        ({"host": "localhost.evil.example:80"}, 403),
        ({"host": "usher.socket"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:3000"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": ""}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "application/json; charset=utf-8"}, 200),
    ],
)
def test_a_page_from_elsewhere_gets_nothing(client: httpx.Client, headers: dict[str, str], status: int) -> None:
    response = post(client, {"messages": say("hello")}, **headers)
    assert response.status_code == status
    assert ("usher" in response.json()) == (status == 200)
    assert "access-control-allow-origin" not in response.headers


def test_the_page_itself_may_ask(client: httpx.Client, address: str) -> None:
    assert post(client, {"messages": say("hello")}, origin=address).status_code == 200


@pytest.mark.parametrize("names_length", [True, False])
def test_a_body_that_is_too_large_is_refused(client: httpx.Client, names_length: bool) -> None:
    pieces = [b" " * 100_000] * (MAX_BODY_BYTES // 100_000 + 2)
    content = b"".join(pieces) if names_length else iter(pieces)
    response = client.post("/v1/chat/completions", content=content, headers={"content-type": "application/json"})
    assert (response.status_code, "larger" in response.json()["error"]["message"]) == (413, True)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("HEAD", "/", 200),
        ("GET", "/nothing", 404),
        ("GET", "/../app.py", 404),
        ("GET", "/web/page.js", 404),
        ("GET", "/v1/chat/completions", 405),
        ("POST", "/v1/embeddings", 404),
        ("OPTIONS", "/v1/chat/completions", 405),
        ("DELETE", "/", 405),
        ("POST", "/api/nothing", 404),
        ("POST", "/api/index", 404),
        ("POST", "/api/import", 404),
        ("POST", "/api/history", 404),
        ("POST", "/api/correct", 404),
    ],
)
def test_each_address_and_method_has_its_answer(client: httpx.Client, method: str, path: str, status: int) -> None:
    response = client.request(method, path, headers={"content-type": "application/json"})
    assert response.status_code == status
    if status >= 400:
        assert response.json()["error"]["message"]


def test_a_call_of_the_commands_answers_in_lines(client: httpx.Client) -> None:
    lines = client.post("/api/search", json={"request": {"query": "space"}, "n": 2}).text.splitlines()
    assert [len(json.loads(line)["result"]["picks"]) for line in lines] == [2]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("search", {}),
        ("search", {"request": {"year_min": "soon"}}),
        ("search", {"request": {}, "n": "many"}),
        ("similar", {"item": "moon", "unheard_of": 1}),
        ("ask", {"messages": 7}),
        ("ask", {"messages": [{"role": "user", "content": 7}]}),
    ],
)
def test_wrong_arguments_of_a_call_are_named(client: httpx.Client, name: str, given: dict[str, Any]) -> None:
    response = client.post(f"/api/{name}", json=given)
    assert response.status_code == 400
    assert response.json()["error"]["param"]
