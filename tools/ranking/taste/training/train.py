"""From all histories to a ranker in use: learned on their earlier part, checked on the last, taken if it is better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from indexers.library import Library
from tools.ranking.taste.chance import Chance, calibration_error
from tools.ranking.taste.crowd import Crowd, Doubles
from tools.ranking.taste.profile import profile_of
from tools.ranking.taste.ranker import Ranker
from tools.ranking.taste.store import Trained, save, trained
from tools.ranking.taste.training.examples import Example, cut, examples
from tools.ranking.taste.training.measure import ndcg

# Where histories are cut: what came up to the next share of them is learned, the last share is kept for the check.
_CUTS, _STEP, _CHECKED = (0.3, 0.45, 0.6), 0.2, 0.8
_FEWEST_PEOPLE = 10  # in the check; a crowd of fewer tells of persons, not of works
_FEWEST_JUDGED, _ONE_SIDED = 500, 0.02  # opinions, to learn a chance; the least share of the rarer one
_MOST_ERROR = 0.05  # of a chance in the check, to be told at all
Tick = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """`figures`: of the check, for the operator. `reason`: one sentence."""

    is_taken: bool
    reason: str
    figures: dict[str, Any]


def train(library: Library, tick: Tick = lambda _: None) -> Outcome:
    """Learn from everyone's histories. The same histories give the same ranker."""
    columns = library.catalogue.columns()
    profiles = [profile_of(history, columns) for history in library.people.histories()]
    profiles = [profile for profile in profiles if len(profile)]
    figures: dict[str, Any] = {"people": len(profiles), "works": sum(map(len, profiles))}
    tick("cutting histories")
    check = examples(library, columns, profiles, _CHECKED, 1)
    if len(check) < _FEWEST_PEOPLE:
        few = f"{len(check)} people have enough of a history to learn from, and it takes {_FEWEST_PEOPLE}."
        return Outcome(False, few, figures)
    found = [one for at in _CUTS for one in examples(library, columns, profiles, at, at + _STEP, newcomers=True)]
    tick("learning")
    ranker, chance = _ranker(found), _chance(found)
    known = Crowd.of([cut(profile, 0, _CHECKED) for profile in profiles], columns.n).times_had
    figures |= _compared(ranker, trained(library), known, check) | _calibrated(chance, check)
    if figures["ndcg"] < figures["ndcg of popularity"]:
        return Outcome(False, "It ranks worse than popularity does; what was in use stays.", figures)
    if figures.get("gain over the one in use", 0.0) < -figures.get("its error", 0.0):
        return Outcome(False, "It ranks worse than the one in use, which stays.", figures)
    tick("keeping it")
    is_told = chance is not None and figures["calibration error"] <= _MOST_ERROR
    save(library, Trained(Crowd.of(profiles, columns.n), ranker, chance if is_told else None, figures))
    return Outcome(True, "It is in use from now on.", figures)


def _ranker(found: Sequence[Example]) -> Ranker:
    return Ranker.fit(
        np.concatenate([one.matrix for one in found]),
        np.concatenate([one.liked for one in found]),
        [len(one.rows) for one in found],
    )


def _chance(found: Sequence[Example]) -> Chance | None:
    """None where too few opinions are known, or all are the same."""
    liked = _opinions(found)
    if len(liked) < _FEWEST_JUDGED or not _ONE_SIDED < liked.mean() < 1 - _ONE_SIDED:
        return None
    return Chance.fit(np.concatenate([one.judged_matrix for one in found]), liked)


def _opinions(found: Sequence[Example]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.concatenate([one.judged.liked for one in found])


def _compared(ranker: Ranker, old: Trained | None, known: Doubles, check: Sequence[Example]) -> dict[str, Any]:
    """NDCG@10 of the new ranker beside popularity (`known`, over all rows) and the ranker in use."""
    new, popular = _ndcgs(check, lambda one: ranker.scores(one.matrix)), _ndcgs(check, lambda one: known[one.rows])
    figures = {"checked": len(check), "ndcg": float(new.mean()), "ndcg of popularity": float(popular.mean())}
    if old is not None:
        gains = new - _ndcgs(check, lambda one: old.ranker.scores(one.matrix))
        figures |= {
            "gain over the one in use": float(gains.mean()),
            "its error": float(gains.std() / len(gains) ** 0.5),
        }
    return figures


def _ndcgs(check: Sequence[Example], scores: Callable[[Example], Doubles]) -> Doubles:
    found = []
    for one in check:
        order = np.argsort(-scores(one), kind="stable")
        found.append(ndcg(one.rows[order], one.next.rows[one.next.liked]))
    return np.array(found)


def _calibrated(chance: Chance | None, check: Sequence[Example]) -> dict[str, Any]:
    if chance is None:
        return {}
    chances, liked = np.concatenate([chance.of(one.judged_matrix) for one in check]), _opinions(check)
    return {"calibration error": calibration_error(chances, liked), "brier": float(np.mean((chances - liked) ** 2))}
