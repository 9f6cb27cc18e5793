"""Measure clause detection on labelled contracts.

    python benchmarks/quality.py CUAD_DIR                        figures with intervals, for every contract
    python benchmarks/quality.py CUAD_DIR --part held-back       only contracts that may not be read while tuning
    python benchmarks/quality.py CUAD_DIR --clause audit_rights  one clause type only, in a fifth of the time
    python benchmarks/quality.py CUAD_DIR --errors audit_rights  what is misread in the tuning part, with the words
    python benchmarks/quality.py CUAD_DIR --save new.json        keep the result; a kept result stands in for CUAD_DIR
    python benchmarks/quality.py CUAD_DIR --compare old.json     clauses gained and lost since; exit code 1 for a loss

Write docs/accuracy.md with its diagram, and the table in README.md:

    python benchmarks/quality.py CUAD_DIR --pdf --rules --minis --agreements DIR --save new.json --publish

CUAD: Contract Understanding Atticus Dataset v1, The Atticus Project, CC BY 4.0, https://www.atticusprojectai.org/cuad.
Four kinds of folders are read:

    CUAD_DIR            master_clauses.csv, full_contract_txt/ and full_contract_pdf/; an optional extra_labels.jsonl
                        beside them carries labels for clause types that CUAD does not have
    agreements          labels.json and docs/: for each document and clause type `present`, `quote`, `ambiguous` (left
                        out) and `counter_quote` (words that deny or imitate the clause, and must not be taken for it)
    sample_contracts    expected/*.yaml beside the documents
    mini_contracts      tuning/*.yaml and held-back/*.yaml: short contracts with one provision of interest each

Exit code: 0; 1 when a clause is lost or a document could not be read; 2 for a mistake in the command.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import clausecheck
from clausecheck._yaml import YamlFaults
from clausecheck.errors import ClausecheckError
from clausecheck.patterns.loader import load_patterns
from evaluation import page, tables
from evaluation.causes import overcounted, read_causes
from evaluation.compare import compare, summary
from evaluation.doubtful import outdated, read_doubts
from evaluation.errors import errors
from evaluation.labels import CLAUSE_TYPES, CORE, Document, documents
from evaluation.result import Result, ResultError, Run, load, save
from evaluation.run import measure

ROOT = Path(__file__).resolve().parents[1]
MINIS = ROOT / "benchmarks" / "mini_contracts"
DOUBTS = ROOT / "benchmarks" / "doubtful_labels.yaml"
CAUSES = ROOT / "benchmarks" / "error_causes.yaml"
PAGE = ROOT / "docs" / "accuracy.md"
DIAGRAM = ROOT / "docs" / "assets" / "reliability.svg"
README = ROOT / "README.md"


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of labelled contracts, or a result kept with --save")
    parser.add_argument("--part", choices=("all", "tuning", "held-back"), default="all", help="of CUAD")
    parser.add_argument("--format", choices=("txt", "pdf"), default="txt", help="of CUAD's contracts")
    parser.add_argument("--clause", choices=CLAUSE_TYPES, help="measure one clause type only")
    parser.add_argument("--pdf", action="store_true", help="measure the held-back part from PDF as well")
    parser.add_argument("--rules", action="store_true", help="measure the text by the rules alone as well")
    parser.add_argument("--minis", action="store_true", help="measure the mini contracts of this project as well")
    parser.add_argument("--agreements", type=Path, metavar="DIR", help="measure a folder of agreements as well")
    parser.add_argument(
        "--errors", choices=CLAUSE_TYPES, help="print what is misread; held back only with --part held-back"
    )
    parser.add_argument("--save", type=Path, metavar="RESULT", help="keep the result in a file")
    parser.add_argument(
        "--compare", type=Path, metavar="RESULT", help="print clauses gained and lost since a kept result"
    )
    parser.add_argument("--calibration", type=Path, metavar="SVG", help="draw how reliable the stated confidence is")
    parser.add_argument("--publish", action="store_true", help="write docs/accuracy.md, its diagram and README's table")
    return parser


def run(options: argparse.Namespace) -> Result:
    """Measure what the options ask for, or read it from a kept result; raise ResultError when there is nothing."""
    if options.folder.is_file():
        return load(options.folder)
    kinds = {"labels.json": "agreements", "expected": "samples", "held-back": "minis", "master_clauses.csv": "text"}
    kind = next((kind for name, kind in kinds.items() if (options.folder / name).exists()), None)
    if kind is None:
        raise ResultError(f"{options.folder}: none of {', '.join(kinds)} is there")
    asked = {
        "pdf" if options.format == "pdf" and kind == "text" else kind: (options.folder, options.format, options.part)
    }
    if options.pdf:
        asked["pdf"] = (options.folder, "pdf", "held-back")
    if options.rules:
        asked["rules"] = (options.folder, "txt", options.part)
    if options.minis:
        asked["minis"] = (MINIS, "txt", options.part)
    if options.agreements:
        asked["agreements"] = (options.agreements, "txt", "all")
    found = {name: documents(*wanted) for name, wanted in asked.items()}
    empty = [str(asked[name][0]) for name, listed in found.items() if not listed]
    if empty:
        raise ResultError(f"no labelled contract in {', '.join(empty)}")
    runs = {
        name: measure(listed, [options.clause] if options.clause else labelled(listed), by_rules=name == "rules")
        for name, listed in found.items()
    }
    return Result(clausecheck.__version__, runs)


def labelled(found: Sequence[Document]) -> list[str]:
    """List the clause types that any of some documents has a label for; no other needs to be looked for."""
    return list(dict.fromkeys(name for document in found for name in document.labels))


def report(result: Result) -> Iterator[str]:
    """Describe a result for the terminal."""
    for name, measured in result.runs.items():
        if name == "agreements":
            yield f"## {name}\n\n{tables.agreements(measured.trials)}"
        elif name == "minis":
            yield from (f"## {name}: {title}\n\n{tables.minis(trials)}" for title, trials in page.parts_of(measured))
        else:
            yield from _by_part(name, measured)
        yield f"{measured.contracts} documents, {len(measured.unreadable)} not readable.\n"
        yield from measured.unreadable


def _by_part(name: str, measured: Run) -> Iterator[str]:
    held = {trial.part for trial in measured.trials}
    parts = {part: title for part, title in page.PARTS.items() if part in held} if len(held) == 1 else page.PARTS
    by_part = {title: page.part_of(measured.trials, part) for part, title in (parts or {"all": name}).items()}
    for title, trials in by_part.items():
        yield f"## {name}: {title}\n\n{tables.figures(trials)}"
    yield tables.attributes(by_part)


def compared(result: Result, old: Path) -> int:
    """Print what changed since a kept result; give 1 when a clause is lost, else 0."""
    changes = compare(load(old), result)
    for change in sorted(changes, key=lambda change: change.lost is not True):
        print(change)
    print(f"Since {old.name}: {summary(changes)}.")
    return 1 if any(change.lost for change in changes) else 0


def publish(result: Result) -> None:
    """Write the page, its diagram and the table of the README; raise ResultError for an incomplete result."""
    trials = result.runs["text"].trials if "text" in result.runs else ()
    if {trial.part for trial in trials} != {"tuning", "held-back"} or not {t.clause_type for t in trials}.issuperset(
        CORE
    ):
        raise ResultError("to publish, measure all clause types on the text of both parts of CUAD")
    doubts, causes = read_doubts(DOUBTS), read_causes(CAUSES)
    stale = [f"{doubt.contract}, {doubt.clause_type}: no such label" for doubt in outdated(trials, doubts)]
    if stale or (stale := overcounted(causes, trials)):
        raise ResultError("\n".join(stale))
    knots = load_patterns().calibration
    page.replace_generated(PAGE, page.accuracy(result, page.Findings(doubts, causes, knots)))
    page.replace_generated(README, page.headline(result))
    draw(result, DIAGRAM)


def draw(result: Result, path: Path) -> None:
    shown = result.runs.get("text") or next(iter(result.runs.values()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.reliability(shown, load_patterns().calibration), "utf-8")


def main() -> int:
    parser = arguments()
    options = parser.parse_args()
    try:
        result = run(options)
        if options.save:
            save(result, options.save)
        if options.errors:
            for measured in result.runs.values():
                # Whoever looks at the held-back part has to say so.
                open_ = [t for t in measured.trials if t.part != "held-back" or options.part == "held-back"]
                print("\n".join(errors(open_, options.errors)))
        print("\n".join(report(result)))
        if options.calibration:
            draw(result, options.calibration)
        if options.publish:
            publish(result)
        lost = compared(result, options.compare) if options.compare else 0
    except (ResultError, ClausecheckError, YamlFaults, OSError) as error:
        parser.error(str(error))
    return 1 if lost or any(measured.unreadable for measured in result.runs.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
