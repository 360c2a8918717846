"""Works that several sources have, made one: found by file, by ids, by title, year and length; and told apart again."""

from indexers.merging.run import merge

__all__ = ["merge"]
