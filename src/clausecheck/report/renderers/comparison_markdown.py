"""A comparison as Markdown, for a ticket or a pull request: no word of a contract means anything to Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.report.comparison import phrases
from clausecheck.report.comparison.model import (
    Cell,
    ComparedDocument,
    Comparison,
    MatrixRow,
    RuleChange,
    VersionStep,
    WordRun,
)
from clausecheck.report.comparison.terms import contrast
from clausecheck.report.comparison.vendors import area_scores
from clausecheck.report.comparison.words import with_context
from clausecheck.report.phrases import place
from clausecheck.report.renderers.markdown import escaped, table

_BEST = "★"


def render(comparison: Comparison) -> str:
    """Lay out in the Markdown of GitHub: tables and struck-out words."""
    body = _versions if comparison.way == "versions" else _vendors
    return "\n".join([*_head(comparison), *body(comparison)]) + "\n"


def _head(comparison: Comparison) -> Iterator[str]:
    playbook = comparison.playbook
    yield f"# {phrases.TITLES[comparison.way]}"
    yield ""
    yield f"{escaped(phrases.how_taken(comparison))}  "
    yield f"Playbook {escaped(playbook.id)} {escaped(playbook.version)}, for the {playbook.side}."
    for error in comparison.errors:
        yield ""
        yield f"**Not read: {escaped(error.document.name)}.** {escaped(error.error.message)} ({error.error.code})"
    for document in comparison.documents:
        if phrases.unread(document):
            words = f"{escaped(document.label)}: {escaped(phrases.unread(document))} not read."
            yield from ("", f"**{words}** What may stand there is unverified.")
    yield ""


def _verdict(document: ComparedDocument) -> str:
    return "passed" if document.summary.passed else "not passed"


def _lacking(document: ComparedDocument) -> str:
    return escaped(", ".join(document.lacking)) or "none"


# --- versions ---


def _versions(comparison: Comparison) -> Iterator[str]:
    rows = [
        [escaped(each.label), _verdict(each), escaped(phrases.score_line(each)), _lacking(each)]
        for each in comparison.documents
    ]
    yield from table(["Version", "Verdict", "Score", "Must-haves lacking"], rows)
    for step in comparison.steps:
        old, new = (comparison.documents[place] for place in (step.before, step.after))
        yield ""
        yield f"## {escaped(old.label)} → {escaped(new.label)}"
        yield ""
        yield f"{escaped(phrases.step_line(step, comparison.documents)).capitalize()}."
        yield from _step(step)


def _step(step: VersionStep) -> Iterator[str]:
    shown = [change for change in step.changes if change.change != "unchanged"]
    for change in shown:
        yield from _change(change)
    if not shown:
        yield from ("", phrases.ALL_SETTLED)
    unchanged = [change for change in step.changes if change.change == "unchanged"]
    if unchanged:
        yield from ("", "### Unchanged", "")
        yield from (f"- {escaped(each.title)} ({phrases.status_name(each.after)})" for each in unchanged)


def _change(change: RuleChange) -> Iterator[str]:
    turn = change.turn if change.change == "changed" and change.turn != "neither" else ""
    facts = (
        phrases.worst_severity(change),
        turn,
        "must have" if change.must_have else "",
        phrases.change_place(change),
    )
    yield from ("", f"### {phrases.change_name(change.change).capitalize()}: {escaped(change.title)}", "")
    yield " · ".join(escaped(fact) for fact in facts if fact)
    yield ""
    for lead, message in phrases.verdict_lines(change):
        yield f"- {lead}: {escaped(message)}" if message else f"- {lead}"
    for term in change.terms:
        yield "- **{} → {}**".format(*map(escaped, contrast(term)))
    for passage in change.passages:
        lead = phrases.passage_lead(passage, change)
        yield from ("", f"> {f'{escaped(lead)}: ' if lead else ''}“{' '.join(map(_run, with_context(passage.runs)))}”")


def _run(run: WordRun) -> str:
    mark = {"removed": "~~", "added": "**"}.get(run.kind, "")
    return f"{mark}{escaped(run.text)}{mark}"


# --- vendors ---


def _vendors(comparison: Comparison) -> Iterator[str]:
    documents = comparison.documents
    yield from table(
        ["", *(escaped(phrases.name(each, "vendors")) for each in documents)],
        [
            ["Score", *(f"{escaped(phrases.score_line(each))}{_star(each.best_score)}" for each in documents)],
            ["Verdict", *map(_verdict, documents)],
            ["Must-haves lacking", *map(_lacking, documents)],
            *_areas(documents),
            *map(_row, comparison.matrix),
        ],
    )
    yield from ("", f"{_BEST} the best of its row, where they differ.")


def _areas(documents: Sequence[ComparedDocument]) -> Iterator[list[str]]:
    for title, scores in area_scores(documents):
        yield [escaped(title), *("not known" if score is None else str(score) for score in scores)]


def _row(row: MatrixRow) -> list[str]:
    must = ", must have" if row.must_have else ""
    return [f"**{escaped(row.title)}**{must}", *map(_cell, row.cells)]


def _cell(cell: Cell) -> str:
    verdict = cell.verdict
    if verdict is None:
        return phrases.UNJUDGED
    where = place(verdict.section, verdict.page)
    review = ", needs review" if verdict.needs_review else ""
    cited = f" ({escaped(where)})" if where else ""
    return f"{phrases.status_name(verdict)}{review}{_star(cell.best)}: {escaped(verdict.value)}{cited}"


def _star(best: bool) -> str:
    return f" {_BEST}" if best else ""
