"""Questions to a service on the net: not faster than it allows, asked again where waiting may help."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from indexers.errors import SourceError

_TRIES = 4
_LONGEST_WAIT_S = 60.0
_LIMIT_S = httpx.Timeout(30.0, connect=10.0)
_BUSY = {408, 425, 429, 500, 502, 503, 504}
_AGENT = "usher-recommender (a recommender for one's own media)"


class Web:
    """`name`: as people know the service. `every_s`: between two questions. `is_busy`: of an answer that is none yet.

    `wait` sleeps, `now` is a clock in seconds.
    """

    def __init__(
        self,
        name: str,
        url: str,
        *,
        every_s: float,
        headers: Mapping[str, str] | None = None,
        is_busy: Callable[[Any], bool] = lambda answer: False,
        wait: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._url, self._every_s, self._is_busy = url, every_s, is_busy
        self._wait, self._now, self._next_s = wait, now, 0.0
        asked = {"Accept": "application/json", "User-Agent": _AGENT, **(headers or {})}
        self._client = httpx.Client(timeout=_LIMIT_S, headers=asked)

    def get(self, path: str, **params: object) -> Any:
        """The JSON at `path`; None where the service knows nothing of the kind.

        Raises SourceError if it refuses or does not answer.
        """
        cause = ""
        for tried in range(_TRIES):
            self._pace()
            try:
                answer = self._client.get(f"{self._url}{path}", params={k: str(v) for k, v in params.items()})
                found = _read(answer)
            except httpx.HTTPError:  # its own text may name the address with the key
                cause, pause = "the connection fails", 2.0**tried
            except ValueError:
                cause, pause = "it does not answer in JSON", 2.0**tried
            else:
                if answer.status_code in (401, 403):
                    raise SourceError(f"{self.name} does not accept the key.", cure="Set it anew.")
                if answer.status_code not in _BUSY and not self._is_busy(found):
                    return found
                cause, pause = "it is busy", _asked_for(answer, 2.0**tried)
            if tried + 1 < _TRIES:
                self._wait(pause)
        raise SourceError(f"{self.name} cannot be asked: {cause}.", cure="Run the same command later to go on.")

    def close(self) -> None:
        self._client.close()

    def _pace(self) -> None:
        left_s = self._next_s - self._now()
        if left_s > 0:
            self._wait(left_s)
        self._next_s = self._now() + self._every_s


def _read(answer: httpx.Response) -> Any:
    return answer.json() if answer.status_code == 200 else None


def _asked_for(answer: httpx.Response, otherwise: float) -> float:
    """Seconds to wait: what the service asks for, within a minute. A date is not read."""
    try:
        return min(max(float(answer.headers["Retry-After"]), 0.0), _LONGEST_WAIT_S)
    except (KeyError, ValueError):
        return otherwise
