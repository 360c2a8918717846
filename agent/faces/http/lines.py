"""Events of a turn as the lines of a response; a client that leaves ends the turn at its next event."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator

import anyio
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.responses import Response, StreamingResponse

Lines = Generator[str, None, None]


def streamed(lines: Lines, media_type: str) -> Response:
    """`lines` run in a thread, one step for each line that is sent, and are closed whatever happens."""
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}  # a proxy must not hold lines back
    return StreamingResponse(_closed_at_end(lines), media_type=media_type, headers=headers)


async def _closed_at_end(lines: Lines) -> AsyncIterator[str]:
    try:
        async for line in iterate_in_threadpool(lines):
            yield line
    finally:
        with anyio.CancelScope(shield=True):
            await run_in_threadpool(lines.close)
