"""How long a search takes with and without limits, and what its shortcuts miss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from agent.usher import Usher
from tests.bench.queries import queries
from tests.bench.timing import medians_ms, recall
from tests.measure.data import Data
from tests.measure.libraries import Libraries
from tests.measure.record import table
from tools.models import Request
from tools.settings import SearchSettings

SHARES = (0.01, 0.1, 0.5, 0.9)
_START = 0.05  # the years begin at this quantile, so that 90% fit
PICKS = 10


def span(usher: Usher, share: float) -> tuple[dict[str, int], float]:
    """Years that keep about `share` of the library, as slots, with the share that they do keep."""
    years = np.sort(usher.library.catalogue.columns().year)
    first = int(years[int((0.6 if share < 0.3 else _START) * len(years))])
    last = first
    while np.mean((years >= first) & (years <= last)) < 0.9 * share:
        last += 1
    kept = float(np.mean((years >= first) & (years <= last)))
    return {"year_min": first, "year_max": last}, kept


def search(usher: Usher, **slots: Any) -> Callable[[str], list[str]]:
    """A search for ten picks through the door, as its ids."""
    return lambda query: [pick.id for pick in usher.search(Request(query=query, **slots), person=None, n=PICKS).picks]


def exactly(usher: Usher) -> Usher:
    """The same library, ranking every item that keeps the limits."""
    settings = usher.settings.model_copy(update={"search": SearchSettings(exact=True)})
    return Usher(usher.library, settings)


def raw(usher: Usher) -> Callable[[str], object]:
    """What any search must do at least: encode the query, ask Chroma once."""
    library = usher.library
    return lambda query: library.vectors.text.query(library.encoder.encode([query])[0], PICKS)


def nearest(usher: Usher, mask: np.ndarray[Any, np.dtype[np.bool_]] | None) -> Callable[[str], list[int]]:
    """Rows of the ten nearest vectors by the way that the library chooses."""
    library = usher.library
    return lambda query: library.vectors.text.nearest(library.encoder.encode([query])[0], PICKS, mask)[0].tolist()


def brute(usher: Usher, mask: np.ndarray[Any, np.dtype[np.bool_]] | None) -> Callable[[str], list[int]]:
    """The same by comparing with every vector."""
    library = usher.library

    def ask(query: str) -> list[int]:
        cosines = np.array(library.vectors.text.scores(library.encoder.encode([query])[0]))
        if mask is not None:
            cosines[~mask] = -2
        best: list[int] = np.argsort(-cosines, kind="stable")[:PICKS].tolist()
        return best

    return ask


def run(data: Data, libraries: Libraries) -> str:
    asked = queries(data)
    with libraries.usher("films") as usher:
        return _measure(usher, asked)


def _measure(usher: Usher, asked: Sequence[str]) -> str:
    spans = {share: span(usher, share) for share in SHARES}
    ways: dict[str, Callable[[str], object]] = {"raw": raw(usher), "all": search(usher)}
    ways |= {str(share): search(usher, **slots) for share, (slots, _) in spans.items()}
    ms = medians_ms(ways, asked)
    exact = exactly(usher)
    years = usher.library.catalogue.columns().year
    rows: list[list[object]] = [
        ["encoding + one raw Chroma query", "100%", ms["raw"], "", "", ""],
        _row(usher, exact, asked, "search", "100%", ms["all"], ms["all"], None, {}),
    ]
    for share, (slots, kept) in spans.items():
        mask = (years >= slots["year_min"]) & (years <= slots["year_max"])
        name = f"search, years {slots['year_min']} to {slots['year_max']}"
        rows.append(_row(usher, exact, asked, name, f"{100 * kept:.1f}%", ms[str(share)], ms["all"], mask, slots))
    header = ["what", "keeps", "median ms", "x unfiltered", "recall@10 of picks", "recall@10 of vectors"]
    size = usher.library.catalogue.count()
    note = (
        f"{len(asked)} distinct real queries over {size:,} films, warm, one thread, encoding included. Picks against"
        " ranking every film that keeps the limits; vectors against comparing with every vector."
    )
    return f"{note}\n\n{table(header, rows)}\n\nSearch / (encoding + raw query): {ms['all'] / ms['raw']:.2f}x"


def _row(
    usher: Usher,
    exact: Usher,
    asked: Sequence[str],
    name: str,
    keeps: str,
    ms: float,
    unfiltered_ms: float,
    mask: np.ndarray[Any, np.dtype[np.bool_]] | None,
    slots: dict[str, int],
) -> list[object]:
    picks = recall(search(usher, **slots), search(exact, **slots), asked)
    vectors = recall(nearest(usher, mask), brute(usher, mask), asked)
    return [name, keeps, ms, f"{ms / unfiltered_ms:.2f}", f"{picks:.3f}", f"{vectors:.3f}"]
