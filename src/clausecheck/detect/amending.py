"""Amending words: what a sentence asks to be changed within a clause ("In clause 7, '72 hours' is replaced by ...").

A small grammar over the sentence with its values and citations masked: old by new, new for old, words put in or left
out, or "amended so that the notice period is" new, where a label stands for the old value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausecheck.detect.quantities import percentages, periods
from clausecheck.structure.citations import SECTION_WORD, Citation, find_attachments, find_citations

_MAY_CHANGE = re.compile(
    r"replac|substitut|insert|instead|in\s+(?:place|lieu)\s+of|delet|remov|omit|strik|struck|stricken|chang|amend|increas|reduc|exten|shorten|"
    r"lengthen|rais|lower|vari|modif|\bread\b|rather",
    re.IGNORECASE,
)
_MAY_TAKE_OUT = re.compile(
    r"withdrawn|revok|rescind|repeal|cancel|terminated|no\s+longer|\bcease|no\s+(?:further|more)", re.IGNORECASE
)
_QUOTED = re.compile(r'"(?=[^"]*\w)([^"]{1,100})"|(?<!\w)\'(?=\w)([^"]{1,100}?)\'(?!\w)')
# Words around a value that say nothing of what becomes of it.
_NOISE = re.compile(
    r"\b(?:the|words?|figures?|phrase|numbers?|expression|references?|said|hereby|therein|accordingly|each|both|every|"
    r"periods?\s+of|sum\s+of|rate\s+of|wherever\s+(?:it|they)\s+(?:appears?|occurs?)|appearing|set\s+out|stated|"
    r"contained|mentioned)\b\s*",
    re.IGNORECASE,
)
_CITED = re.compile(r"\s*\b(?:in|of|under|to|at|from)\s+@")
_BE = r"(?:(?:shall|will|is|are|be|being|to|was|were|now)\s+)*"
_CHANGED = (
    r"(?:replaced|substituted|superseded|changed|amended|altered|increased|reduced|shortened|extended|lengthened|raised|"
    r"lowered|varied|modified|cut)"
)
_INSERT = (
    r"(?:insert|substitut|replac|add|put)\w*"
    r"(?:\s+(?:it|them|in\s+(?:its|their)\s+(?:place|stead)|therefor|instead|in\s+lieu(?:\s+thereof)?|with|by))*"
)
_TAKEN_OUT = r"(?:deleted|removed|struck(?:\s+out)?|stricken|omitted)"
_OLD, _NEW = r"<(?P<old>\d+)>", r"<(?P<new>\d+)>"
_OLD_THEN_NEW = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_OLD},?\s+{_BE}(?:deleted\s+and\s+)?{_CHANGED}\s+(?:by|with|to(?:\s+read)?|into)\s+{_NEW}",
        rf"{_OLD},?\s+{_BE}(?:read|construed|understood|taken|deemed|treated|mean)\s+(?:(?:as|to|be|read|mean|a)\s+)*{_NEW}",
        rf"\b(?:replac|chang|amend|increas|reduc|exten|vary|alter|rais|lower|shorten)\w*\s+{_OLD},?\s+(?:by|with|to(?:\s+read)?|into)\s+{_NEW}",
        rf"\bsubstitut\w*\s+{_OLD}\s+(?:by|with)\s+{_NEW}",
        rf"\b(?:delet|remov|strik|omit)\w*(?:\s+out)?\s+{_OLD},?\s+and\s+{_INSERT}\s+{_NEW}",
        rf"{_OLD}\s+{_BE}{_TAKEN_OUT},?\s+and\s+{_BE}{_INSERT}\s+{_NEW}",
        rf"{_OLD}\s+{_BE}{_TAKEN_OUT}(?:,?\s+and|,|;)\s+{_NEW}\s+{_BE}(?:inserted|substituted|added|put)",
        rf"\bfor\s+{_OLD},?\s+(?:there\s+)?{_BE}(?:substitut|read|insert)\w*\s+{_NEW}",
        rf"{_NEW}\s+{_BE}substituted\s+for\s+{_OLD}",
        rf"\bsubstitut\w*\s+{_NEW}\s+for\s+{_OLD}",
        rf"{_NEW},?\s+(?:{_BE}inserted\s+)?(?:instead\s+of|in\s+place\s+of|in\s+lieu\s+of|rather\s+than)\s+{_OLD}",
        rf"{_CHANGED}\s+from\s+{_OLD}\s+to\s+{_NEW}",
    )
)
_LEFT_OUT = (
    re.compile(
        rf"(?<!beginning )(?<!starting )(?<!with ){_OLD}\s+{_BE}(?:deleted|removed|omitted|struck)\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?:delet|remov|omit|strik)\w*(?:\s+out)?\s+{_OLD}(?!,?\s+and\s+{_INSERT})", re.IGNORECASE),
)
_PUT_IN = re.compile(rf"\bafter\s+{_OLD},?\s+(?:there\s+)?{_BE}(?:insert|add)\w*\s+{_NEW}", re.IGNORECASE)
# "from 30 to 60 days": the unit stands only once.
_FROM_NUMBER = re.compile(rf"{_CHANGED}\s+from\s+(?P<count>[\w()-]+(?:\s\(\d+\))?)\s+to\s+{_NEW}", re.IGNORECASE)
# A second change in the same breath: "... and '30 days' by '90 days'".
_AND_SO = re.compile(rf"(?:,|;|\band)\s+{_OLD}\s+(?:by|with|to|as)\s+{_NEW}", re.IGNORECASE)
_SO_THAT = re.compile(
    rf"\b{_CHANGED}\s+(?:(?:so|such)\s+that|to\s+(?:provide|state|say)\s+that|(?:to|so\s+as\s+to)\s+(?:provide|allow|require)\b)"
    rf"(?P<label>[^<.;]{{0,80}}?)\s+{_BE}(?:\w+\s+){{0,2}}{_NEW}",
    re.IGNORECASE,
)
_IS_NOW = re.compile(
    rf"^(?P<label>(?:[\w-]+\s+){{1,5}}?)(?:is|are|shall\s+be)\s+{_CHANGED}\s+to(?:\s+read)?\s+{_NEW}", re.IGNORECASE
)
_SENTENCE = re.compile(r'"(?=[^"]*\w)[^"]{1,600}"')
_IS_TAKEN_OUT = re.compile(
    r"\)?,?\s*(?:(?:in|of|from|at|under|appearing|set\s+out|contained)\s(?:[^.;\"]|\.(?=\d)){1,80}?\s)?"
    r"(?:(?:is|are|(?:shall|will)\s+be)\s+(?:hereby\s+|deemed\s+)*"
    rf"(?:{_TAKEN_OUT}|withdrawn|revoked|rescinded|repealed|cancell?ed|terminated|of\s+no\s+(?:further|more)\s+(?:force|effect)"
    r"|(?P<replaced>replaced|superseded)\s+(?:by|with))"
    r"|(?:(?:shall|will)\s+)?(?:no\s+longer|ceases?\s+to)\s+(?:appl(?:y|ies)|ha(?:s|ve)\s+effect|be\s+(?:in|of)\s+(?:force|effect)))\b"
    r"(?!\s+(?:if|unless|only|when|once|after)\b)(?P<then>[^.;]*)",
    re.IGNORECASE,
)
_TAKES_OUT = re.compile(
    r"(?<!not\s)\b(?:delet|remov|strik|omit|replac)\w*(?:\s+out)?\s+(?:from\s(?:[^.;\"]|\.(?=\d)){1,60}?\s)?(?:the\s+)?(?:following\s+)?"
    r"(?:(?:first|last|second|third|whole)\s+)?(?:words?|sentences?|phrase|clause|paragraph|provision|text)?:?\s*"
    rf"(?:(?:{SECTION_WORD})\s*[\w.()]{{1,16}}(?:\s+of\s+(?:the|this)\s+\w+)?\s*[,(:]?\s*)?$",
    re.IGNORECASE,
)
_PUTS_IN = re.compile(r"\b(?:replac|substitut|insert|restat)\w*|\b(?:with|by)\s+[^\"]{0,40}\"", re.IGNORECASE)
_ONLY_THEN = re.compile(r"\b(?:if|where|when|unless|once|should|after|during|may|can)\b", re.IGNORECASE)
_CHANGING = ("amended", "varied", "modified")
_IS_CHANGED = re.compile(
    rf"@\s*(?:\([^)]{{0,60}}\)\s*)?(?:is|are|shall\s+be)\s+(?:{'|'.join(_CHANGING)})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a sentence asks for: these old words, or the value that a label names, to become the new ones."""

    new: str
    old: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Quoted words that a sentence deletes, from `start` to `end`; `replaced` where it puts others in their place."""

    start: int
    end: int
    replaced: bool


def taken_out(text: str) -> Iterator[TakenOut]:
    """Find the quoted words that a sentence deletes: 'The sentence "Provider may earn back a credit." is deleted'."""
    if '"' not in text or not (_MAY_CHANGE.search(text) or _MAY_TAKE_OUT.search(text)):
        return
    for quote in _SENTENCE.finditer(text):
        after = _IS_TAKEN_OUT.match(text, quote.end())
        before = _TAKES_OUT.search(text[: quote.start()])
        if after or before:
            then = after["then"] if after else text[quote.end() :]
            replaced = bool((after and after["replaced"]) or _PUTS_IN.search(then))
            yield TakenOut(quote.start(), quote.end(), replaced)


def changes_a_value(text: str) -> bool:
    """Tell whether a sentence changes a value within a clause, and so takes nothing back."""
    return next(wishes(text), None) is not None


def announces_change(text: str) -> bool:
    """Tell whether a sentence says that a section or an attachment is changed, whether or not it says how."""
    lower = text.casefold()
    if not any(verb in lower for verb in _CHANGING) or not ("@" in text or _cites(text)):
        return False
    return _IS_CHANGED.search(_masked(text)[0]) is not None


def _cites(text: str) -> bool:
    return next(_named(text), None) is not None


def _named(text: str) -> Iterator[Citation]:
    """List the sections and attachments that a text names."""
    yield from find_citations(text)
    yield from find_attachments(text)


def is_quoted(text: str, place: int) -> bool:
    """Tell whether a place in a sentence lies within quotation marks."""
    return any(match.start() <= place < match.end() for match in _QUOTED.finditer(text))


def _masked(text: str) -> tuple[str, list[str]]:
    """Write <0>, <1> ... for the values of a sentence and @ for its citations, and leave out what says nothing."""
    found = [(m.start(), m.end(), m.group(1) or m.group(2)) for m in _QUOTED.finditer(text)]
    figures = [(value.start, value.end) for values in (periods(text), percentages(text)) for value in values]
    taken = list(found)
    for start, end in sorted(figures, key=lambda span: (span[0], -span[1])):
        if not any(start < last and first < end for first, last, _ in taken):
            taken.append((start, end, text[start:end].strip()))
    marks = [(start, end, f" <{number}> ") for number, (start, end, _) in enumerate(sorted(taken))]
    marks += [
        (citation.start, citation.end, "@")
        for citation in _named(text)
        if not any(citation.start < last and first < citation.end for first, last, _ in taken)
    ]
    written, position = [], 0
    for start, end, mark in sorted(marks):
        written += [text[position:start].replace("<", " "), mark]
        position = end
    plain = _CITED.sub(" ", "".join((*written, text[position:].replace("<", " "))))
    return " ".join(_NOISE.sub("", " ".join(plain.split())).split()), [words for _, _, words in sorted(taken)]


def wishes(text: str) -> Iterator[Wish]:
    """Read what a sentence that names a section or an attachment asks to be changed there."""
    if not _cites(text) or not _MAY_CHANGE.search(text):
        return
    plain, values = _masked(text)
    used: set[str] = set()
    for pattern in (*_OLD_THEN_NEW, _AND_SO):
        for match in pattern.finditer(plain):
            old, new = match["old"], match["new"]
            if (pattern is _AND_SO) <= bool(used) and not {old, new} & used and _are_alike(values, int(old), int(new)):
                used |= {old, new}
                yield Wish(values[int(new)], old=values[int(old)])
    if not used:
        yield from _further_wishes(plain, values)


def _further_wishes(plain: str, values: Sequence[str]) -> Iterator[Wish]:
    """Read what else a sentence may ask for: words put in or left out, or a value named by its label."""
    for match in _PUT_IN.finditer(plain):
        old = values[int(match["old"])]
        yield Wish(f"{old} {values[int(match['new'])]}", old=old)
    for match in (match for pattern in _LEFT_OUT for match in pattern.finditer(plain)):
        yield Wish("", old=values[int(match["old"])])
    for match in _FROM_NUMBER.finditer(plain):
        new = values[int(match["new"])]
        yield Wish(new, old=f"{match['count']} {new.split()[-1].lstrip('0123456789')}")
        return
    named = _SO_THAT.search(plain) or (None if _ONLY_THEN.search(plain) else _IS_NOW.search(plain))
    if named:
        yield Wish(values[int(named["new"])], label=named["label"])


def _are_alike(values: Sequence[str], old: int, new: int) -> bool:
    """Tell whether one value can stand for the other: neither is a whole sentence, and figures are of one kind."""
    kinds = [kind_of(values[index]) for index in (old, new)]
    return kinds[0] == kinds[1] or None in kinds


def kind_of(value: str) -> str | None:
    """Tell whether a value is a percentage or a period, or None for other words."""
    if next(percentages(value), None):
        return "percentage"
    return "period" if next(periods(value), None) else None
