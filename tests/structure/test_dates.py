from __future__ import annotations

from datetime import date

import pytest

from clausecheck.structure.dates import dates, effective_date


@pytest.mark.parametrize(
    "words",
    ["March 1, 2024", "1 March 2024", "1st day of March, 2024", "Mar. 1, 2024", "March 1st, 2024", "2024-03-01"],
)
def test_a_date_written_out_is_found_where_it_stands(words):
    text = f"This Agreement ends on {words}."
    (found,) = dates(text)
    assert found.date == date(2024, 3, 1)
    assert text[found.span.start : found.span.end] == words


@pytest.mark.parametrize("words", ["03/04/2024", "February 31, 2024", "March 2024", "the first of March", "1-2-2024"])
def test_what_may_mean_two_days_or_none_is_no_date(words):
    assert list(dates(f"This Agreement ends on {words}.")) == []


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            "This Master Services Agreement is entered into as of October 1, 2023 (the “Effective Date”) between "
            "Client and Vendor.",
            date(2023, 10, 1),
        ),
        ('This Agreement (this "Agreement") is made on 3 June 2024 between the Customer and Acme.', date(2024, 6, 3)),
        ("This Agreement is made effective January 12, 2026 between Client and Vendor.", date(2026, 1, 12)),
        ('Signed January 5, 2024. "Effective Date" means 1 February 2024.', date(2024, 2, 1)),
        ("THIS AGREEMENT is made and entered into as of the 18th day of April, 2022 by and between", date(2022, 4, 18)),
        ("Commencement Date: 2 September 2024", date(2024, 9, 2)),
    ],
)
def test_the_effective_date_is_the_one_that_the_opening_gives(opening, expected):
    found = effective_date(opening)
    assert found is not None
    assert found.date == expected


@pytest.mark.parametrize(
    "opening",
    [
        "This Agreement takes effect on the date the Order Form is signed.",
        "Vendor holds notes under that certain Note Purchase Agreement dated as of May 15, 2002.",
        "Client and Vendor have entered into an agreement dated 2 November 2012 (the Primary Agreement).",
        "Effective Date: January 1, 2024. For Schedule B the Effective Date: March 1, 2024.",
    ],
)
def test_the_date_of_another_document_and_two_dates_that_differ_are_none(opening):
    assert effective_date(opening) is None


def test_a_date_far_into_the_document_says_nothing_of_its_beginning():
    assert effective_date(f"{'Client pays Vendor. ' * 250} This Agreement is made on 3 June 2024.") is None


def test_the_dots_of_a_table_of_contents_do_not_count():
    contents = "\n".join(f"{number}. Services {'.' * 130} {number}" for number in range(1, 40))
    found = effective_date(f"Master Agreement\n{contents}\nThis Agreement is dated 2 June 2025 and is made between")
    assert found is not None
    assert found.date == date(2025, 6, 2)


@pytest.mark.parametrize(
    "opening",
    [
        "This Amendment is made as of 2 March 2026 between Client and Vendor and amends the MSA dated 1 January 2025.",
        "This Amendment dated 2 March 2026 amends the Master Services Agreement dated 1 January 2025.",
        "This Amendment No. 2 to the Services Agreement dated 1 January 2025 is made on 2 March 2026 by Client.",
        "This First Amendment, entered into as of 2 March 2026, to the Agreement made as of 1 January 2025",
        "The parties enter into this Amendment on 2 March 2026.",
        "AMENDMENT NO. 1, dated 2 March 2026\nto the Master Services Agreement dated 1 January 2025",
        "AMENDMENT TO MASTER SERVICES AGREEMENT\nDate: 2 March 2026\n",
    ],
)
def test_the_date_of_an_amendment_is_its_own(opening):
    found = effective_date(opening)
    assert found is not None
    assert found.date == date(2026, 3, 2)


@pytest.mark.parametrize(
    "opening",
    [
        "This Amendment to the Master Services Agreement dated 1 January 2025 is between Client and Vendor.",
        "This Amendment amends the Master Services Agreement made as of 1 January 2025.",
        "AMENDMENT TO MASTER SERVICES AGREEMENT\nDATED 1 January 2025\n",
        "This Amendment is subject to the MSA, which is dated 1 January 2025.",
    ],
)
def test_the_date_of_the_amended_agreement_is_not_that_of_its_amendment(opening):
    assert effective_date(opening) is None
