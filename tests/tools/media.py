"""A small library whose files were looked at and listened to: what the stages found is put in as they would."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexers.catalogue.findings import StageRow
from indexers.encoders import TextEncoder
from indexers.library import Library
from indexers.media.models import Fact, Finding, Moment, Spoken, StageName
from indexers.media.moments.places import STARTS, join
from indexers.pipeline import index
from indexers.sources import open_source
from indexers.stages.store import Store

ITEMS: list[dict[str, Any]] = [
    {"id": "garden", "title": "Garden Hour", "medium": "podcast", "url": "https://example.org/garden.mp3",
     "description": "Two friends talk of what they planted and what came up.", "keywords": ["gardening"]},
    {"id": "kitchen", "title": "Kitchen Table", "medium": "podcast", "path": "/media/kitchen.mp3",
     "description": "A cook answers letters about bread, soup and knives.", "keywords": ["cooking"]},
    {"id": "light", "title": "Light and Matter", "medium": "course", "level": "beginner",
     "description": "An introduction to physics in two lectures.", "keywords": ["physics"]},
    {"id": "light/1", "title": "Waves", "medium": "lecture", "parent": "light", "number": 1, "path": "/media/1.mp4",
     "description": "Water, sound and light."},
    {"id": "light/2", "title": "Particles", "medium": "lecture", "parent": "light", "number": 2, "path": "/media/2.mp4",
     "description": "Atoms and what holds them together."},
    {"id": "evening", "title": "Evening Hall", "medium": "album", "genres": ["classical"],
     "description": "Dances for a small room."},
    {"id": "evening/1", "title": "Round and Round", "medium": "track", "parent": "evening", "number": 1,
     "path": "/media/round.flac", "minutes": 4.0},
    {"id": "evening/2", "title": "Straight On", "medium": "track", "parent": "evening", "number": 2,
     "path": "/media/straight.flac", "minutes": 3.0},
    {"id": "storm", "title": "Storm", "medium": "album", "genres": ["rock"], "path": "/media/storm.flac",
     "description": "Guitars and drums."},
    {"id": "calm", "title": "Calm", "medium": "album", "genres": ["ambient"], "path": "/media/calm.flac",
     "description": "Nothing hurries here."},
    {"id": "tramp", "title": "The Tramp", "medium": "film", "year": 1915, "genres": ["comedy"], "minutes": 26,
     "path": "/media/tramp.mkv", "description": "A wanderer saves a farmer's daughter and falls in love."},
    {"id": "bunny", "title": "Bunny", "medium": "film", "year": 2008, "genres": ["comedy"], "minutes": 10,
     "path": "/media/bunny.mkv", "description": "A rabbit takes revenge on three rodents."},
    {"id": "shears", "title": "Shears", "medium": "ad", "description": "Garden shears for two friends at half the price."},
    {"id": "balcony", "title": "My Balcony", "medium": "post", "description": "How I grow tomatoes in a bucket."},
    {"id": "bare", "title": "Hat", "medium": "film", "genres": ["comedy"],
     "description": "A silent comedy in black and white about a man and his hat."},
]  # fmt: skip


def spoken(start_s: float, *lines: str) -> Moment:
    """A moment as the speech stage makes it: a line every four seconds."""
    said = [Spoken(start_s + 4 * n, start_s + 4 * n + 4, line) for n, line in enumerate(lines)]
    text, starts = join(said)
    return Moment(start_s, start_s + 4 * len(lines), text, {STARTS: starts})


def _found(
    item: str, stage: StageName, phrases: Sequence[str] = (), moments: Sequence[Moment] = (), **facts: Fact
) -> StageRow:
    return StageRow(item, stage, b"1", "done", finding=Finding(facts, tuple(phrases), None, tuple(moments)))


FINDINGS = [
    _found("garden", "speech", moments=[
        spoken(0, "Welcome to another hour in the garden.", "Today it rains."),
        spoken(754, "And then something odd happened.", "My neighbour found a Roman coin under the roses.",
               "She took it to the museum."),
    ]),
    _found("kitchen", "speech", moments=[
        spoken(0, "Welcome back to the table.", "First a letter about sourdough bread."),
        spoken(60, "Never put a good knife in the machine.", "It will be dull within a week."),
    ]),
    _found("light/1", "speech", moments=[spoken(0, "A wave carries no water.", "It carries a shape.")]),
    _found("light/2", "speech", moments=[
        spoken(0, "We begin with the atom.", "It is mostly empty."),
        spoken(300, "So why does the sun shine at all?", "Because hydrogen nuclei fuse into helium.",
               "That sets energy free."),
    ]),
    _found("evening/1", "sound", ["slow waltz", "three-four time", "quiet sound"], tempo_bpm=92.0, beats_per_bar=3.0),
    _found("evening/2", "sound", ["moderate tempo", "quiet sound"], tempo_bpm=120.0, beats_per_bar=4.0),
    _found("storm", "sound", ["fast tempo", "loud sound", "drums"], tempo_bpm=168.0),
    _found("calm", "sound", ["slow tempo", "quiet sound", "soft music"]),
    _found("tramp", "look", ["black and white", "title cards between the pictures"], black_and_white=True,
           cuts_per_min=9.2),
    _found("bunny", "look", ["bright and colourful", "an animation"], [
        Moment(0, 20, "", {}), Moment(20, 45, "dark pictures, green")], black_and_white=False, cuts_per_min=21.0),
]  # fmt: skip


@contextmanager
def open_media(
    folder: Path,
    encoder: TextEncoder,
    items: Sequence[dict[str, Any]] = ITEMS,
    findings: Sequence[StageRow] = tuple(FINDINGS),
) -> Iterator[Library]:
    """`items`: those of ITEMS that are there; what was found in others is left out."""
    source = folder / "media.jsonl"
    source.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf8")
    with Library.open(folder / "library", create=True, encoder=encoder) as library:
        assert not index(library, open_source(source)).bad
        with Store(library, ()) as store:
            for row in findings:
                store.put(row)
        yield library
