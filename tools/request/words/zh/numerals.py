"""Numbers in digits and lengths in minutes: 两小时 -> 120分钟, 九十年代 -> 90年代."""

from __future__ import annotations

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇一二两三四五六七八九十百千]+"
# What makes a numeral of such characters: a unit after it, or 第 before it.
_COUNTED = re.compile(
    rf"(?<=第){_NUMERAL}"
    rf"|{_NUMERAL}(?=年|岁|小时|分钟|[个部张集首本季](?!别)|分(?:以上|以下|钟)|分$|星|(?:到|至)[{_NUMERAL[1:-2]}\d]+"
    r"(?:分|年|个|小))"
)
_HALF_MORE = re.compile(r"(\d+)个?半(?:个?)(?:小时|钟头|钟)")
_HOURS = re.compile(r"(\d+(?:\.\d+)?)个?(?:小时|钟头)(?:(\d+)(?:分钟|分))?")
_HALF = re.compile(r"半个?(?:小时|钟头)")


def in_digits(text: str) -> str:
    text = _COUNTED.sub(lambda found: str(_value(found[0])), text)
    text = _HALF_MORE.sub(lambda found: f"{int(found[1]) * 60 + 30}分钟", text)
    text = _HOURS.sub(lambda found: f"{round(float(found[1]) * 60) + int(found[2] or 0)}分钟", text)
    return _HALF.sub("30分钟", text)


def _value(numeral: str) -> int:
    if not set(numeral) & set(_TENS):
        return int("".join(str(_DIGITS[c]) for c in numeral))  # 二〇〇〇
    total = digit = 0
    for c in numeral:
        if c in _TENS:
            total, digit = total + (digit or 1) * _TENS[c], 0
        else:
            digit = _DIGITS[c]
    return total + digit
