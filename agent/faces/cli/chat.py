"""usher chat: a conversation in the terminal, or line by line when piped."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import uuid
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.faces.cli.door import ME, chosen, greet, opened, settings_of, weights_of
from agent.faces.cli.options import Library, Model, Offline, User
from agent.faces.cli.paper import Plain, Terminal
from agent.faces.cli.show import print_explanation
from agent.settings import Settings
from agent.stopping import Stop, use
from indexers.errors import UsherError

if TYPE_CHECKING:
    from agent.answer import Answer, Event
    from agent.faces.remote import RemoteUsher
    from agent.usher import Message, Usher

GREETING = "Hello! What are you in the mood for? (/help lists the commands, Ctrl-D leaves)"
_STOPPABLE = "usher-answer"  # the thread of an answer
HELP = """Say what you are in the mood for. Also:
  /why 2        what the second pick's score is made of
  /new          start a new conversation
  /model NAME   answer with planner, local or a URL; without NAME: who answers now
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
        greet(usher, user)
        code = Talk(usher, settings, user, conversation).run()
    leave(code)


def leave(code: int) -> None:
    """End the command when all is closed. An answer that was stopped may still wait for its model, and Python
    would wait for that one's threads: up to a minute."""
    if any(thread.name == _STOPPABLE and thread.is_alive() for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    raise typer.Exit(code)


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
        self._conversation = conversation or _new_id()
        self._messages: list[Message] = []
        self._goes_on = conversation is not None
        self._last: Answer | None = None
        self._is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        self._failures = 0

    def run(self) -> int:
        """Until the person leaves. 1 if a message failed where nobody sat to say it again."""
        with _line_history(self._is_terminal):
            if self._is_terminal:
                print(GREETING)
                threading.Thread(target=self._warm, daemon=True).start()
            while (line := self._read()) is not None:
                if line.strip() and not self._obey(line.strip()):
                    break
        return 1 if self._failures and not self._is_terminal else 0

    def _warm(self) -> None:
        """While the person thinks; what fails here will be said by the first answer."""
        if warm := getattr(self._usher, "warm", None):
            with contextlib.suppress(UsherError):
                warm()

    def _read(self) -> str | None:
        if news := self._news():
            print(f"\x1b[2m{news}\x1b[0m" if self._is_terminal else news)
        try:
            return input("\n\x01\x1b[1;36m\x02you ›\x01\x1b[0m\x02 " if self._is_terminal else "")
        except EOFError:
            if self._is_terminal:
                print()
            return None
        except KeyboardInterrupt:
            if not self._is_terminal:
                raise
            print()
            return ""

    def _obey(self, line: str) -> bool:
        """False to leave."""
        command, _, rest = line.partition(" ")
        try:
            if not line.startswith("/"):
                self._answer(line)
            elif command in ("/quit", "/exit", "/q"):
                return False
            elif command == "/new":
                self._begin_anew()
            elif command == "/why":
                self._why(rest.strip())
            elif command == "/model":
                self._model(rest.strip())
            else:
                print(HELP if command == "/help" else f"There is no command {command}.\n{HELP}")
        except UsherError as error:
            self._failures += 1
            print(f"usher: {error}", file=sys.stderr)
        except KeyboardInterrupt:
            if not self._is_terminal:
                raise
            print("(stopped)")
        return True

    def _begin_anew(self) -> None:
        self._messages, self._last, self._goes_on = [], None, False
        self._conversation = _new_id()
        print("A new conversation.")

    def _answer(self, text: str) -> None:
        """A message that failed or was stopped is as good as not said."""
        asked: Message = {"role": "user", "content": text}
        answer = self._told([asked] if self._goes_on else [*self._messages, asked])
        self._messages += [asked, {"role": "assistant", "content": answer.reply}]
        self._last = answer if answer.picks or answer.alternatives else self._last

    def _told(self, talk: list[Message]) -> Answer:
        from agent.answer import Done

        events = self._usher.stream(talk, person=self._user, conversation=self._conversation)
        with contextlib.closing(_in_background(events)) as told, self._paper() as paper:
            for event in told:
                paper.show(event)
                if isinstance(event, Done):
                    return event.answer
        raise AssertionError("a turn ends with Done")

    def _paper(self) -> Plain | Terminal:
        if not self._is_terminal:
            return Plain()
        from rich.console import Console

        return Terminal(Console())

    def _why(self, place: str) -> None:
        picks = (self._last.picks or self._last.alternatives) if self._last else ()
        number = int(place or 1) if (place or "1").isdecimal() else 0
        if not self._last or not 1 <= number <= len(picks):
            print("There is no such pick; ask for something first." if not picks else f"/why 1 to /why {len(picks)}")
            return
        print_explanation(self._usher.why(picks[number - 1].id, person=self._user, turn=self._last.turn))

    def _model(self, name: str) -> None:
        from agent.usher import Usher

        if not isinstance(self._usher, Usher):
            print("Another process owns this library; its model answers.")
            return
        if name:
            settings = settings_of(self._settings.library, name, self._settings.indexing.offline)
            self._usher.use(chosen(settings, weights_of(settings)))
        now = self._usher.chosen
        print(f"{now.name} answers ({now.server})." + (f" {now.why_not_better}" if now.why_not_better else ""))


def _in_background(events: Generator[Event, None, None]) -> Generator[Event, None, None]:
    """The same events, from a thread: Ctrl-C need not wait for what a model is about to say."""
    told: queue.SimpleQueue[Event | BaseException | None] = queue.SimpleQueue()
    stop = Stop()

    def pump() -> None:
        use(stop)
        try:
            for event in events:
                if stop.is_set:
                    break
                told.put(event)
        except BaseException as error:  # it is raised where the person is told
            told.put(error)
        finally:
            events.close()
            told.put(None)

    threading.Thread(target=pump, name=_STOPPABLE, daemon=True).start()
    try:
        while (event := told.get()) is not None:
            if isinstance(event, BaseException):
                raise event
            yield event
    finally:
        stop()


def _new_id() -> str:
    return uuid.uuid4().hex[:12]


@contextlib.contextmanager
def _line_history(is_terminal: bool) -> Iterator[None]:
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
