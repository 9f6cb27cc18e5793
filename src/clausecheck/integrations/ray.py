"""Scans on a Ray cluster: the documents are dealt to actors, each of which keeps an analyzer and a process for it.

The contracts do not pass through Ray. An actor is told where a document lies, reads it from there, and gives a row of
the results; those do pass through Ray, and they quote the contract.
"""

from __future__ import annotations

import logging
import math
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import pyarrow as pa
import ray
import ray.data

import clausecheck
from clausecheck.integrations.fsspec import Found, Remote, fetched
from clausecheck.integrations.parquet import COMPRESSION, ROWS, ResultFolder, table

_BLOCK = 64  # documents at most that are dealt to an actor at once, and done again when it is lost
_BLOCKS_EACH = 4  # at least, for each actor, so that none is idle while another has work left
_LOSSES = 10  # actors that may be lost one after the other before any is ready

_DEALT = pa.schema([("path", pa.binary()), ("uri", pa.string()), ("failure", pa.string())])
_OTHER_VERSION = (
    "a machine of the cluster has another version of clausecheck, or of a library that it reads documents with, than "
    "this one"
)


class Reader:
    """What an actor keeps: an analyzer in a process of its own, which is ended with the actor."""

    def __init__(self, analyzer: clausecheck.Analyzer, password: str | None, fingerprint: bytes) -> None:
        if clausecheck.fingerprint(analyzer) != fingerprint:
            raise clausecheck.OptionError(_OTHER_VERSION)
        self._limits = analyzer.reading.limits
        self._scanner = clausecheck.Scanner(analyzer, password=password, jobs=1)

    def __call__(self, dealt: pa.Table) -> Iterator[pa.Table]:
        """Analyse the documents of a block; gives each row as it is done."""
        for result in self._scanner.scan(fetched(map(_found, dealt.to_pylist()), self._limits)):
            yield table([result])

    def __del__(self) -> None:
        """End the process; Ray lets go of the object before it ends an actor."""
        if hasattr(self, "_scanner"):
            self._scanner.close()


def scan_dataset(
    found: Iterable[Found], *, analyzer: clausecheck.Analyzer, password: str | None = None, workers: int | None = None
) -> ray.data.Dataset:
    """Give the results on documents as a lazy dataset of rows (parquet.SCHEMA), in no order; see fsspec.located().

    `workers` is the number of actors, each of which takes one core; by default there is one for each core that the
    cluster has now. A document that cannot be read, or that crashes its reader, is a row with an error. An actor that
    is lost, with its machine or without, is replaced, and what was dealt to it is done again.
    """
    workers = workers or cores()
    dealt = [_deal(each) for each in found]
    size = max(1, min(_BLOCK, math.ceil(len(dealt) / (workers * _BLOCKS_EACH))))
    blocks = [pa.Table.from_pylist(dealt[start : start + size], schema=_DEALT) for start in range(0, len(dealt), size)]
    return ray.data.from_arrow(blocks or _DEALT.empty_table()).map_batches(
        Reader,
        fn_constructor_args=(analyzer, password, clausecheck.fingerprint(analyzer)),
        batch_size=None,
        batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=min(workers, max(len(blocks), 1))),
        num_cpus=1,
    )


def write(dataset: ray.data.Dataset, folder: ResultFolder) -> None:
    """Write results as they come, from where they were made.

    Raises:
        Crashed: The cluster cannot go on. What was written stays, and a scan into the same folder goes on from there.
        OptionError: The machines of the cluster do not have the same version installed.
    """
    try:
        dataset.write_parquet(
            folder.path,
            filesystem=folder.filesystem,
            min_rows_per_file=ROWS,
            compression=COMPRESSION,
            ray_remote_args={"num_cpus": 0},  # the actors have all cores, and would wait for their rows to be written
        )
    except ray.exceptions.RayError as error:
        if _OTHER_VERSION in str(error):
            raise clausecheck.OptionError(_OTHER_VERSION) from error
        raise clausecheck.Crashed(
            f"The cluster gave up ({type(error).__name__}); the same command goes on from what is written."
        ) from error


@contextmanager
def cluster(workers: int | None = None) -> Iterator[None]:
    """Be part of the cluster that RAY_ADDRESS names, or start one on this machine alone, of so many cores.

    One that the caller is part of already is left as it is. One that is started here sends nothing to the makers of Ray
    and serves no dashboard. What Ray has to say goes to its logs, and to standard error where it lost something.

    Raises:
        OptionError: There is no such cluster.
    """
    joined = not ray.is_initialized()
    with redirect_stdout(sys.stderr):
        try:
            if joined:
                _join(os.environ.get("RAY_ADDRESS", "local"), workers)
            _prepare()
            yield
        finally:
            if joined:
                ray.shutdown()


def _join(address: str, workers: int | None) -> None:
    ours = address == "local"
    if ours:
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        ray.init(
            address,
            num_cpus=workers if ours else None,
            include_dashboard=False if ours else None,
            logging_level=logging.ERROR,
            log_to_driver=False,
        )
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise clausecheck.OptionError(f"RAY_ADDRESS: no cluster at {address}") from error


def _prepare() -> None:
    """Bear with machines that go while an actor begins on them; keep quiet, for write() says what stops a scan."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_consecutive_actor_init_deaths = _LOSSES
    for handler in logging.getLogger("ray.data").handlers:
        if handler.get_name() == "console":
            handler.setLevel(logging.CRITICAL)


def cores() -> int:
    """Count the cores that the cluster has now."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]


def _deal(each: Found) -> dict[str, bytes | str]:
    match each:
        case Path():
            return {"path": os.fsencode(each)}
        case Remote():
            return {"uri": each.uri}
        case _:
            return {"failure": each.model_dump_json()}


def _found(dealt: Mapping[str, Any]) -> Found:
    if dealt["path"] is not None:
        return Path(os.fsdecode(dealt["path"]))
    if dealt["uri"] is not None:
        return Remote(dealt["uri"])
    return clausecheck.FileError.model_validate_json(dealt["failure"])
