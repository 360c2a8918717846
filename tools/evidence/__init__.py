"""Evidence: numbered facts, the sentences that rest on them, and answers made of both."""
