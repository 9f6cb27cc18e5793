"""Reading: what of a contract an attribute may be read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausecheck.detect.matchers.line import Match, Scan
from clausecheck.detect.tables import Row
from clausecheck.patterns.model import AttributeReader
from clausecheck.structure.contract import Role


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader may look at: the clause's own words and evidence, the sentences around it, those on its subject.

    `evidence` has one match of each signal, `repeated` the others; `before` is the sentence before; `place` is where
    the clause stands in the document.
    """

    scan: Scan
    evidence: Sequence[Match]
    repeated: Sequence[Match]
    neighbours: Sequence[Scan]
    elsewhere: Sequence[Scan]
    definitions: Sequence[Scan]
    rows: Sequence[Row]
    before: Scan | None
    place: int
    roles: Mapping[str, Role]

    @property
    def own_table(self) -> list[Row]:
        """List the rows of the table that the clause stands in."""
        titles = next((row.titles for row in self.rows if row.start <= self.place < row.end), None)
        return [row for row in self.rows if row.titles == titles]

    def scans(self, reader: AttributeReader) -> list[Scan]:
        """List the sentences that a reader looks at, the clause's own first."""
        further = {"segment": (), "section": self.neighbours, "contract": (*self.neighbours, *self.elsewhere)}
        about = [scan for scan in further[reader.look] if not reader.about or scan.any(reader.about)]
        return [self.scan, *about]
