"""What can be said for a pick: themes, likeness, clauses kept, standing. Each fact is in the ledger first."""
