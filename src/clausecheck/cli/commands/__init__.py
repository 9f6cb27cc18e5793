"""One module for each command; `clausecheck.cli.program` lists them."""
