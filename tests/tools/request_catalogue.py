"""A small catalogue for the reader's tests, in memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from indexers.catalogue.columns import Columns, build_columns
from indexers.catalogue.titles import TitleIndex
from tools.request import State, read

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)

_FILMS = """Moon|2009|97|Duncan Jones,Sam Rockwell; Her|2013|126|Spike Jonze,Joaquin Phoenix; Up|2009|96|Pete Docter;
It|2017|135|Andy Muschietti; Alien|1979|117|Ridley Scott,Sigourney Weaver; Aliens|1986|137|James Cameron,Sigourney Weaver;
Heat|1995|170|Michael Mann,Al Pacino; Heat|1986|101|Burt Reynolds; The Matrix|1999|136|Lana Wachowski,Keanu Reeves;
Solaris|1972|167|Andrei Tarkovsky; Solaris|2002|99|Steven Soderbergh; 12 Angry Men|1957|96|Sidney Lumet;
Blade Runner|1982|117|Ridley Scott,Harrison Ford; Amélie|2001|122|Jean-Pierre Jeunet,Audrey Tautou;
Parasite|2019|132|Bong Joon-ho; The Thing|1982|109|John Carpenter; Insidious|2010|103|James Wan; 1917|2019|119|Sam Mendes;
Good Bye, Lenin!|2003|121|Wolfgang Becker; Groundhog Day|1993|101|Harold Ramis,Bill Murray; Airplane!|1980|88|Jim Abrahams;
Clue|1985|94|Jonathan Lynn; Hot Fuzz|2007|121|Edgar Wright,Simon Pegg; March of the Penguins|2005|80|Luc Jacquet;
The Godfather|1972|175|Francis Ford Coppola,Al Pacino; Comedy|2002|90|Somebody Else; Happy New Year|1987|85|Peter Falk"""


def _items() -> list[dict[str, Any]]:
    items = []
    for number, line in enumerate(_FILMS.replace("\n", " ").split(";")):
        title, year, minutes, people = line.strip().split("|")
        director, *cast = people.split(",")
        credit = [{"name": director, "role": "director"}, *({"name": name, "role": "actor"} for name in cast)]
        items.append(
            {
                "id": f"f{number}",
                "title": title,
                "year": int(year),
                "minutes": int(minutes),
                "medium": "film",
                "people": credit,
            }
        )
    series = {"id": "s1", "title": "Fleabag", "year": 2016, "minutes": 27, "medium": "series"}
    return [*items, series, {"id": "p1", "title": "Serial", "year": 2014, "medium": "podcast"}]


@cache
def catalogue() -> tuple[Columns, TitleIndex]:
    columns = build_columns(1, ((n, json.dumps(item)) for n, item in enumerate(_items())))
    return columns, TitleIndex(columns)


def state_of(*talk: str) -> State:
    """The state after a talk that alternates between the person and the assistant, the person first."""
    roles = ("user", "assistant")
    columns, titles = catalogue()
    messages = [{"role": roles[n % 2], "content": content} for n, content in enumerate(talk)]
    return read(messages, columns, titles, now=NOW)


def titles_of(ids: Sequence[str]) -> list[str]:
    columns, _ = catalogue()
    return [f"{columns.titles[columns.row_of[i]]} ({columns.year[columns.row_of[i]]})" for i in ids]


def slots_of(*talk: str) -> dict[str, Any]:
    """The slots that differ from their default, works by title, free text left out."""
    request = state_of(*talk).request
    found: dict[str, Any] = {"intent": request.intent}
    for name, field in type(request).model_fields.items():
        value = getattr(request, name)
        if name not in ("intent", "query", "not_query", "words", "genres_all") and value != field.default:
            found[name] = (
                titles_of(value) if name in ("like", "exclude") else list(value) if isinstance(value, tuple) else value
            )
    return found
