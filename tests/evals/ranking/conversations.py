"""Real conversations as cases: what was said so far, which films were named, and what was proposed next."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from indexers.reading.fold import fold
from tests.measure.data import Data, read_lines, read_table

TRAIN_SHARE = 0.7
_ID = re.compile(r"@(\d+)")
_NAMED = re.compile(r"^(.*?)\s*\((\d{4})\)\s*$")
_INSPIRED_QUOTE = "QUOTATION_MARK"


@dataclass(frozen=True)
class Spoken:
    """A message: `role` user (who seeks) or assistant (who recommends), the item ids it names, in order."""

    role: str
    text: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Conversation:
    id: str
    messages: tuple[Spoken, ...]

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item for message in self.messages for item in message.items))


@dataclass(frozen=True)
class Case:
    """A recommender's turn: `targets` are the films in it that nobody had named, `named` those before."""

    conversation: str
    messages: tuple[dict[str, str], ...]
    named: tuple[str, ...]
    targets: tuple[str, ...]


def redial(data: Data) -> list[Conversation]:
    """The 1,000 conversations of ReDial's validation part; `@id` becomes the film's title with its year."""
    return [_redial_conversation(row) for row in read_lines(data.file("redial-valid", "valid_data.jsonl"))]


def inspired(data: Data, items: Mapping[tuple[str, int], str]) -> list[Conversation]:
    """INSPIRED's development part; films are linked by title and year to `items`."""
    rows = read_table(data.file("inspired-dev", "dev.tsv"))
    return [
        Conversation(id_, tuple(_inspired_message(row, items) for row in turns))
        for id_, turns in groupby(rows, key=lambda row: row["dialog_id"])
    ]


def by_title(items: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], str]:
    """(folded title, year) to the id of an item."""
    return {(fold(item["title"]), item["year"]): item["id"] for item in items if item.get("year")}


def renamed(conversation: Conversation, ids: Mapping[str, str | None]) -> Conversation:
    """The same with other ids for its items; those without one are dropped."""
    messages = (
        Spoken(m.role, m.text, tuple(new for item in m.items if (new := ids.get(item)))) for m in conversation.messages
    )
    return Conversation(conversation.id, tuple(messages))


def is_train(conversation: Conversation, seed: int = 0) -> bool:
    """The same 70 of a hundred in each run, by a hash of the conversation's id."""
    digest = hashlib.sha256(f"{seed}:{conversation.id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64 < TRAIN_SHARE


def cases(conversation: Conversation, is_known: Callable[[str], bool]) -> Iterator[Case]:
    """A case for each turn of the recommender that names a film not named before; consecutive messages are one turn."""
    messages: list[dict[str, str]] = []
    named: dict[str, None] = {}
    for role, turn in groupby(conversation.messages, key=lambda message: message.role):
        spoken = list(turn)
        said = dict.fromkeys(item for message in spoken for item in message.items)
        targets = tuple(item for item in said if item not in named and is_known(item))
        if role == "assistant" and targets:
            yield Case(conversation.id, tuple(messages), tuple(named), targets)
        named.update(said)
        messages.append({"role": role, "content": "\n".join(message.text for message in spoken)})


def _redial_conversation(row: Mapping[str, Any]) -> Conversation:
    names = dict(row["movieMentions"]) if row["movieMentions"] else {}
    seeker = row["initiatorWorkerId"]
    return Conversation(
        row["conversationId"],
        tuple(
            Spoken(
                "user" if message["senderWorkerId"] == seeker else "assistant",
                _with_titles(message["text"], names),
                tuple(id_ for id_ in _ID.findall(message["text"]) if id_ in names),
            )
            for message in row["messages"]
        ),
    )


def _with_titles(text: str, names: Mapping[str, str | None]) -> str:
    return _ID.sub(lambda found: " ".join((names.get(found[1]) or found[0]).split()), text)


def _inspired_message(row: Mapping[str, str], items: Mapping[tuple[str, int], str]) -> Spoken:
    role = "assistant" if row["speaker"] == "RECOMMENDER" else "user"
    return Spoken(role, row["text"].replace(_INSPIRED_QUOTE, '"'), tuple(_linked(row["movies"].split(";"), items)))


def _linked(names: Sequence[str], items: Mapping[tuple[str, int], str]) -> Iterator[str]:
    for name in names:
        found = _NAMED.match(name.strip())
        if found and (id_ := items.get((fold(found[1]), int(found[2])))):
            yield id_
