from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.soak import growth, report, samples

ROOT = Path(__file__).parents[2]
MOST_GROWTH = 8  # MB over sixty analyses; an eighth of one for each would be more
WARM = 80  # analyses after which what is remembered of words has filled
SOAK = f"""
from soak import samples, soak
paths = [path for path in samples() if path.stem in ("amendment_no_2", "saas_subscription")]
for done, held in soak(paths, {WARM} + 60, 20):
    print(len(paths), held)
"""


def test_the_samples_come_in_turn_in_every_format():
    assert {path.suffix for path in samples()} == {path.suffix for path in samples()[:5]} == {".pdf", ".docx", ".md"}


def test_growth_is_that_since_the_first_measurement():
    assert growth([200, 180, 190, 210]) == pytest.approx(0.05)
    assert growth([200, 260, 190, 190]) < 0


def test_the_report_has_a_row_for_each_measurement():
    assert report([(200, 213.6), (2000, 214.2)]).splitlines()[2:] == ["| 200 | 214 |", "| 2,000 | 214 |"]


@pytest.mark.endurance
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell what memory is held")
def test_memory_does_not_grow_with_the_number_of_analyses():
    folders = os.pathsep.join(map(str, (ROOT / "src", ROOT / "benchmarks")))
    environment = {**os.environ, "PYTHONPATH": folders}
    run = subprocess.run([sys.executable, "-c", SOAK], capture_output=True, text=True, env=environment)
    assert run.returncode == 0, run.stderr
    measured = [line.split() for line in run.stdout.splitlines()]
    assert [documents for documents, _ in measured] == ["6"] * 7
    warm, *later = [float(held) for _, held in measured[WARM // 20 - 1 :]]
    assert max(later) - warm < MOST_GROWTH
