"""How results look on paper: JSON, plain text, or a compact table where a terminal is."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from tools.models import Explanation, Pick, Result


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
        for reason in pick.reasons[:2]:
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
    print(explanation.text)
    for part in sorted(explanation.contributions, key=lambda c: -abs(c.value)):
        fact = explanation.evidence.get(part.evidence)
        print(f"  {part.value:+.3f}  {part.name}{f': {fact.text}' if fact else ''}")
    print(f"  {explanation.score:+.3f}  score")
    for other in explanation.counterfactuals:
        place = f", place {other.place}" if other.place else ""
        print(f"  {other.change}: {other.score:.3f}{place}")


def table(picks: Sequence[Pick], facts: Mapping[str, str]) -> Any:
    """A rich table of picks, narrow enough for 80 columns. `facts`: id to a short line."""
    from rich.table import Table

    drawn = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    drawn.add_column(justify="right", style="bold cyan")
    drawn.add_column(ratio=2)
    drawn.add_column(style="dim", ratio=2)
    for place, pick in enumerate(picks, 1):
        year = f" ({pick.year})" if pick.year is not None else ""
        drawn.add_row(str(place), f"[bold]{_plain(pick.title)}[/bold]{year}", _plain(facts.get(pick.id, pick.medium)))
    return drawn


def _plain(text: str) -> str:
    """Text of the catalogue is no markup."""
    from rich.markup import escape

    return escape(text)
