"""Sound as mono float32 in blocks of even length, each with the time at which it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from indexers.media.libav.container import choose, decode, open_file, start_s

Samples = NDArray[np.float32]
Block = tuple[float, Samples]
GAP_S = 0.1  # a hole in the time stamps of more than this is silence that the file leaves out: a new block begins
_STRAY_S = 60.0  # a time stamp so far behind the stated end is damaged
_WEIGHTS = {"FL": 0.5, "FR": 0.5, "FC": 0.7071, "LFE": 0.0}  # ITU-R BS.775, both sides of the stereo sum halved
_SURROUND = 0.3536


def sound(
    path: str, threads: int, rate_hz: int, block_s: float, wanted: Sequence[int] = ()
) -> Iterator[tuple[dict[str, Any], memoryview] | None]:
    """Nothing where the file has no sound."""
    with open_file(path) as container:
        stream = choose(container, "audio", wanted)
        if stream is None:
            return
        assembly = _Assembly(rate_hz, round(block_s * rate_hz), _latest_s(container))
        zero_s = start_s(container)
        for frame in decode(container, stream):
            if frame is None:
                yield None
                continue
            time_s = None if frame.time is None else frame.time - zero_s
            yield from map(_message, assembly.add(time_s, frame.sample_rate, mono(frame)))
        yield from map(_message, assembly.end())


def mono(frame: Any) -> Samples:
    """All channels of a frame in one; finite."""
    raw = frame.to_ndarray()
    channels = len(frame.layout.channels)
    if not frame.format.is_planar:
        raw = raw.reshape(-1, channels).T
    scaled = _scaled(raw)
    mixed = scaled[0] if channels == 1 else _weights([one.name for one in frame.layout.channels]) @ scaled
    mixed = np.asarray(np.clip(mixed, -4.0, 4.0), np.float32)  # damaged floats may be anything
    return np.nan_to_num(mixed) if np.isnan(mixed.sum()) else mixed


def _scaled(raw: NDArray[Any]) -> NDArray[Any]:
    if raw.dtype == np.uint8:
        return (raw.astype(np.float32) - 128) / 128
    if raw.dtype.kind == "i":
        return raw.astype(np.float32) / float(2 ** (8 * raw.dtype.itemsize - 1))
    return raw


def _weights(names: Sequence[str]) -> Samples:
    if len(names) < 3 or "FL" not in names:
        return np.full(len(names), 1 / len(names), np.float32)
    return np.array([_WEIGHTS.get(name, _SURROUND) for name in names], np.float32)


def _latest_s(container: Any) -> float:
    return container.duration / 1_000_000 + _STRAY_S if container.duration else float("inf")


def _message(block: Block) -> tuple[dict[str, Any], memoryview]:
    return {"kind": "sound", "start_s": block[0]}, block[1].data


class _Assembly:
    """Joins frames into runs without holes, resamples each run and cuts it into blocks."""

    def __init__(self, rate_hz: int, block_n: int, latest_s: float) -> None:
        self._rate_hz, self._block_n, self._latest_s = rate_hz, max(1, block_n), latest_s
        self._in_hz = self._in_n = self._out_n = self._held_n = 0
        self._start_s = 0.0
        self._held: list[Samples] = []
        self._resampler: Any = None

    def add(self, time_s: float | None, in_hz: int, samples: Samples) -> Iterator[Block]:
        expected_s = self._start_s + self._in_n / self._in_hz if self._in_hz else 0.0
        is_sound_time = time_s is not None and time_s <= self._latest_s
        begin_s = max(time_s or 0.0, expected_s) if is_sound_time else expected_s
        if in_hz != self._in_hz or begin_s - expected_s > GAP_S:
            yield from self.end()
            self._begin(begin_s, in_hz)
        self._in_n += len(samples)
        yield from self._hold(self._resampler.resample_chunk(samples) if self._resampler else samples)

    def end(self) -> Iterator[Block]:
        """What is left of the run."""
        if self._resampler:
            yield from self._hold(self._resampler.resample_chunk(np.empty(0, np.float32), last=True))
        if self._held_n:
            yield self._cut(self._held_n)
        self._resampler = None

    def _begin(self, begin_s: float, in_hz: int) -> None:
        self._start_s, self._in_hz, self._in_n, self._out_n = begin_s, in_hz, 0, 0
        if in_hz != self._rate_hz:
            self._resampler = soxr.ResampleStream(in_hz, self._rate_hz, 1, dtype="float32")

    def _hold(self, samples: Samples) -> Iterator[Block]:
        if len(samples):
            self._held.append(samples)
            self._held_n += len(samples)
        while self._held_n >= self._block_n:
            yield self._cut(self._block_n)

    def _cut(self, count: int) -> Block:
        held = np.concatenate(self._held)
        block, rest = held[:count], held[count:]
        self._held, self._held_n = [rest] if len(rest) else [], len(rest)
        begin_s = self._start_s + self._out_n / self._rate_hz
        self._out_n += count
        return begin_s, np.clip(block, -1.0, 1.0)
