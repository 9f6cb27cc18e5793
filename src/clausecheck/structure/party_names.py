"""Party names: the parties as the preamble introduces them, name first and term in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausecheck.structure.contract import Party
from clausecheck.structure.party_terms import (
    CUSTOMER_TERMS,
    NEUTRAL_TERMS,
    PRONOUNS,
    PRONOUNS_OF_A_PARTY,
    PROVIDER_TERMS,
    bare_term,
    is_no_party,
    is_only_a_term,
)

_QUOTED = re.compile(r"\"(?P<term>[^\"]{2,40}?),?\"")
_BRACKET = re.compile(r"\((?P<inside>[^()]{0,120}?\"[^\"]{2,40}\"[^()]{0,120})\)")
_BARE_TERM = re.compile(
    r"(?:hereinafter|hereafter|herein)\s*,?\s*(?:(?:referred\s+to|called|known)(?:\s+as)?\s*)?,?\s*(?:the\s+)?\"(?P<inside>[^\"]{2,40})\""
)
_PLAIN_BRACKET = re.compile(r"\((?:(?:the|as|each\s+an?)\s+)?(?P<inside>[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?)\)")
# "Customer: Orbis Airlines, Inc." on a line of its own, as order forms and cover pages have it.
_LABELLED = re.compile(
    r"\W*(?:the\s+)?(?P<term>[A-Za-z][A-Za-z ]{2,30}?)\s*:\s+(?P<name>[A-Z][^:]{2,100}?)[\s;]*$", re.IGNORECASE
)
# A line break after a name that stands on a line of its own.
_NAME_LINE = re.compile(r"\n(?=[(\"]|with\s|having\s|whose\s|an?\s|of\s)")
# A name at the end of a line goes on in the next where the line is part of a sentence, and no title.
_NAME_BEGUN = re.compile(r"\b(?:between|among|and|by)(?:\s(?:[A-Z][\w.&'-]*|&),?){1,6}$")
_IN_A_SENTENCE = re.compile(r"\"|\b(?:is|are|made|entered|by\s+and)\b")
_LONGEST_NAME = 120
_NAME_START = re.compile(
    r"(?:\bon\s+the\s+(?:one|other)\s+hand,?|\bbetween\b|\bamong\b|\bby\s+and\b|[,;)]\s*and\b|\band\s+(?=(?-i:[A-Z]))|\bparties:|\(\d\)|^\W*and\b(?:\s*-+(?!\w))?|\bto:|\bfrom:|\binto\s+by|\bmade\s+by)\s*:?\s*",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r",\s+(?=(?:an?|the|with|whose|having|located|incorporated|organi[sz]ed|acting|being|company|registered|of|on|as|and|for|together|its)\b|\d)"
    r"|\s+(?:whose|having|located|incorporated|organi[sz]ed|with\s+(?:its|offices?|an?)|acting|registered|on\s+behalf)\b|\s*\(|\s+of\s+(?=\d)"
)
_COMPANY = re.compile(
    r"\b(?:Inc|Incorporated|Ltd|Limited|LLC|L\.L\.C|LLP|LP|L\.P|Corp|Corporation|Company|Co|plc|PLC|GmbH|AG|S\.A|SA|N\.A|B\.V|BV|N\.V|Pty|"
    r"Association|Foundation|Society|Institute|Hospital|College|District|Fund|Ministry|K\.K|S\.r\.l|SAS|SE|A/S|ApS|Pte|Sdn|Bhd|"
    r"Bank|Trust|University|Authority|Council|Partners|Group|Holdings|SARL|S\.p\.A|KG|Oy|AB)\b"
)
_FULL_NAME = re.compile(
    r"(?:[(]?[A-Za-z]?[A-Z0-9][\w.&'()-]*,?\s+(?:(?:of|and|the|&|de|for)\s+)?){1,8}?"
    r"(?i:Inc|Incorporated|Ltd|Limited|LLC|L\.L\.C|LLP|LP|L\.P|Corp|Corporation|plc|GmbH|AG|S\.A|N\.A|B\.V|BV|N\.V|SARL|KG|Oy)\b\.?"
)
_IN_LEGAL_FORM = re.compile(
    r",?\s+an?\s[^,();]{0,60}?\b(?:corporation|company|partnership|association|limited\s+liability)\b", re.IGNORECASE
)
_NARRATIVE = re.compile(
    r"\b(?:shall|will|may|is|are|was|desires?|wish(?:es)?|entered|pursuant|under|dated|which|agreement|means)\b",
    re.IGNORECASE,
)
_ACT = (
    r"(?:['\u2019](?:ll|re|ve)\b|\s+(?:may|shall|will|won|must|can|agree|have|are|do|don|get|take|collect|give|tell|help|miss|bill|provide|supply|offer|grant|run|host|design|pay|own|retain|keep|"
    r"maintain|hold|use|process|store|remain|receive|need|warrant|acknowledge|indemnify|"
    r"comply|meet|notify|encrypt|delete|answer|send|charge)\b)"
)
_WE_ACT = re.compile(r"[Ww](?<!\w.)(?i:e" + _ACT + ")")
_WE = re.compile(r"\b(?:[Ww]e|us|[Oo]ur)\b")
_YOU = re.compile(r"\b(?:[Yy]ou|[Yy]our)\b")
_YOU_ACT = re.compile(r"[Yy](?<!\w.)(?i:ou" + _ACT + ")")
_CAPITALISED_END = re.compile(r"(?:[A-Z][\w.&'-]*,?\s+(?:(?:of|and|the|&|for|de)\s+){0,2}){0,8}[A-Z][\w.&'-]*\W{0,2}$")
_OF_A_DOCUMENT = re.compile(r"\b(?:agreement|contract|addendum|part(?:y|ies)|schedule|amendment)\b", re.IGNORECASE)
_SEAT = re.compile(r"(?<=Ltd|LLP|LLC|Inc|plc|PLC)\.?\s+(?:of|at)\s.*|(?<=Limited)\s+(?:of|at)\s.*")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A party as a preamble introduces it; firm where its name or its term cannot be that of anything else."""

    party: Party
    is_firm: bool


def introductions(text: str) -> list[Introduction]:
    """List whom a preamble introduces, in its order; their roles are open."""
    terms = {bare_term(term) for match in _BRACKET.finditer(text) for term in _QUOTED.findall(match["inside"])[:1]}
    several = len([term for term in terms if not is_no_party(term)]) > 1
    found: dict[str, Introduction] = {}
    for line in _lines(text):
        for pattern in (_BRACKET, _BARE_TERM, _PLAIN_BRACKET):
            start = 0
            for match in pattern.finditer(line):
                made = _read_party(line[start : match.start()], match.group("inside"), several=several)
                start = match.end()
                known = found.get(made.party.term) if made else None
                if made and (known is None or (made.is_firm and not known.is_firm)):
                    found[made.party.term] = made
        labelled = _read_labelled(line)
        if labelled:
            found.setdefault(labelled.party.term, labelled)
    names: dict[str, Introduction] = {}
    for made in found.values():
        if made.party.name not in names or (made.is_firm and not names[made.party.name].is_firm):
            names[made.party.name] = made
    return list(names.values())


def _lines(text: str) -> list[str]:
    """Give the lines of a preamble; a line break that cuts a name in two ends none."""
    lines: list[str] = []
    for line in _NAME_LINE.sub(" ", text).split("\n"):
        if lines and _ends_in_a_name(lines[-1]) and line[:1].isupper():
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _ends_in_a_name(line: str) -> bool:
    return bool(_NAME_BEGUN.search(line[-_LONGEST_NAME:]) and _IN_A_SENTENCE.search(line))


def pronoun_parties(text: str) -> list[Party]:
    """Give "we" and "you" where a text in plain words makes one of them act on the other."""
    we_act, you_act = _WE_ACT.search(text), _YOU_ACT.search(text)
    if not (we_act and _YOU.search(text)) and not (you_act and _WE.search(text)):
        return []
    return [Party(first, first, "unknown", tuple(more)) for first, *more in PRONOUNS_OF_A_PARTY]


def in_every_case(party: Party) -> Party:
    """Add the other cases of a party's pronoun: who is "we" is meant by "us" and "our"."""
    terms = (party.term, *party.aliases)
    spoken = {term.casefold() for term in terms}
    cases = next((cases for cases in PRONOUNS_OF_A_PARTY if not spoken.isdisjoint(cases)), ())
    return replace(party, aliases=(*party.aliases, *(case for case in cases if case not in spoken)))


def _read_party(before: str, inside: str, *, several: bool) -> Introduction | None:
    """Read a party from a bracket and the text before it; `several` tells that others have brackets of their own."""
    terms = [term.strip() for term in (_QUOTED.findall(inside) if '"' in inside else [inside])]
    terms = [re.sub(r"^(?:the|as)\s+", "", term, flags=re.IGNORECASE) for term in terms]
    name = _name_before(before, several=several)
    neutral = [term for term in terms if bare_term(term) in NEUTRAL_TERMS]
    own = [term for term in terms if _is_usual(term) or term in neutral or name.casefold().startswith(term.casefold())]
    terms = [term for term in terms if term in own or not is_no_party(term)]
    if not terms:
        return None
    if any(map(_is_usual, terms)) or (neutral and before.strip()):
        return Introduction(Party(name if _is_name(name) else terms[0], terms[0], "unknown", tuple(terms[1:])), True)
    party = Party(name, terms[0], "unknown", tuple(terms[1:]))
    if _is_company(name) or _has_legal_form(name, before):
        return Introduction(party, True)
    hint = _CAPITALISED_END.search(before.rstrip(" ,"))
    if hint is None or not terms[0][:1].isupper():
        return None
    return Introduction(replace(party, name=hint.group().strip(" ,")), False)


def _read_labelled(line: str) -> Introduction | None:
    match = _LABELLED.match(line)
    if match is None or not (_is_usual(match["term"]) or bare_term(match["term"]) in NEUTRAL_TERMS):
        return None
    name = _trim_name(match["name"])
    return Introduction(Party(name, match["term"], "unknown"), True) if _is_company(name) else None


def _is_usual(term: str) -> bool:
    return bare_term(term) in CUSTOMER_TERMS | PROVIDER_TERMS | PRONOUNS


def _name_before(text: str, *, several: bool) -> str:
    """Find the name that a text ends with: the shortest that reads as a company's, else the shortest.

    What stands before an "and" belongs to the name ("Larkfield Home and Garden, Inc.") where each party has a bracket.
    """
    found = [(0, 0), *(match.span() for match in _NAME_START.finditer(text))]
    inner = [place for place, (_, end) in enumerate(found) if several and place and _is_within(text, found, place)]
    starts = [end for place, (_, end) in enumerate(found) if place not in inner]
    names = [_trim_name(text[start:]) for start in reversed(starts)]
    named = (name for start, name in zip(reversed(starts), names, strict=True) if _has_legal_form(name, text[start:]))
    company = next((name for name in names if _is_company(name)), None)
    return company or next(named, None) or _full_name(text) or names[0]


def _is_within(text: str, starts: Sequence[tuple[int, int]], place: int) -> bool:
    """Tell whether a start of a name is an "and" with half a name before it, which is no party by itself."""
    begin, end = starts[place]
    half = re.sub(r"^(?:the|THE)\s+", "", text[starts[place - 1][1] : begin].strip())
    if text[begin:end].strip().casefold() != "and" or not begin or text[:begin].rstrip()[-1:] in ",;)":
        return False
    return _is_name(half) and not (_is_company(half) or is_only_a_term(half) or _OF_A_DOCUMENT.search(half))


def _has_legal_form(name: str, text: str) -> bool:
    """Tell whether a name is said to be that of a company: "Meridian, a Nevada corporation"."""
    return _is_name(name) and bool(_IN_LEGAL_FORM.match(text.partition(name)[2]))


def _full_name(text: str) -> str | None:
    """Give the last name with a company's suffix, where only an address or the like stands between it and the end."""
    last = max(_FULL_NAME.finditer(text[-400:]), key=re.Match.end, default=None)
    return None if last is None or _NARRATIVE.search(text[-400:], last.end()) else last.group()


def _is_company(name: str) -> bool:
    return _is_name(name) and bool(_COMPANY.search(name) or _COMPANY.search(name.title()))


def _trim_name(text: str) -> str:
    name = _NAME_END.split(text.strip(" ,;"))[0].strip(' ,;:"')
    return _SEAT.sub("", re.sub(r"^(?:the\s+)?(?:undersigned\s+)?", "", name))


def _is_name(text: str) -> bool:
    """Tell whether a text reads as a name: short and capitalised throughout but for small words."""
    words = [word for word in text.split() if word not in ("of", "and", "the", "for", "&", "de", "a", "an", "plc")]
    return 0 < len(words) <= 12 and all(any(map(str.isupper, word)) or not word[0].isalpha() for word in words)
