"""Things asked of the media folder, in words: what is said, how it sounds and looks; by each modality and by all.

The questions (`sets/media.*.jsonl`) were written before anything was measured: `answers` are the files that are right,
`start_s` the seconds at which a right file says what is asked. R@k: the share of questions with a right file among
the first k.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product as combinations
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.answer import Answer
from agent.usher import Usher
from indexers import fusion
from indexers.encoders.sounds.tags import PHRASES, SURE
from tests.evals import sound_kinds
from tests.evals.media_libraries import Kind, MediaLibraries, paths_of
from tests.measure.data import Data, read_lines
from tests.measure.record import table
from tools.candidates.moments import MEANING, WORDS
from tools.candidates.wish import Wish
from tools.context import Context
from tools.ranking.prior import meaning_of
from tools.ranking.rank import make_wish

SETS = Path(__file__).with_name("sets")
KINDS = ("speech words", "speech meaning", "sound", "music", "look")
MODALITIES = ("text", "look", "sound", "speech")
WITHIN_S = 5.0
COMMON = 4096  # dimensions of the product form: with 1,024 its noise is twice as large
PICKS = 10
_CLOCK = re.compile(r"At (\d+):(\d\d) ")
_GRID = (0.0, 0.5, 1.0, 2.0)  # of each modality's weight, tried on the tune part
# Tags that would fit each piece of the music folder, as its notes and its kind have it; the animals fit none.
FITTING = {
    "147793__setuniman__sweet-waltz-0i-22mi.ogg": "classical music, electronic music, synthesizer, string instruments,"
    " harp, piano, relaxed mood, soft music, slow music",
    "442789__lena-orsa__happy-music-pistachio-ice-cream-ragtime.ogg": "piano, jazz music, happy mood, oldies,"
    " fast music",
    "456440__inspectorj__bird-whistling-robin-single-13.ogg": "",
    "Hungarian_Dance_number_5_-_Allegro_in_F_sharp_minor_(string_orchestra).ogg": "classical music, violin,"
    " string instruments, cello, fast music",
    "Karissa_Hobbs_-_Lets_Go_Fishin.ogg": "a woman singing, guitar, folk music, acoustic music, country music,"
    " indie music, pop music, happy mood, relaxed mood",
    "Kevin_MacLeod_-_P_I_Tchaikovsky_Dance_of_the_Sugar_Plum_Fairy.ogg": "classical music, string instruments, violin,"
    " cello, soft music",
    "Kevin_MacLeod_-_Vibe_Ace.ogg": "jazz music, drums, a strong beat, funk music, relaxed mood",
    "admiralbob77_-_Choice_-_Drum-bass.ogg": "drums, a strong beat, electronic music, hip hop music, funk music,"
    " dance music",
    "glacier-bay-humpback.ogg": "",
    "pibble.ogg": "",
    "sorohanro_-_solo-trumpet-06.ogg": "jazz music, blues music",
}
Floats = NDArray[np.float64]
Ranked = Sequence[str]  # files, best first


@dataclass(frozen=True)
class Question:
    """`start_s`: file -> seconds, any of which is right."""

    id: str
    kind: str
    query: str
    answers: frozenset[str]
    start_s: Mapping[str, Sequence[float]]


def questions(part: str) -> list[Question]:
    return [_question(row) for row in read_lines(SETS / f"media.{part}.jsonl")]


def _question(row: Mapping[str, Any]) -> Question:
    seconds: dict[str, list[float]] = {}
    for file, second in row["start_s"]:
        seconds.setdefault(file, []).append(second)
    return Question(row["id"], row["kind"], row["query"], frozenset(row["answers"]), seconds)


@dataclass(frozen=True)
class Place:
    file: str
    start_s: float | None


@dataclass(frozen=True)
class Seen:
    """One question before one library: what each modality makes of every item. Arrays (n, modalities)."""

    files: tuple[str, ...]
    features: Floats  # 0..1
    present: NDArray[np.bool_]
    vectors: NDArray[np.float32]  # (n, modalities, d)
    wish: NDArray[np.float32]  # (d,)
    product: Floats  # (n,)


def see(usher: Usher, question: Question, files: Mapping[str, str]) -> Seen:
    context = Context(usher.library, usher.library.person(None), settings=usher.settings.search)
    wish = make_wish(context, usher.understand(question.query, person=None).request)
    columns = wish.columns
    vector = wish.vector if wish.vector is not None else wish.encoded(question.query)
    every = np.arange(columns.n, dtype=np.int32)
    written, present = _vectors(wish, vector)
    features = np.stack([_text(wish, vector), *(sense.scores for sense in wish.senses), _said(wish)], axis=1)
    return Seen(
        tuple(files[columns.ids[row]] for row in every),
        features.astype(np.float64),
        present,
        written,
        vector,
        _product(written, present, vector),
    )


def _text(wish: Wish, vector: NDArray[np.float32]) -> NDArray[np.float32]:
    rows, words = wish.word_scores
    found = np.zeros(wish.columns.n, np.float32)
    found[rows] = words
    meaning = meaning_of(wish.cosines(vector, np.arange(wish.columns.n, dtype=np.int32)))
    return np.asarray((MEANING * meaning + WORDS * found) / (MEANING + WORDS), np.float32)


def _said(wish: Wish) -> NDArray[np.float32]:
    return wish.moments.scores if wish.moments is not None else np.zeros(wish.columns.n, np.float32)


def _vectors(wish: Wish, vector: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Unit vectors (n, modalities, d), all in the space of texts, and which there are; speech by its best moment."""
    columns, library = wish.columns, wish.library
    found = np.zeros((columns.n, len(MODALITIES), len(vector)), np.float32)
    present = np.zeros((columns.n, len(MODALITIES)), bool)
    every = np.arange(columns.n, dtype=np.int32)
    found[:, 0], present[:, 0] = wish.vectors(every), True
    for place, name in ((1, "look_words"), (2, "sound_words")):
        rows = np.flatnonzero(library.catalogue.findings.mask(name)).astype(np.int32)
        if len(rows):
            found[rows, place], present[rows, place] = library.vectors.space(name).vectors(rows, columns), True
    if wish.moments is not None:
        table_ = wish.moments.table
        spoken = np.flatnonzero(table_.stages == "speech").astype(np.int32)
        vectors = library.vectors.space("moments").vectors(spoken, table_)
        for place in np.argsort(vectors @ vector, kind="stable"):
            row = table_.rows[spoken[place]]
            found[row, 3], present[row, 3] = vectors[place], True
    return found, present


def _product(written: NDArray[np.float32], present: NDArray[np.bool_], vector: NDArray[np.float32]) -> Floats:
    """Cosine of the joined item to the wish, joined over the same modalities."""
    wish = np.broadcast_to(vector, written.shape[::2])
    places = range(len(MODALITIES))
    items = fusion.product([(written[:, place], present[:, place]) for place in places], COMMON)
    wishes = fusion.product([(wish, present[:, place]) for place in places], COMMON)
    cosines: Floats = (items * wishes).sum(axis=1).astype(np.float64)
    return cosines


def ranked(files: Sequence[str], scores: Floats) -> Ranked:
    """Those above nothing, best first."""
    order = np.argsort(-scores, kind="stable")
    return [files[place] for place in order if scores[place] > 0]


def alone(place: int) -> Callable[[Seen], Ranked]:
    return lambda seen: ranked(seen.files, np.where(seen.present[:, place], seen.features[:, place], 0))


def joined(weights: Sequence[float]) -> Callable[[Seen], Ranked]:
    return lambda seen: ranked(seen.files, fusion.concatenate(seen.features, weights, seen.present).sum(axis=1))


def fit(asked: Sequence[Question], seen: Sequence[Seen]) -> tuple[float, ...]:
    """The weights of the grid with the best R@3 and R@1 on these questions; the evenest of equals."""

    def worth(weights: tuple[float, ...]) -> tuple[float, float]:
        found = [joined(weights)(one) for one in seen]
        return sum(recalled(asked, found, cut) for cut in (3, 1)), -float(np.std(weights))

    return max((w for w in combinations(_GRID, repeat=len(MODALITIES)) if sum(w)), key=worth)


def recalled(asked: Sequence[Question], found: Sequence[Ranked], cut: int) -> float:
    return fmean(bool(question.answers & set(files[:cut])) for question, files in zip(asked, found, strict=True))


@dataclass
class Asked:
    """What usher answered to each question, asked as it stands."""

    found: list[Ranked] = field(default_factory=list)
    errors_s: dict[str, float | None] = field(default_factory=dict)  # None: no second was given
    without_picks: list[str] = field(default_factory=list)
    worst_sum: float = 0.0  # of a pick's score and the sum of its parts


def ask(usher: Usher, asked: Sequence[Question], files: Mapping[str, str]) -> Asked:
    result = Asked()
    for question in asked:
        answer = usher.ask(question.query, person=None, n=PICKS, remember=False)
        picks = answer.picks or answer.alternatives
        places = [Place(files[pick.part or pick.id], pick.start_s) for pick in picks] or list(_quoted(answer, files))
        if not places:
            result.without_picks.append(question.id)
        result.found.append([place.file for place in places])
        for pick in picks:
            gap = abs(pick.score - sum(part.value for part in pick.contributions))
            result.worst_sum = max(result.worst_sum, gap if pick.contributions else 0.0)
        if question.start_s:
            result.errors_s.update(_errors(question, places))
    return result


def _quoted(answer: Answer, files: Mapping[str, str]) -> Iterator[Place]:
    """ "Where does he say ...?" is answered by the sentence with its second: At 0:12 in jfk."""
    for one in answer.evidence.values():
        if one.kind == "transcript" and one.item and (found := _CLOCK.match(one.text)):
            yield Place(files[one.item], 60.0 * int(found[1]) + int(found[2]))


def _errors(question: Question, places: Sequence[Place]) -> dict[str, float | None]:
    """Of the first right file, if it is among the first three: how far its second lies from the nearest right one."""
    for place in places[:3]:
        if wanted := question.start_s.get(place.file):
            start_s = place.start_s
            return {question.id: None if start_s is None else min(abs(start_s - second) for second in wanted)}
    return {}


def run(data: Data, part: str, show: bool) -> str:
    libraries = MediaLibraries(data)
    parts = [_library(libraries, kind, part, show) for kind in ("named", "hidden")]
    return "\n\n".join([_about(part), *parts, _kinds(data), _tags(libraries)])


def _about(part: str) -> str:
    asked = questions(part)
    counts = ", ".join(f"{sum(q.kind == kind for q in asked)} {kind}" for kind in KINDS)
    return (
        f"{len(asked)} questions of the {part} part ({counts}) over `shared/data/media`; goals on the report part: R@3"
        " .85 for speech, .6 for sound and look. No CLIP or CLAP weights; look and sound by measured facts and"
        " musicnn's tags, each kind of everyday sound fitted on the other recordings only. Neutral titles: items are"
        " called 001, 002 ... and have no description, so that only what was seen and heard counts."
    )


def _library(libraries: MediaLibraries, kind: Kind, part: str, show: bool) -> str:
    with libraries.usher(kind) as usher:
        files = paths_of(usher)
        tuned = questions("tune")
        weights = fit(tuned, [see(usher, question, files) for question in tuned])
        asked = questions(part)
        seen = [see(usher, question, files) for question in asked]
        answered = ask(usher, asked, files)
    rankings: dict[str, list[Ranked]] = {f"{name} alone": [alone(place)(one) for one in seen]
                                         for place, name in enumerate(MODALITIES)}  # fmt: skip
    named = ", ".join(f"{name} {weight:g}" for name, weight in zip(MODALITIES, weights, strict=True))
    rankings["concatenation, even weights"] = [joined([1.0] * len(MODALITIES))(one) for one in seen]
    rankings[f"concatenation, fitted on tune: {named}"] = [joined(weights)(one) for one in seen]
    rankings["product form"] = [ranked(one.files, one.product) for one in seen]
    rankings["usher, asked"] = answered.found
    if show:
        _show(asked, answered)
    title = "Neutral titles" if kind == "hidden" else "As indexed"
    header = ("ranking, R@1 / R@3", *KINDS, "all speech", "all")
    rows = [(name, *_cells(asked, found)) for name, found in rankings.items()]
    return f"{title}.\n\n{table(header, rows)}\n\n{_starts(asked, answered)} {_sums(seen, weights, answered)}"


def _cells(asked: Sequence[Question], found: Sequence[Ranked]) -> list[str]:
    groups = [(kind,) for kind in KINDS] + [KINDS[:2], KINDS]
    return [_cell([(q, f) for q, f in zip(asked, found, strict=True) if q.kind in group]) for group in groups]


def _cell(pairs: Sequence[tuple[Question, Ranked]]) -> str:
    asked, found = [question for question, _ in pairs], [files for _, files in pairs]
    return " / ".join(f"{recalled(asked, found, cut):.2f}" for cut in (1, 3))


def _starts(asked: Sequence[Question], answered: Asked) -> str:
    said = []
    for kind in KINDS[:2]:
        ids = [question.id for question in asked if question.kind == kind and question.start_s]
        errors = [error for id_ in ids if (error := answered.errors_s.get(id_)) is not None]
        within = sum(error <= WITHIN_S for error in errors)
        middle = f", median error {median(errors):.1f} s" if errors else ""
        said.append(f"{kind}: {len(ids)} asked, a second given for {len(errors)}, {within} within 5 s{middle}")
    return f"Seconds of usher's first right pick among three: {'; '.join(said)}."


def _sums(seen: Iterable[Seen], weights: Sequence[float], answered: Asked) -> str:
    """Joined vectors of scaled modalities against the sum of parts; and the picks' contributions."""
    worst = 0.0
    for one in seen:
        cosines = np.einsum("nmd,d->nm", one.vectors, one.wish)
        parts = fusion.concatenate(cosines, weights, one.present).sum(axis=1)
        worst = max(worst, float(np.abs(parts - _joined_cosines(one, weights)).max()))
    gap = max(worst, answered.worst_sum)
    return f"Parts sum to the score within {gap:.0e}. Without picks: {len(answered.without_picks)}."


def _joined_cosines(seen: Seen, weights: Sequence[float]) -> Floats:
    """The vectors themselves, scaled by the root of their share and joined, against the wish joined likewise."""
    scale = np.sqrt(fusion.shares(weights, seen.present))[:, :, None]
    items = (scale * seen.vectors).reshape(len(seen.vectors), -1)
    wishes = (scale * seen.wish).reshape(len(seen.vectors), -1)
    cosines: Floats = (items * wishes).sum(axis=1)
    return cosines


def _show(asked: Sequence[Question], answered: Asked) -> None:
    for question, files in zip(asked, answered.found, strict=True):
        if not question.answers & set(files[:3]):
            print(f"missed {question.id} {question.query!r}: {list(files[:3])}")
        error = answered.errors_s.get(question.id, 0.0)
        if error is None or error > WITHIN_S:
            print(f"second {question.id} {question.query!r}: {error}")


def _kinds(data: Data) -> str:
    """ESC-10's fold by measured facts: each recording by numbers fitted on the others."""
    judged = list(sound_kinds.judge(*sound_kinds.read(data.file("media", "sounds"))))
    rows: list[tuple[object, ...]] = []
    for kind in sorted({own for own, *_ in judged}):
        mine = [(near, told) for own, near, told, _ in judged if own == kind]
        wrong = [near for near, _ in mine if near != kind]
        taken = "; ".join(f"{name} {wrong.count(name)}" for name in sorted(set(wrong)))
        told = [told for _, told in mine if told]
        rows.append((kind, len(mine), len(mine) - len(wrong), taken, len(told), told.count(kind)))
    sums = [sum(int(str(row[place])) for row in rows) for place in (1, 2, 4, 5)]
    rows.append(("all", *sums[:2], "", *sums[2:]))
    head = ("ESC-10, fold 1", "recordings", "nearest kind right", "taken for", "told, as sure", "of these right")
    return f"Accuracy {sums[1] / sums[0]:.2f}.\n\n{table(head, rows)}"


def _tags(libraries: MediaLibraries) -> str:
    """What musicnn names in the music, against what each piece is."""
    with libraries.usher("named") as usher:
        files = {file: id_ for id_, file in paths_of(usher).items()}
        found = usher.library.catalogue.findings.of([files[f"music/{name}"] for name in FITTING])
    rows, right, said = [], 0, 0
    for name, fitting in FITTING.items():
        phrases = found[files[f"music/{name}"]]["sound"].phrases
        tags = [phrase for phrase in phrases if phrase in PHRASES]
        wrong = [tag for tag in tags if tag not in fitting.split(", ")]
        right, said = right + len(tags) - len(wrong), said + len(tags)
        rest = [phrase for phrase in phrases if phrase not in PHRASES]
        rows.append((name[:40], ", ".join(tags), ", ".join(wrong), ", ".join(rest)))
    head = ("music", "musicnn's tags", "of these not fitting", "measured")
    return f"Tags of a likelihood of {SURE} and more: {right} of {said} fit.\n\n{table(head, rows)}"
