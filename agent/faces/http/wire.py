"""Events and errors as JSON on the wire, and back: one place for both sides of the library's socket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agent import errors
from agent.answer import Answer, Done, Event, Picked, Said
from indexers.errors import UsherError
from tools.models import Explanation, Result


def to_wire(event: Event) -> dict[str, Any]:
    if isinstance(event, Said):
        return {"said": event.text}
    if isinstance(event, Picked):
        return {"picked": result_json(event.result), "shown": event.shown}
    return {"answer": event.answer.as_json()}


def from_wire(line: Mapping[str, Any]) -> Event:
    """Raises the UsherError that the other side sent."""
    if "error" in line:
        raise error_from(line["error"])
    if "said" in line:
        return Said(line["said"])
    if "picked" in line:
        return Picked(Result.model_validate(_aliased(line["picked"])), line["shown"])
    return Done(answer_from(line["answer"]))


def answer_from(data: Mapping[str, Any]) -> Answer:
    return Answer.model_validate(_aliased(data))


def result_json(result: Result) -> dict[str, Any]:
    return result.model_dump(mode="json", by_alias=True)


def result_from(data: Mapping[str, Any]) -> Result:
    return Result.model_validate(_aliased(data))


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    return explanation.model_dump(mode="json", by_alias=True)


def error_json(error: UsherError) -> dict[str, Any]:
    return {"kind": type(error).__name__, "message": error.message, "cure": error.cure}


def error_from(data: Mapping[str, Any]) -> UsherError:
    kind = getattr(errors, str(data.get("kind")), UsherError)
    plain = kind in (errors.LibraryBusy, errors.SettingError) or not issubclass(kind, UsherError)
    made: UsherError = (UsherError if plain else kind)(str(data.get("message")), cure=str(data.get("cure", "")))
    return made


def _aliased(data: Any) -> Any:
    """`from` in `moved` is a Python word: its field is `from_`."""
    if isinstance(data, Mapping):
        return {("from_" if key == "from" else key): _aliased(value) for key, value in data.items()}
    return [_aliased(value) for value in data] if isinstance(data, list) else data


def guarded(events: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The events; an UsherError becomes a last line instead of a cut connection."""
    try:
        yield from events
    except UsherError as error:
        yield {"error": error_json(error)}
