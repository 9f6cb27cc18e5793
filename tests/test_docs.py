import json
import logging
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest
import yaml
from click.testing import CliRunner

from clausecheck import errors
from clausecheck.cli import settings as cli_settings
from clausecheck.cli.exit_codes import BROKEN_PIPE, INTERRUPTED, TERMINATED, ExitCode
from clausecheck.cli.program import program
from clausecheck.detect.confidence import PRESENT
from clausecheck.errors import INTERNAL_ERROR
from clausecheck.ingest import load
from clausecheck.ingest.limits import Limits
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.model import Modifier
from clausecheck.patterns.values import READERS
from clausecheck.playbook.loader import load_playbook
from clausecheck.report.renderers import render
from clausecheck.structure import parse
from docs import generate
from tests.support.detections import bundled_detector
from tests.support.reports import finding_record, report_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
FENCE_MARK = re.compile(r"^[ >]*(?:```|~~~)", re.MULTILINE)
RUN = re.compile(r"<!-- docs/generate\.py runs.*?<!-- end of the run -->", re.DOTALL)
# The build runs these, from README.md: tests_of_the_readme and wheel_in_an_empty_folder in .ci/run.
INSTALLING = {
    "python3 -m venv .venv",
    "pip install -q .",
    'pip install -q -e ".[dev]"',
    "python -m pytest -q -n auto",
}
# Blocks that no command of their page uses, each with a test of its own below.
LOOKED_AT = {
    ("embedding.md", ".pre-commit-config.yaml"),
    ("embedding.md", ".github/workflows/contracts.yml"),
    ("playbooks.md", "yaml"),
    ("comparing.md", "yaml"),
    ("reading-a-report.md", "text"),
}
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@dataclass(frozen=True)
class Block:
    language: str
    title: str | None
    text: str


def blocks(page: Path) -> list[Block]:
    return [Block(**match.groupdict()) for match in FENCE.finditer(page.read_text("utf-8"))]


def lines_of(block: Block) -> Iterator[str]:
    parts = (part.strip() for line in block.text.splitlines() for part in line.split("&&"))
    return (part.removeprefix(".venv/bin/") for part in parts)


def lines_of_bash(page: Path) -> Iterator[str]:
    for block in blocks(page):
        if block.language == "bash":
            yield from lines_of(block)


def commands(page: Path) -> Iterator[str]:
    """Give the commands of a page that run clausecheck; what installs and tests is run by the build."""
    return (line for line in lines_of_bash(page) if "clausecheck" in line.split()[0])


def programs(page: Path) -> Iterator[str]:
    """Give the commands of a page that run a program shown on it or kept beside it."""
    titles = {block.title for block in blocks(page) if block.title}
    for line in lines_of_bash(page):
        program, script, *_ = [*line.split(), ""]
        if program != "clausecheck" and (script in titles or script.startswith("docs/examples/")):
            yield line


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Stand in a folder that has what a checkout has, so that what the commands write does not land in the checkout.

    There clausecheck and python are what this process runs with. Where a command leaves it open in how many processes
    to read, it reads in this one, which has compiled the patterns.
    """
    monkeypatch.setattr(cli_settings, "_cores", lambda: 0)
    for name in ("sample_contracts", "patterns", "docs"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    (tmp_path / "bin").mkdir()
    for name, command in (("python", ""), ("clausecheck", "-m clausecheck ")):
        (tmp_path / "bin" / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {command}"$@"\n', "utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def preparations(page: Path) -> Iterator[str]:
    """Give the commands of a page that lay out files for those after them."""
    return (line for line in lines_of_bash(page) if line.split()[0] in ("mkdir", "cp"))


def lay_out(page: Path, folder: Path) -> None:
    """Write the files that a page shows, and copy what it has copied."""
    for line in preparations(page):
        subprocess.run(shlex.split(line), cwd=folder, check=True)
    for block in blocks(page):
        if block.title:
            place = folder / block.title
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(block.text, "utf-8")


with_commands = [page for page in PAGES if any(commands(page))]
with_programs = [(page, line) for page in PAGES for line in programs(page)]
with_python = [page for page in PAGES if any(block.language == "python" for block in blocks(page))]


def is_checked(block: Block, page: Path) -> bool:
    """Tell whether some test here runs a block or holds it against the program."""
    if block.language == "python":
        return True
    if block.language == "bash":
        return {*commands(page), *programs(page), *preparations(page), *INSTALLING}.issuperset(lines_of(block))
    if block.language == "console":
        return any(block.text in run for run in RUN.findall(page.read_text("utf-8")))
    if (page.name, block.title or block.language) in LOOKED_AT:
        return True
    runs = [other.text for other in blocks(page) if other.language in ("bash", "python")]
    return block.title is not None and any(Path(block.title).parts[0] in text for text in runs)


@each_page
def test_every_block_is_of_a_kind_that_is_checked(page):
    assert [block for block in blocks(page) if not is_checked(block, page)] == []
    text = FENCE.sub("", page.read_text("utf-8"))
    assert FENCE_MARK.findall(text) == [], "a block without a language, or indented, is passed over by the tests"


def test_the_readme_says_how_to_install_and_how_to_test():
    installing = [block.text for block in blocks(ROOT / "README.md") if "pip install" in block.text]
    assert len(installing) == 2 and all(text.count("\n") == 1 for text in installing)
    assert ["pytest" in text for text in installing] == [False, True]


@pytest.mark.parametrize("page", with_commands, ids=lambda page: page.name)
def test_commands_run(page, folder):
    lay_out(page, folder)
    for command in commands(page):
        words, _, source = command.partition(" < ")
        stdin = (folder / source).read_bytes() if source else None
        result = CliRunner().invoke(program, shlex.split(words)[1:], input=stdin)
        assert result.exit_code in (ExitCode.CLEAN, ExitCode.FINDINGS), f"{command}\n{result.output}"


@pytest.fixture
def logger_as_it_was():
    """Take back what a page does to the logger of the program: the tests after it run in the same process."""
    logger = logging.getLogger("clausecheck")
    handlers, level = logger.handlers[:], logger.level
    yield
    logger.handlers[:] = handlers
    logger.setLevel(level)


@pytest.mark.parametrize("page", with_python, ids=lambda page: page.name)
@pytest.mark.usefixtures("logger_as_it_was")
def test_python_runs(page, folder):
    lay_out(page, folder)
    for command in commands(page):
        if " new " in command:  # the file that the page begins
            CliRunner().invoke(program, shlex.split(command)[1:], catch_exceptions=False)
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.language == "python":
            exec(compile(block.text, page.name, "exec"), names)


@pytest.mark.parametrize(("page", "command"), with_programs, ids=[command for _, command in with_programs])
def test_programs_run(page, command, folder):
    if shutil.which(command.split()[0]) is None:
        pytest.skip(f"{command.split()[0]} is not installed")
    lay_out(page, folder)
    run = subprocess.run(shlex.split(command), capture_output=True, text=True)
    assert run.returncode in (ExitCode.CLEAN, ExitCode.FINDINGS), run.stderr
    assert run.stdout or run.stderr
    assert "Traceback" not in run.stderr


def test_a_file_name_stands_for_one_file_whatever_the_page():
    texts = [(block.title, block.text) for page in PAGES for block in blocks(page) if block.title]
    assert len(texts) > 10
    assert len({title for title, _ in texts}) == len(set(texts))


def test_every_script_on_a_page_is_run():
    scripts = {(page, block.title) for page in PAGES for block in blocks(page) if block.language in ("js", "sh")}
    run = {(page, line.split()[1]) for page, line in with_programs}
    assert scripts and scripts <= run


def test_the_job_of_the_build_runs_and_says_where_it_left_the_findings(folder):
    (workflow,) = (block for block in blocks(DOCS / "embedding.md") if "workflows" in (block.title or ""))
    steps = yaml.safe_load(workflow.text)["jobs"]["clausecheck"]["steps"]
    lay_out(DOCS / "embedding.md", folder)
    (command,) = (step["run"] for step in steps if "pip install" not in step.get("run", "pip install"))
    result = CliRunner().invoke(program, shlex.split(command)[1:])
    assert result.exit_code in (ExitCode.CLEAN, ExitCode.FINDINGS), result.output
    (upload,) = (step for step in steps if "upload-sarif" in step.get("uses", ""))
    assert json.loads(Path(upload["with"]["sarif_file"]).read_text("utf-8"))["version"] == "2.1.0"


def test_the_hook_takes_the_files_of_a_commit_as_the_page_sets_it_up(folder):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (setup,) = (block for block in blocks(DOCS / "embedding.md") if block.title == ".pre-commit-config.yaml")
    (wanted,) = yaml.safe_load(setup.text)["repos"][0]["hooks"]
    assert wanted["id"] == hook["id"]
    staged = ["contracts/amendment_no_2.docx", "contracts/saas_subscription.docx", "README.md", "docs/a.pdf"]
    files = [name for name in staged if re.search(wanted["files"], name) and re.search(hook["files"], name)]
    assert files == staged[:2]
    lay_out(DOCS / "embedding.md", folder)
    result = CliRunner().invoke(program, [*shlex.split(hook["entry"])[1:], *wanted["args"], *files])
    assert result.exit_code in (ExitCode.CLEAN, ExitCode.FINDINGS), result.output


def test_the_step_that_guards_a_draft_runs(folder):
    (steps,) = (block for block in blocks(DOCS / "comparing.md") if block.language == "yaml")
    shown, compared = (step["run"] for step in yaml.safe_load(steps.text))
    assert shown.endswith(" > before.docx")
    (folder / "contracts").mkdir()
    for place in ("before.docx", "contracts/msa.docx"):
        shutil.copy(ROOT / "sample_contracts" / "amendment_no_2.docx", folder / place)
    result = CliRunner().invoke(program, shlex.split(compared)[1:])
    assert result.exit_code == ExitCode.CLEAN, result.output


def test_the_kinds_that_a_rule_is_not_for_are_understood(folder):
    whole, part = (
        block
        for block in blocks(DOCS / "playbooks.md")
        if block.title in ("support.yaml", None) and block.language == "yaml"
    )
    content = yaml.safe_load(whole.text)
    content["rules"][0] |= yaml.safe_load(part.text)
    (folder / "mine.yaml").write_text(yaml.safe_dump(content), "utf-8")
    assert set(load_playbook("mine.yaml").rules[0].not_for) == {"dpa", "nda"}


def test_tracked_changes_are_shown_as_the_program_shows_them():
    (shown,) = (block.text for block in blocks(DOCS / "reading-a-report.md") if block.language == "text")
    report = report_of(
        findings=[
            finding_record("adverse", rule="exit", title="Exit without cause"),
            finding_record("met", rule="notice", title="Notice of a data breach within 24 hours"),
        ],
        revisions={
            "insertions": 3,
            "deletions": 1,
            "moves": 0,
            "authors": ["Jane Counsel", "A. Vendor"],
            "comments": [
                {"author": "Jane Counsel", "text": "We cannot accept this."},
                {"author": "Jane Counsel", "text": "Agreed."},
            ],
            "changed_findings": [
                {"rule": "exit", "original": "met", "accepted": "adverse"},
                {"rule": "notice", "original": "met", "accepted": "met"},
            ],
        },
    )
    assert shown in render(report, "text")


@each_page
def test_links_lead_somewhere(page):
    for target in LINK.findall(page.read_text("utf-8")):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        place = (page.parent / path) if path else page
        assert place.exists(), target
        if anchor:
            assert anchor in anchors(place), target


def anchors(page: Path) -> set[str]:
    """Name the headings of a page as its links do."""
    text = FENCE.sub("", page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


@pytest.fixture(scope="module")
def generated():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli_settings, "_cores", lambda: 0)
        return {path.relative_to(ROOT).as_posix(): (path, text) for path, text in generate.pages()}


def test_generated_pages_are_up_to_date(generated):
    stale = [name for name, (path, text) in generated.items() if not path.exists() or path.read_text("utf-8") != text]
    assert stale == [], "run: python docs/generate.py"
    assert generate.orphaned([path for path, _ in generated.values()]) == []


def test_there_is_a_page_for_each_clause_type(generated):
    pages = {name for name in generated if name.startswith("docs/reference/clauses/")}
    assert pages == {f"docs/reference/clauses/{kind.id}.md" for kind in load_patterns().clause_types}
    assert {"README.md", "docs/comparing.md", "docs/reference/cli.md", "docs/reference/playbook.schema.json"} <= {
        *generated
    }


FINDINGS = "head\n\nADVERSE     high      A\n            words\n\nWEAK        low       B\n            words\n"
LANGUAGE = "\n────\nLANGUAGE TO ASK FOR\n\nA\n            “Words.”\n"


@pytest.mark.parametrize(
    ("report", "count", "kept", "left_out"),
    [
        (FINDINGS, 1, FINDINGS[: FINDINGS.index("WEAK")], "1 more finding"),
        (FINDINGS + LANGUAGE, 0, "head\n\n", "2 more findings and the language to ask for"),
        (FINDINGS + LANGUAGE, 2, f"{FINDINGS}\n", "the language to ask for"),
    ],
)
def test_a_shortened_transcript_says_what_it_leaves_out(report, count, kept, left_out):
    assert generate.first_findings(report, count) == f"{kept}[... {left_out}, left out here ...]\n"


def test_a_transcript_that_is_short_stays_whole():
    assert generate.first_findings(FINDINGS, 2) == FINDINGS


READINGS = re.findall(
    r"^\| (.+?) \| (\w+) \| (found|refused|not this clause) \| ?(.*?) ?\|$",
    (DOCS / "how-it-reads.md").read_text("utf-8"),
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def detector():
    return bundled_detector()


def test_the_readings_are_found_in_the_page():
    assert len(READINGS) > 10


@pytest.mark.parametrize(
    ("sentence", "clause_type", "reading", "terms"), READINGS, ids=[f"{row[1]}-{row[2]}" for row in READINGS]
)
def test_sentences_are_read_as_the_page_says(sentence, clause_type, reading, terms, detector):
    contract = parse(load(sentence.encode(), name="sentence.txt"))
    found = [clause for clause in detector.find(contract).of_type(clause_type) if clause.confidence >= PRESENT]
    if reading == "not this clause":
        assert found == []
        return
    assert [clause.denied for clause in found] == [reading == "refused"]
    for term in filter(None, terms.split(", ")):
        name, _, value = term.partition(" ")
        assert str(found[0].attributes[name]) == value


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
    assert [int(row) for row in rows] == [*ExitCode, INTERRUPTED, BROKEN_PIPE, TERMINATED]


@pytest.mark.parametrize(("page", "number"), [("ingestion.md", 15), ("security.md", 46)])
def test_every_test_that_a_page_names_exists(page, number):
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (DOCS / page).read_text("utf-8"))
    assert len(named) == number
    for path, name in named:
        assert f"def {name}(" in (ROOT / path).read_text("utf-8"), (path, name)


def test_every_module_that_the_security_page_names_exists():
    named = re.findall(r"^\|[^|]+\|[^|]+\| (`[^|]+`) \|", (DOCS / "security.md").read_text("utf-8"), re.MULTILINE)
    places = [place.strip("`") for cell in named for place in cell.split(", ")]
    assert len(places) > 30
    assert [place for place in places if not (ROOT / "src" / "clausecheck" / place).exists()] == []


def test_the_limits_are_those_of_the_program():
    limits, mega = Limits(), 1_000_000
    assert limits.seconds and limits.memory
    assert re.findall(r"^\| [^|]+ \| ([^|]+) \|$", (DOCS / "limits.md").read_text("utf-8"), re.MULTILINE)[1:] == [
        f"{limits.bytes // mega} MB",
        f"{limits.pages:,}",
        f"{limits.characters // mega} million",
        f"{limits.objects // mega} million objects",
        f"{limits.stream_bytes // mega} MB",
        f"{limits.parts:,}",
        f"{limits.part_bytes // mega} MB",
        f"{limits.unzipped_bytes // mega} MB, and no more than {limits.unzipped_ratio} times its size",
        f"{limits.convert_seconds // 60} minutes",
        f"{limits.seconds // 60} minutes; `--time-limit` sets another",
        f"{limits.memory // (1000 * mega)} GB",
    ]


def test_every_word_of_the_glossary_is_used_on_other_pages():
    rows = re.findall(r"^\| ([^|]+?) \| ", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    words = {word.partition(" (")[0] for row in rows if row != "Word" for word in row.split(", ")}
    others = "\n".join(page.read_text("utf-8") for page in PAGES if page.name != "glossary.md").lower()
    assert len(words) > 70
    assert sorted(word for word in words if word.lower() not in others) == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a copy without its history")
def test_every_change_that_the_architecture_names_is_in_the_history():
    named = re.findall(r"^\|[^|]+\| `([0-9a-f]{7})` \| (.+) \|$", (DOCS / "architecture.md").read_text("utf-8"), re.M)
    assert len(named) == 17
    for commit, subject in named:
        log = subprocess.run(["git", "log", "-1", "--format=%s", commit], cwd=ROOT, capture_output=True, text=True)
        assert log.stdout.strip() == subject


@pytest.mark.parametrize(
    ("field", "known"), [("read", READERS), ("scope", get_args(Modifier.model_fields["scope"].annotation))]
)
def test_the_tables_of_the_pattern_language_have_what_the_language_has(field, known):
    text = (DOCS / "writing-patterns.md").read_text("utf-8")
    (table,) = re.findall(rf"^\| `{field}` \| [^\n]*\n\|[-|]+\n((?:\|[^\n]*\n)+)", text, re.MULTILINE)
    named = {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == set(known)
