"""The error tree, as users of the package import it; `indexers.errors` draws it."""

from indexers.errors import (
    ExtraMissing,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMissing,
    LibraryTooNew,
    ModelError,
    NotFound,
    SettingError,
    SourceError,
    Undecodable,
    UsageError,
    UsherError,
    WeightsError,
)

__all__ = [
    "ExtraMissing",
    "LibraryBusy",
    "LibraryDamaged",
    "LibraryError",
    "LibraryMissing",
    "LibraryTooNew",
    "ModelError",
    "NotFound",
    "SettingError",
    "SourceError",
    "Undecodable",
    "UsageError",
    "UsherError",
    "WeightsError",
]
