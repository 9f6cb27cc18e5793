from clausecheck.cli.words import complain, entry, remark


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
