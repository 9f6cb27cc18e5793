"""Severity and side: what a playbook weighs findings by, and for whom."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

Side = Literal["customer", "provider"]


class Severity(IntEnum):
    """How much a finding matters, in ascending order."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4
