"""Highlights and notes: what an annotated PDF puts on the pages of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from pypdf import PageObject, PdfWriter
from pypdf.annotations import Highlight, Popup
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from clausecheck.ingest.pdf_glyphs import Frame
from clausecheck.report.excerpt import one_line
from clausecheck.report.model import ClauseRecord, FindingRecord, Report
from clausecheck.report.records import WORST_FIRST
from clausecheck.report.visibility import TO_ASK_FOR

AUTHOR = "clausecheck"
# Light enough to read through: a highlight multiplies what is under it.
COLOURS = {
    "adverse": "f6a19b",
    "missing": "d9c2ee",
    "unverified": "d9c2ee",
    "weak": "fbdc84",
    "met": "b5e3bd",
    "not_applicable": "dadce0",
}

_ANNOTATIONS = NameObject("/Annots")
_NOTE_SIZE = (240, 180)  # points
_BETWEEN_FINDINGS = "\n\n* * *\n\n"
_MULTIPLY = DictionaryObject(
    {NameObject("/Type"): NameObject("/ExtGState"), NameObject("/BM"): NameObject("/Multiply")}
)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words on one page, their boxes as shown, and the findings that rest on them, gravest first."""

    page: int
    boxes: tuple[Box, ...]
    findings: tuple[FindingRecord, ...]


def passages(report: Report) -> Iterator[Passage]:
    """Give the passages that findings rest on; one that several rest on, once."""
    clauses = {clause.id: clause for clause in report.clauses}
    found: dict[tuple[int, tuple[Box, ...]], list[FindingRecord]] = {}
    for finding in sorted(report.findings, key=lambda finding: WORST_FIRST.index(finding.status)):
        for clause in (clauses[clause_id] for clause_id in finding.clauses):
            for place in _places(clause):
                findings = found.setdefault(place, [])
                if finding not in findings:
                    findings.append(finding)
    for (page, boxes), findings in sorted(found.items(), key=lambda item: item[0]):
        yield Passage(page, boxes, tuple(findings))


def highlight_clauses(writer: PdfWriter, report: Report, frames: Mapping[int, Frame]) -> None:
    """Highlight the clauses that the findings rest on, in the colour of the gravest, each with a note."""
    pages = list(writer.pages)
    marked = [passage for passage in passages(report) if passage.page in frames]
    taken: set[str] = set()
    for page in (pages[number - 1] for number in dict.fromkeys(passage.page for passage in marked)):
        # Pages may share a list, and what stands there may be damaged, or null.
        page[_ANNOTATIONS] = ArrayObject(page.annotations or ())
        taken.update(_names(page))
    names = (name for number in count(1) if (name := f"{AUTHOR}-{number}") not in taken)
    for passage in marked:
        _annotate(writer, pages[passage.page - 1], passage, frames[passage.page], next(names))


def corner(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """Turn a point as shown, from the top left, into PDF coordinates."""
    left, bottom, _, _ = frame.drawn(x, y, x, y)
    return round(left, 2), round(bottom, 2)


def _places(clause: ClauseRecord) -> Iterator[tuple[int, tuple[Box, ...]]]:
    """Split the boxes of a clause by page, for an annotation stands on one."""
    for page in dict.fromkeys(box[0] for box in clause.boxes):
        yield page, tuple(box[1:] for box in clause.boxes if box[0] == page)


def _names(page: PageObject) -> Iterator[str]:
    """List the names that annotations of a page have, as those of an earlier review do."""
    for item in page.annotations or ():
        annotation = item.get_object()
        if isinstance(annotation, DictionaryObject) and "/NM" in annotation:
            yield str(annotation["/NM"])


def _annotate(writer: PdfWriter, page: PageObject, passage: Passage, frame: Frame, name: str) -> None:
    colour = COLOURS[passage.findings[0].status]
    drawn = [tuple(round(edge, 2) for edge in frame.drawn(*box)) for box in passage.boxes]
    around = RectangleObject(_around(drawn))
    highlight = Highlight(
        rect=around,
        quad_points=ArrayObject(FloatObject(value) for box in passage.boxes for value in _quad(frame, box)),
        highlight_color=colour,
        printing=True,
        title_bar=AUTHOR,
    )
    highlight[NameObject("/Type")] = NameObject("/Annot")  # which pypdf forgets
    highlight[NameObject("/NM")] = TextStringObject(name)
    highlight[NameObject("/Subj")] = TextStringObject("; ".join(_subject(finding) for finding in passage.findings))
    highlight[NameObject("/Contents")] = TextStringObject(_BETWEEN_FINDINGS.join(map(note_on, passage.findings)))
    # Not every viewer works out by itself how a highlight looks.
    appearance = writer._add_object(_appearance(drawn, around, colour))
    highlight[NameObject("/AP")] = DictionaryObject({NameObject("/N"): appearance})
    added = writer.add_annotation(page, highlight)
    writer.add_annotation(page, Popup(rect=_beside(frame, passage.boxes[0]), parent=added))


def note_on(finding: FindingRecord) -> str:
    """Say in a note what was found, why it matters and what to ask for."""
    head = f"{_words(finding.status).upper()}, {finding.severity} severity" if finding.status != "met" else "MET"
    parts = [
        f"{head}, needs review" if finding.needs_review else head,
        one_line(finding.title),
        one_line(finding.message),
        f"Why it matters: {one_line(finding.why)}" if finding.why else "",
        f"Wanted: {one_line(finding.wanted)}" if finding.wanted else "",
    ]
    if finding.status in TO_ASK_FOR and finding.recommended_language:
        parts.append(f"Language to ask for: “{one_line(finding.recommended_language)}”")
    return "\n\n".join(filter(None, parts))


def _subject(finding: FindingRecord) -> str:
    return f"{_words(finding.status).capitalize()}: {one_line(finding.title)}"


def _words(status: str) -> str:
    return status.replace("_", " ")


def _quad(frame: Frame, box: Box) -> tuple[float, ...]:
    """Give the corners of a box in the order that viewers heed: top left, top right, bottom left, bottom right."""
    x0, y0, x1, y1 = box
    return (*corner(frame, x0, y0), *corner(frame, x1, y0), *corner(frame, x0, y1), *corner(frame, x1, y1))


def _around(boxes: Sequence[tuple[float, ...]]) -> tuple[float, float, float, float]:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _beside(frame: Frame, box: Box) -> tuple[float, float, float, float]:
    """Place an open note at the right edge of the page, level with the words it is on."""
    width, height = _NOTE_SIZE
    left, bottom, right, top = frame.drawn(max(frame.width - width, 0), box[1], frame.width, box[1] + height)
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


def _appearance(boxes: Sequence[tuple[float, ...]], around: RectangleObject, colour: str) -> StreamObject:
    red, green, blue = (round(int(colour[place : place + 2], 16) / 255, 3) for place in (0, 2, 4))
    shapes = "".join(f"{x0} {y0} {round(x1 - x0, 2)} {round(y1 - y0, 2)} re\n" for x0, y0, x1, y1 in boxes)
    form = StreamObject()
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): around,
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/ExtGState"): DictionaryObject({NameObject("/Multiply"): _MULTIPLY})}
            ),
        }
    )
    form.set_data(f"/Multiply gs {red} {green} {blue} rg\n{shapes}f".encode())
    return form
