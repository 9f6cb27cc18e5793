"""Compressed streams of a PDF: PDFium inflates them whole, so a bomb must be found before it is opened."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausecheck.ingest.document import Document

_STREAM = re.compile(rb"stream(?<!endstream)\r?\n")  # quick, as it begins with a word
_HEAD = 1_000  # bytes before a stream in which its dictionary is looked for
_STAGE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_MOST_STAGES = 4
_MOST_GAIN = 1_032  # what Deflate makes of one byte at most: 258 bytes out of two bits
_OTHER_STAGE = re.compile(rb"/(?:ASCII85Decode|A85|ASCIIHexDecode|AHx|LZWDecode|LZW|RunLengthDecode|RL|Crypt)\b")
_PIECE = 1_000_000
_ENCRYPTED = re.compile(rb"/Encrypt\b")


@dataclass(frozen=True, slots=True)
class _Stream:
    """Where a stream stands, how many times it is deflated, and whether nothing else was done to it."""

    begin: int
    end: int
    stages: int
    flate_alone: bool


def check_streams(document: Document) -> None:
    """Raise LimitExceeded where a stream inflates to more than the limit.

    Only streams that could are looked at: long ones, and those compressed twice. What hides from this, such as an
    encrypted bomb, the memory limit of isolation stops.
    """
    data, limits = document.data, document.limits
    for found in _compressed(data):
        if found.stages > 1 or (found.end - found.begin) * _MOST_GAIN > limits.stream_bytes:
            for depth in range(1, found.stages + 1):
                limits.check_stream(_inflated(data, found.begin, depth, limits.stream_bytes))
            document.check_time()


def holds_damage(data: bytes) -> bool:
    """Tell whether a stream is cut short or holds bytes that do not inflate; PDFium then shows less than there was."""
    if _ENCRYPTED.search(data):
        return False
    flate = (found for found in _compressed(data) if found.stages == 1 and found.flate_alone)
    return any(_is_damaged(data[found.begin : found.end]) for found in flate)


def _compressed(data: bytes) -> Iterator[_Stream]:
    """Find the compressed streams of a file.

    Pictures are left out, for they are inflated only to be drawn.
    """
    end = 0
    for match in _STREAM.finditer(data):
        begin = match.end()
        head = data[max(match.start() - _HEAD, 0) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        stages = min(len(_STAGE.findall(head)), _MOST_STAGES)
        if not stages or b"/Image" in head:
            continue
        if end < begin:
            end = data.find(b"endstream", begin)
            end = len(data) if end < 0 else end
        yield _Stream(begin, end, stages, not _OTHER_STAGE.search(head))


def _is_damaged(stream: bytes) -> bool:
    inflater = zlib.decompressobj()
    try:
        while stream and not inflater.eof:
            inflater.decompress(stream, _PIECE)
            stream = inflater.unconsumed_tail
    except zlib.error:
        return True
    return not inflater.eof


def _inflated(data: bytes, begin: int, stages: int, most: int) -> int:
    """Give the length of a stream after some stages of inflation, or a length beyond `most`."""
    pieces: Iterable[bytes] = (data[at : at + _PIECE] for at in range(begin, len(data), _PIECE))
    for _ in range(stages):
        pieces = _inflate(pieces)
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > most:
            break
    return length


def _inflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not inflater.eof:
            try:
                yield inflater.decompress(rest, _PIECE)
            except zlib.error:
                return
            rest = inflater.unconsumed_tail
        if inflater.eof:
            return
