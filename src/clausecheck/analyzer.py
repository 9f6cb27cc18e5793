"""The whole flow on one page: document -> Source -> Contract -> Detection -> Finding -> Report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, TypedDict, get_args
from weakref import WeakValueDictionary

from clausecheck.errors import InputError, OptionError, expect
from clausecheck.ingest import open_document, read
from clausecheck.ingest.clean import composed
from clausecheck.ingest.document import DEFAULT_OPTIONS, Document, ReadOptions, listed
from clausecheck.ingest.source import RevisionMode, Source
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.model import PatternSet
from clausecheck.playbook.assess import assess, assess_deal
from clausecheck.playbook.changes import Change, changes
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.model import Playbook
from clausecheck.playbook.severity import Side
from clausecheck.report.build import build
from clausecheck.report.deal import Judged, build_deal, deal_names, folder_of
from clausecheck.report.model import FileError, Report
from clausecheck.report.patterns import with_patterns
from clausecheck.report.review import Review
from clausecheck.report.revisions import with_revisions
from clausecheck.structure import parse
from clausecheck.structure.contract import Contract, DocumentType
from clausecheck.structure.kinship import make_deal
from clausecheck.structure.parties import find_parties

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from clausecheck.detect.detector import Detector

_NONE = type(None)  # the name "type" is that of an argument below
_compiling = Lock()  # threads that begin together share one detector
# Compiling takes a second: analyzers of the same patterns, whatever their playbooks think of them, share it.
_detectors: WeakValueDictionary[tuple[int, ...], Detector] = WeakValueDictionary()


class Told(TypedDict, total=False):
    """What is known of the contracts beforehand; see Analyzer."""

    side: Side | None
    customer: str | None
    type: DocumentType | None


class _Options(Told, total=False):
    patterns: PatternSet | None
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
        reading: ReadOptions = DEFAULT_OPTIONS,
        **told: Unpack[Told],
    ) -> None:
        """Load the patterns and the playbook.

        Args:
            playbook: The id of a bundled playbook, the path of a YAML file, or a loaded playbook.
            patterns: The patterns to detect clauses with; the bundled ones when not given.
            reading: How documents are to be read: limits, tracked changes, old formats.
            told: `side`, the side of the table to judge from, by default the playbook's own; `customer`, the term of
                the party that is the customer ("Client"), where the contract does not show it; `type`, what the
                documents are ("dpa"), where they do not say so.

        Raises:
            DefinitionError: A pattern or the playbook has faults; all of them are listed.
            OptionError: There is no such side, document type, playbook or clause type, or an argument is of the wrong
                kind.
        """
        side, customer, type = _checked(**told)
        expect("patterns: what load_patterns() gives", patterns, PatternSet, _NONE)
        expect("reading: a ReadOptions", reading, ReadOptions)
        self.patterns = load_patterns() if patterns is None else patterns
        known = self.patterns.known_attributes
        loaded = playbook if isinstance(playbook, Playbook) else load_playbook(playbook, known=known)
        self.playbook = loaded.with_ids_of_today(self.patterns.renamed)
        unknown = {rule.clause_type for rule in self.playbook.rules} - known.keys()
        if unknown:
            raise OptionError(f"no pattern detects the clause types {', '.join(sorted(unknown))}")
        self.side: Side = side or self.playbook.side
        self.customer = None if customer is None else composed(customer)
        self.type = type
        # A text with marks holds two contracts, of which a verdict would be true of neither.
        self.reading = replace(reading, revisions="accepted") if reading.revisions == "marked" else reading
        self._compiled: Detector | None = None
        if patterns is not None:
            _ = self._detector  # what spaCy refuses in them shows now; the bundled ones wait until they are needed

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is compiled: another process has it sooner by compiling than by reading."""
        return {**self.__dict__, "_compiled": None}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Compile the patterns at once: who was sent to another process is there to work."""
        self.__dict__.update(state)
        _ = self._detector

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
        contract = self._parse(source)
        detection = self._detector.find(contract)
        findings = assess(contract, detection, self.playbook, self.side)
        report = with_patterns(build(contract, detection, findings, self.playbook, self.side), self.patterns)
        if source.revisions is not None:
            known = {self.reading.revisions: findings}
            turned = self._changes(file, known) if source.revisions.changes else []
            report = with_revisions(report, source.revisions, turned)
        return Review(report, contract, file)

    def analyze_deal(
        self, documents: Iterable[str | Path | FileError], *, name: str | None = None, password: str | None = None
    ) -> Report:
        """Analyse files that make one contract together, such as an MSA with its schedules, SOWs and amendments.

        A file that cannot be read, like a FileError among `documents`, is named in the report; what it may hold is
        unverified. `name` is that of the deal, by default of the folder that holds the files.

        Raises:
            InputError: None of the documents can be read.
            OptionError: No party goes by the term given as `customer`, a type was given, which is that of one file, or
                the documents are no list of paths.
        """
        if self.type is not None:
            raise OptionError("a type is that of one document; the documents of a deal say themselves what they are")
        given = list(listed(documents))
        if not given:
            raise OptionError("a deal is made of documents, and none is given")
        for each in given:
            expect("a document of a deal, as a path,", each, str, Path, FileError)
        read_as = deal_names([each.document.name if isinstance(each, FileError) else each for each in given])
        results = [
            each if isinstance(each, FileError) else self._contract(each, label, password)
            for each, label in zip(given, read_as, strict=True)
        ]
        failures = tuple(each for each in results if isinstance(each, FileError))
        contracts = [each for each in results if not isinstance(each, FileError)]
        if not contracts:
            why = f": {failures[0].error.message}" if failures else "."
            raise InputError(f"None of the documents of the deal could be read{why}")
        labels = [label for label, each in zip(read_as, results, strict=True) if not isinstance(each, FileError)]
        deal = make_deal(self._with_customer(contracts), labels)
        from clausecheck.detect.deal import find_in_deal  # noqa: PLC0415 - spaCy takes a second to import

        detection = find_in_deal(self._detector, deal)
        findings = assess_deal(deal, [each.document.name for each in failures], detection, self.playbook, self.side)
        judged = Judged(deal, failures, detection, tuple(findings))
        report = build_deal(judged, folder_of(given, name), self.playbook, self.side)
        return with_patterns(report, self.patterns)

    def _contract(self, path: str | Path, label: str, password: str | None) -> Contract | FileError:
        try:
            return parse(read(open_document(path, password=password, options=self.reading)))
        except InputError as error:
            return FileError.of(label, str(path), error.code, str(error))

    def _with_customer(self, contracts: Sequence[Contract]) -> list[Contract]:
        """Tell the contracts who is the customer; one that calls the customer otherwise is read as it stands."""
        if self.customer is None:
            return list(contracts)
        told: list[Contract] = []
        refused: list[OptionError] = []
        for contract in contracts:
            try:
                told.append(replace(contract, parties=find_parties(contract.segments, self.customer)))
            except OptionError as error:
                refused.append(error)
                told.append(contract)
        if len(refused) == len(contracts):
            raise refused[0]
        return told

    @property
    def _detector(self) -> Detector:
        from clausecheck.detect.detector import Detector  # noqa: PLC0415 - spaCy takes a second to import

        with _compiling:
            if self._compiled is None:
                asked = {rule.clause_type for rule in self.playbook.rules}
                patterns = self.patterns.asked_for(asked)
                made_of = _made_of(patterns)
                self._compiled = _detectors.get(made_of) or Detector(patterns)
                _detectors[made_of] = self._compiled
            return self._compiled

    def _parse(self, source: Source) -> Contract:
        return parse(source, customer=self.customer, type=self.type)

    def _changes(self, file: Document, known: dict[RevisionMode, list[Finding]]) -> list[Change] | None:
        """Tell what the tracked changes do to the verdict, None where one of the two texts cannot be analysed."""
        try:
            original, accepted = (known.get(text) or self._findings(file, text) for text in ("original", "accepted"))
        except (InputError, OptionError):  # all words inserted, or the customer renamed
            return None
        return changes(original, accepted)

    def _findings(self, file: Document, text: RevisionMode) -> list[Finding]:
        contract = self._parse(read(file.read_as(text)))
        return assess(contract, self._detector.find(contract), self.playbook, self.side)


def analyze_deal(
    documents: Iterable[str | Path],
    playbook: str | Path | Playbook = "outsourcing",
    *,
    name: str | None = None,
    password: str | None = None,
    **options: Unpack[_Options],
) -> Report:
    """Analyse files that make one contract together; takes the options of Analyzer as well."""
    return Analyzer(playbook, **options).analyze_deal(documents, name=name, password=password)


def _made_of(patterns: PatternSet) -> tuple[int, ...]:
    """Tell patterns by the very objects that they are made of, which a detector made of them keeps alive."""
    parts = (patterns.fragments, patterns.modifiers, patterns.lines, patterns.calibration, patterns.ranker)
    return tuple(map(id, (*patterns.clause_types, *parts)))


def _checked(
    side: Side | None = None, customer: str | None = None, type: DocumentType | None = None
) -> tuple[Side | None, str | None, DocumentType | None]:
    """Refuse what no contract can be."""
    if side is not None and side not in get_args(Side):
        raise OptionError(f"no side '{side}'; one of {', '.join(get_args(Side))}")
    expect("customer: a term of the contract", customer, str, _NONE)
    if customer is not None and not customer.strip():
        raise OptionError("an empty term names no customer")
    if type is not None and type not in get_args(DocumentType):
        raise OptionError(f"no type of document '{type}'; one of {', '.join(get_args(DocumentType))}")
    return side, customer, type


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
