"""What people stated, from the labelled sets and from combinations made here: messages with their limits."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexers.models import Item
from indexers.reading.fold import fold
from tests.evals.broken import HARD, keeps

SETS = Path(__file__).parent / "sets"
_TITLE = re.compile(r"^(.*?)(?:\s*\((\d{4})\))?$")
_FREE = ("exclude", "not_query")  # `exclude` is judged by title here, `not_query` is labelled in free words


@dataclass(frozen=True)
class Stated:
    """A conversation whose last message is to be answered, and each slot's readings: the label and what is as good."""

    id: str
    messages: tuple[dict[str, str], ...]
    readings: Mapping[str, Sequence[Any]]
    intent: str = "recommend"

    def broken(self, item: Item) -> list[str]:
        """The stated limits that an item breaks under every reading."""
        found = [
            f"{slot} {values[0]}"
            for slot, values in self.readings.items()
            if slot in HARD and slot not in _FREE and not any(_is_open(v) or keeps(item, slot, v) for v in values)
        ]
        return found + [f"exclude {title}" for title in self._excluded() if _is_called(item, title)]

    def _excluded(self) -> list[str]:
        """Titles that every reading leaves out."""
        label, *others = self.readings.get("exclude", [[]])
        return [title for title in label or [] if all(title in (other or []) for other in others)]


def singles(part: str) -> Iterator[Stated]:
    for row in _rows(f"singles.{part}.jsonl"):
        message = {"role": "user", "content": row["text"]}
        yield Stated(row["id"], (message,), _readings(row), row["request"]["intent"])


def dialogues(part: str) -> Iterator[Stated]:
    """Each user turn, with the scripted messages before it."""
    for row in _rows(f"dialogues.{part}.jsonl"):
        before: list[dict[str, str]] = []
        earlier: dict[str, list[Any]] = {}
        for number, turn in enumerate(row["turns"], 1):
            messages = (*before, {"role": "user", "content": turn["user"]})
            earlier = _carry(earlier, _readings(turn))
            yield Stated(f"{row['id']}.{number}", messages, earlier, turn["request"]["intent"])
            before = [*messages, {"role": "assistant", "content": turn.get("assistant", "")}]


def combinations(count: int, seed: int = 0) -> Iterator[Stated]:
    """Requests put together from limits in plain words; nobody's wording, but known limits in every mixture."""
    for number in range(count):
        draw = random.Random(f"{seed}-{number}")
        limits = draw.sample(list(_LIMITS), draw.randint(1, 4))
        chosen = [draw.choice(_LIMITS[limit]) for limit in limits]
        words = ", ".join(text for text, _ in chosen)
        request = {slot: value for _, slots in chosen for slot, value in slots.items()}
        text = f"{draw.choice(_ASKING)}: {words}"
        yield Stated(f"c{number:03}", ({"role": "user", "content": text},), {k: [v] for k, v in request.items()})


_ASKING = ("a good film", "something to watch", "two films for tonight", "I want a story about friendship")
_LIMITS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "minutes": [
        ("under 100 minutes", {"minutes_max": 100}),
        ("at least two hours long", {"minutes_min": 120}),
        ("an hour and a half at most", {"minutes_max": 90}),
    ],
    "year": [
        ("before 1990", {"year_max": 1989}),
        ("from the 80s", {"year_min": 1980, "year_max": 1989}),
        ("since 2005", {"year_min": 2005}),
        ("between 1995 and 2003", {"year_min": 1995, "year_max": 2003}),
    ],
    "language": [
        ("in French", {"languages": ["fr"]}),
        ("Japanese", {"languages": ["ja"]}),
        ("not in English", {"not_languages": ["en"]}),
        ("in Korean or Spanish", {"languages": ["ko", "es"]}),
    ],
    "genre": [
        ("no horror", {"not_genres": ["horror"]}),
        ("nothing animated", {"not_genres": ["animation"]}),
        ("no war films and no westerns", {"not_genres": ["war", "western"]}),
        ("anything but romance", {"not_genres": ["romance"]}),
    ],
    "country": [("made in Italy", {"countries": ["IT"]}), ("British", {"countries": ["GB"]})],
    "rating": [("rated 7 or better", {"rating_min": 7})],
}


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / name).read_text(encoding="utf8").splitlines() if line.strip()]


def _readings(row: Mapping[str, Any]) -> dict[str, list[Any]]:
    label, accept = row["request"], row.get("accept", {})
    slots = dict.fromkeys([*label, *accept])
    return {slot: [label.get(slot), *accept.get(slot, [])] for slot in slots if slot != "intent"}


def _carry(earlier: Mapping[str, list[Any]], now: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """An accepted reading stays accepted until the slot is set anew."""
    return {
        slot: values + [v for v in earlier[slot][1:] if v not in values]
        if slot in earlier and earlier[slot][0] == values[0]
        else values
        for slot, values in now.items()
    }


def _is_open(value: Any) -> bool:
    return value in (None, "", [])


def _is_called(item: Item, title: str) -> bool:
    """Is the item that title? Without a year in the label, the name alone does not settle it."""
    found = _TITLE.match(title)
    assert found is not None
    return fold(item.title) == fold(found[1]) and found[2] is not None and item.year == int(found[2])
