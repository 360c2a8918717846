"""A recording is known by its sound, whatever its file is called and however it is encoded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("av", reason="the media extra is not installed")
pytest.importorskip("faster_whisper", reason="the media extra is not installed")

from agent.intake import index
from indexers.library import Library
from indexers.media.fingerprint import RATE_HZ, SAME, difference, fingerprint, read, written
from indexers.merging.verdict import several
from tests.fakes.band import play
from tests.fakes.media import make_audio
from tests.indexers.conftest import open_library

Samples = NDArray[np.float32]


@pytest.fixture(scope="module")
def tunes() -> tuple[Samples, Samples]:
    return play(93, 3, seconds=20), play(127, 4, seconds=20, tonic=43, is_minor=True)


def test_noise_loudness_and_a_later_beginning_change_little(tunes: tuple[Samples, Samples]) -> None:
    tune, other = tunes
    noise = np.random.default_rng(1).normal(0, 0.005, len(tune)).astype(np.float32)
    later = np.concatenate([np.zeros(int(1.37 * RATE_HZ), np.float32), 0.2 * tune + noise])
    assert difference(fingerprint(tune), fingerprint(later)) < SAME < difference(fingerprint(tune), fingerprint(other))
    assert difference(fingerprint(tune), fingerprint(tune)) == 0


def test_what_is_short_or_silent_has_none(tunes: tuple[Samples, Samples]) -> None:
    for sound in (tunes[0][: 3 * RATE_HZ], np.zeros(20 * RATE_HZ, np.float32), np.zeros(0, np.float32)):
        assert len(fingerprint(sound)) == 0
    assert difference(fingerprint(tunes[0]), np.zeros(0, np.uint32)) == 1


def test_it_comes_back_from_text_as_it_was(tunes: tuple[Samples, Samples]) -> None:
    found = fingerprint(tunes[0])
    assert (read(written(found)) == found).all() and found.dtype == read(written(found)).dtype == np.uint32


def _index(library: Library, *folders: Path) -> list[str]:
    told = index(library, [str(folder) for folder in folders], only=["sound"])
    return [event["note"] for event in told if "note" in event]


def test_one_recording_in_two_folders_is_one_work_once_it_was_heard(
    tmp_path: Path, tunes: tuple[Samples, Samples]
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    make_audio(one / "Waltz.flac", tunes[0], rate_hz=RATE_HZ, tags={"title": "Waltz", "artist": "The Band"})
    make_audio(two / "track 07.mp3", 0.5 * tunes[0], rate_hz=RATE_HZ)
    make_audio(two / "other.mp3", tunes[1], rate_hz=RATE_HZ)
    with open_library(tmp_path / "library") as library:
        assert any("1 work stands in more than one source" in note for note in _index(library, one, two))
        (work,) = several(library)
        assert {record["id"] for record in work["records"]} == {"one/Waltz.flac", "two/track 07.mp3"}
        assert work["records"][1]["why"] == "the same recording"
        assert library.catalogue.columns().n == 2
        _index(library, one, two)
        assert len(several(library)) == 1
