"""usher chat: a conversation in the terminal, or line by line when piped."""

from __future__ import annotations

import contextlib
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.faces.cli.door import chosen, opened, settings_of, weights_of
from agent.faces.cli.options import ME, Library, Model, Offline, User
from agent.settings import Settings

if TYPE_CHECKING:
    from agent.answer import Answer
    from agent.faces.remote import RemoteUsher
    from agent.usher import Message, Usher

HELP = """Say what you are in the mood for. Also:
  /why 2        what the second pick's score is made of
  /new          start a new conversation
  /model NAME   answer with planner, local or a URL
  /help         this
  /quit         leave (or Ctrl-D); Ctrl-C stops an answer"""


def chat(
    user: User = ME,
    conversation: Annotated[str | None, typer.Option(help="Go on with this conversation.")] = None,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Talk."""
    settings = settings_of(library, model, offline)
    with opened(settings, with_model=True) as usher:
        Talk(usher, settings, user, conversation).run()


class Talk:
    """The loop. `news` is asked before each prompt for a line to say (a model has arrived)."""

    def __init__(
        self,
        usher: Usher | RemoteUsher,
        settings: Settings,
        user: str,
        conversation: str | None = None,
        news: Callable[[], str] = lambda: "",
    ) -> None:
        self._usher, self._settings, self._user, self._news = usher, settings, user, news
        self._conversation = conversation or uuid.uuid4().hex[:12]
        self._messages: list[Message] = []
        self._goes_on = conversation is not None
        self._last: Answer | None = None
        self._is_terminal = sys.stdin.isatty() and sys.stdout.isatty()

    def run(self) -> None:
        with _line_history(self._is_terminal):
            if self._is_terminal:
                print("Hello! What are you in the mood for? (/help lists the commands)")
            while (line := self._read()) is not None:
                if line.strip() and not self._obey(line.strip()):
                    return

    def _read(self) -> str | None:
        if news := self._news():
            print(f"\x1b[2m{news}\x1b[0m" if self._is_terminal else news)
        try:
            return input("\n\x01\x1b[1;36m\x02you \x01\x1b[0m\x02" if self._is_terminal else "")
        except EOFError:
            return None
        except KeyboardInterrupt:
            print()
            return "" if self._is_terminal else None

    def _obey(self, line: str) -> bool:
        """False to leave."""
        command, _, rest = line.partition(" ")
        if not line.startswith("/"):
            self._answer(line)
        elif command in ("/quit", "/exit", "/q"):
            return False
        elif command == "/new":
            self._messages, self._last, self._goes_on = [], None, False
            self._conversation = uuid.uuid4().hex[:12]
            print("A new conversation.")
        elif command == "/why":
            self._why(rest)
        elif command == "/model":
            self._model(rest.strip())
        else:
            print(HELP)
        return True

    def _answer(self, text: str) -> None:
        from indexers.errors import UsherError

        self._messages.append({"role": "user", "content": text})
        try:
            self._stream()
        except KeyboardInterrupt:
            self._messages.pop()
            print("\n(stopped)")
        except UsherError as error:
            self._messages.pop()
            print(f"usher: {error}", file=sys.stderr)

    def _stream(self) -> None:
        from agent.answer import Done, Picked, Said

        talk = self._messages[-1:] if self._goes_on else self._messages
        words = False
        events = self._usher.stream(talk, person=self._user, conversation=self._conversation)
        with contextlib.closing(events):
            for event in events:
                if isinstance(event, Picked) and self._is_terminal:
                    self._show(event)
                elif isinstance(event, Said):
                    words = words or self._begin()
                    print(event.text, end="", flush=True)
                elif isinstance(event, Done):
                    self._end(event.answer)

    def _begin(self) -> bool:
        if self._is_terminal:
            print()
        return True

    def _show(self, event: object) -> None:
        """The picks at once, while the words are still to come."""
        from agent.answer import Picked
        from agent.faces.cli.show import table

        assert isinstance(event, Picked)
        picks = (event.result.picks or event.result.alternatives)[: event.shown]
        if picks and not getattr(getattr(self._usher, "chosen", None), "is_planner", False):
            from rich.console import Console

            Console().print(table(picks, {}))

    def _end(self, answer: Answer) -> None:
        print()
        self._last = answer if answer.picks or answer.alternatives else self._last
        self._messages.append({"role": "assistant", "content": answer.reply})
        if answer.model.note and answer.model.server == "planner" and "finished" in answer.model.note:
            print(f"({answer.model.note})", file=sys.stderr)

    def _why(self, rest: str) -> None:
        from agent.faces.cli.show import print_explanation
        from indexers.errors import UsherError

        picks = (self._last.picks or self._last.alternatives) if self._last else ()
        place = int(rest) if rest.strip().isdigit() else 1
        if not self._last or not 1 <= place <= len(picks):
            print("There is no such pick; ask for something first.")
            return
        try:
            print_explanation(self._usher.why(picks[place - 1].id, person=self._user, turn=self._last.turn))
        except UsherError as error:
            print(f"usher: {error}", file=sys.stderr)

    def _model(self, name: str) -> None:
        from agent.usher import Usher
        from indexers.errors import UsherError

        if not isinstance(self._usher, Usher):
            print("Another process owns this library; its model answers.")
            return
        if name:
            try:
                settings = settings_of(self._settings.library, name, self._settings.indexing.offline)
                self._usher.use(chosen(settings, weights_of(settings)))
            except UsherError as error:
                print(f"usher: {error}", file=sys.stderr)
        now = self._usher.chosen
        print(f"{now.name} answers ({now.server})." + (f" {now.why_not_better}" if now.why_not_better else ""))


@contextlib.contextmanager
def _line_history(is_terminal: bool):  # type: ignore[no-untyped-def]
    """Arrow keys bring earlier lines back, across chats."""
    if not is_terminal:
        yield
        return
    try:
        import readline
    except ImportError:  # Python builds without readline edit lines poorly, but work
        yield
        return
    import platformdirs

    file = Path(platformdirs.user_state_path("usher")) / "chat_history"
    with contextlib.suppress(OSError):
        readline.read_history_file(file)
    readline.set_history_length(1000)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(file)
            file.chmod(0o600)
