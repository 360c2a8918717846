"""People: their history, rules, turns and tokens, apart from the catalogue and from each other."""

from indexers.people.history import Person
from indexers.people.store import People
from indexers.people.tokens import Token

__all__ = ["People", "Person", "Token"]
