from __future__ import annotations

import pytest

from clausecheck.cli.folder import OutputFolder
from clausecheck.errors import OptionError


def folder(tmp_path, *, spared=(), force=False):
    return OutputFolder(tmp_path / "reviews", ".review.html", spared=spared, force=force)


@pytest.mark.parametrize(
    ("contract", "name"),
    [
        ("msa.pdf", "msa.pdf.review.html"),
        ("msa.HTML", "msa.review.html"),
        ("../../etc/passwd", "passwd.review.html"),
        ("..\\..\\evil.docx", "evil.docx.review.html"),
        ("a\x00b\n:?.pdf", "ab.pdf.review.html"),
        ("..", "contract.review.html"),
        ("", "contract.review.html"),
        ("CON", "CON_.review.html"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.review.html"),
        ("L" * 246 + ".txt", "L" * 200 + ".review.html"),
        ("é" * 120 + ".txt", "é" * 100 + ".review.html"),
    ],
)
def test_a_name_never_leads_out_of_the_folder(tmp_path, contract, name):
    out = folder(tmp_path)
    assert out.name_for(contract) == name
    out.write(name, b"x")
    assert (tmp_path / "reviews" / name).read_bytes() == b"x"


def test_contracts_of_one_name_get_files_of_their_own(tmp_path):
    out = folder(tmp_path)
    assert [out.name_for(name) for name in ("a/msa.pdf", "b/MSA.PDF", "msa.docx")] == [
        "msa.pdf.review.html",
        "MSA.PDF-2.review.html",
        "msa.docx.review.html",
    ]


def test_what_exists_is_replaced_only_by_force(tmp_path):
    folder(tmp_path).write("msa.review.html", b"old")
    with pytest.raises(OptionError, match="exists already"):
        folder(tmp_path).write("msa.review.html", b"new")
    folder(tmp_path, force=True).write("msa.review.html", b"new")
    assert (tmp_path / "reviews" / "msa.review.html").read_bytes() == b"new"


def test_a_folder_that_cannot_be_made_is_an_option_error(tmp_path):
    (tmp_path / "reviews").write_text("a file")
    with pytest.raises(OptionError, match="--output"):
        folder(tmp_path)


def test_a_contract_that_is_being_read_is_never_replaced(tmp_path):
    contract = tmp_path / "reviews" / "msa.review.html"
    contract.parent.mkdir()
    contract.write_text("This Agreement")
    with pytest.raises(OptionError, match="would overwrite a file that is being read"):
        folder(tmp_path, spared=[contract], force=True).write("msa.review.html", b"new")
    assert contract.read_text() == "This Agreement"


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_never_leads_out_of_the_folder(tmp_path, exists):
    outside = tmp_path / "outside.html"
    if exists:
        outside.write_text("mine")
    out = folder(tmp_path)
    (tmp_path / "reviews" / "msa.review.html").symlink_to(outside)
    with pytest.raises(OptionError, match="is a link; --force replaces it"):
        out.write("msa.review.html", b"new")
    folder(tmp_path, force=True).write("msa.review.html", b"new")
    assert (tmp_path / "reviews" / "msa.review.html").read_bytes() == b"new"
    assert not (tmp_path / "reviews" / "msa.review.html").is_symlink()
    assert outside.exists() is exists and (not exists or outside.read_text() == "mine")
