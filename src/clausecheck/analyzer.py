"""The whole flow on one page: document -> Source -> Contract -> Detection -> Finding -> Report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, TypedDict, get_args

from clausecheck.errors import InputError, OptionError
from clausecheck.ingest import open_document, read
from clausecheck.ingest.document import DEFAULT_OPTIONS, Document, ReadOptions
from clausecheck.ingest.source import Reading
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.model import PatternSet
from clausecheck.playbook.assess import assess
from clausecheck.playbook.changes import Change, changes
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.model import Playbook
from clausecheck.playbook.severity import Side
from clausecheck.report.build import build
from clausecheck.report.glossary import with_clause_types
from clausecheck.report.model import Report
from clausecheck.report.review import Review
from clausecheck.report.revisions import with_revisions
from clausecheck.structure import parse

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from clausecheck.detect.detector import Detector

_compiling = Lock()  # threads that begin together share one detector


class _Options(TypedDict, total=False):
    patterns: PatternSet | None
    side: Side | None
    customer: str | None
    reading: ReadOptions


class Analyzer:
    """Holds contracts against one playbook; keeps patterns and playbook loaded between documents.

    Several threads may use one Analyzer at once, and each gets what it would get alone. They do not make it faster, for
    Python runs one of them at a time and PDFium serves one; Scanner has processes for that.
    """

    def __init__(
        self,
        playbook: str | Path | Playbook = "outsourcing",
        *,
        patterns: PatternSet | None = None,
        side: Side | None = None,
        customer: str | None = None,
        reading: ReadOptions = DEFAULT_OPTIONS,
    ) -> None:
        """Load the patterns and the playbook.

        Args:
            playbook: The id of a bundled playbook, the path of a YAML file, or a loaded playbook.
            patterns: The patterns to detect clauses with; the bundled ones when not given.
            side: The side of the table to judge from; the playbook's own when not given.
            customer: The term of the party that is the customer ("Client"), where the contract does not show it.
            reading: How documents are to be read: limits, tracked changes, old formats.

        Raises:
            DefinitionError: A pattern or the playbook has faults; all of them are listed.
            OptionError: There is no such side, playbook or clause type.
        """
        if side is not None and side not in get_args(Side):
            raise OptionError(f"no side '{side}'; one of {', '.join(get_args(Side))}")
        if customer is not None and not customer.strip():
            raise OptionError("an empty term names no customer")
        self.patterns = load_patterns() if patterns is None else patterns
        known = self.patterns.known_attributes
        self.playbook = playbook if isinstance(playbook, Playbook) else load_playbook(playbook, known=known)
        unknown = {rule.clause_type for rule in self.playbook.rules} - known.keys()
        if unknown:
            raise OptionError(f"no pattern detects the clause types {', '.join(sorted(unknown))}")
        self.side: Side = side or self.playbook.side
        self.customer = customer
        # A text with marks holds two contracts, of which a verdict would be true of neither.
        self.reading = replace(reading, revisions="accepted") if reading.revisions == "marked" else reading
        self._compiled: Detector | None = None
        if patterns is not None:
            _ = self._detector  # what spaCy refuses in them shows now; the bundled ones wait until they are needed

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is compiled: another process has it sooner by compiling than by reading."""
        return {**self.__dict__, "_compiled": None}

    def analyze(
        self, document: str | Path | bytes | BinaryIO, *, name: str | None = None, password: str | None = None
    ) -> Report:
        """Analyse one document, given as a path, bytes or an open binary file.

        Raises:
            InputError: The document cannot be read.
            OptionError: No party of the contract goes by the term given as `customer`.
        """
        return self.review(document, name=name, password=password).report

    def review(
        self, document: str | Path | bytes | BinaryIO, *, name: str | None = None, password: str | None = None
    ) -> Review:
        """Analyse one document and keep its text and its file beside the report, for annotate().

        Raises what analyze() raises.
        """
        file = open_document(document, name=name, password=password, options=self.reading)
        source = read(file)
        contract = parse(source, customer=self.customer)
        detection = self._detector.find(contract)
        findings = assess(contract, detection, self.playbook, self.side)
        report = with_clause_types(build(contract, detection, findings, self.playbook, self.side), self.patterns)
        if source.revisions is not None:
            known = {self.reading.revisions: findings}
            turned = self._changes(file, known) if source.revisions.changes else []
            report = with_revisions(report, source.revisions, turned)
        return Review(report, contract, file)

    @property
    def _detector(self) -> Detector:
        from clausecheck.detect.detector import Detector  # noqa: PLC0415 - spaCy takes a second to import

        with _compiling:
            if self._compiled is None:
                asked = {rule.clause_type for rule in self.playbook.rules}
                self._compiled = Detector(self.patterns.asked_for(asked))
            return self._compiled

    def _changes(self, file: Document, known: dict[Reading, list[Finding]]) -> list[Change] | None:
        """Tell what the tracked changes do to the verdict, None where one of the two texts cannot be analysed."""
        try:
            original, accepted = (known.get(text) or self._findings(file, text) for text in ("original", "accepted"))
        except (InputError, OptionError):  # all words inserted, or the customer renamed
            return None
        return changes(original, accepted)

    def _findings(self, file: Document, text: Reading) -> list[Finding]:
        contract = parse(read(file.read_as(text)), customer=self.customer)
        return assess(contract, self._detector.find(contract), self.playbook, self.side)


def analyze(
    document: str | Path | bytes | BinaryIO,
    playbook: str | Path | Playbook = "outsourcing",
    *,
    name: str | None = None,
    password: str | None = None,
    **options: Unpack[_Options],
) -> Report:
    """Analyse one document; takes the options of Analyzer as well, which does the same for many documents."""
    return Analyzer(playbook, **options).analyze(document, name=name, password=password)
