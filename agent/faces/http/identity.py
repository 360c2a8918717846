"""Whose a request is: its token's person, or whom a frontend names. Before the first token, on loopback: `me`.

Pure ASGI, as `access`. A handler asks `caller_of(request.scope)`.
"""

from __future__ import annotations

import ipaddress
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from agent.faces.http.refusal import RequestError, Unauthorized, request_error
from agent.usher import Usher
from indexers.errors import UsherError
from indexers.people.names import checked_name
from indexers.people.tokens import SEPARATOR

_KEY = "usher.caller"
# As Open WebUI sends them. The surest first: an id stays, a name can be changed by whoever bears it.
_NAMED_BY = ("x-openwebui-user-id", "x-openwebui-user-email", "x-openwebui-user-name")
_SHORTEST_S, _LONGEST_S, _FORGOTTEN_S = 0.1, 1.0, 60.0
_MOST_WAITING, _MOST_ADDRESSES = 8, 1_000


@dataclass(frozen=True)
class Caller:
    """`person`: whose the request is unless it names somebody; None: a stranger's.

    `prefix`: what stands before each name that the caller may give; None: it may give none.
    `with_others`: whether it may look for works with other people of the library; the picks tell of their taste.
    """

    person: str | None
    prefix: str | None = None
    with_others: bool = False

    def user(self, user: object) -> str | None:
        """The person, by the field `user` of OpenAI's requests: clients send what they like there, so it counts only
        where the caller may name people. Raises RequestError."""
        if self.prefix is None or user is None:
            return self.person
        if not isinstance(user, str):
            raise RequestError(400, "user must be a name.", param="user")
        return self._named(user, "user")

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of a call with its `person`. Raises RequestError for somebody else's name."""
        if given.get("together") and not self.with_others:
            raise RequestError(403, "No token may look for works with other people.", param="together")
        if "person" not in given:
            return {**given, "person": self.person}
        name = given["person"]
        if not isinstance(name, str | None):
            return dict(given)  # refused by its type
        if self.prefix is not None:
            return {**given, "person": self._named(name, "person")}
        name = _name(name or "", "person") or None
        if name != self.person and not (self is ME and name is None):
            raise RequestError(403, "Only the token of a frontend may name other people.", param="person")
        return {**given, "person": name}

    def _named(self, name: str | None, param: str) -> str | None:
        return _name(f"{self.prefix}{name.strip()}", param) if name and name.strip() else None


ME = Caller("me", with_others=True)


def caller_of(scope: Scope) -> Caller:
    """Whose the request is, as `Identified` found it; KeyError where nobody looked."""
    caller: Caller = scope[_KEY]
    return caller


class Identified:
    """Finds out whose a request is, and refuses it with 401 where that is not known.

    `usher` None: everything is the owner's own. `is_local`: no address but loopback is served. `public`: paths that
    anybody may read, where nobody is looked for.
    """

    def __init__(self, app: ASGIApp, usher: Usher | None, is_local: bool, public: Collection[str]) -> None:
        self._app, self._usher, self._is_local, self._public = app, usher, is_local, public
        self._slowing = Slowing()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in self._public:
            try:
                scope[_KEY] = await self._caller(scope)
            except RequestError as refusal:
                await refusal.response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _caller(self, scope: Scope) -> Caller:
        """Raises RequestError."""
        if self._usher is None:
            return ME
        headers = Headers(scope=scope)
        text = _bearer(headers)
        try:
            caller = await run_in_threadpool(_known, self._usher, text, headers, is_local=self._is_local)
        except UsherError as error:
            raise request_error(error) from None
        if caller is None:
            if text:
                await self._slowing.wait((scope.get("client") or ("",))[0])
            raise Unauthorized(scope["path"], is_unknown=bool(text))
        return caller


def _known(usher: Usher, text: str, headers: Headers, *, is_local: bool) -> Caller | None:
    if is_local and not usher.asks_for_tokens:
        return ME
    token = usher.token(text) if text else None
    if token is None:
        return None
    if token.kind == "person":
        return Caller(token.name)
    prefix = f"{token.name}{SEPARATOR}"
    name = _named_in(headers)
    return Caller(checked_name(f"{prefix}{name}")) if name else Caller(None, prefix)


def _named_in(headers: Headers) -> str:
    """Whom a frontend speaks for; "" where it says nobody. A request's own field `user` may be a person's doing."""
    id_, email, name = (headers.get(header, "").strip() for header in _NAMED_BY)
    return id_ or email or unquote(name).strip()


def _bearer(headers: Headers) -> str:
    """The token; "" where there is none, or several."""
    given = headers.getlist("authorization")
    scheme, _, text = given[0].partition(" ") if len(given) == 1 else ("", "", "")
    return text.strip() if scheme.lower() == "bearer" else ""


def _name(name: str, param: str) -> str:
    try:
        return checked_name(name)
    except UsherError as error:
        raise RequestError(400, str(error), param=param) from None


class Slowing:
    """Wrong tokens from one address are answered ever more slowly, for a second at most; right ones never wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()  # how many, and when the last came
        self._waiting: Counter[str] = Counter()

    async def wait(self, address: str) -> None:
        """Raises RequestError where too many from there are waiting."""
        network = _network(address)
        if self._waiting[network] >= _MOST_WAITING:
            raise RequestError(429, "Too many unknown tokens at once.", code="rate_limit_exceeded")
        self._waiting[network] += 1
        try:
            await anyio.sleep(self._delay_s(network))
        finally:
            self._waiting[network] -= 1
            if not self._waiting[network]:
                del self._waiting[network]

    def _delay_s(self, network: str) -> float:
        """Nothing for the first one, which may be a slip."""
        now = self._clock()
        count, last = self._wrong.pop(network, (0, now))
        count = 0 if now - last > _FORGOTTEN_S else count
        self._wrong[network] = (count + 1, now)
        if len(self._wrong) > _MOST_ADDRESSES:
            self._wrong.popitem(last=False)
        return min(_LONGEST_S, _SHORTEST_S * 2.0 ** min(count - 1, 10)) if count else 0.0


def _network(address: str) -> str:
    """Whoever has an address of IPv6 has 2^64 of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False))
