from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.detect.quantities import number, numbers, percentages, periods


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("upon thirty (30) days' prior notice", 30),
        ("upon 30 days' notice", 30),
        ("upon thirty days notice", 30),
        ("upon sixty (60) days’ notice", 60),
        ("a 90-day notice", 90),
        ("upon one hundred and eighty (180) days' notice", 180),
        ("upon forty-five days' notice", 45),
        ("within a fortnight", 14),
        ("within two weeks", 14),
        ("upon three (3) months' notice", 90),
        ("upon ten (10) business days' notice", 10),
        ("once each calendar year", 365),
        ("within [15] days", 15),
        ("due net thirty (30).", 30),
        ("payable net 45 from receipt", 45),
        ("on 48 hours' notice", 2),
    ],
)
def test_periods_in_days(text, days):
    assert [period.in_unit("days") for period in periods(text)] == [days]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("within twenty-four (24) hours", 24),
        ("within 72 hours", 72),
        ("within one (1) hour", 1),
        ("within an hour", 1),
        ("within two days", 48),
        ("within 48 hrs", 48),
    ],
)
def test_periods_in_hours(text, hours):
    assert [period.in_unit("hours") for period in periods(text)] == [hours]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("for three (3) years", 36),
        ("for successive one-year terms", 12),
        ("for twelve (12) months", 12),
        ("for two quarters", 6),
        ("for 365 days", 12),
        ("for 90 days", 3),
        ("renewed annually", 12),
        ("on a month-to-month basis", 1),
        ("for 45 days", None),
    ],
)
def test_periods_in_months(text, months):
    assert {period.in_unit("months") for period in periods(text)} == {months}


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("in three months out of any six, the Customer may leave", [3, 6]),
        ("in two (2) months out of twelve (12)", [2, 12]),
        ("in any 3 months of any rolling 12", [3, 12]),
        ("in three months out of any six months", [3, 6]),
    ],
)
def test_a_number_out_of_which_periods_are_counted_is_a_period(text, months):
    assert [period.in_unit("months") for period in sorted(periods(text), key=lambda each: each.start)] == months


def test_hours_that_make_no_whole_days_are_not_told_in_days():
    (period,) = periods("within 36 hours")
    assert period.in_unit("days") is None


def test_words_prevail_over_figures():
    assert [period.count for period in periods("upon thirty (60) days' notice")] == [30]


def test_business_days_are_told_from_days():
    assert [period.business for period in periods("five business days and ten days")] == [True, False]


def test_a_period_stands_where_its_words_are():
    text = "Notice of not less than ninety (90) days is required, or one week in an emergency."
    assert [text[period.start : period.end] for period in periods(text)] == ["ninety (90) days", "one week"]


@pytest.mark.parametrize("text", ["these days", "business days", "Section 30", "day-to-day operations", "the months"])
def test_what_is_no_period(text):
    assert list(periods(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("five percent (5%)", 5),
        ("5%", 5),
        ("99.95 %", 99.95),
        ("two per cent", 2),
        ("2,5 percent", 2.5),
        ("one and one-half percent", 1.5),
        ("one and a half per cent", 1.5),
        ("two and three quarters percent", 2.75),
        ("one and one-half percent (1-1/2%)", 1.5),
        ("1 1/2%", 1.5),
        ("1/2%", 0.5),
        ("ten percent of the Fees", 10),
        ("three quarters of one per cent (0.75%)", 0.75),
        ("one half of one percent", 0.5),
        ("two-thirds of 3%", 2),
    ],
)
def test_percentages(text, value):
    assert [found.value for found in percentages(f"a credit of {text}")] == [value]


def test_a_percentage_without_a_number_is_none():
    assert list(percentages("the same percent of the Fees")) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty-one", 21),
        ("one hundred", 100),
        ("one hundred and eighty", 180),
        ("fourty", 40),
        ("x", None),
    ],
)
def test_numbers_in_words(words, value):
    assert number(words) == value


@given(st.text(alphabet="0123456789 ()[]-'%abdehorsty.", max_size=60))
def test_any_text_is_read_and_places_stay_inside(text):
    for found in (*periods(text), *percentages(text)):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("three (3) or more times in any six-month period", [3]),
        ("in any 3 consecutive months", [3]),
        ("more than twice", [2]),
        ("twenty-five of them", [25]),
        ("12.5 points, 1,250 calls, $300, 45% of a year, or five percent", []),
        ("under section 7 of 2026", []),
    ],
)
def test_plain_numbers(text, found):
    assert [each.value for each in numbers(text)] == found


@pytest.mark.parametrize("text", ["a net 30 agents", "net 30,000 contacts", "net 30% of the price", "net asset value"])
def test_a_net_figure_that_counts_something_is_no_period(text):
    assert list(periods(text)) == []


@pytest.mark.parametrize("text", ["payable annually", "billed quarterly", "each month", "per calendar quarter"])
def test_how_often_is_told_from_how_long(text):
    assert [period.recurring for period in periods(text)] == [True]


@pytest.mark.parametrize("text", ["within 30 days", "a month's notice", "every 30 days"])
def test_how_long_does_not_recur(text):
    assert [period.recurring for period in periods(text)] == [False]


def test_a_run_of_number_words_is_no_number_without_end():
    found = list(numbers("nine " * 6_000))
    assert len(found) == 1_000
    assert all(each.end - each.start <= len("nine ") * 6 for each in found)
