import re
from pathlib import Path

from clausecheck import errors
from clausecheck.cli.exit_codes import BROKEN_PIPE, INTERRUPTED, ExitCode
from clausecheck.scanner import INTERNAL_ERROR

DOCS = Path(__file__).parents[1] / "docs"
SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def test_every_error_code_has_its_heading_and_no_other():
    codes = {
        value.code
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, errors.ClausecheckError)
    }
    headings = [heading for heading, _ in SECTION.findall((DOCS / "errors.md").read_text("utf-8"))]
    assert sorted(headings) == sorted({*codes, INTERNAL_ERROR})


def test_every_error_is_told_with_cause_and_remedy():
    for heading, body in SECTION.findall((DOCS / "errors.md").read_text("utf-8")):
        assert "**Cause.**" in body and "**What to do.**" in body, heading


def test_every_exit_code_has_its_row_and_no_other():
    rows = re.findall(r"^\| (\d+) ", (DOCS / "exit-codes.md").read_text("utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == [*ExitCode, INTERRUPTED, BROKEN_PIPE]


def test_links_between_pages_lead_somewhere():
    for page in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
