"""A wish for a look is asked of the pictures themselves, where the encoder that saw them reads words as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexers.catalogue.findings import StageRow
from indexers.encoders.torched import import_open_clip
from indexers.errors import ExtraMissing
from indexers.library import Library
from indexers.media.models import Finding
from indexers.pipeline import index
from indexers.settings import LibrarySettings
from indexers.sources import open_source
from indexers.stages.look import LookStage
from indexers.stages.store import Store
from tests.fakes.clip import VIT, make_clip
from tests.fakes.encoder import FakeEncoder
from tests.tools.conftest import NOW
from tools import search
from tools.context import Context
from tools.models import Request


def _has_torch() -> bool:
    try:
        import_open_clip()
    except ExtraMissing:
        return False
    return True


@pytest.mark.skipif(not _has_torch(), reason='the vision extra is not installed: pip install -e ".[vision]"')
def test_the_picture_that_the_words_come_nearest_to_is_found(tmp_path: Path) -> None:
    """Nobody knows what a model with random weights sees: a picture that is its words' own vector is found."""
    settings = LibrarySettings(look=f"local-dir:{make_clip(tmp_path / 'clip', VIT)}")
    stage = LookStage(settings)
    assert stage.encoder is not None
    items = [{"id": name, "title": f"Clip {name}", "medium": "clip"} for name in ("a", "b", "c", "d", "e")]
    lines = tmp_path / "items.jsonl"
    lines.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf8")
    shown = ["rain on a window", "a red car", "two dogs", "snow at night", "a crowd"]
    with Library.open(tmp_path / "library", settings, create=True, encoder=FakeEncoder()) as library:
        index(library, open_source(lines))
        with Store(library, [stage]) as store:
            for item, vector in zip(items, stage.encoder.encode_texts(shown), strict=True):
                store.put(StageRow(item["id"], "look", b"1", "done", finding=Finding(vector=vector)))
        context = Context(library, library.person(None), NOW)
        wish = Request(query="looks like a red car", media=("clip",))
        found = search.search(context, wish, 3)
        assert found.picks[0].id == "b"
        why = search.explain(context, "b", wish)
        assert {part.name: part.value for part in why.contributions}["look"] > 0
        assert search.search(context, Request(query="looks like", like=("c",)), 3).picks
