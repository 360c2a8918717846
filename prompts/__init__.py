"""Every word said to a model, and every sentence that the planner or the evidence says to a person.

A prompt is a Jinja text in `prompts/<language>/<name>.md`; a phrase book is `prompts/<language>/<name>.toml`
(tables of lists of templates). Loading is strict: an unknown name or a missing value is an error.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

_HERE = Path(__file__).parent
_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _template(text: str) -> jinja2.Template:
    return _JINJA.from_string(text)


@cache
def _read(name: str, language: str, suffix: str) -> str:
    return (_HERE / language / f"{name}{suffix}").read_text(encoding="utf8")


def load(name: str, language: str = "en", **values: Any) -> str:
    """The prompt `name` with `values` filled in. Raises FileNotFoundError or jinja2.UndefinedError."""
    return _template(_read(name, language, ".md")).render(**values).strip()


def fill(template: str, **values: Any) -> str:
    """One template of a phrase book with `values` filled in."""
    return _template(template).render(**values)


_SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, phrase books and names are of `language` wherever none is given. Nothing inside may be a generator's."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken() -> str:
    """The language that is being spoken."""
    return _SPOKEN.get()


def phrases(name: str, language: str | None = None) -> dict[str, Any]:
    """The phrase book `name`: keys to lists of templates; what a language lacks is English.

    Raises FileNotFoundError.
    """
    return _book(name, language or spoken())


@cache
def _book(name: str, language: str) -> dict[str, Any]:
    book = tomllib.loads(_read(name, language, ".toml"))
    if language == "en":
        return book
    return {key: _over(english, book.get(key)) for key, english in {**book, **_book(name, "en")}.items()}


def _over(english: Any, own: Any) -> Any:
    """What the language has, over the English of the same key."""
    return (
        {**english, **own} if isinstance(english, dict) and isinstance(own, dict) else english if own is None else own
    )


def digest(name: str, language: str = "en") -> str:
    """SHA-256 of a prompt's text, so that a turn's record can say what was asked."""
    return hashlib.sha256(_read(name, language, ".md").encode()).hexdigest()
