"""Which row of a table names its columns, when the format does not say."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST_NAME = 80
_ABBREVIATION = 4


def names_columns(cells: Sequence[str]) -> bool:
    """Tell whether the first row of a table looks like column names: two or more, short, and no sentences.

    "No." and "Ref." end in a full stop and are none.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= 2 and all(
        len(cell) <= _LONGEST_NAME and (len(cell) <= _ABBREVIATION or not cell.endswith((".", ";"))) for cell in filled
    )
