"""Measure clause detection on a folder in the layout of the public CUAD download.

    python benchmarks/quality.py CUAD_DIR                    the table for every contract of the folder
    python benchmarks/quality.py CUAD_DIR --part tuning      only those that may be read while tuning
    python benchmarks/quality.py CUAD_DIR --part held-back   only those that may not
    python benchmarks/quality.py CUAD_DIR --errors audit_rights --part tuning
    python benchmarks/quality.py CUAD_DIR --clause audit_rights   one clause type only, in a fifth of the time
    python benchmarks/quality.py CUAD_DIR --write docs/accuracy.md

CUAD: Contract Understanding Atticus Dataset v1, The Atticus Project, CC BY 4.0, https://www.atticusprojectai.org/cuad.
The folder holds full_contract_txt/, full_contract_pdf/ (optional, for --format pdf) and master_clauses.csv; an optional
extra_labels.jsonl beside them carries labels for clause types that CUAD does not have. A folder with labels.json and
docs/ instead is read as a set of labelled agreements: for each document and clause type `present`, `quote`,
`ambiguous` (left out) and `counter_quote` (words that deny or imitate the clause, and must not be reported as one).
"""

from __future__ import annotations

import argparse
import ast
import csv
import dataclasses
import hashlib
import json
import multiprocessing
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clausecheck.detect.clause import Clause
from clausecheck.detect.detector import Detector
from clausecheck.detect.selfcheck import PRESENT
from clausecheck.errors import ClausecheckError
from clausecheck.ingest import load
from clausecheck.patterns.loader import load_patterns
from clausecheck.spans import Span
from clausecheck.structure import parse

CUAD_COLUMNS = {
    "termination_for_convenience": "Termination for Convenience",
    "audit_rights": "Audit Rights",
    "ip_ownership": "IP Ownership Assignment",
    "auto_renewal": "Renewal Term",
}
CLAUSE_TYPES = (*CUAD_COLUMNS, "breach_notification", "service_levels", "sla_penalties")
ATTRIBUTES = {
    "termination_for_convenience": ("holder", "notice_days"),
    "auto_renewal": ("term_months", "optout_notice_days"),
    "breach_notification": ("deadline_hours",),
}
_SHINGLE = 6


@dataclass(frozen=True)
class Label:
    """What the annotators say of one clause type in one contract."""

    present: bool
    texts: tuple[str, ...] = ()
    imitations: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    attributes: dict[str, Any] = field(default_factory=dict)
    customer_side: bool = False
    """Whether a right that only the provider holds, or a duty that only the customer bears, counts as absent."""

    def admits(self, clause: Clause) -> bool:
        """Tell whether a clause counts as one that the annotators looked for."""
        if clause.confidence < PRESENT or clause.denied:
            return False
        if not self.customer_side:
            return True
        held_by_provider = "provider" in (clause.attributes.get("holder"), clause.attributes.get("owner"))
        return not held_by_provider and clause.attributes.get("notifier") != "customer"


@dataclass(frozen=True)
class Outcome:
    """Label and prediction side by side."""

    contract: str
    clause_type: str
    label: Label
    found: tuple[Clause, ...]
    excerpt: str
    evidence: bool
    misled: bool

    @property
    def predicted(self) -> bool:
        return bool(self.found)


def is_held_back(stem: str) -> bool:
    """Tell whether a contract may not be read while tuning: five eighteenths, chosen by the hash of its name."""
    number = int(hashlib.sha256(stem.encode()).hexdigest(), 16)
    return number % 3 == 0 and number // 3 % 6 != 0


def read_labels(folder: Path) -> dict[str, dict[str, Label]]:
    """Read the labels of every contract, by stem and clause type; an uncertain label is left out."""
    csv.field_size_limit(10**9)
    labels: dict[str, dict[str, Label]] = {}
    with (folder / "master_clauses.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            row = {key.casefold(): value for key, value in row.items() if key}
            stem = row["filename"].removesuffix(".pdf").removesuffix(".txt")
            labels[stem] = {name: _cuad_label(row[column.casefold()]) for name, column in CUAD_COLUMNS.items()}
    extra = folder / "extra_labels.jsonl"
    if extra.exists():
        for line in extra.read_text("utf-8").splitlines():
            record = json.loads(line)
            stem = record.pop("contract")
            source = folder / "full_contract_txt" / f"{stem}.txt"
            text = source.read_text("utf-8") if source.exists() else ""
            for name, entry in record.items():
                known = labels.setdefault(stem, {})
                if entry.get("uncertain"):
                    known.pop(name, None)
                else:
                    known[name] = _extra_label(entry, known.get(name), text)
    return labels


def _cuad_label(text: str) -> Label:
    texts = tuple(ast.literal_eval(text)) if text.strip() else ()
    return Label(bool(texts), texts)


def _extra_label(entry: dict[str, Any], cuad: Label | None, text: str) -> Label:
    spans = tuple(Span(start, end) for start, end in entry.get("spans", ()))
    attributes = {key: value for key, value in entry.items() if key not in ("present", "spans", "uncertain")}
    # Offsets hold for the text file only; the words hold for the PDF as well.
    texts = (*(cuad.texts if cuad else ()), *filter(None, (text[span.start : span.end] for span in spans)))
    return Label(bool(entry["present"]), texts, (), spans, attributes)


def read_agreements(folder: Path) -> dict[str, dict[str, Label]]:
    """Read the labels of a folder of agreements, by file name and clause type."""
    labels: dict[str, dict[str, Label]] = {}
    for record in json.loads((folder / "labels.json").read_text("utf-8")):
        known = labels.setdefault(Path(record["file"]).stem, {})
        for name in CLAUSE_TYPES:
            entry = record.get(name)
            if not entry or entry.get("ambiguous"):
                continue
            quote = (entry["quote"],) if entry.get("quote") and entry["present"] else ()
            imitation = (entry["counter_quote"],) if entry.get("counter_quote") else ()
            attributes = {("term_months" if key == "renewal_months" else key): value for key, value in entry.items()}
            known[name] = Label(entry["present"], quote, imitation, (), attributes, customer_side=True)
    return labels


_worker: Detector | None = None


def _start_worker(clause_types: tuple[str, ...]) -> None:
    global _worker  # one detector a process, patterns are loaded once
    patterns = load_patterns()
    wanted = tuple(kind for kind in patterns.clause_types if kind.id in clause_types)
    _worker = Detector(dataclasses.replace(patterns, clause_types=wanted))


def analyse(job: tuple[Path, dict[str, Label]]) -> tuple[list[Outcome], float, str | None]:
    """Analyse one contract; give its outcomes, the seconds it took, and the error if it could not be read."""
    path, labels = job
    assert _worker is not None
    start = time.perf_counter()
    try:
        contract = parse(load(path))
        clauses = _worker.find(contract).clauses
    except ClausecheckError as error:
        return [], time.perf_counter() - start, f"{path.name}: {error} [{error.code}]"
    seconds = time.perf_counter() - start
    outcomes = []
    types = {kind.id for kind in _worker.patterns.clause_types}
    for name, label in labels.items():
        if name not in types:
            continue
        found = tuple(clause for clause in clauses if clause.type == name and label.admits(clause))
        text = contract.source.text
        excerpt = " / ".join(
            " ".join(" ".join(text[p.start : p.end] for p in c.pieces).split())[:400] for c in found[:3]
        )
        evidence = any(_overlaps(clause, label, text, path.suffix == ".txt") for clause in found)
        misled = any(_shares_words(clause, label.imitations, text) for clause in found)
        outcomes.append(Outcome(path.stem, name, label, found, excerpt, evidence, misled))
    return outcomes, seconds, None


def _overlaps(clause: Clause, label: Label, text: str, spans_count: bool) -> bool:
    if spans_count and any(span.overlaps(piece) for span in label.spans for piece in clause.pieces):
        return True
    return _shares_words(clause, label.texts, text)


def _shares_words(clause: Clause, texts: Iterable[str], text: str) -> bool:
    reported = _shingles(" ".join(text[piece.start : piece.end] for piece in clause.pieces))
    return any(reported & _shingles(wanted) for wanted in texts)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    size = min(_SHINGLE, len(words))
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


@dataclass(frozen=True)
class Score:
    """The figures of one clause type."""

    clause_type: str
    contracts: int
    positives: int
    true: int
    false_positives: int
    false_negatives: int
    evidence: float | None
    imitations: tuple[int, int]
    attributes: dict[str, tuple[int, int]]

    @property
    def precision(self) -> float:
        predicted = self.true + self.false_positives
        return self.true / predicted if predicted else 0.0

    @property
    def recall(self) -> float:
        return self.true / self.positives if self.positives else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(outcomes: Iterable[Outcome], clause_type: str) -> Score:
    """Score one clause type over all its outcomes."""
    mine = [outcome for outcome in outcomes if outcome.clause_type == clause_type]
    true = [outcome for outcome in mine if outcome.label.present and outcome.predicted]
    located = [outcome for outcome in true if outcome.label.texts or outcome.label.spans]
    attributes = {name: _attribute_matches(true, name) for name in ATTRIBUTES.get(clause_type, ())}
    return Score(
        clause_type,
        contracts=len(mine),
        positives=sum(outcome.label.present for outcome in mine),
        true=len(true),
        false_positives=sum(outcome.predicted and not outcome.label.present for outcome in mine),
        false_negatives=sum(outcome.label.present and not outcome.predicted for outcome in mine),
        evidence=sum(outcome.evidence for outcome in located) / len(located) if located else None,
        imitations=(sum(o.misled for o in mine), sum(bool(o.label.imitations) for o in mine)),
        attributes={name: pair for name, pair in attributes.items() if pair[1]},
    )


def _attribute_matches(true: list[Outcome], name: str) -> tuple[int, int]:
    """Count exact matches of an attribute in the surest clause, among the true positives that have a label."""
    labelled = [outcome for outcome in true if outcome.label.attributes.get(name) is not None]
    return sum(_surest(outcome).attributes.get(name) == outcome.label.attributes[name] for outcome in labelled), len(
        labelled
    )


def _surest(outcome: Outcome) -> Clause:
    return max(outcome.found, key=lambda clause: clause.confidence)


def table(outcomes: list[Outcome]) -> str:
    """Write the scores as a Markdown table."""
    lines = [
        "| clause | contracts | positives | precision | recall | F1 | evidence | imitations taken | attributes |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for name in CLAUSE_TYPES:
        result = score(outcomes, name)
        if not result.contracts:
            continue
        evidence = "-" if result.evidence is None else f"{result.evidence:.2f}"
        attributes = ", ".join(f"{key} {hit / of:.2f} ({of})" for key, (hit, of) in result.attributes.items()) or "-"
        taken, offered = result.imitations
        lines.append(
            f"| {name} | {result.contracts} | {result.positives} | {result.precision:.2f} | {result.recall:.2f} "
            f"| {result.f1:.2f} | {evidence} | {f'{taken} of {offered}' if offered else '-'} | {attributes} |"
        )
    return "\n".join(lines) + "\n"


def errors(outcomes: list[Outcome], clause_type: str) -> Iterator[str]:
    """Describe every false positive and false negative of a clause type."""
    for outcome in outcomes:
        if outcome.clause_type != clause_type:
            continue
        if outcome.misled:
            yield f"IMITATION TAKEN {outcome.contract}\n    {outcome.label.imitations}\n    {outcome.excerpt}\n"
        if outcome.label.present and outcome.predicted:
            wrong = _wrong_attributes(outcome)
            if wrong or not outcome.evidence:
                yield f"READ OTHERWISE {outcome.contract}\n    {wrong} {outcome.evidence=}\n    {outcome.excerpt}\n"
        elif outcome.predicted:
            patterns = sorted({e.pattern for clause in outcome.found for e in clause.evidence})
            yield f"FALSE POSITIVE {outcome.contract}\n    {patterns}\n    {outcome.excerpt}\n"
        elif outcome.label.present:
            wanted = " / ".join(outcome.label.texts)[:900]
            yield f"FALSE NEGATIVE {outcome.contract}\n    {wanted} {outcome.label.spans}\n"


def _wrong_attributes(outcome: Outcome) -> dict[str, tuple[object, object]]:
    """Give found and wanted value of each attribute that the surest clause reads otherwise than its label."""
    surest = _surest(outcome)
    wanted = {name: outcome.label.attributes.get(name) for name in ATTRIBUTES.get(outcome.clause_type, ())}
    return {
        name: (surest.attributes.get(name), value)
        for name, value in wanted.items()
        if value is not None and surest.attributes.get(name) != value
    }


def documents(folder: Path, part: str, suffix: str) -> list[tuple[Path, dict[str, Label]]]:
    """List the documents of a folder that have labels and belong to a part, in order of their names."""
    if (folder / "labels.json").exists():
        labels = read_agreements(folder)
        return [(path, labels[path.stem]) for path in sorted((folder / "docs").iterdir()) if path.stem in labels]
    labels = read_labels(folder)
    # The public download keeps its PDFs in subfolders, some with an upper-case suffix.
    found = (folder / f"full_contract_{suffix}").rglob("*")
    paths = sorted(path for path in found if path.suffix.lower() == f".{suffix}")
    wanted = {"all": (True, False), "tuning": (False,), "held-back": (True,)}[part]
    return [(path, labels[path.stem]) for path in paths if path.stem in labels and is_held_back(path.stem) in wanted]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("all", "tuning", "held-back"), default="all")
    parser.add_argument("--format", choices=("txt", "pdf"), default="txt")
    parser.add_argument("--errors", choices=CLAUSE_TYPES)
    parser.add_argument("--clause", choices=CLAUSE_TYPES)
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the generated tables in a Markdown page")
    options = parser.parse_args()

    jobs = documents(options.folder, options.part, options.format)
    types = tuple(name for name in CLAUSE_TYPES if name in (options.clause or options.errors or name))
    if not jobs:
        parser.error(f"no labelled contract in {options.folder}")
    with multiprocessing.get_context("spawn").Pool(initializer=_start_worker, initargs=(types,)) as pool:
        results = pool.map(analyse, jobs, chunksize=4)
    outcomes = [outcome for found, _, _ in results for outcome in found]
    failures = [failure for _, _, failure in results if failure]
    slowest = max((seconds for _, seconds, _ in results), default=0.0)

    if options.errors:
        print("\n".join(errors(outcomes, options.errors)))
    parts = (
        PARTS
        if options.part == "all" and not (options.folder / "labels.json").exists()
        else {"Contracts": (True, False)}
    )
    tables = {part: [o for o in outcomes if is_held_back(o.contract) in flags] for part, flags in parts.items()}
    report = "".join(f"\n### {part}\n\n{table(mine)}" for part, mine in tables.items() if mine)
    report += f"\n{len(jobs)} contracts, {len(failures)} not readable, slowest {slowest:.1f} s.\n"
    print(report)
    for failure in failures:
        print(failure)
    if options.write:
        replace_generated(options.write, report)
    return 1 if failures else 0


PARTS = {"All contracts": (True, False), "Tuning part": (False,), "Held-back part": (True,)}
_MARKS = "<!-- generated by benchmarks/quality.py -->", "<!-- end of generated part -->"


def replace_generated(page: Path, report: str) -> None:
    """Replace what stands between the two marks of a Markdown page."""
    head, _, rest = page.read_text("utf-8").partition(_MARKS[0])
    _, _, tail = rest.partition(_MARKS[1])
    page.write_text(f"{head}{_MARKS[0]}\n{report}\n{_MARKS[1]}{tail}", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
