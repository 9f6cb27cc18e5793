from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fsspec", reason="the extra clausecheck[ray] is not installed")

from fsspec.implementations.memory import MemoryFileSystem
from tenacity import wait_none

import clausecheck
from clausecheck.integrations import fsspec as documents_anywhere
from clausecheck.integrations.fsspec import Remote, fetched, located, path_of, retrying

LIMITS = clausecheck.Limits(bytes=1000)
TERMS = b"Either party may terminate this Agreement on thirty (30) days' written notice."


@pytest.fixture
def store(monkeypatch):
    """An object store with contracts and what lies beside contracts; nobody waits before trying again."""
    monkeypatch.setattr(retrying, "wait", wait_none())
    store = MemoryFileSystem()
    for name in (
        "b.pdf",
        "a.DOCX",
        "prices.xlsx",
        ".draft.pdf",
        "~$a.docx",
        "a/z.txt",
        "a/.old/d.pdf",
        "a.b/c.md",
        "t/e.xlsx",
    ):
        store.pipe_file(f"/bucket/contracts/{name}", TERMS)
    yield store
    store.rm("/bucket", recursive=True)


def shown(found):
    return [each.error.code if isinstance(each, clausecheck.FileError) else path_of(each) for each in found]


def below(*names):
    return [f"memory://bucket/contracts/{name}" for name in names]


def test_the_documents_below_an_address_are_those_of_a_folder_in_the_same_order(store, tmp_path):
    for path in store.find("/bucket/contracts"):
        copy = tmp_path / path.removeprefix("/bucket/contracts/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(TERMS)
    here = [path.relative_to(tmp_path).as_posix() for path in clausecheck.documents([str(tmp_path)])]
    assert here == ["a/z.txt", "a.DOCX", "a.b/c.md", "b.pdf"]
    assert shown(located(["memory://bucket/contracts"])) == below(*here)
    assert (
        shown(located([str(tmp_path)])) == shown(located([f"file://{tmp_path}"])) == [f"{tmp_path}/{n}" for n in here]
    )


def test_what_is_included_and_left_out_is_said_as_for_a_folder(store):
    address = "memory://bucket/contracts/"
    assert shown(located([address], include=["*.pdf", "*.txt"])) == below("a/z.txt", "b.pdf")
    assert shown(located([address], exclude=["a/", "*.md"])) == below("a.DOCX", "b.pdf")
    with pytest.raises(clausecheck.OptionError, match="--exclude"):
        list(located([address], exclude=["!"]))


def test_a_document_that_is_named_directly_is_taken_whatever_its_name_and_once(store):
    address = "memory://bucket/contracts/prices.xlsx"
    assert shown(located([address, address])) == [address]


@pytest.mark.parametrize("address", ["memory://bucket/gone", "memory://bucket/contracts/t/", "/no/such/place.pdf"])
def test_an_address_of_nothing_is_an_error_and_not_silence(store, address):
    (found,) = located([address])
    (result,) = clausecheck.scan(fetched([found], LIMITS), analyzer=clausecheck.Analyzer())
    assert (result.error.code, result.document.path) == ("not-found", address)


def test_a_store_that_cannot_be_listed_is_an_error_without_its_words(store, monkeypatch):
    listing = MemoryFileSystem.ls

    def refuse(self, path, **options):
        if path.endswith("/a"):
            raise RuntimeError("https://bucket/?signature=SECRET")
        return listing(self, path, **options)

    monkeypatch.setattr(MemoryFileSystem, "ls", refuse)
    error, *others = located(["memory://bucket"])
    assert (error.error.code, error.document.path) == ("input-error", "memory://bucket/contracts/a/")
    assert "SECRET" not in error.error.message
    assert shown(others) == below("a.DOCX", "a.b/c.md", "b.pdf")
    monkeypatch.undo()


@pytest.mark.parametrize(
    ("address", "word"),
    [("nowhere://x", "nowhere"), ("ftp://me:pw@host/x", "password"), ("-", "standard input")],
)
def test_an_address_that_no_document_can_have_stops_the_scan(address, word):
    with pytest.raises(clausecheck.OptionError, match=word):
        list(located([address]))


def test_a_remote_document_is_fetched_with_its_name_and_others_pass(store):
    here, error = Path("/contracts/msa.pdf"), documents_anywhere.failed("s3://b/x.pdf", clausecheck.InputError("Lost."))
    found = fetched([Remote("memory://bucket/contracts/a/z.txt"), here, error], LIMITS)
    assert list(found) == [clausecheck.DocumentBytes(TERMS, "z.txt", "memory://bucket/contracts/a/z.txt"), here, error]


@pytest.mark.parametrize(("failures", "tried", "code"), [(2, 3, None), (99, 6, "input-error")])
def test_a_store_that_is_busy_is_asked_again_but_not_for_ever(store, monkeypatch, failures, tried, code):
    asked = []

    def busy(self, path, **options):
        asked.append(path)
        if len(asked) <= failures:
            raise ConnectionResetError("SECRET")
        return TERMS

    monkeypatch.setattr(MemoryFileSystem, "cat_file", busy)
    (found,) = fetched([Remote("memory://bucket/contracts/b.pdf")], LIMITS)
    assert len(asked) == tried
    assert (found.error.code if code else None) == code and "SECRET" not in repr(found)


@pytest.mark.parametrize(
    ("error", "code"), [(PermissionError("SECRET"), "input-error"), (FileNotFoundError("SECRET"), "not-found")]
)
def test_what_a_store_says_for_good_is_not_asked_again(store, monkeypatch, error, code):
    asked = []

    def refuse(self, path, **options):
        asked.append(path)
        raise error

    monkeypatch.setattr(MemoryFileSystem, "cat_file", refuse)
    (found,) = fetched([Remote("memory://bucket/contracts/b.pdf")], LIMITS)
    assert (found.error.code, len(asked)) == (code, 1) and "SECRET" not in found.error.message


def test_a_document_that_is_too_large_is_not_fetched(store, monkeypatch):
    store.pipe_file("/bucket/contracts/large.pdf", bytes(1001))
    monkeypatch.setattr(MemoryFileSystem, "cat_file", lambda *_: pytest.fail("was fetched"))
    (found,) = fetched([Remote("memory://bucket/contracts/large.pdf")], LIMITS)
    assert found.error.code == "limit-exceeded"
