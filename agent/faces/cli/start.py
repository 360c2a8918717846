"""usher start: what `make run` calls. The starter library, a page and a chat, from nothing."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.faces.cli.chat import Talk, leave
from agent.faces.cli.door import ME, chosen, fetch_for_files, opened, settings_of, size_of, weights_of
from agent.faces.cli.index import show_index
from agent.faces.cli.options import Library, Model, Offline
from agent.faces.cli.progress import Bar
from agent.settings import Settings
from indexers.errors import SettingError

if TYPE_CHECKING:
    from agent.faces.remote import RemoteUsher
    from agent.usher import Usher

_PORT = 8848


def start(
    ask: Annotated[str | None, typer.Option(metavar="TEXT", help="Answer this and leave.")] = None,
    media: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Index this into your own library first.")
    ] = None,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Index the starter library, or a folder of media, if need be; then answer, or open the page and a chat."""
    is_starter = library is None and media is None
    settings = settings_of(starter_path() if is_starter else library, model, offline)
    is_interactive = ask is None and sys.stdin.isatty()
    code = 0
    if media is not None:
        fetch_for_files(settings, [str(media)])
    with opened(settings, create=is_starter or media is not None, with_model=not is_interactive) as usher:
        if is_starter:
            _index_starter(usher)
        elif media is not None:
            show_index(usher, [str(media)])
        if ask is not None:
            print(usher.ask(ask).reply)
        elif is_interactive:
            _talk(usher, settings)
        else:
            code = Talk(usher, settings, ME).run()
    leave(code)


def starter_path() -> Path:
    """The starter is a library apart, for trying."""
    import platformdirs

    return Path(platformdirs.user_data_path("usher")) / "starter"


def _index_starter(usher: Usher | RemoteUsher) -> None:
    from indexers.sources.starter import FILES

    with Bar("Reading the starter library", unit="items") as bar:
        for event in usher.index([str(file) for file in FILES], only=[]):
            if "report" not in event:
                bar.update(event["done"], event["total"], event["doing"])


def _talk(usher: Usher | RemoteUsher, settings: Settings) -> None:
    from agent.usher import Usher

    with contextlib.ExitStack() as stack:
        news: Callable[[], str] = str
        if isinstance(usher, Usher):
            _open_page(usher, stack)
            news = _bring_model(usher, settings)
        Talk(usher, settings, ME, news=news).run()


def _open_page(usher: Usher, stack: contextlib.ExitStack) -> None:
    from agent.faces.http import app as http

    try:
        listener = stack.enter_context(http.listen("127.0.0.1", _PORT))
    except SettingError:
        print(f"(Port {_PORT} is taken, so there is no page; the chat works.)")
        return
    address = stack.enter_context(http.served_in_background(usher, listener))
    print(f"The page: {address}")
    if os.name == "posix" and sys.platform != "darwin" and not _has_display():
        return
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(address)


def _has_display() -> bool:
    try:
        return webbrowser.get() is not None and not isinstance(webbrowser.get(), webbrowser.GenericBrowser)
    except webbrowser.Error:
        return False


def _bring_model(usher: Usher, settings: Settings) -> Callable[[], str]:
    """Fetch and load the chat model behind the talk; gives what says once that it has arrived."""
    if settings.chat.model == "planner":
        return str
    weights, told = weights_of(settings), list[str]()

    def bring() -> None:
        try:
            better = chosen(settings, weights, quiet=True)
        except Exception as error:  # whatever fails, the planner goes on answering; the reason is told
            told.append(f"(The chat model did not come: {error})")
            return
        if better.is_planner:
            told.append(f"(The built-in planner goes on: {better.why_not_better})")
        else:
            usher.use(better)
            told.append(f"({better.name} has taken over from the built-in planner.)")

    name = settings.chat.local_model
    is_coming = settings.chat.model in ("auto", "local") and weights.state(name) != "here"
    fetched = f"fetched ({size_of(weights, name)}) and " if is_coming else ""
    print(f"The built-in planner answers while the chat model is {fetched}loaded.")
    threading.Thread(target=bring, daemon=True).start()
    return lambda: told.pop(0) if told else ""
