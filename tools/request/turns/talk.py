"""What the conversation speaks of: the lists shown, the works and people named last, and what points at them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexers.reading.fold import fold
from tools.request.replies import Reply, read_reply
from tools.request.spans.link import Linker
from tools.request.state import Handle, TitleMention
from tools.request.turns.works import unique, within, without


@dataclass(frozen=True)
class Talk:
    """`focus`: the works spoken of last; `people`: names spoken of last."""

    shown: tuple[Handle, ...] = ()  # the last list, in its order
    listings: tuple[Handle, ...] = ()  # of all lists one after another, works that stood in several so often
    focus: tuple[Handle, ...] = ()
    placed: tuple[Handle, ...] = ()  # what ordinals count: the last list, or the works that prose offered since
    choice: tuple[Handle, ...] = ()  # the works named together last: what "both", "the other one" choose from
    spoken: tuple[Handle, ...] = ()  # those spoken of one by one since, the latest last
    named: tuple[Handle, ...] = ()  # every work named so far
    people: tuple[str, ...] = ()
    ever_people: tuple[str, ...] = ()
    is_list: bool = False  # the last reply was a numbered list

    @property
    def ever_shown(self) -> tuple[Handle, ...]:
        return unique(self.listings)

    @property
    def latest(self) -> tuple[Handle, ...]:
        """The works shown or spoken of last."""
        return unique((*self.focus, *self.shown))

    @property
    def works(self) -> tuple[Handle, ...]:
        """All works spoken of, the latest first."""
        return unique((*self.latest, *reversed((*self.named, *self.ever_shown))))

    def after_reply(
        self, content: str, linker: Linker, media: tuple[str, ...] = (), *, is_answer: bool = False
    ) -> Talk:
        """The talk after an assistant's message, whoever wrote it.

        The answer to a question about works (`is_answer`) leaves them in focus, those first that it names again: what
        else it names is said in passing. The length that it tells is theirs.
        """
        recent = frozenset(fold(h.title) for h in self.named)
        reply = read_reply(content, linker, recent, media, is_answer=is_answer)
        focus = self._answered(reply) if is_answer and not reply.listed else reply.named or self.focus
        is_offer = len(reply.named) > 1 and not reply.is_answer
        return replace(
            self,
            shown=reply.listed or self.shown,
            listings=(*self.listings, *reply.listed),
            focus=focus,
            placed=reply.named if is_offer or reply.listed else self.placed,
            choice=reply.named if is_offer else self.choice,
            spoken=() if is_offer else unique((*without(self.spoken, focus), *focus)),
            named=unique((*self.named, *reply.named)),
            people=reply.people or self.people,
            ever_people=tuple(dict.fromkeys((*reply.people, *self.ever_people))),
            is_list=bool(reply.listed),
        )

    def _answered(self, reply: Reply) -> tuple[Handle, ...]:
        """Of the works asked about those that the answer names; of a single one it may tell the length."""
        focus = within(self.focus, reply.named) or self.focus or reply.named
        if len(focus) == 1 and focus[0].minutes is None and reply.minutes is not None:
            return (replace(focus[0], minutes=reply.minutes),)
        return focus

    def after_request(self, about: tuple[Handle, ...], named: tuple[Handle, ...], people: tuple[str, ...]) -> Talk:
        """The talk after a message that speaks of the works `about`, else names `named`."""
        focus = about or named
        return replace(
            self,
            focus=focus or self.focus,
            choice=about if len(about) > 1 else self.choice,
            spoken=unique((*without(self.spoken, focus), *focus)),
            named=unique((*self.named, *named)),
            people=people or self.people,
            ever_people=tuple(dict.fromkeys((*people, *self.ever_people))),
            is_list=self.is_list and not about,
        )

    def at(self, place: int) -> Handle | None:
        """The work at a 1-based place (negative: from the end) of what was offered last, else of what is spoken of."""
        source = self.placed or self.focus
        if place == 0 or place > len(source) or -place > len(source):
            return None
        return source[place - 1] if place > 0 else source[place]

    def known(self, title: TitleMention) -> Handle | None:
        """The work of that title that was spoken of before, if one was: "heat" after "1. Heat (1995)" is that one."""
        for handle in (*self.focus, *self.shown, *self.named):
            if (
                handle.row is not None
                and handle.row in title.rows
                and (title.year is None or title.year == handle.year)
            ):
                return handle
            if handle.row is None and not title.rows and fold(handle.title) == fold(title.text):
                return handle
        return None

    def pointed(self, number: str) -> tuple[Handle, ...]:
        """ "it": the work spoken of; "both": the last two; "them": all that were named together."""
        if number == "all":
            return self.focus if len(self.focus) > 1 else self.choice or self.focus
        if number == "both":
            pair = next((works for works in (self.focus, self.choice, self.spoken) if len(works) == 2), ())
            return pair or (self.spoken[-2:] if len(self.spoken) > 1 else self.pointed("all"))
        return self.focus[:1] if self.is_list else self.focus[-1:]


def compared(works: tuple[Handle, ...], order: str) -> Handle | None:
    """ "the older one", "the shortest": of `works`, by year or length where two or more are known."""
    known = [(key, h) for h in works if (key := h.year if order in ("new", "old") else h.minutes) is not None]
    if len(known) < 2:
        return None
    return (max if order in ("new", "long") else min)(known, key=lambda pair: pair[0])[1]
