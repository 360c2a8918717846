"""People: their history, rules and turns, apart from the catalogue and from each other."""

from indexers.people.history import Person
from indexers.people.store import People

__all__ = ["People", "Person"]
