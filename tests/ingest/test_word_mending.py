import io
import zipfile

import pytest

from clausecheck.errors import Corrupt
from clausecheck.ingest import load
from tests.support.documents import Word, lines_of, rezipped


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def clauses() -> bytes:
    word = Word()
    word.paragraph("Term", depth=0)
    word.paragraph("The Supplier shall keep records.", depth=1)
    return word.bytes()


def test_a_strict_document_is_read_like_any_other():
    def strict(content: bytes) -> bytes:
        for family in (b"wordprocessingml", b"officeDocument", b"drawingml"):
            old = b"http://schemas.openxmlformats.org/" + family + b"/2006/"
            content = content.replace(old, b"http://purl.oclc.org/ooxml/" + family + b"/")
        return content

    parts = parts_of(clauses())
    changed = {name: strict(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    data = rezipped(clauses(), changed)
    assert b"purl.oclc.org" in parts_of(data)["word/document.xml"]
    assert lines_of(load(data)) == ["1. Term", "1.1 The Supplier shall keep records."]


@pytest.mark.parametrize("target", ["NULL", "media/gone.png", "/word/gone.xml"])
def test_a_relation_to_a_part_that_is_not_there_is_no_damage(target):
    name = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rId999" Type="{kind}" Target="{target}"/></Relationships>'.encode()
    content = parts_of(clauses())[name].replace(b"</Relationships>", relation)
    assert lines_of(load(rezipped(clauses(), {name: content})))[0] == "1. Term"


def test_a_package_without_its_document_stays_corrupt():
    with pytest.raises(Corrupt):
        load(rezipped(clauses(), {"_rels/.rels": b"<Relationships/>"}))
