"""Folders of results, written by the whole program."""

import lxml.html
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from clausecheck.cli.program import program
from clausecheck.cli.results import _for_a_terminal, check_output
from clausecheck.cli.settings import CheckOptions
from clausecheck.errors import OptionError
from tests.support.pages import parsed, select
from tests.support.reviews import AGREEMENT


@pytest.fixture
def contracts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "contracts"
    folder.mkdir()
    (folder / "acme msa.txt").write_text(AGREEMENT)
    (folder / "acme msa.md").write_text(AGREEMENT)
    (folder / "empty.txt").write_text("")
    (tmp_path / "out").mkdir()
    return folder


def run(*arguments):
    return CliRunner().invoke(program, ["contracts", "--jobs", "0", "--no-cache", "--format", "html", *arguments])


def index(folder) -> lxml.html.HtmlElement:
    return parsed((folder / "index.html").read_text("utf-8"))


def test_a_folder_gets_a_page_for_each_contract_and_one_that_leads_to_all(contracts, tmp_path):
    out = tmp_path / "out"
    assert run("--output", "out").exit_code == 2  # one file is empty
    assert sorted(file.name for file in out.iterdir()) == [
        "acme msa.md.review.html",
        "acme msa.txt.review.html",
        "index.html",
    ]
    links = [select(row, "a")[0].get("href") for row in select(index(out), "tr.row")]
    assert links == ["./acme%20msa.md.review.html", "./acme%20msa.txt.review.html"]
    assert "empty.txt" in select(index(out), ".warning")[0].text_content()


def test_the_index_leaves_out_what_the_pages_leave_out(contracts, tmp_path):
    run("--output", "out", "--show", "critical")
    page = parsed((tmp_path / "out" / "acme msa.md.review.html").read_text("utf-8"))
    (row, _) = select(index(tmp_path / "out"), "tr.row")
    assert len(select(page, "article.finding")) == len(select(row, "a.letter"))


def test_an_index_is_not_overwritten_and_nothing_is_analysed_in_vain(contracts, tmp_path):
    (tmp_path / "out" / "index.html").write_text("mine")
    result = run("--output", "out")
    assert result.exit_code == 2 and "--force replaces it" in result.stderr
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["index.html"]
    assert run("--output", "out", "--force").exit_code == 2  # for the empty file
    assert select(index(tmp_path / "out"), "tr.row")


def test_what_was_written_where_is_the_last_word_on_standard_error(contracts):
    told = [run("--output", target).stderr.splitlines()[-1] for target in ("out", "all.html")]
    assert told == ["Written: out (html, 3 files).", "Written: all.html (html, 3 documents)."]
    table = CliRunner().invoke(program, ["contracts/acme msa.txt", "--format", "xlsx", "--output", "a.xlsx"])
    assert table.stderr == "Written: a.xlsx (xlsx, 1 document).\n"
    assert table.stdout == ""


def test_of_what_was_not_written_nothing_is_said(contracts):
    failed = CliRunner().invoke(program, ["contracts/empty.txt", "--format", "html", "--output", "empty.html"])
    assert "Written" not in failed.output


def test_several_contracts_in_one_file_are_a_portfolio(contracts, tmp_path):
    run("--output", "all.html")
    page = parsed((tmp_path / "all.html").read_text("utf-8"))
    assert len(select(page, "tr.row")) == 2
    assert select(page, "tr.row a") == []


def test_one_contract_is_its_page(contracts, tmp_path):
    arguments = ["contracts/acme msa.txt", "--format", "html", "--output", "one.html", "--fail-on", "never"]
    assert CliRunner().invoke(program, arguments).exit_code == 0
    assert select(parsed((tmp_path / "one.html").read_text("utf-8")), "article.finding")


def test_a_folder_that_does_not_exist_is_made_for_several_contracts(contracts, tmp_path):
    run("--output", "reviews")
    assert (tmp_path / "reviews" / "index.html").is_file()


def test_a_form_that_is_the_contract_itself_wants_a_folder_for_several(contracts):
    result = CliRunner().invoke(program, ["contracts", "--jobs", "0", "--no-cache", "--format", "docx"])
    assert result.exit_code == 2
    assert "writes a file for each document; --output has to name a folder" in result.stderr


def test_a_contract_that_is_no_word_file_is_an_error_and_leaves_no_file(contracts, tmp_path):
    arguments = ["contracts/acme msa.txt", "--format", "docx", "--output", "acme.docx"]
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == 2 and "[unsupported-format]" in result.stderr
    assert not (tmp_path / "acme.docx").exists()


@pytest.mark.parametrize(("option", "format"), [("--redline", "html"), ("--page-images", "pdf")])
def test_options_of_another_form_are_refused(contracts, option, format):
    result = CliRunner().invoke(program, ["contracts/acme msa.txt", "--format", format, option])
    assert result.exit_code == 2 and f"{option} goes with --format" in result.stderr


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx"])
def test_a_terminal_is_not_given_what_is_no_text(contracts, monkeypatch, format):
    monkeypatch.setattr("clausecheck.cli.output.sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(OptionError, match=f"--format {format} is nothing for a terminal"):
        check_output(options(format), [contracts / "acme msa.txt"], None)


def test_a_text_layer_cannot_steer_the_terminal_that_shows_it():
    read = "Fees \x1b[31mred\x1b[0m\nand \u202eno more.".encode()
    assert _for_a_terminal(read) == b"Fees \\x1b[31mred\\x1b[0m\nand \\u202eno more.\n"


def options(format: str) -> CheckOptions:
    fields = dict.fromkeys(CheckOptions.__dataclass_fields__)
    return CheckOptions(**fields | {"format": format, "playbook": "outsourcing"})


def test_a_calendar_without_dates_is_told_from_a_contract_without_deadlines(contracts):
    result = CliRunner().invoke(program, ["contracts/acme msa.txt", "--format", "ics", "--fail-on", "never"])
    assert result.exit_code == 0
    assert result.stderr == "acme msa.txt: no date can be told.\n"


def test_the_folder_that_is_read_is_no_output_but_one_inside_it_is_and_is_left_out_of_the_next_run(contracts):
    result = run("--output", "contracts")
    assert result.exit_code == 2 and "is the folder that is being read" in result.stderr
    (contracts / "reviews").mkdir()
    arguments = ["contracts", "--jobs", "0", "--no-cache", "--format", "text-layer", "--output", "contracts/reviews"]
    for force in ([], ["--force"]):
        CliRunner().invoke(program, [*arguments, *force])
        assert sorted(file.name for file in (contracts / "reviews").iterdir()) == [
            "acme msa.md.txt",
            "acme msa.txt.txt",
        ]


def test_nothing_is_written_where_one_file_may_not_be_replaced(contracts, tmp_path):
    (tmp_path / "out" / "acme msa.txt.review.html").write_text("mine")
    assert run("--output", "out").exit_code == 2
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["acme msa.txt.review.html"]


@pytest.mark.parametrize("format", ["parquet", "parquet-contracts", "parquet-clauses"])
def test_a_table_is_one_file_over_the_run_with_what_could_not_be_read(contracts, tmp_path, format):
    ran = CliRunner().invoke(program, ["contracts", "--jobs", "0", "--format", format, "--output", "table.parquet"])
    assert ran.exit_code == 2  # one file is empty
    assert sorted(each.name for each in tmp_path.iterdir()) == ["contracts", "out", "table.parquet"]
    rows = pyarrow.parquet.read_table(tmp_path / "table.parquet").to_pylist()
    assert {row["document"] for row in rows} == {"acme msa.md", "acme msa.txt", "empty.txt"}
