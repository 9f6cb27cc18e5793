"""Playbooks in the format of redline-buddy, made in a test, in words of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

EXIT = {
    "id": "exit-without-cause",
    "title": "No way out without cause",
    "severity": "high",
    "why": "A partner who answers badly is no breach of contract",
    "suggestion": "Ask for sixty days at most.",
    "fallback": "The Customer may terminate this Agreement for convenience on sixty (60) days' written notice.",
    "check": {"kind": "requires_any", "patterns": [r"terminat\w+.{0,30}for\s+convenience", r"terminat\w+ at any time"]},
}
NOTICE = {
    "id": "exit-notice",
    "title": "More than 45 days before termination for convenience takes effect",
    "severity": "low",
    "fallback": "Client may terminate this Agreement for convenience upon thirty (30) days' notice.",
    "check": {"kind": "max_value", "max": 45, "patterns": [r"(?P<value>\d{1,3})\W{0,3}days.{0,30}notice"]},
}
RENEWAL = {
    "id": "renewal",
    "title": "Renews by itself and names no way to stop it",
    "severity": "medium",
    "fallback": "This Agreement ends at the expiry of its term and does not renew automatically.",
    "check": {
        "kind": "forbids_unless",
        "patterns": [r"automatically\s+renew", r"renew\w*.{0,20}automatically"],
        "unless_any": [r"notice.{0,30}non-?renewal"],
    },
}
AUDIT = {
    "id": "audit-of-our-books",
    "title": "Customer may audit our books",
    "severity": "medium",
    "check": {"kind": "forbids_any", "patterns": [r"(customer|client).{0,40}audit", r"right to audit"]},
}
JOINT = {
    "id": "joint-ownership",
    "title": "Joint ownership of the results",
    "severity": "critical",
    "fallback": "No intellectual property shall be jointly owned by the parties.",
    "check": {"kind": "forbids_any", "patterns": [r"joint(ly)?\s+own"]},
}
COMPETE = {
    "id": "no-rivals",
    "title": "Non-compete for our people",
    "severity": "high",
    "fallback": "Customer shall not compete with Provider in call centre services during the term.",
    "check": {"kind": "forbids_any", "patterns": [r"not\s+compete", "non-?compet"]},
}
UNIFORMS = {
    "id": "uniforms",
    "title": "No word on uniforms",
    "severity": "low",
    "suggestion": "Name who pays for them.",
    "check": {"kind": "requires_any", "patterns": ["uniform", r"dress\s+code"]},
}


def regex_playbook(*rules: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Make a playbook of rules."""
    return {"name": "help-desk", "version": 3, "description": "Before we sign.", "rules": list(rules), **fields}


def write_regex_playbook(folder: Path, *rules: dict[str, Any], **fields: Any) -> Path:
    """Write a playbook of rules to a file."""
    path = folder / "theirs.yaml"
    path.write_text(yaml.safe_dump(regex_playbook(*rules, **fields), allow_unicode=True), "utf-8")
    return path
