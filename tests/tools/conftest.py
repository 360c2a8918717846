"""A small library of films, series and albums with known facts, and the door to searching it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from indexers.encoders import TextEncoder
from indexers.library import Library
from indexers.models import Interaction, Rule
from indexers.pipeline import index
from indexers.sources import open_source
from tests.fakes.encoder import FakeEncoder
from tests.tools.media import open_media
from tools import search
from tools.context import Context
from tools.models import Request, Result
from tools.settings import SearchSettings

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


ITEMS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "items.jsonl").read_text(encoding="utf8").splitlines()
]


@dataclass(frozen=True)
class Door:
    """Searches as one person would; `as_person` gives the door of another."""

    context: Context

    def __call__(self, n: int = 5, **slots: Any) -> Result:
        return search.search(self.context, Request(**slots), n)

    def ids(self, n: int = 30, **slots: Any) -> list[str]:
        return [pick.id for pick in self(n, **slots).picks]

    def with_settings(self, **settings: Any) -> Door:
        return Door(Context(self.context.library, self.context.person, NOW, settings=SearchSettings(**settings)))


@contextmanager
def open_library(folder: Path, encoder: TextEncoder) -> Iterator[Library]:
    source = folder / "items.jsonl"
    source.write_text("".join(json.dumps(item) + "\n" for item in ITEMS), encoding="utf8")
    with Library.open(folder / "library", create=True, encoder=encoder) as opened:
        report = index(opened, open_source(source))
        assert report.added == len(ITEMS) and not report.bad
        yield opened


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(tmp_path_factory.mktemp("search"), FakeEncoder(256)) as opened:
        yield opened


@pytest.fixture
def door(library: Library) -> Door:
    """A stranger's."""
    return Door(Context(library, library.person(None), NOW))


@pytest.fixture
def door_of(library: Library, request: pytest.FixtureRequest) -> Callable[..., Door]:
    """The door of a person with a history and rules."""

    def make(*history: Interaction, rules: tuple[Rule, ...] = ()) -> Door:
        person = library.person(f"{request.node.name}-{len(history)}-{len(rules)}")
        person.add(history)
        for rule in rules:
            person.add_rule(rule)
        return Door(Context(library, person, NOW))

    return make


@pytest.fixture(scope="session")
def media_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_media(tmp_path_factory.mktemp("media"), FakeEncoder(256)) as opened:
        yield opened


@pytest.fixture
def media(media_library: Library) -> Door:
    """A stranger's, to a library whose files were read."""
    return Door(Context(media_library, media_library.person(None), NOW))
