"""Contracts held against each other: versions of one, or vendors side by side. From reports alone; reads no text."""
