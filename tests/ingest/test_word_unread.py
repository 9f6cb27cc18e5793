import pytest

from clausecheck.errors import NoText
from clausecheck.ingest import load
from tests.support.documents import Word, run

INCH = 914_400
FEES = f"<w:p>{run('Fees are fixed.')}</w:p>"
LONG = f"<w:p>{run('The Supplier shall keep the records of the Services. ' * 40)}</w:p>"


def picture(width: float, height: float, *, kind: str = "inline", more: str = "") -> str:
    extent = f"<wp:extent cx='{int(width * INCH)}' cy='{int(height * INCH)}'/>"
    image = f"<a:graphic><a:graphicData><pic:pic {PICTURES}/></a:graphicData></a:graphic>"
    return f"<w:p><w:r><w:drawing><wp:{kind} {more}>{extent}{image}</wp:{kind}></w:drawing></w:r></w:p>"


PICTURES = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'


def embedded(program: str) -> str:
    namespace = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    return f"<w:p><w:r><w:object><o:OLEObject {namespace} ProgID='{program}'/></w:object></w:r></w:p>"


def graphic(kind: str, tag: str) -> str:
    return f"<w:p><w:r><w:drawing><x:{tag} xmlns:x='http://schemas.openxmlformats.org/drawingml/2006/{kind}'/></w:drawing></w:r></w:p>"


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<w:altChunk r:id='rId9'/>", "an embedded document (altChunk)"),
        ("<w:altChunk r:id='rId9'/>" * 2, "2 embedded documents (altChunk)"),
        ("<w:p><w:subDoc r:id='rId9'/></w:p>", "a part of a master document (subDoc)"),
        (embedded("Word.Document.12"), "an embedded Word document"),
        (embedded("Excel.Sheet.12"), "an embedded Excel workbook"),
        (embedded("AcroExch.Document.DC"), "an embedded PDF"),
        (embedded("Package"), "an embedded object"),
        (graphic("chart", "chart"), "a chart"),
        (graphic("diagram", "relIds"), "a diagram (SmartArt)"),
        (picture(8.27, 11.69), "a picture as large as a page"),
        (picture(6.2, 8.8) * 3, "3 pictures as large as a page"),
        (picture(6.5, 8.4, kind="anchor"), "a picture as large as a page"),
        ("<w:p><w:r><w:pict><v:shape style='width:468pt;height:9in'><v:imagedata/></v:shape></w:pict></w:r></w:p>",
         "a picture as large as a page"),
        (picture(6, 3), "a large picture"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(xml, words):
    source = load(Word().xml(FEES + xml).bytes())
    assert source.text == "Fees are fixed."
    assert source.unread == (words,)
    assert f"Could not be read: {words}." in source.notes


@pytest.mark.parametrize(
    "xml",
    [
        picture(2, 1),
        LONG + picture(6, 3),
        picture(8.27, 11.69, kind="anchor", more="behindDoc='1'"),
        embedded("Equation.DSMT4"),
        "<w:p><w:r><w:pict><v:shape style='position:absolute'><v:imagedata/></v:shape></w:pict></w:r></w:p>",
    ],
)
def test_logos_backgrounds_figures_and_formulas_are_no_loss(xml):
    assert load(Word().xml(FEES + xml).bytes()).unread == ()


def test_a_document_of_pictures_alone_is_no_text():
    with pytest.raises(NoText, match="2 pictures as large as a page"):
        load(Word().xml(picture(8, 11) * 2).bytes())
