"""Run: documents -> trials, on every processor."""

from __future__ import annotations

import dataclasses
import multiprocessing
import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor

from clausecheck.detect.clause import Clause
from clausecheck.detect.confidence import PRESENT
from clausecheck.detect.detector import Detector
from clausecheck.errors import ClausecheckError
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.model import PatternSet
from clausecheck.structure import parse
from evaluation.labels import ATTRIBUTES, Document, Label
from evaluation.result import Event, Run, Trial

SHINGLE = 6
"""Words in a run that two texts must share to be of one passage."""
_EXCERPT = 400
_WANTED = 900

_READING = ReadOptions(ocr="off")  # figures must not hang on an extra

_worker: Detector | None = None


def measure(
    documents: Sequence[Document], clause_types: Sequence[str], *, by_rules: bool = False, processes: int | None = None
) -> Run:
    """Read every document, by the rules alone or seconded by the ranker, and hold it against its labels."""
    patterns = load_patterns()
    if by_rules:
        patterns = dataclasses.replace(patterns, ranker=None)
    wanted = tuple(kind for kind in patterns.clause_types if kind.id in clause_types)
    # Evidence is kept as it is combined: calibration is fitted to it, and changes no decision.
    patterns = dataclasses.replace(patterns, clause_types=wanted, calibration={})
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_start_worker, initargs=(patterns,)) as pool:
        answers = list(pool.map(read, documents, chunksize=4))
    trials = tuple(trial for answer in answers if not isinstance(answer, str) for trial in answer)
    return Run(len(documents), tuple(answer for answer in answers if isinstance(answer, str)), trials)


def _start_worker(patterns: PatternSet) -> None:
    global _worker  # one detector a process
    _worker = Detector(patterns)


def read(document: Document) -> list[Trial] | str:
    """Read one document; give its trials, or the error if it could not be read."""
    assert _worker is not None
    try:
        contents, name = (document.text.encode(), f"{document.name}.txt") if document.text else (document.path, None)
        source = load(contents, name=name, options=_READING)
        contract = parse(source)
        clauses = _worker.find(contract).clauses
    except ClausecheckError as error:
        return f"{document.name}: {error} [{error.code}]"
    types = {kind.id for kind in _worker.patterns.clause_types}
    return [
        trial(document, name, [clause for clause in clauses if clause.type == name], contract.source.text)
        for name in document.labels
        if name in types
    ]


def trial(document: Document, clause_type: str, clauses: Sequence[Clause], text: str) -> Trial:
    """Hold the clauses of one type, as found in a text, against their label."""
    label = document.labels[clause_type]
    spans_count = document.path.suffix == ".txt"
    granted = [clause for clause in clauses if label.concerns(clause) and not _is_aside(clause, label, text)]
    reported = sorted(granted, key=lambda clause: (-clause.confidence, clause.span))
    found = [clause for clause in reported if clause.confidence >= PRESENT]
    wanted = label.attributes if label.present else {}
    read_as = found[0].attributes if found else {}
    return Trial(
        contract=document.name,
        clause_type=clause_type,
        part=document.part,
        present=label.present,
        found=bool(found),
        located=_located(label, found, clauses, text=text, spans_count=spans_count),
        misled=any(shares_words(clause, label.imitations, text) for clause in found) if label.imitations else None,
        attributes={
            name: (wanted[name], read_as.get(name))
            for name in ATTRIBUTES.get(clause_type, ())
            if wanted.get(name) is not None
        },
        events=tuple(
            Event(clause.confidence, label.present and _overlaps(clause, label, text, spans_count) is not False)
            for clause in reported
        ),
        excerpt=" / ".join(_words(clause, text)[:_EXCERPT] for clause in found[:3]),
        wanted=" / ".join((*label.texts, *label.refusals))[:_WANTED],
        patterns=tuple(sorted({item.pattern for clause in found for item in clause.evidence})),
    )


def _is_aside(clause: Clause, label: Label, text: str) -> bool:
    return shares_words(clause, label.asides, text) and not shares_words(clause, label.texts, text)


def _located(
    label: Label, found: Sequence[Clause], clauses: Sequence[Clause], *, text: str, spans_count: bool
) -> bool | None:
    """Tell whether what was found, or refused, stands where the label has it."""
    if label.refusals:
        refusals = (clause for clause in clauses if clause.denied and clause.confidence >= PRESENT)
        return any(shares_words(clause, label.refusals, text) for clause in refusals)
    if not (label.present and found):
        return None
    answers = [_overlaps(clause, label, text, spans_count) for clause in found]
    return None if None in answers else any(answers)


def _overlaps(clause: Clause, label: Label, text: str, spans_count: bool) -> bool | None:
    """Tell whether a clause has words that were annotated; None where the label has no words."""
    if not (label.texts or label.spans):
        return None
    if spans_count and any(span.overlaps(piece) for span in label.spans for piece in clause.pieces):
        return True
    return shares_words(clause, label.texts, text)


def shares_words(clause: Clause, texts: Iterable[str], text: str) -> bool:
    """Tell whether a clause has six words running in common with any of the texts, or all of a shorter one."""
    reported = words_of(_words(clause, text))
    return any(_agree(reported, words_of(wanted)) for wanted in texts)


def _words(clause: Clause, text: str) -> str:
    return " ".join(" ".join(text[piece.start : piece.end] for piece in clause.pieces).split())


def words_of(text: str) -> list[str]:
    """Cut a text into its words, in lower case and without punctuation."""
    return re.findall(r"\w+", text.lower())


def _agree(some: list[str], others: list[str]) -> bool:
    size = min(SHINGLE, len(some), len(others))
    return size > 0 and not shingles(some, size).isdisjoint(shingles(others, size))


def shingles(words: list[str], size: int) -> set[tuple[str, ...]]:
    """List the runs of so many words."""
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
