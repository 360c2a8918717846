"""The page: served under a policy that lets in no script but its own, and written to be read by all."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from agent.faces.http import app as http
from agent.usher import Usher

WEB = Path(http.__file__).parents[1] / "web"


@pytest.fixture(scope="module")
def page(usher: Usher) -> dict[str, httpx.Response]:
    """The page and every file that it names."""
    with (
        http.listen("127.0.0.1", 0) as listener,
        http.served_in_background(usher, listener) as address,
        httpx.Client(base_url=address) as client,
    ):
        html = client.get("/")
        linked = set(re.findall(r'(?:src|href)="([^"]+)"', html.text))
        return {"/": html, **{name: client.get(f"/{name}") for name in linked}}


def test_every_file_of_the_page_is_served(page: dict[str, httpx.Response]) -> None:
    kinds = {name: response.headers["content-type"].split(";")[0] for name, response in page.items()}
    assert {response.status_code for response in page.values()} == {200}
    assert kinds == {
        "/": "text/html",
        "page.js": "text/javascript",
        "page.css": "text/css",
        "icon.svg": "image/svg+xml",
    }


def test_the_policy_forbids_all_but_the_page_s_own_files(page: dict[str, httpx.Response]) -> None:
    for response in page.values():
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
        assert "unsafe" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"


def test_the_page_keeps_to_its_policy(page: dict[str, httpx.Response]) -> None:
    html = page["/"].text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script[^>]*>[^<]", html)
    for response in page.values():
        assert not re.search(r"(?:src|href)=[\"']?(?:https?:|//)|url\(|@import|fetch\([\"']http", response.text)


def test_text_enters_the_page_as_text(page: dict[str, httpx.Response]) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", page["page.js"].text)


def test_each_field_has_a_label_and_the_talk_is_announced(page: dict[str, httpx.Response]) -> None:
    html = page["/"].text
    for field in re.findall(r'<textarea[^>]*id="(\w+)"', html):
        assert f'<label for="{field}"' in html
    assert 'role="log"' in html
    assert 'aria-live="polite"' in html
    assert '<html lang="en">' in html
    assert 'name="viewport"' in html


def test_the_page_follows_the_light_and_the_width(page: dict[str, httpx.Response]) -> None:
    css = page["page.css"].text
    assert "prefers-color-scheme: dark" in css
    assert "prefers-reduced-motion" in css
    assert "@media (max-width" in css
