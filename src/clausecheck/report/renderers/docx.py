"""The contract's own Word file with a comment at the words that each finding rests on, and on request a redline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from clausecheck.errors import UnsupportedFormat
from clausecheck.ingest.formats import DOCX, PDF
from clausecheck.ingest.source import Anchor
from clausecheck.playbook.finding import SETTLED
from clausecheck.report.excerpt import deciding_span, one_line, shortened
from clausecheck.report.model import ClauseRecord, FindingRecord, PartyRecord
from clausecheck.report.review import Markup, Review
from clausecheck.report.visibility import TO_ASK_FOR
from clausecheck.report.word.comments import Comments
from clausecheck.report.word.indentation import Indentation
from clausecheck.report.word.package import WordPackage
from clausecheck.report.word.redline import Redline
from clausecheck.report.word.story import Range, Story
from clausecheck.report.word.strike import strikeable
from clausecheck.report.word.terms import OwnTerms
from clausecheck.spans import Span

CLAUSES_SHOWN = 3
QUOTE = 300
LONGEST = 1_000  # characters of a passage that is marked whole; of a longer one, the words that decide

_STEM = 5  # letters

_ROLES = ("customer", "provider")
_CONTRADICTS = "Language to ask for would contradict"
_STAYS = f"{_CONTRADICTS} words that stay beside it, which are to be struck or changed too"
_SIGNED = (
    "This copy was signed digitally",
    "The comments make the signature of this copy invalid. The file that was analysed is unchanged, its signature too.",
)


def render(review: Review, markup: Markup) -> bytes:
    """Give the DOCX back with comments and, where asked for, tracked changes; the same input gives the same bytes.

    Raises UnsupportedFormat for a contract that is no DOCX, Corrupt where a part that was not read is damaged, or its
    comments are something else.
    """
    if review.source.media_type != DOCX:
        forms = "pdf or html" if review.source.media_type == PDF else "html"
        raise UnsupportedFormat(f"Only a DOCX file can be given back as one; for this file use the format {forms}.")
    package = WordPackage(review.document.data)
    package.make_document()
    story = Story(package)
    reviewer = _Reviewer(review, story, Comments(package, story))
    if package.is_signed:
        reviewer.say_at_title(*_SIGNED)
    found = [(finding, reviewer.comment(finding)) for finding in review.shown(markup).findings]
    story.settle()
    if markup.redline:
        redline = Redline(story, reviewer.numbers, Indentation(package, story.words))
        proposals = _Proposals(review, reviewer.own_terms, story, redline)
        for finding, place in found:
            if finding.status in TO_ASK_FOR:
                proposals.propose(finding, place)
    return package.saved()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a finding was commented: at a clause, near one, or at the title, which has no anchors here.

    `struck` is how much of the clause goes where the language is to stand in its place.
    """

    anchors: Sequence[Anchor]
    marks: Range
    struck: Literal["all", "part", "none"] = "none"


class _Reviewer:
    """Comments on findings, one comment at each of the clauses that decided."""

    def __init__(self, review: Review, story: Story, comments: Comments) -> None:
        self._source = review.source
        self._clauses = {clause.id: clause for clause in review.report.clauses}
        self._met = {name for each in review.report.findings if each.status == "met" for name in each.clauses}
        self._adverse = [each for each in review.report.findings if each.status == "adverse"]
        self._parties = review.report.document.parties
        self.own_terms = OwnTerms(review.source.text, self._parties)
        self._story = story
        self._comments = comments
        self.numbers = comments.numbers

    def comment(self, finding: FindingRecord) -> _Place:
        """Comment on a finding; give the place that decides."""
        shown = [self._clauses[name] for name in finding.clauses[:CLAUSES_SHOWN]]
        places = [(clause, place) for clause in shown if (place := self._at(clause))]
        if places:
            return self._comment_on_clauses(finding, places)
        near = next(filter(None, (self._reach(each.start, each.end) for each in finding.nearest)), None)
        if near is not None:
            said = [*self._body(finding), "The clause was not found; these words come nearest to it."]
            return self._say(near, _title(finding), [*said, *self._apart(near)])
        return self.say_at_title(_title(finding), *self._body(finding, stays=True), *_nowhere(finding))

    def say_at_title(self, title: str, *lines: str) -> _Place:
        """Comment on the first paragraph that has words."""
        marks = self._comments.add(one_line(title), [one_line(line) for line in lines])
        for block in self._source.blocks:
            anchors = self._story.reachable(self._source.anchored(block.span))
            if anchors:
                self._story.enclose(anchors, marks)
                return _Place((), marks)
        self._story.enclose_beginning(marks)
        return _Place((), marks)

    def _comment_on_clauses(
        self, finding: FindingRecord, places: Sequence[tuple[ClauseRecord, Sequence[Anchor]]]
    ) -> _Place:
        (clause, first), *others = places
        struck = self._struck(finding, clause)
        part = self._reach(struck.start, struck.end) if struck and not self._story.stands_apart(first[0]) else []
        body = [*self._body(finding, stays=not part), *self._left_beside(finding, clause), *self._apart(first)]
        place = self._say(part or first, _title(finding), body)
        for _, other in others:
            also = "These words were weighed too; the comment at the words that decide says what was found."
            self._say(other, _title(finding), [also, *self._apart(other)])
        if struck is None or not part:
            return place
        return replace(place, struck="all" if len(struck) == clause.end - clause.start else "part")

    def _left_beside(self, finding: FindingRecord, clause: ClauseRecord) -> Iterator[str]:
        """Warn of adverse words on the same subject that stay in the section where language is proposed."""
        if finding.status not in TO_ASK_FOR:
            return
        words = Span(clause.start, clause.end)
        for other in self._adverse:
            if other.area != finding.area:
                continue
            for place, name in enumerate(other.clauses):
                each = self._clauses[name]
                apart = each.section == clause.section and not words.overlaps(Span(each.start, each.end))
                if apart and (place or self._struck(other, each) is None):
                    yield f"{_STAYS}: “{shortened(one_line(each.text), QUOTE)}”"

    def _struck(self, finding: FindingRecord, clause: ClauseRecord) -> Span | None:
        """Tell how much of a clause goes with a finding whose language is to stand in its place."""
        if finding.redline != "replace" or finding.status not in TO_ASK_FOR:
            return None
        span = Span(clause.start, clause.end)
        sharing = [each for each in self._clauses.values() if span.overlaps(Span(each.start, each.end))]
        others = [each for each in sharing if each.type != clause.type]
        met = [each for each in others if each.id in self._met]
        return strikeable(clause, others, met, self._source.text)

    def _say(self, anchors: Sequence[Anchor], title: str, lines: Sequence[str]) -> _Place:
        marks = self._comments.add(one_line(title), [one_line(line) for line in lines])
        self._story.enclose(anchors, marks)
        return _Place(anchors, marks)

    def _at(self, clause: ClauseRecord) -> list[Anchor]:
        span = deciding_span(clause) if clause.end - clause.start > LONGEST else None
        return self._reach(clause.start, clause.end) if span is None else self._reach(span.start, span.end)

    def _reach(self, start: int | None, end: int | None) -> list[Anchor]:
        if start is None or end is None:
            return []
        return self._story.reachable(self._source.anchored(Span(start, end)))

    def _body(self, finding: FindingRecord, *, stays: bool = False) -> Iterator[str]:
        """Say what was found and what to ask for; `stays` tells that no proposal takes the place of the words."""
        yield finding.message
        if finding.deciding:
            yield f"The words that decide: “{shortened(finding.deciding.text, QUOTE)}”"
        if finding.status in SETTLED:
            return
        if finding.wanted:
            yield f"Wanted: {finding.wanted}."
        yield f"Why: {finding.why}"
        if finding.status == "adverse" and stays:
            yield f"{_CONTRADICTS} these words as they stand: strike or change them too."
        if finding.status in TO_ASK_FOR:
            language = self.own_terms.put(finding.recommended_language)
            yield f"Language to ask for: “{language}”"
            if language == finding.recommended_language:
                yield from _terms(self._parties)

    def _apart(self, anchors: Sequence[Anchor]) -> Iterator[str]:
        if self._story.stands_apart(anchors[0]):
            words = self._source.text[min(each.start for each in anchors) : max(each.end for each in anchors)]
            yield f"The words stand in a note, text box or formula that hangs here: “{shortened(words, QUOTE)}”"


class _Proposals:
    """Puts the language to ask for into the contract, as tracked changes."""

    def __init__(self, review: Review, own_terms: OwnTerms, story: Story, redline: Redline) -> None:
        self._source = review.source
        self._own_terms = own_terms
        self._story = story
        self._redline = redline
        self._types = {each.id: each.title for each in review.report.clause_types}
        self._sections = review.contract.sections
        signatures = (segment.own for segment in review.contract.segments if segment.zone == "signature")
        self._signature = next(signatures, None)

    def propose(self, finding: FindingRecord, place: _Place) -> None:
        """Propose the language of a finding where it belongs."""
        language = self._own_terms.put(finding.recommended_language)
        text = f"[Proposed: {one_line(finding.title)}] {one_line(language)}"
        if finding.status == "missing" or not place.anchors:
            self._propose_missing(text, self._sibling(finding))
        elif place.struck == "all" and not self._story.stands_apart(place.anchors[0]):
            self._redline.replace(place.marks, text)
        else:
            if place.struck == "part" and not self._story.stands_apart(place.anchors[0]):
                self._redline.strike(place.marks)
            self._redline.insert_after(self._story.paragraph_of(place.anchors[-1]), text)

    def _propose_missing(self, text: str, sibling: Span | None) -> None:
        """Propose a paragraph after the section on the same subject, else before the signatures or at the end."""
        if sibling is not None:
            anchors = self._story.reachable(self._source.anchored(sibling))
            self._redline.insert_after(self._story.paragraph_of(anchors[-1]), text, leave_table=True)
        elif self._signature is not None and (anchors := self._story.reachable(self._source.anchored(self._signature))):
            self._redline.insert_before(self._story.paragraph_of(anchors[0]), text)
        else:
            self._redline.insert_at_end(text)

    def _sibling(self, finding: FindingRecord) -> Span | None:
        """Find the section of a passage that came near, if its title speaks of what the finding is about."""
        about = _stems(f"{finding.title} {self._types.get(finding.clause_type, '')}")
        for passage in finding.nearest:
            if passage.start is not None and about & _stems(passage.section):
                section = self._section_around(passage.start)
                if section is not None and self._story.reachable(self._source.anchored(section)):
                    return section
        return None

    def _section_around(self, offset: int) -> Span | None:
        """Give the innermost section around a character that is no item of a list, None where signatures are in it."""
        around = [section for section in self._sections if section.span.start <= offset < section.span.end]
        listed = [section for section in around if not section.label.startswith("(")]
        if not listed or (self._signature is not None and listed[-1].span.contains(self._signature)):
            return None
        return listed[-1].span


def _stems(words: str) -> set[str]:
    """Cut the words of a title to their beginnings, so that "Auditing" and "Audit" are one."""
    return {word[:_STEM] for word in re.findall(r"[a-z]+", words.lower()) if len(word) >= _STEM}


def _title(finding: FindingRecord) -> str:
    review = ["needs review"] if finding.needs_review else []
    status = finding.status.replace("_", " ").upper()
    severity = [] if finding.status in SETTLED else [finding.severity]
    return " · ".join([status, *severity, finding.title, *review])


def _nowhere(finding: FindingRecord) -> Iterator[str]:
    """Say why a comment stands at the beginning."""
    if finding.clauses:
        yield "Its words stand where there can be no comment, so this stands at the beginning."
    elif finding.status not in SETTLED:
        yield "No words come near it, so this stands at the beginning."


def _terms(parties: Sequence[PartyRecord]) -> Iterator[str]:
    """Say what the contract calls the parties, which the language to ask for cannot know."""
    names = {role.capitalize(): [party.term for party in parties if party.role == role] for role in _ROLES}
    called = [f"the {role} is “{terms[0]}”" for role, terms in names.items() if len(terms) == 1 and terms[0] != role]
    if called:
        yield f"In this contract {' and '.join(called)}."
