"""Carrying over: a rule made of regular expressions turned into a rule on a clause type, or the reason why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, Literal

from clausecheck._counted import counted
from clausecheck.detect.confidence import PRESENT
from clausecheck.detect.detector import Detector
from clausecheck.migration.redline_buddy import RegexPlaybook, RegexRule
from clausecheck.migration.searching import Hits, Query, Searcher
from clausecheck.migration.subject import Example, Subject, Subjects, examples_of
from clausecheck.patterns.model import PatternSet
from clausecheck.playbook.assess import assess
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.mirror import OTHER_SIDE
from clausecheck.playbook.model import CONDITIONED, Objection, Playbook, Rule
from clausecheck.playbook.position import asked_of, positions

Outcome = Literal["carried over", "carried over in part", "not carried over"]

# redline-buddy takes 30, 15, 7 and 3 points from its score; these stand to each other as nearly so.
_WEIGHTS = {"critical": 2.0, "high": 1.0, "medium": 0.5, "low": 0.25}
_TERMS = (*CONDITIONED, "unacceptable")
_THERE = {"denied": {"one_of": [False], "if_silent": "met"}}

_NO_SUBJECT = "no clause type is what its regexes, language and name agree on"

Terms = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one rule: the new rule, if any, what it is about, and what was lost or why all of it was."""

    source: RegexRule
    rule: Rule | None
    subject: Subject | None
    lost: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """Tell how much of the rule was carried over."""
        if self.rule is None:
            return "not carried over"
        return "carried over in part" if self.lost else "carried over"


class _NotCarriedError(Exception):
    """Why a rule cannot be said in clauses and terms."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One rule, what it is about, and the rule of the base on the same clause type, if there is one."""

    rule: RegexRule
    subject: Subject
    hits: Hits
    known: Rule | None


def carry_over(playbook: RegexPlaybook, base: Playbook, patterns: PatternSet) -> list[Carried]:
    """Carry over each rule of a playbook, in its order.

    Side, threshold and the terms that no regular expression states are those of `base`.
    """
    examples = examples_of(patterns)
    carrier = _Carrier(base, Subjects(Detector(patterns), examples), examples)
    with closing(Searcher([example.text for example in examples])) as searcher:
        carried = [carrier.carry(source, playbook, searcher) for source in playbook.rules]
    titles = Counter(done.rule.title for done in carried if done.rule)
    return [_told_apart(done) if done.rule and titles[done.rule.title] > 1 else done for done in carried]


class _Carrier:
    """Carries rules over; where regexes name terms that no regex can be read for, the base's positions stand in."""

    def __init__(self, base: Playbook, subjects: Subjects, examples: Sequence[Example]) -> None:
        self._base = base
        self._subjects = subjects
        self._examples = examples
        self._known = {rule.clause_type: rule for rule in base.rules}

    def carry(self, source: RegexRule, playbook: RegexPlaybook, searcher: Searcher) -> Carried:
        """Carry over one rule of a playbook."""
        check = source.check
        query = Query(tuple(check.patterns), tuple(check.unless_any), check.group, source.fallback)
        hits = searcher.search(query)
        unread = _unread(hits)
        subjects = self._subjects.of(source, hits)
        if not subjects:
            return Carried(source, None, None, (_NO_SUBJECT, *unread))
        subject, *others = subjects
        case = _Case(source, subject, hits or Hits({}), self._known.get(subject.clause_type.id))
        try:
            terms, lost = self._terms(case)
        except _NotCarriedError as reason:
            return Carried(source, None, subject, (str(reason), *unread))
        language, advice = _language(case)
        rule = self._rule(case, playbook, {**terms, "recommended_language": language})
        besides = [f"it is about {each.clause_type.id} as well, which has no rule now" for each in others if each.found]
        return Carried(source, rule, subject, (*lost, *advice, *besides, *unread, *self._disagreement(source, rule)))

    def _terms(self, case: _Case) -> tuple[Terms, list[str]]:
        if case.rule.check.kind == "requires_any":
            return self._required(case)
        if case.rule.check.kind == "max_value":
            return self._bounded(case), []
        return self._forbidden(case)

    def _required(self, case: _Case) -> tuple[Terms, list[str]]:
        """Want a clause of the type, on any terms."""
        if case.known is None or case.known.expects == "present":
            return {}, []
        if not case.subject.found:
            raise _NotCarriedError(
                f"it asks for words in such a clause, which {self._base.id} would rather be without; which terms they "
                "stand for cannot be told"
            )
        return {}, [f"it accepts any terms, while {self._named(case.known)} has its own"]

    def _forbidden(self, case: _Case) -> tuple[Terms, list[str]]:
        """Refuse a clause of the type unless it is on the terms that the base accepts."""
        known, kind = case.known, case.rule.check.kind
        if known and (positions(known) or known.walk_away or known.unacceptable):
            return self._on_terms(case, known)
        if known and known.expects == "present":
            raise _NotCarriedError(
                f"{self._named(known)} wants such a clause and judges no terms of it, so which wording is refused "
                "cannot be said"
            )
        lost = [] if known else [f"every such clause is refused, for {self._base.id} takes no position on its terms"]
        if kind == "forbids_unless":
            lost.append("what excuses it (unless_any) is not looked for")
        return {"expects": "absent", "unacceptable": [{"when": _THERE, "message": case.rule.title}]}, lost

    def _on_terms(self, case: _Case, known: Rule) -> tuple[Terms, list[str]]:
        """Take the terms of the base for those that the regexes mean."""
        terms: Terms = {"expects": "absent", **{name: value for name in _TERMS if (value := getattr(known, name))}}
        lost = [f"which terms are refused is what {self._named(known)} says, not the wording of the regexes"]
        if known.expects == "absent":  # the base has nothing good to say of such a clause either
            return terms, lost
        if case.rule.check.kind == "forbids_unless":
            terms["expects"] = "present"
            lost.append("a contract without any such clause is a finding as well")
        else:
            terms["unacceptable"] = [*known.unacceptable, *self._one_sided(case, known)]
        return terms, [*lost, *self._contradiction(case, known.model_copy(update=_whole(terms)))]

    def _one_sided(self, case: _Case, known: Rule) -> Iterator[Terms]:
        """Refuse what serves the other side alone, as a rule that wants the clause does unasked."""
        name = next((name for name in ("favours", "holder") if name in case.subject.clause_type.attributes), None)
        other = OTHER_SIDE[self._base.side]
        if name and not any(each.check.holds(each.bound, other) for each in asked_of(known, name)):
            yield {"when": {name: {"one_of": [other]}}, "message": case.rule.title}

    def _contradiction(self, case: _Case, rule: Rule) -> Iterator[str]:
        """Say so where the base accepts most of what the regexes find and do not excuse.

        Regexes find "shall not" as well, so that alone proves little. Where the language that the rule asks for is not
        accepted in turn, the two want different things, and none of it is carried over.
        """
        refused = [
            self._examples[index].text
            for index in case.hits.numbers.keys() - case.hits.excused
            if index < len(self._examples) and self._examples[index].clause_type == rule.clause_type
        ]
        accepted = sum(self._judged(text, rule).status == "met" for text in refused)
        if accepted * 2 <= len(refused):
            return
        found = f"{self._named(rule)} accepts {accepted} of {counted(len(refused), 'example')} that the regexes refuse"
        asked = self._subjects.read(case.rule.fallback)[1].of_type(rule.clause_type) if case.rule.fallback else ()
        granted = any(clause.confidence >= PRESENT and not clause.denied for clause in asked)
        if not granted or self._judged(case.rule.fallback, rule).status != "met":
            raise _NotCarriedError(f"{found}; a playbook for the other side can be named with --from")
        yield found

    def _bounded(self, case: _Case) -> Terms:
        """Bound the term of the clause whose values the regexes capture."""
        bound = case.rule.check.max
        if bound is None:
            raise _NotCarriedError("it has no 'max', so it never finds anything")
        votes: Counter[str] = Counter()
        for index, numbers in case.hits.numbers.items():
            votes.update(_equal(self._attributes(case, index), numbers))
        if not votes:
            raise _NotCarriedError("the number that it captures is none of the terms that are read from such a clause")
        (name, _), *_ = votes.most_common(1)
        return {
            "expects": "absent",
            "acceptable": {name: {"at_most": bound, "if_silent": "met"}},
            "walk_away": {name: {"more_than": bound}},
        }

    def _attributes(self, case: _Case, index: int) -> Mapping[str, Any]:
        """Give the terms of an example, or of the rule's own language, where it is a clause of the type."""
        wanted = case.subject.clause_type.id
        if index < len(self._examples):
            example = self._examples[index]
            return example.attributes if example.clause_type == wanted else {}
        clauses = self._subjects.read(case.rule.fallback)[1].of_type(wanted)
        return clauses[0].attributes if clauses else {}

    def _rule(self, case: _Case, playbook: RegexPlaybook, terms: Terms) -> Rule:
        kind, source = case.subject.clause_type, case.rule
        return Rule.model_validate(
            {
                "id": source.id,
                "clause_type": kind.id,
                "title": kind.definition.title,
                "severity": source.severity,
                "weight": _WEIGHTS[source.severity],
                "area": case.known and case.known.area,
                **_plain(terms),
                "why": _why(source) or kind.definition.why,
                "sources": [f"redline-buddy playbook {playbook.name} {playbook.version}, rule {source.id}"],
            }
        )

    def _named(self, known: Rule) -> str:
        return f"'{known.id}' of {self._base.id}"

    def _judged(self, text: str, rule: Rule) -> Finding:
        alone = self._base.model_copy(update={"rules": [rule]})
        (finding,) = assess(*self._subjects.read(text), alone)
        return finding

    def _disagreement(self, source: RegexRule, rule: Rule) -> Iterator[str]:
        """Say so where the rule does not accept the very language that it asks for."""
        finding = self._judged(source.fallback, rule) if source.fallback else None
        if finding and finding.status != "met":
            yield f"its own fallback language is {finding.status} under this rule: {finding.message.rstrip('.')}"


def _unread(hits: Hits | None) -> Iterator[str]:
    if hits is None:
        yield "its regexes were not run to their end: they overran the limits of time or memory"
    elif hits.broken:
        what = "is no regular expression" if len(hits.broken) == 1 else "are no regular expressions"
        yield f"{len(hits.broken)} of its patterns {what}"


def _equal(attributes: Mapping[str, Any], numbers: Sequence[float]) -> Iterator[str]:
    for name, value in attributes.items():
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value in numbers:
            yield name


def _language(case: _Case) -> tuple[str, list[str]]:
    """Give the language to ask for, and what is lost where the rule has none."""
    if case.rule.fallback:
        return case.rule.fallback, []
    if case.known:
        return case.known.recommended_language, [f"it has no fallback language; '{case.known.id}' lends its own"]
    advice = case.rule.suggestion or case.rule.description or case.rule.title
    return f"[{advice}]", ["it has no fallback language; the advice stands in its place, in brackets"]


def _why(source: RegexRule) -> str:
    parts = [part for part in (source.why or source.description, source.suggestion) if part]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _plain(value: Any) -> Any:
    """Take conditions and objections of the base for what they were written as."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.model_dump(exclude_none=True) if hasattr(value, "model_dump") else value


def _whole(terms: Terms) -> Terms:
    """Give terms as a rule holds them."""
    objections = [Objection.model_validate(_plain(each)) for each in terms.get("unacceptable", [])]
    return {**terms, "unacceptable": objections}


def _told_apart(done: Carried) -> Carried:
    """Add the id to a title that several rules have."""
    rule = done.rule and done.rule.model_copy(update={"title": f"{done.rule.title} ({done.rule.id})"})
    return replace(done, rule=rule)
