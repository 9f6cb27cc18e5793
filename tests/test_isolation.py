import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import CancelledError

import pytest

from clausecheck.errors import Crashed, MemoryLimit, OptionError, TimeLimit
from clausecheck.ingest.limits import Limits
from clausecheck.isolation import Workers
from tests.support.calamities import CALAMITIES, Unloadable, greet, hang, process_id, want_memory

LIMITS = Limits(seconds=60, memory=2_000_000_000)


@pytest.fixture(scope="module")
def worker():
    running = Workers("subject", LIMITS)
    yield running
    running.close()


def test_the_process_and_its_subject_are_kept_from_call_to_call(worker):
    first = worker.call(process_id)
    assert first != os.getpid()
    assert worker.call(process_id) == first
    assert worker.call(greet, "hello", mark="!") == "hello subject!"


@pytest.mark.parametrize("name", ["segfault", "exit"])
def test_a_crash_costs_one_call(worker, name):
    with pytest.raises(Crashed, match="SIGSEGV" if name == "segfault" else "exit code 7"):
        worker.call(CALAMITIES[name])
    assert worker.call(greet, "again") == "again subject"


@pytest.mark.parametrize("name", ["abort", "kill", "memory"])
def test_want_of_memory_costs_one_call(worker, name):
    with pytest.raises(MemoryLimit, match="2,000,000,000 bytes"):
        worker.call(CALAMITIES[name])
    assert worker.call(greet, "again") == "again subject"


def test_what_fits_the_memory_is_left_alone(worker):
    assert worker.call(want_memory, 100_000_000) == 100_000_000


def test_a_call_that_takes_too_long_is_ended():
    worker = Workers("subject", Limits(seconds=0.5))
    try:
        with pytest.raises(TimeLimit, match=r"limit of 0\.5 seconds"):
            worker.call(hang)
        assert worker.call(greet, "again") == "again subject"
    finally:
        worker.close()


def test_a_process_that_cannot_begin_is_a_crash_and_not_a_hang():
    worker = Workers(Unloadable(), LIMITS)
    with pytest.raises(Crashed):
        worker.call(greet, "hello")
    worker.close()


def test_whoever_waits_for_a_call_is_let_go_when_the_processes_are_ended():
    workers = Workers("subject", LIMITS)
    running, waiting = workers.begin(hang), workers.begin(greet, "hello")
    workers.close()
    for call in (running, waiting):
        with pytest.raises((CancelledError, Crashed)):  # Crashed where the process was ended while it began
            call.result()


def test_an_interrupt_ends_the_call_and_the_process(worker):
    process = worker.call(process_id)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
    timer = threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            worker.call(hang)
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert worker.call(greet, "again") == "again subject"


STOPPED_HOST = """
import os, signal, sys, threading
from clausecheck.ingest.limits import Limits
from clausecheck.isolation import Workers
from tests.support.calamities import greet
if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    workers = Workers("x" * 30_000_000, Limits(seconds=600), 2)
    threading.Timer(float(sys.argv[1]), os.kill, (os.getpid(), signal.SIGTERM)).start()
    try:
        workers.call(greet, "hello")
        signal.pause()
    finally:
        workers.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal to catch from outside")
@pytest.mark.parametrize("seconds", ["0.02", "0.1", "0.3"])
def test_processes_that_are_only_beginning_are_ended_without_a_word(tmp_path, seconds):
    program = tmp_path / "host.py"
    program.write_text(STOPPED_HOST, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    run = subprocess.run([sys.executable, str(program), seconds], capture_output=True, env=environment, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (1, b"", b"stopped\n")
    assert list(tmp_path.iterdir()) == [program]


def test_processes_need_a_folder_for_temporary_files(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(OptionError, match="The folder for temporary files takes none"):
        Workers("subject", LIMITS).call(greet, "hello")


DOOMED_HOST = """
import time
from clausecheck.ingest.limits import Limits
from clausecheck.isolation import Workers
from tests.support.calamities import ponder, process_id
if __name__ == "__main__":
    workers = Workers("subject", Limits(seconds=600))
    print(workers.call(process_id), flush=True)
    workers.begin(ponder)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for a pipe that was closed")
def test_a_process_does_not_outlive_the_one_that_began_it(tmp_path):
    program = tmp_path / "host.py"
    program.write_text(DOOMED_HOST, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    host = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, env=environment)
    assert host.stdout.readline().strip().isdigit()
    host.kill()
    # The process inherited this pipe, so it comes to an end only when both are gone.
    assert host.communicate(timeout=60) == (b"", None)
