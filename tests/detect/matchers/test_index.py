from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.detect.language import phrase_matcher
from clausecheck.detect.matchers.line import LineMatcher, Scan
from tests.support.scans import NLP, PARTIES, lines_of, scan_of

FRAGMENTS = {
    "may": ["may", "is|are entitled to"],
    "end": ["terminat*", "cancel|end", "bring .. to an end"],
    "who": ["either party", "${customer}", "${provider}"],
}
LINES = [
    "${who} ... ${may} ... ${end} ... without cause",
    "${may} (also) ${end}",
    "${who} .. shall not",
    "for (mere) convenience",
    "third-party ... end",
    "ca|can n't|not ... end",
    "no ... ${end}",
    "50 % of",
]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Either party may at any time terminate this Agreement without cause.", LINES[0]),
        ("Client shall not assign.", LINES[2]),
        ("It ends for convenience.", LINES[3]),
        ("A third-party claim may end it.", LINES[4]),
        ("Vendor cannot simply end this.", LINES[5]),
        ("Vendor can't simply end this.", LINES[5]),
        ("Vendor owes 50% of the fee.", LINES[7]),
    ],
)
def test_a_line_that_stands_in_a_text_is_possible_before_and_after_the_text_is_cut_into_words(text, line):
    patterns = lines_of(*LINES, fragments=FRAGMENTS)
    scan = scan_of(text, patterns)
    assert scan.find(line)
    assert line in scan.possible
    lines = LineMatcher(NLP, patterns).lines
    assert line in lines.named(lines.possible_in([text])[0])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Either party may assign this Agreement without cause.", LINES[0]),  # nothing that ends
        ("Client owes nothing.", LINES[2]),
        ("The convenience of Client matters.", LINES[3]),
    ],
)
def test_a_line_that_lacks_a_word_or_a_fragment_is_not_possible(text, line):
    assert line not in scan_of(text, lines_of(*LINES, fragments=FRAGMENTS)).possible


def test_a_line_of_parties_alone_is_possible_everywhere():
    assert "${customer} ... ${provider}" in scan_of("Nothing.", lines_of("${customer} ... ${provider}")).possible


WORDS = (
    *(
        "Client",
        "Vendor",
        "either",
        "party",
        "may",
        "is",
        "entitled",
        "to",
        "terminate",
        "end",
        "cancel",
        "bring",
        "an",
    ),
    *(
        "without",
        "cause",
        "for",
        "mere",
        "convenience",
        "third-party",
        "cannot",
        "can't",
        "no",
        "shall",
        "not",
        "50%",
        "of",
    ),
)


SAMPLE = lines_of(*LINES, fragments=FRAGMENTS)
MATCHER = LineMatcher(NLP, SAMPLE)
NAMES = phrase_matcher(NLP, PARTIES)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_leaving_lines_out_changes_nothing_that_is_found(words):
    text = " ".join(words)
    sifted, whole = (Scan(MATCHER, text, NAMES) for _ in range(2))
    whole.possible = set(SAMPLE.lines)
    assert {line: sifted.find(line) for line in SAMPLE.lines} == {line: whole.find(line) for line in SAMPLE.lines}


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), max_size=5))
def test_of_many_passages_each_is_answered_as_if_it_were_asked_about_alone(texts):
    together = [numbers.tolist() for numbers in MATCHER.lines.possible_in(texts)]
    assert together == [MATCHER.lines.possible_in([text])[0].tolist() for text in texts]
