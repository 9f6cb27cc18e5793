"""Compare the clauses read from the PDFs of CUAD with those read from its texts of the same contracts.

    python benchmarks/formats.py CUAD_DIR                        how many clauses are the same in both
    python benchmarks/formats.py CUAD_DIR --part tuning --differences

Two clauses are the same when type and words agree: the letters and figures of one, whatever stands between them, make
up at least 95 % of the other. CUAD's texts were made from the same PDFs with another tool, which left page headers,
footers and line breaks in the middle of sentences.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from clausecheck.detect.confidence import PRESENT
from clausecheck.detect.detector import Detector
from clausecheck.errors import ClausecheckError
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.patterns.loader import load_patterns
from clausecheck.structure import parse
from evaluation.labels import documents

_SIGNS = re.compile(r"[\W_]+")
_SAME = 95.0
_EXCERPT = 160

Clause = tuple[str, str]
"""The type of a clause and its letters and figures."""


@dataclass(frozen=True)
class Pair:
    """One contract in both formats: how many clauses agree, and those of one format alone."""

    name: str
    same: int
    only_text: tuple[Clause, ...]
    only_pdf: tuple[Clause, ...]


@lru_cache(maxsize=1)
def the_detector() -> Detector:
    return Detector(load_patterns())


def clauses_of(path: Path) -> list[Clause]:
    """Read a document; give its clauses, denied ones as well."""
    contract = parse(load(path, options=ReadOptions(ocr="off")))
    text = contract.source.text
    return [
        (clause.type, "".join(_SIGNS.sub("", text[piece.start : piece.end]) for piece in clause.pieces).lower())
        for clause in the_detector().find(contract).clauses
        if clause.denied or clause.confidence >= PRESENT
    ]


def compare(name: str, text: Sequence[Clause], pdf: Sequence[Clause]) -> Pair:
    """Pair each clause of the text with one of the PDF, the most alike first."""
    rest = list(pdf)
    alone = []
    for kind, words in text:
        alike = [(fuzz.ratio(words, other), place) for place, (type_, other) in enumerate(rest) if type_ == kind]
        best = max(alike, default=(0.0, -1))
        if best[0] >= _SAME:
            del rest[best[1]]
        else:
            alone.append((kind, words))
    return Pair(name, len(text) - len(alone), tuple(alone), tuple(rest))


def read_both(paths: tuple[Path, Path]) -> Pair:
    """Read one contract from both files; one that cannot be read has no clauses."""
    found = []
    for path in paths:
        try:
            found.append(clauses_of(path))
        except ClausecheckError:
            found.append([])
    return compare(paths[0].stem, *found)


def report(pairs: Iterable[Pair], *, differences: bool) -> str:
    listed = list(pairs)
    same = sum(pair.same for pair in listed)
    text, pdf = sum(len(pair.only_text) for pair in listed), sum(len(pair.only_pdf) for pair in listed)
    lines = []
    for pair in listed if differences else ():
        for side, alone in (("text", pair.only_text), ("pdf", pair.only_pdf)):
            lines += [f"{pair.name}: only in {side}: {kind}: {words[:_EXCERPT]}" for kind, words in alone]
    share = same / (same + max(text, pdf)) if same else 0.0
    lines.append(f"{len(listed)} contracts: {same} clauses the same, {text} only in the text, {pdf} only in the PDF.")
    lines.append(f"Of the clauses of the format that has more, {share:.1%} are in the other with the same words.")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of CUAD")
    parser.add_argument("--part", choices=("all", "tuning", "held-back"), default="all")
    parser.add_argument("--differences", action="store_true", help="print the clauses of one format alone")
    options = parser.parse_args(arguments)
    texts = {document.name: document.path for document in documents(options.folder, "txt", options.part)}
    pdfs = {document.name: document.path for document in documents(options.folder, "pdf", options.part)}
    both = [(texts[name], pdfs[name]) for name in sorted(texts.keys() & pdfs.keys())]
    with ProcessPoolExecutor() as pool:
        print(report(pool.map(read_both, both, chunksize=4), differences=options.differences))


if __name__ == "__main__":
    main()
