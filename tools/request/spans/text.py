"""A message as tokens: folded words and punctuation, each with its place in the original text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

LONGEST_CHARS = 4_000  # what is read of one message: nobody asks for a film in more

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"',
    "–": "-",
"—": "-"})  # fmt: skip
_PIECE = re.compile(
    r"\d+(?:[.,]\d+)+(?=\s|$|[^\d])|\d+:\d\d(?!\d)|\b[wW]/(?:[oO]\b)?|[^\W_]+(?:'[^\W_]+)*'?"
    r"|'\d\d(?![\d'])(?!s)|'(?=\d0s)|[\-.,;:!?()\"'/&+%<>=~\n*@#]|…"
)
_ENDS = frozenset(".!?;\n…")


_SHORT = {"w/": "with", "w/o": "without"}


def clean(text: str) -> str:
    """`text` without control characters, with plain quotes, cut to a length that a person writes."""
    text = unicodedata.normalize("NFC", text[: 4 * LONGEST_CHARS]).translate(_QUOTES)
    kept = "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in text)
    return re.sub(r"[^\S\n]+", " ", kept).strip()[:LONGEST_CHARS]


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@dataclass(frozen=True)
class Token:
    """`norm`: folded, apostrophes gone (`dont`); a possessive is cut off and marked."""

    raw: str
    norm: str
    start: int
    end: int
    possessive: bool = False

    @property
    def is_word(self) -> bool:
        return self.norm[:1].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.raw[:1].isupper() or self.raw[:1].isdigit()


# Contractions that without their apostrophe would be other words.
_CONTRACTIONS = {
    "he'll": "hewill",
    "she'll": "shewill",
    "we'll": "wewill",
    "we're": "weare",
    "i'd": "id",
    "she'd": "shed would",
    "he'd": "hewould",
    "we'd": "wewould",
    "let's": "lets",
}
_PRONOUNS = frozenset("it he she that what who there here where how when let one everyone somebody".split())


def _token(piece: re.Match[str]) -> Token:
    raw, start = piece.group(), piece.start()
    if raw == "&":
        return Token(raw, "and", start, piece.end())
    if raw[:1] == "'" and raw[1:].isdigit():
        return Token(raw, str((1900 if int(raw[1:]) > 29 else 2000) + int(raw[1:])), start, piece.end())
    norm = _SHORT.get(raw.lower()) or _plain(raw)
    if norm in _CONTRACTIONS:
        return Token(raw, _CONTRACTIONS[norm].replace(" ", ""), start, piece.end())
    if norm[:1].isalnum() and "'" in norm:
        stem, _, tail = norm.rpartition("'")
        if tail in ("s", "") and stem not in _PRONOUNS and not stem[-1:].isdigit():
            return Token(raw, stem.replace("'", ""), start, piece.end(), possessive=True)
        norm = norm.replace("'", "")
    return Token(raw, norm, start, piece.end())


@dataclass(frozen=True)
class Text:
    """`raw` and its tokens. `norm` joins the tokens' norms by single spaces, for regular expressions."""

    raw: str
    tokens: tuple[Token, ...]
    norm: str
    offsets: tuple[int, ...] = field(repr=False)  # where token i begins in `norm`

    def at(self, offset: int) -> int:
        """The token that holds place `offset` of `norm`."""
        return bisect_right(self.offsets, offset) - 1

    def span(self, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
        """Token span (start, end) of a match in `norm`."""
        start, end = match.span(group)
        return self.at(start), self.at(max(start, end - 1)) + 1

    def slice(self, start: int, end: int) -> str:
        """The original text of tokens start..end-1."""
        return self.raw[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def words(self, start: int, end: int) -> str:
        return " ".join(t.norm for t in self.tokens[start:end])

    @cached_property
    def is_cased(self) -> bool:
        """Whether capitals mean something: some word has one at its head alone."""
        words = [t.raw for t in self.tokens if t.raw[:1].isalpha()]
        return any(w[0].isupper() and (w[1:].islower() or len(w) == 1) for w in words)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Token spans of sentences, their closing punctuation included."""
        found, start = [], 0
        for i, token in enumerate(self.tokens):
            if token.raw[0] in _ENDS and not self._is_inner(i):
                found.append((start, i + 1))
                start = i + 1
        if start < len(self.tokens):
            found.append((start, len(self.tokens)))
        return tuple(s for s in found if any(t.is_word for t in self.tokens[s[0] : s[1]]))

    def _is_inner(self, i: int) -> bool:
        """A full stop of an abbreviation: "Dr. No", "Mr. Bean", "vs. Predator"."""
        if self.tokens[i].raw != "." or i == 0 or i + 1 == len(self.tokens):
            return False
        before, after = self.tokens[i - 1], self.tokens[i + 1]
        if before.norm in _ABBREVIATIONS:
            return True
        return len(before.norm) == 1 and before.raw.isupper() and after.is_word and before.norm != "i"

    def opens_sentence(self, i: int) -> bool:
        return any(start == i for start, _ in self.sentences)


_ABBREVIATIONS = frozenset("dr mr mrs ms vs st jr sr vol no1 inc".split())


def tokenise(text: str) -> Text:
    """`text` (cleaned) as tokens. Hyphens between words are spaces; digits keep theirs (1990-1995)."""
    tokens: list[Token] = []
    for piece in _PIECE.finditer(text):
        token = _token(piece)
        if token.norm == "'" or (token.raw == "-" and not _is_range(text, token)):
            continue
        if token.norm:
            tokens.append(token)
    return _assemble(text, tokens)


def _is_range(text: str, dash: Token) -> bool:
    before, after = text[: dash.start].rstrip()[-1:], text[dash.end :].lstrip()[:1]
    spaced = text[dash.start - 1 : dash.start] == " " and text[dash.end : dash.end + 1] == " "
    return spaced or (before.isalnum() and before.isdigit() and after.isdigit()) or (before == "s" and after.isdigit())


def _assemble(raw: str, tokens: list[Token]) -> Text:
    offsets, place = [], 0
    for token in tokens:
        offsets.append(place)
        place += len(token.norm) + 1
    return Text(raw, tuple(tokens), " ".join(t.norm for t in tokens), tuple(offsets))


def respell(text: Text, corrections: dict[int, str]) -> Text:
    """`text` with the norms of some tokens replaced (typos of known words)."""
    if not corrections:
        return text
    tokens = [
        Token(t.raw, corrections[i], t.start, t.end, t.possessive) if i in corrections else t
        for i, t in enumerate(text.tokens)
    ]
    return _assemble(text.raw, tokens)
