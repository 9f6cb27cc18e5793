"""How a run ends that is stopped, with Ctrl-C or from outside: in good order, with one line and its exit code."""

from __future__ import annotations

import signal

from clausecheck.cli.exit_codes import INTERRUPTED, TERMINATED

_CODES = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: TERMINATED}


class Stopped(SystemExit):
    """The run is to end; `kept` says what of it is not lost.

    No KeyboardInterrupt, of which click would make an exit code of its own.
    """

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code
        self.kept = ""

    @property
    def words(self) -> str:
        """Say that the run was stopped, and what is left of it."""
        return f"Interrupted. {self.kept}".rstrip()


def heed_signals() -> None:
    """Have a signal end the run in good order, without a draft of a file left behind; a second one ends it at once."""
    for number in _CODES:
        if signal.getsignal(number) != signal.SIG_IGN:  # as for a job in the background
            signal.signal(number, _stop)


def leave_signals() -> None:
    """Have a signal end the process without a word: an interpreter that is shutting down can say nothing sensible."""
    for number in _CODES:
        if signal.getsignal(number) == _stop:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _frame: object) -> None:
    leave_signals()
    raise Stopped(_CODES[signal.Signals(number)])
