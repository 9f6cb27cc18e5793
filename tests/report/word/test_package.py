import io
import zipfile

import pytest
from lxml import etree

from clausecheck.ingest import load
from clausecheck.report.word.package import WordPackage
from tests.support.documents import Word, rezipped
from tests.support.word_markup import members

COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WITH_MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
RELATIONS = "word/_rels/document.xml.rels"


def contract() -> bytes:
    word = Word()
    word.paragraph("The Supplier shall keep records.")
    return word.bytes()


def with_comments(data: bytes) -> bytes:
    package = WordPackage(data)
    package.edit_related("comments", COMMENTS, lambda: etree.Element("comments"))
    return package.saved()


def test_a_package_in_which_nothing_is_edited_keeps_all_of_its_parts_and_their_settings():
    given = contract()
    made = WordPackage(given).saved()
    assert members(made) == members(given)
    with zipfile.ZipFile(io.BytesIO(given)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        for one, other in zip(before.infolist(), after.infolist(), strict=True):
            kept = ("filename", "date_time", "compress_type", "external_attr", "create_system", "comment")
            assert [getattr(one, name) for name in kept] == [getattr(other, name) for name in kept]


def test_a_part_that_is_only_read_stays_as_it_is():
    given = contract()
    package = WordPackage(given)
    package.read("word/styles.xml").clear()
    assert members(package.saved()) == members(given)


def test_a_new_part_is_named_related_and_declared():
    made = members(with_comments(contract()))
    assert made["word/comments.xml"].endswith(b"<comments/>")
    assert made["[Content_Types].xml"].count(b'PartName="/word/comments.xml"') == 1
    (relation,) = (each for each in etree.fromstring(made[RELATIONS]) if each.get("Target") == "comments.xml")
    assert relation.get("Type").endswith("/relationships/comments")
    others = [each.get("Id") for each in etree.fromstring(made[RELATIONS])]
    assert len(others) == len(set(others))
    assert load(with_comments(contract())).text == "The Supplier shall keep records."


def test_a_second_edit_finds_the_part_that_the_first_one_made():
    made = with_comments(with_comments(contract()))
    assert members(made) == members(with_comments(contract()))


def test_a_new_part_takes_no_name_that_is_taken():
    made = members(with_comments(rezipped(contract(), {"word/Comments.xml": b"<own/>"})))
    assert made["word/Comments.xml"] == b"<own/>" and "word/comments1.xml" in made


def test_a_relation_to_a_part_that_is_not_there_is_given_one():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relation = f'<Relationship Id="rIdC" Type="{kind}" Target="/word/notes.xml"/></Relationships>'.encode()
    relations = members(contract())[RELATIONS].replace(b"</Relationships>", relation)
    made = members(with_comments(rezipped(contract(), {RELATIONS: relations})))
    assert made[RELATIONS] == relations and made["word/notes.xml"].endswith(b"<comments/>")
    assert b'PartName="/word/notes.xml"' in made["[Content_Types].xml"]


def test_a_document_without_relations_gets_some():
    given = members(contract())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in given.items():
            if name != RELATIONS:
                archive.writestr(name, content)
    made = members(with_comments(target.getvalue()))
    assert len(etree.fromstring(made[RELATIONS])) == 1


@pytest.mark.parametrize("kind", [WITH_MACROS, TEMPLATE])
def test_a_template_or_a_document_with_macros_becomes_a_document_without(kind):
    given = members(contract())
    override = b'<Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/></Types>'
    changed = {
        "[Content_Types].xml": given["[Content_Types].xml"].replace(DOCUMENT, kind).replace(b"</Types>", override),
        RELATIONS: given[RELATIONS].replace(
            b"</Relationships>",
            f'<Relationship Id="rIdM" Type="{MACROS}" Target="vbaProject.bin"/></Relationships>'.encode(),
        ),
        "word/vbaProject.bin": b"macros",
        "word/_rels/vbaProject.bin.rels": (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId1" Type="http://x/wordVbaData" Target="vbaData.xml"/></Relationships>'
        ),
        "word/vbaData.xml": b"<data/>",
    }
    package = WordPackage(rezipped(contract(), changed))
    package.make_document()
    made = members(package.saved())
    assert made.keys() == given.keys()
    assert DOCUMENT in made["[Content_Types].xml"] and b"vba" not in made["[Content_Types].xml"] + made[RELATIONS]


def test_a_plain_document_is_not_touched():
    package = WordPackage(contract())
    package.make_document()
    assert members(package.saved()) == members(contract())
