"""Matchers: one file for each kind of evidence that a pattern can ask for."""
