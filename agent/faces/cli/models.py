"""usher models: the weights that usher knows."""

from __future__ import annotations

from dataclasses import asdict

import typer

from agent.faces.cli.door import fetch, settings_of, weights_of
from agent.faces.cli.options import Json, Offline
from agent.faces.cli.show import as_json
from indexers.errors import WeightsError

models = typer.Typer(help="The weights: list, get, verify.", no_args_is_help=True)


@models.command("list")
def list_(json_: Json = False) -> None:
    """All models: size, licence, whether they are here, which suits this machine."""
    from indexers.weights import list_models, machine_memory_mb

    rows = list_models(weights_of(settings_of()), ram_mb=machine_memory_mb())
    if json_:
        as_json({"models": [asdict(row) for row in rows]})
        return
    for row in rows:
        mark = "*" if row.recommended else " "
        print(f"{mark} {row.name:32} {row.bytes / 1e6:8,.0f} MB  {row.state:8} {row.licence:12} {row.purpose}")
    print("* suits this machine; fetch one with: usher models get NAME")


@models.command()
def get(name: str, offline: Offline = False) -> None:
    """Fetch the weights NAME, or go on fetching them."""
    weights = weights_of(settings_of(offline=offline))
    weights.model(name)
    fetch(weights, name)
    print(weights.path(name))


@models.command()
def verify() -> None:
    """Read through the weights that are here and compare their hashes."""
    weights = weights_of(settings_of())
    damaged = []
    for name in weights.models:
        state = weights.verify(name)
        print(f"{name}: {state}")
        if state == "damaged":
            damaged.append(name)
    if damaged:
        raise WeightsError(f"Damaged: {', '.join(damaged)}.", cure=f"Run: usher models get {damaged[0]}")
