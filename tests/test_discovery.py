import os
from pathlib import Path

import pytest

from clausecheck.discovery import DocumentBytes, Selection, documents, repeated
from clausecheck.errors import OptionError
from clausecheck.report.model import FileError


@pytest.fixture
def folder(tmp_path):
    for name in ("b.pdf", "a.DOCX", "notes.txt", "terms.md", "more.markdown", "prices.xlsx", ".draft.pdf", "~$a.docx"):
        (tmp_path / name).write_bytes(b"This Agreement")
    (tmp_path / "annexes" / ".old").mkdir(parents=True)
    (tmp_path / "annexes" / "c.pdf").write_bytes(b"Annex C")
    (tmp_path / "annexes" / ".old" / "d.pdf").write_bytes(b"Annex D")
    return tmp_path


def found(*inputs, **choice):
    return list(documents(inputs, **choice))


def names(listed):
    return [each.name if isinstance(each, Path) else each.error.code for each in listed]


def test_a_folder_is_walked_in_order_and_takes_only_documents(folder):
    assert names(found(folder)) == ["a.DOCX", "c.pdf", "b.pdf", "more.markdown", "notes.txt", "terms.md"]


@pytest.mark.parametrize("name", ["msa.doc", "msa.rtf", "msa.ODT", "msa.docm"])
def test_a_contract_in_an_old_format_is_not_passed_over_in_silence(name, tmp_path):
    (tmp_path / name).write_bytes(b"This Agreement")
    assert names(found(tmp_path)) == [name]


def test_a_file_named_directly_is_taken_whatever_its_name(folder):
    assert names(found(folder / "prices.xlsx", str(folder / ".draft.pdf"))) == ["prices.xlsx", ".draft.pdf"]


def test_a_document_named_twice_is_analysed_once(folder):
    again = folder / "annexes" / ".." / "b.pdf"
    assert names(found(folder / "b.pdf", again, folder / "annexes", folder / "annexes")) == ["b.pdf", "c.pdf"]


def test_documents_that_are_named_more_than_once_are_told(folder):
    again = folder / "annexes" / ".." / "b.pdf"
    assert repeated([folder / "b.pdf", folder / "annexes", again]) == [folder / "b.pdf", again]
    assert repeated([folder / "b.pdf", folder / "annexes"]) == []


def test_a_pattern_names_what_stands_behind_a_circle_of_links_once_and_by_the_shortest_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "msa.txt").write_text("This Agreement")
    (papers / "again").symlink_to(papers, target_is_directory=True)
    (tmp_path / "nothing").mkdir()
    (tmp_path / "nothing" / "back.pdf").symlink_to("../nothing", target_is_directory=True)
    assert list(documents(["papers/**/*.txt"])) == [Path("papers/msa.txt")]
    assert [each.document.path for each in documents(["nothing/**/*.pdf"])] == [str(Path("nothing/back.pdf"))]


def test_a_pattern_still_finds_both_names_of_a_linked_document(tmp_path):
    (tmp_path / "v1.txt").write_text("This Agreement")
    (tmp_path / "v2.txt").symlink_to("v1.txt")
    assert [each.name for each in repeated([str(tmp_path / "v*.txt")])] == ["v1.txt", "v2.txt"]


def test_a_linked_folder_is_followed_but_not_into_a_circle(folder, tmp_path_factory):
    papers = tmp_path_factory.mktemp("papers")
    (papers / "msa.txt").write_text("This Agreement")
    (papers / "loop").symlink_to(papers, target_is_directory=True)
    (papers / "annexes").symlink_to(folder / "annexes", target_is_directory=True)
    assert names(found(papers)) == ["c.pdf", "msa.txt"]


def test_a_folder_that_may_not_be_read_is_one_error(folder, monkeypatch):
    closed = folder / "annexes"
    list_folder = Path.iterdir

    def refuse(path):
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return list_folder(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    (alone,) = found(closed)
    assert (alone.error.code, alone.error.message) == (
        "input-error",
        "The folder could not be read: Permission denied.",
    )
    assert [isinstance(result, FileError) for result in found(folder)].count(True) == 1


def test_a_folder_without_documents_is_an_error(tmp_path):
    (tmp_path / "prices.xlsx").write_bytes(b"PK")
    (failed,) = found(tmp_path)
    assert failed.error.code == "not-found"
    assert failed.document.path == str(tmp_path)
    assert ".pdf" in failed.error.message


def test_an_empty_path_is_not_the_current_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (failed,) = found("")
    assert failed.error.code == "not-found"


def test_documents_lists_what_scan_would_read(folder):
    listed = [path.name for path in documents([folder / "annexes", folder / "gone.pdf", "-"])]
    assert listed == ["c.pdf", "gone.pdf", "-"]


def test_a_pipe_in_a_folder_does_not_stop_the_scan(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "msa.txt").write_text("Customer may terminate this Agreement for convenience.", "utf-8")
    assert [path.name for path in documents([tmp_path]) if isinstance(path, Path)] == ["msa.txt"]


def test_what_is_no_path_is_passed_on(folder):
    lost = FileError.of("lost.pdf", None, "crashed", "The process crashed.")
    sent = DocumentBytes(b"This Agreement", "a.txt")
    assert found(lost, folder / "b.pdf", sent) == [lost, folder / "b.pdf", sent]


@pytest.mark.parametrize(
    ("choice", "listed"),
    [
        ({"include": ["*.pdf"]}, ["c.pdf", "b.pdf"]),
        ({"include": ["*.pdf", "*.md"], "exclude": ["annexes/"]}, ["b.pdf", "terms.md"]),
        ({"include": ["/*.pdf"]}, ["b.pdf"]),
        ({"exclude": ["*.md", "*.txt", "annexes/c.*"]}, ["a.DOCX", "b.pdf", "more.markdown"]),
        ({"exclude": ["*", "!notes.txt"]}, ["notes.txt"]),
        ({"include": ["*.xlsx"]}, ["not-found"]),
    ],
)
def test_patterns_choose_among_the_documents_of_a_folder(folder, choice, listed):
    assert names(found(folder, **choice)) == listed


def test_a_file_named_directly_is_not_left_out(folder):
    assert names(found(folder / "b.pdf", folder, exclude=["*.pdf", "*.[mt]*"])) == ["b.pdf", "a.DOCX"]


def test_a_pattern_that_is_none_is_refused(folder):
    with pytest.raises(OptionError, match="--exclude: no pattern of file names: !"):
        found(folder, exclude=["!"])


def test_a_glob_is_expanded_in_order_and_takes_only_documents(folder, monkeypatch):
    assert names(found(folder / "**" / "*.*")) == ["a.DOCX", "c.pdf", "b.pdf", "more.markdown", "notes.txt", "terms.md"]
    monkeypatch.chdir(folder)
    assert names(found("[a-b]*", "*.zip")) == ["a.DOCX", "c.pdf", "b.pdf", "not-found"]


def test_a_file_may_be_called_like_a_glob(folder):
    (folder / "msa [signed].pdf").write_bytes(b"This Agreement")
    assert names(found(folder / "msa [signed].pdf")) == ["msa [signed].pdf"]


def test_a_selection_tells_of_paths_in_any_store():
    selection = Selection(include=["*.pdf", "annexes/"], exclude=["drafts/"])
    wanted = ("msa.pdf", "annexes/sla.docx", "annexes/prices.xlsx", "terms.md", "drafts/msa.pdf", ".old.pdf")
    assert [path for path in wanted if selection.takes(path)] == ["msa.pdf", "annexes/sla.docx"]
    assert [folder for folder in ("annexes", "drafts", "a/.git") if selection.enters(folder)] == ["annexes"]


def test_a_folder_of_which_no_document_is_chosen_says_so(folder):
    (nothing,) = documents([folder], include=["*.nothing"])
    assert nothing.error.code == "not-found"
    assert "that --include and --exclude leave" in nothing.error.message


@pytest.mark.parametrize(("given", "kind"), [(None, "None"), (b"%PDF-1.7", "bytes"), (5, "int")])
def test_what_is_no_document_is_no_error_of_a_document(given, kind):
    with pytest.raises(OptionError, match=f"^a document, as a path or DocumentBytes, is wanted, not {kind}$"):
        list(documents([given]))
    with pytest.raises(OptionError, match="a list of paths is wanted"):
        list(documents(given))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("contracts/msa.pdf", "upload.txt"), "DocumentBytes: content as bytes is wanted, not str"),
        ((b"This Agreement", 3), "DocumentBytes: name as text is wanted, not int"),
        ((b"This Agreement", "msa.txt", Path("msa.txt")), "DocumentBytes: path as text is wanted, not PosixPath"),
    ],
)
def test_a_text_is_no_content_that_could_be_taken_for_a_path(given, message):
    with pytest.raises(OptionError, match=message):
        DocumentBytes(*given)


@pytest.mark.parametrize("option", ["include", "exclude"])
def test_a_pattern_alone_is_no_list_of_them(folder, option):
    with pytest.raises(OptionError, match=rf"--{option}: a list of patterns is wanted, \['\*.txt'\], not one alone"):
        found(folder, **{option: "*.txt"})
