"""From all histories to a ranker in use: learned on their earlier part, checked on the last, taken if it is better."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from indexers.catalogue import Columns
from indexers.database import plainly
from indexers.errors import UsageError
from indexers.library import Library
from indexers.progress import Step
from tools.ranking.taste.chance import Chance, calibration_error
from tools.ranking.taste.crowd import Crowd, Doubles
from tools.ranking.taste.profile import Profile, profile_of
from tools.ranking.taste.ranker import Ranker
from tools.ranking.taste.store import Trained, save, trained
from tools.ranking.taste.training.examples import Example, cut, examples
from tools.ranking.taste.training.measure import ndcg
from tools.ranking.taste.trees import is_here

# Where histories are cut: what comes next, up to a later share of them, is learned from what came before. The recipe
# is tried without the last share of all histories, checked on it, and then followed with it.
_TRIED, _KEPT, _STEP, _CHECKED = (0.3, 0.45, 0.6), (0.5, 0.65, 0.8), 0.2, 0.8
_STEPS = len(_TRIED) + 2 * len(_KEPT) + 6
_FEWEST_PEOPLE = 10  # in the check; a crowd of fewer tells of persons, not of works
_FEWEST_JUDGED, _ONE_SIDED = 500, 0.02  # opinions, to learn a chance; the least share of the rarer one
_MOST_ERROR = 0.05  # of a chance in the check, to be told at all


@dataclass(frozen=True)
class Outcome:
    """`figures`: of the check, for the operator. `reason`: one sentence."""

    is_taken: bool
    reason: str
    figures: dict[str, Any]


def stream(library: Library) -> Generator[Step, None, Outcome]:
    """Learn from everyone's histories, step by step. The same histories give the same ranker.

    Raises UsageError without LightGBM, LibraryError where the library's folder cannot be written.
    """
    if not is_here():
        raise UsageError("LightGBM, which learns, is not installed.", cure="pip install 'usher-recommender[rank]'")
    yield Step(0, _STEPS, "reading histories")
    columns, rows = library.catalogue.columns(), library.people.size()
    profiles = [profile_of(history, columns) for history in library.people.histories()]
    profiles = [profile for profile in profiles if len(profile)]
    figures: dict[str, Any] = {"people": len(profiles), "works": sum(map(len, profiles)), "rows": rows}
    yield Step(1, _STEPS, "looking at what came last")
    check = examples(library, columns, profiles, _CHECKED, 1)
    if len(check) < _FEWEST_PEOPLE:
        few = f"{len(check)} people have enough of a history to learn from, and it takes {_FEWEST_PEOPLE}."
        return Outcome(False, few, figures)
    found = yield from _examples(library, columns, profiles, _TRIED, 2)
    yield Step(len(_TRIED) + 2, _STEPS, "trying what was learned")
    tried, chance = _ranker(found), _chance(found)
    figures |= _measured(tried, chance, _known(profiles, columns), check)
    if figures["ndcg"] < figures["ndcg of popularity"]:
        return Outcome(False, "It ranks worse than popularity does; what was in use stays.", figures)
    old = trained(library)
    if old is not None and _is_worse(tried, old.tried, check):
        return Outcome(False, "It ranks worse than the one in use, which stays.", figures)
    found = yield from _examples(library, columns, profiles, _KEPT, len(_TRIED) + 3)
    new = yield from _examples(library, columns, profiles, _KEPT, len(_TRIED) + len(_KEPT) + 3, newcomers=True)
    yield Step(_STEPS - 2, _STEPS, "learning what people like")
    ranker, first = _ranker(found), _ranker(new)
    yield Step(_STEPS - 1, _STEPS, "learning how surely they do")
    is_told = chance is not None and figures["calibration error"] <= _MOST_ERROR
    chance = _chance([*found, *new]) if is_told else None
    with plainly(library.path):
        save(library, Trained(Crowd.of(profiles, columns.n), ranker, first, chance, tried, figures))
    return Outcome(True, "It is in use from now on.", figures)


def _examples(
    library: Library,
    columns: Columns,
    profiles: Sequence[Profile],
    cuts: Sequence[float],
    step: int,
    *,
    newcomers: bool = False,
) -> Generator[Step, None, list[Example]]:
    found: list[Example] = []
    for number, at in enumerate(cuts, step):
        yield Step(number, _STEPS, "looking at what people had before and after")
        found += examples(library, columns, profiles, at, at + _STEP, newcomers=newcomers)
    return found


def _known(profiles: Sequence[Profile], columns: Columns) -> Doubles:
    """How many people had each work before the check."""
    return Crowd.of([cut(profile, 0, _CHECKED) for profile in profiles], columns.n).times_had


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


def _measured(ranker: Ranker, chance: Chance | None, known: Doubles, check: Sequence[Example]) -> dict[str, Any]:
    """NDCG@10 beside that of popularity (`known`, over all rows), and how far off the chances are."""
    new, popular = _ndcgs(check, lambda one: ranker.scores(one.matrix)), _ndcgs(check, lambda one: known[one.rows])
    figures = {"checked": len(check), "ndcg": float(new.mean()), "ndcg of popularity": float(popular.mean())}
    if chance is not None:
        chances, liked = np.concatenate([chance.of(one.judged_matrix) for one in check]), _opinions(check)
        figures["calibration error"] = calibration_error(chances, liked)
        figures["brier"] = float(np.mean((chances - liked) ** 2))
    return figures


def _is_worse(new: Ranker, old: Ranker, check: Sequence[Example]) -> bool:
    """By more than the standard error of the difference."""
    gains = _ndcgs(check, lambda one: new.scores(one.matrix)) - _ndcgs(check, lambda one: old.scores(one.matrix))
    return bool(gains.mean() < -gains.std() / len(gains) ** 0.5)


def _ndcgs(check: Sequence[Example], scores: Callable[[Example], Doubles]) -> Doubles:
    found = []
    for one in check:
        order = np.argsort(-scores(one), kind="stable")
        found.append(ndcg(one.rows[order], one.next.rows[one.next.liked]))
    return np.array(found)
