"""Absence: where a clause that was not found may stand instead, and which passages came nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from clausecheck.detect.clause import Deferral, Place
from clausecheck.detect.confidence import HEADING_WEIGHT
from clausecheck.detect.matchers.exemplar import exemplar_agreement
from clausecheck.detect.matchers.heading import heading_agreement
from clausecheck.detect.survey import Survey
from clausecheck.patterns.model import ClauseType

_MAX_CONSIDERED = 3
# A passage that agrees less with the wordings of a clause shares with them, as a rule, only the words of any contract.
_NEAR_ENOUGH = 0.66
_SAYS_SOMETHING = 4  # words; fewer are a figure or a date
_HAIR = 1e-6  # so that no rounding keeps out a passage as good as the last of the best
_SET_OUT_IN = "set_out_in"


def deferrals(survey: Survey, wanted: Sequence[ClauseType]) -> Iterator[Deferral]:
    """Find the passages that leave a clause type to an attachment or an amended agreement, not supplied."""
    contract = survey.contract
    if contract.amended and not contract.amended.supplied:
        for kind in wanted:
            yield Deferral(kind.id, contract.amended.span, contract.amended.label)
    absent = [reference for reference in contract.references if not reference.supplied]
    for segment in contract.segments if absent else ():
        if segment.zone not in ("body", "definition") or segment.kind == "heading":
            continue
        reference = next((reference for reference in absent if segment.own.contains(reference.span)), None)
        if reference is None or not survey.scan(segment).fragment(_SET_OUT_IN):
            continue
        for kind in wanted:
            if survey.scan(segment).any(kind.definition.subject):
                yield Deferral(kind.id, segment.own, reference.label)


def considered(survey: Survey, kind: ClauseType, exemplars: Sequence[str]) -> tuple[Place, ...]:
    """Name the passages that came nearest to a clause type without being one, best first.

    One is near that shows a signal which did not count, speaks of the subject, stands under a usual title, or reads
    much like a wording of the clause. Where none is, the best of those that merely share words shows how far the search
    came.
    """
    scores: dict[int, float] = {}
    for candidate in survey.candidates:
        if candidate.clause_type.id == kind.id:
            scores[candidate.segment.index] = max(candidate.rejected_weight, candidate.weight)
    shown = {index for index, score in scores.items() if score}
    best: list[float] = []
    titles: dict[tuple[str, ...], float] = {}
    looked_at = survey.looked_at.get(kind.id, ())
    for path in {segment.path for segment in looked_at}:
        titles[path] = HEADING_WEIGHT if heading_agreement(path, kind.definition.headings) else 0.0
    # The most promising first: the sooner the best are known, the fewer of the others have to be measured.
    for segment in sorted(looked_at, key=lambda each: -scores.get(each.index, 0.0) - titles[each.path]):
        titled = titles[segment.path]
        score = scores.get(segment.index, 0.0)
        # Agreement that would not lift the passage among the best is not worth measuring.
        wanted = 2 * (best[-1] - score - titled) - _HAIR if len(best) == _MAX_CONSIDERED else 0.0
        agreement = exemplar_agreement(survey.ordered(segment), exemplars, max(wanted, 0.0)) if wanted <= 1 else 0.0
        scores[segment.index] = score = score + agreement / 2 + titled
        best = sorted((*best, score), reverse=True)[:_MAX_CONSIDERED]
        if titled or agreement >= _NEAR_ENOUGH:
            shown.add(segment.index)
    in_order = [survey.contract.segments[index] for index in sorted(scores, key=lambda index: (-scores[index], index))]
    first = in_order[:_MAX_CONSIDERED]
    near = [each for each in first if each.index in shown or survey.scan(each).any(kind.definition.subject)]
    sentences = (each for each in in_order if len(each.text.split()) >= _SAYS_SOMETHING)
    return tuple(Place(each.own) for each in near or islice(sentences, 1))
