"""An usher in another process: the one that owns the library does the work, and this gives back the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from agent.answer import Answer, Done, Event
from agent.faces.http.access import SOCKET_HOST
from agent.faces.http.wire import error_from, from_wire, result_from
from agent.usher import Message
from indexers.errors import LibraryBusy
from tools.models import Explanation, Request, Result


class RemoteUsher:
    """The methods of `agent.usher.Usher` that commands use, over the owner's socket at `address`."""

    def __init__(self, library: Path, pid: int | None, address: str) -> None:
        """Raises LibraryBusy if the owner does not answer."""
        self._client = httpx.Client(
            transport=httpx.HTTPTransport(uds=address), base_url=f"http://{SOCKET_HOST}", timeout=None
        )
        try:
            self._client.get("/healthz", timeout=5).raise_for_status()
        except httpx.HTTPError:
            self._client.close()
            raise LibraryBusy(library, pid, None) from None

    def ask(self, messages: str | Sequence[Message], **given: Any) -> Answer:
        for event in self.stream(messages, **given):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("a turn ends with Done")

    def stream(self, messages: str | Sequence[Message], **given: Any) -> Iterator[Event]:
        for line in self._lines("ask", messages=messages, **given):
            yield from_wire(line)

    def search(self, request: Request, **given: Any) -> Result:
        return result_from(self._one("search", request=request.model_dump(mode="json"), **given)["result"])

    def recommend(self, **given: Any) -> Result:
        return result_from(self._one("recommend", **given)["result"])

    def similar(self, item: str, **given: Any) -> Result:
        return result_from(self._one("similar", item=item, **given)["result"])

    def why(self, item: str, **given: Any) -> Explanation:
        return Explanation.model_validate(self._one("why", item=item, **given)["explanation"])

    def index(self, sources: Sequence[Path]) -> Iterator[dict[str, Any]]:
        return self._lines("index", sources=[str(Path(s).resolve()) for s in sources])

    def import_history(self, kind: str, file: Path, person: str | None) -> Iterator[dict[str, Any]]:
        return self._lines("import", kind=kind, file=str(file.resolve()), person=person)

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> RemoteUsher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _one(self, name: str, **given: Any) -> dict[str, Any]:
        return next(self._lines(name, **given))

    def _lines(self, name: str, **given: Any) -> Iterator[dict[str, Any]]:
        with self._client.stream("POST", f"/api/{name}", json=given) as response:
            for text in response.iter_lines():
                line: dict[str, Any] = json.loads(text)
                if "error" in line:
                    raise error_from(line["error"])
                yield line
