"""Whoever tries wrong tokens waits; nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import httpx
import pytest

from agent.faces.http import app as http
from agent.faces.http import identity
from agent.settings import Settings
from agent.usher import Usher
from indexers.library import Library
from tests.fakes.encoder import FakeEncoder


@pytest.fixture
def usher(tmp_path: Path) -> Iterator[Usher]:
    with Usher(Library.open(tmp_path / "library", create=True, encoder=FakeEncoder()), Settings()) as usher:
        yield usher


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_wrong_tokens_are_slowed_by_address_up_to_a_bound_and_right_ones_never(
    usher: Usher, slept: list[float]
) -> None:
    token = usher.create_token("ann")["token"]

    async def tries(app: Any, address: str, headers: dict[str, str], times: int) -> list[int]:
        transport = httpx.ASGITransport(app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return [(await client.get("/v1/models", headers=headers)).status_code for _ in range(times)]

    async def all_of_them() -> None:
        app = http.application(usher)
        assert await tries(app, "10.0.0.1", bearer("wrong"), 1_030) == [401] * 1_030
        assert slept[:5] == [0, 0.1, 0.2, 0.4, 0.8] and max(slept) == slept[-1] == 1
        slept.clear()
        assert await tries(app, "10.0.0.1", bearer(token), 2) == [200, 200]
        assert await tries(app, "10.0.0.1", {}, 2) == [401, 401]
        assert slept == []
        await tries(app, "10.0.0.2", bearer("wrong"), 1)
        await tries(app, "2001:db8::1", bearer("wrong"), 1)
        await tries(app, "2001:db8::2", bearer("wrong"), 1)
        assert slept == [0, 0, 0.1]

    anyio.run(all_of_them)


def test_waiting_holds_nobody_up_and_only_so_many_wait(usher: Usher, monkeypatch: pytest.MonkeyPatch) -> None:
    token = usher.create_token("ann")["token"]

    async def at_once() -> list[int]:
        over, codes, waiting = anyio.Event(), list[int](), anyio.Semaphore(0)

        async def sleep(delay_s: float) -> None:
            waiting.release()
            await over.wait()

        monkeypatch.setattr(identity, "anyio", SimpleNamespace(sleep=sleep))
        transport = httpx.ASGITransport(http.application(usher))
        async with (
            httpx.AsyncClient(transport=transport, base_url="http://localhost") as client,
            anyio.create_task_group() as tasks,
        ):

            async def guess() -> None:
                codes.append((await client.get("/v1/models", headers=bearer("wrong"))).status_code)

            for _ in range(8):
                tasks.start_soon(guess)
            for _ in range(8):
                await waiting.acquire()
            assert (await client.get("/v1/models", headers=bearer(token))).status_code == 200
            await guess()
            assert codes == [429]
            over.set()
        return codes

    assert anyio.run(at_once) == [429, *[401] * 8]
