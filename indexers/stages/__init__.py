"""Stages: what is read of an item's file after its names and tags. STAGES: one literal, a name to what makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from indexers.media.decode import Media
    from indexers.media.models import Finding, StageName
    from indexers.models import Item


class Space(Protocol):
    """The space of a stage's own vectors."""

    name: str
    revision: str
    dim: int


class Stage(Protocol):
    """One way of reading a file. Made once a run, with its models loaded when the first file needs them."""

    name: StageName
    version: str  # of method, model and revision; a change reads every file again
    encoder: Space | None  # of Finding.vector; None: there is none

    def read(self, item: Item, media: Media) -> Finding:
        """What is found in the item's file. Raises Undecodable for a file that cannot be read."""
        ...
