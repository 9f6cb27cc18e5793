"""Pages in front: puts the cover before the contract so that its page numbers, links and outline stay true."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from clausecheck.ingest.pdf_glyphs import Frame
from clausecheck.report.model import ClauseRecord, Report
from clausecheck.report.renderers.pdf_cover import LINK
from clausecheck.report.renderers.pdf_highlights import corner

_ABOVE = 36  # points shown above a clause when a link leads to it
_LABELS, _NUMS, _KIDS = (NameObject(name) for name in ("/PageLabels", "/Nums", "/Kids"))
_OPEN = NameObject("/OpenAction")


def put_in_front(writer: PdfWriter, cover: PdfReader, report: Report, frames: Mapping[int, Frame]) -> None:
    """Insert the pages of the cover, turn its links into links to the clauses, and open the copy on it.

    The pages of the contract keep their labels, which are what a viewer shows as page numbers.
    """
    pages = list(writer.pages)
    clauses = {clause.id: clause for clause in report.clauses}
    _shift_labels(writer.root_object, len(cover.pages))
    front = [writer.insert_page(page, index) for index, page in enumerate(cover.pages)]
    for page in front:
        # Else it would inherit those of the contract's pages.
        page[NameObject("/CropBox")] = page.mediabox
        page[NameObject("/Rotate")] = NumberObject(0)
        for link in page.get("/Annots", []):
            _lead(link.get_object(), clauses, pages, frames)
    _open_on(writer.root_object, front[0])


def _lead(
    link: DictionaryObject,
    clauses: Mapping[str, ClauseRecord],
    pages: list[PageObject],
    frames: Mapping[int, Frame],
) -> None:
    action = cast(DictionaryObject, link.pop("/A"))
    number, _, y0, _, _ = clauses[str(action["/URI"]).removeprefix(LINK)].boxes[0]
    place: tuple[PdfObject, ...] = (NameObject("/Fit"),)
    if number in frames:
        left, top = corner(frames[number], 0, max(y0 - _ABOVE, 0))
        place = (NameObject("/XYZ"), FloatObject(left), FloatObject(top), NullObject())
    link[NameObject("/Dest")] = ArrayObject([pages[number - 1].indirect_reference, *place])


def _shift_labels(root: DictionaryObject, count: int) -> None:
    """Name the pages in front "Review 1", "Review 2", and move the labels of the others behind them."""
    first = DictionaryObject({NameObject("/S"): NameObject("/D"), NameObject("/P"): TextStringObject("Review ")})
    labels = dict(_labels(root))
    labels.setdefault(0, DictionaryObject({NameObject("/S"): NameObject("/D")}))
    shifted = ArrayObject([NumberObject(0), first])
    for index in sorted(labels):
        shifted.extend((NumberObject(index + count), labels[index]))
    root[_LABELS] = DictionaryObject({_NUMS: shifted})


def _labels(root: DictionaryObject) -> Iterator[tuple[int, PdfObject]]:
    """Read the tree of page labels, each node once: the index of the page at which each label begins."""
    waiting, seen = deque([_entry(root, _LABELS)]), set[int]()
    while waiting:
        node = waiting.popleft()
        if not isinstance(node, DictionaryObject) or id(node) in seen:
            continue
        seen.add(id(node))
        flat = _items(node, _NUMS)
        yield from ((int(flat[place]), flat[place + 1]) for place in range(0, len(flat) - 1, 2))
        waiting.extend(child.get_object() for child in _items(node, _KIDS))


def _items(node: DictionaryObject, name: NameObject) -> ArrayObject:
    items = _entry(node, name)
    return items if isinstance(items, ArrayObject) else ArrayObject()


def _entry(node: DictionaryObject, name: NameObject) -> PdfObject | None:
    """Give what an entry holds or refers to, which `get` alone does not follow."""
    entry = node.get(name)
    return None if entry is None else entry.get_object()


def _open_on(root: DictionaryObject, page: PageObject) -> None:
    """Let the copy open on a page where the original says on which of its own it opens; scripts stay as they are."""
    action = _entry(root, _OPEN)
    if isinstance(action, ArrayObject) or (isinstance(action, DictionaryObject) and action.get("/S") == "/GoTo"):
        root[_OPEN] = ArrayObject([page.indirect_reference, NameObject("/Fit")])
