"""The members of an export, read as streams: nothing is unpacked, and what would fill the machine is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

from indexers.errors import SourceError

_HEAD = 1 << 16  # bytes by which a format is recognised
_MOST_MEMBERS = 100_000
_MOST_BYTES = 8 << 30  # unpacked, of one member
_MOST_RATIO = 300  # histories shrink to a tenth or a thirtieth; zeros to a thousandth
_SMALL = 32 << 20  # below this, no ratio does harm
_READS = (OSError, EOFError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError)


class Member:
    """One file of an export. `name`: its path within, with `/`. `position`: how many bytes were read so far."""

    def __init__(self, name: str, size: int, open_: Callable[[], IO[bytes]]) -> None:
        self.name, self.size, self.position = name, size, 0
        self._open = open_

    @property
    def stem(self) -> str:
        """The name of the file in lower case, without folder and suffix."""
        return PurePosixPath(self.name).stem.lower()

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first 64 kB, without a byte order mark of UTF-8. Raises SourceError."""
        with self.open_bytes() as file:
            return file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")

    @contextmanager
    def open_bytes(self) -> Iterator[BinaryIO]:
        """Raises SourceError for what is damaged, locked or too large."""
        try:
            with self._open() as file, io.BufferedReader(_Counted(self, file)) as counted:
                yield counted
        except _READS as error:
            raise SourceError(f"{self.name} cannot be read: {getattr(error, 'strerror', None) or error}.") from error

    @contextmanager
    def open(self, encoding: str = "utf8", newline: str | None = None, errors: str = "replace") -> Iterator[IO[str]]:
        """As text. Raises SourceError."""
        with self.open_bytes() as raw, io.TextIOWrapper(raw, encoding, errors, newline) as text:
            yield text


class Export:
    """`members` in the order of their names. Use as a context manager."""

    def __init__(self, path: Path, members: list[Member], archive: zipfile.ZipFile | None = None) -> None:
        self.path, self.members = path, members
        self._archive = archive

    def __enter__(self) -> Export:
        return self

    def __exit__(self, *error: object) -> None:
        if self._archive is not None:
            self._archive.close()


def open_export(path: Path) -> Export:
    """The export at `path`. Raises SourceError for what is not there, cannot be read or is no honest zip."""
    try:
        if path.is_dir():
            return Export(path, list(_files(path)))
        if path.suffix.lower() == ".zip" or (path.is_file() and zipfile.is_zipfile(path)):
            return _unzipped(path)
        return Export(path, [Member(path.name, path.stat().st_size, lambda: path.open("rb"))])
    except (OSError, zipfile.BadZipFile) as error:
        raise SourceError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def _files(folder: Path) -> Iterator[Member]:
    found = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    for number, file in enumerate(sorted(found)):
        if number >= _MOST_MEMBERS:
            raise SourceError(f"{folder} holds more than {_MOST_MEMBERS:,} files: give the export's own folder.")
        yield Member(file.relative_to(folder).as_posix(), file.stat().st_size, lambda file=file: file.open("rb"))  # type: ignore[misc]


def _unzipped(path: Path) -> Export:
    archive = zipfile.ZipFile(path)
    try:
        infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        if len(infos) > _MOST_MEMBERS:
            raise SourceError(f"{path} holds more than {_MOST_MEMBERS:,} files, which no export does.")
        return Export(path, [_packed(archive, info) for info in infos], archive)
    except BaseException:
        archive.close()
        raise


def _packed(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    def unpack() -> IO[bytes]:
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > _MOST_BYTES or (info.file_size > _SMALL and ratio > _MOST_RATIO):
            raise SourceError(f"{info.filename} would unpack to {info.file_size:,} bytes: it is not read.")
        return archive.open(info)

    return Member(info.filename, info.file_size, unpack)


class _Counted(io.RawIOBase):
    """A stream that tells its member how far it was read."""

    def __init__(self, member: Member, file: IO[bytes]) -> None:
        self._member, self._file = member, file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        read = self._file.read(len(view))
        view[: len(read)] = read
        self._member.position = self._file.tell()
        return len(read)
