import io
import stat
import sys
from pathlib import Path

import pytest

from clausecheck.cli.output import open_file, open_output, refuse_overwriting
from clausecheck.errors import OptionError


def test_the_file_appears_only_when_all_is_written(tmp_path):
    target = tmp_path / "report.json"
    with open_output(target, "utf-8") as write:
        write("{}")
        assert not target.exists()
    assert target.read_text("utf-8") == "{}"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_run_leaves_the_old_file_as_it_was(tmp_path):
    target = tmp_path / "report.json"
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt), open_output(target, "utf-8") as write:
        write("half of the new")
        raise KeyboardInterrupt
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_is_utf_8_with_plain_line_ends_everywhere(tmp_path):
    with open_output(tmp_path / "report.txt", None) as write:
        write("§ 12.3 – “Fees”\n")
    assert (tmp_path / "report.txt").read_bytes() == "§ 12.3 – “Fees”\n".encode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_replaced_file_keeps_its_permissions(tmp_path):
    target = tmp_path / "report.json"
    target.write_text("old")
    target.chmod(0o640)
    with open_output(target, "utf-8") as write:
        write("new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_linked_file_is_written_where_it_lies(tmp_path):
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    with open_output(tmp_path / "link.json", "utf-8") as write:
        write("new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_a_place_that_cannot_be_written_is_an_option_error(tmp_path):
    with pytest.raises(OptionError, match=r"--output .*gone"), open_output(tmp_path / "gone" / "r.json", "utf-8"):
        pass


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", "§ 1 → 2".encode()), (None, b"? 1 ? 2")])
def test_standard_output_takes_what_its_encoding_can_show(monkeypatch, encoding, expected):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    with open_output(None, encoding) as write:
        write("§ 1 → 2")
    assert raw.getvalue() == expected


def test_bytes_go_to_a_file_that_appears_when_all_is_written_or_to_standard_output(monkeypatch, tmp_path):
    with open_file(tmp_path / "findings.xlsx") as file:
        file.write(b"PK")
        assert not (tmp_path / "findings.xlsx").exists()
    assert (tmp_path / "findings.xlsx").read_bytes() == b"PK"
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw))
    with open_file(None) as file:
        file.write(b"PK")
    assert raw.getvalue() == b"PK" and not raw.closed


def test_an_input_is_not_overwritten_under_any_of_its_names(tmp_path):
    contract = tmp_path / "contract.txt"
    contract.write_text("This Agreement")
    (tmp_path / "sub").mkdir()
    for name in (contract, tmp_path / "sub" / ".." / "contract.txt"):
        with pytest.raises(OptionError, match="would overwrite"):
            refuse_overwriting(name, [contract], force=True)


def test_a_folder_is_not_overwritten(tmp_path):
    with pytest.raises(OptionError, match="not a file"):
        refuse_overwriting(tmp_path, [], force=True)


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(OptionError, match="there is no folder"):
        refuse_overwriting(tmp_path / "gone" / "report.json", [], force=True)


def test_another_file_is_overwritten_only_by_force(tmp_path):
    (tmp_path / "report.json").write_text("old")
    refuse_overwriting(tmp_path / "report.json", [tmp_path / "gone.pdf"], force=True)
    refuse_overwriting(tmp_path / "new.json", [], force=False)
    with pytest.raises(OptionError, match="exists already; --force replaces it"):
        refuse_overwriting(tmp_path / "report.json", [], force=False)
    assert (tmp_path / "report.json").read_text() == "old"


def test_a_link_that_leads_back_to_itself_is_an_option_error(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OptionError, match="leads nowhere"), open_output(tmp_path / "loop", "utf-8"):
        pass


def test_a_closed_standard_output_is_an_option_error(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OptionError, match="standard output is closed"):
        refuse_overwriting(None, [], force=False)


def test_a_file_that_came_meanwhile_is_replaced_by_force_alone(tmp_path):
    target = tmp_path / "report.json"
    with (
        pytest.raises(OptionError, match="came into being meanwhile"),
        open_output(target, "utf-8", force=False) as write,
    ):
        write("report")
        target.write_text("notes")
    assert target.read_text() == "notes"
    assert list(tmp_path.iterdir()) == [target]
    with open_output(target, "utf-8", force=True) as write:
        write("report")
    assert target.read_text() == "report"


@pytest.mark.parametrize("failure", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_a_report_that_cannot_take_its_name_leaves_no_empty_file(tmp_path, monkeypatch, failure):
    def fail(draft, target):
        assert draft.read_text("utf-8") == "report"
        raise failure

    monkeypatch.setattr(Path, "replace", fail)
    with (
        pytest.raises((OptionError, KeyboardInterrupt)),
        open_output(tmp_path / "report.json", "utf-8", force=False) as write,
    ):
        write("report")
    assert list(tmp_path.iterdir()) == []


def test_a_name_may_be_as_long_as_that_of_any_file(tmp_path):
    target = tmp_path / ("a" * 250 + ".json")
    with open_output(target, "utf-8", force=False) as write:
        write("{}")
    assert list(tmp_path.iterdir()) == [target]
