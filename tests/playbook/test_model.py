from __future__ import annotations

import pytest
from pydantic import ValidationError

from clausecheck.playbook.checks import CHECKS
from clausecheck.playbook.model import Condition
from clausecheck.playbook.severity import Severity
from tests.support.findings import rule_of


def test_a_condition_offers_every_check_of_the_table():
    assert list(CHECKS) == [name for name in Condition.model_fields if name != "if_silent"]


def test_a_condition_knows_its_check_and_bound():
    condition = Condition(stated=False)
    assert (condition.check, condition.bound) == (CHECKS["stated"], False)


@pytest.mark.parametrize("fields", [{}, {"at_most": 1, "stated": False}])
def test_a_condition_has_exactly_one_check(fields):
    with pytest.raises(ValidationError, match="exactly one"):
        Condition.model_validate(fields)


def test_severities_are_ordered_and_read_from_their_names():
    assert Severity.INFO < Severity.LOW < Severity.MEDIUM < Severity.HIGH < Severity.CRITICAL
    assert rule_of(severity="critical").severity is Severity.CRITICAL
    with pytest.raises(ValidationError, match="is not known here, but info, low"):
        rule_of(severity=3)
