"""Fit patterns/calibration.yaml: what combined evidence is worth, by clause type.

    python benchmarks/quality.py CUAD_DIR --save new.json
    python benchmarks/calibrate.py new.json

Only the held-back part of CUAD is used: the patterns were tuned on the rest, where the share that is right is too good
for other contracts. One event is the surest clause of a type in a contract, right or wrong as docs/accuracy.md says.
Evidence of 0.5 stays 0.5, so that no clause is found or lost by it.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from clausecheck.patterns import bundled
from clausecheck.patterns.model import Knot
from evaluation.fitting import fit
from evaluation.result import ResultError, load

FILE = bundled() / "calibration.yaml"
_HEAD = """\
# What combined evidence is worth: how often a clause on so much evidence proved right in the held-back part of CUAD.
# Written by benchmarks/calibrate.py. Between two knots the way is straight; 0.5 stays 0.5.
calibration:
"""


def dump(knots: Mapping[str, Sequence[Knot]]) -> str:
    """Write knots as YAML, one a line."""
    lines = []
    for name, mine in knots.items():
        lines.append(f"  {name}:")
        lines += [f"    - {{evidence: {knot.evidence:g}, confidence: {knot.confidence:g}}}" for knot in mine]
    return _HEAD + "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=Path, help="a result of quality.py on the text of CUAD, kept with --save")
    options = parser.parse_args()
    try:
        runs = load(options.result).runs
        knots = fit(runs["text"].trials if "text" in runs else ())
        if not knots:
            raise ResultError(f"{options.result}: nothing was found in the held-back part of CUAD")
    except (ResultError, OSError) as error:
        parser.error(str(error))
    FILE.write_text(dump(knots), "utf-8")
    print(FILE.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
