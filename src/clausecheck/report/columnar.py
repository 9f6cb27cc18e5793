"""Tables in columns with types, as Parquet; pyarrow is an optional extra."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from clausecheck.errors import OptionError, installing
from clausecheck.report.model import FileError, Report
from clausecheck.report.tables import Row, Table

try:
    import pyarrow
    from pyarrow import parquet
except ImportError as error:
    raise OptionError(f"Parquet needs pyarrow: {installing('parquet')}") from error

GROUP = 2_000  # rows that are held until they are written
_TYPES = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}


def write(table: Table, results: Iterable[Report | FileError], file: BinaryIO) -> None:
    """Write the rows of the results in groups of GROUP; the types are the same whatever rows there are."""
    schema = pyarrow.schema([(column, _TYPES[kind]) for column, kind in table.columns.items()])
    rows = (row for result in results for row in table.rows(result))
    with parquet.ParquetWriter(file, schema) as writer:
        for group in _groups(rows):
            writer.write_table(pyarrow.Table.from_pylist(group, schema), row_group_size=GROUP)


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, GROUP)):
        yield group
