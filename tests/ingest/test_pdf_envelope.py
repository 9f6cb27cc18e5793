import pikepdf
import pytest

from clausecheck.errors import NoText, UnsupportedFormat
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from tests.support.documents import Sheet, pdf, resaved

WAIT = "Please wait... If this message is not eventually replaced with the proper contents of the document, your viewer"
FILLER = "The Supplier shall keep complete and accurate records of the Services and of the charges."


def attach(*names: str, portfolio: bool = False):
    def change(file: pikepdf.Pdf) -> None:
        for name in names:
            file.attachments[name] = pikepdf.AttachedFileSpec(file, b"contents", filename=name)
        if portfolio:
            file.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.D)

    return change


def make_xfa(file: pikepdf.Pdf) -> None:
    template = pikepdf.Array([pikepdf.String("template"), pikepdf.Stream(file, b"<template/>")])
    file.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=template)
    file.Root.NeedsRendering = True


def test_attached_files_are_named_and_said_to_be_unread():
    source = load(resaved(pdf(Sheet().text(72, 100, FILLER)), attach("Schedule 1.docx", "rates.xlsx")))
    assert source.notes == ("The PDF carries 2 attached files: Schedule 1.docx, rates.xlsx; not read.",)


def test_of_many_attached_files_only_some_are_named_and_no_name_is_endless():
    names = [f"{number}{'x' * 200}.pdf" for number in range(9)]
    (note,) = load(resaved(pdf(Sheet().text(72, 100, FILLER)), attach(*names))).notes
    assert "9 attached files" in note
    assert "and 4 more" in note
    assert len(note) < 600


@pytest.mark.parametrize("streams", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_a_portfolio_is_refused_with_the_way_out(streams):
    cover = pdf(Sheet().text(72, 100, "For the best experience, open this PDF portfolio in Acrobat or Adobe Reader."))
    data = resaved(cover, attach("msa.pdf", "dpa.pdf", portfolio=True), object_stream_mode=streams)
    with pytest.raises(UnsupportedFormat, match=r"portfolio with 2 attached files: dpa.pdf, msa.pdf. Save the files"):
        load(data)


def test_a_portfolio_whose_pages_are_the_contract_is_read():
    contract = pdf(*[Sheet().lines(72, 100 + 7 * page, "\n".join([FILLER] * 15)) for page in range(3)])
    source = load(resaved(contract, attach("annex.pdf", portfolio=True)))
    assert "accurate records" in source.text
    assert "The PDF carries 1 attached file: annex.pdf; not read." in source.notes


def test_a_scan_with_attached_files_names_them():
    with pytest.raises(NoText, match=r"scan of 1 page. It carries 1 attached file: msa.docx"):
        load(resaved(pdf(Sheet().picture()), attach("msa.docx")), options=ReadOptions(ocr="off"))


def test_a_form_that_only_acrobat_shows_is_refused_with_the_way_out():
    with pytest.raises(UnsupportedFormat, match=r"XFA form.*print it to a new PDF"):
        load(resaved(pdf(Sheet().text(72, 100, WAIT)), make_xfa))


def test_nothing_is_logged_of_an_xfa_form_that_is_read(caplog, capfd):
    contract = pdf(*[Sheet().lines(72, 100, "\n".join([FILLER] * 30)) for _ in range(2)])
    assert "accurate records" in load(resaved(contract, make_xfa)).text
    assert not caplog.records and capfd.readouterr() == ("", "")
