from lxml import etree

from clausecheck.report.word.vocabulary import Vocabulary

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def test_elements_are_made_in_the_namespace_of_the_document():
    words = Vocabulary(etree.Element(f"{{{STRICT}}}document"))
    made = words.make("r", words.text(" due "), id=4)
    assert etree.tostring(made) == (
        b'<w:r xmlns:w="%s" w:id="4"><w:t xml:space="preserve"> due </w:t></w:r>' % STRICT.encode()
    )


def test_text_loses_what_xml_cannot_hold():
    words = Vocabulary(etree.Element(f"{{{STRICT}}}document"))
    assert words.text("a\x00\x0b\ufffe\ud800\U0001f600<").text == "a\U0001f600<"
