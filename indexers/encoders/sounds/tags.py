"""musicnn's tags as phrases: names of one thing count together, and what says nothing of the sound is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexers.encoders.sounds.musicnn import MSD_TAGS, MTT_TAGS

# From where a phrase is said: measured on eleven recordings and the two published ones, it keeps what fits them
# (piano of a ragtime, violin of an orchestra, jazz of a trumpet) and lets 1 phrase in 8 pass that does not.
SURE = 0.3
# Phrase -> tags of MTT, tags of MSD.
PHRASES: dict[str, tuple[str, str]] = {
    "guitar": ("guitar", "guitar"),
    "piano": ("piano", ""),
    "violin": ("violin", ""),
    "string instruments": ("strings", ""),
    "cello": ("cello", ""),
    "harp": ("harp", ""),
    "flute": ("flute", ""),
    "harpsichord": ("harpsichord", ""),
    "sitar": ("sitar", ""),
    "drums": ("drums", ""),
    "a strong beat": ("beat, beats", ""),
    "synthesizer": ("synth", ""),
    "a choir singing": ("choir, choral", ""),
    "opera singing": ("opera", ""),
    "a woman singing": ("female, woman, female vocal, female voice", "female vocalists, female vocalist"),
    "a man singing": ("male, man, male vocal, male voice", "male vocalists"),
    "classical music": ("classical, classic", ""),
    "rock music": ("rock", "rock, alternative rock, classic rock, indie rock, hard rock, Progressive rock"),
    "pop music": ("pop", "pop, indie pop"),
    "indie music": ("", "indie, alternative"),
    "heavy metal music": ("metal", "metal, heavy metal"),
    "punk music": ("", "punk"),
    "jazz music": ("", "jazz"),
    "blues music": ("", "blues"),
    "soul music": ("", "soul, rnb"),
    "funk music": ("", "funk"),
    "hip hop music": ("", "Hip-Hop"),
    "folk music": ("", "folk"),
    "country music": ("country", "country"),
    "Indian music": ("indian", ""),
    "electronic music": ("electronic, techno", "electronic, electronica, electro"),
    "dance music": ("dance", "dance, House, party"),
    "ambient music": ("ambient, new age", "ambient"),
    "acoustic music": ("", "acoustic"),
    "experimental music": ("weird", "experimental"),
    "oldies": ("", "oldies, 60s"),
    "relaxed mood": ("", "chillout, chill, Mellow, easy listening"),
    "sad mood": ("", "sad"),
    "happy mood": ("", "happy"),
    "slow music": ("slow", ""),
    "fast music": ("fast", ""),
    "soft music": ("quiet, soft", ""),
    "loud music": ("loud", ""),
}


def likelihoods(mtt: Sequence[float], msd: Sequence[float]) -> dict[str, float]:
    """Phrase -> how likely one of its tags fits, 0..1, from the likelihoods of all tags of both networks."""
    by_name = [dict(zip(names, values, strict=True)) for names, values in ((MTT_TAGS, mtt), (MSD_TAGS, msd))]
    return {phrase: _either(by_name, tags) for phrase, tags in PHRASES.items()}


def _either(by_name: Sequence[Mapping[str, float]], tags: tuple[str, str]) -> float:
    """Of either network, the likelihood that not all of its tags are wrong; the larger of both."""
    found = 0.0
    for values, names in zip(by_name, tags, strict=True):
        none = 1.0
        for name in names.split(", ") if names else ():
            none *= 1 - float(values[name])
        found = max(found, 1 - none)
    return found
