"""The cover of an annotated PDF: the scorecard, the findings, and the language to ask for."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import quoteattr

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from clausecheck._counted import counted
from clausecheck.playbook.finding import SETTLED
from clausecheck.report import phrases
from clausecheck.report.excerpt import shortened
from clausecheck.report.model import AreaRecord, ClauseRecord, FindingRecord, PartyRecord, Report
from clausecheck.report.renderers.pdf_lettering import BOLD, REGULAR, UNSHOWN, can_show, lettered

LINK = "clausecheck:"  # leads to the clause whose id follows, once the cover is bound to the contract

_MARGIN, _HEAD, _FOOT = 18 * mm, 22 * mm, 19 * mm
_INK, _GREY, _LINE, _PALE = HexColor("#1f2933"), HexColor("#5f6b7a"), HexColor("#d5dae1"), HexColor("#f3f5f8")
_NAVY, _RED, _AMBER, _GREEN = HexColor("#1d3557"), HexColor("#b3261e"), HexColor("#a86500"), HexColor("#1e7d3c")
_VIOLET = HexColor("#6b4a9c")
_STATUS = {
    "adverse": _RED,
    "missing": _VIOLET,
    "unverified": _VIOLET,
    "weak": _AMBER,
    "met": _GREEN,
    "not_applicable": _GREY,
}
_RISK = {"low": _GREEN, "medium": _AMBER, "high": _RED, "critical": _RED}
_WITHOUT_PLACE = frozenset({"missing", "unverified"})
_LONGEST_NAME, _LONGEST_WORDS = 160, 600  # characters; a cell may not grow beyond its page
_MOST_PARTIES = 8
_MOST_PAGES = 3  # linked for one finding
_LEGEND = (
    "In the contract the words that a finding rests on are highlighted: red is adverse, amber weak, green met. A note "
    "on each says what was found, why it matters and what to ask for."
)
_UNSHOWN = f" “{UNSHOWN}” stands for letters that the fonts of these pages do not have."
_NO_PLACE = "For what the contract lacks, or says where it could not be read. All else has its note in the contract."


def _style(size: float, font: str = REGULAR, **more: Any) -> ParagraphStyle:
    return ParagraphStyle("", fontName=font, fontSize=size, leading=size * 1.3, textColor=_INK, **more)


_BODY, _SMALL, _FINE, _STRONG = _style(9), _style(8), _style(7.5), _style(9, BOLD)
_TITLE, _HEADING = _style(19, BOLD, spaceAfter=8), _style(12, BOLD, spaceBefore=14, spaceAfter=5)
_QUOTE = _style(9, leftIndent=8, spaceBefore=2)
_CHIP = _style(6.5, BOLD, alignment=TA_CENTER)
_TILE, _TILE_SMALL = _style(17, BOLD, alignment=TA_CENTER), _style(8, alignment=TA_CENTER)


def draw_cover(report: Report, remarks: Sequence[str], *, on_letter: bool = False) -> bytes:
    """Draw the pages in front of an annotated PDF; `remarks` say what is true of the copy alone.

    Links begin with LINK. The same report gives the same bytes.
    """
    target = io.BytesIO()
    width, height = letter if on_letter else A4
    frame = Frame(
        *(_MARGIN, _FOOT, width - 2 * _MARGIN, height - _HEAD - _FOOT),
        **dict.fromkeys(("leftPadding", "bottomPadding", "rightPadding", "topPadding"), 0),
    )
    template = BaseDocTemplate(target, pagesize=(width, height), invariant=1)
    template.addPageTemplates(PageTemplate(frames=[frame], onPage=partial(_furniture, report)))
    template.build(list(_story(report, remarks, frame.width)))
    return target.getvalue()


def _story(report: Report, remarks: Sequence[str], width: float) -> Iterator[Flowable]:
    yield from _head(report)
    yield from _facts(report, remarks, width)
    yield from _areas(report.summary.areas, width)
    yield from _findings(report, width)
    yield from _language(report)


def _text(words: str, style: ParagraphStyle = _BODY, colour: Color | None = None) -> Paragraph:
    chosen = style if colour is None else ParagraphStyle("", parent=style, textColor=colour)
    return Paragraph(lettered(words, style.fontName), chosen)


def _furniture(report: Report, canvas: Canvas, template: BaseDocTemplate) -> None:
    width, height = template.pagesize
    canvas.saveState()
    canvas.setFillColor(_NAVY)
    canvas.rect(0, height - 13 * mm, width, 13 * mm, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(BOLD, 10)
    canvas.drawString(_MARGIN, height - 8.3 * mm, "Contract review")
    canvas.setFont(REGULAR, 8)
    canvas.drawRightString(width - _MARGIN, height - 8.1 * mm, f"clausecheck {report.clausecheck_version}")
    canvas.setFillColor(_GREY)
    canvas.setFont(REGULAR, 7.5)
    canvas.drawString(_MARGIN, 11 * mm, "Read by a program; it does not replace the advice of a lawyer.")
    canvas.drawRightString(width - _MARGIN, 11 * mm, f"Review {template.page}")
    canvas.restoreState()


def _head(report: Report) -> Iterator[Flowable]:
    summary = report.summary
    verdict, colour = ("PASSED", _GREEN) if summary.passed else ("NOT PASSED", _RED)
    tiles = [
        [
            _text(verdict, _TILE, white),
            _text(f"{summary.score} of 100", _TILE),
            _text(phrases.grade(summary), _TILE),
            _text(summary.risk.capitalize(), _TILE, _RISK[summary.risk]),
        ],
        [
            _text(f"To pass: {summary.threshold} and every must-have", _TILE_SMALL, white),
            *(_text(name, _TILE_SMALL, _GREY) for name in ("Score", "Grade", "Risk")),
        ],
    ]
    yield _text(shortened(report.document.name, _LONGEST_NAME), _TITLE)
    yield Table(
        tiles,
        colWidths=["40%", "24%", "14%", "22%"],
        style=TableStyle(
            [
                ("BACKGROUND", (0, 0), (0, -1), colour),
                ("BACKGROUND", (1, 0), (-1, -1), _PALE),
                ("TOPPADDING", (0, 0), (-1, 0), 10),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 6),
                ("BOTTOMPADDING", (0, 1), (-1, 1), 9),
            ]
        ),
    )
    yield Spacer(0, 10)


def _facts(report: Report, remarks: Sequence[str], width: float) -> Iterator[Flowable]:
    document = report.document
    facts = [*_parties(document.parties)]
    facts.append(("Playbook", phrases.playbook(report)))
    facts.append(("Coverage", phrases.coverage(report)))
    if report.summary.lock_in:
        facts.append(("Lock-in", report.summary.lock_in.words))
    if unread := phrases.not_read(document):
        facts.append(("Not read", unread))
    facts.extend(("Note", note) for note in (*remarks, *document.notes))
    if report.summary.lacking:
        titles = {finding.rule: finding.title for finding in report.findings}
        lacking = "; ".join(titles.get(rule, rule) for rule in report.summary.lacking)
        facts.append(("Must-haves lacking", lacking))
    rows = [
        [
            _text(name, _BODY, _GREY),
            _text(shortened(words, _LONGEST_WORDS), *((_STRONG, _RED) if name == "Must-haves lacking" else (_BODY,))),
        ]
        for name, words in facts
    ]
    yield Table(rows, colWidths=[34 * mm, width - 34 * mm], style=_rows())


def _parties(parties: Sequence[PartyRecord]) -> Iterator[tuple[str, str]]:
    for party in parties[:_MOST_PARTIES]:
        yield phrases.PARTIES[party.role], shortened(phrases.party(party), _LONGEST_NAME)
    if len(parties) > _MOST_PARTIES:
        yield "Parties", f"{len(parties) - _MOST_PARTIES} more"
    if not parties:
        yield "Parties", "not recognised"


def _rows(*more: tuple[Any, ...]) -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
            *more,
        ]
    )


class _Bar(Flowable):  # type: ignore[misc]
    """A bar as long as a score of 100 allows."""

    def __init__(self, score: int | None, width: float) -> None:
        super().__init__()
        self.width, self.height, self._score = width, 8, score

    def draw(self) -> None:
        """Draw the bar on its track; none where nothing was scored."""
        self.canv.setFillColor(_PALE)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        if self._score:
            self.canv.setFillColor(_colour_of(self._score))
            self.canv.rect(0, 0, self.width * self._score / 100, self.height, stroke=0, fill=1)


def _colour_of(score: int) -> Color:
    return _GREEN if score >= 75 else _AMBER if score >= 40 else _RED


def _areas(areas: Sequence[AreaRecord], width: float) -> Iterator[Flowable]:
    if not areas:
        return
    bar = width - 95 * mm
    rows = [
        [
            _text(area.title),
            _Bar(area.score, bar - 12),
            _text("–" if area.score is None else str(area.score), _STRONG),
            _text(_rules(area), _SMALL, _GREY),
        ]
        for area in areas
    ]
    table = Table(rows, colWidths=[42 * mm, bar, 13 * mm, 40 * mm], style=_rows(("VALIGN", (0, 0), (-1, -1), "MIDDLE")))
    yield KeepTogether([_text("Score by area", _HEADING), table])


def _rules(area: AreaRecord) -> str:
    evaluated = f"{counted(area.rules_evaluated, 'rule')} evaluated"
    return f"{evaluated}, {area.rules_unverified} not" if area.rules_unverified else evaluated


def _findings(report: Report, width: float) -> Iterator[Flowable]:
    clauses = {clause.id: clause for clause in report.clauses}
    yield CondPageBreak(40 * mm)
    yield _text("Findings", _HEADING)
    yield _text(_legend(report), _FINE, _GREY)
    yield Spacer(0, 4)
    coverage = report.summary.coverage
    hidden = coverage.rules_evaluated + coverage.rules_unverified - len(report.findings)
    if report.findings:
        heads = [_text(head, _SMALL, _GREY) for head in ("Status", "Severity", "Finding", "Page")]
        rows = [heads, *(_row(finding, clauses) for finding in report.findings)]
        yield Table(
            rows,
            colWidths=[27 * mm, 18 * mm, width - 65 * mm, 20 * mm],
            repeatRows=1,
            style=_rows(),
        )
    if hidden > 0:
        yield _text(f"{hidden} more of lower severity not shown.", _SMALL, _GREY)


def _legend(report: Report) -> str:
    document = report.document
    contents = [document.name, *(party.name + party.term for party in document.parties), *document.notes]
    contents.extend(finding.title + finding.message for finding in report.findings)
    return _LEGEND if can_show(" ".join(contents)) else _LEGEND + _UNSHOWN


def _row(finding: FindingRecord, clauses: Mapping[str, ClauseRecord]) -> list[Flowable | list[Flowable]]:
    chip = Table(
        [[_text(finding.status.replace("_", " ").upper(), _CHIP, white)]],
        colWidths=[23 * mm],
        style=TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), _STATUS[finding.status]),
                ("ROUNDEDCORNERS", [2] * 4),
                ("LEFTPADDING", (0, 0), (-1, -1), 2),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2),
            ]
        ),
    )
    review = "  (needs review)" if finding.needs_review else ""
    severity = _text(finding.severity.capitalize(), _BODY)
    words = [
        _text(shortened(finding.title, _LONGEST_NAME) + review, _STRONG),
        _text(shortened(finding.message, _LONGEST_WORDS)),
    ]
    return [chip, severity, words, _pages([clauses[clause_id] for clause_id in finding.clauses])]


def _pages(clauses: Sequence[ClauseRecord]) -> Paragraph:
    """Name the pages of the clauses, the deciding one first, each with a link to its words."""
    first: dict[int, str] = {}
    for clause in clauses:
        if clause.boxes:
            first.setdefault(clause.boxes[0][0], clause.id)
    links = [
        f'<a href={quoteattr(LINK + clause_id)} color="#1a56a8"><u>{page}</u></a>'
        for page, clause_id in list(first.items())[:_MOST_PAGES]
    ]
    return Paragraph(", ".join(links) or "–", _BODY)


def _language(report: Report) -> Iterator[Flowable]:
    """Recommend words for what has no place in the contract on which a note could stand."""
    placed = {clause.id for clause in report.clauses if clause.boxes}
    lacking = [
        finding
        for finding in report.findings
        if finding.status not in SETTLED
        and finding.recommended_language
        and (finding.status in _WITHOUT_PLACE or placed.isdisjoint(finding.clauses))
    ]
    if not lacking:
        return
    yield CondPageBreak(45 * mm)
    yield _text("Language to ask for", _HEADING)
    yield _text(_NO_PLACE, _SMALL, _GREY)
    for finding in lacking:
        yield Spacer(0, 8)
        yield _text(finding.title, _STRONG)
        if finding.wanted:
            yield _text(f"Wanted: {finding.wanted}", _SMALL, _GREY)
        yield _text(f"“{finding.recommended_language}”", _QUOTE)
