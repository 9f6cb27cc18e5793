"""A playbook read from the other side of the table."""

from __future__ import annotations

import re
from typing import Any

from clausecheck.playbook.model import Playbook

_EXCHANGE = {"customer": "provider", "provider": "customer", "Customer": "Provider", "Provider": "Customer"}
_PARTY = re.compile(r"\b(?:[Cc]ustomer|[Pp]rovider)\b")


def mirrored(playbook: Playbook) -> Playbook:
    """Exchange customer and provider throughout: in the side, in every condition and in the words."""
    names = {"id": playbook.id, "title": playbook.title, "version": playbook.version}
    return Playbook.model_validate(_exchanged(playbook.model_dump()) | names)


def _exchanged(value: Any) -> Any:
    if isinstance(value, str):
        return _PARTY.sub(lambda match: _EXCHANGE[match.group()], value)
    if isinstance(value, list):
        return [_exchanged(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _exchanged(entry) for key, entry in value.items()}
    return value
