import io
import struct
import zipfile

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from clausecheck.errors import Corrupt, LimitExceeded
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.limits import Limits
from tests.support.documents import Word, rezipped, run

CLAUSE = f"<w:p>{run('The Supplier shall keep records.')}</w:p>"


def document_with(inner: str, before: str = "") -> bytes:
    """Make a document whose body is written as text, for what no builder would build."""
    word = Word()
    word.paragraph("HERE")
    data = word.bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("word/document.xml").decode()
    start, end = content.index("<w:p>"), content.index("</w:p>") + len("</w:p>")
    content = content[:start] + inner + content[end:]
    return rezipped(data, {"word/document.xml": content.replace("?>", f"?>{before}", 1).encode()})


def test_what_lies_outside_of_the_file_is_not_followed():
    word = Word().xml(CLAUSE)
    for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.STYLES):
        word.document.part.relate_to("http://192.0.2.1/part.xml", kind, is_external=True)
    assert load(word.bytes()).text == "The Supplier shall keep records."


NESTED = {
    "tables": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    "tables of two columns": ("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>", "</w:tc></w:tr></w:tbl>"),
    "content controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "text boxes": ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
    "insertions": ("<w:ins>", "</w:ins>"),
}


@pytest.mark.parametrize("name", NESTED)
@pytest.mark.parametrize("depth", [80, 5_000])
def test_deep_nesting_is_read_or_refused_in_so_many_words(name, depth):
    before, after = NESTED[name]
    data = document_with(before * depth + CLAUSE + after * depth)
    if depth == 80:
        assert load(data).text == "The Supplier shall keep records."
    else:
        with pytest.raises(LimitExceeded, match="nests its elements too deeply"):
            load(data)


def test_styles_based_on_one_another_without_end_are_no_reason_to_fail():
    word = Word()
    styles = word.document.styles
    first = styles.add_style("S0", 1)
    for number in range(1, 3_000):
        style = styles.element.makeelement(first.element.tag, dict(first.element.items()))
        style.set(next(key for key in style.attrib if key.endswith("styleId")), f"S{number}")
        based_on = style.makeelement(first.element.tag.replace("style", "basedOn"))
        based_on.set(first.element.tag.replace("style", "val"), f"S{number - 1}")
        style.append(based_on)
        styles.element.append(style)
    paragraph = word.paragraph("The Supplier shall keep records.")
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = "S2999"
    assert load(word.bytes()).text == "The Supplier shall keep records."


def test_entities_are_refused_and_never_grow():
    bomb = "<!DOCTYPE w [<!ENTITY a 'shall '>" + "".join(
        f"<!ENTITY {name} '{f'&{inner};' * 10}'>" for inner, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    with pytest.raises(Corrupt):
        load(document_with(CLAUSE.replace("shall", "&j;"), before=f"{bomb}]>"))
    with pytest.raises(Corrupt, match="declares XML entities"):
        load(document_with(CLAUSE.replace("shall", "&a;"), before="<!DOCTYPE w [<!ENTITY a 'shall not'>]>"))


def test_entities_in_a_part_beside_the_text_are_refused_as_well():
    word = Word().xml(CLAUSE).part("comments", f"<w:comment w:author='x'>{CLAUSE}</w:comment>")
    with zipfile.ZipFile(io.BytesIO(word.bytes())) as archive:
        comments = archive.read("word/comments.xml")
    with pytest.raises(Corrupt):
        load(rezipped(word.bytes(), {"word/comments.xml": b"<!DOCTYPE w [<!ENTITY a 'b'>]>" + comments}))


def limited(data: bytes, **limits: int) -> None:
    load(data, options=ReadOptions(limits=Limits(**limits)))


def test_limits_hold_for_each_part_for_all_and_for_their_number():
    data = Word().xml(CLAUSE).bytes()
    limited(data)
    with pytest.raises(LimitExceeded, match="A part of the file unpacks"):
        limited(data, part_bytes=1_000)
    with pytest.raises(LimitExceeded, match="A part of the file unpacks"):
        limited(data, relation_bytes=100)
    with pytest.raises(LimitExceeded, match="unpacks from"):
        limited(data, unzipped_bytes=10_000)
    with pytest.raises(LimitExceeded, match="parts; the limit is 5"):
        limited(data, parts=5)


def test_a_part_that_grows_out_of_proportion_is_refused_before_it_is_unpacked():
    data = document_with(f"<w:p>{run(' ' * 20_000_000)}</w:p>")
    assert len(data) < 200_000
    with pytest.raises(LimitExceeded, match="unpacks from"):
        load(data)


def test_a_part_that_lies_about_its_size_is_read_no_further_than_it_says():
    word = Word().xml(f"<w:p>{run('shall ' * 1_000) * 2_000}</w:p>")
    data = bytearray(word.bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    small, place = struct.pack("<I", 1_000), 0
    while (place := data.find(struct.pack("<I", size), place)) >= 0:
        data[place : place + 4] = small
    with pytest.raises(Corrupt):
        limited(bytes(data), part_bytes=1_000_000)
