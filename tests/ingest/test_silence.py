import logging
from threading import Barrier, Thread

import pytest

from clausecheck.ingest.silence import silenced

LIBRARY = "talkative"


def speak() -> None:
    logging.getLogger(f"{LIBRARY}.reader").critical("The fee is EUR 10.")


@pytest.fixture(autouse=True)
def level():
    logging.getLogger(LIBRARY).setLevel(logging.WARNING)
    yield
    logging.getLogger(LIBRARY).setLevel(logging.NOTSET)


def test_a_library_is_silent_for_the_time_of_a_call_and_speaks_afterwards(caplog):
    silenced(LIBRARY)(speak)()
    assert not caplog.records
    speak()
    assert len(caplog.records) == 1 and logging.getLogger(LIBRARY).level == logging.WARNING


def test_a_call_that_fails_gives_the_level_back():
    with pytest.raises(ValueError, match="damaged"), silenced(LIBRARY):
        raise ValueError("damaged")
    assert logging.getLogger(LIBRARY).level == logging.WARNING


def test_calls_that_overlap_are_silent_until_the_last_one_ends(caplog):
    entered, left = Barrier(2), Barrier(2)

    def call() -> None:
        with silenced(LIBRARY):
            entered.wait()
        left.wait()

    with silenced(LIBRARY):
        thread = Thread(target=call)
        thread.start()
        entered.wait()
        left.wait()
        speak()
    thread.join()
    assert not caplog.records and logging.getLogger(LIBRARY).level == logging.WARNING
