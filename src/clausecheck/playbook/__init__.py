"""Playbook and assessment: what was wanted, and how what was found compares."""
