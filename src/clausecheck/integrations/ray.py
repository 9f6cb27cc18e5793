"""Scans on a Ray cluster: the documents are dealt to actors, each of which keeps an analyzer and a process for it.

The contracts do not pass through Ray. An actor is told where a document lies, reads it from there, and gives a row of
the results; those do pass through Ray, and they quote the contract.
"""

from __future__ import annotations

import logging
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # before Ray is imported, which else reports on its use

import ray
import ray.data

import clausecheck
from clausecheck.integrations.fsspec import Found, Remote, fetched
from clausecheck.integrations.parquet import COMPRESSION, ROWS, SCHEMA, ResultFolder, table

_BLOCK = 64  # documents at most that are dealt to an actor at once, and done again when it is lost
_BLOCKS_EACH = 4  # at least, for each actor, so that none is idle while another has work left

_LOSSES = 10  # actors that may be lost one after the other before any is ready

_DEALT = pa.schema([("path", pa.binary()), ("uri", pa.string()), ("failure", pa.string())])


class Reader:
    """What an actor keeps: an analyzer in a process of its own, which is ended with the actor."""

    def __init__(self, analyzer: clausecheck.Analyzer, password: str | None) -> None:
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
    return ray.data.from_arrow(blocks or SCHEMA.empty_table()).map_batches(
        Reader,
        fn_constructor_args=(analyzer, password),
        batch_size=None,
        batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=min(workers, max(len(blocks), 1))),
        num_cpus=1,
    )


def write(dataset: ray.data.Dataset, folder: ResultFolder) -> None:
    """Write results as they come, from where they were made.

    Raises:
        Crashed: The cluster cannot go on. What was written stays, and a scan into the same folder goes on from there.
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
        raise clausecheck.Crashed(
            f"The cluster gave up ({type(error).__name__}); the same command goes on from what is written."
        ) from error


@contextmanager
def cluster(workers: int | None = None) -> Iterator[None]:
    """Be part of the cluster that RAY_ADDRESS names, or start one on this machine alone, of so many cores.

    One that the caller is part of already is left as it is. One that is started here sends nothing to the makers of Ray
    and serves no dashboard.

    Raises:
        OptionError: There is no such cluster.
    """
    if ray.is_initialized():
        yield
        return
    address = os.environ.get("RAY_ADDRESS", "local")
    ours = address == "local"
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
    try:
        _prepare()
        yield
    finally:
        ray.shutdown()


def _prepare() -> None:
    """Leave nothing on the terminal but errors, and bear with machines that go while an actor begins on them."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_consecutive_actor_init_deaths = _LOSSES
    for handler in logging.getLogger("ray.data").handlers:
        if handler.get_name() == "console":
            handler.setLevel(logging.ERROR)


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
