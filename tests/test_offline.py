"""No command but a scan of what lies elsewhere opens a connection, in any of its processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ["sample_contracts/saas_subscription.docx", "sample_contracts/saas_subscription.pdf"]

# Python reads this file at the start of each of its processes. What a library does with the error does not matter.
TRAP = """
import os, sys
from pathlib import Path

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        with Path(os.environ["TRAPPED"]).open("a") as file:
            file.write(f"{event} {arguments[1:]}\\n")
        raise OSError("no network")

sys.addaudithook(refuse)
"""


@pytest.fixture
def trapped(tmp_path, monkeypatch):
    """Run Python in processes that may open no connection; give what they tried."""
    (tmp_path / "sitecustomize.py").write_text(TRAP, "utf-8")
    log = tmp_path / "trapped.txt"
    path = os.pathsep.join((str(tmp_path), str(ROOT / "src")))
    environment = {**os.environ, "TRAPPED": str(log), "PYTHONPATH": path}

    def run(*arguments):
        ran = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return ran, log.read_text("utf-8") if log.exists() else ""

    return run


def test_the_trap_holds(trapped):
    script = "import socket\nsocket.create_connection(('127.0.0.1', 9))"
    ran, tried = trapped("-c", script)
    assert ran.returncode == 1 and "socket.getaddrinfo" in tried


@pytest.mark.endurance
def test_contracts_are_read_and_shown_in_every_format_without_a_network(trapped):
    ran, tried = trapped("-m", "tests.support.all_formats", *SAMPLES)
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) > 20
    assert tried == ""


@pytest.mark.endurance
@pytest.mark.parametrize(
    "command",
    [
        [*SAMPLES, "--jobs", "2", "--format", "json"],
        ["compare", *SAMPLES],
        ["scan", SAMPLES[0]],
        ["patterns", "lint"],
    ],
    ids=lambda command: command[0],
)
def test_commands_need_no_network(trapped, command, tmp_path):
    if command[0] == "scan":
        pytest.importorskip("fsspec", reason="the extra clausecheck[ray] is not installed")
        command = [*command, "--output", str(tmp_path / "results")]
    ran, tried = trapped("-m", "clausecheck", *command, *(["--no-cache"] if "--jobs" in command else []))
    assert ran.returncode in (0, 1) and ran.stdout, ran.stderr
    assert tried == ""
