"""Tables of the label sets: slots of single requests, and turns of dialogues, each read afresh from plain messages."""

from __future__ import annotations

from tests.evals import dialogues, slots
from tests.evals.labels import SLOTS, Catalogue, Tally
from tests.measure.data import Data
from tests.measure.record import table


def run_slots(data: Data, part: str, show: bool) -> str:
    return _table(slots.score(_catalogue(data), part), "requests", show)


def run_chinese(data: Data, part: str, show: bool) -> str:
    about = "Thirty requests a half, written before the rules, by the hand that then wrote the rules."
    return f"{about} {_table(slots.score(_catalogue(data), part, 'zh'), 'requests', show)}"


def run_dialogues(data: Data, part: str, show: bool) -> str:
    return _table(dialogues.score(_catalogue(data), part), "turns", show)


def _catalogue(data: Data) -> Catalogue:
    """The starter's works and TMDB's films together: most titles of the labels are among them."""
    return Catalogue.of_files([data.items("starter"), data.items("tmdb")])


def _table(tally: Tally, unit: str, show: bool) -> str:
    if show:
        print("\n".join(tally.failures))
    groups = sorted(tally.total, key=lambda group: (group != "all", group))
    exact = [[g, tally.total[g], tally.exact[g], tally.exact[g] / max(1, tally.total[g])] for g in groups]
    per_slot = [_slot_row(tally, slot) for slot in SLOTS if tally.hits[slot] + tally.misses[slot] + tally.alarms[slot]]
    both = [table([unit, "labelled", "exact", "share"], exact)]
    both.append(table(["slot", "labelled", "precision", "recall"], per_slot))
    return "Exact: every slot but the free text.\n\n" + "\n\n".join(both)


def _slot_row(tally: Tally, slot: str) -> list[object]:
    hit, miss, alarm = tally.hits[slot], tally.misses[slot], tally.alarms[slot]
    return [slot, hit + miss, hit / max(1, hit + alarm), hit / max(1, hit + miss)]
