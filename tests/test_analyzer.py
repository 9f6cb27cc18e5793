import io
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from clausecheck.analyzer import Analyzer, analyze
from clausecheck.errors import NoText, OptionError, PlaybookError
from clausecheck.ingest.document import ReadOptions
from clausecheck.patterns import bundled
from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.model import Playbook
from tests.support.documents import Word, run

AGREEMENT = """\
CUSTOMER SUPPORT SERVICES AGREEMENT

This Customer Support Services Agreement is entered into between Northwind Retail, Inc. ("Client") and BrightCall
Solutions Ltd. ("Vendor").

1. Services. Vendor shall answer the telephone calls of Client's customers.

2. Fees. Client shall pay the undisputed fees within thirty (30) days of receipt of an invoice.

3. Termination for Convenience. Client may terminate this Agreement for convenience at any time upon sixty (60) days'
prior written notice to Vendor.
"""

OUTSOURCING = bundled() / "playbooks" / "outsourcing.yaml"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def status_of(report, clause_type: str) -> str:
    (finding,) = (each for each in report.findings if each.clause_type == clause_type)
    return finding.status


def playbook_on(clause_type: str, **fields: object) -> Playbook:
    return Playbook.model_validate(
        {
            "id": "mine",
            "title": "Our positions",
            "version": "1.0",
            "side": "customer",
            "threshold": 70,
            "rules": [
                {
                    "id": "only",
                    "clause_type": clause_type,
                    "title": "The only position",
                    "severity": "high",
                    "weight": 1,
                    "why": "We must be able to leave.",
                    "recommended_language": "The Customer may terminate for convenience on sixty days' notice.",
                    "sources": ["Our procurement manual"],
                    **fields,
                }
            ],
        }
    )


def test_a_clause_is_found_judged_and_reported_with_its_words(analyzer):
    report = analyzer.analyze(AGREEMENT.encode(), name="agreement.txt")
    (clause,) = (each for each in report.clauses if each.type == "termination_for_convenience")
    assert "Client may terminate this Agreement for convenience" in clause.text
    assert clause.attributes["holder"] == "customer"
    assert clause.attributes["notice_days"] == 60
    assert status_of(report, "termination_for_convenience") == "met"


def test_a_clause_that_is_not_there_is_missing(analyzer):
    report = analyzer.analyze(AGREEMENT.encode())
    assert status_of(report, "audit_rights") == "missing"
    assert not report.summary.passed


def test_a_document_may_be_a_path_bytes_or_an_open_file(analyzer, tmp_path):
    path = tmp_path / "agreement.txt"
    path.write_text(AGREEMENT, "utf-8")
    with path.open("rb") as file:
        reports = [analyzer.analyze(given) for given in (path, str(path), AGREEMENT.encode(), file)]
    assert {report.document.sha256 for report in reports} == {reports[0].document.sha256}
    assert all(report.findings == reports[0].findings for report in reports)
    assert analyzer.analyze(io.BytesIO(AGREEMENT.encode()), name="msa.txt").document.name == "msa.txt"


def test_the_same_document_gives_the_same_bytes(analyzer):
    first, second = (analyzer.analyze(AGREEMENT.encode(), name="msa.txt") for _ in range(2))
    assert first.model_dump_json() == second.model_dump_json()


def redlined(change: str, *, comment: str = "") -> bytes:
    """Make a Word agreement of one exit clause, in which stands a tracked change."""
    opening = 'This Agreement is made between Northwind Retail, Inc. ("Client") and BrightCall Ltd. ("Vendor").'
    word = Word().xml(f"<w:p>{run(opening)}</w:p><w:p>{run('Vendor shall answer calls.')}</w:p><w:p>{change}</w:p>")
    if comment:
        word.part("comments", f"<w:comment w:author='Jane'><w:p>{run(comment)}</w:p></w:comment>")
    return word.bytes()


def ins(text: str) -> str:
    return f"<w:ins w:author='Jane'>{run(text)}</w:ins>"


def gone(text: str) -> str:
    return f"<w:del w:author='Jane'><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>"


EXIT = "Client may terminate this Agreement for convenience upon {} days' prior written notice to Vendor."
BEFORE, AFTER = EXIT.split("{}")


@pytest.mark.parametrize(
    ("change", "original", "accepted"),
    [
        (ins(EXIT.format("sixty (60)")), "missing", "met"),
        (gone(EXIT.format("sixty (60)")), "met", "missing"),
        (run(BEFORE) + gone("sixty (60)") + ins("thirty (30)") + run(AFTER), "met", "met"),
    ],
)
def test_tracked_changes_are_weighed(analyzer, change, original, accepted):
    report = analyzer.analyze(redlined(change))
    assert status_of(report, "termination_for_convenience") == accepted
    (changed,) = report.revisions.changed_findings
    rule = next(each.rule for each in report.findings if each.clause_type == "termination_for_convenience")
    assert (changed.rule, changed.original, changed.accepted) == (rule, original, accepted)
    assert report.revisions.authors == ["Jane"]


def test_a_change_that_turns_nothing_is_said_to_turn_nothing(analyzer):
    report = analyzer.analyze(io.BytesIO(redlined(run(EXIT.format("sixty (60)")) + ins(" Vendor shall be polite."))))
    assert report.revisions.changed_findings == []


@pytest.mark.parametrize(("revisions", "status"), [("accepted", "met"), ("original", "missing"), ("marked", "met")])
def test_the_verdict_is_that_of_the_text_asked_for_and_the_comparison_the_same(revisions, status):
    report = Analyzer(reading=ReadOptions(revisions=revisions)).analyze(redlined(ins(EXIT.format("sixty (60)"))))
    assert status_of(report, "termination_for_convenience") == status
    assert [(each.original, each.accepted) for each in report.revisions.changed_findings] == [("missing", "met")]


def test_a_marked_text_is_judged_as_the_accepted_one(analyzer):
    changed = redlined(run(BEFORE) + gone("thirty (30)") + ins("ninety (90)") + run(AFTER))
    assert Analyzer(reading=ReadOptions(revisions="marked")).analyze(changed) == analyzer.analyze(changed)


def test_what_has_no_original_text_is_not_compared(analyzer):
    mark = "<w:pPr><w:rPr><w:ins w:author='Jane'/></w:rPr></w:pPr>"
    report = analyzer.analyze(Word().xml(f"<w:p>{mark}{ins(EXIT.format('sixty (60)'))}</w:p>").bytes())
    assert report.revisions.insertions == 2
    assert report.revisions.changed_findings is None


def test_comments_alone_change_nothing(analyzer):
    report = analyzer.analyze(redlined(run(EXIT.format("sixty (60)")), comment="Client may audit Vendor yearly."))
    assert [(each.author, each.text) for each in report.revisions.comments] == [
        ("Jane", "Client may audit Vendor yearly.")
    ]
    assert report.revisions.changed_findings == []
    assert status_of(report, "audit_rights") == "missing"
    assert analyzer.analyze(AGREEMENT.encode()).revisions is None


def test_an_embedded_document_leaves_absence_unverified(analyzer):
    whole = redlined(run("Fees are fixed."))
    assert status_of(analyzer.analyze(whole), "audit_rights") == "missing"
    word = Word().xml(f"<w:p>{run(AGREEMENT)}</w:p><w:altChunk r:id='rId9'/>")
    report = analyzer.analyze(word.bytes())
    assert status_of(report, "audit_rights") == "unverified"
    assert report.document.unread == ["an embedded document (altChunk)"]


def test_an_unreadable_document_raises_its_error(analyzer):
    with pytest.raises(NoText):
        analyzer.analyze(b"")


def test_analyze_takes_the_options_of_an_analyzer():
    report = analyze(
        AGREEMENT.encode(), playbook_on("audit_rights"), name="msa.txt", side="provider", customer="Vendor"
    )
    assert (report.document.name, report.playbook.id, report.playbook.side) == ("msa.txt", "mine", "provider")
    assert {party.term: party.role for party in report.document.parties} == {"Vendor": "customer", "Client": "provider"}


def test_the_side_is_the_playbooks_own_by_default(analyzer):
    assert analyzer.side == analyzer.playbook.side == "customer"


def test_a_playbook_may_be_an_id_a_path_or_loaded(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(OUTSOURCING.read_text("utf-8").replace("id: outsourcing", "id: mine"), "utf-8")
    patterns = load_patterns()
    assert Analyzer("outsourcing", patterns=patterns).playbook.id == "outsourcing"
    assert Analyzer(path, patterns=patterns).playbook.id == "mine"
    assert Analyzer(load_playbook("outsourcing"), patterns=patterns).playbook.id == "outsourcing"


def test_a_side_that_does_not_exist_is_refused():
    with pytest.raises(OptionError, match="customer, provider"):
        Analyzer(side="buyer")


def test_a_party_that_the_contract_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(OptionError, match=r"Buyer.*Client.*Vendor"):
        Analyzer(customer="Buyer").analyze(AGREEMENT.encode())


def test_a_playbook_on_a_clause_that_no_pattern_detects_is_refused(tmp_path):
    with pytest.raises(OptionError, match="most_favoured_nation"):
        Analyzer(playbook_on("most_favoured_nation"))
    path = tmp_path / "mine.yaml"
    path.write_text(OUTSOURCING.read_text("utf-8").replace("audit_rights", "audit_right"), "utf-8")
    with pytest.raises(PlaybookError, match="did you mean 'audit_rights'"):
        Analyzer(path)


def test_only_the_patterns_given_are_used():
    patterns = load_patterns()
    analyzer = Analyzer(playbook_on("audit_rights"), patterns=patterns)
    assert analyzer.patterns is patterns


def test_a_type_that_is_told_decides_what_the_document_needs():
    told = Analyzer(playbook_on("audit_rights", not_for={"nda": "It has no fees to audit"}), type="nda")
    report = told.analyze(b"This Agreement is made between Northwind and BrightCall. Each shall keep all secrets.")
    assert (report.document.type, report.findings[0].status) == ("nda", "not_applicable")
    with pytest.raises(OptionError, match="no type of document 'lease'"):
        Analyzer(type="lease")


def test_an_empty_customer_is_refused():
    with pytest.raises(OptionError, match="empty term"):
        Analyzer(customer=" ")


# A third of them, of both formats: each is read twice.
SAMPLES = sorted(
    path for path in (Path(__file__).parents[1] / "sample_contracts").iterdir() if path.suffix in (".pdf", ".docx")
)[::3]


def outcome(analyzer: Analyzer, path: Path) -> str:
    try:
        return analyzer.analyze(path).model_dump_json()
    except NoText as error:  # a scan, which is not recognized here
        return error.code


def test_eight_threads_with_one_analyzer_find_what_one_finds():
    analyzer = Analyzer(reading=ReadOptions(ocr="off"))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)  # as many chances as possible to come in between
    try:
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda path: outcome(analyzer, path), SAMPLES))
    finally:
        sys.setswitchinterval(interval)
    assert len(SAMPLES) >= 8
    assert {path.suffix for path in SAMPLES} == {".pdf", ".docx"}
    assert together == [outcome(analyzer, path) for path in SAMPLES]


def test_threads_that_begin_together_compile_the_patterns_once(monkeypatch):
    made = []

    class Compiled:
        def __init__(self, patterns):
            made.append(patterns)

    analyzer = Analyzer(playbook_on("set_off"))  # what nothing before has compiled
    monkeypatch.setattr("clausecheck.detect.detector.Detector", Compiled)
    with ThreadPoolExecutor(4) as threads:
        detectors = list(threads.map(lambda _: analyzer._detector, range(4)))
    assert len(made) == 1
    assert all(detector is detectors[0] for detector in detectors)


def test_analyzers_of_the_same_patterns_share_what_is_compiled_and_others_do_not():
    judged = [playbook_on("audit_rights"), playbook_on("audit_rights", weight=2)]
    first, second = (Analyzer(playbook) for playbook in judged)
    assert first._detector is second._detector
    changed = replace(first.patterns, calibration={})
    assert Analyzer(judged[0], patterns=changed)._detector is not first._detector


def test_a_clause_type_in_preview_is_looked_for_only_where_a_rule_asks_for_it():
    patterns = load_patterns()
    exit_right = patterns["termination_for_convenience"]
    preview = exit_right.definition.model_copy(update={"status": "preview"})
    kinds = tuple(replace(kind, definition=preview) if kind == exit_right else kind for kind in patterns.clause_types)
    previewed = replace(patterns, clause_types=kinds)
    asking, silent = playbook_on("termination_for_convenience"), playbook_on("audit_rights")
    for playbook, found in ((asking, True), (silent, False)):
        report = Analyzer(playbook, patterns=previewed).analyze(AGREEMENT.encode(), name="msa.txt")
        assert ("termination_for_convenience" in {clause.type for clause in report.clauses}) == found


# Runs that patterns of characters stumble over: what may open, number, name, quote, count or line up something.
RUNS = [
    "a",
    " \n",
    "(",
    "(a) ",
    "1.",
    "shall not ",
    "“",
    "or; ",
    "the Customer, ",
    ". ",
    "Section 1.1 of ",
    "a\tb\n",
    "_",
]


@pytest.mark.parametrize("run", RUNS, ids=repr)
def test_no_run_of_signs_keeps_the_reading_busy(run, analyzer):
    """A hundred thousand characters take a second or two; where time grew with their square it would be an hour."""
    begun = process_time()
    report = analyzer.analyze(f"{AGREEMENT}\n{run * (100_000 // len(run))}\n\n{AGREEMENT * 3}".encode(), name="msa.txt")
    assert process_time() - begun < 30
    assert status_of(report, "termination_for_convenience") in ("met", "weak")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"playbook": None}, "a playbook, as its id or the path of its file, is wanted, not None"),
        ({"playbook": {"id": "ours"}}, "a playbook, as its id or the path of its file, is wanted, not dict"),
        ({"patterns": "ours.yaml"}, "patterns: what load_patterns() gives is wanted, not str"),
        ({"reading": None}, "reading: a ReadOptions is wanted, not None"),
        ({"customer": 5}, "customer: a term of the contract is wanted, not int"),
    ],
)
def test_an_argument_of_the_wrong_kind_is_told(options, message):
    with pytest.raises(OptionError) as caught:
        Analyzer(**options)
    assert str(caught.value) == message


@pytest.mark.parametrize("document", [None, object()])
def test_what_can_be_no_document_is_refused(document):
    with pytest.raises(OptionError, match="a document, as a path, bytes or a file"):
        analyze(document)
    with pytest.raises(OptionError, match="a document of a deal, as a path, is wanted"):
        Analyzer().analyze_deal([document])


def test_a_deal_is_no_single_path():
    with pytest.raises(OptionError, match=r"a list of paths is wanted, \[path\], not the path 'msa.pdf' alone"):
        Analyzer().analyze_deal("msa.pdf")
