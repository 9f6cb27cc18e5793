"""The wire format of a comparison. Stable within a schema version."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from clausecheck.playbook.areas import Area
from clausecheck.playbook.finding import Status
from clausecheck.report.model import DocumentRecord, FileError, PlaybookRecord, SeverityName, SummaryRecord

COMPARISON_SCHEMA_VERSION: Literal["1.0"] = "1.0"

Way = Literal["versions", "vendors"]
Change = Literal["gained", "cannot_be_told", "changed", "resolved", "reworded", "unchanged"]
Turn = Literal["better", "worse", "neither"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class ComparedDocument(_Record):
    """One of the documents compared: `label` tells it from the others, `vendor` is the party across the table.

    `number` is its place among the documents given, those that could not be read among them, counting from 1.
    `vendor` is empty where the contract does not show who that is. `best_score` is true of the highest score; of
    none where all are equal, or rest on different numbers of rules.
    """

    number: int
    label: str
    vendor: str
    document: DocumentRecord
    summary: SummaryRecord
    lacking: list[str]
    best_score: bool = False


class Verdict(_Record):
    """How one document stands under one rule; `text`, `section` and `page` are those of the clause that decides.

    `value` says its terms in words, or the message where it has none.
    """

    status: Status
    severity: SeverityName
    needs_review: bool
    message: str
    value: str
    text: str
    section: str
    page: int | None


class TermChange(_Record):
    """A term of the deciding clause that differs, in words: "notice 60 days", "notice 120 days"."""

    term: str
    before: str
    after: str


class WordRun(_Record):
    """A run of words that both versions of a passage have, or only the one before or after.

    `found_before` and `found_after` are the words of a passage that was found in one version only. They may stand in
    the other all the same, where they are no clause that decides: a report does not hold the text.
    """

    kind: Literal["same", "removed", "added", "found_before", "found_after"]
    text: str


class PassageChange(_Record):
    """A passage whose words differ; a section is empty where no such passage was found, or it is not numbered."""

    section_before: str
    section_after: str
    runs: list[WordRun]


class RuleChange(_Record):
    """What became of one rule from one version to the next; a verdict is null where the rule was not judged.

    `another_decides` is true where the clause that decides is another one than before, and not that one reworded.
    """

    rule: str
    title: str
    area: Area | None
    must_have: bool
    change: Change
    turn: Turn
    before: Verdict | None
    after: Verdict | None
    another_decides: bool
    wanted: str
    recommended_language: str
    terms: list[TermChange]
    passages: list[PassageChange]


class VersionStep(_Record):
    """From one version to the next; `before` and `after` count from 0 in `Comparison.documents`."""

    before: int
    after: int
    changes: list[RuleChange]


class Cell(_Record):
    """One document under one rule; `best` marks the best of the row. The verdict is null where it was not judged."""

    verdict: Verdict | None
    best: bool


class MatrixRow(_Record):
    """One rule over all documents, in their order."""

    rule: str
    title: str
    area: Area | None
    must_have: bool
    wanted: str
    cells: list[Cell]


class Comparison(_Record):
    """Documents compared: `steps` where they are versions of one contract, `matrix` where they are vendors.

    `reason` says in words why they were taken so. `errors` are the documents that could not be read, and so are not
    among `documents`.
    """

    kind: Literal["comparison"] = "comparison"
    schema_version: Literal["1.0"] = COMPARISON_SCHEMA_VERSION
    clausecheck_version: str
    way: Way
    reason: str
    playbook: PlaybookRecord
    documents: list[ComparedDocument]
    errors: list[FileError]
    steps: list[VersionStep]
    matrix: list[MatrixRow]
