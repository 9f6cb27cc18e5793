"""What PDFium knows about one page: its characters, their boxes, and the ruled lines drawn on it.

The raw calls are bound with plain addresses, so that one `map` fills an array without making an object a character.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clausecheck.ingest.source import Box


def _bind(function: object, *arguments: type) -> Callable[..., int]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    return ctypes.CFUNCTYPE(ctypes.c_int, *arguments)(address or 0)


_loose_char_box = _bind(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_unicode = _bind(pdfium_c.FPDFText_GetUnicode, ctypes.c_void_p, ctypes.c_int)
_LONG_LINE = re.compile(r"[^\s\ufffe][^\r\n\ufffe]{6,}[^\s\ufffe]")
_VOTERS = 9
_LONGEST_FONT_NAME = 120
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_RECTANGLE = 4 * ctypes.sizeof(ctypes.c_float)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is shown: its visible box in PDF coordinates and its clockwise rotation in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """Give the width of the page as shown, in points."""
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        """Give the height of the page as shown, in points."""
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Turn a rectangle in PDF coordinates into x0, y0, x1, y1 as shown, with the origin at the top left."""
        if self.rotation == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def drawn(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Turn a rectangle as shown back into left, bottom, right, top in PDF coordinates."""
        if self.rotation == 0:
            return x0 + self.left, self.top - y1, x1 + self.left, self.top - y0
        if self.rotation == 90:
            return y0 + self.left, x0 + self.bottom, y1 + self.left, x1 + self.bottom
        if self.rotation == 180:
            return self.right - x1, y0 + self.bottom, self.right - x0, y1 + self.bottom
        return self.right - y1, self.top - x1, self.right - y0, self.top - x0


class Glyphs:
    """The characters of one open page; close it when done, for PDFium holds its memory.

    `frame` is turned so that most lines run from left to right, also where the page shows them sideways.
    """

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._text_page = page.get_textpage()
        self._handle = ctypes.cast(self._text_page.raw, ctypes.c_void_p).value
        self.count: int = max(self._text_page.count_chars(), 0)
        self.text = self._read()
        self.frame = self._shown = frame_of(page)
        self.frame = replace(self._shown, rotation=(self._shown.rotation + self._turn()) % 360)

    def close(self) -> None:
        """Give the memory back."""
        self._text_page.close()

    def boxes(self, indices: Sequence[int]) -> list[tuple[float, float, float, float]]:
        """Give the box of each character in the frame: x0, y0, x1, y1 in points from the top left."""
        rectangles = array("f", bytes(_RECTANGLE * len(indices)))
        base = rectangles.buffer_info()[0]
        addresses = range(base, base + _RECTANGLE * len(indices), _RECTANGLE)
        _run(map(_loose_char_box, repeat(self._handle), indices, addresses))
        # An FS_RECTF holds left, top, right, bottom.
        values = iter(rectangles)
        if self.frame.rotation == 0:
            dx, dy = self.frame.left, self.frame.top
            return [(x0 - dx, dy - y0, x1 - dx, dy - y1) for x0, y0, x1, y1 in zip(*[values] * 4, strict=True)]
        return [
            self.frame.shown(left, bottom, right, top) for left, top, right, bottom in zip(*[values] * 4, strict=True)
        ]

    def is_bold(self, index: int) -> bool:
        """Tell whether a character is set in a bold font, by the font's name: weights are often not stated."""
        name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
        pdfium_c.FPDFText_GetFontInfo(self._text_page, index, name, _LONGEST_FONT_NAME, None)
        return bool(_BOLD.search(name.value))

    def line_boxes(self, number: int, start: int, end: int) -> list[Box]:
        """Give one box, as the page is shown, for each line that the characters [start, end) stand on."""
        found: list[tuple[float, float, float, float]] = []
        indices = [index for index in range(start, end) if not self.text[index].isspace()]
        for x0, y0, x1, y1 in self.boxes(indices):
            if x1 <= x0 or y1 <= y0:
                continue
            left, top, right, bottom = found[-1] if found else (0.0, 0.0, 0.0, 0.0)
            overlap = min(y1, bottom) - max(y0, top)
            if found and overlap > 0.5 * min(y1 - y0, bottom - top) and x0 >= left:
                found[-1] = (left, min(y0, top), max(x1, right), max(y1, bottom))
            else:
                found.append((x0, y0, x1, y1))
        return [Box(number, *self._shown.shown(*self.frame.drawn(*box))) for box in found]

    def _turn(self) -> int:
        """Give the clockwise turn, in degrees, that makes the longest lines run from left to right."""
        lines = sorted(((m.end() - m.start(), m.span()) for m in _LONG_LINE.finditer(self.text)), reverse=True)[
            :_VOTERS
        ]
        boxes = self.boxes([index for _, (start, end) in lines for index in (start, end - 1)])
        turns: Counter[int] = Counter()
        for first, last in zip(boxes[::2], boxes[1::2], strict=True):
            right, down = last[0] - first[0], last[1] - first[1]
            sideways = 270 if down > 0 else 90
            turns[(0 if right > 0 else 180) if abs(right) >= abs(down) else sideways] += 1
        return max(turns, key=lambda turn: (turns[turn], -turn), default=0)

    def _read(self) -> str:
        text: str = self._text_page.get_text_range(0, self.count) if self.count else ""
        if len(text) == self.count:
            return text
        # Characters that PDFium leaves out of its text would shift every index after them.
        codes = map(_unicode, repeat(self._handle), range(self.count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _run(calls: Iterable[int]) -> None:
    deque(calls, maxlen=0)


def frame_of(page: pdfium.PdfPage) -> Frame:
    """Give the frame of an open page: the part of its media box that its crop box shows."""
    # Of PDFium's boxes this is the only one that a page may inherit from the tree it stands in.
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation() % 360)
