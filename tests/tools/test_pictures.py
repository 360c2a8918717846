"""A wish for a look is asked of the pictures themselves, where the encoder that saw them reads words as well."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from indexers.catalogue.findings import StageRow
from indexers.encoders.torched import import_open_clip
from indexers.errors import ExtraMissing, NotFound, Undecodable
from indexers.library import Library
from indexers.media.decode import Media
from indexers.media.models import Finding
from indexers.pipeline import index
from indexers.settings import LibrarySettings
from indexers.sources import open_source
from indexers.stages.look import LookStage
from indexers.stages.store import Store
from tests.fakes.clip import VIT, make_clip
from tests.fakes.encoder import FakeEncoder
from tests.fakes.red import Redness
from tests.indexers.conftest import write_lines
from tests.tools.conftest import NOW
from tools import search
from tools.context import Context
from tools.evidence.attention import attention_png
from tools.models import Request


@pytest.fixture
def red_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Library, Context]]:
    """Three films; in one stands something red, at the lower right, from the tenth second on."""
    pytest.importorskip("av", reason="the media extra is not installed")
    from tests.fakes.media import make_video

    monkeypatch.setattr("tools.candidates.towers.open_pictures", lambda settings: Redness())
    grey = np.full((96, 128, 3), 90, np.uint8)
    shown = grey.copy()
    shown[50:70, 70:92] = (240, 20, 20)
    scenes = {"a": [grey], "b": [grey, shown], "c": [grey]}
    files = {
        name: make_video(tmp_path / f"{name}.mp4", 20, scenes=some, size=(128, 96)) for name, some in scenes.items()
    }
    rows = [{"id": name, "title": f"Film {name}", "medium": "film", "path": str(file)} for name, file in files.items()]
    with Library.open(tmp_path / "library", create=True, encoder=FakeEncoder()) as library:
        index(library, open_source(write_lines(tmp_path / "items.jsonl", rows)))
        stage = LookStage(library.settings, Redness())
        with Store(library, [stage]) as store:
            for item in library.catalogue.with_files():
                with Media.open(Path(item.path or "")) as media:
                    store.put(StageRow(item.id, "look", b"1", "done", finding=stage.read(item, media)))
        yield library, Context(library, library.person(None), NOW)


def test_what_mattered_in_a_frame_is_shown_with_its_second_and_what_is_left(
    red_film: tuple[Library, Context],
) -> None:
    library, context = red_film
    why = search.explain(context, "b", Request(query="looks like a red door", media=("film",)), look_inside=True)
    (region,) = [one for one in why.inside if one.kind == "region"]
    assert region.box == (0.5, 0.5, 0.75, 0.75) and region.start_s is not None and 9 <= region.start_s <= 20
    look = next(part.value for part in why.contributions if part.name == "look")
    assert why.score - look <= region.score < why.score
    told = why.evidence[region.evidence]
    assert told.kind == "look" and "from 50% to 75% of the width and 50% to 75% of the height" in told.text
    picture = np.asarray(Image.open(io.BytesIO(attention_png(library, "b", region.start_s))))
    assert picture.shape == (96, 128, 3) and picture[60:, 100:].mean() > 20 * picture[:30, :40].mean()


def test_without_a_file_or_an_encoder_nothing_is_said_of_regions(
    red_film: tuple[Library, Context], monkeypatch: pytest.MonkeyPatch
) -> None:
    library, context = red_film
    (item,) = library.catalogue.get(["b"])
    Path(item.path or "").unlink()
    why = search.explain(context, "b", Request(query="looks like a red door"), look_inside=True)
    assert all(one.kind != "region" for one in why.inside)
    with pytest.raises(Undecodable, match="is not there"):
        attention_png(library, "b", 1.0)
    with pytest.raises(NotFound, match="no file"):
        attention_png(library, "nobody", 1.0)


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
