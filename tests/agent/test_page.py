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
        linked = set(re.findall(r'(?:src|href)="([^"#]+)"', html.text))
        return {"/": html, **{name: client.get(f"/{name}") for name in linked}}


def _scripts(page: dict[str, httpx.Response]) -> dict[str, str]:
    return {name: response.text for name, response in page.items() if name.endswith(".js")}


def test_every_file_of_the_page_is_served(page: dict[str, httpx.Response]) -> None:
    kinds = {name: response.headers["content-type"].split(";")[0] for name, response in page.items()}
    assert {response.status_code for response in page.values()} == {200}
    by_ending = {"/": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
    assert kinds == {name: by_ending[name.rpartition(".")[2]] for name in page}
    assert {"page.js", "page.css", "icon.svg"} < set(page)


def test_every_module_is_named_in_the_page_so_that_all_load_at_once(page: dict[str, httpx.Response]) -> None:
    scripts = _scripts(page)
    imported = {name for text in scripts.values() for name in re.findall(r'from "\./([^"]+)"', text)}
    assert imported | {"page.js"} == set(scripts)
    assert set(scripts) == {path.name for path in WEB.glob("*.js")}


def test_the_first_load_is_light(page: dict[str, httpx.Response]) -> None:
    assert sum(len(response.content) for response in page.values()) < 300_000


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
    for text in _scripts(page).values():
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|setAttribute\(.style", text
        )


def test_each_field_has_a_label_and_the_talk_is_announced(page: dict[str, httpx.Response]) -> None:
    html = page["/"].text
    for field in re.findall(r'<(?:textarea|input)[^>]*id="(\w+)"', html):
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


def test_the_colours_are_told_apart_by_all(page: dict[str, httpx.Response]) -> None:
    """WCAG 2.2 AA: text 4.5 to 1 on every ground that it stands on, the edge of a field 3 to 1, light and dark."""
    css = page["page.css"].text
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css.partition("@media")[0]))
    dark = light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css.split("color-scheme: dark")[1].partition("}")[0]))
    for colours in (light, dark):
        for ink in ("ink", "soft", "accent", "good", "bad"):
            grounds = ("ground", "raised", "said") if ink in ("ink", "soft") else ("ground", "raised")
            for ground in grounds:
                assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        assert _contrast(colours["on-accent"], colours["accent"]) >= 4.5
        assert _contrast(colours["accent"], colours["tint"]) >= 4.5
        assert _contrast(colours["edge"], colours["raised"]) >= 3


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("said", "in_words_js", "back", "slot"),
    [
        ("under two hours", "forget the limit on minutes", "forget the limit on minutes", "minutes_max"),
        ("from 1980 to 1989", "forget the limit on years", "forget the limit on years", "year_min"),
        ("rated 7 or better", "forget the limit on rating", "forget the limit on rating", "rating_min"),
        ("fit for a 12 year old", "forget the age limit", "forget the age limit", "age_max"),
        ("added after 2020", "I don't care when it was added", "I don't care when it was added", "added_after"),
        ("a film", "any medium is fine", "any medium is fine", "media"),
        ("a comedy", "forget ${v}", "forget comedy", "genres"),
        ("no horror", "${v} is fine", "horror is fine", "not_genres"),
        ("no series", "${plural[v] ?? v} are fine", "series are fine", "not_media"),
        ("in English", "forget ${language(v)}", "forget English", "languages"),
        ("not in French", "${language(v)} is fine", "French is fine", "not_languages"),
        ("made in the US", "forget the limit on countries", "forget the limit on countries", "countries"),
        ("not made in Japan", "made in ${country(v)} is fine", "made in Japan is fine", "not_countries"),
        ("with Sigourney Weaver", "forget ${v}", "forget Sigourney Weaver", "people"),
        ("without Sigourney Weaver", "${v} is fine", "Sigourney Weaver is fine", "not_people"),
        ("no spiders", "forget the no ${r.not_query}", "forget the no spiders", "not_query"),
    ],
)
def test_what_a_struck_chip_says_takes_its_limit_back(
    usher: Usher, said: str, in_words_js: str, back: str, slot: str
) -> None:
    assert in_words_js in (WEB / "words.js").read_text(encoding="utf8")
    first = {"role": "user", "content": f"Something quiet, {said}"}
    assert getattr(usher.understand([first]).request, slot)
    talk = [first, {"role": "assistant", "content": "Here are some."}, {"role": "user", "content": back}]
    after = usher.understand(talk).request
    assert not getattr(after, slot)
    assert after.intent == "recommend"
