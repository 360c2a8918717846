"""The command `usher`: one command a file; nothing heavy is imported before it is needed."""

from __future__ import annotations

import sys
import traceback

import click
import typer

from agent.faces.cli.app import app
from indexers.errors import UsherError


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code: 0 done, 1 a failure in one sentence, 2 wrong usage."""
    raise SystemExit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    debug = "--debug" in arguments
    try:
        code = app([a for a in arguments if a != "--debug"], prog_name="usher", standalone_mode=False)
        return int(code or 0)
    except UsherError as error:
        if debug:
            traceback.print_exc()
        print(f"usher: {error}", file=sys.stderr)
        return error.exit_code
    except click.exceptions.ClickException as error:
        error.show(file=sys.stderr)
        return error.exit_code
    except typer.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, click.exceptions.Abort):
        print("usher: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
