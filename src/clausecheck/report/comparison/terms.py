"""The terms of the clause that decides a finding, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clausecheck.detect.clause import IN_WORDS, AttributeValue
from clausecheck.playbook.wording import described, is_silent, label
from clausecheck.report.comparison.model import TermChange
from clausecheck.report.model import ClauseRecord

_WHOLE = "agreement"  # a clause that covers all of it needs no word on that


def stated_terms(clause: ClauseRecord) -> str:
    """Say the terms that a clause states: "held by the customer, notice 60 days"; none of one that is denied."""
    if clause.attributes.get("denied") is True:
        return ""
    said = (_said(name, clause.attributes) for name in clause.attributes)
    return ", ".join(words for words in said if words)


def changed_terms(before: ClauseRecord, after: ClauseRecord) -> list[TermChange]:
    """List the terms on which two clauses differ."""
    names = dict.fromkeys((*before.attributes, *after.attributes))
    return [change for name in names for change in _changes(name, before.attributes, after.attributes)]


def contrast(change: TermChange) -> tuple[str, str]:
    """Set one term against the other and name it once: "notice 60 days", "120 days"."""
    before, after = change.before.split(), change.after.split()
    shared = 0
    while shared < min(len(before), len(after)) - 1 and before[shared] == after[shared]:
        shared += 1
    return change.before, " ".join(after[shared:])


def _said(name: str, attributes: Mapping[str, AttributeValue]) -> str:
    value = attributes[name]
    if name == "denied" or name.endswith(IN_WORDS) or (name == "scope" and value == _WHOLE):
        return ""
    if _is_records(value):
        count = len(_by_name(value))
        return f"{count} {label(name)}" if count > 1 else f"{count} {label(name).removesuffix('s')}"
    return _in_its_words(name, attributes) if is_silent(value) else described(name, value)


def _in_its_words(name: str, attributes: Mapping[str, AttributeValue]) -> str:
    """Quote the contract where it has words and no figure: "deadline “promptly”"."""
    words = attributes.get(f"{name.rpartition('_')[0]}{IN_WORDS}")
    return f"{label(name)} “{' '.join(words.split())}”" if isinstance(words, str) and words.strip() else ""


def _changes(name: str, before: Mapping[str, AttributeValue], after: Mapping[str, AttributeValue]) -> list[TermChange]:
    old, new = before.get(name), after.get(name)
    if name.endswith(IN_WORDS):
        return []
    if _is_records(old) or _is_records(new):
        return list(_changed_records(name, _by_name(old), _by_name(new)))
    said = (_right(old), _right(new)) if name == "denied" else (_term(name, before), _term(name, after))
    return [TermChange(term=name, before=said[0], after=said[1])] if said[0] != said[1] else []


def _term(name: str, attributes: Mapping[str, AttributeValue]) -> str:
    value = attributes.get(name)
    return (is_silent(value) and _in_its_words(name, attributes)) or described(name, value)


def _right(denied: AttributeValue) -> str:
    return "expressly denied" if denied else "not denied"


def _is_records(value: AttributeValue) -> bool:
    return isinstance(value, list) and any(isinstance(entry, dict) for entry in value)


def _by_name(value: AttributeValue) -> dict[str, str]:
    entries = value if isinstance(value, list) else []
    return {entry.get("name", ""): entry.get("target", "") for entry in entries if isinstance(entry, dict)}


def _changed_records(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[TermChange]:
    """Compare lists such as metrics entry by entry."""
    for each in dict.fromkeys((*before, *after)):
        old, new = (_record(each, records) for records in (before, after))
        if old != new:
            yield TermChange(term=name, before=old, after=new)


def _record(name: str, records: Mapping[str, str]) -> str:
    if name not in records:
        return f"{name} not listed"
    return f"{name} {records[name]}" if records[name] else f"{name} without target"
