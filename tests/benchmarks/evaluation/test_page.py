from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.causes import Cause
from evaluation.doubtful import Doubt
from evaluation.page import MARKS, Findings, accuracy, headline, reliability, replace_generated
from evaluation.result import Result, Run
from tests.support.trials import HELD_BACK, OPEN, sure, trial, trials

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "docs" / "accuracy.md", ROOT / "README.md"]

TUNING = trials(true=4, wrong=1, missed=1, rest=4, events=sure(0.9))
HELD = [trial(HELD_BACK, part="held-back", events=sure(0.8), located=True)]
RUN = Run(11, (), (*TUNING, *HELD))
DOUBT = Doubt(contract=OPEN, clause_type="audit_rights", labelled="present", reason="It grants nothing.")
NOTHING = Findings([], {}, {})


def tables(text: str) -> list[list[str]]:
    """List the tables of a page, as lines."""
    return [block.splitlines() for block in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_generated_part_stands_between_one_pair_of_marks_and_can_be_read(page):
    text = page.read_text("utf-8")
    assert [text.count(mark) for mark in MARKS] == [1, 1]
    generated = text.partition(MARKS[0])[2].partition(MARKS[1])[0]
    found = tables(generated)
    assert found
    for table in found:
        assert len({line.count("|") for line in table}) == 1, table[0]
        assert re.fullmatch(r"\|(?: :?-+:? \|)+", table[1])
    figures = [table for table in found if "F1" in table[0]]
    assert figures
    assert any(re.search(r"\b[01]\.\d\d \([01]\.\d\d-[01]\.\d\d\)", line) for line in figures[0])


def test_the_figures_to_quote_come_first():
    text = accuracy(Result("1.2.3", {"text": RUN}), NOTHING)
    assert text.startswith("clausecheck 1.2.3, 11 contracts, 0 not readable.")
    titles = re.findall(r"^### (.+)$", text, re.MULTILINE)
    assert titles == [
        "Held-back part: 1 contracts",
        "Tuning part: 10 contracts",
        "All contracts: 10 contracts",
        "Terms",
        "Beside others",
        "Calibration",
    ]


def test_the_rules_alone_stand_beside_the_rules_with_the_ranker():
    missed = replace(HELD[0], found=False, located=None, events=())
    alone = Run(11, (), (*TUNING, missed))
    text = accuracy(Result("1.2.3", {"text": RUN, "rules": alone}), NOTHING)
    (row,) = re.findall(r"^\| Held-back part \| audit_rights \|.*$", text, re.MULTILINE)
    assert [cell.strip()[:4] for cell in row.split("|")[3:6]] == ["0.00", "1.00", "+1.0"]
    assert not re.search(r"^\| Tuning part \| audit_rights \| .* \| [+-]", text, re.MULTILINE)


def test_runs_on_pdf_and_on_agreements_have_their_tables():
    agreements = Run(1, (), (trial("terms", part="", misled=False),))
    text = accuracy(Result("1", {"text": RUN, "pdf": Run(1, (), tuple(HELD)), "agreements": agreements}), NOTHING)
    assert "### Held-back part, from PDF\n" in text
    assert "| audit_rights | 1 | 1 of 1 | 0 | - | 1 of 1 | - |" in text


def test_mini_contracts_have_a_table_a_part():
    minis = Run(2, (), (trial("m-1", part="held-back"), trial("m-2", part="tuning", found=False)))
    text = accuracy(Result("1", {"text": RUN, "minis": minis}), NOTHING)
    section = text.partition("### Mini contracts\n")[2].partition("###")[0]
    assert section.index("**Held-back part**") < section.index("**Tuning part**")
    assert len(re.findall(r"^\| audit_rights \| 1 \| 1 \|", section, re.MULTILINE)) == 2


def test_doubtful_labels_are_told_with_the_figures_without_them():
    arguable = DOUBT.model_copy(update={"arguable": True})
    run = replace(RUN, trials=(trial(OPEN, found=False), trial("b"), *HELD))
    text = accuracy(Result("1", {"text": run}), Findings([DOUBT, arguable], {}, {}))
    assert "| audit_rights | F1 | 1 | 0.67 (0.00-1.00) | 1.00 (1.00-1.00) |" in text
    assert f"| audit_rights | - | present | {OPEN} | It grants nothing. |" in text
    assert "Arguable, and left as they are: 1," in text


def test_causes_of_errors_are_told():
    causes = {"audit_rights": [Cause(cause="a landlord inspects", kind="found wrongly", count=1)]}
    text = accuracy(Result("1", {"text": RUN}), Findings([], causes, {}))
    assert "### Why it errs" in text and "- 1 found wrongly: a landlord inspects" in text


def test_calibration_tells_errors_by_part_before_and_after():
    text = accuracy(Result("1", {"text": RUN}), NOTHING)
    assert "| Held-back part | surest clause | 1 | 0.80 | 1.00 | 0.200 | 0." in text
    assert "| Tuning part | surest clause, before calibration | 10 | 0.90 | 1.00 | 0.100 | 0." in text
    assert "(assets/reliability.svg)" in text


def test_the_diagram_has_a_series_a_part():
    assert "held-back part: stated 0.80, right 1.00 of 1" in reliability(RUN, {})
    assert "all: stated 0.50" in reliability(Run(1, (), (trial(part="", events=sure(0.5)),)), {})


def test_the_headline_has_a_row_a_clause_type():
    row = "| audit_rights (1 of 1 have it) | 1.00 (1.00-1.00) | 0.83 (0.50-1.00) | 1.00 (1.00-1.00) |"
    assert headline(Result("1", {"text": RUN})).splitlines()[2:] == [f"{row} - |"]
    minis = Run(2, (), (trial("m-1", part="held-back"), trial("m-2", part="tuning", found=False)))
    assert headline(Result("1", {"text": RUN, "minis": minis})).splitlines()[2:] == [f"{row} 1.00 (1.00-1.00) |"]


def test_only_what_stands_between_the_marks_is_replaced(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{MARKS[0]}\nold\n{MARKS[1]}\nafter\n", "utf-8")
    replace_generated(page, "| new |\n")
    assert page.read_text("utf-8") == f"before\n{MARKS[0]}\n\n| new |\n\n{MARKS[1]}\nafter\n"


@pytest.mark.parametrize("text", ["", MARKS[0], f"{MARKS[1]} {MARKS[0]}", f"{MARKS[0]}{MARKS[1]}" * 2])
def test_a_page_without_one_pair_of_marks_is_refused(tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="no single pair of the marks"):
        replace_generated(page, "new")
    assert page.read_text("utf-8") == text
