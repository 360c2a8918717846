"""The error tree. `agent.errors` names it for users of the package.

UsherError                one sentence for the person, exit code 1
├── UsageError            wrong arguments, exit code 2
├── SettingError          a configuration value: key, value, accepted set and cure
├── LibraryError          the library cannot be used
│   ├── LibraryMissing    there is none at that path
│   ├── LibraryBusy       another process owns it (carries pid and address)
│   ├── LibraryTooNew     written by a newer usher
│   └── LibraryDamaged    a file of it cannot be read
├── WeightsError          weights are missing, tampered with or cannot be fetched
├── ExtraMissing          a package of an optional extra is not installed; the cure is the command
├── SourceError           a source or file of items or history cannot be read
├── Undecodable           a media file, or a part of it, cannot be read; the others can
├── NotFound              an item, turn or model of that name is not here
└── ModelError            the chat model did not answer; the planner finishes the turn
"""

from __future__ import annotations


class UsherError(Exception):
    """One sentence for the person who reads it; `cure` says what to do about it."""

    exit_code = 1

    def __init__(self, message: str, *, cure: str = "") -> None:
        super().__init__(message)
        self.message, self.cure = message, cure

    def __str__(self) -> str:
        return f"{self.message} {self.cure}".strip()


class UsageError(UsherError):
    exit_code = 2


class SettingError(UsherError):
    """A setting has a value that it cannot have."""

    def __init__(self, key: str, value: object, accepted: str, source: str = "") -> None:
        where = f" (from {source})" if source else ""
        super().__init__(f"{key} is {value!r}{where}, but must be {accepted}.")
        self.key, self.value, self.accepted = key, value, accepted


class LibraryError(UsherError):
    pass


class LibraryMissing(LibraryError):
    pass


class LibraryBusy(LibraryError):
    """Another process owns the library; `address` is where it answers, if it does."""

    def __init__(self, path: object, pid: int | None, address: str | None) -> None:
        super().__init__(f"The library {path} is in use by process {pid or 'unknown'}.", cure="Stop it or wait for it.")
        self.pid, self.address = pid, address


class LibraryTooNew(LibraryError):
    pass


class LibraryDamaged(LibraryError):
    pass


class WeightsError(UsherError):
    pass


class ExtraMissing(UsherError):
    pass


class SourceError(UsherError):
    pass


class Undecodable(UsherError):
    """One sentence that stands beside the item in place of what could not be read."""


class NotFound(UsherError):
    pass


class ModelError(UsherError):
    pass
