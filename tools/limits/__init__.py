"""The one place for hard limits: what a request and the person's rules forbid, and what became of each clause.

`clauses` reads a Request and rules, `Limits` tests them over the whole catalogue at once.
"""

from tools.limits.clauses import Clause, clauses, conflicts, is_against
from tools.limits.limits import Limits, known_rows
from tools.limits.receipts import receipts

__all__ = ["Clause", "Limits", "clauses", "conflicts", "is_against", "known_rows", "receipts"]
