"""Results as rows of a table, and a folder of Parquet files that takes them, on this machine or in an object store."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet

import clausecheck
from clausecheck.integrations.fsspec import opened

ROWS = 500  # of a file: so many results are lost at most, for each writer, when a run is ended from outside
COMPRESSION = "zstd"
SCHEMA = pa.schema(
    [
        pa.field("path", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("sha256", pa.string()),
        pa.field("pages", pa.int32()),
        pa.field("score", pa.int32()),
        pa.field("grade", pa.string()),
        pa.field("passed", pa.bool_()),
        pa.field("risk", pa.string()),
        pa.field("severity", pa.string()),  # of the gravest open finding
        pa.field("error", pa.string()),
        pa.field("result", pa.string(), nullable=False),
    ]
)

_MARK = "_clausecheck.json"  # readers of Parquet folders pass over names that begin so
_SETTLED = ("met", "not_applicable")


def table(results: Iterable[clausecheck.Report | clausecheck.FileError]) -> pa.Table:
    """Lay results out as the rows of SCHEMA; `result` is the line that the format jsonl has for it."""
    return pa.Table.from_pylist([_row(result) for result in results], schema=SCHEMA)


def _row(result: clausecheck.Report | clausecheck.FileError) -> Mapping[str, Any]:
    row = {
        "path": result.document.path or result.document.name,
        "kind": result.kind,
        "result": clausecheck.render(result, "jsonl").removesuffix("\n"),
    }
    if isinstance(result, clausecheck.FileError):
        return row | {"error": result.error.code}
    unsettled = [finding.severity for finding in result.findings if finding.status not in _SETTLED]
    return row | {
        "sha256": result.document.sha256,
        "pages": result.document.pages,
        "score": result.summary.score,
        "grade": result.summary.grade,
        "passed": result.summary.passed,
        "risk": result.summary.risk,
        "severity": max(unsettled, key=lambda name: clausecheck.Severity[name.upper()], default=None),
    }


@dataclass(frozen=True, slots=True)
class Tally:
    """What a folder of results holds: documents by verdict, errors by code, the gravest open finding of all."""

    passed: int
    not_passed: int
    errors: Mapping[str, int]
    severity: clausecheck.Severity | None


class ResultFolder:
    """A folder of Parquet files with the results of one scan, which may be ended and go on later."""

    def __init__(self, uri: str, analyzer: clausecheck.Analyzer, *, force: bool = False) -> None:
        """Make the folder, or take one that a scan with the same analyzer has begun; with `force` begin it anew.

        Raises:
            OptionError: The folder holds something else, or results of a scan with another analyzer.
        """
        self.uri = uri
        self.filesystem, self.path = opened(uri)
        self._fingerprint = clausecheck.fingerprint(analyzer).hex()
        try:
            self._claim(force=force)
        except OSError as error:
            raise clausecheck.OptionError(f"--output {uri}: {error.strerror or type(error).__name__}") from error

    def done(self) -> set[str]:
        """Name the documents that need not be analysed again.

        Drops what is worth nothing: files that were cut off while they were written, and rows that are errors, for
        whoever begins a scan again wants those documents tried again.
        """
        paths: set[str] = set()
        for part in self._parts():
            try:
                kinds = self._read(part, ["path", "kind"])
            except pa.ArrowInvalid:
                self.filesystem.rm_file(part)
                continue
            analysed = kinds.filter(pa.compute.equal(kinds["kind"], "report"))
            if len(analysed) < len(kinds):
                self._drop_errors(part)
            paths.update(analysed["path"].to_pylist())
        return paths

    def add(self, rows: pa.Table) -> None:
        """Write rows as a file of their own."""
        self._write(f"{self.path}/{uuid.uuid4().hex}.parquet", rows)

    def tally(self) -> Tally:
        """Count what the folder holds."""
        passed = not_passed = 0
        errors: dict[str, int] = {}
        severities: set[str] = set()
        for part in self._parts():
            rows = self._read(part, ["passed", "severity", "error"])
            verdicts = rows["passed"].to_pylist()
            passed += verdicts.count(True)
            not_passed += verdicts.count(False)
            severities.update(filter(None, rows["severity"].to_pylist()))
            for code in filter(None, rows["error"].to_pylist()):
                errors[code] = errors.get(code, 0) + 1
        gravest = max((clausecheck.Severity[name.upper()] for name in severities), default=None)
        return Tally(passed, not_passed, errors, gravest)

    def _claim(self, *, force: bool) -> None:
        self.filesystem.makedirs(self.path, exist_ok=True)
        mark = f"{self.path}/{_MARK}"
        if self.filesystem.exists(mark):
            begun = json.loads(self.filesystem.cat_file(mark)).get("fingerprint")
            if begun == self._fingerprint and not force:
                return
            if not force:
                raise clausecheck.OptionError(
                    f"--output {self.uri}: holds the results of a scan with another version or other options; name "
                    "another folder, or begin this one anew with --force"
                )
            for part in self._parts():
                self.filesystem.rm_file(part)
        elif self._names():
            raise clausecheck.OptionError(f"--output {self.uri}: holds something else; name a new or an empty folder")
        self.filesystem.pipe_file(mark, json.dumps({"fingerprint": self._fingerprint}).encode())

    def _names(self) -> list[str]:
        self.filesystem.invalidate_cache(self.path)
        try:
            return sorted(self.filesystem.ls(self.path, detail=False))
        except FileNotFoundError:  # in an object store a folder is there once something is in it
            return []

    def _parts(self) -> list[str]:
        return [name for name in self._names() if name.endswith(".parquet")]

    def _drop_errors(self, part: str) -> None:
        rows = self._read(part, None)
        kept = rows.filter(pa.compute.equal(rows["kind"], "report"))
        if len(kept):
            self._write(part, kept)
        else:
            self.filesystem.rm_file(part)

    def _read(self, part: str, columns: list[str] | None) -> pa.Table:
        with self.filesystem.open(part, "rb") as file:
            # Threads of Arrow that hold a file of Python's when the program ends bring it down (apache/arrow#34314).
            return pa.parquet.ParquetFile(file, pre_buffer=False).read(columns=columns, use_threads=False)

    def _write(self, part: str, rows: pa.Table) -> None:
        """Write a file whole: under its name it stands when it is complete."""
        with self.filesystem.transaction, self.filesystem.open(part, "wb") as file:
            pa.parquet.write_table(rows, file, compression=COMPRESSION)
