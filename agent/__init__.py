"""Who talks. `Usher` is the door; importing this package loads nothing heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.answer import Answer
    from agent.errors import UsherError
    from agent.settings import Settings
    from agent.usher import Usher

__all__ = ["Answer", "Settings", "Usher", "UsherError"]
_HOMES = {
    "Answer": "agent.answer",
    "Settings": "agent.settings",
    "Usher": "agent.usher",
    "UsherError": "agent.errors",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'agent' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
