from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.detect.detector import Detector
from clausecheck.detect.survey import Survey
from clausecheck.errors import PatternError
from clausecheck.ingest import load
from clausecheck.patterns.model import Knot
from clausecheck.structure import parse
from tests.support.contracts import contract
from tests.support.detections import PREAMBLE, bundled_detector, detect, exit_patterns, only_clause
from tests.support.patterns import clause_file, patterns_of

SAMPLES = Path(__file__).parents[2] / "sample_contracts"
HOLDER = {"holder": {"read": "holder", "near": ["${anyone} .. ${may} ... terminate"]}}


@pytest.fixture(scope="module")
def exits():
    return Detector(exit_patterns(attributes=HOLDER, headings=["termination for convenience"], subject=["exit rights"]))


@pytest.fixture(scope="module")
def bundled():
    return bundled_detector()


def words_of(parsed, span):
    return parsed.source.text[span.start : span.end]


def test_a_clause_has_its_words_section_terms_and_evidence(exits):
    parsed = contract(
        PREAMBLE + "12. Termination for Convenience\n"
        "12.3 The “Client”   may, at any time, terminate this Agreement. Notice shall be in writing."
    )
    (clause,) = exits.find(parsed).clauses
    assert words_of(parsed, clause.span) == "The “Client”   may, at any time, terminate this Agreement."
    assert clause.section == "12.3 Termination for Convenience"
    assert clause.attributes == {"holder": "customer"}
    line, heading = clause.evidence
    assert (line.pattern, line.kind, line.weight) == ("exit.exit", "line", 0.7)
    assert words_of(parsed, line.span) == "Client”   may, at any time, terminate"
    assert (heading.pattern, heading.kind) == ("exit.heading", "heading")
    assert clause.confidence == pytest.approx(0.79)


def test_a_lead_in_and_its_item_are_one_clause_with_evidence_in_both(exits):
    parsed = contract(PREAMBLE + "12.3 Client may:\n(a) audit the records; or\n(b) terminate this Agreement.")
    (clause,) = exits.find(parsed).clauses
    assert [words_of(parsed, piece) for piece in clause.pieces] == ["Client may:", "terminate this Agreement."]
    assert [words_of(parsed, evidence.span) for evidence in clause.evidence] == ["Client may:", "terminate"]
    assert clause.section == "12.3(b)"


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("Client may terminate this Agreement.", "customer"),
        ("Vendor may terminate this Agreement.", "provider"),
        ("Either party may terminate this Agreement.", "either"),
    ],
)
def test_the_party_that_holds_the_right_decides(exits, sentence, holder):
    assert only_clause(exits, sentence).attributes["holder"] == holder


@pytest.mark.parametrize(
    "sentence",
    [
        "Client may not terminate this Agreement.",
        "Client shall not be entitled to terminate this Agreement.",
        "Client may in no event terminate this Agreement.",
        "Neither party may terminate this Agreement.",
    ],
)
def test_a_refusal_is_a_denied_clause_and_never_a_right(exits, sentence):
    assert only_clause(exits, sentence).denied


@pytest.mark.parametrize(
    "text",
    [
        "TABLE OF CONTENTS\nClient may terminate ............ 4\nClient may terminate this Agreement ............ 5",
        '"Exit" means that Client may terminate this Agreement.',
        "Client may terminate this Agreement for breach by Vendor.",
        "9. Effect of Termination\n9.1 Client may terminate this Agreement.",
        "Client may extend this Agreement.",
        "IN WITNESS WHEREOF, Client may terminate.",
    ],
)
def test_what_is_not_the_clause(exits, text):
    assert detect(exits, text).clauses == ()


def test_a_right_over_single_orders_has_a_partial_scope():
    patterns = exit_patterns(attributes={"scope": {"read": "choice", "otherwise": "agreement"}})
    assert only_clause(patterns, "Client may terminate any Statement of Work.").attributes["scope"] == "partial"
    assert only_clause(patterns, "Client may terminate this Agreement.").attributes["scope"] == "agreement"


def test_standard_language_adds_confidence(exits):
    text = "Client may at any time and for any reason terminate plan 1 and all Services."
    example = {"text": text.replace("Client", "Customer"), "source": "written for this test"}
    filed = clause_file()["examples"]
    taught = Detector(exit_patterns(examples={**filed, "match": [example, *filed["match"]]}))
    plain, known = only_clause(exits, text), only_clause(taught, text)
    assert [evidence.kind for evidence in known.evidence] == ["line", "exemplar"]
    assert known.confidence > plain.confidence


def test_confidence_is_what_so_much_evidence_proved_worth(exits):
    knots = (Knot(evidence=0.5, confidence=0.5), Knot(evidence=1, confidence=0.6))
    calibrated = Detector(replace(exits.patterns, calibration={"exit": knots}))
    granted, refused = "Client may terminate this Agreement.", "Client may not terminate this Agreement."
    assert only_clause(exits, granted).confidence == 0.7
    assert only_clause(calibrated, granted).confidence == 0.54
    # What a refusal is worth has not been measured.
    assert only_clause(calibrated, refused).confidence == only_clause(exits, refused).confidence == 0.7


def test_raw_token_patterns_are_evidence():
    signal = {"id": "raw", "weight": 0.6, "tokens": [[{"LOWER": "terminate"}, {"IS_DIGIT": True}]]}
    clause = only_clause(exit_patterns(signals=[signal]), "Client may terminate 2 of the plans.")
    assert [evidence.pattern for evidence in clause.evidence] == ["exit.raw"]


def test_token_patterns_that_spacy_refuses_are_an_error_of_the_file():
    signal = {"id": "raw", "weight": 0.6, "tokens": [[{"LOWWER": "terminate"}]]}
    with pytest.raises(PatternError, match=r"exit\.yaml.*exit\.raw"):
        Detector(exit_patterns(signals=[signal]))


def test_what_is_too_unsure_is_considered_but_not_reported():
    patterns = exit_patterns(signals=[{"id": "weak", "weight": 0.2, "lines": ["may ... terminate"]}])
    parsed = contract(PREAMBLE + "Client may terminate the training.")
    detection = Detector(patterns).find(parsed)
    assert detection.clauses == ()
    considered = [words_of(parsed, place.span) for place in detection.considered["exit"]]
    assert considered == ["Client may terminate the training."]


def test_the_nearest_passages_without_the_clause_are_named_best_first(exits):
    parsed = contract(
        PREAMBLE + "The parties discussed termination.\n"
        "Client may terminate this Agreement for breach.\n"
        "Client shall pay the Fees."
    )
    detection = exits.find(parsed)
    considered = [words_of(parsed, place.span) for place in detection.considered["exit"]]
    assert considered[0] == "Client may terminate this Agreement for breach."
    assert "Client shall pay the Fees." not in considered


def test_nothing_is_considered_for_a_clause_that_was_found(exits):
    assert "exit" not in detect(exits, "Client may terminate this Agreement.").considered


def test_no_text_no_clauses(exits):
    detection = exits.find(contract("Fees are due."))
    assert (detection.clauses, detection.considered["exit"]) == ((), ())


DEFERRAL = {"fragments": {"set_out_in": ["set out in", "described in"]}, "subject": ["exit rights"]}


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("1. The exit rights of Client are set out in Schedule 4.", "Schedule 4"),
        ("1. The exit rights are described in Exhibit C to the Master Agreement.\nExhibit C\nRates.", "Exhibit C"),
        ("1. The exit rights are set out in Schedule 4.\n2. Client may terminate this Agreement.", "Schedule 4"),
    ],
)
def test_a_clause_left_to_an_attachment_that_was_not_supplied(text, reference):
    (deferral,) = detect(exit_patterns(**DEFERRAL), text).deferrals
    assert (deferral.type, deferral.reference) == ("exit", reference)


@pytest.mark.parametrize(
    ("text", "attachments"),
    [
        ("1. Client may terminate as set out in Schedule 4.\nSchedule 4\n1. Exit rights follow.", ("Schedule 4",)),
        ("1. Client may terminate as set out in Schedule 4.", ()),
        ("1. Client may terminate.\nSchedule 4\n1. Schedule 4 sets out the exit rights.", ()),
        ("1. The exit follows.\nSchedule 4\n1. Client may terminate as this Schedule 4 says.", ()),
    ],
)
def test_a_clause_knows_the_attachments_of_its_document_that_its_words_point_to(text, attachments):
    assert only_clause(exit_patterns(), text).attachments == attachments


@pytest.mark.parametrize(
    "text",
    [
        "1. The exit rights of Client are set out in Schedule 4.\nSchedule 4\n1. Exit rights follow.",
        "1. The exit rights of Client are set out here.",
        "1. The exit rights of Client are as important as Schedule 4.",
        "1. The Fees are set out in Schedule 4.",
    ],
)
def test_no_deferral(text):
    assert detect(exit_patterns(**DEFERRAL), text).deferrals == ()


def test_one_detector_serves_many_contracts_without_memory_of_the_last(exits):
    harbor = contract(
        'This Agreement is made between Harbor LLC ("Vendor") and Zed Inc. ("Zed"). Zed shall provide the Services.\n'
        "Client may terminate this Agreement."
    )
    first = detect(exits, "Client may terminate this Agreement.")
    exits.find(harbor)
    assert detect(exits, "Client may terminate this Agreement.") == first


def test_clauses_come_in_the_order_of_the_document():
    patterns = patterns_of({name: clause_file() for name in ("second", "first")})
    detection = detect(patterns, "1. Client may terminate plan A.\n2. Client may terminate plan B.")
    assert [(clause.type, clause.section) for clause in detection.clauses] == [
        ("first", "1"),
        ("second", "1"),
        ("first", "2"),
        ("second", "2"),
    ]


AGREEMENT = """
    12. Termination
    12.2 Vendor may suspend the Services if Client fails to pay.
    12.3 Client may terminate this Agreement:
    (a) immediately, if Vendor commits a material breach; or
    (b) at any time without cause upon sixty (60) days' prior written notice.
    15. Audit
    15.1 Client may, on ten (10) days' notice, audit the books and records of Vendor once per calendar year.
    16. Security
    16.1 Vendor shall notify Client of any Security Incident no later than twenty-four (24) hours after becoming
    aware of it.
"""


def test_the_bundled_patterns_read_a_small_agreement(bundled):
    detection = detect(bundled, AGREEMENT)
    exit_, *others = detection.of_type("termination_for_convenience")
    assert others == []
    assert exit_.section == "12.3(b) Termination"
    assert (exit_.attributes["holder"], exit_.attributes["notice_days"]) == ("customer", 60)
    (audit,) = detection.of_type("audit_rights")
    assert (audit.attributes["holder"], audit.attributes["per_year"]) == ("customer", 1)
    (breach,) = detection.of_type("breach_notification")
    assert breach.attributes["deadline_hours"] == 24
    assert detection.of_type("ip_ownership") == ()


def everything_found(detector: Detector, text: str) -> list[str]:
    detection = detector.find(parse(load(text.encode(), name="agreement.txt")))
    return [repr(detection.clauses), repr(detection.deferrals), repr(detection.considered)]


SCRIPT = """
import json, sys
from tests.detect.test_detector import everything_found
from tests.support.detections import bundled_detector
json.dump(everything_found(bundled_detector(), sys.stdin.read()), sys.stdout)
"""


def test_the_same_contract_gives_the_same_answer_in_any_process(bundled):
    text = PREAMBLE + AGREEMENT + "The Service Levels are set out in Schedule 9."
    elsewhere = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=SAMPLES.parent,
        input=text,
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "4242"},
    )
    here = everything_found(bundled, text)
    assert json.loads(elsewhere.stdout) == here
    assert len(here[0]) > 100


SENTENCES = st.sampled_from(
    [
        "Client may terminate this Agreement.",
        "Client may “terminate” –  this   Agreement.",
        "Vendor may not terminate this Agreement.",
        "1. Either party may:",
        "(a) terminate this Agreement; or",
        "(b) audit; (c) terminate the Services.",
        "2.1 Fees. Client shall pay.",
        "Schedule 1 - Exit",
        "or terminate any Statement of Work",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_evidence_always_stands_inside_the_clause_and_in_its_words(exits, sentences):
    parsed = contract(PREAMBLE + "\n".join(sentences))
    for clause in exits.find(parsed).clauses:
        assert 0 < clause.confidence <= 1
        lines = [evidence.span for evidence in clause.evidence if evidence.kind == "line"]
        assert lines
        for span in lines:
            assert any(piece.contains(span) for piece in clause.pieces)
        assert "terminat" in "".join(words_of(parsed, span) for span in lines)


def test_a_contract_too_long_to_remember_every_sentence_of_reads_the_same(bundled, monkeypatch):
    long = load((SAMPLES / "bpo_msa_customer_paper.docx").read_bytes(), name="msa.docx")
    remembered = bundled.find(parse(long))
    monkeypatch.setattr("clausecheck.detect.survey._MOST_SCANS", 2)
    assert bundled.find(parse(long)) == remembered
    assert len(Survey(bundled._lens, parse(long))._scans) == 2


@pytest.mark.parametrize(
    ("sentence", "clause_type"),
    [
        ("Contractor shall carry the coverages in Exhibit D.", "insurance"),
        ("The payment terms are set out in Exhibit D.", "fees_and_payment"),
        ("The limits of liability are those stated in Exhibit D.", "liability_cap"),
        ("Disputes are settled under the dispute resolution procedure set out in Exhibit D.", "dispute_resolution"),
    ],
)
def test_bundled_clause_types_are_left_to_an_exhibit_that_was_not_supplied(sentence, clause_type):
    text = f'This Agreement is made between Acme Retail plc ("Client") and Beta Ltd ("Contractor").\n\n5. {sentence}\n'
    left = bundled_detector().find(parse(load(text.encode(), name="contract.txt"))).deferrals
    assert (clause_type, "Exhibit D") in {(each.type, each.reference) for each in left}


def test_a_sentence_that_gives_a_term_which_the_clause_does_not_state_is_kept_with_it():
    text = (
        'This Agreement is between Northwind Retail, Inc. ("Client") and BrightCall Solutions Ltd. ("Vendor").\n\n'
        "7. Confidentiality\n7.1 Each party shall keep the confidential information of the other secret.\n"
        "7.2 The obligation of confidentiality ends two (2) years after disclosure.\n"
    )
    parsed = contract(text)
    (clause, *_) = bundled_detector().find(parsed).of_type("confidentiality")
    words = {name: words_of(parsed, span) for name, span in clause.told_by.items()}
    assert words["survival_months"] == "The obligation of confidentiality ends two (2) years after disclosure."
