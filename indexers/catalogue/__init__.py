"""The catalogue: `Catalogue` (items, words), `Columns` (all items as arrays), `TitleIndex` (titles and people)."""

from indexers.catalogue.columns import Columns, Facet, Mask, Rows, facet_key
from indexers.catalogue.findings import Findings, Found, MomentTable, Passage
from indexers.catalogue.store import Catalogue, Entry
from indexers.catalogue.titles import TitleIndex

__all__ = [
    "Catalogue",
    "Columns",
    "Entry",
    "Facet",
    "Findings",
    "Found",
    "Mask",
    "MomentTable",
    "Passage",
    "Rows",
    "TitleIndex",
    "facet_key",
]
