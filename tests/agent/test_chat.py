"""usher chat as somebody at a terminal sees it."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.fakes.model import HANG, model_server

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20.0
UP, INTERRUPT, END = "\x1b[A", "\x03", "\x04"
_CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|[\x01\x02\r]")


class Screen:
    """A terminal with `usher chat` in it."""

    def __init__(self, keys: int, process: subprocess.Popen[bytes]) -> None:
        self._keys, self.process = keys, process
        self._bytes = b""

    def type(self, text: str) -> None:
        """Type, and forget what stood there before."""
        self._bytes = b""
        os.write(self._keys, text.encode())

    def wait_for(self, text: str) -> str:
        """What has been written since something was typed, once `text` stands in it."""
        until = time.monotonic() + PATIENCE_S
        while text not in self.text:
            assert self._heard(max(0, until - time.monotonic())), f"{text!r} did not come: {self.text}"
            self._bytes += self._read(text)
        return self.text

    def _read(self, text: str) -> bytes:
        try:
            return os.read(self._keys, 65536)
        except OSError:  # the chat has ended
            raise AssertionError(f"{text!r} did not come: {self.text}") from None

    def press_until(self, key: str, text: str) -> None:
        """Press as somebody does who sees nothing happen: readline misses a signal that finds it at work."""
        self.type(key)
        while not self._heard(1.0):
            os.write(self._keys, key.encode())
        self.wait_for(text)

    def _heard(self, seconds: float) -> bool:
        return bool(select.select([self._keys], [], [], seconds)[0])

    @property
    def raw(self) -> str:
        return self._bytes.decode(errors="replace")

    @property
    def text(self) -> str:
        return _CODES.sub("", self.raw)


@contextmanager
def chatting(library: Path, home: Path, model: str = "planner") -> Iterator[Screen]:
    """A chat in a terminal of 80 columns; it is ended with Ctrl-D, if nothing else has."""
    keys, terminal = pty.openpty()
    own_terminal = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"  # so that Ctrl-C is a signal
    code = f"{own_terminal}; from agent.faces.cli import main; main()"
    command = [sys.executable, "-c", code, "chat", "--library", str(library), "--model", model]
    environment = {**os.environ, "XDG_STATE_HOME": str(home), "TERM": "xterm", "COLUMNS": "80", "LINES": "40"}
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **streams) as process:
        os.close(terminal)
        screen = Screen(keys, process)
        try:
            screen.wait_for("you ›")
            yield screen
            if process.poll() is None:
                screen.type(END)
            assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()
            os.close(keys)


def test_a_talk_shows_picks_explains_them_and_remembers_lines(library_path: Path, tmp_path: Path) -> None:
    with chatting(library_path, tmp_path) as screen:
        screen.type("Something like Moon, under two hours\n")
        shown = screen.wait_for("you ›")
        assert re.search(r"\n 1 .+ \(\d{4}\)", shown)
        assert "\x1b[1;36m" in screen.raw
        screen.type("/why 2\n")
        assert "What speaks for" in screen.wait_for("you ›")
        screen.type("/why 9\n")
        assert "/why 1 to /why" in screen.wait_for("you ›")
        screen.type("/help\n")
        assert "/model NAME" in screen.wait_for("you ›")
        screen.type("/model\n")
        assert "built-in planner answers" in screen.wait_for("you ›")
        screen.type("/frobnicate\n")
        assert "There is no command /frobnicate." in screen.wait_for("you ›")
        screen.type(UP)
        screen.wait_for("/frobnicate")
        screen.press_until(INTERRUPT, "you ›")
    assert "Something like Moon" in (tmp_path / "usher" / "chat_history").read_text(encoding="utf8")
    assert (tmp_path / "usher" / "chat_history").stat().st_mode & 0o077 == 0


def test_ctrl_c_stops_an_answer_of_a_hanging_model_and_not_the_chat(library_path: Path, tmp_path: Path) -> None:
    with model_server(words=HANG) as model, chatting(library_path, tmp_path, model.url) as screen:
        screen.type("Something like Moon, under two hours\n")
        screen.wait_for(" 1 ")
        screen.type(INTERRUPT)
        assert "(stopped)" in screen.wait_for("you ›")
        screen.type("/model planner\n")
        assert "built-in planner answers" in screen.wait_for("you ›")
        screen.type("Hello\n")
        assert "(stopped)" not in screen.wait_for("you ›")


@pytest.mark.parametrize("command", ["/quit", "/exit"])
def test_a_chat_is_left_by_a_command(library_path: Path, tmp_path: Path, command: str) -> None:
    with chatting(library_path, tmp_path) as screen:
        screen.type(f"{command}\n")
        assert screen.process.wait(PATIENCE_S) == 0
