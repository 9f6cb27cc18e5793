"""A comparison as plain text: what changed from version to version, or which vendor is better in what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from clausecheck.report.columns import WIDTH, columns, wrapped
from clausecheck.report.comparison import phrases
from clausecheck.report.comparison.model import (
    Cell,
    Comparison,
    MatrixRow,
    PassageChange,
    RuleChange,
    VersionStep,
    WordRun,
)
from clausecheck.report.comparison.terms import contrast
from clausecheck.report.comparison.vendors import area_scores
from clausecheck.report.comparison.words import with_context
from clausecheck.report.excerpt import one_line, shortened
from clausecheck.report.phrases import grade
from clausecheck.report.phrases import place as cited

_RULE = "─" * WIDTH
_LABEL = 16  # columns of the words that lead a line
_INDENT = " " * _LABEL
_SEVERITY = 10
_TITLE = 40  # columns of the rules in the overview of vendors
_VENDOR = 12
_VENDORS_ABREAST = (WIDTH - _TITLE) // _VENDOR
_BEST = "*"
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}


def render(comparison: Comparison) -> str:
    """Lay out for a terminal, at most 100 columns wide and without colour."""
    body = _versions if comparison.way == "versions" else _vendors
    return "\n".join([*_head(comparison), *body(comparison)]) + "\n"


def _head(comparison: Comparison) -> Iterator[str]:
    yield phrases.TITLES[comparison.way].upper()
    yield from wrapped(one_line(phrases.how_taken(comparison)), WIDTH)
    yield ""
    for place, document in enumerate(comparison.documents):
        yield from _entry(_letter(place, comparison), one_line(phrases.name(document, comparison.way)))
        verdict = "passed" if document.summary.passed else "not passed"
        lacking = f"; must-haves lacking: {', '.join(map(one_line, document.lacking))}" if document.lacking else ""
        yield from _indented(f"{verdict}, {phrases.score_line(document)}{lacking}")
        if phrases.unread(document):
            yield from _indented(f"not read: {one_line(phrases.unread(document))}; what may stand there is unverified")
    for error in comparison.errors:
        words = f"{one_line(error.document.name)}: {one_line(error.error.message)} ({error.error.code})"
        yield from _entry("NOT READ", words)
    playbook = comparison.playbook
    yield from _entry("Playbook", f"{one_line(playbook.id)} {one_line(playbook.version)}, for the {playbook.side}")


def _letter(place: int, comparison: Comparison) -> str:
    if comparison.way == "versions":
        return f"Version {comparison.documents[place].number}"
    return f"Vendor {_vendor(place)}"


def _vendor(place: int) -> str:
    """Name a vendor by a letter, after Z by two."""
    rest, letter = divmod(place, 26)
    return f"{_vendor(rest - 1) if rest else ''}{chr(ord('A') + letter)}"


# --- versions ---


def _versions(comparison: Comparison) -> Iterator[str]:
    for step in comparison.steps:
        yield from ("", _RULE)
        old, new = (comparison.documents[place] for place in (step.before, step.after))
        yield from wrapped(f"{one_line(old.label)} -> {one_line(new.label)}", WIDTH, indent="    ")
        yield from wrapped(phrases.step_line(step, comparison.documents), WIDTH)
        yield from _step(step)


def _step(step: VersionStep) -> Iterator[str]:
    shown = [change for change in step.changes if change.change != "unchanged"]
    for change in shown:
        yield ""
        yield from _change(change)
    if not shown:
        yield from ("", phrases.ALL_SETTLED)
    unchanged = [change for change in step.changes if change.change == "unchanged"]
    if unchanged:
        named = (f"{one_line(each.title)} ({phrases.status_name(each.after)})" for each in unchanged)
        yield from ("", *_entry("UNCHANGED", "; ".join(named)))


def _change(change: RuleChange) -> Iterator[str]:
    name = phrases.change_name(change.change).upper()
    head = f"{name.ljust(_LABEL)}{phrases.worst_severity(change).ljust(_SEVERITY)}"
    turn = change.turn if change.change == "changed" and change.turn != "neither" else ""
    must = "must have" if change.must_have else ""
    words = map(one_line, (change.title, turn, must, phrases.change_place(change)))
    yield from wrapped("  ·  ".join(filter(None, words)), WIDTH, first=head, indent=" " * columns(head))
    for lead, message in phrases.verdict_lines(change):
        yield from _indented(f"{lead}: {one_line(message)}" if message else f"{lead}.")
    for term in change.terms:
        yield from _indented("~ {} -> {}".format(*map(one_line, contrast(term))))
    for passage in change.passages:
        lead = one_line(phrases.passage_lead(passage, change))
        yield from _indented(f"{lead}: “{_marked(passage)}”" if lead else f"“{_marked(passage)}”")


def _marked(passage: PassageChange) -> str:
    return " ".join(_run(run) for run in with_context(passage.runs))


def _run(run: WordRun) -> str:
    before, after = _MARKS.get(run.kind, ("", ""))
    return f"{before}{one_line(run.text)}{after}"


# --- vendors ---


def _vendors(comparison: Comparison) -> Iterator[str]:
    places = iter(range(len(comparison.documents)))
    while abreast := list(islice(places, _VENDORS_ABREAST)):
        yield from ("", _RULE)
        yield from _overview(comparison, abreast)
    yield _RULE
    yield f"{_BEST} the best of its row, where they differ"
    for row in comparison.matrix:
        yield ""
        yield from _row(row)


def _overview(comparison: Comparison, places: Sequence[int]) -> Iterator[str]:
    yield _set("", [_vendor(place) for place in places])
    documents = [comparison.documents[place] for place in places]
    scores = [f"{each.summary.score}, {grade(each.summary)}{_star(each.best_score)}" for each in documents]
    yield _set("Score", scores)
    for title, found in area_scores(comparison.documents):
        yield _set(f"  {one_line(title)}", ["-" if found[place] is None else str(found[place]) for place in places])
    yield ""
    for row in comparison.matrix:
        cells = [row.cells[place] for place in places]
        yield _set(one_line(row.title), [f"{phrases.status_name(each.verdict)}{_star(each.best)}" for each in cells])


def _set(title: str, cells: Sequence[str]) -> str:
    indent = " " * (len(title) - len(title.lstrip()))
    lead = indent + (shortened(title, _TITLE - len(f"{indent} … ")) if title.strip() else "")
    set_cells = "".join(f"{cell.ljust(_VENDOR - 1)} " for cell in cells)
    return (lead + " " * max(_TITLE - columns(lead), 1) + set_cells).rstrip()


def _star(best: bool) -> str:
    return f" {_BEST}" if best else ""


def _row(row: MatrixRow) -> Iterator[str]:
    yield from wrapped("  ·  ".join(filter(None, (one_line(row.title), "must have" if row.must_have else ""))), WIDTH)
    yield from wrapped(f"wanted: {one_line(row.wanted)}", WIDTH, first="  ", indent="  ")
    for place, cell in enumerate(row.cells):
        lead = f"  {_BEST if cell.best else ' '} {_vendor(place).ljust(3)}{phrases.status_name(cell.verdict).ljust(16)}"
        yield from wrapped(_cell(cell), WIDTH, first=lead, indent=" " * len(lead))


def _cell(cell: Cell) -> str:
    verdict = cell.verdict
    if verdict is None:
        return ""
    review = "needs review" if verdict.needs_review else ""
    where = f"({cited(verdict.section, verdict.page)})" if verdict.section or verdict.page else ""
    return "  ".join(filter(None, map(one_line, (verdict.value or verdict.message, where, review))))


def _entry(name: str, words: str) -> list[str]:
    return wrapped(words, WIDTH, first=name.ljust(_LABEL), indent=_INDENT)


def _indented(words: str) -> list[str]:
    return wrapped(words, WIDTH, first=_INDENT, indent=_INDENT)
