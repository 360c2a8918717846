"""MCP: what the commands do, as tools that a model elsewhere calls, and each item as a resource.

The same server speaks over standard input and output (`usher mcp`) and at /mcp (`usher serve`). Results are the
records of the contract; a call that fails says in a sentence what to do next.
"""

from __future__ import annotations

import functools
import inspect
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from typing import Annotated, Any

from anyio import to_thread
from mcp.server.mcpserver import Context, MCPServer, ResourceSecurity
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError, UnexpectedToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import Field, ValidationError
from starlette.types import Receive, Scope, Send

from agent.answer import Answer
from agent.faces.http.identity import Caller, caller_of
from agent.faces.mcp.records import Deed, Feedback, FeedbackKind, History, Limits, Rules, Standing
from agent.faces.remote import RemoteUsher
from agent.stopping import Stop, use
from agent.usher import Usher
from indexers.errors import LibraryError, NotFound, UsageError, UsherError
from prompts import load
from tools.models import Explanation, Request, Result

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_ADDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)
# Words may take back what is kept ("undo that"), and a rule may be withdrawn.
_TALKS = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=False, open_world_hint=False)
_RULES = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False)

Picks = Annotated[int, Field(ge=1, le=100, description="How many picks")]
Named = Annotated[str, Field(description="An id, or a title that is unique")]


_CALLER: ContextVar[Caller] = ContextVar("caller")  # set for each call, whatever thread its tool runs on


class Tools:
    """The tools of whoever calls; the sentence below each is what a model reads of it. They raise UsherError."""

    def __init__(self, usher: Usher | RemoteUsher) -> None:
        self._usher = usher

    @property
    def _person(self) -> str | None:
        return _CALLER.get().person

    def recommend(self, n: Picks = 5) -> Result:
        """The best works of the library that this person has not had, whatever they may be in the mood for."""
        return self._usher.recommend(person=self._person, n=n)

    def search(
        self,
        query: Annotated[str, Field(description="Mood, theme or subject in a few words; no limits")] = "",
        like: Annotated[tuple[str, ...], Field(description="Items to resemble, by id or unique title")] = (),
        limits: Limits = Limits(),  # noqa: B008 - frozen
        n: Picks = 5,
    ) -> Result:
        """Works for a wish, best first, each with reasons and with what became of each limit. Where nothing keeps all
        limits, `picks` is empty, `unmet` says which limit leaves nothing, and `alternatives` is what comes near."""
        request = Request.model_validate({**limits.model_dump(mode="json"), "query": query, "like": like})
        return self._usher.search(request, person=self._person, n=n)

    def similar(self, item: Named, n: Picks = 5) -> Result:
        """Works like one that the person names."""
        return self._usher.similar(item, person=self._person, n=n)

    def why(
        self, item: Named, turn: Annotated[str, Field(description="Of an answer of `ask`: as it was then")] = ""
    ) -> Explanation:
        """What speaks for and against a work for this person: the parts of its score, the evidence for each, and what
        would be otherwise without one of them."""
        return self._usher.why(item, person=self._person, turn=turn or None)

    def user_history(
        self, n: Annotated[int, Field(ge=1, le=1000, description="How many, the latest first")] = 50
    ) -> History:
        """What this person has watched, rated, liked, put on their list and searched for."""
        rows = self._usher.history(self._person)
        return History(total=len(rows), deeds=tuple(Deed.of(row) for row in reversed(rows[-n:])))

    def record_feedback(
        self,
        item: Named,
        kind: FeedbackKind,
        stars: Annotated[float | None, Field(ge=0, le=5, description="With kind `rating`")] = None,
    ) -> Feedback:
        """Keep what the person said of a work: liked, disliked, rated, seen (view), given up (skip), for later (want),
        off that list (unwant), or not for now (not_now)."""
        known = self._usher.item(item)
        self._usher.feedback(known.id, kind, stars, person=self._person)
        return Feedback(item=known.id, title=known.title, kind=kind, stars=stars if kind == "rating" else None)

    def set_rule(
        self,
        text: Annotated[str, Field(description='In the person\'s words: "no horror until May"')] = "",
        end: Annotated[int | None, Field(description="The number of a rule to withdraw instead")] = None,
    ) -> Rules:
        """Lay down a limit that always holds for this person, or withdraw one; with neither, list those that hold."""
        if text and end is not None:
            raise UsageError("Either `text` lays down a rule or `end` withdraws one, not both at once.")
        if text:
            self._usher.add_rules(text, person=self._person)
        if end is not None and not self._usher.end_rule(end, person=self._person):
            raise NotFound(f"No rule {end} holds.", cure="Called with neither argument, `set_rule` lists the numbers.")
        rules = self._usher.rules(person=self._person)
        return Rules(standing=tuple(Standing.model_validate(one) for one in rules if one["holds"]))

    async def ask(
        self,
        message: Annotated[str, Field(description="Word for word what the person said")],
        conversation: Annotated[str, Field(description="Of the answer before this one, to go on with it")] = "",
        n: Annotated[int | None, Field(ge=1, le=100, description="How many picks, where the words do not say")] = None,
    ) -> Answer:
        """A whole turn of usher's own conversation: it reads wish and limits from the words, searches, keeps what they
        say of works or lay down as rules, and replies in checked sentences. `reply` can be shown as it is."""
        stop = Stop()
        use(stop)
        given: dict[str, Any] = {"conversation": conversation or None, "n": n, "with_others": _CALLER.get().with_others}
        turn = functools.partial(self._usher.ask, message, person=self._person, **given)
        try:
            return await to_thread.run_sync(turn, abandon_on_cancel=True)
        finally:
            stop()  # where the client has given up, the model is free for the next one

    def item(self, id: str) -> str:  # noqa: A002 - the name in the address
        """What the catalogue knows of a work, as JSON; percent-encode the id."""
        try:
            return self._usher.item(id).model_dump_json(exclude_defaults=True)
        except NotFound as error:
            raise ResourceNotFoundError(_advice(error)) from None
        except UsherError as error:
            raise ResourceError(_advice(error)) from None


class Server(MCPServer[Any]):
    """`Tools` as MCP has them. A tool's error is a sentence for the model, never a traceback or a list of fields."""

    def __init__(self, usher: Usher | RemoteUsher, person: str | None) -> None:
        """`person` None: whose each HTTP request is, as `agent.faces.http.identity` found it."""
        super().__init__("usher", instructions=load("mcp"), log_level="WARNING", subscriptions=False)
        self._person = person
        tools = Tools(usher)
        for tool, hints in (
            (tools.recommend, _READS),
            (tools.search, _READS),
            (tools.similar, _READS),
            (tools.why, _READS),
            (tools.user_history, _READS),
            (tools.record_feedback, _ADDS),
            (tools.set_rule, _RULES),
            (tools.ask, _TALKS),
        ):
            self.add_tool(tool, description=inspect.getdoc(tool), annotations=hints)
        # An id is looked up in the catalogue and opens no file, so it may look like any path.
        anything = ResourceSecurity(exempt_params={"id"})
        self.resource("usher://item/{id}", mime_type="application/json", security=anything)(tools.item)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool. Raises ToolError with what to do next."""
        takes = {tool.name: list(tool.input_schema.get("properties", {})) for tool in await self.list_tools()}
        if name not in takes:
            raise ToolError(f"There is no tool {name!r}. Call one of: {', '.join(takes)}.")
        if unknown := sorted(arguments.keys() - set(takes[name])):
            inside = " A limit belongs inside `limits`." if Limits.model_fields.keys() & set(unknown) else ""
            raise ToolError(f"`{name}` takes {_listed(takes[name])}, not {_listed(unknown)}.{inside} Call it again.")
        caller = _caller_of(context) if self._person is None else Caller(self._person, with_others=True)
        whose = _CALLER.set(caller)
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, UsherError):
                raise ToolError(_advice(cause)) from cause
            if isinstance(error, UnexpectedToolError):
                said = f"`{name}` failed by a fault of usher's own, which its log names. Tell the person so."
                raise UnexpectedToolError(said) from cause
            if isinstance(cause, ValidationError):
                raise ToolError(f"{_wrong(cause)} Mend that and call `{name}` again.") from cause
            raise
        finally:
            _CALLER.reset(whose)


class Endpoint:
    """/mcp, an ASGI application. Nothing is kept between requests, so a server that starts anew costs no session."""

    def __init__(self, usher: Usher) -> None:
        server = Server(usher, None)
        # Host and Origin are checked for every address here, by agent.faces.http.access.
        checked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server.streamable_http_app(stateless_http=True, transport_security=checked)
        self._sessions = server.session_manager

    def running(self) -> AbstractAsyncContextManager[None]:
        """Serve while this is open; once only."""
        return self._sessions.run()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._sessions.handle_request(scope, receive, send)


def _caller_of(context: Context[Any, Any] | None) -> Caller:
    """Whose the HTTP request of a call is. Fails where there is none."""
    request = context.request_context.request if context is not None else None
    if request is None:
        raise ToolError("Nobody is known to call.")
    return caller_of(request.scope)


def _advice(error: UsherError) -> str:
    """The error's own sentences, and what a model does about it."""
    if isinstance(error, NotFound):
        return f"{error} Call again with an id that stands here or that `search` finds."
    if isinstance(error, UsageError):
        return f"{error} Call again with that changed, or tell the person."
    if isinstance(error, LibraryError):
        return f"{error} Tell the person that usher must be started again."
    return f"{error} Tell the person; the same call would fail again."


def _wrong(error: ValidationError) -> str:
    """ "`limits.year_min`: Input should be a valid integer." for each."""
    return " ".join(
        f"`{'.'.join(map(str, one['loc']))}`: {one['msg'].removeprefix('Value error, ')}." for one in error.errors()
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
