"""Page numbers in words, as a note or a finding names them."""

from __future__ import annotations

from collections.abc import Sequence


def page_ranges(pages: Sequence[int]) -> str:
    """Name pages the short way: "page 4", "pages 2, 7-9"."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"page {named}" if len(pages) == 1 else f"pages {named}"
