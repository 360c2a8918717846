"""Stages read the files of items: what they find is searchable, survives a kill, and follows the files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from indexers.library import Library
from indexers.media.decode import Media
from indexers.media.limits import Limits
from indexers.media.models import Finding
from indexers.media.reader import Reader
from indexers.models import Item
from indexers.pipeline import index
from indexers.progress import PAUSED
from indexers.sources import open_source
from indexers.stages import choose_stages, run
from tests.fakes.media import BLUE, GREEN, RED, make_audio, make_video, tone
from tests.indexers.conftest import open_library, write_lines
from tests.indexers.staging import Axes, ColourStage, run_stages

CLIPS = {"ruby": [RED, RED], "grass": [GREEN, GREEN], "sunset": [RED, BLUE]}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    records = []
    for name, scenes in CLIPS.items():
        make_video(tmp_path / f"{name}.mp4", 2, scenes=scenes, size=(32, 32))
        records.append({"id": name, "title": name, "medium": "clip", "path": f"{name}.mp4"})
    return write_lines(tmp_path / "items.jsonl", records)


@pytest.fixture
def clips_path(tmp_path: Path, source: Path) -> Path:
    with open_library(tmp_path / "library") as library:
        index(library, open_source(source))
    return tmp_path / "library"


@pytest.fixture
def clips(clips_path: Path) -> Iterator[Library]:
    with open_library(clips_path) as library:
        yield library


def _nearest(library: Library, space: str, text: str) -> str:
    collection = library.vectors.space(space)
    mask = library.catalogue.findings.mask(space)
    rows, _ = collection.nearest(library.encoder.encode([text])[0], 1, mask)
    return library.catalogue.columns().ids[rows[0]]


def test_what_is_found_is_searchable_by_item_and_by_moment(clips: Library) -> None:
    (report,) = run_stages(clips, ColourStage())
    assert (report.done, report.skipped, report.failed) == (3, 0, 0)
    assert _nearest(clips, "look_words", "green picture") == "grass"
    table = clips.catalogue.findings.moments()
    assert table.n == 6
    rows, _ = clips.vectors.space("moments").nearest(clips.encoder.encode(["a blue second"])[0], 1)
    (passage,) = clips.catalogue.findings.passages([int(table.seqs[rows[0]])])
    assert (passage.item, passage.start_s) == ("sunset", 1.0)
    found = clips.catalogue.findings.words("blue", 5)
    assert [clips.catalogue.findings.passages([moment])[0].item for moment, _ in found] == ["sunset"]


def test_a_second_run_reads_only_what_changed(clips: Library, tmp_path: Path) -> None:
    run_stages(clips, ColourStage())
    again = ColourStage()
    (report,) = run_stages(clips, again)
    assert (again.read_items, report.unchanged) == ([], 3)
    make_video(tmp_path / "grass.mp4", 2, scenes=[BLUE, BLUE], size=(32, 32))
    (tmp_path / "ruby.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n", encoding="utf8")
    (tmp_path / "sunset.mp4").unlink()
    run_stages(clips, again)
    assert sorted(again.read_items) == ["grass", "ruby"]
    assert _nearest(clips, "look_words", "green picture") != "grass" or not clips.catalogue.findings.words("green", 5)
    assert "sunset" in clips.catalogue.findings.of(["sunset"]), "a file that is away for a while loses nothing"


def test_a_new_version_reads_all_again_without_doubling(clips: Library) -> None:
    run_stages(clips, ColourStage())
    (report,) = run_stages(clips, ColourStage(version="2"))
    assert report.done == 3
    assert clips.catalogue.findings.moments().n == clips.vectors.space("moments").count() == 6


def test_what_was_shown_last_is_read_first(clips: Library) -> None:
    class Talked(ColourStage):
        """While the first file is read, somebody is shown another."""

        def read(self, item: Item, media: Media) -> Finding:
            clips.shown.append("grass")
            return super().read(item, media)

    clips.shown.extend(["ruby", "sunset"])
    stage = Talked()
    run_stages(clips, stage)
    assert stage.read_items == ["sunset", "grass", "ruby"]


def test_each_stage_says_how_far_it_is_and_what_it_left_out(clips: Library, tmp_path: Path) -> None:
    make_audio(tmp_path / "ruby.mp4", tone(1))
    steps = run.stream(clips, [ColourStage()])
    told = list(steps)
    assert [step.doing.partition(":")[0] for step in told] == [
        "looking and listening",
        "look 1/3",
        "look 2/3",
        "look 3/3",
    ]
    assert told[-1].left_s == 0 and told[1].left_s is not None and told[1].left_s > 0
    (report,) = run_stages(clips, ColourStage(version="2"))
    assert report.causes == {"has no picture": 1}


def test_a_file_that_cannot_be_read_costs_itself_alone(clips: Library, tmp_path: Path) -> None:
    (tmp_path / "grass.mp4").write_bytes(b"no film at all")
    make_audio(tmp_path / "ruby.mp4", tone(1))
    (report,) = run_stages(clips, ColourStage())
    assert (report.done, report.skipped, report.failed) == (1, 1, 1)
    (failure,) = report.failures
    assert failure.item == "grass"
    assert failure.cause.endswith(".")
    assert clips.catalogue.findings.of(["ruby"])["ruby"]["look"].cause == "has no picture"


@pytest.mark.parametrize("where", ["before-commit:1", "before-commit:2", "after-commit:2"])
def test_after_kill_9_at_most_one_file_is_read_again(clips_path: Path, where: str) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.indexers.staging", str(clips_path), where]
    assert subprocess.run(command, cwd=root, check=False).returncode == -signal.SIGKILL
    committed = int(where[-1]) - where.startswith("before")
    with open_library(clips_path) as library:
        assert library.catalogue.findings.moments().n == library.vectors.space("moments").count() == 2 * committed
        stage = ColourStage()
        run_stages(library, stage)
        assert len(stage.read_items) == 3 - committed
        assert library.catalogue.findings.moments().n == library.vectors.space("moments").count() == 6
        assert _nearest(library, "look_words", "green picture") == "grass"


def test_a_run_that_is_closed_keeps_what_was_committed(clips: Library) -> None:
    steps = run.stream(clips, [ColourStage()])
    next(steps)
    next(steps)
    steps.close()
    stage = ColourStage()
    run_stages(clips, stage)
    assert len(stage.read_items) == 2


def test_a_paused_run_reads_nothing_more_until_it_may_go_on(clips: Library) -> None:
    stage = ColourStage()
    steps = run.stream(clips, [stage])
    next(steps)
    clips.pause.set(on=True)
    before = [step.doing for step in takewhile(lambda step: step.doing != PAUSED, steps)]
    assert next(steps).doing == PAUSED and len(before) <= 1 and clips.catalogue.findings.moments().n == 2 * len(before)
    clips.pause.set(on=False)
    done = [step for step in steps if step.doing != PAUSED]
    assert len(before) + len(done) == 3 == len(stage.read_items)


def test_a_run_that_is_left_in_a_pause_ends(clips: Library) -> None:
    clips.pause.set(on=True)
    steps = run.stream(clips, [ColourStage()])
    assert [next(steps).doing, next(steps).doing] == ["looking and listening", PAUSED]
    steps.close()
    assert [thread.name for thread in threading.enumerate() if thread.name == "look"] == []


@pytest.mark.skipif(sys.platform != "linux", reason="threads have a niceness of their own on Linux alone")
def test_what_looks_and_listens_gives_way(clips: Library) -> None:
    class Nice(ColourStage):
        def read(self, item: Item, media: Media) -> Finding:
            niceness.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
            return super().read(item, media)

    niceness: list[int] = []
    own = os.getpriority(os.PRIO_PROCESS, 0)
    run_stages(clips, Nice())
    assert niceness == [max(10, own)] * 3 and os.getpriority(os.PRIO_PROCESS, 0) == own


def test_what_decodes_gives_way(tmp_path: Path) -> None:
    reader = Reader(Limits(nice=7))
    list(reader.ask("probe", make_audio(tmp_path / "a.mp3", tone(1))))
    assert os.getpriority(os.PRIO_PROCESS, reader.pid) == max(7, os.getpriority(os.PRIO_PROCESS, 0))
    reader.close()


def test_an_item_that_goes_takes_its_moments_along(clips: Library, source: Path) -> None:
    run_stages(clips, ColourStage(encoder=Axes()))
    write_lines(source, [{"id": "ruby", "title": "ruby", "medium": "clip", "path": "ruby.mp4"}])
    index(clips, open_source(source))
    assert clips.catalogue.findings.moments().n == 2
    assert {name: clips.vectors.space(name).count() for name in ("look", "look_words", "moments", "look_moments")} == {
        "look": 1, "look_words": 1, "moments": 2, "look_moments": 2,
    }  # fmt: skip


def test_a_new_encoder_fills_its_collection_while_the_old_one_answers(clips: Library) -> None:
    run_stages(clips, ColourStage(encoder=Axes()))
    newer = Axes(name="newer")
    steps = run.stream(clips, [ColourStage(version="2", encoder=newer)])
    next(steps)
    next(steps)
    look = clips.vectors.space("look")
    assert look.stamp is not None
    assert (look.stamp.encoder, look.count()) == ("axes", 3)
    for _ in steps:
        pass
    look = clips.vectors.space("look")
    assert look.stamp is not None
    assert (look.stamp.encoder, look.count()) == ("newer", 3)


def test_a_lost_chroma_folder_is_made_anew(clips_path: Path) -> None:
    with open_library(clips_path) as library:
        run_stages(library, ColourStage(encoder=Axes()))
    shutil.rmtree(clips_path / "chroma")
    with open_library(clips_path) as library:
        assert library.vectors.space("moments").count() == 6
        assert library.vectors.space("look").count() == 3
        stage = ColourStage(encoder=Axes())
        run_stages(library, stage)
        assert stage.read_items == []


def test_stages_are_chosen_by_name() -> None:
    assert choose_stages(["text"]) == ()
    assert choose_stages(["sound", "look"]) == ("look", "sound")
    with pytest.raises(Exception, match=r"no stage smell; there are text, look, sound, speech"):
        choose_stages(["smell"])
