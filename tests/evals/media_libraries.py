"""The media folder as two libraries: as it is indexed, and with neutral titles, so that only what was found counts.

The kinds of everyday sounds are fitted on these very recordings (`sound_kinds`). So each is judged here by numbers
fitted without it, in both libraries; everything else is as `usher index` makes it.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal
from unittest.mock import patch

from agent.settings import Settings
from agent.usher import Usher
from indexers.catalogue.findings import StageRow
from indexers.catalogue.text import item_text
from indexers.library import Library
from indexers.media.decode import Media
from indexers.media.models import Finding, Moment
from indexers.media.sound import heard
from indexers.models import Item
from indexers.pipeline import index
from indexers.reading.items import READER
from indexers.settings import LibrarySettings
from indexers.sources import open_source
from indexers.stages import STAGES, Stage, make_stages
from indexers.stages.run import stream
from indexers.stages.sound import SoundStage
from indexers.stages.store import Store
from tests.evals import sound_kinds
from tests.measure.data import Data

Kind = Literal["named", "hidden"]
_COMPLETE = "complete"
_METHOD = "1"  # of the making below


class HeldOutSound(SoundStage):
    """The sound stage, its kinds of sound fitted on all recordings of the folder but the one that it hears."""

    def __init__(self, settings: LibrarySettings, sounds: Path) -> None:
        super().__init__(settings)
        self._numbers, self._kinds, self._sources = sound_kinds.read(sounds)

    def read(self, item: Item, media: Media) -> Finding:
        own = media.path.stem.rsplit("-", 1)[0]
        others = [n for n, source in enumerate(self._sources) if source != own]
        if len(others) == len(self._sources):
            return super().read(item, media)
        known = sound_kinds.fit(self._numbers[others], [self._kinds[n] for n in others])
        with patch.object(heard, "known_kinds", lambda: known):
            return super().read(item, media)


class MediaLibraries:
    """Built once and kept in the cache; built anew when the files, a stage or the making change."""

    def __init__(self, data: Data) -> None:
        self._folder = data.file("media")
        self._cache = data.cache

    def usher(self, kind: Kind) -> Usher:
        """The door to that library, with the planner; its next search pays for no loading."""
        usher = Usher.open(self._built() / kind, Settings())
        usher.ask("a good story", person=None, remember=False)
        return usher

    def _built(self) -> Path:
        path = self._cache / f"library-media-{self._digest()}"
        if not (path / _COMPLETE).exists():
            for old in self._cache.glob("library-media-*"):
                shutil.rmtree(old)
            path.mkdir(parents=True)
            self._build(path)
            (path / _COMPLETE).touch()
        return path

    def _build(self, path: Path) -> None:
        settings = LibrarySettings()
        print("indexing media: a few minutes ...", file=sys.stderr, flush=True)
        with Library.open(path / "named", settings, create=True) as named:
            index(named, open_source(self._folder, named))
            for _ in stream(named, list(self._stages(named))):
                pass
            lines = path / "hidden.jsonl"
            renamed = dict(_renamed(named))
            lines.write_text("".join(f"{json.dumps(record)}\n" for record in renamed.values()), encoding="utf8")
            with Library.open(path / "hidden", settings, create=True) as hidden:
                index(hidden, open_source(lines))
                _copy(named, hidden, {item: str(record["id"]) for item, record in renamed.items()})

    def _stages(self, library: Library) -> Iterator[Stage]:
        stages, notes = make_stages(library, ("look", "speech"))
        if notes:
            raise RuntimeError("; ".join(notes))
        yield from stages
        yield HeldOutSound(library.settings, self._folder / "sounds")

    def _digest(self) -> str:
        sha = hashlib.sha256()
        for file in sorted(self._folder.rglob("*")):
            sha.update(f"{file.relative_to(self._folder)} {file.stat().st_size}\n".encode("utf8", "replace"))
        settings = LibrarySettings()
        versions = [make(settings).version for make in STAGES.values()]
        sha.update(repr((_METHOD, READER, inspect.getsource(item_text), versions)).encode())
        return sha.hexdigest()[:12]


def paths_of(usher: Usher) -> dict[str, str]:
    """id -> the file, as the questions name it."""
    found = {}
    for item in usher.library.catalogue.get(list(usher.library.catalogue.columns().ids)):
        file = Path(item.path or "")
        found[item.id] = "/".join(file.parts[file.parts.index("media") + 1 :])
    return found


def _renamed(library: Library) -> Iterator[tuple[str, dict[str, object]]]:
    """Each item's id, and its line with a neutral id and title, in an order that says nothing."""
    items = library.catalogue.get(list(library.catalogue.columns().ids))
    random.Random(0).shuffle(items)
    for number, item in enumerate(items, 1):
        name = f"{number:03d}"
        yield item.id, {"id": name, "title": name, "path": item.path, "medium": item.medium, "minutes": item.minutes}


def _copy(source: Library, target: Library, names: dict[str, str]) -> None:
    """What the stages found, without the vectors of encoders that read no words."""
    with target.vectors.writing(), Store(target, ()) as store:
        for item, stages in source.catalogue.findings.of(list(names)).items():
            for stage, found in stages.items():
                passages = source.catalogue.findings.passages_of(item, stage)
                moments = tuple(Moment(p.start_s, p.end_s, p.text, p.facts) for p in passages)
                finding = Finding(found.facts, found.phrases, None, moments, found.language, found.cause)
                row = StageRow(names[item], stage, found.digest, found.outcome, found.cause)
                store.put(replace(row, finding=finding))
