import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = [
    path.relative_to(ROOT).as_posix()
    for path in sorted((ROOT / "sample_contracts").iterdir())
    if path.suffix in (".pdf", ".docx") and not path.stem.endswith("_scanned")
]
HERE = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
ELSEWHERE = {
    "another hash seed, the other end of the day": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
    "a locale that knows only ASCII": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "German": {"LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
    "Turkish, which has another small I": {"LC_ALL": "tr_TR.UTF-8", "TZ": "Europe/Istanbul"},
}


def digests(environment):
    command = [sys.executable, "-m", "tests.support.all_formats", *SAMPLES]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **HERE, **environment}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


@pytest.fixture(scope="module")
def here():
    return digests({})


def is_known(locale):
    try:
        known = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.lower()
    except FileNotFoundError:
        return False
    return locale in ("C", "C.UTF-8") or locale.lower().replace("-", "") in known.replace("-", "").split()


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_same_bytes_come_out_everywhere(name, here):
    locale = ELSEWHERE[name].get("LC_ALL", HERE["LC_ALL"])
    if not is_known(locale):
        pytest.skip(f"this system has no locale {locale}")
    assert digests(ELSEWHERE[name]) == here


def test_every_format_of_every_sample_is_compared(here):
    assert len(SAMPLES) > 20
    formats = {line.split(": ")[1] for line in here}
    assert formats >= {"jsonl", "html", "csv", "ics", "sarif", "xlsx", "html of one", "docx of one", "pdf of one"}
