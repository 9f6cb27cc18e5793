"""The pattern library as data: clause types, fragments and context modifiers. Knows no contract."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

ID = re.compile(r"[a-z][a-z0-9_]*")
"""What the id of a clause type looks like, which is the name of its file."""


def bundled() -> Path:
    """Find the folder of the patterns and playbooks that come with clausecheck.

    An installed wheel carries them inside the package, a checkout beside `src`; no other place builds this path.
    """
    packaged = Path(str(resources.files("clausecheck.patterns"))) / "bundled"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "patterns"
