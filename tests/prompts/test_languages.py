"""The phrase books of other languages: as whole as the English ones, and never heard where English is spoken."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import prompts
from tools.evidence.text.naming import joined, said_back

FOLDER = Path(prompts.__file__).parent
OTHERS = sorted(path.name for path in FOLDER.iterdir() if (path / "facts.toml").exists() and path.name != "en")
FIELD = re.compile(r"\{\{?\s*(\w+)\s*\}?\}")


def _leaves(book: dict[str, Any], path: str = "") -> dict[str, set[str]]:
    """Each template's place and the values that it names."""
    found: dict[str, set[str]] = {}
    for key, value in book.items():
        name = f"{path}/{key}"
        if isinstance(value, dict):
            found |= _leaves(value, name)
        else:
            found[name] = {field.lower() for field in FIELD.findall(str(value))}
    return found


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("book", ["facts", "reasons", "replies"])
def test_a_language_says_all_that_english_says_and_names_no_value_that_english_lacks(language: str, book: str) -> None:
    own, english = (
        _leaves(tomllib.loads((FOLDER / code / f"{book}.toml").read_text(encoding="utf8"))) for code in (language, "en")
    )
    assert own.keys() == english.keys()
    added = {key: fields - english[key] - {"title"} for key, fields in own.items()}  # a title is always given
    assert {key: fields for key, fields in added.items() if fields} == {}


def test_a_language_is_spoken_only_inside() -> None:
    assert joined(["a", "b", "c"]) == "a, b and c"
    with prompts.speaking("zh"):
        assert joined(["a", "b", "c"]) == "a、b和c"
        assert said_back("quiet") == "安静" and said_back("quiet zebra") == "quiet zebra"
    assert prompts.spoken() == "en" and said_back("quiet") == "quiet"
