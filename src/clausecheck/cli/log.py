"""The log of a run: one record a line on standard error, about documents and never of what they say."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from datetime import datetime, timezone
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

import clausecheck
from clausecheck.cli.config import configuration
from clausecheck.cli.exit_codes import ExitCode
from clausecheck.errors import OptionError

if TYPE_CHECKING:
    from clausecheck.cli.settings import AnalysisOptions

_package = logging.getLogger("clausecheck")
_log = logging.getLogger(__name__)
_OWN = frozenset((*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"))


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]  # takes no index before Python 3.11
    """Marks the log of this program among the handlers that a host may have set."""


class _Lines(logging.Formatter):
    """A record as one line: what happened, and what was told with it; no exception, for its message may quote."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._lay_out = json.dumps if form == "json" else _words

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        # Other libraries, such as Ray, put marks of their own on every record.
        told = {name: value for name, value in vars(record).items() if name not in _OWN and name[0] != "_"}
        return self._lay_out({"time": time, "level": record.levelname.lower(), "event": record.getMessage(), **told})


def _words(record: dict[str, Any]) -> str:
    """Lay a record out for people; what comes from documents is quoted, so that it can forge no line."""
    time, level, event, *_ = record.values()
    told = (f"{name}={json.dumps(value)}" for name, value in list(record.items())[3:])
    return " ".join((time, level, event.replace("\n", "\\n"), *told))


def logged(command: str, options: AnalysisOptions, run: Callable[[], ExitCode]) -> ExitCode:
    """Run a command, with the log that was asked for.

    Raises:
        OptionError: A level was asked for, but no log.
    """
    if options.log is None:
        if options.log_level is not None:
            raise OptionError("--log-level goes with --log")
        return run()
    _keep(options.log, options.log_level or "info")
    begun = perf_counter()
    begin = {"command": command, "playbook": options.playbook, "version": clausecheck.__version__}
    path = configuration()
    _log.info("run begun", extra={**begin, "config": str(path)} if path else begin)
    code = run()
    _log.info("run finished", extra={"exit_code": int(code), "seconds": round(perf_counter() - begun, 3)})
    return code


def is_logged() -> bool:
    """Tell whether standard error is that of a log, which words to people would break."""
    return any(isinstance(handler, _Handler) for handler in _package.handlers)


def _keep(form: str, level: str) -> None:
    handler = _Handler(sys.stderr)
    handler.setFormatter(_Lines(form))
    before = _package.level

    def end() -> None:
        _package.removeHandler(handler)
        _package.setLevel(before)

    _package.addHandler(handler)
    _package.setLevel(level.upper())
    click.get_current_context().find_root().call_on_close(end)
