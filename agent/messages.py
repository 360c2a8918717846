"""What a person sends, checked and cleaned before anything reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from indexers.errors import UsageError
from indexers.people.history import Person
from indexers.reading.lines import clean

MAX_PICKS = 100
Message = Mapping[str, str]
_HALF = re.compile("[\ud800-\udfff]")


def checked(messages: str | Sequence[Message]) -> list[dict[str, str]]:
    """Messages in the contract's form. Raises UsageError."""
    given: Sequence[Message] = [{"role": "user", "content": messages}] if isinstance(messages, str) else messages
    for message in given:
        if not isinstance(message, Mapping) or not isinstance(message.get("content"), str) or "role" not in message:
            raise UsageError('Messages must be a list of {"role": ..., "content": "..."}.')
    talk = [{"role": m["role"], "content": plain(m["content"])} for m in given if m["role"] in ("user", "assistant")]
    if not talk or talk[-1]["role"] != "user":
        raise UsageError("The last message must be the person's.")
    if not clean(talk[-1]["content"]):
        raise UsageError("The message is empty.")
    if _is_binary(talk[-1]["content"]):
        raise UsageError("The message is not text.")
    return talk


def plain(text: str) -> str:
    """Without halves of characters, which no file and no model could take."""
    return _HALF.sub("\ufffd", text)


def _is_binary(text: str) -> bool:
    """More than a tenth control characters, or more than a third bytes that were no text (a broken apostrophe is)."""
    controls = sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in text)
    return controls > max(3, len(text) / 10) or text.count("\ufffd") > max(3, len(text) / 3)


def count_of(n: int) -> int:
    if not 1 <= n <= MAX_PICKS:
        raise UsageError(f"The number of picks is {n}, but must be from 1 to {MAX_PICKS}.")
    return n


def before(who: Person, conversation: str | None) -> list[dict[str, str]]:
    """The earlier messages of a person's conversation, from the turns kept."""
    talk: list[dict[str, str]] = []
    for record in who.turns(conversation):
        talk.append({"role": "user", "content": record["message"]})
        talk.append({"role": "assistant", "content": record["answer"]["reply"]})
    return talk
