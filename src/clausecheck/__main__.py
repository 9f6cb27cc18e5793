"""Run the command line with `python -m clausecheck`."""

from clausecheck.cli import main

main()
