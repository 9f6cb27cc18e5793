"""The bundled playbooks, each held against a contract that meets it and one that lacks what it asks for.

The contracts were written without sight of the patterns. `sample_contracts/playbooks/<id>/expected.yaml` says what a
lawyer reads in them, rule by rule; under `gaps` it names what the program does not see yet, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from clausecheck import Analyzer
from clausecheck.playbook.loader import load_playbook
from clausecheck.report.model import Report

CONTRACTS = Path(__file__).resolve().parents[2] / "sample_contracts" / "playbooks"
PLAYBOOKS = sorted(path.name for path in CONTRACTS.iterdir())


@cache
def expected_of(playbook: str) -> dict[str, dict[str, str]]:
    return yaml.safe_load((CONTRACTS / playbook / "expected.yaml").read_text(encoding="utf-8"))


@cache
def analyzer(playbook: str) -> Analyzer:
    return Analyzer(playbook)  # compiles once for both contracts what only this playbook asks for


@cache
def report_of(playbook: str, contract: str) -> Report:
    return analyzer(playbook).analyze(CONTRACTS / playbook / f"{contract}.md")


def readings() -> Iterator[object]:
    for playbook in PLAYBOOKS:
        expected = expected_of(playbook)
        for contract in ("meets", "lacks"):
            gaps = expected.get("gaps", {}).get(contract, {})
            for rule, status in expected[contract].items():
                marks = [pytest.mark.xfail(reason=gaps[rule], strict=True)] if rule in gaps else []
                yield pytest.param(playbook, contract, rule, status, marks=marks, id=f"{playbook}-{contract}-{rule}")


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_every_rule_has_a_reading_of_both_contracts(playbook):
    rules = [rule.id for rule in load_playbook(playbook).rules]
    expected = expected_of(playbook)
    assert sorted(expected["meets"]) == sorted(expected["lacks"]) == sorted(rules)


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_contract_that_meets_the_playbook_passes_and_one_that_lacks_it_does_not(playbook):
    assert report_of(playbook, "meets").summary.passed
    assert not report_of(playbook, "lacks").summary.passed


@pytest.mark.parametrize(("playbook", "contract", "rule", "status"), list(readings()))
def test_each_rule_is_judged_as_a_lawyer_would(playbook, contract, rule, status):
    (finding,) = (each for each in report_of(playbook, contract).findings if each.rule == rule)
    assert finding.status == status, finding.message
