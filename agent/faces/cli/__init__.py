"""The command `usher`: one command a file; nothing heavy is imported before it is needed."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator

import typer

from agent.faces.cli.app import app
from indexers.errors import UsherError


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code: 0 done, 1 a failure in one sentence, 2 wrong usage."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # half a character must not end a command
    code = _run(sys.argv[1:] if arguments is None else arguments)
    if arguments is None and sys.stdin.isatty():
        # Threads that still wait for a key or a model would abort the interpreter's own end; all files are closed.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    raise SystemExit(code)


def _run(arguments: list[str]) -> int:
    debug = "--debug" in arguments
    try:
        with _ended_by_sigterm():
            code = app([a for a in arguments if a != "--debug"], prog_name="usher", standalone_mode=False)
        return int(code or 0)
    except UsherError as error:
        return _failed(str(error), error.exit_code, debug)
    except typer.TyperException as error:
        return _misused(error)
    except typer.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _failed("stopped.", 130, debug=False)
    except SystemExit as leaving:  # typer's way to end where whoever read the output has left
        return 0 if isinstance(leaving.__context__, BrokenPipeError) else int(leaving.code or 0)
    except Exception as error:  # a fault of usher's own: one sentence for the person, the rest for who asks
        return _failed(f"This failed: {type(error).__name__}: {error}. With --debug it says where.", 1, debug)


def _misused(error: typer.TyperException) -> int:
    """Wrong arguments: the sentence, or the help where there were none."""
    said = error.format_message()
    if said.startswith("Usage:"):
        print(said, file=sys.stderr)
        return error.exit_code
    return _failed(f"{said.rstrip('.')}. Try: usher --help", error.exit_code, debug=False)


def _failed(sentence: str, code: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    print(f"usher: {sentence}", file=sys.stderr)
    return code


@contextlib.contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends a command as Ctrl-C does: files are closed, children ended."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
