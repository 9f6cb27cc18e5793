"""Review: a report together with what it was made from, for renderers that show the contract itself."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.errors import OptionError, expect
from clausecheck.ingest.document import Document
from clausecheck.ingest.source import Source
from clausecheck.playbook.severity import Severity
from clausecheck.report.model import Report
from clausecheck.report.visibility import visible
from clausecheck.structure.contract import Contract


@dataclass(frozen=True, slots=True)
class Markup:
    """How a contract is shown: in which of the REVIEW_FORMATS, and what is put on it.

    `show` leaves out the findings below a severity; `redline` proposes the recommended language as tracked changes
    (docx); `page_images` shows the pages that hold evidence (html).
    """

    format: str
    show: Severity = Severity.INFO
    redline: bool = False
    page_images: bool = False

    def __post_init__(self) -> None:
        """Raise OptionError for what no renderer can heed."""
        expect("Markup: format: the name of one", self.format, str)
        expect("Markup: show: a Severity", self.show, Severity)
        if self.redline and self.format != "docx":
            raise OptionError("Markup: redline goes with the format docx")


@dataclass(frozen=True, slots=True)
class Review:
    """The report on one contract, the contract as it was read, and the file as it came (`document`)."""

    report: Report
    contract: Contract
    document: Document

    @property
    def source(self) -> Source:
        """Give the extracted text of the contract, with the way back to pages, boxes and parts of the file."""
        return self.contract.source

    def shown(self, markup: Markup) -> Report:
        """Give the report without the findings that are not to be shown."""
        return visible(self.report, markup.show)
