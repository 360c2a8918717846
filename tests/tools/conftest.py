"""A small library of films, series and albums with known facts, and the door to searching it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from indexers.library import Library
from indexers.models import Interaction, Rule
from indexers.pipeline import index
from indexers.sources import open_source
from tests.fakes.encoder import FakeEncoder
from tools import search
from tools.context import Context
from tools.models import Request, Result
from tools.settings import SearchSettings

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


def film(id_: str, title: str, year: int | None, minutes: float | None, genres: str, text: str, **more: Any) -> dict[str, Any]:
    facts = {"id": id_, "title": title, "medium": "film", "year": year, "minutes": minutes, "description": text}
    facts |= {"genres": genres.split(", ") if genres else [], "languages": ["en"], "countries": ["US"]}
    return {key: value for key, value in (facts | more).items() if value is not None}


def people(**names: str) -> list[dict[str, str]]:
    return [{"name": name.strip(), "role": role} for role, all_ in names.items() for name in all_.split(",")]


ITEMS = [
    film("moon", "Moon", 2009, 97, "drama, science fiction", "A lone miner on the far side of the moon nears the end of his contract.",
         keywords=["moon", "isolation", "space"], countries=["GB"], rating=7.6, popularity=60, age_min=16,
         people=people(director="Duncan Jones", actor="Sam Rockwell, Kevin Spacey")),
    film("gravity", "Gravity", 2013, 91, "science fiction, thriller", "Two astronauts drift through space after their shuttle is destroyed.",
         keywords=["space", "astronaut", "isolation"], rating=7.3, popularity=90, age_min=12,
         people=people(director="Alfonso Cuarón", actor="Sandra Bullock, George Clooney")),
    film("solaris", "Solaris", 1972, 167, "drama, science fiction", "A psychologist visits a station that orbits an ocean planet.",
         keywords=["space", "grief"], languages=["ru"], countries=["SU"], rating=8.0, popularity=30),
    film("interstellar", "Interstellar", 2014, 169, "adventure, drama, science fiction", "Explorers travel through a wormhole to save mankind.",
         keywords=["space", "astronaut", "wormhole"], rating=8.3, popularity=99, age_min=12,
         people=people(director="Christopher Nolan", actor="Matthew McConaughey")),
    film("alien", "Alien", 1979, 117, "horror, science fiction", "The crew of a spaceship meets a deadly creature in space.",
         keywords=["space", "alien"], rating=8.1, popularity=95, age_min=16, people=people(director="Ridley Scott")),
    film("aliens", "Aliens", 1986, 137, "action, horror, science fiction", "Marines meet many deadly creatures on a colony in space.",
         keywords=["space", "alien", "marine"], rating=8.0, popularity=88, people=people(director="James Cameron")),
    film("alien3", "Alien 3", 1992, 114, "horror, science fiction", "A deadly creature hunts convicts on a prison planet in space.",
         keywords=["space", "alien", "prison"], rating=6.3, popularity=70, people=people(director="David Fincher")),
    film("amelie", "Amélie", 2001, 122, "comedy, romance", "A shy waitress in Paris decides to change the lives of those around her.",
         keywords=["paris", "love"], languages=["fr"], countries=["FR"], rating=8.2, popularity=85, age_min=6,
         people=people(director="Jean-Pierre Jeunet", actor="Audrey Tautou")),
    film("visitors", "The Visitors", 1993, 107, "comedy, fantasy", "A medieval knight and his squire travel through time to today.",
         keywords=["time travel"], languages=["fr"], countries=["FR"], rating=7.0, popularity=40),
    film("hulot", "Mr. Hulot's Holiday", 1953, 99, "comedy", "A clumsy bachelor upsets a quiet hotel by the sea.",
         languages=["fr"], countries=["FR"], rating=7.4, popularity=25, people=people(director="Jacques Tati")),
    film("psycho", "Psycho", 1960, 109, "horror, thriller", "A secretary on the run stops at a lonely motel.", rating=8.4, popularity=92,
         people=people(director="Alfred Hitchcock")),
    film("birds", "The Birds", 1963, 119, "horror", "Birds attack the people of a small town.", keywords=["birds"], rating=7.5, popularity=75,
         people=people(director="Alfred Hitchcock")),
    film("arachno", "Arachnophobia", 1990, 103, "comedy, horror", "Deadly spiders invade a small town.", keywords=["spider"], rating=6.4,
         popularity=50),
    film("toy", "Toy Story", 1995, 81, "animation, comedy, family", "A cowboy doll fears a new space ranger toy.", keywords=["toy", "friendship"],
         rating=7.9, popularity=96, age_min=0),
    film("toy2", "Toy Story 2", 1999, 92, "animation, comedy, family", "The toys set out to rescue their cowboy friend.", keywords=["toy", "friendship"],
         rating=7.5, popularity=80, age_min=0),
    film("toy3", "Toy Story 3", 2010, 103, "animation, comedy, family", "The toys end up in a day care centre.", keywords=["toy", "friendship"],
         rating=7.8, popularity=82, age_min=0),
    film("heist", "The Quiet Heist", 2015, 88, "comedy, crime", "Retired burglars plan a last heist in a bank.", keywords=["heist"], rating=6.1, popularity=20),
    film("nolength", "Lost Reel", 1965, None, "drama", "A space film whose length nobody wrote down.", keywords=["space"]),
    film("nogenre", "Unsorted", 1999, 95, "", "A film in space that nobody sorted.", keywords=["space"]),
    film("bare", "Bare", None, 80, "drama", ""),
    {"id": "wire", "title": "The Wire", "year": 2002, "medium": "series", "minutes": 59, "genres": ["crime", "drama"], "languages": ["en"],
     "countries": ["US"], "people": people(creator="David Simon", actor="Idris Elba"), "keywords": ["police"],
     "description": "Detectives and dealers in Baltimore are followed season by season."},
    {"id": "wire1", "title": "The Target", "year": 2002, "medium": "episode", "minutes": 62, "parent": "wire", "season": 1, "number": 1,
     "description": "A detective starts a case.", "genres": ["crime"], "languages": ["en"]},
    {"id": "blue", "title": "Kind of Blue", "year": 1959, "medium": "album", "minutes": 46, "genres": ["jazz"],
     "people": people(artist="Miles Davis, John Coltrane"), "keywords": ["trumpet"], "description": "Five unhurried pieces for a small band."},
    {"id": "train", "title": "Blue Train", "year": 1958, "medium": "album", "minutes": 43, "genres": ["jazz"],
     "people": people(artist="John Coltrane"), "keywords": ["saxophone"], "description": "Stately blues for three horns."},
    {"id": "algebra", "title": "Linear Algebra", "year": 2010, "medium": "course", "genres": ["mathematics"], "level": "beginner",
     "people": people(lecturer="Gilbert Strang"), "description": "Matrices, vectors and spaces from the start."},
]  # fmt: skip


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


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("search")
    source = path / "items.jsonl"
    source.write_text("".join(json.dumps(item) + "\n" for item in ITEMS), encoding="utf8")
    with Library.open(path / "library", create=True, encoder=FakeEncoder(256)) as opened:
        report = index(opened, open_source(source))
        assert report.added == len(ITEMS) and not report.bad
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
