"""Files from addresses that somebody else wrote: only http and https, only hosts of the public net, only so large.

A name is resolved once, each of its addresses must be public, and the connection goes to the one that was checked: a
feed can make usher ask nobody on the person's own net. Each redirect is a new address, checked likewise.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from indexers.errors import SourceError

MOST_BYTES = 8_000_000
_REDIRECTS = 5
_LIMIT_S = httpx.Timeout(20.0, connect=10.0)
_WHOLE_S = 60.0
_AGENT = "usher-recommender (a recommender for one's own media)"
_MOVED = frozenset((301, 302, 303, 307, 308))
Resolve = Callable[[str, int], Sequence[str]]  # host, port -> addresses


class Fetcher:
    """Use as a context manager. `resolve`, `is_public`: how names become addresses, and which of these are asked."""

    def __init__(self, resolve: Resolve | None = None, is_public: Callable[[str], bool] | None = None) -> None:
        self._resolve, self._is_public = resolve or addresses_of, is_public or public
        # A proxy would resolve the names itself, unchecked.
        self._client = httpx.Client(timeout=_LIMIT_S, headers={"User-Agent": _AGENT}, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def get(self, address: str) -> bytes:
        """What lies at `address`. Raises Refused for what will not be had another day either, else SourceError."""
        until_s = time.monotonic() + _WHOLE_S
        for _ in range(_REDIRECTS + 1):
            with self._asked(address) as answer:
                if answer.status_code in _MOVED and "Location" in answer.headers:
                    address = urljoin(address, answer.headers["Location"])
                    continue
                if answer.status_code != 200:
                    kind = Refused if 400 <= answer.status_code < 500 and answer.status_code != 429 else SourceError
                    raise kind(f"{_host(address)} answers with {answer.status_code}.")
                return _body(answer, address, until_s)
        raise Refused(f"{_host(address)} sends from one address to the next.")

    def _asked(self, address: str) -> _Answer:
        """The answer's head, from the checked address of the host; TLS still proves the host's name."""
        try:
            url = httpx.URL(address)
            port = url.port or (443 if url.scheme == "https" else 80)
        except (httpx.InvalidURL, ValueError):
            raise Refused(f"{address[:100]!r} is no address.") from None
        if url.scheme not in ("http", "https") or not url.host or url.userinfo:
            raise Refused(f"{address[:100]!r} is no address of a file on the net.")
        try:
            found = self._resolve(url.host, port)
        except OSError:
            raise SourceError(f"{url.host} is not found.") from None
        if not found or not all(map(self._is_public, found)):
            raise Refused(f"{url.host} is no host of the public net, and is not asked.")
        request = self._client.build_request(
            "GET",
            url.copy_with(host=found[0]),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.host, "timeout": _LIMIT_S.as_dict()},
        )
        return _Answer(self._client, request, url.host)


class Refused(SourceError):
    """Not to be asked again."""


class _Answer:
    """Of a request while it is read."""

    def __init__(self, client: httpx.Client, request: httpx.Request, host: str) -> None:
        try:
            self._answer = client.send(request, stream=True)
        except httpx.HTTPError as error:
            raise SourceError(f"{host} cannot be reached: {type(error).__name__}.") from None

    def __enter__(self) -> httpx.Response:
        return self._answer

    def __exit__(self, *exc: object) -> None:
        self._answer.close()


def addresses_of(host: str, port: int) -> list[str]:
    """Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def public(address: str) -> bool:
    """Whether an address is of the public net, also as it is written within IPv6."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is not None or found in _NAT64:
            return public(str(inner or ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _body(answer: httpx.Response, address: str, until_s: float) -> bytes:
    body = bytearray()
    try:
        for part in answer.iter_bytes():
            body += part
            if len(body) > MOST_BYTES:
                raise Refused(f"{_host(address)} sends more than {MOST_BYTES / 1e6:.0f} MB.")
            if time.monotonic() > until_s:
                raise SourceError(f"{_host(address)} is too slow.")
    except httpx.HTTPError as error:
        raise SourceError(f"{_host(address)} stops in its answer: {type(error).__name__}.") from None
    return bytes(body)


def _host(address: str) -> str:
    return urlsplit(address).hostname or address[:100]
