from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

from clausecheck.report.renderers.pdf_cover import draw_cover
from clausecheck.report.renderers.pdf_front import put_in_front
from tests.support.documents import Sheet, pdf
from tests.support.reports import report_of


def fronted(change=None, sheets: int = 3) -> pikepdf.Pdf:
    """Put a cover in front of some pages."""
    file = pikepdf.open(io.BytesIO(pdf(*[Sheet() for _ in range(sheets)])))
    if change:
        change(file)
    source, target = io.BytesIO(), io.BytesIO()
    file.save(source)
    report = report_of(findings=[], clauses=[])
    writer = pypdf.PdfWriter(pypdf.PdfReader(source), full=True)
    put_in_front(writer, pypdf.PdfReader(io.BytesIO(draw_cover(report, []))), report, {})
    writer.write(target)
    return pikepdf.open(target)


def labels(file: pikepdf.Pdf) -> list[str]:
    return [page.label for page in file.pages]


def label(**fields: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(**fields)


def test_the_cover_comes_first_and_pages_keep_their_numbers():
    assert labels(fronted()) == ["Review 1", "1", "2", "3"]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (label(Nums=[0, label(S=pikepdf.Name.r), 2, label(S=pikepdf.Name.D, St=7)]), ["i", "ii", "7"]),
        (label(Nums=[1, label(P=pikepdf.String("A-"), S=pikepdf.Name.D)]), ["1", "A-1", "A-2"]),
        (label(Kids=[label(Limits=[0, 0], Nums=[0, label(S=pikepdf.Name.A)])]), ["A", "B", "C"]),
        (label(Nums=[]), ["1", "2", "3"]),
        (pikepdf.Name.Nothing, ["1", "2", "3"]),
    ],
)
def test_labels_move_with_their_pages(tree, expected):
    assert labels(fronted(lambda file: file.Root.__setattr__("PageLabels", tree)))[1:] == expected


def test_labels_that_go_in_circles_end():
    def circle(file: pikepdf.Pdf) -> None:
        node = file.make_indirect(label(Nums=[0, label(S=pikepdf.Name.D)]))
        node.Kids = pikepdf.Array([node, node])
        file.Root.PageLabels = node

    assert labels(fronted(circle)) == ["Review 1", "1", "2", "3"]


def test_a_tree_of_labels_that_names_its_branches_twice_is_read_once():
    def double(file: pikepdf.Pdf) -> None:
        node = label(Nums=[1, label(S=pikepdf.Name.r)])
        for _ in range(60):
            branch = file.make_indirect(node)
            node = label(Kids=[branch, branch])
        file.Root.PageLabels = node

    assert labels(fronted(double)) == ["Review 1", "1", "i", "ii"]


def test_labels_are_found_behind_references():
    def refer(file: pikepdf.Pdf) -> None:
        leaf = label(Nums=file.make_indirect(pikepdf.Array([0, label(S=pikepdf.Name.r)])))
        kids = file.make_indirect(pikepdf.Array([file.make_indirect(leaf)]))
        file.Root.PageLabels = file.make_indirect(label(Kids=kids))

    assert labels(fronted(refer)) == ["Review 1", "i", "ii", "iii"]


@pytest.mark.parametrize("in_action", [False, True])
def test_a_document_that_opens_on_a_page_opens_on_the_cover(in_action):
    def open_on_second(file: pikepdf.Pdf) -> None:
        place = pikepdf.Array([file.pages[1].obj, pikepdf.Name.Fit])
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=place) if in_action else place

    file = fronted(open_on_second)
    assert file.Root.OpenAction[0].objgen == file.pages[0].obj.objgen


def test_a_script_that_runs_on_opening_is_left_alone():
    def run(file: pikepdf.Pdf) -> None:
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1;"))

    assert fronted(run).Root.OpenAction.JS == "1;"
    assert "/OpenAction" not in fronted().Root
