import pytest
from docx.oxml.ns import qn
from lxml import etree

from clausecheck.report.word.indentation import Indentation
from clausecheck.report.word.package import WordPackage
from clausecheck.report.word.vocabulary import Vocabulary
from tests.support.documents import Word, run

LEFT = '<w:pPr><w:ind w:{}="{}" w:hanging="360"/></w:pPr>'


def left_of(properties: str, *, side: str = "left") -> dict[str, str]:
    word = Word()
    for depth, level in enumerate(word.numbering.iter(qn("w:lvl"))):
        indent = LEFT.format(side, 100 * depth)
        level.append(etree.fromstring(f'<x xmlns:w="{level.nsmap["w"]}">{indent}</x>')[0])
    package = WordPackage(word.xml(f"<w:p><w:pPr>{properties}</w:pPr>{run('Fees.')}</w:p>").bytes())
    root = package.read(package.main)
    found = Indentation(package, Vocabulary(root)).left_of(root.find(f".//{qn('w:p')}"))
    return {etree.QName(name).localname: value for name, value in found.items()}


def numbered(number: str, depth: str) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize("side", ["left", "start"])
def test_the_level_of_the_list_says_it(side):
    assert left_of(numbered("1", "2"), side=side) == {side: "200"}


@pytest.mark.parametrize("properties", ["", numbered("0", "1"), numbered("99", "1"), numbered("1", "8")])
def test_outside_of_lists_there_is_none(properties):
    assert left_of(properties) == {}
