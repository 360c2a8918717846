"""What a service hands out: a zip, a folder or a file, its members, and the rows in them."""

from indexers.history.export.members import Export, Member, open_export
from indexers.history.export.parts import Part, Read, Said

__all__ = ["Export", "Member", "Part", "Read", "Said", "open_export"]
