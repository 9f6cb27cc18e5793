"""Notes on a PDF: what was not read and why, what was left out as no part of the text, what lies beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clausecheck._counted import counted
from clausecheck.ingest.page_numbers import page_ranges
from clausecheck.ingest.pdf_lines import Line
from clausecheck.ingest.pdf_page import PageLayout, Unread
from clausecheck.ingest.pdf_running import Running

_UNREAD: Mapping[Unread, tuple[str, str]] = {
    "picture": (
        "holds no text that could be read (probably scanned)",
        "hold no text that could be read (probably scanned)",
    ),
    "curves": (
        "shows its text as drawn curves, which cannot be read",
        "show their text as drawn curves, which cannot be read",
    ),
    "garbled": (
        "has a text layer that does not read as English text",
        "have a text layer that does not read as English text",
    ),
    "damaged": ("is damaged and could not be opened", "are damaged and could not be opened"),
}


def notes_on(layouts: Sequence[PageLayout], running: Mapping[Line, Running], files: str, advice: str) -> Iterator[str]:
    """Give the notes on a document; `files` names the files attached to it, `advice` says how scans can be read."""
    recognized = [layout.number for layout in layouts if layout.recognized]
    if recognized:
        were, their = ("was", "its") if len(recognized) == 1 else ("were", "their")
        yield f"{page_ranges(recognized).capitalize()} {were} read by OCR; {their} words may be wrong."
    for unread, (one, many) in _UNREAD.items():
        numbers = [layout.number for layout in layouts if layout.unread == unread]
        more = "" if unread == "damaged" else advice
        if numbers:
            yield f"{page_ranges(numbers).capitalize()} {many if len(numbers) > 1 else one}.{more}"
    yield from _removed(layouts, running)
    yield from _additions(layouts)
    if files:
        yield f"The PDF carries {files}; not read."


def _removed(layouts: Sequence[PageLayout], running: Mapping[Line, Running]) -> Iterator[str]:
    counts: Counter[str] = Counter(running.values())
    counts["line number"] = sum(layout.line_numbers for layout in layouts)
    kinds = ("running header and footer line", "page number", "line number", "Bates stamp")
    removed = [counted(counts[kind], kind) for kind in kinds if counts[kind]]
    if removed:
        yield f"Removed {', '.join(removed)}."


def _additions(layouts: Sequence[PageLayout]) -> Iterator[str]:
    added = [layout.additions for layout in layouts]
    fields, texts = sum(page.fields for page in added), sum(page.texts for page in added)
    boxes, ticked = sum(page.boxes for page in added), sum(page.ticked for page in added)
    if fields:
        yield f"{counted(fields, 'form field')} filled in; read as part of the text."
    if boxes:
        yield f"{counted(boxes, 'box', 'boxes')} to tick, {ticked} of them ticked; which ones was not read."
    if texts:
        yield f"{counted(texts, 'text box', 'text boxes')} written over the pages; read as part of the text."
    commented = [layout.number for layout in layouts if layout.additions.comments]
    if commented:
        comments = counted(sum(page.comments for page in added), "comment or mark", "comments or marks")
        yield f"{comments} by a reader on {page_ranges(commented)}; not read."
