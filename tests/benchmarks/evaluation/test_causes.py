from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck._yaml import YamlFaults
from evaluation.causes import describe, overcounted, read_causes
from tests.support.trials import HELD_BACK, OPEN, trials

ROOT = Path(__file__).resolve().parents[3]
FILE = """\
causes:
  audit_rights:
    - cause: the right is left to a schedule
      kind: missed
      count: 2
      quotes:
        - contract: {contract}
          words: {words}
    - cause: a landlord inspects the premises
      kind: found wrongly
      count: {count}
"""


def read(tmp_path, contract=OPEN, words="as Schedule 4 says", count="3"):
    (tmp_path / "causes.yaml").write_text(FILE.format(contract=contract, words=words, count=count), "utf-8")
    return read_causes(tmp_path / "causes.yaml")


def test_the_causes_of_this_project_are_valid():
    assert isinstance(read_causes(ROOT / "benchmarks" / "error_causes.yaml"), dict)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"contract": HELD_BACK}, "the contract is held back"),
        ({"words": "word " * 26}, "at most 25 words"),
        ({"count": "0"}, "a number above 0 is wanted, not 0"),
        ({"count": "1\n      quotes: [" + "{contract: contract 2, words: a}, " * 2 + "]"}, "there are 2 quotes"),
        ({"count": "9\n      quotes: [" + "{contract: contract 2, words: a}, " * 4 + "]"}, "at most 3"),
    ],
)
def test_mistakes_are_named(tmp_path, fields, message):
    with pytest.raises(YamlFaults, match=message):
        read(tmp_path, **fields)


def test_causes_are_described_the_most_frequent_first(tmp_path):
    assert describe(read(tmp_path)) == (
        "**audit_rights**\n\n"
        "- 3 found wrongly: a landlord inspects the premises\n"
        "- 2 missed: the right is left to a schedule\n"
        "    - “as Schedule 4 says” (contract 2)\n"
    )
    assert describe({}) == ""


def test_no_more_errors_are_explained_than_there_are(tmp_path):
    causes = read(tmp_path)
    assert overcounted(causes, trials(true=5, wrong=3, missed=2)) == []
    assert overcounted(causes, trials(true=5, wrong=2, missed=2)) == [
        "audit_rights: 3 found wrongly are explained, but there are 2"
    ]
    assert len(overcounted(causes, trials(wrong=3, missed=2, part="held-back"))) == 2
