"""All commands, in the order that `usher --help` lists them."""

from __future__ import annotations

import typer

from agent.faces.cli.ask import ask
from agent.faces.cli.backup import backup, restore
from agent.faces.cli.carrying import erase, export
from agent.faces.cli.chat import chat
from agent.faces.cli.doctor import doctor
from agent.faces.cli.history import history, import_
from agent.faces.cli.index import index
from agent.faces.cli.mcp import mcp
from agent.faces.cli.models import models
from agent.faces.cli.playlist import playlist
from agent.faces.cli.recommend import recommend
from agent.faces.cli.replay import replay
from agent.faces.cli.rules import rules
from agent.faces.cli.same import same
from agent.faces.cli.search import search
from agent.faces.cli.serve import serve
from agent.faces.cli.similar import similar
from agent.faces.cli.start import start
from agent.faces.cli.token import token
from agent.faces.cli.train import train
from agent.faces.cli.why import why

app = typer.Typer(
    help="A recommender that you talk to, for your own films, series, music, podcasts and lectures.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (chat, ask, recommend, similar, why, search, playlist, index, same, serve, mcp, doctor):
    app.command()(command)
app.command("import")(import_)
app.command()(history)
app.command()(train)
app.command()(backup)
app.command()(restore)
app.command()(replay)
app.command()(export)
app.command()(erase)
app.add_typer(rules, name="rules")
app.add_typer(token, name="token")
app.add_typer(models, name="models")
app.command(hidden=True)(start)
