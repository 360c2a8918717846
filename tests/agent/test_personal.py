"""What the page asks beside the talk: feedback and undo, rules, history, why and the facts of cards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from agent.faces.http import app as http
from agent.settings import Settings
from agent.usher import Usher
from indexers.library import Library
from tests.agent.conftest import SHELF
from tests.fakes.encoder import FakeEncoder


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Over a library of the shelf that may be written."""
    path: Path = tmp_path_factory.mktemp("personal") / "library"
    with Usher(Library.open(path, create=True, encoder=FakeEncoder()), Settings()) as usher:
        list(usher.index([SHELF]))
        with (
            http.listen("127.0.0.1", 0) as listener,
            http.served_in_background(usher, listener) as address,
            httpx.Client(base_url=address) as client,
        ):
            yield client


@pytest.fixture(scope="module")
def works() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SHELF.read_text(encoding="utf8").splitlines()]


def problem(response: httpx.Response, status: int) -> str:
    """The detail of a problem, whose form is checked."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status and told["type"] == "about:blank" and told["title"]
    assert told["error"]["message"] == told["detail"]
    return str(told["detail"])


def test_a_card_s_facts_are_given_and_what_is_not_here_left_out(
    client: httpx.Client, works: list[dict[str, Any]]
) -> None:
    ids = [work["id"] for work in works[:3]]
    found = client.get("/api/items", params={"id": [*ids, "no such work", ids[0]]}).json()["items"]
    assert [item["id"] for item in found] == ids
    assert found[0]["minutes"] == works[0].get("minutes") and found[0]["has_picture"] is False
    assert problem(client.get("/api/items"), 400).startswith("id: from one to 50")
    assert problem(client.get("/api/items", params={"id": ["x"] * 51}), 400)


def test_feedback_is_kept_shown_and_taken_back(client: httpx.Client, works: list[dict[str, Any]]) -> None:
    item = works[0]
    before = client.get("/api/me/history").json()["total"]
    keys = [
        client.post("/api/me/feedback", json={"item": item["id"], "kind": kind}).json()["key"]
        for kind in ("like", "dislike", "view", "not_now", "want")
    ]
    rated = client.post("/api/me/feedback", json={"item": item["id"], "kind": "rating", "stars": 4}).json()["key"]
    history = client.get("/api/me/history", params={"limit": 2}).json()
    assert history["total"] == before + 6
    assert [row["kind"] for row in history["rows"]] == ["rating", "want"]
    assert history["rows"][0]["title_here"] == item["title"]
    for key in [*keys, rated]:
        assert client.post("/api/me/undo", json={"key": key}).json() == {"undone": 1}
    assert client.post("/api/me/undo", json={"key": rated}).json() == {"undone": 0}
    assert client.get("/api/me/history").json()["total"] == before


def test_feedback_that_cannot_be_kept_is_refused(client: httpx.Client, works: list[dict[str, Any]]) -> None:
    item, path = works[0]["id"], "/api/me/feedback"
    assert problem(client.post(path, json={"item": item, "kind": "adore"}), 400).startswith("kind: ")
    assert problem(client.post(path, json={"item": item, "kind": "rating", "stars": 6}), 400)
    assert problem(client.post(path, json={"item": item, "kind": "like", "person": "ann"}), 400).startswith("person: ")
    assert "no such work" in problem(client.post(path, json={"item": "no such work", "kind": "like"}), 404)
    for content in (b"{", b"[]", b"", b'{"item": 3, "kind": "like"}'):
        assert problem(client.post(path, content=content, headers={"content-type": "application/json"}), 400)
    assert problem(client.post("/api/me/undo", json={}), 400).startswith("key: ")
    assert client.get("/api/me/history").json()["total"] == 0


def test_rules_are_laid_down_listed_and_removed(client: httpx.Client) -> None:
    assert client.get("/api/me/rules").json() == {"rules": []}
    laid = client.post("/api/me/rules", json={"text": "no horror"}).json()["rules"]
    assert [(rule["said"], rule["value"], rule["holds"]) for rule in laid] == [("no horror", "horror", True)]
    assert client.get("/api/me/rules").json()["rules"] == laid
    address = f"/api/me/rules/{laid[0]['number']}"
    assert client.request("DELETE", address, json={}).json() == {"ended": laid[0]["number"]}
    assert problem(client.request("DELETE", address, json={}), 404)
    assert [rule["holds"] for rule in client.get("/api/me/rules").json()["rules"]] == [False]
    assert "No limit is understood" in problem(client.post("/api/me/rules", json={"text": "hello"}), 400)
    assert problem(client.post("/api/me/rules", json={"text": ""}), 400).startswith("text: ")


def test_why_has_bars_that_sum_to_the_score_and_cite_their_evidence(
    client: httpx.Client, works: list[dict[str, Any]]
) -> None:
    told = client.get("/api/me/why", params={"item": works[0]["id"]}).json()
    assert sum(part["value"] for part in told["contributions"]) == pytest.approx(told["score"])
    assert all(part["evidence"] in told["evidence"] for part in told["contributions"])
    assert problem(client.get("/api/me/why"), 400).startswith("item: ")
    assert problem(client.get("/api/me/why", params={"item": "no such work"}), 404)
    assert problem(client.get("/api/me/why", params={"item": works[0]["id"], "turn": "none"}), 404)


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1001", "9" * 5000, ""])
def test_history_takes_a_sane_limit_alone(client: httpx.Client, limit: str) -> None:
    assert problem(client.get("/api/me/history", params={"limit": limit}), 400).startswith("limit: ")


def test_pages_from_elsewhere_get_nothing(client: httpx.Client) -> None:
    assert client.get("/api/me/rules", headers={"host": "evil.example"}).status_code == 403
    assert client.get("/api/me/history", headers={"origin": "http://evil.example"}).status_code == 403
    plain = {"content-type": "text/plain"}
    assert client.post("/api/me/rules", content=b'{"text": "no horror"}', headers=plain).status_code == 415
    assert client.request("DELETE", "/api/me/rules/1").status_code == 415
    assert client.put("/api/me/rules", json={}).status_code == 405
