"""Holders: which party a clause means, as the one who has the right, bears the duty or owns the work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from clausecheck.detect.clause import UNCLEAR, AttributeValue
from clausecheck.detect.matchers.line import Capture, Match, Scan
from clausecheck.detect.reading import Reading
from clausecheck.patterns.model import AttributeReader
from clausecheck.structure.contract import Role

# "speaker" is a party by its pronoun as it acts: "you own", where "your own" names an owner and no act.
_BY_WORDS = ("other_party", "speaker")
_HOLDER_FRAGMENTS = ("customer", "provider", "either_party", *_BY_WORDS)
_BEFORE_OBJECTS = frozenset(
    (
        *("to", "upon", "with", "giving", "notifying", "informing", "advising", "serving", "against", "not", "than"),
        "unlike",
    )
)
_MODALS = frozenset(("shall", "may", "will", "must", "can", "does", "is"))
# Words right after a right that make it one for a cause, or one that another section gives.
_FOR_CAUSE = re.compile(
    r"(?:(?:only|solely|also|immediately|forthwith)\s+)*(?:if\b|where\b|in\s+the\s+event\b|in\s+case\b|"
    r"for\s+(?:(?:an?|any|the)\s+)?(?:(?:good|uncured|material)\s+)*(?:cause|breach|default|non-?payment)\b|"
    r"(?:under|pursuant\s+to|in\s+accordance\s+with)\s+(?:this\s+)?(?:sections?|clauses?|articles?|paragraphs?)\b)",
    re.IGNORECASE,
)
# A party named only to say who is sent, or who is not: "no competitor of Supplier", "a firm approved by Supplier".
_ASIDE = re.compile(
    r"\b(?:(?:competitors?|rivals?|competes?|competing|competition|related|affiliated|affiliates?|unconnected|"
    r"independent)\s+(?:of|to|with|from)|(?:approved|accepted|acceptable|bound|vetted|agreed|known|notified|named|cleared)\s+"
    r"(?:\w+\s+)?(?:by|to|with))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# Between the head of a list of those who act and its last entry: ", its auditors and the Commission for".
_LISTED = re.compile(
    r"\s*,\s+(?:(?!\b(?:shall|may|will|must|can|is|are|has|have|if|where|that|which|who)\b)[^.;:])*\b(?:and|or)\s+[^.;:,]*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:It|They|He|She)\s+(?:\w+\s+)?(?:may|can|shall|will|must|is|are|has|have)\b")
OPPOSITE = {"customer": "provider", "provider": "customer"}
"""The other side of each side."""


def read_holder(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read which party is meant: an option that is named, else the party in a `near` line or in the evidence."""
    for option, lines in reader.options.items():
        if reading.scan.any(lines):
            return option
    if reader.shared and (holder := _joint_holder(reading)):
        return holder
    found = [match for line in reader.near for match in reading.scan.find(line)[:1]]
    found = [match for match in found if match.captured(*_HOLDER_FRAGMENTS)] or found
    if not found:
        bound = [match for line in reader.against for match in reading.scan.find(line)[:1]]
        if bound:
            party = _party_in(bound[0], reading)
            return "either" if party == "either" else OPPOSITE.get(party or "", UNCLEAR)
        if (meant := _antecedent(reading)) != UNCLEAR:
            return meant
    telling = found[:1] or reading.evidence or (_subject(reading.scan) if reader.shared else [])
    named = {_party_in(_head_of_list(_without_aside(match, reading.scan), reading.scan), reading) for match in telling}
    holders = {party for party in named if party and party != UNCLEAR}
    if "either" in holders or {"customer", "provider"} <= holders:
        return UNCLEAR if "either" in reader.options and not reader.shared else "either"
    return min(holders, default=UNCLEAR)


def names_two_parties(match: Match, scan: Scan) -> bool:
    """Tell whether the first and the last party that a match names are two; whoever acts is another than the one."""
    parties = sorted((capture for capture in match.captures if capture.fragment in _HOLDER_FRAGMENTS), key=_place)
    if not parties:
        return False
    first, last = (_identity(capture, scan) for capture in (parties[0], parties[-1]))
    return not (first.startswith(last) or last.startswith(first))


def binds_another(words: Match, match: Match, scan: Scan) -> bool:
    """Tell whether words of refusal bind one party by name, and a match gives the right to another or to both."""
    given = match.captured(*_HOLDER_FRAGMENTS)
    named = [
        hit for name in ("customer", "provider") for hit in scan.fragment(name) if words.start <= hit.start < words.end
    ]
    acting = [hit for hit in named if scan.quote(hit.end, hit.end + 1).casefold() in _MODALS]
    if given is None or not acting:
        return False
    bound = {_identity(Capture(name, hit.start, hit.end), scan) for hit in acting for name in _roles_at(hit, scan)}
    return len(bound) == 1 and _identity(given, scan) not in bound


def _roles_at(hit: Match, scan: Scan) -> list[str]:
    return [name for name in ("customer", "provider") if hit in scan.fragment(name)]


def _place(capture: Capture) -> tuple[int, int]:
    return capture.start, -capture.end


def _identity(capture: Capture, scan: Scan) -> str:
    """Name the party that a capture means: its role, "either party", or its own name where nobody knows its role."""
    if any(hit.start <= capture.start and capture.end <= hit.end for hit in scan.fragment("either_party")):
        return "either_party"
    if capture.fragment not in _BY_WORDS:
        return capture.fragment
    return scan.quote(capture.start, capture.end).casefold().removeprefix("the ")


def _joint_holder(reading: Reading) -> str | None:
    """Read a right that a sentence may give to each side in turn; None where it names no party."""
    everything = (*reading.evidence, *reading.repeated)
    free = [match for match in everything if not _FOR_CAUSE.match(reading.scan.quote(match.end))]
    matches = [_with_subject(match, reading.scan) for match in free or everything]
    parties = {party for match in matches if (party := _party_in(match, reading))}
    if "either" in parties or {"customer", "provider"} <= parties:
        return "either"
    return min(parties - {UNCLEAR}, default=None) or (UNCLEAR if parties else None)


def _subject(scan: Scan) -> list[Match]:
    """Find the first party that does something, for words of which no pattern says who acts; the longest name of it."""
    acting = [
        hit for hit in scan.fragment("anyone") if not _is_object(hit.start, scan) and not _is_owner(hit.end, scan)
    ]
    return sorted(acting, key=lambda hit: (hit.start, -hit.end))[:1]


def _is_owner(end: int, scan: Scan) -> bool:
    return scan.quote(end, end + 1) in ("'s", "’s", "'", "’")


def _with_subject(match: Match, scan: Scan) -> Match:
    """Go back from a party that something is done to ("Customer, by notice to Supplier, may") to the one before."""
    capture = match.captured(*_HOLDER_FRAGMENTS)
    if capture is None or not _is_object(capture.start, scan):
        return match
    earlier = [hit for hit in scan.fragment("anyone") if hit.end < capture.start and not _is_object(hit.start, scan)]
    return earlier[-1] if earlier else match


def _without_aside(match: Match, scan: Scan) -> Match:
    """Go back from a party at the head of a match that is only named in an aside to the one who acts."""
    capture = match.captured(*_HOLDER_FRAGMENTS)
    if capture is None or capture.start > match.start or not _is_in_aside(capture.start, scan):
        return match
    earlier = [
        hit
        for hit in scan.fragment("anyone")
        if hit.end < capture.start and not _is_object(hit.start, scan) and not _is_in_aside(hit.start, scan)
    ]
    return max(earlier, key=lambda hit: (hit.end, -hit.start), default=match)


def _head_of_list(match: Match, scan: Scan) -> Match:
    """Go back from the last of those who act, of whom nothing is known, to the party that their list begins with."""
    capture = match.captured(*_HOLDER_FRAGMENTS)
    if capture is None or capture.fragment != "other_party":
        return match
    last = scan.offsets[capture.start]
    heads = [
        hit
        for hit in scan.fragment("anyone")
        if hit.end < capture.start
        and not _is_object(hit.start, scan)
        and _LISTED.fullmatch(scan.passage, scan.characters(hit)[1], last)
    ]
    return max(heads, key=lambda hit: (hit.end, -hit.start), default=match)


def _is_in_aside(start: int, scan: Scan) -> bool:
    return start > 0 and _ASIDE.search(scan.passage, 0, scan.offsets[start]) is not None


def _antecedent(reading: Reading) -> str:
    """Read whom a sentence means that begins with "It may": who acts in the sentence before."""
    if reading.before is None or not _PRONOUN.match(reading.scan.passage):
        return UNCLEAR
    parties = {_party_in(match, replace(reading, scan=reading.before)) for match in _subject(reading.before)}
    return next((party for party in parties if party in OPPOSITE), UNCLEAR)


def _is_object(start: int, scan: Scan) -> bool:
    before = [word for word in scan.lower[max(start - 2, 0) : start] if word != "the"]
    return bool(before) and before[-1] in _BEFORE_OBJECTS


def _party_in(match: Match, reading: Reading) -> str | None:
    capture = match.captured(*_HOLDER_FRAGMENTS)
    if capture is None:
        return None
    if any(hit.start <= capture.start and capture.end <= hit.end for hit in reading.scan.fragment("either_party")):
        return "either"
    if capture.fragment in _BY_WORDS:
        return _role_of(reading.scan.quote(capture.start, capture.end).casefold(), reading.roles)
    return "either" if capture.fragment == "either_party" else capture.fragment


def _role_of(words: str, roles: Mapping[str, Role]) -> str:
    role = roles.get(words.removeprefix("the "))
    return role if role in ("customer", "provider") else UNCLEAR
