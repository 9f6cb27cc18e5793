"""The command line. Results go to standard output, words to standard error."""

from clausecheck.cli.program import main

__all__ = ["main"]
