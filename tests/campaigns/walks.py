"""Random walks of talk: what a person might say next, and the limits that then stand."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from indexers.models import Item

_GENRES = ("comedy", "drama", "thriller", "crime", "romance", "science fiction", "animation", "documentary", "fantasy")
_AVERSIONS = ("horror", "war", "animation", "romance", "comedy")
_LANGUAGES = {"French": "fr", "Japanese": "ja", "Korean": "ko", "Spanish": "es", "German": "de", "Italian": "it"}
_MOODS = ("quiet", "warm", "tense", "clever", "sad", "strange", "hopeful", "bleak")
_THEMES = ("friendship", "the sea", "a heist", "growing up", "space travel", "a family secret", "revenge", "music")
_MEDIA = {"film": "film", "movie": "film", "series": "series", "podcast": "podcast", "album": "album"}


@dataclass
class Walk:
    """The person's side. `standing`: hard limits, as slots of a request, that must hold for the next picks."""

    draw: random.Random
    works: Sequence[Item]
    standing: dict[str, Any] = field(default_factory=dict)

    def opening(self) -> str:
        pick = self.draw.choice
        kind, genre = pick(list(_MEDIA)), pick(_GENRES)
        return pick(
            [
                f"a {pick(_MOODS)} {genre}",
                f"something about {pick(_THEMES)}",
                f"I loved {pick(self.works).title}, what else is there?",
                f"anything like {pick(self.works).title}?",
                f"recommend me a {kind}",
                f"hi! what's good tonight? maybe a {genre}",
                f"a {genre} with {self._person()}",
            ]
        )

    def reply(self, shown: Sequence[Item]) -> str:
        """What comes next, given the works that the last answer showed."""
        kinds = [self._minutes, self._years, self._language, self._aversion, self._small_talk, self._mood, self._drop]
        if shown:
            kinds += [self._about_shown, self._reject_shown, self._more_like, self._question] * 2
        return self.draw.choice(kinds)(shown)

    def _minutes(self, shown: Sequence[Item]) -> str:
        minutes = self.draw.choice([40, 60, 90, 100, 120, 150])
        self.standing["minutes_max"] = minutes
        return self.draw.choice([f"under {minutes} minutes please", f"no longer than {minutes} min"])

    def _years(self, shown: Sequence[Item]) -> str:
        year = self.draw.randrange(1960, 2016, 5)
        self._forget("year_min", "year_max")
        if self.draw.random() < 0.5:
            self.standing["year_max"] = year - 1
            return f"from before {year}"
        self.standing["year_min"] = year
        return f"since {year}"

    def _language(self, shown: Sequence[Item]) -> str:
        name = self.draw.choice(list(_LANGUAGES))
        self.standing["languages"] = [_LANGUAGES[name]]
        return self.draw.choice([f"in {name}", f"a {name} one"])

    def _aversion(self, shown: Sequence[Item]) -> str:
        genre = self.draw.choice(_AVERSIONS)
        refused = [*self.standing.get("not_genres", []), genre]
        self.standing["not_genres"] = list(dict.fromkeys(refused))
        return self.draw.choice([f"no {genre} please", f"anything but {genre}"])

    def _drop(self, shown: Sequence[Item]) -> str:
        """Withdraw one limit, or all."""
        if "minutes_max" in self.standing and self.draw.random() < 0.5:
            self._forget("minutes_max")
            return "any length is fine"
        if "languages" in self.standing and self.draw.random() < 0.5:
            self._forget("languages")
            return "any language is fine"
        self.standing.clear()
        return "let's start over: a good story"

    def _mood(self, shown: Sequence[Item]) -> str:
        return self.draw.choice([f"something more {self.draw.choice(_MOODS)}", f"with {self.draw.choice(_THEMES)}"])

    def _small_talk(self, shown: Sequence[Item]) -> str:
        return self.draw.choice(["thanks!", "who are you?", "haha nice", "what can you do?", "hmm, not sure", "ok"])

    def _about_shown(self, shown: Sequence[Item]) -> str:
        return self.draw.choice(["how long is the first?", "why the first one?", "who directed it?", "tell me more"])

    def _reject_shown(self, shown: Sequence[Item]) -> str:
        """The first of the list was seen or is refused: it must not come again."""
        self.standing["exclude"] = [*self.standing.get("exclude", []), shown[0].id]
        title = shown[0].title
        return self.draw.choice(["I've seen the first one", "not the first one", f"I have already seen {title}"])

    def _more_like(self, shown: Sequence[Item]) -> str:
        return self.draw.choice(
            ["more like the first", "others like the first, please", "anything newer?", "any more?"]
        )

    def _question(self, shown: Sequence[Item]) -> str:
        genre = self.draw.choice(_GENRES)
        return self.draw.choice(
            ["which is the shortest?", f"how many {genre} films do you have?", "what's the difference between them?"]
        )

    def _person(self) -> str:
        people = [credit.name for item in self.draw.sample(list(self.works), 5) for credit in item.people]
        return self.draw.choice(people or ["Tilda Swinton"])

    def _forget(self, *slots: str) -> None:
        for slot in slots:
            self.standing.pop(slot, None)


def misspelt(text: str, draw: random.Random) -> str:
    """Now and then two letters change places, as fingers do; never in a number."""
    if draw.random() > 0.1 or len(text) < 12:
        return text
    places = [n for n in range(1, len(text) - 2) if text[n : n + 2].isalpha() and text[n].islower()]
    if not places:
        return text
    at = draw.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def contradicts(request: Mapping[str, Any]) -> bool:
    """Do the standing years exclude each other?"""
    low, high = request.get("year_min"), request.get("year_max")
    return low is not None and high is not None and low > high
