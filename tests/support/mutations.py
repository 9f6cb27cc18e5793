"""Damages documents the way that transfer, bad software and attackers do; the same seed gives the same damage."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random

import pikepdf

from clausecheck.errors import InputError
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.limits import Limits

SMALL = Limits(bytes=20_000_000, pages=200, characters=5_000_000, unzipped_bytes=50_000_000, seconds=60)
ODD_VALUES = (b"0", b"-1", b"1", b"99999999999999999999", b"4294967296", b"-2147483648", b"1e999", b"NaN", b"null", b"")


def outcome(_subject: object, data: bytes, name: str) -> str:
    """Read a document: "read", the code of its InputError, or what else escaped, with the place where it did."""
    try:
        source = load(data, name=name, options=ReadOptions(limits=SMALL, ocr="off"))
    except InputError as error:
        return error.code
    except Exception as error:
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
        return f"escaped: {type(error).__name__}: {error} at {place}"
    assert all(0 <= block.span.start <= block.span.end <= len(source.text) for block in source.blocks)
    return "read"


def damaged(data: bytes, donors: Sequence[bytes], random: Random) -> bytes:
    """Damage bytes in one to four ways."""
    for _ in range(random.randint(1, 4)):
        data = random.choice(_DAMAGES)(data, donors, random)
    return data


def damaged_docx(data: bytes, donors: Sequence[bytes], random: Random) -> bytes:
    """Damage one to three members of a zip archive and pack it anew, so that the damage gets past the checksums."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {item.filename: archive.read(item) for item in archive.infolist()}
    for _ in range(random.randint(1, 3)):
        name = random.choice(sorted(members))
        kind = random.randrange(8)
        if kind == 0:
            del members[name]
        elif kind == 1:
            members[name] = members[random.choice(sorted(members))]
        elif kind == 2:
            members[random.choice(("word/document.xml", "../evil", "word/numbering.xml", "word/styles.xml"))] = members[
                name
            ]
        else:
            members[name] = damaged(members[name], list(members.values()), random)
        if not members:
            break
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def laid_open(data: bytes) -> bytes:
    """Write a PDF without compression, so that damage reaches what is drawn and not only checksums."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(
            target,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue()


def _flip(data: bytes, _donors: Sequence[bytes], random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 10, 100)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _truncate(data: bytes, _donors: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _cut_out(data: bytes, _donors: Sequence[bytes], random: Random) -> bytes:
    start, end = _range(data, random)
    return data[:start] + data[end:]


def _double(data: bytes, _donors: Sequence[bytes], random: Random) -> bytes:
    start, end = _range(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _swap(data: bytes, _donors: Sequence[bytes], random: Random) -> bytes:
    start, end = _range(data, random)
    other, last = _range(data[end:], random)
    return (
        data[:start] + data[end + other : end + last] + data[end : end + other] + data[start:end] + data[end + last :]
    )


def _splice(data: bytes, donors: Sequence[bytes], random: Random) -> bytes:
    donor = random.choice(donors)
    start, end = _range(donor, random)
    at = random.randrange(len(data) + 1)
    return data[:at] + donor[start:end] + data[at + random.choice((0, end - start)) :]


def _odd_number(data: bytes, _donors: Sequence[bytes], random: Random) -> bytes:
    """Put an odd value in the place of a number."""
    if not data:
        return data
    at = random.randrange(len(data))
    digits = next((i for i in range(at, min(at + 2000, len(data))) if data[i : i + 1].isdigit()), None)
    if digits is None:
        return data
    end = next((i for i in range(digits, len(data)) if not data[i : i + 1].isdigit()), len(data))
    return data[:digits] + random.choice(ODD_VALUES) + data[end:]


def _range(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 8, 64, 512, 4096, 65_536)))


_DAMAGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _flip,
    _truncate,
    _cut_out,
    _double,
    _swap,
    _splice,
    _odd_number,
    _odd_number,
)
