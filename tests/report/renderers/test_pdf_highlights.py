from clausecheck.report.renderers.pdf_highlights import note_on, passages
from tests.support.reports import clause_record, finding_record, report_of

LINE, NEXT = (50.0, 100.0, 500.0, 112.0), (50.0, 114.0, 300.0, 126.0)


def clause(name: str, *boxes: tuple[int, tuple[float, ...]]):
    return clause_record("exit", "Client may leave.", id=name, boxes=[(page, *box) for page, box in boxes])


def seen(findings, clauses):
    report = report_of(findings=findings, clauses=clauses)
    return [(each.page, each.boxes, [finding.rule for finding in each.findings]) for each in passages(report)]


def test_a_clause_under_several_findings_is_one_passage_and_the_gravest_comes_first():
    findings = [
        finding_record("met", rule="exit", clauses=["a"]),
        finding_record("adverse", rule="audit", clauses=["a", "b"]),
    ]
    clauses = [clause("a", (3, LINE), (3, NEXT)), clause("b", (3, LINE), (3, NEXT))]
    assert seen(findings, clauses) == [(3, (LINE, NEXT), ["audit", "exit"])]


def test_a_clause_that_runs_over_the_page_has_a_passage_on_each():
    findings = [finding_record("weak", rule="exit", clauses=["a"])]
    assert seen(findings, [clause("a", (3, LINE), (4, NEXT))]) == [(3, (LINE,), ["exit"]), (4, (NEXT,), ["exit"])]


def test_what_no_finding_rests_on_is_not_marked():
    findings = [finding_record("missing"), finding_record("weak", clauses=["b"])]
    assert seen(findings, [clause("a", (1, LINE)), clause("b")]) == []


def test_a_note_in_full():
    finding = finding_record("weak", needs_review=True, wanted="notice\nat most 60 days", clauses=["a"])
    assert note_on(finding) == (
        "WEAK, high severity, needs review\n\n"
        "Exit without cause\n\n"
        "Notice 90 days; wanted at most 60.\n\n"
        "Why it matters: Without it there is no way out.\n\n"
        "Wanted: notice at most 60 days\n\n"
        "Language to ask for: “The Customer may terminate this Agreement at any time on sixty (60) days' notice.”"
    )


def test_a_note_on_what_is_met_asks_for_nothing():
    note = note_on(finding_record("met"))
    assert note.startswith("MET\n\n") and "Language to ask for" not in note


def test_a_note_keeps_every_letter_but_those_that_steer():
    assert "Deadline “即時” only." in note_on(finding_record("weak", message="Deadline \u202e“即時”\x1b[2J only."))
