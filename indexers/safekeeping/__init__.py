"""Copies of what is kept: snapshots of a library, and one person carried elsewhere."""
