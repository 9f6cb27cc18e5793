from docx.oxml.ns import qn

from clausecheck.report.word.comments import Comments
from clausecheck.report.word.package import WordPackage
from clausecheck.report.word.story import Story
from tests.support.documents import Word, run
from tests.support.word_markup import comments_of, root_of


def comments_in(inner: str, part: str = "") -> tuple[WordPackage, Comments]:
    word = Word().xml(inner)
    package = WordPackage((word.part("comments", part) if part else word).bytes())
    return package, Comments(package, Story(package))


def test_a_comment_has_author_and_initials_and_no_date():
    package, comments = comments_in(f"<w:p>{run('Fees.')}</w:p>")
    comments.add("Title", ["One  line", "<Another> & \x00more"])
    (comment,) = root_of(package.saved(), "word/comments.xml")
    assert {name.split("}")[1]: value for name, value in comment.attrib.items()} == {
        "id": "0",
        "author": "clausecheck",
        "initials": "cc",
    }
    assert comments_of(package.saved()) == {"0": ["Title", "One  line", "<Another> & more"]}
    assert comment[0][0][0].tag == qn("w:annotationRef")


def test_numbers_are_above_those_of_comments_bookmarks_and_changes():
    own = f'<w:comment w:id="7" w:author="A"><w:p>{run("Why?")}</w:p></w:comment>'
    shape = '<w:r><w:pict><v:shape id="2147483640"/></w:pict></w:r>'  # a number of another kind
    _, comments = comments_in(f'<w:p><w:bookmarkStart w:id="12" w:name="x"/>{run("Fees.")}{shape}</w:p>', own)
    marks = comments.add("Title", [])
    assert marks.start.get(qn("w:id")) == marks.end.get(qn("w:id")) == "13"
    assert next(comments.numbers) == 14


def test_numbers_stay_within_what_word_reads():
    odd = "".join(
        f'<w:bookmarkStart w:id="{number}" w:name="x"/>'
        for number in ("0", "2", "2147483646", "9" * 40, "-5", "x", "\u0663")
    )
    _, comments = comments_in(f"<w:p>{odd}{run('Fees.')}</w:p>")
    assert [next(comments.numbers) for _ in range(3)] == [1, 3, 4]
