import io
import zipfile

import pytest
from lxml import etree

from clausecheck.errors import Corrupt
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


def with_macros(target: str, kind: bytes = WITH_MACROS, types: bytes = b"") -> dict[str, bytes]:
    """Give the parts that turn the contract into one with macros, or into a template."""
    given = members(contract())
    declared = b'<!-- macros --><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>' + types
    relation = f'<!-- macros --><Relationship Id="rIdM" Type="{MACROS}" Target="{target}"/></Relationships>'.encode()
    return {
        "[Content_Types].xml": given["[Content_Types].xml"]
        .replace(DOCUMENT, kind)
        .replace(b"</Types>", declared + b"</Types>"),
        RELATIONS: given[RELATIONS].replace(b"</Relationships>", relation),
    }


@pytest.mark.parametrize("kind", [WITH_MACROS, TEMPLATE])
def test_a_template_or_a_document_with_macros_becomes_a_document_without(kind):
    given = members(contract())
    override = b'<Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/>'
    changed = {
        **with_macros("vbaProject.bin", kind, override),
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
    assert DOCUMENT in made["[Content_Types].xml"] and b"vba" not in made[RELATIONS]
    assert b"vbaData" not in made["[Content_Types].xml"]


@pytest.mark.parametrize(
    "target", ["document.xml", "../[Content_Types].xml", "_rels/document.xml.rels", "styles.xml", "media/none.bin", ""]
)
def test_what_is_called_macros_and_is_something_else_stays(target):
    package = WordPackage(rezipped(contract(), with_macros(target)))
    package.make_document()
    made = members(package.saved())
    assert made.keys() == members(contract()).keys()
    assert b"vbaProject" not in made[RELATIONS]
    assert load(package.saved()).text == "The Supplier shall keep records."


def test_what_holds_the_package_together_stays_whatever_its_content_type():
    names = ("word/document.xml", "[Content_Types].xml", RELATIONS)
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.ms-office.vbaProject"/>' for name in names
    )
    for target in ("document.xml", "../[Content_Types].xml", "_rels/document.xml.rels"):
        package = WordPackage(rezipped(contract(), with_macros(target, types=types.encode())))
        package.make_document()
        assert members(package.saved()).keys() == members(contract()).keys()


def test_remarks_between_relations_and_types_are_passed_over():
    given = members(contract())
    remarked = {
        "_rels/.rels": given["_rels/.rels"].replace(b"</Relationships>", b"<!-- remark --><?pi x?></Relationships>"),
        **with_macros("vbaProject.bin"),
        "word/vbaProject.bin": b"macros",
    }
    remarked["_rels/.rels"] = remarked["_rels/.rels"].replace(b"<Relationship ", b"<!-- first --><Relationship ", 1)
    package = WordPackage(rezipped(contract(), remarked))
    assert not package.is_signed
    package.make_document()
    package.edit_related("comments", COMMENTS, lambda: etree.Element("comments"))
    made = members(package.saved())
    assert "word/vbaProject.bin" not in made and "word/comments.xml" in made
    assert made["_rels/.rels"] == remarked["_rels/.rels"] and b"<!-- macros -->" in made[RELATIONS]


def with_relation(kind: str, target: str, parts: dict[str, bytes]) -> WordPackage:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    relation = f'<Relationship Id="rIdC" Type="{kind}" Target="{target}"/></Relationships>'.encode()
    relations = members(contract())[RELATIONS].replace(b"</Relationships>", relation)
    return WordPackage(rezipped(contract(), {RELATIONS: relations, **parts}))


@pytest.mark.parametrize("target", ["document.xml", "../[Content_Types].xml", "_rels/document.xml.rels", "", "own.xml"])
def test_comments_that_are_something_else_are_refused(target):
    package = with_relation("comments", target, {"word/own.xml": b"<html/>"})
    with pytest.raises(Corrupt, match=r"^What the Word document names as its comments is something else"):
        package.edit_related("comments", COMMENTS, lambda: etree.Element("comments"))


def test_a_part_that_is_no_xml_is_damaged():
    package = with_relation("numbering", "own.xml", {"word/own.xml": b"\0\0"})
    with pytest.raises(Corrupt, match="A part of the Word document is damaged"):
        package.read("word/own.xml")


def test_a_plain_document_is_not_touched():
    package = WordPackage(contract())
    package.make_document()
    assert members(package.saved()) == members(contract())
