"""/api: what the commands ask of the process that owns the library, and what scripts may ask too.

A call is POST /api/NAME with the arguments of the method of `Usher` as JSON; the answer is NDJSON, one line
for each event, so that progress and words come as they are made. `person` is the caller's own; only a frontend's token,
and the owner's own socket, may name another.
"""

from __future__ import annotations

import base64
import inspect
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, ValidationError, validate_call
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from agent.faces.http.identity import caller_of
from agent.faces.http.lines import Lines, streamed
from agent.faces.http.refusal import RequestError
from agent.faces.http.wire import Line, explanation_json, guarded, result_json, to_wire
from agent.usher import Usher
from tools.models import Request

Call = Callable[..., Iterator[Line]]


def _ask(
    usher: Usher,
    messages: str | list[dict[str, str]],
    person: str | None = "me",
    conversation: str | None = None,
    n: int | None = None,
    remember: bool = True,
    with_others: bool = True,
) -> Iterator[Line]:
    given: dict[str, Any] = {"n": n, "remember": remember, "with_others": with_others}
    told = usher.stream(messages, person=person, conversation=conversation, **given)
    yield from (to_wire(event) for event in told)


def _only_slots(request: Any) -> Any:
    """A limit under a name that is none would be left out unsaid."""
    if isinstance(request, dict) and (unknown := sorted(request.keys() - Request.model_fields.keys())):
        raise ValueError(f"there is no slot {', '.join(map(repr, unknown))}")
    return request


def _search(
    usher: Usher,
    request: Annotated[Request, BeforeValidator(_only_slots)],
    person: str | None = "me",
    n: int = 10,
    together: list[str] | None = None,
    fairness: str = "least-misery",
) -> Iterator[Line]:
    yield {"result": result_json(usher.search(request, person=person, n=n, together=together or (), fairness=fairness))}


def _recommend(
    usher: Usher,
    person: str | None = "me",
    n: int = 10,
    together: list[str] | None = None,
    fairness: str = "least-misery",
) -> Iterator[Line]:
    yield {"result": result_json(usher.recommend(person=person, n=n, together=together or (), fairness=fairness))}


def _similar(usher: Usher, item: str, person: str | None = "me", n: int = 10) -> Iterator[Line]:
    yield {"result": result_json(usher.similar(item, person=person, n=n))}


def _playlist(usher: Usher, text: str, person: str | None = "me", minutes: float | None = None) -> Iterator[Line]:
    found = usher.playlist(text, person=person, minutes=minutes)
    yield {"playlist": found.model_dump(mode="json", by_alias=True)}


def _why(
    usher: Usher,
    item: str,
    person: str | None = "me",
    turn: str | None = None,
    together: list[str] | None = None,
    fairness: str = "least-misery",
) -> Iterator[Line]:
    found = usher.why(item, person=person, turn=turn, together=together or (), fairness=fairness)
    yield {"explanation": explanation_json(found)}


def _item(usher: Usher, item: str) -> Iterator[Line]:
    yield {"item": usher.item(item).model_dump(mode="json")}


def _attention(usher: Usher, item: str, at_s: float) -> Iterator[Line]:
    yield {"png": base64.b64encode(usher.attention(item, at_s)).decode()}


def _knows(usher: Usher, person: str, any_case: bool = False) -> Iterator[Line]:
    yield {"known": usher.knows(person, any_case=any_case)}


def _index(
    usher: Usher,
    sources: list[str],
    only: list[str] | None = None,
    people: dict[str, str] | None = None,
    enrich: bool = False,
) -> Iterator[Line]:
    yield from usher.index(sources, only, people, enrich=enrich)


def _write_playlist(
    usher: Usher, server: str, title: str, items: list[str], person: str | None = "me"
) -> Iterator[Line]:
    yield usher.write_playlist(server, title, items, person)


def _pause(usher: Usher, on: bool) -> Iterator[Line]:
    usher.pause(on=on)
    yield {"paused": on}


def _import(
    usher: Usher, kind: str, file: Path, person: str | None = None, people: dict[str, str] | None = None
) -> Iterator[Line]:
    yield from usher.import_history(kind, file, person, people)


def _feedback(
    usher: Usher, item: str, kind: str, stars: float | None = None, person: str | None = "me"
) -> Iterator[Line]:
    yield {"key": usher.feedback(item, kind, stars, person=person)}


def _undo(usher: Usher, key: str, person: str | None = "me") -> Iterator[Line]:
    yield {"undone": usher.undo(key, person=person)}


def _export(usher: Usher, file: Path, person: str) -> Iterator[Line]:
    yield {"rows": usher.export(file, person=person)}


def _erase(usher: Usher, person: str) -> Iterator[Line]:
    yield usher.erase(person=person)


def _backup(usher: Usher, folder: Path) -> Iterator[Line]:
    yield usher.back_up(folder)


def _replay(usher: Usher, turn: str, person: str | None = "me") -> Iterator[Line]:
    yield usher.replay(turn, person=person)


def _rules(usher: Usher, person: str | None = "me") -> Iterator[Line]:
    yield from usher.rules(person=person)


def _add_rules(usher: Usher, text: str, person: str | None = "me") -> Iterator[Line]:
    yield from usher.add_rules(text, person=person)


def _end_rule(usher: Usher, number: int, person: str | None = "me") -> Iterator[Line]:
    yield {"ended": usher.end_rule(number, person=person)}


def _create_token(usher: Usher, called: str, frontend: bool = False) -> Iterator[Line]:
    yield usher.create_token(called, frontend=frontend)


def _tokens(usher: Usher) -> Iterator[Line]:
    yield from usher.tokens()


def _revoke_token(usher: Usher, which: str) -> Iterator[Line]:
    yield from usher.revoke_token(which)


def _set_child(usher: Usher, age_max: int | None, person: str) -> Iterator[Line]:
    usher.set_child(age_max, person=person)
    yield {"child": age_max}


def _train(usher: Usher) -> Iterator[Line]:
    yield from usher.train()


def _history(usher: Usher, person: str | None = "me", unmatched: bool = False) -> Iterator[Line]:
    yield from usher.history(person, unmatched=unmatched)


def _correct(usher: Usher, row: int, item: str | None, person: str = "me") -> Iterator[Line]:
    yield {"changed": usher.correct(row, item, person)}


def _merged(usher: Usher) -> Iterator[Line]:
    yield from usher.merged()


def _judge(usher: Usher, one: str, other: str, same: bool) -> Iterator[Line]:
    usher.judge(one, other, same=same)
    yield {"same": same}


def _checked(call: Call) -> Call:
    return validate_call(config=ConfigDict(arbitrary_types_allowed=True))(call)


CALLS = {
    "ask": _checked(_ask),
    "search": _checked(_search),
    "recommend": _checked(_recommend),
    "similar": _checked(_similar),
    "playlist": _checked(_playlist),
    "why": _checked(_why),
    "item": _checked(_item),
    "attention": _checked(_attention),
    "knows": _checked(_knows),
}
# These read files by name with the owner's rights, write elsewhere with the owner's credentials, or read anybody's
# history: only the owner's own socket takes them.
OWNER_CALLS = {
    "index": _checked(_index),
    "pause": _checked(_pause),
    "write_playlist": _checked(_write_playlist),
    "import": _checked(_import),
    "feedback": _checked(_feedback),
    "undo": _checked(_undo),
    "export": _checked(_export),
    "erase": _checked(_erase),
    "backup": _checked(_backup),
    "replay": _checked(_replay),
    "rules": _checked(_rules),
    "add_rules": _checked(_add_rules),
    "end_rule": _checked(_end_rule),
    "set_child": _checked(_set_child),
    "create_token": _checked(_create_token),
    "tokens": _checked(_tokens),
    "revoke_token": _checked(_revoke_token),
    "train": _checked(_train),
    "history": _checked(_history),
    "correct": _checked(_correct),
    "merged": _checked(_merged),
    "judge": _checked(_judge),
}


def routes(usher: Usher, *, with_files: bool) -> list[Route]:
    calls = {**CALLS, **OWNER_CALLS} if with_files else CALLS

    async def call(request: HttpRequest) -> Response:
        name = request.path_params["name"]
        if name not in calls:
            raise RequestError(404, f"There is no call {name!r}; there are: {', '.join(calls)}.")
        given = _arguments(await request.body())
        takes = inspect.signature(calls[name]).parameters
        if not with_files and "person" in takes:
            caller = caller_of(request.scope)
            given = caller.arguments(given)
            if "with_others" in takes and not caller.with_others:
                given["with_others"] = False
        events = _begun(calls[name], usher, given)
        return streamed(_lines(events), "application/x-ndjson")

    return [Route("/api/{name}", call, methods=["POST"])]


def _arguments(raw: bytes) -> dict[str, Any]:
    try:
        given = json.loads(raw or b"{}")
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise RequestError(400, "The body must be a JSON object.")
    return given


def _begun(call: Call, usher: Usher, given: dict[str, Any]) -> Iterator[Line]:
    """The call's events; its arguments are checked before the first. Raises RequestError."""
    try:
        return call(usher, **given)
    except ValidationError as error:
        first = error.errors()[0]
        param = ".".join(str(part) for part in first["loc"])
        raise RequestError(400, f"{param}: {first['msg']}.", param=param) from None


def _lines(events: Iterator[Line]) -> Lines:
    for line in guarded(events):
        yield json.dumps(line, ensure_ascii=False) + "\n"
