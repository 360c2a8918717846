"""Tiny wheels in a folder, which pip reads with --no-index --find-links."""

from __future__ import annotations

import zipfile
from pathlib import Path


def build_wheel(folder: Path, name: str, version: str, members: dict[str, bytes]) -> Path:
    """A wheel that holds `members` (path to bytes) and the metadata that pip wants."""
    stem = f"{name.replace('-', '_')}-{version}"
    path = folder / f"{stem}-py3-none-any.whl"
    info = f"{stem}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, data in members.items():
            wheel.writestr(member, data)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path
