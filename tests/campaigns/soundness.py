"""Is a library whole? python -m tests.campaigns.soundness LIBRARY, expected ids as JSON on standard input."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from indexers.library import Library

_SAME = 0.999
_NEIGHBOURS = 5  # twins with equal texts have equal vectors


def examine(path: Path, expected: list[str]) -> dict[str, object]:
    """What is lost, and what is not found by its own vector."""
    with Library.open(path) as library:
        columns, text = library.catalogue.columns(), library.vectors.text
        vectors = text.vectors()
        unfindable = []
        for id_, vector in zip(columns.ids, vectors, strict=True):
            found = dict(text.query(vector, _NEIGHBOURS))
            twins = sum(cosine > _SAME for cosine in found.values())
            if not vector.any() or (found.get(id_, 0.0) < _SAME and twins < _NEIGHBOURS):
                unfindable.append(id_)
        return {
            "items": len(columns.ids),
            "vectors": text.count(),
            "lost": sorted(set(expected) - set(columns.ids))[:5],
            "unfindable": unfindable[:5],
        }


if __name__ == "__main__":
    print(json.dumps(examine(Path(sys.argv[1]), json.load(sys.stdin))))
