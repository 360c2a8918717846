"""What of a turn with the local model is spent outside the model."""

from __future__ import annotations

from statistics import median

from agent.models.choose import choose
from agent.models.settings import ModelSettings
from agent.usher import Usher
from indexers.weights import Weights
from tests.bench.queries import queries
from tests.measure.data import Data
from tests.measure.libraries import Libraries
from tests.measure.record import table

_TURNS = 12
_ASKING = "I am looking for a film. "


def run(data: Data, libraries: Libraries) -> str:
    """The same requests led by the local model and by the planner, over all films."""
    asked = [_ASKING + query for query in queries(data, 3 * _TURNS)[::3]]
    with libraries.usher("films") as usher:
        planner_ms = [_total_ms(usher, text)[0] for text in asked]
        usher.use(choose(ModelSettings(model="local"), Weights(offline=True)))
        _total_ms(usher, "a quiet film")
        led = [_total_ms(usher, text) for text in asked]
    total, outside = median(t for t, _ in led), median(t - m for t, m in led)
    rows: list[list[object]] = [
        ["turn led by the local model", total, ""],
        ["of it outside the model", outside, f"{100 * outside / total:.1f}%"],
        ["turn led by the planner", median(planner_ms), f"{100 * median(planner_ms) / total:.1f}%"],
    ]
    return f"{len(asked)} requests.\n\n{table(['what', 'median ms', 'share'], rows)}"


def _total_ms(usher: Usher, text: str) -> tuple[float, float]:
    """Milliseconds of a turn in all, and in the model."""
    timing = usher.ask(text, person=None, remember=False).timing_ms
    return timing.total, timing.model
