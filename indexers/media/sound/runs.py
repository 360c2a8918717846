"""Where the sound of a file changes: from speech to music, to an event, to silence."""

from __future__ import annotations

from collections.abc import Sequence

from indexers.media.sound.heard import Part

LEAST_S = 15.0
_PLAIN = ("", "silent", "speech", "music")


def runs(parts: Sequence[Part]) -> list[list[Part]]:
    """Neighbouring parts that sound alike, of 15 s and more. Shorter stretches go with what is before them; an event
    begins a run of its own, and takes what follows it until that is long enough."""
    found: list[list[Part]] = []
    for group in _groups(parts):
        is_event = group[0].state not in _PLAIN
        if found and (_length_s(found[-1]) < LEAST_S or (_length_s(group) < LEAST_S and not is_event)):
            found[-1].extend(group)
        else:
            found.append(group)
    if len(found) > 1 and _length_s(found[-1]) < LEAST_S:
        found[-2].extend(found.pop())
    return found


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Runs of one state; a single part of another state between two alike counts as they do, unless an event."""
    states = [part.state for part in parts]
    for n in range(1, len(states) - 1):
        if states[n - 1] == states[n + 1] and states[n] in _PLAIN:
            states[n] = states[n - 1]
    groups: list[list[Part]] = []
    for n, part in enumerate(parts):
        if n and states[n] == states[n - 1]:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _length_s(run: Sequence[Part]) -> float:
    return run[-1].end_s - run[0].start_s
