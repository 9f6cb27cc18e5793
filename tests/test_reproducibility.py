import os
import shutil
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
    "another hash seed, the other end of the day, a locale that knows only ASCII": {
        **{"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        **{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    },
    "Turkish, with a decimal comma and another small I": {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
}


def digests(environment):
    command = [sys.executable, "-m", "tests.support.all_formats", *SAMPLES]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **HERE, **environment}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


pytestmark = pytest.mark.endurance


@pytest.fixture(scope="module")
def here():
    return digests({})


def add_locale(name, folder):
    """Compile a locale where the system has its source; skip the test where it has not."""
    if shutil.which("localedef") is None:
        pytest.skip("this system compiles no locales")
    source, _, charset = name.partition(".")
    subprocess.run(["localedef", "-i", source, "-f", charset, str(folder / name)], capture_output=True)
    if not (folder / name).exists():
        pytest.skip(f"this system has no source of the locale {name}")


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_same_bytes_come_out_everywhere(name, here, tmp_path):
    environment = dict(ELSEWHERE[name])
    if "tr_TR" in environment.get("LC_ALL", ""):
        add_locale(environment["LC_ALL"], tmp_path)
        environment["LOCPATH"] = str(tmp_path)
    assert digests(environment) == here


def test_every_format_of_every_sample_is_compared(here):
    assert len(SAMPLES) > 20
    formats = {line.split(": ")[1] for line in here}
    assert formats >= {"jsonl", "html", "csv", "ics", "sarif", "xlsx", "html of one", "docx of one", "pdf of one"}
