from types import SimpleNamespace

import pytest

from clausecheck.detect.grants import Found, Grants
from clausecheck.spans import Span
from clausecheck.structure.citations import find_citations


def grants(*placed):
    segments = [SimpleNamespace(own=Span(start, start + len(text)), text=text) for start, text in placed]
    return Grants([Found(SimpleNamespace(segment=segment), SimpleNamespace(attributes={})) for segment in segments])


@pytest.mark.parametrize(
    ("span", "stands"),
    [(Span(10, 15), True), (Span(0, 100), True), (Span(11, 100), False), (Span(0, 14), False), (Span(20, 30), False)],
)
def test_a_grant_stands_in_a_passage_that_holds_the_whole_of_it(span, stands):
    assert grants((10, "right"), (120, "other")).any_in([span]) is stands


def test_a_longer_grant_before_does_not_hide_a_shorter_one():
    assert grants((10, "a right, and more of it"), (10, "right")).any_in([Span(5, 15)])


def test_grants_are_found_by_the_sections_that_they_quote_in_their_order():
    held = grants((50, "as clause 9 and section 4 say"), (10, "under section 4"), (90, "under section 5"))
    assert held.quoting(find_citations("Clauses 4 and 9 are deleted.")) == (held.found[0].own, held.found[1].own)
    assert held.quoting([]) == ()
