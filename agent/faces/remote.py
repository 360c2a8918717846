"""An usher in another process: the one that owns the library does the work, and this gives back the same."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from agent.answer import Answer, Done, Event
from agent.faces.http.wire import Line, error_from, from_wire
from agent.sockets import stoppable
from agent.usher import Message
from indexers.errors import LibraryBusy, LibraryError
from indexers.models import Item
from tools.models import Explanation, Playlist, Request, Result

_HEALTH_LIMIT_S = 5


class RemoteUsher:
    """The methods of `agent.usher.Usher` that commands use, over the owner's socket at `address`.

    Each raises what the owner's raises, and LibraryError if the owner ends before it has answered.
    """

    def __init__(self, library: Path, pid: int | None, address: str) -> None:
        """Raises LibraryBusy if the owner does not answer."""
        self.library, self.pid = library, pid
        self._client = stoppable(None, uds=address, base_url="http://localhost")
        try:
            with socket.socket(socket.AF_UNIX) as probe:  # httpx leaves a socket open that could not connect
                probe.connect(address)
            self._client.get("/healthz", timeout=_HEALTH_LIMIT_S).raise_for_status()
        except (OSError, httpx.HTTPError):
            self._client.close()
            raise LibraryBusy(library, pid, None) from None

    def ask(self, messages: str | Sequence[Message], **given: Any) -> Answer:
        for event in self.stream(messages, **given):
            if isinstance(event, Done):
                return event.answer
        raise self._gone()

    def stream(self, messages: str | Sequence[Message], **given: Any) -> Generator[Event, None, None]:
        for line in self._lines("ask", messages=messages, **given):
            yield from_wire(line)

    def search(self, request: Request, **given: Any) -> Result:
        return Result.model_validate(self._one("search", request=request.model_dump(mode="json"), **given)["result"])

    def recommend(self, **given: Any) -> Result:
        return Result.model_validate(self._one("recommend", **given)["result"])

    def similar(self, item: str, **given: Any) -> Result:
        return Result.model_validate(self._one("similar", item=item, **given)["result"])

    def playlist(self, text: str, **given: Any) -> Playlist:
        return Playlist.model_validate(self._one("playlist", text=text, **given)["playlist"])

    def write_playlist(self, server: str, title: str, items: Sequence[str], person: str | None = "me") -> Line:
        return self._one("write_playlist", server=server, title=title, items=list(items), person=person)

    def why(self, item: str, **given: Any) -> Explanation:
        return Explanation.model_validate(self._one("why", item=item, **given)["explanation"])

    def item(self, item: str) -> Item:
        return Item.model_validate(self._one("item", item=item)["item"])

    def attention(self, item: str, at_s: float) -> bytes:
        return base64.b64decode(self._one("attention", item=item, at_s=at_s)["png"])

    def knows(self, person: str, *, any_case: bool = False) -> bool:
        return bool(self._one("knows", person=person, any_case=any_case)["known"])

    def index(
        self,
        sources: Sequence[str],
        only: Sequence[str] | None = None,
        people: Mapping[str, str] | None = None,
        *,
        enrich: bool = False,
    ) -> Iterator[Line]:
        absolute = [_absolute(str(source)) for source in sources]
        whose = dict(people) if people else None
        return self._lines("index", sources=absolute, only=only, people=whose, enrich=enrich)

    def pause(self, *, on: bool) -> None:
        self._one("pause", on=on)

    def import_history(
        self, kind: str, file: Path, person: str | None, people: Mapping[str, str] | None = None
    ) -> Iterator[Line]:
        given = dict(people) if people else None
        return self._lines("import", kind=kind, file=str(file.resolve()), person=person, people=given)

    def feedback(self, item: str, kind: str, stars: float | None = None, *, person: str | None = "me") -> str:
        return str(self._one("feedback", item=item, kind=kind, stars=stars, person=person)["key"])

    def undo(self, key: str, *, person: str | None = "me") -> int:
        return int(self._one("undo", key=key, person=person)["undone"])

    def export(self, file: Path, *, person: str) -> int:
        return int(self._one("export", file=str(file.resolve()), person=person)["rows"])

    def erase(self, *, person: str) -> Line:
        return self._one("erase", person=person)

    def back_up(self, folder: Path) -> Line:
        return self._one("backup", folder=str(folder.resolve()))

    def replay(self, turn: str, *, person: str | None = "me") -> Line:
        return self._one("replay", turn=turn, person=person)

    def rules(self, *, person: str | None = "me") -> list[Line]:
        return list(self._lines("rules", person=person))

    def add_rules(self, text: str, *, person: str | None = "me") -> list[Line]:
        return list(self._lines("add_rules", text=text, person=person))

    def end_rule(self, number: int, *, person: str | None = "me") -> bool:
        return bool(self._one("end_rule", number=number, person=person)["ended"])

    def create_token(self, name: str, *, frontend: bool = False) -> Line:
        return self._one("create_token", called=name, frontend=frontend)

    def tokens(self) -> list[Line]:
        return list(self._lines("tokens"))

    def revoke_token(self, which: str) -> list[Line]:
        return list(self._lines("revoke_token", which=which))

    def set_child(self, age_max: int | None, *, person: str) -> None:
        self._one("set_child", age_max=age_max, person=person)

    def train(self) -> Iterator[Line]:
        return self._lines("train")

    def history(self, person: str | None, *, unmatched: bool = False) -> list[Line]:
        return list(self._lines("history", person=person, unmatched=unmatched))

    def correct(self, row: int, item: str | None, person: str) -> int:
        return int(self._one("correct", row=row, item=item, person=person)["changed"])

    def merged(self) -> list[Line]:
        return list(self._lines("merged"))

    def judge(self, one: str, other: str, *, same: bool) -> None:
        self._one("judge", one=one, other=other, same=same)

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> RemoteUsher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _one(self, name: str, **given: Any) -> Line:
        lines = list(self._lines(name, **given))
        if not lines:
            raise self._gone()
        return lines[0]

    def _lines(self, name: str, **given: Any) -> Iterator[Line]:
        try:
            with self._client.stream("POST", f"/api/{name}", json=given) as response:
                for text in response.iter_lines():
                    line: Line = json.loads(text)
                    if "error" in line:
                        raise error_from(line["error"])
                    yield line
        except (httpx.HTTPError, json.JSONDecodeError):
            raise self._gone() from None

    def _gone(self) -> LibraryError:
        return LibraryError(
            f"Process {self.pid or 'unknown'}, which owned the library, ended before it had answered.",
            cure="Run the command again.",
        )


def _absolute(source: str) -> str:
    """The owner works in another folder."""
    return source if "://" in source else str(Path(source).expanduser().absolute())
