"""The spaCy component "clausecheck": clauses as spans of a Doc, and the report on it.

spaCy finds it by the entry point of the package:

    nlp = spacy.blank("en")
    nlp.add_pipe("clausecheck", config={"side": "customer"})
    doc = nlp(text)
    doc.spans["clauses"], doc._.clausecheck.summary

Whoever loads analysed Docs without the component, from a DocBin, imports this module first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

import clausecheck

if TYPE_CHECKING:
    from clausecheck.report.model import ClauseRecord

SPANS = "clauses"


class ClauseComponent:
    """Analyses the text of each Doc as a contract.

    Sets `doc.spans["clauses"]`, a span for each clause with the clause type for its label and the id of the clause in
    the report for its own, and `doc._.clausecheck`, the Report, which is kept as `doc._.clausecheck_json`. Of a clause
    of several passages the span is the last, the one that `start` and `end` of the clause in the report tell.
    """

    def __init__(self, analyzer: clausecheck.Analyzer) -> None:
        self._analyzer = analyzer

    def __call__(self, doc: Doc) -> Doc:
        """Analyse a Doc; raises InputError for one that cannot be, which must not look like one without risks."""
        review = self._analyzer.review(doc.text.encode(), name="doc")
        doc.spans[SPANS] = [_span(doc, review.source, clause) for clause in review.report.clauses]
        doc._.clausecheck_json = review.report.model_dump_json()
        return doc


@Language.factory(
    "clausecheck",
    assigns=["doc.spans", "doc._.clausecheck"],
    default_config={"playbook": "outsourcing", "side": None, "customer": None},
)
def make_component(
    nlp: Language,  # noqa: ARG001 - spaCy gives it
    name: str,  # noqa: ARG001 - spaCy gives it
    playbook: str,
    side: Literal["customer", "provider"] | None,
    customer: str | None,
) -> ClauseComponent:
    """Make the component for a pipeline; the options are those of Analyzer, and so are the errors raised."""
    return ClauseComponent(clausecheck.Analyzer(playbook, side=side, customer=customer))


def _span(doc: Doc, source: clausecheck.Source, clause: ClauseRecord) -> Span:
    """Find a clause in the text of the Doc, of which reading dropped and spelled out some characters."""
    places = source.anchored(clausecheck.Span(clause.start, clause.end))
    begin, last = places[0].offset, places[-1]
    end = last.offset + last.end - last.start
    span = doc.char_span(begin, end, label=clause.type, alignment_mode="expand", span_id=clause.id)
    assert span is not None, "expansion always finds tokens"
    return span


def _report(doc: Doc) -> clausecheck.Report | None:
    """Give the report on a Doc; None for a Doc that was not analysed."""
    kept = doc._.clausecheck_json
    return None if kept is None else clausecheck.Report.model_validate_json(kept)


# The report is kept as text, which goes wherever a Doc goes: to other processes, into a DocBin, to disk.
Doc.set_extension("clausecheck_json", default=None, force=True)
Doc.set_extension("clausecheck", getter=_report, force=True)
