"""How a talk looks: picks at once and words as they come in a terminal, plain text elsewhere."""

from __future__ import annotations

import contextlib
import re
import sys
import termios
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from agent.faces.cli.show import grid, pick_rows, plain

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from agent.answer import Answer, Event
    from tools.models import Pick

_ENTRY = re.compile(r"(\d{1,2})\. (.+?)( \(-?\d+\))? — (.*)", re.DOTALL)


class Plain:
    """The reply and nothing else, an empty line after it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return

    def show(self, event: Event) -> None:
        from agent.answer import Done, Said

        if isinstance(event, Said):
            print(event.text, end="", flush=True)
        elif isinstance(event, Done):
            print("\n", flush=True)


class Terminal:
    """Words stay; below them stand, until their own words come, the picks that the search has found."""

    def __init__(self, console: Console) -> None:
        from rich.live import Live

        self._console = console
        self._picks: Sequence[Pick] = ()
        self._told = 0
        self._has_said = False
        self._quiet = contextlib.ExitStack()
        self._live = Live(self._waiting(), console=console, transient=True, refresh_per_second=10)

    def __enter__(self) -> Self:
        self._quiet.enter_context(_unechoed())
        self._console.print()
        self._live.start(refresh=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()
        self._quiet.close()

    def show(self, event: Event) -> None:
        from agent.answer import Picked, Said

        if isinstance(event, Picked):
            self._picks = (event.result.picks or event.result.alternatives)[: event.shown]
        elif isinstance(event, Said):
            for line in event.text.split("\n"):
                if line.strip():
                    self._say(line.strip())
        else:
            self._end(event.answer)
        self._live.update(self._waiting(), refresh=True)

    def _say(self, line: str) -> None:
        entry = _ENTRY.fullmatch(line)
        if self._has_said and not (entry and self._told):
            self._console.print()
        self._has_said = True
        if entry is None:
            self._console.print(plain(line), highlight=False)
            return
        self._told = int(entry[1])
        heading = f"[bold]{plain(entry[2])}[/bold][dim]{entry[3] or ''}[/dim]"
        self._console.print(grid([(entry[1], f"{heading}\n{plain(entry[4])}")]))

    def _waiting(self) -> RenderableType:
        """What stands below the words: picks without words yet, or a sign of life."""
        from rich.console import Group
        from rich.spinner import Spinner

        if self._told < len(self._picks):
            rows = pick_rows(self._picks, self._told)
            return Group("", rows) if self._has_said and not self._told else rows
        return Spinner("dots", "[dim]looking[/dim]", style="cyan") if not self._has_said else ""

    def _end(self, answer: Answer) -> None:
        self._told = len(self._picks)
        self._has_said = True
        if "finished" in answer.model.note:
            self._console.print(f"\n[dim]{plain(answer.model.note)}[/dim]", highlight=False)


@contextlib.contextmanager
def _unechoed() -> Iterator[None]:
    """What is typed meanwhile waits for the next prompt instead of standing in the answer."""
    keys = sys.stdin.fileno()
    before = termios.tcgetattr(keys)
    silent = [*before]
    silent[3] = before[3] & ~termios.ECHO
    termios.tcsetattr(keys, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(keys, termios.TCSADRAIN, before)
