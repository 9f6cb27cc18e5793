import pytest

from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.answers import unanswerable

PATTERNS = load_patterns()


def problems(clause_type: str, name: str, condition: dict[str, object]) -> list[str]:
    return list(unanswerable(name, condition, PATTERNS[clause_type].attributes[name]))


@pytest.mark.parametrize(
    ("clause_type", "name", "condition", "problem"),
    [
        (
            "audit_rights",
            "holder",
            {"one_of": ["vendor"]},
            "is never 'vendor'; it is customer, provider, either or",
        ),
        ("audit_rights", "holder", {"one_of": ["custommer"]}, "did you mean 'customer'?"),
        ("audit_rights", "subject", {"contains": ["facilities", "complience"]}, "did you mean 'compliance'?"),
        (
            "liability_cap",
            "cap_amount",
            {"at_most": 1_000_000},
            "'cap_amount' is no figure, at_most never holds; ask whether",
        ),
        ("initial_term", "from_effective_date", {"one_of": ["yes"]}, "is true or false, never 'yes'"),
        ("initial_term", "from_effective_date", {"at_least": 3}, "ask one_of: [true] or one_of: [false]"),
        ("initial_term", "term_months", {"one_of": ["twelve"]}, "is a figure, never 'twelve'; ask at_most"),
        ("audit_rights", "denied", {"one_of": ["yes"]}, "is true or false"),
        ("breach_notification", "deadline_hours", {"at_most": -5}, "is never below 0, at_most: -5 never holds"),
        ("breach_notification", "deadline_hours", {"less_than": 0}, "is never below 0"),
    ],
)
def test_what_never_holds_is_told(clause_type, name, condition, problem):
    (told,) = problems(clause_type, name, condition)
    assert problem in told


@pytest.mark.parametrize(
    ("clause_type", "name", "condition"),
    [
        ("audit_rights", "holder", {"one_of": ["customer", "either", "unclear"], "if_silent": "met"}),
        ("audit_rights", "subject", {"contains": ["facilities", "compliance"]}),
        ("termination_for_convenience", "scope", {"one_of": ["agreement", "partial"]}),
        ("liability_cap", "cap_amount", {"stated": True}),
        ("initial_term", "from_effective_date", {"one_of": [True, False]}),
        ("initial_term", "term_months", {"at_most": 12}),
        ("initial_term", "expires_on", {"one_of": ["2027-12-31"]}),
        ("audit_rights", "holder", {"one_of": 3}),
    ],
)
def test_what_may_hold_or_is_no_condition_at_all_is_left_alone(clause_type, name, condition):
    assert problems(clause_type, name, condition) == []
