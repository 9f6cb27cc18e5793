from __future__ import annotations

from textwrap import dedent

import pytest

from clausecheck.playbook.severity import Severity
from clausecheck.report.columns import WIDTH, columns
from clausecheck.report.model import NearestPassage, PartyRecord, RevisionsRecord
from clausecheck.report.renderers import render as render_as
from clausecheck.report.renderers import render_all
from clausecheck.report.visibility import visible
from tests.support.reports import clause_record, file_error, finding_record, report_of


def render(result):
    return render_as(result, "text")


def test_the_whole_report():
    assert render(report_of()) == dedent(
        """\
        northwind-brightcall.pdf
        NOT PASSED  ·  HIGH RISK  ·  score 31 of 100, grade F

        Customer    Northwind Retail, Inc. (“Client”)
        Provider    BrightCall Solutions Ltd. (“Vendor”)
        Playbook    outsourcing 1.0, for the customer
        Coverage    4 of 4 rules evaluated, 12 of 12 pages read
        Findings    1 adverse, 1 missing, 1 weak, 1 met
        ────────────────────────────────────────────────────────────────────────────────────────────────────

        ADVERSE     high      Exit without cause · 12.3 Termination, page 9
                    Held only by the provider; wanted the customer or either party.
                    “Vendor may terminate this Agreement at any time, for any reason or no reason
                    whatsoever, upon ninety (90) days' prior written notice to Client, provided that …”

        MISSING     medium    Credits for missed service levels
                    Not found; all 12 pages were read.
                    Nearest: “Vendor shall report performance monthly.” (8.1 Reports, page 5)

        WEAK        low       Notice of a data breach within 24 hours · NEEDS REVIEW · 14.1 Incidents, page
                              10
                    Deadline only “promptly”; wanted at most 24 hours.
                    “Vendor shall notify Client promptly upon becoming aware of any unauthorized access to
                    Client Data.”

        MET         info      No lock-in
                    Not found, as wanted.

        ────────────────────────────────────────────────────────────────────────────────────────────────────
        LANGUAGE TO ASK FOR

        Exit without cause
                    “The Customer may terminate this Agreement at any time on sixty (60) days' notice.”

        Credits for missed service levels
                    “For each service level missed, the Provider shall credit the Customer 5% of fees.”

        Notice of a data breach within 24 hours
                    “The Customer may terminate this Agreement at any time on sixty (60) days' notice.”
        """
    )


def test_unreadable_pages_and_notes_stand_in_the_header():
    report = report_of(
        document={"unreadable_pages": [3, 7, 8], "notes": ["Tracked changes are read as accepted."]},
        coverage={"rules_evaluated": 3, "rules_unverified": 1, "pages_read": 9},
    )
    header = render(report).partition("───")[0]
    assert "Coverage    3 of 4 rules evaluated, 9 of 12 pages read\n" in header
    assert "NOT READ    pages 3, 7-8; so a clause that was not found is unverified, not missing\n" in header
    assert "Note        Tracked changes are read as accepted.\n" in header


def test_a_document_without_pages():
    report = report_of(coverage={"pages_read": None, "pages_total": None})
    assert "Coverage    4 of 4 rules evaluated, whole document read\n" in render(report)


@pytest.mark.parametrize(
    ("parties", "lines"),
    [
        ([], ["Parties     not recognised"]),
        (
            [PartyRecord(name="Acme", term="Acme", role="unknown")],
            ["Party       Acme, role not clear"],
        ),
        ([PartyRecord(name="Escrow Co.", term="Agent", role="other")], ["Party       Escrow Co. (“Agent”)"]),
    ],
)
def test_parties(parties, lines):
    assert set(lines) <= set(render(report_of(document={"parties": parties})).splitlines())


def test_findings_left_out_are_counted():
    assert "Findings    1 adverse, 3 more not shown\n" in render(visible(report_of(), Severity.HIGH))


def test_an_unverified_finding_points_to_where_the_answer_may_be():
    passage = NearestPassage(text="Service levels are set forth in Exhibit C.", section="4", page=None)
    message = "Not found, but it is left to Exhibit C, which was not supplied."
    text = render(report_of(findings=[finding_record("unverified", message=message, nearest=[passage] * 3)]))
    assert text.count("Nearest: “Service levels are set forth in Exhibit C.” (4)\n") == 2
    assert message in text
    assert "LANGUAGE TO ASK FOR" not in text


def test_the_sentence_that_decides_is_quoted_first_and_once():
    deciding = NearestPassage(
        text="Credits are at the discretion of Vendor.", section="5.4", page=None, start=50, end=90
    )
    own = clause_record("sla_penalties", "Client receives credits.")
    other = clause_record("sla_penalties", deciding.text, start=50, end=90, id="sla_penalties-2")
    finding = finding_record("adverse", clauses=[own.id, other.id], deciding=deciding)
    text = render(report_of(findings=[finding], clauses=[own, other]))
    assert text.count("at the discretion of Vendor") == 1
    assert text.index("“Credits are at the discretion of Vendor.” (5.4)") < text.index("“Client receives credits.”")


def test_contract_text_cannot_steer_the_terminal():
    attack = "\x1b[2J\x1b]0;owned\x07Vendor\x9b31m may \u202eterminate\r\n"
    finding = finding_record(
        "missing",
        clauses=["audit_rights-1"],
        message=f"Deadline only “{attack}”.",
        nearest=[NearestPassage(text=attack, section=attack, page=1)],
        deciding=NearestPassage(text=attack, section=attack, page=1),
    )
    text = render(
        report_of(
            document={
                "name": attack,
                "notes": [attack],
                "parties": [PartyRecord(name=attack, term=attack, role="customer")],
            },
            findings=[finding],
            clauses=[clause_record("audit_rights", attack * 3, section=attack)],
        )
    )
    assert not set(text) & {"\x1b", "\x9b", "\x07", "\r", "\u202e"}
    assert "owned" not in text and "31m" not in text
    assert "“Vendor may terminate Vendor may terminate Vendor may terminate”" in text


def test_no_line_is_wider_than_the_screen():
    name = "株式会社カスタマーサポート" * 8
    report = report_of(
        document={"name": f"{name}.pdf", "parties": [PartyRecord(name=name, term="Client", role="customer")]},
        findings=[finding_record("missing", title="x" * 150, message=name, recommended_language="y" * 300)],
    )
    lines = render(report).splitlines()
    assert max(map(columns, lines)) <= WIDTH
    assert "".join("".join(lines).split()).count("y" * 300) == 1


def revised(**fields: object) -> str:
    """Render a report on a revised document; give the part that tells of the revisions."""
    defaults = {"insertions": 0, "deletions": 0, "moves": 0, "authors": [], "comments": [], "changed_findings": []}
    text = render(report_of(revisions=RevisionsRecord.model_validate(defaults | fields)))
    return text.partition("Not found, as wanted.\n")[2].partition("─" * WIDTH + "\nLANGUAGE")[0]


def test_tracked_changes_are_told_with_what_they_turn():
    changed = [
        {"rule": "exit", "original": "missing", "accepted": "adverse"},
        {"rule": "renewal", "original": "met", "accepted": "met"},
        {"rule": "unshown-rule", "original": "weak", "accepted": "not_applicable"},
    ]
    comments = [{"author": "Jane", "text": "Too wide?"}, {"author": "", "text": "Agreed."}]
    assert revised(insertions=2, deletions=1, authors=["Jane", "Bob"], changed_findings=changed, comments=comments) == (
        f"\n{'─' * WIDTH}\nTRACKED CHANGES\n"
        "            2 insertions, 1 deletion by Jane, Bob\n"
        "            Exit without cause: missing -> adverse\n"
        "            No lock-in: met on other terms\n"
        "            unshown-rule: weak -> not applicable\n"
        "\n            Comments: 1 by Jane, 1 by an unnamed author\n"
        "            “Too wide?” (Jane)\n"
        "            “Agreed.”\n"
        "\n"
    )


def test_changes_that_turn_nothing_and_changes_that_could_not_be_weighed_differ():
    assert "            No finding hangs on them.\n" in revised(moves=1)
    assert "could not be analysed, so nothing is said of their effect" in revised(moves=1, changed_findings=None)


def test_comments_alone_have_a_heading_of_their_own_and_only_some_are_shown():
    comments = [{"author": f"Author {number % 7}", "text": f"Comment {number} " * 40} for number in range(9)]
    shown = revised(comments=comments)
    assert (
        "TRACKED CHANGES" not in shown and "\nCOMMENTS\n            Comments: 2 by Author 0, 2 by Author 1, " in shown
    )
    assert "2 by others" in " ".join(shown.split())
    assert [f"“Comment {number}" in shown for number in range(9)] == [True] * 5 + [False] * 4
    assert "            4 more in the JSON report\n" in shown
    assert max(map(columns, shown.splitlines())) <= WIDTH


def test_many_authors_are_counted():
    shown = revised(insertions=1, authors=[f"Author {number}" for number in range(8)])
    assert "1 insertion by Author 0, Author 1, Author 2, Author 3, Author 4, 3 more\n" in shown


def test_authors_and_comments_cannot_steer_the_terminal():
    attack = "\x1b[2JJane\u202e\r\n"
    shown = revised(insertions=1, authors=[attack], comments=[{"author": attack, "text": attack}])
    assert not set(shown) & {"\x1b", "\r", "\u202e"}
    assert "1 insertion by Jane\n" in shown and "“Jane” (Jane)" in shown


def test_parts_that_could_not_be_read_are_told_beside_the_pages():
    report = report_of(
        document={"unread": ["an embedded document (altChunk)"], "pages": None},
        coverage={"pages_read": None, "pages_total": None, "rules_evaluated": 3, "rules_unverified": 1},
    )
    text = render(report)
    assert "Coverage    3 of 4 rules evaluated, not all of the document read\n" in text
    assert "NOT READ    an embedded document (altChunk); so a clause that was not found is unverified" in text


def test_a_document_that_could_not_be_read():
    assert render(file_error()) == ("scan.pdf\nNOT READ    The file holds no text that could be read. (no-text)\n")
    assert "\x1b" not in render(file_error("\x1b[31mscan.pdf", "\x1b[2J"))


def test_several_results_end_with_an_overview():
    laid = "".join(render_all([report_of(), file_error()], "text"))
    assert laid.count("NOT PASSED") == 1
    assert [line.split()[-1] for line in laid.splitlines()[-4::2]] == ["scan.pdf", "northwind-brightcall.pdf"]
    assert "2 documents: 0 passed, 1 did not pass, 1 could not be analysed" in laid


def test_one_result_has_no_overview():
    assert "worst finding" not in render(report_of()) + render(file_error())
