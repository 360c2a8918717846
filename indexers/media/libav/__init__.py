"""What the child process does with libav. REQUESTS: one literal, what may be asked for to what answers it.

Each takes `path` (str), `threads` and its own options, and yields (head, body) messages, or None while it works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from indexers.media.libav.container import describe, silence
from indexers.media.libav.extras import cover, cover_frame, subtitles
from indexers.media.libav.header import probe
from indexers.media.libav.scenes import frames, scenes, stills
from indexers.media.libav.sound import sound

Answers = Iterator[tuple[dict[str, Any], Any] | None]
REQUESTS: Mapping[str, Callable[..., Answers]] = {
    "probe": probe,
    "scenes": scenes,
    "frames": frames,
    "stills": stills,
    "sound": sound,
    "subtitles": subtitles,
    "cover": cover,
    "cover_frame": cover_frame,
}

__all__ = ["REQUESTS", "Answers", "describe", "silence"]
