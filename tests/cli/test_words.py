import pytest

from clausecheck.cli.words import complain, entry, printable_lines, remark, spoken


def test_a_complaint_is_one_line_on_standard_error(capsys):
    complain("The file\nis damaged.", "corrupt", "msa.pdf")
    assert capsys.readouterr() == ("", "clausecheck: msa.pdf: The file\\nis damaged. [corrupt]\n")


def test_a_remark_is_one_line_without_a_code(capsys):
    remark("msa.pdf: no date\ncan be told.")
    assert capsys.readouterr() == ("", "msa.pdf: no date\\ncan be told.\n")


def test_an_entry_is_wrapped_under_its_label():
    lines = entry(
        "why", "Without notice within a day the Customer cannot tell its own regulator in time. " * 2
    ).splitlines()
    assert lines[0].startswith("  why           Without notice")
    assert len(lines) > 1
    assert all(line.startswith(" " * 16) and len(line) <= 100 for line in lines[1:])


def test_lines_stay_apart_and_nothing_in_them_reaches_the_terminal():
    assert printable_lines(["why: a\nb", "c\x1b[2Jd"]) == "why: a\nb\nc\\x1b[2Jd"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        (None, "-"),
        (60, "60"),
        (99.5, "99.5"),
        (30.0, "30"),
        ("either", "either"),
        (["soc_2", "iso_27001"], "soc_2, iso_27001"),
        ([], "-"),
        ([{"name": "Uptime", "target": "99.9%"}, {"name": "Abandonment", "target": ""}], "Uptime 99.9%, Abandonment"),
    ],
)
def test_a_value_is_said_as_people_write_it(value, words):
    assert spoken(value) == words
