"""Events and errors as JSON on the wire, and back: one place for both sides of the library's socket."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from agent import errors
from agent.answer import Answer, Done, Event, Picked, Said
from indexers.errors import UsherError
from tools.models import Explanation, Result

_LOG = logging.getLogger(__name__)
Line = dict[str, Any]
_WITH_OWN_FIELDS = (errors.LibraryBusy, errors.SettingError)  # made of more than a sentence


def to_wire(event: Event) -> Line:
    if isinstance(event, Said):
        return {"said": event.text}
    if isinstance(event, Picked):
        return {"picked": result_json(event.result), "shown": event.shown}
    return {"answer": event.answer.as_json()}


def from_wire(line: Mapping[str, Any]) -> Event:
    if "said" in line:
        return Said(line["said"])
    if "picked" in line:
        return Picked(Result.model_validate(line["picked"]), line["shown"])
    return Done(Answer.model_validate(line["answer"]))


def result_json(result: Result) -> Line:
    return result.model_dump(mode="json", by_alias=True)


def explanation_json(explanation: Explanation) -> Line:
    return explanation.model_dump(mode="json", by_alias=True)


def guarded(events: Iterator[Line]) -> Iterator[Line]:
    """The events; what fails becomes a last line instead of a cut connection."""
    try:
        yield from events
    except UsherError as error:
        yield {"error": {"kind": type(error).__name__, "message": error.message, "cure": error.cure}}
    except Exception as error:  # a fault of usher's own: the sentence for who asks, the rest for the log
        _LOG.exception("a call failed")
        yield {"error": {"kind": "UsherError", "message": f"This failed: {type(error).__name__}: {error}.", "cure": ""}}


def error_from(data: Mapping[str, Any]) -> UsherError:
    """The error that the other side sent, of the same class where that is made of a sentence."""
    kind = getattr(errors, str(data.get("kind")), UsherError)
    if not (isinstance(kind, type) and issubclass(kind, UsherError)) or kind in _WITH_OWN_FIELDS:
        kind = UsherError
    made: UsherError = kind(str(data.get("message")), cure=str(data.get("cure", "")))
    return made
