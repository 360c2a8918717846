"""Dates as services write them in many languages."""

from __future__ import annotations

import pytest

from indexers.history.export.dates import order_of, read_date
from indexers.reading.lines import LineError

DATES = [
    ("1/13/20", "2020-01-13T00:00"), ("13/01/2020", "2020-01-13T00:00"), ("13. 1. 2020", "2020-01-13T00:00"),
    ("2020. 1. 13.", "2020-01-13T00:00"), ("2020年1月13日", "2020-01-13T00:00"), ("๑๓/๑/๒๕๖๓", "2020-01-13T00:00"),
    ("١٣/١/٢٠٢٠", "2020-01-13T00:00"), ("2020-01-13T10:00:00.000+0200", "2020-01-13T08:00"),
    ("Jan 5, 2020, 10:11:12 PM UTC", "2020-01-05T22:11"), ("Sept 5, 2020, 1:11:12 AM EDT", "2020-09-05T05:11"),
    ("5 janv. 2020, 22:11:12 CET", "2020-01-05T21:11"), ("05.01.2020, 22:11:12 MEZ", "2020-01-05T21:11"),
    ("5 ene. 2020, 22:11:12 GMT-03:00", "2020-01-06T01:11"), ("2020/01/05 22:11:12 JST", "2020-01-05T13:11"),
    ("2020. 1. 5. 오후 10:11:12 KST", "2020-01-05T13:11"), ("5 мая 2020 г., 22:11:12 MSK", "2020-05-05T19:11"),
    ("5 de mar. de 2020, 22:11:12 BRT", "2020-03-06T01:11"), ("5 Μαΐ 2020, 22:11:12 EET", "2020-05-05T20:11"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at"), DATES)
def test_a_date_is_read_in_its_language(text: str, at: str) -> None:
    found = read_date(text, order_of([text]))
    assert found is not None and found.isoformat().startswith(at)


@pytest.mark.parametrize("text", ["yesterday", "99/99/99", "31/02/2020", "5 Blursday 2020", "2020-13-45", "9" * 500])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(LineError, match="no date"):
        read_date(text)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/4/20", "1/13/20"], "mdy"),
        (["3/4/20", "13/1/20"], "dmy"),
        (["4/2/20", "4/1/20", "3/9/20", "3/2/20"], "mdy"),
        (["2/4/20", "1/4/20", "9/3/20", "2/3/20"], "dmy"),
        (["3/4/20"], "dmy"),
    ],
)
def test_the_order_of_day_and_month_is_told_by_all_dates_of_a_file(texts: list[str], order: str) -> None:
    assert order_of(texts) == order
