"""What parent and child say to each other: a head of JSON and a body of raw bytes, each behind its length."""

from __future__ import annotations

import json
import os
import selectors
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

MOST_HEAD, MOST_BODY = 16 << 20, 256 << 20  # bytes; more than that, and the sender is broken
_LENGTHS = struct.Struct("<II")


@dataclass(frozen=True)
class Message:
    """`head["kind"]` names it."""

    head: Mapping[str, Any]
    body: bytearray


class Silence(Exception):
    """Nothing came in time."""


class Ended(Exception):
    """The other side is gone, or says what cannot be understood."""


def send(pipe: BinaryIO, head: Mapping[str, Any], body: bytes | memoryview = b"") -> None:
    """Write a message. Raises OSError when nobody reads any more."""
    text = json.dumps(head).encode()
    pipe.write(_LENGTHS.pack(len(text), memoryview(body).nbytes))
    pipe.write(text)
    pipe.write(body)
    pipe.flush()


def receive_request(pipe: BinaryIO) -> dict[str, Any] | None:
    """The next request, which has no body; None at the end of the pipe."""
    lengths = pipe.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    request: dict[str, Any] = json.loads(pipe.read(_LENGTHS.unpack(lengths)[0]))
    return request


def receive(descriptor: int, wait_s: float) -> Message:
    """The next message, all of it within `wait_s`. Raises Silence and Ended."""
    until_s = time.monotonic() + wait_s
    head_n, body_n = _LENGTHS.unpack(_read(descriptor, _LENGTHS.size, until_s))
    if head_n > MOST_HEAD or body_n > MOST_BODY:
        raise Ended
    try:
        head = json.loads(_read(descriptor, head_n, until_s))
    except ValueError:
        raise Ended from None
    return Message(head, _read(descriptor, body_n, until_s))


def _read(descriptor: int, count: int, until_s: float) -> bytearray:
    filled, got = bytearray(count), 0
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while got < count:
            if not selector.select(max(0.0, until_s - time.monotonic())):
                raise Silence
            read = os.readv(descriptor, [memoryview(filled)[got:]])
            if not read:
                raise Ended
            got += read
    return filled
