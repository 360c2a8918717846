"""Text of whatever encoding: by its mark, as UTF-8, by the language its name says, else as it reads best."""

from __future__ import annotations

import codecs
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OF_LANGUAGE = {
    "ru": "cp1251", "uk": "cp1251", "bg": "cp1251", "sr": "cp1250", "pl": "cp1250", "cs": "cp1250", "sk": "cp1250",
    "hu": "cp1250", "ro": "cp1250", "hr": "cp1250", "sl": "cp1250", "el": "cp1253", "tr": "cp1254", "he": "cp1255",
    "ar": "cp1256", "fa": "cp1256", "lt": "cp1257", "lv": "cp1257", "et": "cp1257", "vi": "cp1258", "th": "cp874",
    "ja": "cp932", "ko": "cp949",
}  # fmt: skip
# Characters that make up a good part of any text of that script: what a wrong decoding seldom hits.
_COMMON = {
    "gb18030": "的一是不了我在有人这他们来个你说到会那么就没对吗什",
    "big5": "的一是不了我在有人這他們來個你說到會那麼就沒對嗎什",
    "cp932": "のにをはがでとたしてるいなかれすまもっよんく",
    "euc_jp": "のにをはがでとたしてるいなかれすまもっよんく",
    "cp949": "이다는을가에고지하기의도나그어아사니게자은",
    "cp1251": "оеаинтсрвлкмдпу",
    "koi8_r": "оеаинтсрвлкмдпу",
}
_ONE_BYTE = frozenset({"cp1251", "koi8_r"})
_SAMPLE = 20_000  # bytes that the guess is made from


def read_text(path: Path, most: int, language: str = "") -> str:
    """The file's first `most` bytes as text; characters that cannot be read become U+FFFD. Raises OSError.

    `language`: ISO 639-1, as a hint for files that are not Unicode.
    """
    with path.open("rb") as file:
        return decode(file.read(most), language)


def decode(raw: bytes, language: str = "") -> str:
    """`raw` as text, line ends as \\n."""
    text = raw.decode(encoding_of(raw, language), "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def encoding_of(raw: bytes, language: str = "") -> str:
    """The encoding that `raw` is most likely written in."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    if wide := _wide(raw):
        return wide
    if _reads(raw, "utf8"):
        return "utf8"
    hinted = _OF_LANGUAGE.get(language)
    if hinted and _reads(raw, hinted):
        return hinted
    return _likeliest(raw[:_SAMPLE])


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    head = raw[:2_000]
    if len(head) < 4:
        return ""
    even, odd = (head[start::2].count(0) / (len(head) / 2) for start in (0, 1))
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else ""


def _reads(raw: bytes, encoding: str) -> bool:
    """Whether all of it is that encoding; a character cut at the end is forgiven."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(raw)
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(raw: bytes) -> str:
    scores = {encoding: _score(raw, encoding) for encoding in _COMMON}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= 0.12 else "cp1252"


def _score(raw: bytes, encoding: str) -> float:
    """Share of the characters beyond ASCII that are among the script's commonest; 0 where it does not decode."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(raw)
    except UnicodeDecodeError:
        return 0.0
    beyond = [character for character in text if character > "\x7f"]
    letters = sum(character.isalpha() for character in text)
    if not beyond or len(beyond) < letters * (0.5 if encoding in _ONE_BYTE else 0.1):
        return 0.0  # accents on Latin letters are no Cyrillic
    return sum(character in _COMMON[encoding] for character in beyond) / len(beyond)
