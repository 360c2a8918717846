"""The one door: open a library, then ask, stream, recommend, search, similar, why. All faces call this."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from agent import intake
from agent.answer import Answer, Done, Event, Picked
from agent.company import checked_fairness, company_of, heard
from agent.keeping import Keeping
from agent.messages import Message, before, checked, count_of, plain
from agent.models.choose import Chosen, choose, planner
from agent.settings import Settings
from indexers.errors import LibraryError, NotFound, UsherError
from indexers.library import Library
from indexers.merging.verdict import judge, several
from indexers.models import Interaction, Item
from indexers.people.history import Person
from indexers.safekeeping import backups
from indexers.sources.artwork import Artwork, artwork
from indexers.sources.servers.address import is_address
from indexers.sources.servers.playlists import write_playlist
from indexers.sources.servers.readings import Readings
from tools import search
from tools.context import Context
from tools.evidence.attention import attention_png
from tools.models import Explanation, Playlist, Request, Result
from tools.ranking.taste.store import finish_erasing
from tools.ranking.taste.training.due import is_due
from tools.request import State, read

if TYPE_CHECKING:
    from tools.calls.turn import Turn

__all__ = ["Chosen", "Message", "Usher", "choose", "planner"]

DEFAULT_PICKS = 5
MIN_SHOWN = 3
_UNDO = ("“undo that”", "“撤销”")  # in whatever answer says so


class Usher(Keeping):
    """A library, a chat model and the way between them. Safe to call from several threads.

    `now` and `seed` are arguments so that a turn can be replayed; `is_dry`: nothing is written of what people say.
    """

    def __init__(
        self,
        library: Library,
        settings: Settings,
        chosen: Chosen | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        seed: int = 0,
        is_dry: bool = False,
    ) -> None:
        self.library, self.settings = library, settings
        finish_erasing(library)
        self.chosen = chosen or planner()
        self._now, self._seed, self._is_dry = now, seed, is_dry
        self._readings = Readings(now)
        self._learned_rows = 0  # that histories had when they were last learned from in this process
        self._model_lock, self._intake_lock = threading.Lock(), threading.Lock()

    @classmethod
    def open(cls, path: Path | None = None, settings: Settings | None = None, chosen: Chosen | None = None) -> Usher:
        """Open the library at `path` as its owner. Raises LibraryError (missing, busy, too new, damaged)."""
        settings = settings or Settings()
        return cls(Library.open(path or settings.library, settings.indexing), settings, chosen)

    def ask(
        self,
        messages: str | Sequence[Message],
        *,
        person: str | None = "me",
        conversation: str | None = None,
        n: int | None = None,
        remember: bool = True,
        with_others: bool = True,
    ) -> Answer:
        """Answer the last of `messages` (the whole conversation, oldest first). `person` None: a stranger.

        `with_others`: the words may name other people of the library whom it is for, too.
        """
        given: dict[str, Any] = {"n": n, "remember": remember, "with_others": with_others}
        for event in self.stream(messages, person=person, conversation=conversation, **given):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("a turn ends with Done")

    def stream(
        self,
        messages: str | Sequence[Message],
        *,
        person: str | None = "me",
        conversation: str | None = None,
        n: int | None = None,
        remember: bool = True,
        with_others: bool = True,
    ) -> Generator[Event, None, None]:
        """The same as it happens: Picked once the search is back, Said for each checked piece, Done last."""
        from agent.turn.run import run, with_leader  # LangChain: 1.5 s, of which a search has no need

        talk, who = checked(messages), self._whose(person)
        conversation = plain(conversation) if conversation else None
        talk = [*before(who, conversation), *talk] if conversation and len(talk) == 1 else talk
        chosen = self.chosen
        turn = self._turn(talk, who, conversation, n, remember=remember, with_others=with_others)
        turn = with_leader(turn, chosen, self.settings.chat.local_model)
        for event in run(turn, talk, chosen, self.settings.chat.turn_limit_s):
            if isinstance(event, Picked):
                self.library.shown.extend(pick.id for pick in reversed(event.result.picks[: event.shown]))
            if isinstance(event, Done) and remember and not self._is_dry:
                event = self._kept(who, turn, talk, event)
            yield event

    def understand(self, messages: str | Sequence[Message], person: str | None = "me") -> State:
        """What the words mean, without searching."""
        return self._read(checked(messages), self.library.person(person))

    def search(
        self, request: Request, *, person: str | None = "me", n: int = 10,
        together: Sequence[str] = (), fairness: str = "least-misery",
    ) -> Result:  # fmt: skip
        """Search without any model; `request` holds the clauses. Raises NotFound for an item that is not here."""
        named = {slot: tuple(map(self.resolve, getattr(request, slot))) for slot in ("like", "exclude")}
        context = self._context(self.library.person(person), together, fairness)
        return search.search(context, request.model_copy(update=named), count_of(n))

    def recommend(
        self, *, person: str | None = "me", n: int = 10, together: Sequence[str] = (), fairness: str = "least-misery"
    ) -> Result:
        """The best works that this person has not had. `together`: nor these people, whom it is for, too; unknown
        names change nothing. `fairness`: see `tools.context`. Raises UsageError."""
        return search.recommend(self._context(self.library.person(person), together, fairness), count_of(n))

    def similar(self, item: str, *, person: str | None = "me", n: int = 10) -> Result:
        """Works like `item` (an id, or a title that is unique). Raises NotFound."""
        return search.similar(self._context(self.library.person(person)), self.resolve(item), count_of(n))

    def playlist(self, text: str, *, person: str | None = "me", minutes: float | None = None) -> Playlist:
        """Tracks for what the words ask, in order; `minutes`: in all, else as the words say."""
        from tools.playlist import minutes_asked, place_asked, playlist, without_place

        who = self.library.person(person)
        state = self._read(checked(without_place(text)), who)
        wanted = minutes if minutes is not None else minutes_asked(state.message)
        found = playlist(self._context(who, state.company), state.request, wanted)
        return found.model_copy(update={"place": place_asked(text)})

    def write_playlist(
        self, server: str, title: str, items: Sequence[str], person: str | None = "me"
    ) -> dict[str, Any]:
        """Write the items, in order, as a new playlist to the person's account at a media server of that kind.

        Only where the person's words, or flag, ask for it. {"server", "name", "tracks", "left_out"}. Raises
        UsageError, SourceError.
        """
        written = write_playlist(self.library, server, title, items, self.library.person(person))
        return asdict(written)

    def why(
        self, item: str, *, person: str | None = "me", turn: str | None = None,
        together: Sequence[str] = (), fairness: str = "least-misery",
    ) -> Explanation:  # fmt: skip
        """What the item's score is made of: at that turn, with its company, or now. Raises NotFound, UsageError."""
        who, id_ = self.library.person(person), self.resolve(item)
        if turn is None:
            return search.explain(self._context(who, together, fairness), id_, None, look_inside=True)
        record = who.turn(plain(turn))
        if record is None:
            raise NotFound(f"No turn {turn!r} is kept for {who.name or 'a stranger'}.")
        request = Request.model_validate(record["answer"]["request"])
        now = search.explain(self._context(who, record.get("company", ())), id_, request, look_inside=True)
        kept = record["explanations"].get(id_)
        told = Explanation.model_validate(kept) if kept else now
        return now if told.contributions == now.contributions else told  # as it was; looked into where it still is

    def attention(self, item: str, at_s: float) -> bytes:
        """PNG: where the picture encoder looks in the item's frame at that second. Raises NotFound, Undecodable."""
        return attention_png(self.library, self.resolve(item), at_s)

    def artwork(self, item: str) -> Artwork:
        """The picture of an item, by id. Raises NotFound, SourceError."""
        return artwork(self.library, item)

    def item(self, item: str) -> Item:
        """An item, named by id or by a title that is unique, as the catalogue has it. Raises NotFound."""
        return self.library.catalogue.get([self.resolve(item)])[0]

    def resolve(self, item: str) -> str:
        """The id of an item named by id or by a unique title. Raises NotFound, saying what is near."""
        catalogue = self.library.catalogue
        columns = catalogue.columns()
        if item in columns.row_of:
            return item
        rows = catalogue.titles().exact(item)
        if len(rows) == 1:
            return columns.ids[rows[0]]
        found = rows or [row for row, _ in catalogue.titles().near(item, 3)]
        names = ", ".join(f"{columns.titles[r]} ({columns.year[r]}): {columns.ids[r]}" for r in found[:5])
        many = "Several works are called" if rows else "Nothing here is called"
        raise NotFound(f"{many} {item!r}.", cure=f"Did you mean {names}?" if names else "")

    def warm(self) -> None:
        """Load what the first turn would wait for: code, the text encoder, the columns."""
        from agent.turn import run  # noqa: F401

        self.library.catalogue.titles()
        self.library.encoder.encode(["warm"])

    def index(
        self,
        sources: Sequence[str],
        only: Sequence[str] | None = None,
        people: Mapping[str, str] | None = None,
        *,
        enrich: bool = False,
    ) -> Iterator[intake.Told]:
        """Bring the library up to the sources: steps as dicts, {"report": ...} for each. See `agent.intake`."""
        with self._intake_lock:
            yield from intake.index(self.library, [str(source) for source in sources], only, people, enrich=enrich)

    def pause(self, *, on: bool) -> None:
        """Hold indexing back, or let it go on: now, and whatever is indexed later."""
        self.library.pause.set(on=on)

    def refresh(self) -> Generator[intake.Told, None, None]:
        """Read the library's media servers again, told like `index`; one that fails is a note."""
        for source in filter(is_address, self.library.catalogue.sources()):
            try:
                with self._intake_lock, self._readings.reading(source) as since:
                    yield from intake.index(self.library, [source], only=["text"], since=since)
            except UsherError as error:
                yield {"note": str(error)}

    def import_history(
        self, kind: str, file: Path, person: str | None = "me", people: Mapping[str, str] | None = None
    ) -> Iterator[intake.Told]:
        """Read an export of history, told like `index`; rows that name nobody are `person`'s.

        `people`: whose a name in it is, person to name.
        """
        with self._intake_lock:
            yield from intake.read_history(self.library, kind, file, person, people)

    def train(self) -> Iterator[intake.Told]:
        """Learn the ranker from everyone's histories, told like `index`; a worse one than before is not taken."""
        with self._intake_lock:
            yield from intake.train(self.library)

    def learn(self) -> Generator[intake.Told, None, None]:
        """Train where a good part of the histories is new since the last time, told like `train`; else nothing."""
        if is_due(self.library, self._learned_rows):
            self._learned_rows = self.library.people.size()
            yield from self.train()

    def merged(self) -> list[intake.Told]:
        """The works that stand in several sources, with their records: see `indexers.merging.verdict.several`."""
        return several(self.library)

    def judge(self, one: str, other: str, *, same: bool) -> None:
        """These two items (ids, or titles that are unique) are one work, or are not, whatever sources say later.

        Raises NotFound.
        """
        with self._intake_lock:
            judge(self.library, self.resolve(one), other if ":" in other else self.resolve(other), same)

    def back_up(self, folder: Path) -> intake.Told:
        """A snapshot of the library in `folder`, while it is in use: {"snapshot", "files", "copied"}."""
        with self._intake_lock:
            found = backups.back_up(self.library, folder, self._now())
        return {"snapshot": found.name, "files": found.files, "copied": found.copied}

    def replay(self, turn: str, *, person: str | None = "me") -> intake.Told:
        """Answer a kept turn again: {"turn", "reply", "then", "same", "differs"}. Raises NotFound.

        By the model in use now, at the clock of then, without what was said since; over the library as it is now.
        """
        who = self.library.person(person)
        record = who.turn(plain(turn))
        if record is None or "messages" not in record:
            raise NotFound(f"No turn {turn!r} is kept for {who.name or 'a stranger'}.")
        then = Answer.model_validate(record["answer"])
        then_at = datetime.fromisoformat(record["now"])
        again = Usher(self.library, self.settings, self.chosen, now=lambda: then_at, seed=self._seed, is_dry=True)
        given = {"n": record["n"], "with_others": record.get("with_others", True)}
        now = again.ask(record["messages"], person=person, **given)
        differs = [name for name in ("request", "picks", "reply") if getattr(now, name) != getattr(then, name)]
        return {"turn": turn, "reply": now.reply, "then": then.reply, "same": not differs, "differs": differs}

    def use(self, chosen: Chosen) -> None:
        """Answer with another model from the next turn on; the old one is closed."""
        with self._model_lock:
            old, self.chosen = self.chosen, chosen
        old.close()

    def close(self) -> None:
        self.chosen.close()
        self.library.close()

    def __enter__(self) -> Usher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _whose(self, person: str | None) -> Person:
        """In a replay, the person as they were."""
        who = self.library.person(person)
        return who.as_of(self._now()) if self._is_dry else who

    def _context(
        self, who: Person, together: Sequence[str] = (), fairness: str = "least-misery", language: str = "en"
    ) -> Context:
        """An answer is in the language of the message; what answers no message, or an English one, in the setting's."""
        return Context(
            library=self.library,
            person=who,
            now=self._now(),
            random=random.Random(self._seed),
            settings=self.settings.search.speaking(language),
            company=tuple(self._whose(name) for name in company_of(self.library, who, together)),
            fairness=checked_fairness(fairness),
        )

    def _read(self, talk: Sequence[dict[str, str]], who: Person, *, with_others: bool = True) -> State:
        catalogue, now = self.library.catalogue, self._now()
        told, company = heard(self.library, who, talk) if with_others else (talk, ())
        state = read(told, catalogue.columns(), catalogue.titles(), rules=who.rules(now), now=now)
        return replace(state, company=company)

    def _turn(
        self, talk: Sequence[dict[str, str]], who: Person, conversation: str | None, n: int | None, *, remember: bool,
        with_others: bool,
    ) -> Turn:  # fmt: skip
        from tools.calls.turn import Turn

        state = self._read(talk, who, with_others=with_others)
        asked, said = state.request.count, tuple(m["content"] for m in talk if m["role"] == "user")
        wanted = count_of(n if n is not None else max(asked or 0, DEFAULT_PICKS))
        return Turn(
            context=replace(self._context(who, state.company, language=state.language), lifts_rules=state.once),
            state=state,
            words="\n".join(said),
            said=said,
            knows_undo=any(undo in m["content"].lower() for m in talk if m["role"] == "assistant" for undo in _UNDO),
            is_kept=remember,
            with_others=with_others,
            is_dry=self._is_dry,
            n=wanted,
            shown=min(wanted, asked or MIN_SHOWN),
            id=uuid.uuid4().hex[:12],
            conversation=conversation or uuid.uuid4().hex[:12],
        )

    def _kept(self, who: Person, turn: Turn, talk: Sequence[Message], done: Done) -> Done:
        """The turn is stored; one that cannot be, because the disk is full, is an answer all the same."""
        try:
            self._keep(who, turn, talk, done)
        except LibraryError as error:
            note = f"{done.answer.model.note} This turn was not kept: {error}".strip()
            model = done.answer.model.model_copy(update={"note": note})
            return replace(done, answer=done.answer.model_copy(update={"model": model}))
        return done

    def _keep(self, who: Person, turn: Turn, talk: Sequence[Message], done: Done) -> None:
        """The turn's record: what was said, called and answered, and why each shown pick was there."""
        if not who.remembers:
            return
        if turn.state.request.intent in ("recommend", "similar") and turn.state.fresh and not turn.state.undo:
            sought = Interaction(kind="search", text=turn.state.message, at=self._now(), source="usher")
            who.add([sought], turn.message_keys[-1])
        shown = (done.answer.picks or done.answer.alternatives)[: done.answer.shown]
        whys = {p.id: search.explain(turn.context, p.id, done.answer.request) for p in shown}
        record = {
            "message": talk[-1]["content"],
            "messages": list(talk),
            "n": turn.n,
            "now": self._now().isoformat(),
            "company": turn.state.company,
            "with_others": turn.with_others,
            "calls": done.calls,
            "answer": done.answer.as_json(),
            "explanations": {id_: why.model_dump(mode="json") for id_, why in whys.items()},
        }
        who.save_turn(turn.id, turn.conversation, self._now(), record)
