import time
from contextlib import closing

import pytest

from clausecheck.ingest.limits import Limits
from clausecheck.migration.searching import Query, Searcher, find

TEXTS = (
    "Customer may terminate this Agreement for convenience on ninety (90) days' notice.",
    "This Agreement shall automatically renew unless notice of non-renewal is given.",
)
SLOW = r"(\w+\s?)+#"


def query(*patterns, unless_any=(), group="value", language=""):
    return Query(patterns, unless_any, group, language)


def test_patterns_are_found_in_any_case_and_over_line_breaks():
    assert set(find(("For\nCONVENIENCE",), query("for.convenience")).numbers) == {0}


def test_numbers_are_those_of_the_group():
    assert find(TEXTS, query(r"(?P<value>\d+)\) days")).numbers == {0: (90.0,)}
    assert find(TEXTS, query(r"(?P<value>[a-z]+)\) days", r"(\d+)")).numbers == {0: ()}


def test_the_language_of_the_rule_comes_after_all_texts():
    assert find(TEXTS, query(r"(?P<value>\d+) months", language="for 6 months")).numbers == {2: (6.0,)}


def test_what_is_excused_is_found_all_the_same():
    hits = find(TEXTS, query("renew", "terminate", unless_any=("non-renewal",)))
    assert (set(hits.numbers), hits.excused) == ({0, 1}, {1})


@pytest.mark.filterwarnings("error")
def test_what_is_no_regular_expression_is_told_and_the_others_are_run(capsys):
    hits = find(TEXTS, query("(", "renew", "[[z]", "a{99999999999}"))
    assert (set(hits.numbers), hits.broken) == ({1}, ("(", "a{99999999999}"))
    assert capsys.readouterr() == ("", "")


def test_a_catastrophic_pattern_costs_its_rule_and_no_more():
    with closing(Searcher(TEXTS, Limits(seconds=1, memory=1_000_000_000))) as searcher:
        assert searcher.search(query(SLOW)) is None
        assert set(searcher.search(query("renew")).numbers) == {1}


def test_after_some_overruns_no_further_rule_is_run():
    with closing(Searcher(TEXTS, Limits(seconds=0.3, memory=None))) as searcher:
        assert [searcher.search(query(SLOW)) for _ in range(3)] == [None] * 3
        began = time.monotonic()
        assert searcher.search(query("renew")) is None
        assert time.monotonic() - began < 0.1
