"""How many tokens a text encoder makes of a text, without loading the encoder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexers.errors import WeightsError


def load_counter(folder: Path) -> Callable[[str], int]:
    """Counts by `folder`'s tokenizer.json, without the marks around a text. Raises WeightsError."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # the library raises plain Exception
        raise WeightsError(f"{folder / 'tokenizer.json'} cannot be read.") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(_readable(text), add_special_tokens=False).ids)


def _readable(text: str) -> str:
    """Lone surrogates cannot be encoded."""
    return text.encode("utf8", "replace").decode("utf8")
