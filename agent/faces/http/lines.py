"""Events of a turn as the lines of a response; a client that leaves ends the turn."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator

import anyio
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive

from agent.stopping import Stop, use

Lines = Generator[str, None, None]


def streamed(lines: Lines, media_type: str) -> Response:
    """`lines` run in a thread, one step for each line that is sent, and are closed whatever happens."""
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}  # a proxy must not hold lines back
    stop = Stop()
    use(stop)
    return _Stoppable(_closed_at_end(lines), stop, media_type, headers)


class _Stoppable(StreamingResponse):
    def __init__(self, content: AsyncIterator[str], stop: Stop, media_type: str, headers: dict[str, str]) -> None:
        super().__init__(content, media_type=media_type, headers=headers)
        self._stop = stop

    async def listen_for_disconnect(self, receive: Receive) -> None:
        await super().listen_for_disconnect(receive)
        self._stop()


async def stop_when_left(request: Request, stop: Stop) -> None:
    """Wait for the client to leave, then stop its answer. The body must have been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    stop()


async def _closed_at_end(lines: Lines) -> AsyncIterator[str]:
    try:
        async for line in iterate_in_threadpool(lines):
            yield line
    finally:
        with anyio.CancelScope(shield=True):
            await run_in_threadpool(lines.close)
