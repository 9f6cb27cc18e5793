from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import clausecheck
from clausecheck.report.renderers import render_all
from tests.support.reports import clause_record, file_error, finding_record, report_of

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((ROOT / "tests" / "support" / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
HOSTILE = "a[b](javascript:alert(1)) {0} \\ \u202e\x1b[31m\u2028 ü"


def log_of(*results):
    log = json.loads("".join(render_all(results, "sarif")))
    jsonschema.validate(log, SCHEMA)
    return log["runs"][0]


@pytest.mark.parametrize("name", ["saas_subscription.pdf", "amendment_no_2.docx", "call_centre_msa_vendor_paper.pdf"])
def test_the_snippet_is_what_the_text_holds_at_the_place_given(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    review = clausecheck.Analyzer().review(f"sample_contracts/{name}")
    run = log_of(review.report)
    assert run["artifacts"][0]["location"]["uri"] == f"sample_contracts/{name}"
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    found = [region for region in regions if "snippet" in region]
    assert found
    for region in found:
        text = review.source.text
        words = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
        # The words of a lead-in stand before those of the item, with which the place ends.
        assert region["snippet"]["text"].endswith(" ".join(words.split()))
        assert text.splitlines()[region["startLine"] - 1].startswith(words.splitlines()[0]) or (
            words.splitlines()[0] in text.splitlines()[region["startLine"] - 1]
        )


def test_a_rule_for_each_position_and_a_result_for_each_open_finding():
    run = log_of(report_of())
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["exit", "credits", "breach", "renewal"]
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("exit", "error"),
        ("credits", "warning"),
        ("breach", "note"),
    ]
    assert all(
        run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]
    )


def test_a_document_that_was_not_read_makes_the_run_unsuccessful():
    run = log_of(report_of(), file_error("scan.pdf"))
    assert run["invocations"][0]["executionSuccessful"] is False
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["descriptor"]["id"] == "no-text"
    place = notification["locations"][0]["physicalLocation"]["artifactLocation"]
    assert run["artifacts"][place["index"]]["location"]["uri"] == "scan.pdf"


def test_a_run_over_errors_alone_is_valid():
    assert log_of(file_error())["results"] == []


def moved(text: str, start: int):
    clause = clause_record("audit_rights", text, start=start, line=start // 10)
    return report_of(findings=[finding_record("weak", clauses=[clause.id])], clauses=[clause])


def test_fingerprints_stay_when_words_move_and_change_when_words_do():
    first, same, other = (
        log_of(moved(text, start))["results"][0]["partialFingerprints"]
        for text, start in (
            ("Client may audit Vendor once a year.", 100),
            ("Client may  audit\nVendor once a year.", 900),
            ("Client may audit Vendor twice a year.", 100),
        )
    )
    assert first == same != other


def test_contract_text_makes_no_links_and_placeholders():
    clause = clause_record("audit_rights", HOSTILE)
    report = report_of(
        document={"name": HOSTILE, "path": f"a b/{HOSTILE}"},
        findings=[finding_record("weak", clauses=[clause.id], message=HOSTILE, title=HOSTILE)],
        clauses=[clause],
    )
    run = log_of(report)
    message = run["results"][0]["message"]["text"]
    assert "a\\[b\\](javascript:alert(1)) {{0}} \\\\" in message
    assert not set("\u202e\x1b\u2028") & set("".join(render_all([report], "sarif")))
    assert run["artifacts"][0]["location"]["uri"].startswith("a%20b/a%5Bb%5D")


def test_an_absolute_path_becomes_a_file_reference(tmp_path):
    run = log_of(report_of(document={"path": str(tmp_path / "msa 1.pdf")}))
    assert run["artifacts"][0]["location"]["uri"] == (tmp_path / "msa 1.pdf").as_uri()
