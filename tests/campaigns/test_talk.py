"""A sample of the campaign `talk`, with an encoder that needs no weights."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent.settings import Settings
from agent.usher import Usher
from indexers.library import Library
from indexers.pipeline import index
from indexers.sources import open_source
from indexers.sources.starter import FILES
from tests.campaigns.talk import run_case
from tests.fakes.encoder import FakeEncoder


@pytest.fixture(scope="module")
def usher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Usher]:
    path = tmp_path_factory.mktemp("starter") / "library"
    with Library.open(path, create=True, encoder=FakeEncoder()) as library:
        for file in FILES:
            index(library, open_source(file))
        yield Usher(library, Settings())


@pytest.mark.parametrize("number", range(20))
def test_every_turn_of_a_random_dialogue_keeps_its_promises(usher: Usher, number: int) -> None:
    catalogue = usher.library.catalogue
    run_case(number, usher, None, catalogue.get(catalogue.columns().ids))
