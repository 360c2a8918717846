"""The tables of taste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agent.usher import Usher
from tests.evals.taste.libraries import add, recommended, usher_of, without_variety
from tests.evals.taste.peers import CHOICES, Matrix, matrix
from tests.evals.taste.score import Lists, lists, ratio
from tests.evals.taste.split import LIKED, Half, halves
from tests.measure.data import Data, read_lines
from tests.measure.libraries import Libraries
from tools.ranking.taste.chance import calibration_error
from tools.ranking.taste.learned import learned_of
from tools.ranking.taste.profile import profile_of

_HIDDEN = 120  # people whose other ratings are hidden
_KNOWN = (0, 3, 10)  # ratings left to them


def run(data: Data, libraries: Libraries, part: str) -> str:
    ids = [str(line["id"]) for line in read_lines(data.items("movielens"))]
    everybody = halves(data, part, ids)
    before = halves(data, "tune", ids)
    return "\n\n".join(
        [
            _main(libraries, everybody, before, ids, as_view=False),
            _newcomers(libraries, everybody, ids),
            _main(libraries, everybody, before, ids, as_view=True),
            _alone(libraries, everybody, ids),
        ]
    )


def _asked(people: Sequence[Half], *, as_view: bool) -> list[Half]:
    return [half for half in people if half.relevant(as_view=as_view) and (not as_view or len(half.known) >= 10)]


def _main(
    libraries: Libraries, people: Sequence[Half], before: Sequence[Half], ids: list[str], *, as_view: bool
) -> str:
    asked = _asked(people, as_view=as_view)
    found = [_best_peer(name, people, before, ids, as_view) for name in CHOICES]
    with usher_of(libraries, people, as_view=as_view) as (usher, report):
        found.append(Lists("usher, by score alone", recommended(without_variety(usher), asked)))
        found.append(Lists("usher", recommended(usher, asked)))
        calibrated = "" if as_view else _calibration(usher, people)
    held = "plain views" if as_view else "ratings"
    rows = _rows(found, asked, people, len(ids), "popularity" if as_view else "EASE", as_view=as_view)
    learned = f"learned from {report['works']} by {report['people']} people"
    about = f"{held.capitalize()}: {len(asked)} people, {len(ids)} films; {learned}."
    return "\n\n".join(part for part in (about, rows, calibrated) if part)


def _best_peer(name: str, people: Sequence[Half], before: Sequence[Half], ids: list[str], as_view: bool) -> Lists:
    """With the setting that is best on the part before."""
    column = {id_: place for place, id_ in enumerate(ids)}
    best, most = "", -1.0
    for setting, model in CHOICES[name].items() if len(CHOICES[name]) > 1 else ():
        asked = _asked(before, as_view=as_view)
        scores = model(matrix(before, column, as_view=as_view))
        reached = _listed(name, scores, before, asked, ids).ndcg([h.relevant(as_view=as_view) for h in asked]).mean()
        best, most = (setting, reached) if reached > most else (best, most)
    scores = CHOICES[name][best](matrix(people, column, as_view=as_view))
    return _listed(f"{name}, {best}" if best else name, scores, people, _asked(people, as_view=as_view), ids)


def _listed(name: str, scores: Matrix, people: Sequence[Half], asked: Sequence[Half], ids: list[str]) -> Lists:
    place = {half.name: row for row, half in enumerate(people)}
    return lists(name, scores[[place[half.name] for half in asked]], asked, ids)


def _rows(
    found: Sequence[Lists], asked: Sequence[Half], people: Sequence[Half], n: int, against: str, *, as_view: bool
) -> str:
    relevant = [half.relevant(as_view=as_view) for half in asked]
    had = Counter(one.item for half in people for one in half.known)
    base = next(one for one in found if one.model.startswith(against)).ndcg(relevant)
    lines = [f"| model | NDCG@10 | times {against} (95%) | coverage | novelty, bits |", "|---|---|---|---|---|"]
    for one in found:
        own = one.ndcg(relevant)
        times, low, high = ratio(own, base)
        lines.append(
            f"| {one.model} | {own.mean():.4f} | {times:.3f} ({low:.3f} to {high:.3f}) "
            f"| {one.coverage(n):.1%} | {one.novelty(had, len(people)):.2f} |"
        )
    return "\n".join(lines)


def _calibration(usher: Usher, people: Sequence[Half]) -> str:
    columns = usher.library.catalogue.columns()
    chances, liked = [], []
    for half in people:
        learned = learned_of(usher.library, profile_of(usher.library.person(half.name).interactions(), columns))
        if learned is None or learned.trained.chance is None:
            return "No chance is calibrated."
        rows = np.array([learned.features.columns.row_of[one.item] for one in half.next], np.int32)
        if len(rows):
            chances.append(learned.trained.chance.of(learned.features.matrix(rows)))
            liked += [one.stars >= 4 for one in half.next]
    told, came = np.concatenate(chances), np.array(liked)
    error, brier = calibration_error(told, came), float(np.mean((told - came) ** 2))
    low, middle, high = np.quantile(told, (0.05, 0.5, 0.95))
    return (
        f"Chance of 4 of 5 or better over {len(came)} rated pairs, 15 bins of equal mass: ECE {error:.4f} (goal .03), "
        f"Brier {brier:.4f} against {came.mean() * (1 - came.mean()):.4f} of the base rate {came.mean():.3f}; "
        f"chances from {low:.2f} (5%) over {middle:.2f} to {high:.2f} (95%)."
    )


def _newcomers(libraries: Libraries, people: Sequence[Half], ids: list[str]) -> str:
    """People of whom the training knows nothing, with few ratings left."""
    enough = [half for half in people if half.relevant(as_view=False) and len(half.known) >= max(_KNOWN)]
    hidden = [enough[i] for i in np.random.default_rng(0).permutation(len(enough))[:_HIDDEN]]
    names = {half.name for half in hidden}
    others = [half for half in people if half.name not in names]
    column = {id_: place for place, id_ in enumerate(ids)}
    popular = matrix(others, column, as_view=False).sum(axis=0)
    lines = ["| ratings known | usher | popularity | times (95%) | goal |", "|---|---|---|---|---|"]
    with usher_of(libraries, others) as (usher, _):
        for known, goal in zip(_KNOWN, ("1", "1.05", "1.15"), strict=True):
            some = [_left(half, known) for half in hidden]
            add(usher, some)
            relevant = [half.relevant(as_view=False) for half in some]
            own = Lists("usher", recommended(usher, some)).ndcg(relevant)
            other = lists("popularity", np.broadcast_to(popular, (len(some), len(ids))), some, ids).ndcg(relevant)
            times, low, high = ratio(own, other)
            lines.append(
                f"| {known} | {own.mean():.4f} | {other.mean():.4f} | {times:.3f} ({low:.3f} to {high:.3f}) | {goal} |"
            )
    return f"Newcomers: {len(hidden)} people whose other ratings nobody knows.\n\n" + "\n".join(lines)


def _left(half: Half, known: int) -> Half:
    chance = np.random.default_rng(int(half.name.removeprefix("ml-")))
    kept = np.sort(chance.choice(len(half.known), known, replace=False))
    return replace(half, name=f"{half.name}-{known}", known=tuple(half.known[i] for i in kept))


def _alone(libraries: Libraries, people: Sequence[Half], ids: list[str]) -> str:
    """Everybody as if there were nobody else: nothing is learned from the others."""
    asked = _asked(people, as_view=False)
    with usher_of(libraries, people, train=False) as (usher, _):
        columns, vectors = usher.library.catalogue.columns(), usher.library.vectors.text
        everything = vectors.vectors(None, columns)[[columns.row_of[id_] for id_ in ids]]
        place = {id_: number for number, id_ in enumerate(ids)}
        near = np.zeros((len(asked), len(ids)), np.float32)
        for row, half in enumerate(asked):
            liked = [place[one.item] for one in half.known if one.stars >= LIKED]
            near[row] = (everything @ everything[liked].T).max(axis=1) if liked else 0
        rows = [columns.row_of[id_] for id_ in ids]
        known = np.stack([np.nan_to_num(values[rows]) for values in (columns.popularity, columns.rating)])
        found = [
            lists(name, np.broadcast_to(values, near.shape), asked, ids)
            for name, values in zip(("catalogue's popularity", "catalogue's rating"), known, strict=True)
        ]
        found += [lists("nearest texts", near, asked, ids), Lists("usher", recommended(usher, asked))]
    table = _rows(found, asked, people, len(ids), "nearest texts", as_view=False)
    return f"One person alone, no crowd: {len(asked)} people.\n\n{table}"
