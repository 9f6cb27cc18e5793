"""Source: the text of one document, with the way back to page, box and paragraph.

Everything after ingest speaks character offsets into `Source.text`; only a Source knows pages, paragraphs and boxes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from clausecheck.spans import Span

MediaType = Literal[
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
    "text/markdown",
    "application/msword",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
]
BlockKind = Literal["paragraph", "heading", "table_row"]
CELL_SEPARATOR = " | "
"""What stands in the text between two cells of a table row."""

RevisionMode = Literal["accepted", "original", "marked"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: PDF points, origin at the top left, pages count from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paginated document; an unreadable page has an empty span.

    `recognized` marks a page read by OCR, whose words may be wrong.
    """

    number: int
    span: Span
    readable: bool = True
    recognized: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table row of the document, in reading order.

    `kind` is "heading" only where the format itself says so (a Word heading style, a Markdown "#") or
    the look does (a bold line in a PDF that is worded as a title may be).
    `level` is the depth the format states (Word outline or numbering level, Markdown heading level), counting from 0.
    `cells` are the cells of a table row; `header` is the index in `Source.blocks` of the row that names its columns.
    """

    span: Span
    kind: BlockKind = "paragraph"
    level: int | None = None
    cells: tuple[Span, ...] = ()
    header: int | None = None


@dataclass(frozen=True, slots=True)
class Revisions:
    """The tracked changes of a document, how many and by whom, and its comments as pairs of author and text."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    authors: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()

    @property
    def changes(self) -> int:
        """Count the tracked changes, of which each may hold many words."""
        return self.insertions + self.deletions + self.moves


class Anchor(NamedTuple):
    """Where a stretch of text stands in a file that is a package of parts, as DOCX is, or in a plain text.

    `start` and `end` are offsets into `Source.text`; `part` is the name of the part in the package, `element` the place
    of the text element among all of the part, `offset` that of the first character in it; all count from 0. A plain
    text is one element of one part, which has no name.
    """

    start: int
    end: int
    part: str
    element: int
    offset: int


def _no_boxes(spans: Sequence[Span]) -> Sequence[Sequence[Box]]:
    return [()] * len(spans)


@dataclass(frozen=True, slots=True)
class Source:
    """What one document says, and where each character of it came from.

    `text` holds the blocks in reading order, one to a line; a block read from hard-wrapped plain text may hold line
    breaks of its own. Numbers that Word computes ("12.3", "(b)") stand in the text at the start of their block.
    `unread` names what beside the unreadable pages may hold words and was not read, such as "an embedded document".
    `revisions` is None for a document without tracked changes and comments. `anchors` lead the words of a DOCX or
    of a plain text back into its file, in the order of the text; what Word computes has none.
    """

    name: str
    path: str | None
    sha256: str
    media_type: MediaType
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    revisions: Revisions | None = None
    anchors: tuple[Anchor, ...] = field(default=(), repr=False, compare=False)
    locate: Callable[[Sequence[Span]], Sequence[Sequence[Box]]] = field(default=_no_boxes, repr=False, compare=False)

    @property
    def page_count(self) -> int | None:
        """Count the pages, or give None where the format has none (DOCX, text)."""
        return len(self.pages) or None

    @property
    def unreadable_pages(self) -> tuple[int, ...]:
        """List the numbers of the pages whose text could not be read."""
        return tuple(page.number for page in self.pages if not page.readable)

    def page_of(self, offset: int) -> int | None:
        """Give the number of the page that holds a character, or None without pages."""
        readable = [page for page in self.pages if len(page.span)]
        index = bisect_right([page.span.start for page in readable], offset) - 1
        return readable[max(index, 0)].number if readable else None

    def anchored(self, span: Span) -> list[Anchor]:
        """Give where in the file the words of a span stand, each anchor cut to the span."""
        found = []
        for anchor in self.anchors[bisect_right(self.anchors, span.start, key=lambda each: each.end) :]:
            if anchor.start >= span.end:
                break
            start, end = max(anchor.start, span.start), min(anchor.end, span.end)
            if start < end:
                found.append(anchor._replace(start=start, end=end, offset=anchor.offset + start - anchor.start))
        return found

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Give the boxes that cover the words of a span, one a line; empty where the format has no geometry."""
        return self.boxes_of([span])[0]

    def boxes_of(self, spans: Sequence[Span]) -> list[tuple[Box, ...]]:
        """Give the boxes of each of many spans, for which the document is opened once."""
        return [tuple(boxes) for boxes in self.locate(spans)]
