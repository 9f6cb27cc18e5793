"""Analyse documents and write them in every format; print the digest of each file that comes out."""

from __future__ import annotations

import locale
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import clausecheck
from clausecheck.report.renderers import FILE_FORMATS, REVIEW_FORMATS, TEXT_FORMATS
from tests.support.exports import exported


def written(path: Path, analyzer: clausecheck.Analyzer) -> Iterator[tuple[str, bytes]]:
    review = analyzer.review(path)
    for format in TEXT_FORMATS:
        yield format, clausecheck.render(review.report, format).encode()
    for format in FILE_FORMATS:
        yield format, exported([review.report], format)
    for format in REVIEW_FORMATS:
        if format not in ("docx", "pdf") or path.suffix == f".{format}":
            yield f"{format} of one", clausecheck.annotate(review, clausecheck.Markup(format, redline=format == "docx"))


def main() -> None:
    locale.setlocale(locale.LC_ALL, "")  # as some hosts do
    analyzer = clausecheck.Analyzer(reading=clausecheck.ReadOptions(ocr="off"))
    for path in map(Path, sys.argv[1:]):
        for format, content in written(path, analyzer):
            sys.stdout.write(f"{path.name}: {format}: {sha256(content).hexdigest()}\n")


if __name__ == "__main__":
    main()
