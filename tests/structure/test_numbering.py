from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.structure.numbering import ATTACHMENT_LABEL, attachment_label, letter_value, read_label, roman_value


@pytest.mark.parametrize(
    ("text", "label", "style", "value"),
    [
        ("12.3 Termination Rights", "12.3", "decimal2", 3),
        ("12.3. Termination Rights", "12.3", "decimal2", 3),
        ("12. Termination", "12", "decimal1", 12),
        ("12 Termination", "12", "decimal1", 12),
        ("4.2.1.7 Escalation", "4.2.1.7", "decimal4", 7),
        ("Section 4.02 Fees", "Section 4.02", "decimal2", 2),
        ("Section 4. Fees", "Section 4", "decimal1", 4),
        ("§ 7.1 Audit", "§ 7.1", "decimal2", 1),
        ("Clause 9: Audit", "Clause 9", "decimal1", 9),
        ("Article IV", "Article IV", "article", 4),
        ("ARTICLE 12. TERM", "ARTICLE 12", "article", 12),
        ("PART II - SERVICE LEVELS", "PART II", "article", 2),
        ("(a) by notice", "(a)", "letter", 1),
        ("(bb) by notice", "(bb)", "letter", 28),
        ("(A) by notice", "(A)", "letter_upper", 1),
        ("(iv) by notice", "(iv)", "letter", 4),
        ("(2) by notice", "(2)", "numeric", 2),
        ("2) by notice", "2)", "numeric", 2),
        ("b) by notice", "b)", "letter_bracket", 2),
        ("iii) by notice", "iii)", "letter_bracket", 3),
        ("B. By notice", "B", "letter_dot_upper", 2),
        ("IV. By notice", "IV", "roman_dot_upper", 4),
        ("• by notice", "•", "bullet", 0),
        ("- by notice", "-", "bullet", 0),
    ],
)
def test_labels_are_read_as_printed(text, label, style, value):
    found = read_label(text)
    assert found is not None
    assert (found.text, found.style, found.value) == (label, style, value)


@pytest.mark.parametrize(
    "text",
    [
        "2024 saw the first renewal of this Agreement.",
        "10,000 contacts a month are included in the Fees.",
        "1.5 million dollars is the limit of liability.",
        "30 days' prior written notice is required.",
        "30 Days after the Effective Date the Vendor shall report.",
        "10.5 hours of training are included.",
        "99.9% availability is the target.",
        "1 January 2025 is the Effective Date.",
        "45 CFR Part 164 applies to the Services.",
        "(the “Services”) shall be performed with due care.",
        "(it being understood that time is of the essence)",
        "A party may assign this Agreement.",
        "I agree to these terms.",
        "Section 4.02(a) of this Agreement is hereby amended.",
        "Section 5 shall survive termination.",
        "Article 28 of the GDPR applies to such processing.",
        "",
    ],
)
def test_figures_dates_and_cross_references_are_no_labels(text):
    assert read_label(text) is None


def test_the_body_begins_behind_the_label():
    text = "Section 4.02. Fees are payable monthly."
    label = read_label(text)
    assert label is not None
    assert text[label.length :] == " Fees are payable monthly."


def test_a_double_label_is_read_one_label_at_a_time():
    label = read_label("(a)(iv) by notice")
    assert label is not None
    assert (label.text, label.length) == ("(a)", 3)


@given(st.integers(1, 39))
def test_roman_numerals_are_read_back(number):
    numeral = "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
    assert roman_value(numeral) == roman_value(numeral.upper()) == number


@pytest.mark.parametrize("text", ["", "iiii", "vx", "ic", "the", "mix"])
def test_what_is_no_roman_numeral(text):
    assert roman_value(text) is None


def test_letters_go_on_after_z():
    assert [letter_value(text) for text in ("a", "Z", "aa", "bb")] == [1, 26, 27, 28]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Schedule 2", "Schedule 2"),
        ("EXHIBIT B - FEES", "Exhibit B"),
        ("Exhibit A-1", "Exhibit A-1"),
        ("Appendix “A”", "Appendix A"),
        ("Annex IV", "Annex IV"),
        ("Addendum No. 2", "Addendum 2"),
        ("Schedule 2.1", "Schedule 2.1"),
    ],
)
def test_attachments_are_labelled_in_one_form(text, label):
    match = ATTACHMENT_LABEL.match(text)
    assert match is not None
    assert attachment_label(match.group("word"), match.group("number")) == label


@pytest.mark.parametrize("text", ["Schedule the training", "Exhibition 2", "Scheduled 3 times"])
def test_words_that_only_look_like_attachments(text):
    assert ATTACHMENT_LABEL.match(text) is None
