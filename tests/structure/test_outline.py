from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.contracts import citation_of, contract, outline, segment_with, texts


def test_articles_sections_letters_and_numerals_nest():
    parsed = contract("""
        ARTICLE IV - TERM AND TERMINATION
        Section 4.01 Term. This Agreement continues for three years.
        Section 4.02 Termination. Either party may terminate this Agreement:
        (a) if the other party:
        (i) commits a material breach; or
        (ii) becomes insolvent; or
        (b) upon sixty (60) days' written notice.
        ARTICLE V - FEES
        Section 5.01 Invoices. Vendor shall invoice Client monthly.
    """)
    assert outline(parsed) == [
        "ARTICLE IV TERM AND TERMINATION",
        "  Section 4.01 Term",
        "  Section 4.02 Termination",
        "    (a)",
        "      (i)",
        "      (ii)",
        "    (b)",
        "ARTICLE V FEES",
        "  Section 5.01 Invoices",
    ]


def test_decimal_numbers_nest_by_their_depth():
    parsed = contract("""
        2. Services
        2.1 Scope. The Vendor shall answer calls.
        2.1.1 Calls are answered in English.
        2.2 Staffing. The Vendor shall staff the helpdesk.
        3. Fees
    """)
    assert outline(parsed) == ["2 Services", "  2.1 Scope", "    2.1.1", "  2.2 Staffing", "3 Fees"]


def test_i_follows_h_as_a_letter():
    parsed = contract("""
        9. Remedies
        (g) Vendor shall repair the defect.
        (h) Vendor shall replace the part.
        (i) Client may terminate this Agreement.
        (j) Client may claim a refund.
    """)
    assert outline(parsed) == ["9 Remedies", "  (g)", "  (h)", "  (i)", "  (j)"]


def test_i_opens_a_list_of_numerals_and_c_goes_on_with_the_letters():
    parsed = contract("""
        9. Remedies
        (a) Client may withhold payment if:
        (i) Vendor misses a Service Level; or
        (ii) Vendor is insolvent.
        (b) Vendor may suspend the Services.
        (c) Client may set off its claims.
    """)
    assert outline(parsed) == ["9 Remedies", "  (a)", "    (i)", "    (ii)", "  (b)", "  (c)"]


def test_a_label_right_behind_another_opens_a_section_of_its_own():
    parsed = contract("""
        2.1 (a) The Vendor shall staff the helpdesk.
        (b) The Vendor shall report monthly.
        2.2 Exit. (a) Client may terminate this Agreement:
        (i) for cause; or
        (ii) upon sixty days' notice.
        (b) Vendor may suspend the Services.
        (c)(i) Notices are given in writing.
    """)
    assert citation_of(parsed, "staff the helpdesk") == "2.1(a)"
    assert citation_of(parsed, "upon sixty") == "2.2(a)(ii) Exit"
    assert citation_of(parsed, "Vendor may suspend") == "2.2(b) Exit"
    assert citation_of(parsed, "Notices are given") == "2.2(c)(i) Exit"
    assert segment_with(parsed, "Vendor may suspend").text == "Vendor may suspend the Services."


def test_a_list_that_runs_inside_the_passage_stays_with_its_number():
    parsed = contract("2.1 (a) The Vendor shall report; (b) the Vendor shall escalate.")
    assert outline(parsed) == ["2.1"]
    assert texts(parsed) == ["(a) The Vendor shall report;", "(b) the Vendor shall escalate."]


def test_attachments_stand_beside_the_body_and_restart_its_numbers():
    parsed = contract("""
        14. General
        14.1 This Agreement is governed by the laws of Ireland.
        Schedule 2 - Service Levels
        3. Service Credits
        3.1 Vendor shall credit Client with 5% of the monthly Fees.
        EXHIBIT B
        1. Rates
    """)
    assert outline(parsed) == [
        "14 General",
        "  14.1",
        "Schedule 2 Service Levels",
        "  3 Service Credits",
        "    3.1",
        "Exhibit B",
        "  1 Rates",
    ]


def test_a_sentence_about_an_attachment_is_not_its_heading():
    parsed = contract("""
        5. Fees
        Schedule 2 sets out the Fees for the Services
        Exhibit B to this Agreement lists the rates
    """)
    assert outline(parsed) == ["5 Fees"]


def test_headings_of_a_word_or_markdown_file_hold_the_numbers_below_them():
    parsed = contract(
        """
        # Termination
        1.1 Client may terminate this Agreement on thirty days' notice.
        # Fees
        1.2 Client shall pay the Fees.
        """,
        name="agreement.md",
    )
    assert outline(parsed) == ["Termination", "  1.1", "Fees", "  1.2"]


def test_section_numbers_glued_into_a_paragraph_are_cut_out():
    parsed = contract(
        "1. Term. This Agreement starts on the Effective Date. 2. Termination. Client may terminate this Agreement on "
        "thirty (30) days' notice. 2.1 Notice shall be in writing. 2.2 Fees are due in 30 days. 3. Audit. Client may "
        "audit the records of Vendor."
    )
    assert outline(parsed) == ["1 Term", "2 Termination", "  2.1", "  2.2", "3 Audit"]
    assert segment_with(parsed, "thirty (30)").path == ("Termination",)


def test_a_number_out_of_order_is_no_section():
    parsed = contract("1. Term. The credit is capped at 5. The fee was agreed in 2023. 14 Agents staff the desk.")
    assert outline(parsed) == ["1 Term"]


def test_dot_leaders_make_a_table_of_contents_that_ends_where_an_entry_comes_again():
    parsed = contract("""
        TABLE OF CONTENTS
        1. Definitions ............ 1
        2. Termination for Convenience ............ 4
        Schedule 1 - Service Levels ............ 20
        1. Definitions
        1.1 Terms are used as defined here.
        2. Termination for Convenience
        2.1 Client may leave on thirty days' notice.
    """)
    assert outline(parsed) == ["1 Definitions", "  1.1", "2 Termination for Convenience", "  2.1"]
    assert len(texts(parsed, zone="contents")) == 4


@pytest.mark.parametrize(
    "entries",
    [
        "Definitions\nTerm and Termination\nTermination for Convenience\nAudit Rights",
        "1. Definitions 1\n2. Term and Termination 2\n3. Termination for Convenience 4\n4. Audit Rights 5",
        "Page\nArticle I Definitions 1\nArticle II Term 2",
    ],
)
def test_a_bare_list_under_contents_is_a_table_of_contents(entries):
    parsed = contract(f"CONTENTS\n{entries}\n1. Definitions\n1.1 In this Agreement these terms apply.")
    assert outline(parsed) == ["1 Definitions", "  1.1"]
    assert texts(parsed, zone="contents") == ["CONTENTS", *entries.split("\n")]


def test_a_sentence_ends_a_table_of_contents():
    parsed = contract("""
        CONTENTS
        Recitals
        Audit Rights
        This Agreement is made on March 3, 2024.
        Audit Rights
        Client may audit the records of Vendor.
    """)
    assert segment_with(parsed, "Client may audit").path == ("Audit Rights",)


def test_a_table_of_contents_glued_to_its_heading():
    parsed = contract("""
        TABLE OF CONTENTS 1. DEFINITIONS ..... 1 2. TERM ..... 3 3. TERMINATION FOR CONVENIENCE ..... 5
        1. DEFINITIONS
        The terms used here have the meanings given.
    """)
    assert outline(parsed) == ["1 DEFINITIONS"]
    assert len(texts(parsed, zone="contents")) == 1


def test_signature_blocks_are_marked_until_an_attachment_begins():
    parsed = contract("""
        9. General. This Agreement may be signed in counterparts.
        IN WITNESS WHEREOF, the parties have executed this Agreement.
        NORTHWIND RETAIL, INC.
        By: ______________________
        Name: Jane Doe
        Title: Chief Procurement Officer
        Schedule 1 - Service Levels
        1. Availability. The Services shall be available 99.9% of the time.
    """)
    assert len(texts(parsed, zone="signature")) == 5
    assert outline(parsed) == ["9 General", "Schedule 1 Service Levels", "  1 Availability"]


@pytest.mark.parametrize("line", ["Page 3 of 12", "- 4 -", "12", "page 7", "* * *", "A-3"])
def test_page_numbers_and_rules_are_left_out(line):
    parsed = contract(f"1. Term\nThis Agreement lasts three years.\n{line}\nIt may be extended.")
    assert texts(parsed) == ["This Agreement lasts three years.", "It may be extended."]


LINES = st.lists(
    st.sampled_from(
        [
            "ARTICLE II - TERM",
            "1. Term",
            "2. Termination",
            "2.1 Notice shall be in writing.",
            "2.2 Exit. Client may leave.",
            "3.1.1 Vendor shall assist.",
            "(a) by email; or",
            "(b) by post.",
            "(i) at once;",
            "(ii) within a week.",
            "(1) once;",
            "A. Scope",
            "• a bullet;",
            "Schedule 1 - Fees",
            "EXHIBIT B",
            "Service Levels",
            "The Vendor shall report:",
            "TABLE OF CONTENTS",
            "By: ____________",
        ]
    ),
    min_size=1,
    max_size=25,
)


@given(LINES)
def test_sections_nest_and_follow_one_another(lines):
    sections = contract("\n".join(lines)).sections
    assert [s.span.start for s in sections] == sorted(s.span.start for s in sections)
    for index, section in enumerate(sections):
        if section.parent is None:
            assert section.level == 0
            continue
        parent = sections[section.parent]
        assert section.parent < index
        assert section.level == parent.level + 1
        assert parent.span.contains(section.span)
    for before, after in ((a, b) for i, a in enumerate(sections) for b in sections[i + 1 :] if a.parent == b.parent):
        assert before.span.end <= after.span.start


def test_labels_without_end_are_not_all_sections():
    parsed = contract("1. Client may act. " + "(a) " * 1000 + "\n2. Client may act.\n(a) " + "(i) " * 1000)
    assert 4 <= len(parsed.sections) < 30


@pytest.mark.parametrize("opening", ["A", "(" * 100_000 + "A"])
def test_a_line_of_marks_or_blanks_is_gone_through_once(opening):
    assert contract(opening + " " * 100_000 + "client shall pay.").segments[0].text.startswith(opening[:9])


def test_a_sentence_with_a_gap_is_gone_through_once():
    first, second = contract("The Client shall pay" + " " * 300_000 + "the Vendor.").segments
    assert (first.text, second.text) == ("The Client shall pay", "the Vendor.")


@given(LINES)
def test_every_word_of_the_document_is_in_some_segment(lines):
    parsed = contract("\n".join(lines))
    covered = set()
    for segment in parsed.segments:
        for piece in segment.pieces:
            covered.update(range(piece.span.start, piece.span.end))
    for section in parsed.sections:
        covered.update(range(section.span.start, section.span.start + len(section.label) + len(section.title) + 6))
    text = parsed.source.text
    lost = "".join(text[offset] for offset in range(len(text)) if offset not in covered)
    assert not any(character.isalnum() for character in lost), lost


def test_what_the_format_sets_as_a_heading_is_a_title_however_it_is_written():
    parsed = contract(
        """
        ## 5. IP
        5.1 Customer owns all Deliverables.
        ## 6. If things go wrong
        6.1 Customer may leave on notice.
        ## 7. Customer may audit Provider's records
        """,
        name="agreement.md",
    )
    assert outline(parsed) == ["5 IP", "  5.1", "6 If things go wrong", "  6.1", "7"]


def test_the_title_of_the_document_is_no_title_of_its_sections():
    parsed = contract("""
        HELPNEST TERMS OF SERVICE
        These Terms are made between Helpnest Ltd ("Provider") and Acme plc ("Customer").
        1. Provider shall keep the service running at all times.
        TERMINATION
        2. Customer may leave at any time without a reason.
    """)
    assert citation_of(parsed, "keep the service") == "1"
    assert citation_of(parsed, "may leave") == "2 TERMINATION"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2. Term; Renewal. The term is three years and renews by itself.", "2 Term; Renewal"),
        ("2. Plans, billing and renewal\n        The customer shall pay each month.", "2 Plans, billing and renewal"),
        ("2. Who we are\n        The provider shall run a help desk.", "2 Who we are"),
    ],
)
def test_a_title_with_a_semicolon_or_with_one_capital_is_read(line, title):
    assert outline(contract(f"1. General\n        The provider shall serve the customer.\n        {line}")) == [
        "1 General",
        title,
    ]


def test_entries_of_a_list_are_no_titles():
    parsed = contract("""
        2. Services
        1. Answering of calls from guests
        2. Writing of emails to guests
        3. Handling of chats with guests
    """)
    assert outline(parsed) == ["2 Services", "1", "2", "3"]


def test_a_sentence_in_capitals_is_no_title():
    parsed = contract("""
        8. Warranty disclaimer
        THE SERVICE IS PROVIDED "AS IS" AND WITHOUT WARRANTY OF ANY KIND.
        9. THE LIABILITY OF PROVIDER IS LIMITED TO FEES OF ONE MONTH. Customer may claim.
    """)
    assert outline(parsed) == ["8 Warranty disclaimer", "9"]


def test_the_number_of_an_amendment_opens_no_section():
    parsed = contract("""
        AMENDMENT NO. 1 TO MASTER SERVICES AGREEMENT
        This Amendment No. 1 is made between Acme plc ("Customer") and Beta Ltd ("Provider").
        1. Section 2 is deleted.
    """)
    assert outline(parsed) == ["AMENDMENT NO. 1 TO MASTER SERVICES AGREEMENT", "  1"]
