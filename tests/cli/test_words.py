from clausecheck.cli.words import complain, entry


def test_a_complaint_is_one_line_on_standard_error(capsys):
    complain("msa.pdf: The file\nis damaged.", "corrupt")
    assert capsys.readouterr() == ("", "clausecheck: msa.pdf: The file\\nis damaged. [corrupt]\n")


def test_an_entry_is_wrapped_under_its_label():
    lines = entry(
        "why", "Without notice within a day the Customer cannot tell its own regulator in time. " * 2
    ).splitlines()
    assert lines[0].startswith("  why           Without notice")
    assert len(lines) > 1
    assert all(line.startswith(" " * 16) and len(line) <= 100 for line in lines[1:])
