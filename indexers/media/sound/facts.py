"""What was heard, as facts with units and as short affirmative phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from indexers.media.models import Fact
from indexers.media.sound import key, loudness, tempo
from indexers.media.sound.heard import Part

Facts = dict[str, Fact]

SILENT_SHARE = 0.98  # with a click now and then it is silent still
MOSTLY, PARTLY = 0.5, 0.1  # shares of the sounding time
SURE_PULSE = 0.22  # chords that only swell and fade reach .2
SURE_METRE, SURE_KEY = 0.15, 0.06  # leads over the next best
EVENT_S, EVENT_SHARE = 2.0, 0.2  # a sound counts from here: in music or a long file a single guess does not
OTHER_LU = 8.0  # a part is named quiet or loud where it differs so much from the whole
QUIET_LUFS, LOUD_LUFS = -30.0, -13.0
VARIED_LU = 14.0
DARK_HZ, BRIGHT_HZ = 900.0, 4_500.0
SLOW_BPM, FAST_BPM = 80.0, 132.0
SLOW_BARS, FAST_BARS = 36.0, 56.0  # of three beats: a slow waltz has 30 bars a minute, a Viennese 60


def facts(parts: Sequence[Part], pulse: tempo.Pulse, chroma: key.Chroma) -> Facts:
    """By name with unit; what cannot be said for sure is absent. Shares are of the whole time."""
    energies = np.concatenate([part.energies for part in parts])
    silence = loudness.silent_share(energies)
    if silence >= SILENT_SHARE:
        return {"silent": True}
    sounding_s = sum(part.sounding_s for part in parts)
    found: Facts = {"silent": False, "silence_share": round(silence, 3)}
    found |= _shares(parts) | _level(energies)
    if (bright := sum(part.bright for part in parts)) > 0:
        found["brightness_hz"] = round(bright / sounding_s)
    if sum(part.music_s for part in parts) > MOSTLY * sounding_s:
        found |= _music(pulse, chroma)
    if event := _event(parts, sounding_s):
        found["event"] = event
    return found


def phrases(facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """For people and for the text encoder, the most telling first."""
    if facts["silent"]:
        return ("silent",)
    return (*_content(facts), *_movement(facts), *_impression(facts))


def differing(part: Mapping[str, Fact], whole: Mapping[str, Fact]) -> tuple[str, ...]:
    """What is said of a part and not of the whole that it belongs to."""
    if part["silent"] or whole["silent"]:
        return () if whole["silent"] else ("silent",)
    found = [*_content(part), *_movement(part)]
    level = _number(part, "loudness_lufs") - _number(whole, "loudness_lufs")
    if abs(level) > OTHER_LU and "loudness_lufs" in part:
        found.append("loud part" if level > 0 else "quiet part")
    known = set(phrases(whole))
    return tuple(phrase for phrase in found if phrase not in known)


def _shares(parts: Sequence[Part]) -> Facts:
    length_s = max(parts[-1].end_s - parts[0].start_s, 1e-9)
    sums = {
        "speech_share": sum(part.speech_s for part in parts),
        "music_share": sum(part.music_s for part in parts),
        "singing_share": sum(part.sung_s for part in parts),
    }
    return {name: round(min(1.0, seconds / length_s), 3) for name, seconds in sums.items()}


def _level(energies: loudness.Energies) -> Facts:
    found: Facts = {}
    if (level := loudness.loudness_lufs(energies)) is not None:
        found["loudness_lufs"] = round(level, 1)
    if (spread := loudness.range_lu(energies)) is not None:
        found["loudness_range_lu"] = round(spread, 1)
    return found


def _music(pulse: tempo.Pulse, chroma: key.Chroma) -> Facts:
    found: Facts = {}
    beat = tempo.tempo_bpm(pulse)
    if beat and beat[1] >= SURE_PULSE:
        found["tempo_bpm"] = round(beat[0], 1)
        beats, lead = tempo.metre(pulse, beat[0])
        if lead >= SURE_METRE:
            found["beats_per_bar"] = float(beats)
    tonal = key.key(chroma)
    if tonal and tonal[1] >= SURE_KEY:
        found["key"] = tonal[0]
    return found


def _event(parts: Sequence[Part], sounding_s: float) -> str | None:
    events: Counter[str] = Counter()
    for part in parts:
        events.update({part.event: part.sounding_s} if part.event else {})
    if not events:
        return None
    event, seconds = events.most_common(1)[0]
    return event if seconds >= min(EVENT_S, sounding_s) and seconds >= EVENT_SHARE * sounding_s else None


def _content(facts: Mapping[str, Fact]) -> Iterator[str]:
    sounding = max(1 - _number(facts, "silence_share"), 1e-9)
    music, speech = (_number(facts, name) / sounding for name in ("music_share", "speech_share"))
    if music > MOSTLY:
        yield "music with singing" if _number(facts, "singing_share") > PARTLY * music else "instrumental music"
    elif music > PARTLY:
        yield "music in parts"
    if speech > MOSTLY:
        yield "a person speaking"
    elif speech > PARTLY:
        yield "some talking"
    if "event" in facts:
        yield f"the sound of {facts['event']}"


def _movement(facts: Mapping[str, Fact]) -> Iterator[str]:
    bpm = _number(facts, "tempo_bpm")
    if facts.get("beats_per_bar") == 3:
        bars = bpm / 3
        yield "slow waltz" if bars < SLOW_BARS else "fast waltz" if bars > FAST_BARS else "waltz"
        yield "three-four time"
    elif bpm:
        yield "slow tempo" if bpm < SLOW_BPM else "fast tempo" if bpm > FAST_BPM else "moderate tempo"
    if isinstance(tonal := facts.get("key"), str):
        yield f"{tonal.split()[-1]} key"


def _impression(facts: Mapping[str, Fact]) -> Iterator[str]:
    level, spread = facts.get("loudness_lufs"), facts.get("loudness_range_lu")
    if isinstance(level, float) and (level < QUIET_LUFS or level > LOUD_LUFS):
        yield "quiet sound" if level < QUIET_LUFS else "loud sound"
    if isinstance(spread, float) and spread > VARIED_LU:
        yield "now soft, now loud"
    bright = _number(facts, "brightness_hz")
    if bright and not DARK_HZ <= bright <= BRIGHT_HZ:
        yield "dark, mellow sound" if bright < DARK_HZ else "bright, sharp sound"


def _number(facts: Mapping[str, Fact], name: str) -> float:
    value = facts.get(name, 0.0)
    return float(value) if isinstance(value, int | float) else 0.0
