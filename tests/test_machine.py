"""A machine that cannot run usher is told so in a sentence, with the command that cures it."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "requirements" / "machine.py"


def _machine() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT), run_name="machine")


def test_this_machine_will_do() -> None:
    ran = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_an_old_python_is_told_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = _machine()
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
    (sentence,) = machine["blockers"]()
    assert "3.11 or newer" in sentence
    assert "sudo apt-get install" in sentence


def test_a_python_without_venv_is_told_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = _machine()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (sentence,) = machine["blockers"]()
    assert "venv is missing" in sentence


def test_a_missing_library_leaves_the_planner(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = _machine()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", _not_found)
    assert any("libgomp" in sentence and "planner" in sentence for sentence in machine["lacks"]())
    assert not list(machine["blockers"]())


def _not_found(name: str) -> None:
    raise OSError(name)
