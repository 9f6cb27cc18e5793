"""The report: built from findings, rendered in many formats."""
