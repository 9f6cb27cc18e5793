"""OCR: reads the picture of a page with RapidOCR, an optional extra whose models come in its wheel.

What it recognises takes the form of PDFium's characters, so that lines, columns and boxes of both are found in one way.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from clausecheck.errors import OptionError, installing
from clausecheck.ingest.document import OcrMode
from clausecheck.ingest.pdf_glyphs import Frame, Glyphs
from clausecheck.ingest.pdf_page import PageLayout, lay_out

INSTALL = installing("ocr")

_DOTS_PER_POINT = 200 / 72
_LONGEST_SIDE = 3_400  # pixels: 17 inches at 200 dots
_SURE_PAGE = 0.75  # mean score of the characters; a clean scan has 0.97 and more
_SURE_LINE = 0.5
_MARGIN = 0.08  # of a line's height, by which its box is larger than its letters, above and below
_MOST_THREADS = 4
# The model also knows Chinese, whose punctuation looks like ours.
_PUNCTUATION = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3002: ".", 0x3001: ",", 0x3000: " "}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words in a row as the engine saw them: each with its corners in points, clockwise from the top left."""

    words: tuple[tuple[str, tuple[Point, Point, Point, Point]], ...]
    score: float

    @property
    def length(self) -> int:
        """Count the characters."""
        return sum(len(word) for word, _ in self.words)

    @property
    def is_upright(self) -> bool:
        """Tell text along the page from text across it, as on a page that was scanned lying."""
        (left, top), _, (right, bottom), _ = self.words[0][1]
        return len(self.words[0][0]) < 3 or right - left > 0.7 * (bottom - top)


class RecognizedGlyphs(Glyphs):
    """The characters of a page as OCR recognised them, in place of PDFium's; holds nothing that needs closing."""

    def __init__(self, fragments: Sequence[Fragment], width: float, height: float) -> None:
        self.frame = self._shown = Frame(0, 0, width, height)
        self._boxes: list[tuple[float, float, float, float]] = []
        lines = []
        for fragment in fragments:
            lines.append(" ".join(word for word, _ in fragment.words))
            self._boxes.extend(_character_boxes(fragment))
        self.text = "\n".join(lines)
        self.count = len(self.text)

    def boxes(self, indices: Sequence[int]) -> list[tuple[float, float, float, float]]:
        """Give the box of each character: x0, y0, x1, y1 in points from the top left."""
        return [self._boxes[index] for index in indices]

    def close(self) -> None:
        """Do nothing: the page is closed already."""


def is_installed() -> bool:
    """Tell whether the extra is there, without importing it."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


def require_installed() -> None:
    """Raise OptionError where the extra is missing."""
    if not is_installed():
        raise OptionError(f"OCR needs an extra that is not installed: {INSTALL}")


def advice(mode: OcrMode) -> str:
    """Say how scans could be read, where nothing but the extra is missing."""
    return "" if mode == "off" or is_installed() else f" To read scans by OCR: {INSTALL}"


def recognize_page(page: pdfium.PdfPage, number: int) -> PageLayout | None:
    """Read an open page from its picture; gives None where no words, or none that are sure enough, were seen."""
    width, height = page.get_size()
    if min(width, height) <= 0:  # its crop box lies off the page, so that nothing is shown
        return None
    scale = min(_DOTS_PER_POINT, _LONGEST_SIDE / max(width, height, 1))
    picture = page.render(scale=scale, grayscale=True).to_numpy()
    try:
        seen = [fragment for fragment in _fragments(_engine()(picture), scale) if fragment.words]
    except (MemoryError, OptionError):
        raise
    except Exception:  # OpenCV, ONNX and Shapely each have errors of their own; the page then stays unread
        return None
    if not _is_sure(seen):
        return None
    glyphs = RecognizedGlyphs([fragment for fragment in seen if fragment.score >= _SURE_LINE], width, height)
    return replace(lay_out(glyphs, number), recognized=glyphs)


def _is_sure(seen: Sequence[Fragment]) -> bool:
    characters = sum(fragment.length for fragment in seen)
    upright = sum(fragment.length for fragment in seen if fragment.is_upright)
    score = sum(fragment.score * fragment.length for fragment in seen)
    return characters > 0 and score >= _SURE_PAGE * characters and 2 * upright > characters


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Load the engine with the models named one by one: for those it finds by itself it may go to the network."""
    import rapidocr  # noqa: PLC0415 - an optional extra, and slow to import

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # asks of each line whether it stands on its head
            "Global.text_score": 0.0,  # what is unsure must count against the page, not vanish from it
            "Global.max_side_len": _LONGEST_SIDE,
            "Global.return_word_box": True,
            "Det.model_path": str(_model(models, "det")),
            "Rec.model_path": str(_model(models, "rec")),
            "Rec.rec_batch_num": 1,  # a batch is as wide as its widest line, which costs more than it saves
            "EngineConfig.onnxruntime.intra_op_num_threads": _threads(),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _model(folder: Path, task: str) -> Path:
    found = sorted(folder.glob(f"*_{task}_*.onnx"))
    if not found:
        raise OptionError(f"The OCR engine came without its models; install it anew: {INSTALL}")
    return found[-1]


def _threads() -> int:
    """Take half of the processors: threads that wait for a busy one spin, which costs more than a second core gives."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(min(processors // 2, _MOST_THREADS), 1)


def _fragments(output: Any, scale: float) -> Iterator[Fragment]:
    if output.txts is None:
        return
    for text, score, box, words in zip(output.txts, output.scores, output.boxes, output.word_results, strict=True):
        written = text.translate(_PUNCTUATION).split()
        placed = [(word.translate(_PUNCTUATION), _corners(corners, scale)) for word, _, corners in words]
        if [word for word, _ in placed] != written:
            placed = list(_spread(written, _corners(box, scale)))
        yield Fragment(tuple(placed), float(score))


def _corners(box: Any, scale: float) -> tuple[Point, Point, Point, Point]:
    top_left, top_right, bottom_right, bottom_left = ((float(x) / scale, float(y) / scale) for x, y in box)
    return top_left, top_right, bottom_right, bottom_left


def _spread(words: Sequence[str], corners: tuple[Point, Point, Point, Point]) -> Iterator[tuple[str, Any]]:
    """Place words along a line by their number of characters."""
    length = max(sum(map(len, words)) + len(words) - 1, 1)
    start = 0
    for word in words:
        yield word, _part(corners, start / length, (start + len(word)) / length)
        start += len(word) + 1


def _part(corners: tuple[Point, Point, Point, Point], begin: float, end: float) -> tuple[Point, Point, Point, Point]:
    """Cut a piece out of a slanted box, given as shares of its length."""
    top_left, top_right, bottom_right, bottom_left = corners
    return (
        _between(top_left, top_right, begin),
        _between(top_left, top_right, end),
        _between(bottom_left, bottom_right, end),
        _between(bottom_left, bottom_right, begin),
    )


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def _character_boxes(fragment: Fragment) -> Iterator[tuple[float, float, float, float]]:
    """Give the box of each character of a fragment, of the spaces between its words, and of the end of its line."""
    end = None
    for word, corners in fragment.words:
        start, y0, _, y1 = _upright(corners)
        if end is not None:
            yield end, y0, max(start, end), y1
        for index in range(len(word)):
            yield _upright(_part(corners, index / len(word), (index + 1) / len(word)))
        end = _upright(corners)[2]
    yield end or 0, y0, end or 0, y1


def _upright(corners: Iterable[Point]) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    top, bottom = (y0 + y1) / 2, (y2 + y3) / 2
    margin = _MARGIN * (bottom - top)
    return min(x0, x3), top + margin, max(x1, x2), bottom - margin
