"""Withdrawal: a right that one passage grants and another takes back.

Two kinds of passage take back. A denial of the same clause type does where its words reach the grant: it cites the
section ("Notwithstanding Section 12.2, ..."), goes before all else ("Notwithstanding anything to the contrary, ..."),
answers what has just been said ("Notwithstanding the foregoing, ..."), or stands in the section to which the grant
makes itself subject. A passage that need not name the clause does where it strikes out or gives up what stands in a
section ("Section 9.3 is deleted", "shall not exercise its right under clause 5.1") or what has just been said.

A denial that is limited in time, number or object ("not before the first anniversary", "no more than once a year")
only trims the right, which stays granted; and one party's denial leaves the other party's right as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from clausecheck.detect.amending import changes_a_value
from clausecheck.detect.candidate import Candidate
from clausecheck.detect.clause import AttributeValue, Clause, Evidence
from clausecheck.detect.context import find_modifier
from clausecheck.detect.grants import PARTY_ATTRIBUTES, Found, Grants
from clausecheck.detect.holders import OPPOSITE
from clausecheck.detect.matchers.line import Match, Scan
from clausecheck.detect.survey import Survey
from clausecheck.spans import Span
from clausecheck.structure.citations import Citation, SectionFinder, find_citations
from clausecheck.structure.contract import Segment
from clausecheck.structure.segments import locate

# What one party has, the other has not.
_EXCLUSIVE = "owner"
_NEAR_BEFORE = 4
_REFUSES, _STRIKES_OUT = "refuses", "strikes_out"
# The fragments that take back, and how many characters may stand between a section and their words.
_WAYS = {"struck_out": 140, _STRIKES_OUT: 30, _REFUSES: 30, "gives_up": 140}
_STOP = re.compile(r"[;:]|\.\s")
_OBJECT_WORDS = 3
# "Delete or return the data as section 6.7 provides": data are deleted, not a section.
_DATA = re.compile(r"\b(?:data|information|records?|recordings?|content|copies|files|materials)\b", re.IGNORECASE)
_PARTS = re.compile(r"[,;:.]|\b(?:unless|except|save|until|and\s+(?:shall|will))\b")
# What a citation is mentioned for, told by the words before it.
_EXCEPTED = re.compile(
    r"\b(?:except|save|other\s+than|unless|pursuant\s+to|accordance\s+with|without\s+prejudice\s+to|subject\s+to|"
    r"to\s+(?:enable|allow|permit))\b[^.;:]{0,70}$",
    re.IGNORECASE,
)
_SUBJECT_TO = re.compile(
    r"\b(?:subject\s+(?:always\s+)?to|(?:except|save)\s+(?:as|where|to\s+the\s+extent)\b[^.;:]{0,30}?\bin)\s+(?:the\s+(?:terms|provisions)\s+of\s+)?$",
    re.IGNORECASE,
)
# "The warranties in Section 6 do not apply": what is struck out is something else that stands there.
_PART_OF = re.compile(
    r"\b(\w+)\s+(?:(?:set\s+(?:out|forth)|contained|stated|granted|given|described)\s+)?"
    r"(?:in|of|under|by|pursuant\s+to)\s+$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"rights?|provisions?|terms?|entitlement|option|power|notwithstanding|wording|text|sentence|whole|deviation|"
    r"derogation|duty|obligation|credits?|audits?|inspections?|renewals?",
    re.IGNORECASE,
)
_MAY_TAKE_BACK = re.compile(
    r"delet|appl|effect|waiv|exercis|remov|withdraw|revok|exclud|str(?:ike|ick|uck)|cancel|supersed|omit|disregard|invok|"
    r"relinquish|surrender|form\s+part|renounc|not\s+used|rescind|replac|substitut|accru|payable|refus|declin|reject",
    re.IGNORECASE,
)
_MAY_POINT_BACK = re.compile(r"\b(?:foregoing|preceding|previous|above|such|this|that|said)\b", re.IGNORECASE)
# "No failure to exercise a right shall be deemed a waiver of such right": a right is kept, not given up.
_NO_WAIVER = re.compile(
    r"\b(?:fail(?:ure|s|ing)?|delay\w*|omission|forbearance|indulgence|partial\s+exercise)\b[^;]{0,300}?"
    r"\b(?:waive\w*|preclude\w*|impair\w*|prejudice\w*)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|nor|neither)\b", re.IGNORECASE)
# Words that say nothing of what a right is about.
_SAYS_NOTHING = re.compile(
    r"an?|and|any(?:thing)?|all|as|at|be(?:en|ing)?|but|by|do|does|for|from|ha[sd]|have|her|his|if|in|into|is|its?|may|more|"
    r"no|nor|not|of|on|or|other|our|own|shall|so|such|that|the|their|them|then|there|these|they|this|those|to|under|upon|was|"
    r"we|were|which|will|with|you|your|entitled|rights?|obligations?|during|times?|terms?|duration|whatsoever|here\w+|there\w+"
)


@dataclass(frozen=True, slots=True)
class _Taking:
    """One passage that takes back: from where, what, whose; `reach` is None where it goes before everything.

    `things` are what a denial speaks of, by the last words of each clause of it that say something.
    """

    segment: Segment
    words: tuple[Span, ...]
    reach: tuple[Span, ...] | None
    kind: str | None = None
    party: AttributeValue = None
    spared: tuple[Span, ...] = ()
    things: frozenset[str] = frozenset()


def settle(found: Iterable[tuple[Candidate, Clause]], survey: Survey) -> list[Clause]:
    """Take out the clauses that another passage takes back, and the denials that only trim a clause that stays.

    Where the passage that takes back is no denial of its own, the clause stays as one that is denied, in the words of
    that passage. Of a right of either party, a denial of one leaves the other's.
    """
    everything = [Found(candidate, clause) for candidate, clause in found]
    grants = [one for one in everything if not one.clause.denied]
    denials = [one for one in everything if one.clause.denied]
    if not grants:
        return [one.clause for one in denials]
    finder = SectionFinder(survey.contract)
    granted = Grants(grants)
    denied = list(_by_denial([*denials, *_rivals(grants)], granted, survey, finder))
    mentioned = list(_by_mention(granted, survey, finder))
    takings = {kind: [one for one in denied if one.kind == kind] for kind in {one.kind for one in denied}}
    settled = [_after([*takings.get(one.clause.type, ()), *mentioned], one, survey) for one in grants]
    standing: dict[str, set[AttributeValue]] = {}
    for one, clause in zip(grants, settled, strict=True):
        if clause and not clause.denied:
            standing.setdefault(clause.type, set()).add(one.party)
    kept = [one.clause for one in denials if not _only_trims(one, standing.get(one.clause.type, set()), survey)]
    return [*kept, *(clause for clause in settled if clause)]


def _rivals(grants: Iterable[Found]) -> Iterator[Found]:
    """Read what says who owns as a denial to the other party: "Despite anything else, title stays with Supplier"."""
    for grant in grants:
        owner = grant.clause.attributes.get(_EXCLUSIVE)
        if owner in OPPOSITE and grant.candidate.sightings:
            attributes = {**grant.clause.attributes, _EXCLUSIVE: OPPOSITE[str(owner)]}
            yield Found(grant.candidate, replace(grant.clause, attributes=attributes))


def _by_denial(denials: Sequence[Found], grants: Grants, survey: Survey, finder: SectionFinder) -> Iterator[_Taking]:
    bound = [(grant.own, _subject_to(grant.candidate.segment, survey, finder)) for grant in grants.found]
    bound = [(own, sections) for own, sections in bound if sections]
    for denial in denials:
        if _is_limited(denial, survey):
            continue
        segment = denial.candidate.segment
        cited = list(_cited(segment, survey, finder))
        spared = [span for citation, spans in cited if _excepts(segment, citation) for span in spans]
        aimed = [span for citation, spans in cited if not _excepts(segment, citation) for span in spans]
        quoted = grants.quoting(citation for citation, spans in cited if not spans)
        scan = survey.scan(segment)
        kind, party, things = denial.clause.type, denial.party, _things(segment, survey)
        if aimed or quoted:
            reach: tuple[Span, ...] | None = (*aimed, *quoted)
        elif scan.fragment("overrides_all"):
            reach = None
        elif answers := scan.fragment("overrides_foregoing"):
            reach = _just_said(segment, survey)
            things |= _said({scan.passage[slice(*scan.characters(match))] for match in answers})
        else:
            reach = tuple(own for own, sections in bound if any(span.contains(segment.own) for span in sections))
        if reach != ():
            yield _Taking(segment, (), reach, kind, party, tuple(spared), things)


def _by_mention(grants: Grants, survey: Survey, finder: SectionFinder) -> Iterator[_Taking]:
    """Find the passages that strike out or give up what stands in a section or has just been said."""
    for segment in survey.contract.segments:
        if segment.zone != "body":
            continue
        # What is told at little cost goes first: few segments cite a section or follow upon a grant.
        cited, before = list(_cited(segment, survey, finder)), _just_said(segment, survey)
        if not (cited or grants.any_in(before)) or not _MAY_TAKE_BACK.search(segment.text):
            continue
        if changes_a_value(segment.text) or _keeps_rights(segment.text):
            continue
        if not _MAY_POINT_BACK.search(segment.text):
            before = ()
        aims = [
            (citation.start, citation.end, (*spans, *(() if spans else grants.quoting([citation]))))
            for citation, spans in cited
            if not _excepts(segment, citation) and _names_whole(segment, citation)
        ]
        if not grants.any_in((*(span for aim in aims for span in aim[2]), *before)):
            continue
        scan = survey.scan(segment)
        pointed = [(*scan.characters(match), before) for match in scan.fragment("that_right")]
        for start, end, reach in [aim for aim in (*aims, *pointed) if aim[2]]:
            for way, words in _words_against(start, end, scan, survey):
                located = locate(survey.contract.source, segment, *scan.characters(words))
                # Who refuses is not the one whose right it is.
                yield _Taking(segment, located, reach, party=None if way == _REFUSES else _who(words, scan))


def _keeps_rights(text: str) -> bool:
    return _NO_WAIVER.search(text) is not None and _NOT.search(text) is not None


def _cited(segment: Segment, survey: Survey, finder: SectionFinder) -> Iterator[tuple[Citation, tuple[Span, ...]]]:
    """List the citations of a segment with the sections that they name; those of an amended agreement are not here."""
    for citation in find_citations(segment.text):
        sections = finder.find(citation, segment.text, segment.own.start)
        yield citation, () if survey.contract.amended else tuple(section.span for section in sections)


def _excepts(segment: Segment, citation: Citation) -> bool:
    return _EXCEPTED.search(segment.text, 0, citation.start) is not None


def _names_whole(segment: Segment, citation: Citation) -> bool:
    part = _PART_OF.search(segment.text, 0, citation.start)
    return part is None or _WHOLE.fullmatch(part.group(1)) is not None


def _subject_to(segment: Segment, survey: Survey, finder: SectionFinder) -> list[Span]:
    """List the sections to which a grant makes itself subject."""
    return [
        span
        for citation, spans in _cited(segment, survey, finder)
        if _SUBJECT_TO.search(segment.text, 0, citation.start)
        for span in spans
    ]


def _just_said(segment: Segment, survey: Survey) -> tuple[Span, ...]:
    """List the passages just before a segment."""
    around = survey.contract.segments[max(segment.index - _NEAR_BEFORE, 0) : segment.index]
    before = [other for other in around if other.kind != "heading" and other.own != segment.own]
    here = [other for other in before if other.section == segment.section]
    return tuple(other.own for other in here or before[-1:])


def _words_against(start: int, end: int, scan: Scan, survey: Survey) -> Iterator[tuple[str, Match]]:
    """Find the first words that strike out, refuse or give up what is named from `start` to `end`, wholly."""
    for name, longest in _WAYS.items():
        for match in scan.fragment(name):
            first, last = scan.characters(match)
            after = name == "struck_out"
            between = scan.passage[end:first] if after else scan.passage[last:start]
            follows = (first >= end if after else last <= start) and len(between) <= longest
            if not follows or _STOP.search(between) or (name == _STRIKES_OUT and _DATA.search(between)):
                continue
            if not _is_trimmed(_until(match, start, end, scan), scan, survey):
                yield name, match
                return


def _until(words: Match, start: int, end: int, scan: Scan) -> Match:
    """Stretch words over what they name."""
    tokens = [place for place, offset in enumerate(scan.offsets) if start <= offset < end]
    return Match(min([words.start, *tokens]), max([words.end, *(token + 1 for token in tokens)]))


def _is_trimmed(words: Match, scan: Scan, survey: Survey) -> bool:
    modifiers = survey.lens.patterns.modifiers
    return any(
        find_modifier(modifiers[name], scan, words, None) is not None
        for name in ("trimmed", "trimmed_before")
        if name in modifiers
    )


def _is_limited(denial: Found, survey: Survey) -> bool:
    """Tell whether a denial is limited in time, number or object."""
    matches = [sighting.match for sighting in denial.candidate.sightings]
    words = Match(min(match.start for match in matches), min(match.end for match in matches))
    return _is_trimmed(words, survey.scan(denial.candidate.segment), survey)


def _who(words: Match, scan: Scan) -> str | None:
    """Tell whose right is given up: that of the party that stands last before the words."""
    roles = [(match.end, role) for role in OPPOSITE for match in scan.fragment(role) if match.end <= words.start]
    return max(roles)[1] if roles else None


def _stands_in(grant: Found, reach: Iterable[Span]) -> bool:
    return any(span.contains(grant.own) for span in reach)


def _after(takings: Iterable[_Taking], grant: Found, survey: Survey) -> Clause | None:
    """Give what is left of a grant: itself, the other party's half, its denial, or None where one stands for it."""
    clause = grant.clause
    words = {_stem(word) for word in re.findall(r"[\w-]+", grant.candidate.segment.text.lower())}
    for taking in takings:
        if not _reaches(taking, grant) or (taking.kind and words.isdisjoint(taking.things)):
            continue
        if taking.party in OPPOSITE and grant.party == "either":
            left = OPPOSITE[str(taking.party)]
            held = {name: left for name in PARTY_ATTRIBUTES if clause.attributes.get(name) == "either"}
            clause = replace(clause, attributes={**clause.attributes, **held})
        elif taking.party not in OPPOSITE or grant.party not in OPPOSITE or taking.party == grant.party:
            return None if taking.kind else _denied(clause, taking, survey)
    return clause


def _reaches(taking: _Taking, grant: Found) -> bool:
    own = grant.own
    if taking.segment.own == own or _stands_in(grant, taking.spared):
        return False
    if taking.reach is None:
        return True
    same_section = grant.candidate.segment.section == taking.segment.section
    return _stands_in(grant, taking.reach) and not (same_section and taking.segment.own.start < own.start)


def _things(segment: Segment, survey: Survey) -> frozenset[str]:
    """Collect what a denial speaks of: the last words of each clause of it that say something."""
    parties = {word for term in survey.roles for word in term.split()}
    things: set[str] = set()
    for part in _PARTS.split(segment.text.lower()):
        words = [word for word in re.findall(r"[a-z][\w-]+", part) if not _SAYS_NOTHING.fullmatch(word)]
        things.update(_stem(word) for word in [word for word in words if word not in parties][-_OBJECT_WORDS:])
    return frozenset(things)


def _said(texts: Iterable[str]) -> frozenset[str]:
    words = (word for text in texts for word in re.findall(r"[a-z][\w-]+", text.lower()))
    return frozenset(_stem(word) for word in words if not _SAYS_NOTHING.fullmatch(word))


def _stem(word: str) -> str:
    return word.rstrip("s")[:7]


def _denied(clause: Clause, taking: _Taking, survey: Survey) -> Clause:
    """Turn a grant into a denial in the words that take it back."""
    span = taking.segment.own
    evidence = tuple(Evidence("context.withdrawn", "context", words, 0.0) for words in taking.words)
    return replace(
        clause,
        pieces=(span,),
        section=survey.contract.citation(span.start),
        attributes={**clause.attributes, "denied": True},
        evidence=(*clause.evidence, *evidence),
    )


def _only_trims(denial: Found, holders: set[AttributeValue], survey: Survey) -> bool:
    """Tell whether a denial limits a right that one of the holders keeps, and so contradicts nothing."""
    party = denial.party
    keeps = {party, "either"} & holders if party in OPPOSITE else holders
    return bool(keeps) and _is_limited(denial, survey)
