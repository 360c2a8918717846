"""A conversation, turn by turn: what a message points at, what it says of it, and what that changes."""
