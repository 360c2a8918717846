"""Chinese, simplified or traditional: how its words are said in the English that the reader knows."""

from tools.request.words.zh.lexicon import FILLERS, PEOPLE, WISHES, WORDS
from tools.request.words.zh.numerals import in_digits
from tools.request.words.zh.phrases import CLAUSES, MACROS
from tools.request.words.zh.script import MARKS, SIGN, SPEAKS_OF, SPELLING

__all__ = [
    "CLAUSES",
    "FILLERS",
    "MACROS",
    "MARKS",
    "PEOPLE",
    "SIGN",
    "SPEAKS_OF",
    "SPELLING",
    "WISHES",
    "WORDS",
    "in_digits",
]
