"""What a source's works lack, and what that costs: a hard limit leaves out what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from indexers.catalogue.store import Catalogue

_MOST = 6  # sentences
_PLURAL = {"series": "series", "episode": "episodes", "podcast": "podcasts"}
# Field -> (what it is called, a request that it costs); the media in which people ask for it.
_COSTS = {
    "genres": ("genre", "'no horror'", ("film", "series", "album")),
    "languages": ("language", "'in French'", ("film", "series", "podcast", "course", "lecture")),
    "minutes": ("running time", "'under 90 minutes'", ("film", "album", "lecture", "clip", "track")),
    "year": ("year", "'from the 90s'", ("film", "series", "album")),
}


def find_gaps(catalogue: Catalogue, source: str, cure: str) -> list[str]:
    """One sentence a field and medium, the widest gap first; parts are not counted. `cure`: what the source can do."""
    found = sorted(_gaps(catalogue, source), key=lambda gap: -gap[0])
    return [f"{sentence}; cure: {cure}" for _, sentence in found[:_MOST]]


def _gaps(catalogue: Catalogue, source: str) -> Iterator[tuple[int, str]]:
    for medium, count, *missing in catalogue.lacking(source, tuple(_COSTS)):
        for (name, example, media), lack in zip(_COSTS.values(), missing, strict=True):
            if lack and medium in media:
                yield lack, _sentence(medium, count, lack, name, example)


def _sentence(medium: str, count: int, lack: int, name: str, example: str) -> str:
    many = _PLURAL.get(medium, f"{medium}s")
    those = f"The only {medium} has" if count == 1 else f"{lack:,} of {count:,} {many} {'has' if lack == 1 else 'have'}"
    return f"{those} no {name}: {example} leaves {'it' if lack == 1 else 'them'} out"
