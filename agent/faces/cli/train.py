"""usher train: learn from the histories what people here like."""

from __future__ import annotations

from typing import Any

import typer

from agent.faces.cli.door import opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.progress import Bar
from agent.faces.cli.show import as_json


def train(json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False) -> None:
    """Learn the ranker from the histories of all people."""
    report: dict[str, Any] = {}
    with opened(settings_of(library, model, offline)) as usher, Bar("Learning", unit="steps") as bar:
        for event in usher.train():
            if "report" in event:
                report = event["report"]
            else:
                bar.update(event["done"], event["total"], event["doing"])
    if json_:
        as_json(report)
    else:
        typer.echo("\n".join(_lines(report)))


def _lines(report: dict[str, Any]) -> list[str]:
    lines = [f"{report['people']} people, {report['works']} works that they had.", report["reason"]]
    if "ndcg" in report:
        lines.insert(1, f"Checked on what {report['checked']} people had last: NDCG@10 {report['ndcg']:.4f}, "
                        f"popularity {report['ndcg of popularity']:.4f}.")  # fmt: skip
    if "calibration error" in report:
        lines.insert(2, f"Chances of liking are off by {report['calibration error']:.3f} in the mean.")
    return lines
