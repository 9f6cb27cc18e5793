from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.structure.segments import locate, normalise
from tests.support.contracts import contract, located, segment_with, texts


def test_a_lead_in_is_joined_with_each_of_its_items():
    parsed = contract("""
        4. Either party may terminate this Agreement:
        (a) if the other party commits a material breach; or
        (b) upon sixty (60) days' written notice. Such notice shall be in writing.
        5. The Vendor shall cooperate.
    """)
    assert texts(parsed) == [
        "Either party may terminate this Agreement:",
        "Either party may terminate this Agreement: if the other party commits a material breach; or",
        "Either party may terminate this Agreement: upon sixty (60) days' written notice.",
        "Such notice shall be in writing.",
        "The Vendor shall cooperate.",
    ]
    assert [segment.kind for segment in parsed.segments] == [
        "sentence",
        "list_item",
        "list_item",
        "sentence",
        "sentence",
    ]


def test_dashes_under_no_section_follow_their_lead_in_and_chapters_do_not():
    parsed = contract("""
        Either party may terminate this Agreement:
        - on thirty days' notice; or
        - at once for fraud.

        The parties agree to the following:
        1. The Vendor shall cooperate.
    """)
    assert texts(parsed) == [
        "Either party may terminate this Agreement:",
        "Either party may terminate this Agreement: on thirty days' notice; or",
        "Either party may terminate this Agreement: at once for fraud.",
        "The parties agree to the following:",
        "The Vendor shall cooperate.",
    ]


def test_lead_ins_add_up_over_levels_and_end_with_their_level():
    parsed = contract("""
        8.1 Client may:
        (a) audit the records, provided that:
        (i) ten days' notice is given; and
        (ii) office hours are kept; and
        (b) inspect the premises.
    """)
    assert texts(parsed)[2:] == [
        "Client may: audit the records, provided that: ten days' notice is given; and",
        "Client may: audit the records, provided that: office hours are kept; and",
        "Client may: inspect the premises.",
    ]


def test_a_finished_sentence_leads_in_nothing():
    parsed = contract("""
        8. Client may audit the records.
        (a) Vendor shall keep them for six years.
    """)
    assert texts(parsed) == ["Client may audit the records.", "Vendor shall keep them for six years."]


def test_a_paragraph_after_the_last_item_is_not_one_of_them():
    parsed = contract("""
        6. Exit
        Client may terminate:
        • for cause;
        • for convenience on 60 days' notice.
        The Vendor shall cooperate.
        (c) without notice after a merger.
    """)
    assert segment_with(parsed, "cooperate").text == "The Vendor shall cooperate."


def test_unnumbered_items_follow_their_lead_in_until_one_ends():
    parsed = contract("""
        The Vendor shall deliver the following:
        monthly reports;
        weekly calls; and
        annual audits.
        Fees are payable monthly.
    """)
    assert texts(parsed)[1:] == [
        "The Vendor shall deliver the following: monthly reports;",
        "The Vendor shall deliver the following: weekly calls; and",
        "The Vendor shall deliver the following: annual audits.",
        "Fees are payable monthly.",
    ]


def test_a_list_inside_a_sentence_gives_one_segment_an_item():
    parsed = contract(
        "5.1 Vendor shall notify Client of a Security Incident: (a) within twenty-four (24) hours; and (b) in writing. "
        "It shall cooperate."
    )
    assert texts(parsed) == [
        "Vendor shall notify Client of a Security Incident: (a) within twenty-four (24) hours; and",
        "Vendor shall notify Client of a Security Incident: (b) in writing.",
        "It shall cooperate.",
    ]


def test_a_list_inside_an_item_gives_one_segment_an_inner_item():
    parsed = contract(
        "5.1 This Agreement may be terminated (a) by Vendor (i) at once if Client fails to pay or (ii) upon sixty "
        "days' notice, or (b) by Client upon a breach."
    )
    assert texts(parsed) == [
        "This Agreement may be terminated (a) by Vendor (i) at once if Client fails to pay or",
        "This Agreement may be terminated (a) by Vendor (ii) upon sixty days' notice, or",
        "This Agreement may be terminated (b) by Client upon a breach.",
    ]


@pytest.mark.parametrize("between", ["Page 3 of 12", "- 3 -", ""])
def test_a_sentence_cut_by_a_page_is_whole_again(between):
    parsed = contract(f"""
        5.2 Audit. Client may, on ten days' notice, inspect the

        {between}

        records of the Vendor once a year.
    """)
    assert texts(parsed) == ["Client may, on ten days' notice, inspect the records of the Vendor once a year."]


def test_a_new_number_or_capital_does_not_continue_a_sentence():
    parsed = contract("""
        5.2 Client may inspect the records
        5.3 The Vendor keeps them
        Fees are payable monthly
    """)
    assert texts(parsed) == ["Client may inspect the records", "The Vendor keeps them", "Fees are payable monthly"]


def test_a_table_row_repeats_the_headers_of_its_columns():
    parsed = contract(
        """
        # Service Levels

        | Metric | Target | Credit |
        |---|---|---|
        | Availability | 99.9% | 5% |
        | Response time | | 2% |
        """,
        name="levels.md",
    )
    assert texts(parsed, kind="table_row")[1:] == [
        "Metric Availability Target 99.9% Credit 5%",
        "Metric Response time Credit 2%",
    ]
    assert all(segment.path == ("Service Levels",) for segment in parsed.segments)
    assert located(parsed, segment_with(parsed, "99.9%"), "Availability Target 99.9%") == [
        "Availability",
        "Target",
        "99.9%",
    ]


@pytest.mark.parametrize(
    ("sentence", "zone"),
    [
        ('"Security Incident" means any unauthorised access to Client Data.', "definition"),
        ("“Fees” shall mean the amounts set out in Exhibit B.", "definition"),
        ('(b) "Term" has the meaning given in Section 2.', "definition"),
        ('The Vendor shall notify Client of any "Security Incident" at once.', "body"),
    ],
)
def test_definitions_are_marked(sentence, zone):
    assert [segment.zone for segment in contract(sentence).segments] == [zone]


def test_a_definition_in_a_list_of_definitions_is_marked():
    parsed = contract("""
        1.1 In this Agreement:
        (a) "Audit" means an inspection of the records of Vendor;
        (b) "Fees" means the amounts in Exhibit B.
    """)
    assert [segment.zone for segment in parsed.segments] == ["body", "definition", "definition"]


def test_a_heading_is_a_segment_and_the_path_of_what_follows():
    parsed = contract("""
        ARTICLE 9 - EXIT
        9.1 Termination for Convenience. Client may terminate this Agreement.
    """)
    heading, sentence = parsed.segments
    assert (heading.kind, heading.path) == ("heading", ("EXIT",))
    assert (sentence.kind, sentence.path) == ("sentence", ("EXIT", "Termination for Convenience"))


def test_words_lead_back_to_the_document_as_it_writes_them():
    parsed = contract("3. Client   may end this  “Agreement” – for\u00a0convenience –  at   any time.")
    segment = segment_with(parsed, "convenience")
    assert segment.text == 'Client may end this "Agreement" - for convenience - at any time.'
    assert located(parsed, segment, 'this "Agreement" - for convenience') == [
        "this  “Agreement” – for\u00a0convenience"
    ]
    assert located(parsed, segment, "y tim") == ["y tim"]


def test_words_that_span_lead_in_and_item_lead_back_to_both():
    parsed = contract("""
        4. Client may terminate this Agreement:
        (a) for convenience, upon notice.
    """)
    segment = segment_with(parsed, "for convenience")
    assert located(parsed, segment, "this Agreement: for convenience") == ["this Agreement:", "for convenience"]
    assert located(parsed, segment, "upon notice") == ["upon notice"]
    assert parsed.source.text[segment.own.start : segment.own.end] == "for convenience, upon notice."


WORD = st.sampled_from(
    ["Client", "shall", "“quoted”", "it’s", "–", "pay.", "(a)", "(b)", "one;", "Fees:", "\u00a0", "  ", "No. 5", "U.S."]
)
PARAGRAPHS = st.lists(st.lists(WORD, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=6).filter(
    lambda paragraphs: any(paragraph.strip() for paragraph in paragraphs)
)


@given(PARAGRAPHS, st.data())
def test_any_words_of_any_segment_are_found_again_in_the_document(paragraphs, data):
    parsed = contract("Preamble. " + "\n".join(paragraphs))
    segment = data.draw(st.sampled_from(parsed.segments))
    words = segment.text.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = sum(len(word) + 1 for word in words[:first])
    wanted = " ".join(words[first : last + 1])
    spans = locate(parsed.source, segment, start, start + len(wanted))
    assert " ".join(normalise(parsed.source.text[span.start : span.end]) for span in spans) == wanted


@given(PARAGRAPHS)
def test_each_piece_stands_where_the_segment_says(paragraphs):
    parsed = contract("Preamble. " + "\n".join(paragraphs))
    for segment in parsed.segments:
        for piece in segment.pieces:
            words = normalise(parsed.source.text[piece.span.start : piece.span.end])
            assert segment.text[piece.start : piece.start + len(words)] == words


def test_a_sentence_that_a_page_break_cuts_behind_an_article_goes_on_with_the_name_of_a_party():
    end = "Agreement at any time, in writing, on the terms that are set out in Schedule 2 below."
    parsed = contract(f"12.1 The Buyer is entitled to end this\n\nServices Agreement      Page 7\n\n{end}")
    assert texts(parsed) == [f"The Buyer is entitled to end this {end}"]
