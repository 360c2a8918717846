"""How results look on paper: JSON, plain text, or a compact table where a terminal is."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tools.models import Explanation, Pick, Result

if TYPE_CHECKING:
    from rich.table import Table


def as_json(data: Any) -> None:
    """One JSON value a line."""
    json.dump(data, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
    sys.stdout.flush()


def result_json(result: Result) -> dict[str, Any]:
    return result.model_dump(mode="json", by_alias=True)


def print_result(result: Result) -> None:
    """Picks with their reasons, and what was left out."""
    shown = result.picks or result.alternatives
    if not result.picks:
        print("Nothing fits." + (" The nearest, each breaking one limit:" if shown else ""))
    for place, pick in enumerate(shown, 1):
        print(f"{place:>3}. {heading(pick)}")
        shares = [one for one in pick.reasons[2:] if result.evidence[one.evidence[0]].kind == "contribution"]
        for reason in (*pick.reasons[:2], *shares):
            print(f"     {reason.text}")
        for receipt in pick.receipts:
            if receipt.status != "met":
                print(f"     {receipt.status}: {receipt.clause} (it has {receipt.value})")
    for unmet in result.unmet:
        if unmet.unknown:
            print(f"{unmet.unknown} left out: not known whether they keep {unmet.clause}.")


def heading(pick: Pick) -> str:
    year = f" ({pick.year})" if pick.year is not None else ""
    return f"{pick.title}{year}, {pick.medium}, {pick.score:.2f}  [{pick.id}]"


def print_explanation(explanation: Explanation) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    print(textwrap.fill(explanation.text, width))
    for one in explanation.inside:
        print(textwrap.fill(explanation.evidence[one.evidence].text, width))
    for part in sorted(explanation.contributions, key=lambda c: -abs(c.value)):
        fact = explanation.evidence.get(part.evidence)
        print(f"  {part.value:+.3f}  {part.name}{f': {fact.text}' if fact else ''}")
    print(f"  {explanation.score:+.3f}  score")
    for other in explanation.counterfactuals:
        place = f", place {other.place}" if other.place else ""
        print(f"  {other.change}: {other.score:.3f}{place}")


def pick_rows(picks: Sequence[Pick], skip: int = 0) -> Table:
    """Picks in a line each, cut to the width: place, title, and the first reason. `skip`: so many from the first."""
    rows = grid([], wrap=False)
    for place, pick in list(enumerate(picks, 1))[skip:]:
        year = f" ({pick.year})" if pick.year is not None else ""
        reason = pick.reasons[0].text if pick.reasons else pick.medium
        rows.add_row(str(place), f"[bold]{plain(pick.title)}[/bold]{year}  [dim]{plain(reason)}[/dim]")
    return rows


def grid(rows: Sequence[tuple[str, str]], *, wrap: bool = True) -> Table:
    """Numbered lines; long ones hang under their own text."""
    from rich.table import Table

    drawn = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0), expand=True)
    drawn.add_column(justify="right", style="bold cyan", width=2, no_wrap=True)
    drawn.add_column(ratio=1, no_wrap=not wrap, overflow="fold" if wrap else "ellipsis")
    for row in rows:
        drawn.add_row(*row)
    return drawn


def plain(text: str) -> str:
    """Text of the catalogue is no markup, and no control sequence."""
    from rich.markup import escape

    return escape("".join(c for c in text if c.isprintable()))
