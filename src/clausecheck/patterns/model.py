"""Pattern files: what a lawyer writes about one clause type, one fragment, one context modifier."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from clausecheck.errors import did_you_mean
from clausecheck.patterns.lines import Line
from clausecheck.patterns.ranker import RankerModel
from clausecheck.patterns.values import FLAG, READERS, Values, values_of

Effect = Literal["accept", "deny", "partial", "reject"]


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fragment(_Definition):
    """A named list of interchangeable lines, used in other lines as ${name}."""

    what: str
    lines: list[str] = Field(min_length=1)


class FragmentFile(_Definition):
    """Fragments that belong together."""

    fragments: dict[str, Fragment]


class Modifier(_Definition):
    """Words that change how a provision near them is to be read (after the ConText algorithm of clinical NLP).

    `scope` "segment" reaches the whole sentence, "before" and "after" reach `reach` words to that side of the evidence,
    "operative" reaches from `reach` words before the evidence to the end of its verb of permission, "evidence" no
    further than the evidence itself. A terminator
    between modifier and evidence cuts the reach, a shield only that of a modifier which stands before the evidence; a
    pseudo line that covers the modifier voids it.
    """

    what: str
    scope: Literal["segment", "before", "after", "operative", "evidence", "heading"]
    reach: int = Field(default=12, ge=0)
    lines: list[str] = Field(min_length=1)
    terminators: list[str] = []
    shields: list[str] = []
    pseudo: list[str] = []


class ModifierFile(_Definition):
    """Context modifiers that belong together."""

    modifiers: dict[str, Modifier]


class Signal(_Definition):
    """One way to say a clause: the clause is seen where any of the lines is found.

    `weight` is how sure this signal alone makes us; signals add up as independent evidence. `all` are lines that must
    be found in the same segment as well, `unless` modifiers that void the signal, `under` a line that the titles
    above the segment must contain. `denies` marks wording that expressly refuses the right, `presumes` wording that
    speaks of it as agreed, which counts only where no other passage grants it and none could be unread. `parties:
    differ` asks that the first and the last party which the evidence names are two, as maker and owner are when work
    changes hands.
    """

    id: str
    weight: float = Field(gt=0, lt=1)
    lines: list[str] = []
    tokens: list[list[dict[str, Any]]] = []
    all: list[str] = []
    under: list[str] = []
    unless: list[str] = []
    parties: Literal["differ"] | None = None
    denies: bool = False
    presumes: bool = False


Unit = Literal["hours", "days", "months"]
UNITS = get_args(Unit)


def _reader(name: str) -> str:
    if name not in READERS:
        raise ValueError(f"'{name}' is not known here, but {', '.join(READERS)}{did_you_mean(name, READERS)}")
    return name


ReaderName = Annotated[str, AfterValidator(_reader), Field(json_schema_extra={"enum": list(READERS)})]


class AttributeReader(_Definition):
    """How one attribute is read out of a clause.

    holder    the party that the evidence, or the first `near` line found, names; or an option whose lines stand there;
              `against` lines name the one who is bound, so that the other one holds the right
    duration  a period in `unit`, the one nearest to a `near` line; in a sentence without one the number that names the
              first of `options` whose lines stand there ("12" for "the annual fees"), or 0 for one of the `lines`;
              where a `repeats` line says that it is as long as the first one, the period a `first` line leads up to;
              times the multiple, or the share, of a sum that a `multiplies` line names ("60% of the fees")
    deadline  how soon the notice that the `near` lines name is due in `unit`, 0 for the `options` "at_once", None for
              "promptly"; time for what the `not_near` lines name comes later and is passed over
    duration_words, deadline_words  the words that say so, of the attribute named by `of`
    deadline_days  "business_days" where only these count for the deadline named by `of`, else "calendar_days", None
              where it is not set in days
    date      a date written out in full that a `near` line leads up to, as 2024-03-31
    percent   the first percentage that a `near` line governs and no `not_near` line, in a sentence that has one of the
              `lines` if there are any; or else the one in the table column `value`
    count     how often a year, but for what stands within a `not_near` line
    number    the plain number nearest to a `near` line and not nearer to a `not_near` line
    flag      whether any of the `lines` stands in a sentence without a `not_near` line
    choice    the first of `options` whose lines stand there, or every one of them with `many`; words
              that a `not_near` line goes on from do not count
    favours   which side the clause favours, "mutual" where both alike: the holder of its right, whom the attribute
              named by `of` reads, or with `burdens` the other side than the one who bears its duty
    money     the sum nearest to a `near` line, as "USD 2500000"; "$" where the text does not say whose dollars
    metrics   the names and targets of service levels: those of the `lines` in sentences, and the rows of tables with
              the columns `name` and `target`, or `grade` and `time`

    `look` widens the view from the clause's own sentence to its section, to the list that it is an item of or to the
    article that it stands in as well, or to every sentence on the subject; of those further sentences only the ones
    with an `about` line are read, if there are any, and none with a `not_about` line. `columns` are the words by
    which the title of a column is known.
    With `shared`, a right that one section gives to each side in turn is a right of either.
    """

    read: ReaderName
    of: str | None = None
    burdens: bool = False
    unit: Unit | None = None
    near: list[str] = []
    against: list[str] = []
    not_near: list[str] = []
    lines: list[str] = []
    options: dict[str, list[str]] = {}
    columns: dict[str, list[str]] = {}
    many: bool = False
    otherwise: str | None = None
    look: Literal["segment", "section", "list", "article", "contract"] = "segment"
    about: list[str] = []
    not_about: list[str] = []
    shared: bool = False
    repeats: list[str] = []
    first: list[str] = []
    multiplies: list[str] = []

    @model_validator(mode="after")
    def _has_what_it_reads_by(self) -> AttributeReader:
        for key in READERS[self.read].needs:
            if not getattr(self, key):
                raise ValueError(f"'read: {self.read}' needs '{key}'")
        if self.read == "choice" and not (self.options or self.otherwise):
            raise ValueError("'read: choice' needs 'options'")
        if self.unit and "unit" not in READERS[self.read].needs:
            periods = " and ".join(name for name, reader in READERS.items() if "unit" in reader.needs)
            raise ValueError(f"'unit' is for {periods}, not for '{self.read}'")
        return self


class Example(_Definition):
    """Contract language that proves a pattern; `source` says where its wording comes from.

    `attributes` are those that must be read from it, `denied` marks an express refusal of the right.
    """

    text: str
    source: str
    denied: bool = False
    attributes: dict[str, Any] = {}


class Examples(_Definition):
    """Wordings that are the clause, and near misses that are not."""

    match: list[Example] = Field(min_length=3)
    no_match: list[Example] = Field(min_length=3)


class ClauseFile(_Definition):
    """Everything about one clause type, in the order a lawyer reads it.

    `anchors` are beginnings of words; a sentence without any of them is never looked at. `subject` names what the
    clause is about, for passages that leave it to an attachment.
    """

    title: str
    what: str
    why: str
    sources: list[str] = Field(min_length=1)
    status: Literal["preview", "stable", "deprecated"]
    since: str
    headings: list[str] = []
    anchors: list[str] = Field(min_length=1)
    signals: list[Signal] = Field(min_length=1)
    context: dict[str, Effect] = {}
    subject: list[str] = []
    attributes: dict[str, AttributeReader] = {}
    examples: Examples

    @cached_property
    def readers(self) -> Mapping[str, AttributeReader]:
        """Map each attribute to what it is read by: its own reader, or that of the attribute which it is `of`."""
        return {name: self._reader(own) for name, own in self.attributes.items()}

    def _reader(self, own: AttributeReader) -> AttributeReader:
        if own.of is None:
            return own
        return self.attributes[own.of].model_copy(update={"read": own.read, "burdens": own.burdens})


class Knot(_Definition):
    """One point of a calibration: how often a clause on this much evidence turned out to be right."""

    evidence: float = Field(ge=0.5, le=1)
    confidence: float = Field(ge=0.5, le=1)


class CalibrationFile(_Definition):
    """What evidence is worth, by clause type; between two knots the way is straight.

    The first knot is 0.5 on both sides, so that calibration never decides whether a clause counts as found.
    """

    calibration: dict[str, list[Knot]]

    @field_validator("calibration")
    @classmethod
    def _rise(cls, calibration: dict[str, list[Knot]]) -> dict[str, list[Knot]]:
        for name, knots in calibration.items():
            if not knots or (knots[0].evidence, knots[0].confidence) != (0.5, 0.5) or knots[-1].evidence != 1:
                raise ValueError(f"{name}: the first knot is 0.5 on both sides, the last has evidence 1")
            if any(a.evidence >= b.evidence or a.confidence >= b.confidence for a, b in pairwise(knots)):
                raise ValueError(f"{name}: evidence and confidence rise from knot to knot")
        return calibration


class LibraryFile(_Definition):
    """What a pattern library says of itself: its version, and the new id of every clause type that was renamed."""

    version: str = Field(min_length=1)
    renamed: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class ClauseType:
    """A clause type as loaded: its id is the name of its file, its family the folder."""

    id: str
    family: str
    path: str
    definition: ClauseFile

    @property
    def attributes(self) -> dict[str, Values]:
        """Map the attributes that a clause of this type may carry to what they can be."""
        return {name: values_of(name, reader) for name, reader in self.definition.attributes.items()} | {"denied": FLAG}


@dataclass(frozen=True, slots=True)
class PatternSet:
    """All patterns that detection works with; `lines` holds every line in them, parsed.

    `calibration` holds the knots of each clause type that has any, in ascending order; `ranker` is the trained model
    that seconds the rules, None where the library has none. `renamed` maps former ids of clause types to those of
    today, `replaced` the clause types that took the place of another to the file of that one. `sources` are the folders
    and files that were loaded; `version` is that of the library, with a mark after a "+" where the user's own were
    added; `digest` names the content of all, SHA-256 in hexadecimal digits. They are empty for patterns that were not
    loaded.
    """

    clause_types: tuple[ClauseType, ...]
    fragments: Mapping[str, Fragment]
    modifiers: Mapping[str, Modifier]
    lines: Mapping[str, Line]
    calibration: Mapping[str, tuple[Knot, ...]] = field(default_factory=dict)
    ranker: RankerModel | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Path, ...] = ()
    version: str = ""
    digest: str = ""

    def __getitem__(self, clause_type: str) -> ClauseType:
        """Give one clause type by its id, or a former one; raise KeyError when there is none."""
        today = self.renamed.get(clause_type, clause_type)
        for candidate in self.clause_types:
            if candidate.id == today:
                return candidate
        raise KeyError(clause_type)

    def asked_for(self, clause_types: Collection[str]) -> PatternSet:
        """Give the same patterns without the clause types in preview that are not among those asked for."""
        kept = (kind for kind in self.clause_types if kind.definition.status != "preview" or kind.id in clause_types)
        return replace(self, clause_types=tuple(kept))

    def only(self, clause_type: str) -> PatternSet:
        """Give the same patterns with one clause type alone, given by its id of today."""
        return replace(self, clause_types=tuple(kind for kind in self.clause_types if kind.id == clause_type))

    @property
    def known_attributes(self) -> dict[str, dict[str, Values]]:
        """Map each clause type, by its id and its former ones, to the attributes a playbook may set conditions on."""
        known = {clause_type.id: clause_type.attributes for clause_type in self.clause_types}
        return known | {former: known[name] for former, name in self.renamed.items() if name in known}
