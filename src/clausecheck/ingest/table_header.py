"""Which row of a table names its columns, when the format does not say."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST_NAME = 80


def names_columns(cells: Sequence[str]) -> bool:
    """Tell whether the first row of a table looks like column names: two or more, short, and no sentences."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= 2 and all(len(cell) <= _LONGEST_NAME and not cell.endswith((".", ";")) for cell in filled)
