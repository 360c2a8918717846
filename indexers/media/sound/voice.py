"""When somebody speaks: Silero's voice detector, which faster-whisper brings along."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE_HZ, FRAME = 16_000, 512  # 32 ms
SPEAKS = 0.5  # a likelihood from which a frame counts as speech


def speech_frames(samples: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Of mono samples at 16 kHz, for each 32 ms: does somebody speak in it?"""
    from faster_whisper.vad import get_vad_model

    if not len(samples):
        return np.zeros(0, np.bool_)
    padded = np.pad(samples, (0, -len(samples) % FRAME))
    return np.asarray(get_vad_model()(padded)).ravel() > SPEAKS
