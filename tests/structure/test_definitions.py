from __future__ import annotations

import pytest

from tests.support.contracts import contract


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ('"Fees" means the amounts in Exhibit B.', ["Fees"]),
        ("“Security Incident” shall mean any unauthorised access.", ["Security Incident"]),
        ("“Term” has the meaning given in Section 2.", ["Term"]),
        ("This Agreement (the “Agreement”) is between Acme Inc. (“Client”) and others.", ["Agreement", "Client"]),
        ("The call centre services (collectively, the “Services”) are described below.", ["Services"]),
        ('Acme Inc. (hereinafter referred to as the "Customer") shall pay.', ["Customer"]),
        ('The word "urgent" is used loosely here.', []),
    ],
)
def test_defined_terms(text, terms):
    assert [definition.term for definition in contract(text).definitions] == terms


def test_a_term_is_listed_once_where_it_is_first_defined():
    parsed = contract("""
        The support services (the "Services") are described in Schedule 1.
        "Services" means the functions described in Schedule 1.
    """)
    assert [definition.term for definition in parsed.definitions] == ["Services"]
    span = parsed.definitions[0].span
    assert parsed.source.text[span.start : span.end] == '(the "Services"'
