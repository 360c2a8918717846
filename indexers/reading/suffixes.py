"""Which files are media, by their names; and which of those are no works: samples, trailers, unfinished downloads."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

Kind = Literal["video", "audio"]
VIDEO = frozenset(
    "mkv mp4 m4v avi mov wmv webm mpg mpeg m2ts mts ts vob flv ogv ogm divx xvid asf rm rmvb 3gp 3g2 f4v mxf dv "
    "qt mk3d wtv mpv m2v iso".split()
)
AUDIO = frozenset(
    "mp3 flac ogg oga opus m4a m4b aac wav wma aiff aif ape wv mka mpc tta alac ac3 dts amr au spx "
    "mp2 dsf dff w64 caf".split()
)
IMAGE = frozenset("jpg jpeg png webp".split())
SUBTITLE = frozenset("srt vtt ass ssa sub smi sbv ttml dfxp lrc".split())
TEXT = frozenset("txt description html htm xhtml md".split())
_UNFINISHED = ("part", "crdownload", "!qb", "!ut", "partial", "aria2", "download", "filepart", "unfinished", "bc!")
_SAMPLE = re.compile(r"^(?:.*[ ._-])?sample$|^sample[ ._-]", re.IGNORECASE)
_EXTRA = re.compile(
    r"(?:^|[ ._-])(?:trailer\d?|teaser)$|"
    r"-(?:behindthescenes|deleted(?:scene)?|featurette|interview|scene|short|extra|other|clip)$|"
    r"^theme$|[ ._-]trailer[ ._-](?:hd|\d{3,4}p?)$",
    re.IGNORECASE,
)


def suffix_of(name: str) -> str:
    """In lower case, without the dot; "" where there is none."""
    return name.rpartition(".")[2].lower() if "." in name[1:] else ""


def stem_of(name: str) -> str:
    return name.rpartition(".")[0] if "." in name[1:] else name


def kind_of(name: str) -> Kind | None:
    suffix = suffix_of(name)
    return "video" if suffix in VIDEO else "audio" if suffix in AUDIO else None


def is_media(name: str) -> bool:
    return kind_of(name) is not None


def is_unfinished(name: str, beside: Collection[str]) -> bool:
    """Whether a download is still writing the file: by a twin beside it (`film.mkv.part`)."""
    return any(f"{name}.{suffix}" in beside for suffix in _UNFINISHED)


def is_extra(name: str) -> bool:
    """A sample, trailer or other extra by its name; only beside a work, which is for the caller to know."""
    stem = stem_of(name)
    return _SAMPLE.match(stem) is not None or _EXTRA.search(stem) is not None
