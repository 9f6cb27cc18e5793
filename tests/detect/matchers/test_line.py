from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.detect.language import make_language
from clausecheck.detect.matchers.line import LineMatcher, Scan
from tests.support.scans import NLP, found, lines_of, scan_of, words_of


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("for convenience", "for convenience"),
        ("For Convenience", "FOR CONVENIENCE"),
        ("terminate|cancel this", "cancel this"),
        ("terminat*", "termination"),
        ("may (also) terminate", "may terminate"),
        ("may (also) terminate", "may also terminate"),
        ("may ... convenience", "may " + "really " * 30 + "convenience"),
        ("may .. terminate", "may a b c d e terminate"),
        ("third-party audit", "third-party audit"),
        ("days' notice", "days' notice"),
        ("(the) .. agreement (hereby) ends", "agreement ends"),
        ("will not share", "won't share"),
        ("may|can not terminate", "can\u2019t terminate"),
        ("wo n't share", "won't share"),
        ("they will pay", "they'll pay"),
    ],
)
def test_a_line_is_found(line, text):
    assert found(line, f"Now {text} here.") == [text]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("for convenience", "for our convenience"),
        ("terminate", "termination"),
        ("terminat*", "interminable"),
        ("may ... convenience", "may " + "really " * 31 + "convenience"),
        ("may .. terminate", "may a b c d e f terminate"),
        ("may ... terminate", "terminate what it may"),
        ("may (also) terminate", "may not terminate"),
    ],
)
def test_a_line_is_not_found(line, text):
    assert found(line, f"Now {text} here.") == []


def test_the_shortest_match_is_given_for_each_end():
    text = "Client may assign this Agreement and Client may terminate this Agreement."
    assert found("client ... terminate", text) == ["Client may terminate"]


def test_each_place_where_a_line_can_end_is_a_match():
    assert found("may ... agreement|contract", "It may end the Agreement or the Contract.") == [
        "may end the Agreement",
        "may end the Agreement or the Contract",
    ]


def test_fragments_stand_for_any_of_their_lines_and_are_captured():
    patterns = lines_of("${who} may leave", fragments={"who": ["either party", "${customer}"]})
    scan = scan_of("Client may leave.", patterns)
    (match,) = scan.find("${who} may leave")
    outer, inner = match.captures
    assert (outer.fragment, inner.fragment) == ("who", "customer")
    assert words_of(scan, match) == "Client may leave"
    assert match.captured("provider", "customer") == inner
    assert match.captured("provider") is None


@pytest.mark.parametrize(
    "text", ["Client pays sum.", "Client pays a sum.", "Client pays a fixed sum.", "Client pays only a fixed sum."]
)
def test_a_fragment_may_open_with_words_that_need_not_be_there(text):
    patterns = lines_of("pays (only) ${sum}", fragments={"sum": ["(a|the) (fixed) sum"]})
    (*_, match) = scan_of(text, patterns).find("pays (only) ${sum}")
    assert match.captures[0].end == match.end


def test_a_fragment_that_may_be_left_out_leaves_the_others_alone():
    fragments = {"who": ["either party", "${customer}"]}
    patterns = lines_of("(${who}) (further) agrees", "${who} agrees", fragments=fragments)
    for text in ("Client agrees.", "Client further agrees.", "It agrees."):
        assert scan_of(text, patterns).find("(${who}) (further) agrees")
    scan = scan_of("Either party agrees.", patterns)
    assert scan.find("(${who}) (further) agrees") and scan.find("${who} agrees")


@pytest.mark.parametrize(
    ("party", "fragment"), [("Client", "customer"), ("Vendor", "provider"), ("vendor", "provider")]
)
def test_parties_are_found_by_the_terms_of_this_contract(party, fragment):
    scan = scan_of(f"The {party} may leave.", lines_of("may"))
    assert [words_of(scan, match) for match in scan.fragment(fragment)] == [party]


def test_a_party_that_the_preamble_did_not_reveal_stands_before_a_modal_verb():
    scan = scan_of("Hospital may leave, but it may not return. These Services may end.", lines_of("may"))
    assert [words_of(scan, match) for match in scan.fragment("other_party")] == ["Hospital"]


def test_an_optional_step_keeps_the_gap_that_stands_before_it():
    assert found("may .. (also) terminate", "It may at once terminate.") == ["may at once terminate"]


LEAVE = {"new_leave": ["but|and may"]}


@pytest.mark.parametrize(
    ("line", "text", "words"),
    [
        ("not ... train", "It may not sell data but may train on them.", []),
        ("not ... train", "It may not sell data but may not train on them.", ["not train"]),
        ("not ... train", "It shall not sell data and shall not train on them, but may use them.", ["not train"]),
        ("not ... data ... train", "It may not sell data but may train on them.", []),
        ("data ... train", "It may not sell data but may train on them.", ["data but may train"]),
        ("not ... but ... train", "It may not sell data but may train on them.", ["not sell data but may train"]),
        ("not ... may ... train", "It may not sell data but may train on them.", ["not sell data but may train"]),
    ],
)
def test_a_line_that_opens_with_a_negation_ends_where_a_new_leave_is_given(line, text, words):
    assert found(line, text, fragments=LEAVE) == words


@pytest.mark.parametrize("line", ["third-party|foreign claim", "off-the-shelf", "n't .. claim"])
def test_words_that_the_tokenizer_cuts_are_found_piece_by_piece(line):
    text = "It won't be a third-party claim on off-the-shelf goods."
    assert found(line, text) in (["third-party claim"], ["off-the-shelf"], ["n't be a third-party claim"])
    assert found(line, "It is a third party claim on goods off the shelf.") == []


def test_raw_token_patterns_are_found_by_name():
    patterns = lines_of("may")
    matcher = LineMatcher(NLP, patterns)
    matcher.add_tokens("number", [[{"LIKE_NUM": True}, {"LOWER": "days"}]])
    scan = type(scan_of("x", patterns))(matcher, "within thirty days of notice")
    assert [words_of(scan, match) for match in scan.find_tokens("number")] == ["thirty days"]
    with pytest.raises(ValueError, match="NO_SUCH"):
        matcher.add_tokens("broken", [[{"NO_SUCH": True}]])


def test_a_matcher_begins_with_an_empty_vocabulary_when_it_has_met_too_many_words():
    matcher = LineMatcher(make_language(), lines_of("${who} may", fragments={"who": ["licensee|lessee"]}))
    matcher.add_tokens("number", [[{"LIKE_NUM": True}, {"LOWER": "days"}]])
    assert matcher.refreshed(10**6) is matcher
    assert not Scan(matcher, " ".join(f"lessee{number}" for number in range(500))).find_tokens("number")
    fresh = matcher.refreshed(1500)
    assert len(fresh.nlp.vocab.strings) < len(matcher.nlp.vocab.strings)
    for each in (matcher, fresh):
        scan = Scan(each, "Lessee may within thirty days renew.")
        assert [words_of(scan, match) for match in scan.find("${who} may")] == ["Lessee may"]
        assert [words_of(scan, match) for match in scan.find_tokens("number")] == ["thirty days"]


WORDS = st.lists(st.sampled_from(["may", "end", "this", "deal", "now", "not"]), min_size=1, max_size=14)


@given(WORDS)
def test_gaps_agree_with_a_search_of_every_pair(words):
    """A line of two words and a gap ends wherever its last word follows the first closely enough."""
    text = " ".join(words)
    ends = {
        last
        for first, word in enumerate(words)
        for last, other in enumerate(words)
        if word == "may" and other == "deal" and first < last <= first + 6
    }
    scan = scan_of(text, PAIR)
    assert {match.end - 1 for match in scan.find("may .. deal")} == ends
    assert all(
        words[match.start] == "may" and "may" not in words[match.start + 1 : match.end]
        for match in scan.find("may .. deal")
    )


PAIR = lines_of("may .. deal")
