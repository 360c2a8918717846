"""Speech: what is said in a file and when, from its subtitles where it has some, else by listening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from indexers.errors import Undecodable, WeightsError
from indexers.media.models import Chapter, Fact, Finding, Sound, StageName, Transcript
from indexers.media.moments import cut
from indexers.media.speech import chapters_of, known_transcript
from indexers.models import Item
from indexers.reading.labels import language_name
from indexers.settings import LibrarySettings
from indexers.stages import Space
from indexers.weights import Weights

if TYPE_CHECKING:
    from indexers.encoders.whisper import Hearing
    from indexers.media.decode import Media

MODEL = "whisper-base"
RATE_HZ = 16_000
_METHOD = "1"  # of cleaning and cutting; a change reads every file again
_SPEED = 10.0  # whisper-base in int8 on one thread; subtitles are read at once
LEAST_SPEECH_S, LEAST_SHARE = 1.0, 0.02  # less is a sound that resembles a voice
MOST_TOKENS = 256  # of MiniLM; what follows would not be found


class Listener(Protocol):
    """What hears: Whisper."""

    def hear(self, sound: Iterable[Sound]) -> Hearing: ...


class SpeechStage:
    """See `indexers.stages.Stage`. Without weights of Whisper, what has subtitles is read all the same."""

    name: StageName = "speech"
    encoder: Space | None = None
    speed = _SPEED

    def __init__(self, settings: LibrarySettings, model: str = MODEL) -> None:
        self._settings, self._model = settings, model
        self._weights = Weights(settings.weights, offline=True)
        self._folder = self._found(model)
        self._listener: Listener | None = None
        self._count: Callable[[str], int] | None = None
        self.version = f"{_METHOD} {self._stamp()}" if self._folder else _METHOD

    def close(self) -> None:
        self._listener = None

    def read(self, item: Item, media: Media) -> Finding:
        """Language, facts, and a moment for each part of 15 to 60 s. Raises Undecodable, WeightsError."""
        chapters = chapters_of(item, media)
        if known := known_transcript(item, media):
            return self._finding(media, known, chapters, {})
        if not media.probe.has("audio"):
            return Finding(skipped="It has neither sound nor subtitles.")
        if self._folder is None:
            return Finding(skipped=f"It has no subtitles, and nobody listens: run `usher models get {self._model}`.")
        return self._hear(media, chapters)

    def _hear(self, media: Media, chapters: tuple[Chapter, ...]) -> Finding:
        hearing = self._loaded().hear(_until_broken(media))
        share = hearing.speech_s / max(hearing.heard_s, 1e-9)
        if not hearing.transcript.lines or hearing.speech_s < LEAST_SPEECH_S or share < LEAST_SHARE:
            return Finding(facts={"speech_share": round(share, 3)}, skipped="There is no speech in it.")
        return self._finding(media, hearing.transcript, chapters, {"speech_share": round(share, 3)})

    def _finding(
        self, media: Media, said: Transcript, chapters: tuple[Chapter, ...], measured: dict[str, Fact]
    ) -> Finding:
        return self._cut(said, chapters, self._scenes(media), media.probe.duration_s, measured)

    def of_transcript(self, said: Transcript, chapters: tuple[Chapter, ...], duration_s: float | None) -> Finding:
        """The same of what is said in a file that is not here."""
        return self._cut(said, chapters, [], duration_s, {})

    def _cut(
        self,
        said: Transcript,
        chapters: tuple[Chapter, ...],
        scenes: list[float],
        duration_s: float | None,
        measured: dict[str, Fact],
    ) -> Finding:
        moments = cut(said.lines, chapters, scenes, duration_s, count=self._counter(), most_tokens=MOST_TOKENS)
        words = sum(len(line.words) or len(line.text.split()) for line in said.lines)
        facts: dict[str, Fact] = {"words": words, "transcript": said.source, **measured}
        return Finding(facts, _phrases(said), moments=moments, language=said.language)

    def _scenes(self, media: Media) -> list[float]:
        """Where the picture cuts, as far as it can be read."""
        if not media.probe.has("video"):
            return []
        try:
            return [scene.start_s for scene in media.scenes(size_px=64)]
        except Undecodable:
            return []

    def _loaded(self) -> Listener:
        if self._listener is None:
            from indexers.encoders.whisper import Whisper

            assert self._folder is not None
            self._listener = Whisper(self._folder, name=self._model, threads=self._settings.threads)
        return self._listener

    def _counter(self) -> Callable[[str], int]:
        """By the library's text encoder; where it is not here, a token is taken to have three letters."""
        if self._count is None:
            from indexers.encoders.tokens import load_counter

            folder = self._found(self._settings.text)
            self._count = load_counter(folder) if folder else _estimate
        return self._count

    def _found(self, name: str) -> Path | None:
        try:
            return self._weights.path(name)
        except WeightsError:
            return None

    def _stamp(self) -> str:
        files = {file.name: file.sha256 for file in self._weights.model(self._model).file}
        return f"{self._model} {files['model.bin'][:8]}"


def _until_broken(media: Media) -> Iterator[Sound]:
    """What a truncated recording still holds. Raises Undecodable where that is nothing, or the file went away."""
    came = False
    try:
        for block in media.sound(RATE_HZ):
            came = True
            yield block
    except Undecodable:
        if not came or not media.path.exists():
            raise


def _phrases(said: Transcript) -> tuple[str, ...]:
    name = language_name(said.language)
    return (f"spoken in {name}",) if name and said.source != "subtitles" else ()


def _estimate(text: str) -> int:
    return len(text) // 3 + 1
