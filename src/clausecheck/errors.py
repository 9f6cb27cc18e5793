"""Every error clausecheck raises, each with a stable code.

    ClausecheckError
    |- InputError            the document cannot be analysed
    |  |- NotFound           no such file, or nothing to analyse in a folder
    |  |- UnsupportedFormat  neither PDF, DOCX nor text
    |  |- Corrupt            damaged beyond what the reader repairs
    |  |- Encrypted          needs a password, or another one
    |  |- NoText             readable, but holds no text (a scan, an empty file)
    |  |- LimitExceeded      larger than the limits in ingest.limits
    |  |  |- TimeLimit       takes longer
    |  |  `- MemoryLimit     needs more memory
    |  `- Crashed            ended the process that read it
    |- DefinitionError       a pattern or playbook file is wrong
    |  |- PatternError
    |  `- PlaybookError
    |- BadRequest            a line that asks `clausecheck filter` for nothing it can do
    |- OptionError           an argument that no document can satisfy
    `- DetectionError        a pattern failed while running

docs/errors.md has a heading for each code.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

_JOINT = re.compile(r"[_-]")
INTERNAL_ERROR = "internal-error"
"""The code of what is a defect of clausecheck and no error of its own."""


class ClausecheckError(Exception):
    """Base of all errors raised by clausecheck."""

    code: ClassVar[str] = "clausecheck-error"


class InputError(ClausecheckError):
    """The document cannot be analysed; its siblings still can."""

    code = "input-error"


class NotFound(InputError):
    """There is no such file, or a folder holds no document."""

    code = "not-found"


class UnsupportedFormat(InputError):
    """The bytes are neither PDF, DOCX nor text, whatever the file name says."""

    code = "unsupported-format"


class Corrupt(InputError):
    """The file is damaged beyond what its reader repairs."""

    code = "corrupt"


class Encrypted(InputError):
    """The file needs a password, or another one than was given."""

    code = "encrypted"


class NoText(InputError):
    """The file holds no text that could be read."""

    code = "no-text"


class LimitExceeded(InputError):
    """The file is larger than the limits allow."""

    code = "limit-exceeded"


class TimeLimit(LimitExceeded):
    """The file takes longer than the limits allow."""

    code = "time-limit"


class MemoryLimit(LimitExceeded):
    """The file needs more memory than the limits allow, or than there is."""

    code = "memory-limit"


class Crashed(InputError):
    """The file ended the process that read it."""

    code = "crashed"


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a pattern or playbook file; line and column count from 1, or are 0 where it is that of no line."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{place}: {self.message}"


class DefinitionError(ClausecheckError):
    """A pattern or playbook file is wrong; lists all its faults at once."""

    code = "definition-error"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class PatternError(DefinitionError):
    """A pattern file is wrong."""

    code = "pattern-error"


class PlaybookError(DefinitionError):
    """A playbook file is wrong."""

    code = "playbook-error"


class BadRequest(ClausecheckError):
    """A line asks the filter for no document, or for several."""

    code = "bad-request"


class OptionError(ClausecheckError):
    """An argument that no document can satisfy."""

    code = "option-error"


class DetectionError(ClausecheckError):
    """A pattern failed while running."""

    code = "detection-error"


def unfit(wanted: str, given: object) -> OptionError:
    """Make the error for an argument of another kind than is wanted, of which nothing but its kind is told."""
    kind = "None" if given is None else type(given).__name__
    return OptionError(f"{wanted} is wanted, not {kind}")


def expect(wanted: str, given: object, *kinds: type) -> None:
    """Raise OptionError for an argument that is of none of the kinds."""
    if not isinstance(given, kinds):
        raise unfit(wanted, given)


def installing(extra: str) -> str:
    """Say how an extra that is missing is installed; no package index has this program."""
    return f'pip install ".[{extra}]" in a checkout of clausecheck'


def nearest(name: str, choices: Iterable[str], count: int = 1, *, cutoff: float = 0.6) -> list[str]:
    """List the choices that a name which is none of them may stand for, the likeliest first.

    A choice is spelled much like the name, by `cutoff` of 0 to 1, or has it for one of its words.
    """
    known = list(choices)
    spelled = difflib.get_close_matches(name, known, count, cutoff)
    return [*spelled, *(each for each in known if name in _JOINT.split(each) and each not in spelled)][:count]


def did_you_mean(name: str, choices: Iterable[str], count: int = 1) -> str:
    """Give the end of a message on a name that is none of the choices: what was meant, or nothing to guess."""
    *others, last = [f"'{each}'" for each in nearest(name, choices, count)] or [""]
    guess = f"{', '.join(others)} or {last}" if others else last
    return f"; did you mean {guess}?" if guess else ""
