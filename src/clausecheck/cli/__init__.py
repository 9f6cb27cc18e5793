"""The command line. Results go to standard output, words to standard error."""

from clausecheck.cli.stopping import Stopped, heed_signals, leave_signals

__all__ = ["main"]


def main() -> None:
    """Run the command line on the arguments of the process."""
    heed_signals()
    try:
        from clausecheck.cli.program import run  # noqa: PLC0415 - whoever stops the program may not wait for this

        run()
    except Stopped as stop:  # before a command had begun, or after it
        from clausecheck.cli.words import remark  # noqa: PLC0415 - as above

        remark(stop.words)
        raise
    finally:
        leave_signals()
