"""Requests: what `clausecheck filter` is asked, one JSON object a line; no line can stop the ones after it."""

from __future__ import annotations

import base64
import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator
from pydantic_core import from_json

from clausecheck.discovery import DocumentBytes, Found
from clausecheck.errors import BadRequest, LimitExceeded, did_you_mean
from clausecheck.report.model import FileError

_CHUNK = 1 << 16
_NO_ID = "null"


@dataclass(frozen=True, slots=True)
class Request:
    """A document to analyse, or the error of a line that asks for none; `id` is what the one who asks calls it."""

    id: str  # JSON, whatever it is
    document: Found
    password: str | None = None


class _Line(BaseModel):
    """The keys of a line; `content` are the bytes of a file, in base64."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Any = None
    path: str | None = None
    text: str | None = None
    content: bytes | None = None
    name: str | None = None
    password: str | None = None

    @field_validator("content", mode="before")
    @classmethod
    def _decoded(cls, given: object) -> object:
        return base64.b64decode(given, validate=True) if isinstance(given, str) else given

    @field_validator("path", "text", "name", "password")
    @classmethod
    def _encodable(cls, given: str | None) -> str | None:
        if given is not None:
            given.encode()  # half of a surrogate pair is no character
        return given

    @model_validator(mode="after")
    def _one_document(self) -> _Line:
        if sum(each is not None for each in (self.path, self.text, self.content)) != 1:
            raise ValueError("one of path, text and content is wanted")
        if self.path is not None and self.name is not None:
            raise ValueError("a path has a name already")
        return self

    def document(self, number: int) -> Path | DocumentBytes:
        if self.path is not None:
            return Path(self.path)
        content = self.text.encode() if self.text is not None else self.content or b""
        return DocumentBytes(content, self.name or _name(number))


def read_requests(stream: BinaryIO, longest: int) -> Iterator[Request]:
    """Read the lines of a stream as they come; lines of white space are passed over.

    A line of more than `longest` bytes is an error as well, and is not kept in memory.
    """
    for number, line in enumerate(_lines(stream, longest), start=1):
        if line is None:
            message = f"Line {number} is longer than {longest:,} bytes, which is the limit."
            yield Request(_NO_ID, FileError.of(_name(number), None, LimitExceeded.code, message))
        elif not line.isspace():
            yield _request(line, number)


def _lines(stream: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """Give each line, or None in the place of one that is too long."""
    while line := stream.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
            pass
        yield None


def _request(line: bytes, number: int) -> Request:
    name = _NO_ID
    try:
        asked = _read(line.removeprefix(BOM_UTF8))
        if not isinstance(asked, dict):
            return Request(name, _refused(number, "it is no object"))
        name = json.dumps(asked.get("id"), allow_nan=False)
        known = _Line.model_validate(asked)
    except ValidationError as error:
        return Request(name, _refused(number, _reason(error)))
    except ValueError:
        return Request(name, _refused(number, "it is not JSON"))
    return Request(name, known.document(number), known.password)


def _read(line: bytes) -> Any:
    """Read JSON; a half of a surrogate pair is left to the check of the key that holds it."""
    try:
        return from_json(line)
    except ValueError:
        with suppress(RecursionError):
            return json.loads(line)
        raise


def _refused(number: int, reason: str) -> FileError:
    return FileError.of(_name(number), None, BadRequest.code, f"Line {number} is no request: {reason}.")


def _reason(error: ValidationError) -> str:
    """Say what is wrong without a word of what was given, which may be a contract."""
    first = error.errors(include_input=False, include_url=False)[0]
    key = first["loc"][0] if first["loc"] else None
    if key is None:
        return str(first["ctx"]["error"])
    if key not in _Line.model_fields:
        guess = did_you_mean(str(key), _Line.model_fields)
        return f"it has a key that is none of {', '.join(_Line.model_fields)}{guess.removesuffix('?')}"
    return f"{key} is no base64" if key == "content" else f"{key} is no text"


def _name(number: int) -> str:
    return f"line {number}"
