"""Questions to a server over HTTP, asked again where waiting may help; errors are a sentence without credentials."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import httpx

from indexers.errors import SourceError
from indexers.sources.servers.address import Address

_TRIES = 5
_LONGEST_WAIT_S = 60.0
_LIMIT_S = httpx.Timeout(30.0, connect=5.0)  # a page of 200 items of a slow NAS takes 10 s
_BUSY = {408, 425, 429, 500, 502, 503, 504}


class Refusal(SourceError):
    """The server answers, but not with what was asked for."""


class Api:
    """`wait` sleeps; `transport` is where requests go, for tests."""

    def __init__(
        self,
        address: Address,
        *,
        wait: Callable[[float], None] = time.sleep,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._address, self._wait, self._transport = address, wait, transport
        self._tls = httpx.create_ssl_context(trust_env=False)  # made once: 15 ms, as long as a small answer takes

    def get(
        self,
        path: str,
        params: Mapping[str, Any],
        headers: Mapping[str, str],
        form: Mapping[str, str] = MappingProxyType({}),
    ) -> Any:
        """The JSON at `path`, below the server's address.

        `form` is posted, for credentials that must not stand in an address, which gets logged.

        Raises Refusal for what the server refuses, SourceError if it does not answer.
        """
        cause = ""
        for tried in range(_TRIES):
            try:
                answer = self._ask(path, params, headers, form)
            except httpx.TimeoutException:
                cause, pause = "it does not answer in time", _backed_off(tried)
            except httpx.TransportError:
                cause, pause = "the connection fails", _backed_off(tried)
            else:
                if answer.status_code not in _BUSY:
                    return self._read(answer)
                cause, pause = f"it answers {answer.status_code}", _asked_for(answer, _backed_off(tried))
            if tried + 1 < _TRIES:
                self._wait(pause)
        raise SourceError(f"{self._address.name} cannot be read: {cause}.", cure="What the library has of it is kept.")

    def picture(
        self,
        path: str,
        params: Mapping[str, Any],
        headers: Mapping[str, str],
        form: Mapping[str, str] = MappingProxyType({}),
    ) -> bytes:
        """The bytes at `path`, asked for once. Raises Refusal, SourceError."""
        try:
            answer = self._ask(path, params, headers, form)
        except httpx.TransportError:
            raise SourceError(f"{self._address.name} cannot be read: the connection fails.") from None
        if answer.status_code != 200:
            raise Refusal(f"{self._address.name} answers {answer.status_code} where a picture should be.")
        return answer.content

    def send(
        self,
        path: str,
        params: Mapping[str, Any],
        headers: Mapping[str, str],
        *,
        form: Mapping[str, Any] = MappingProxyType({}),
        body: Mapping[str, Any] | None = None,
    ) -> Any:
        """Post, once: what came through without an answer must not be done twice. The JSON answered.

        Raises Refusal, SourceError.
        """
        try:
            with self._client() as client:
                accepted, address = {"Accept": "application/json", **headers}, f"{self._address.url}/{path}"
                answer = client.post(address, params=dict(params), headers=accepted, data=dict(form) or None, json=body)
        except httpx.TransportError:
            raise SourceError(f"{self._address.name} cannot be written to: the connection fails.") from None
        if answer.status_code in _BUSY:
            raise SourceError(f"{self._address.name} cannot be written to: it answers {answer.status_code}.")
        return self._read(answer)

    def _client(self) -> httpx.Client:
        return httpx.Client(timeout=_LIMIT_S, transport=self._transport, trust_env=False, verify=self._tls)

    def _ask(
        self, path: str, params: Mapping[str, Any], headers: Mapping[str, str], form: Mapping[str, str]
    ) -> httpx.Response:
        method, accepted = ("POST" if form else "GET"), {"Accept": "application/json", **headers}
        with self._client() as client:
            return client.request(
                method, f"{self._address.url}/{path}", params=dict(params), headers=accepted, data=dict(form) or None
            )

    def _read(self, answer: httpx.Response) -> Any:
        if answer.status_code in (401, 403):
            raise self.refused()
        if answer.status_code != 200:
            raise Refusal(f"{self._address.name} answers {answer.status_code}; is it the right server?")
        try:
            return answer.json()
        except ValueError:
            raise Refusal(f"{self._address.name} does not answer in JSON; is it the right server?") from None

    def refused(self) -> Refusal:
        """The error of credentials that are wrong."""
        return Refusal(
            f"{self._address.name} does not accept the credentials.",
            cure=f"Set USHER_{self._address.kind.upper()}_TOKEN anew.",
        )


def _backed_off(tried: int) -> float:
    return float(2**tried)


def _asked_for(answer: httpx.Response, otherwise: float) -> float:
    """Seconds to wait: what the server asks for, within a minute. A date is not read."""
    try:
        return min(max(float(answer.headers["Retry-After"]), 0.0), _LONGEST_WAIT_S)
    except (KeyError, ValueError):
        return otherwise
