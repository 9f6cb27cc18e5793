"""Document: the bytes of one file and how the caller wants them read; what every reader is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any, Literal, TypeVar, get_args

from clausecheck.errors import NoText, OptionError, did_you_mean, expect, unfit
from clausecheck.ingest.limits import DEFAULT_LIMITS, Limits
from clausecheck.ingest.source import Block, MediaType, RevisionMode, Source

OcrMode = Literal["auto", "force", "off"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How documents are to be read, whatever their format; each reader heeds what concerns it.

    `revisions` says how tracked changes are read: as accepted, as if they had never been made, or with marks, such as
    "[+inserted+]" and "[-deleted-]". Marks are for whoever reads the text: in place of a marked text an
    Analyzer judges the accepted one. `convert` lets an installed LibreOffice convert old formats.

    `ocr` says which pages of a PDF are read by text recognition: with "auto" those without text that can be read, where
    the extra `ocr` is installed; with "force" all of them; with "off" none.
    """

    limits: Limits = DEFAULT_LIMITS
    revisions: RevisionMode = "accepted"
    convert: bool = False
    ocr: OcrMode = "auto"

    def __post_init__(self) -> None:
        """Raise OptionError for what no reader can heed."""
        expect("ReadOptions: limits: a Limits", self.limits, Limits)
        expect("ReadOptions: convert: True or False", self.convert, bool)
        for name, modes in (("revisions", get_args(RevisionMode)), ("ocr", get_args(OcrMode))):
            mode = getattr(self, name)
            if mode not in modes:
                guess = did_you_mean(mode, modes) if isinstance(mode, str) else ""
                raise OptionError(f"ReadOptions: {name}: one of {', '.join(modes)} is wanted, not {mode!r}{guess}")


DEFAULT_OPTIONS = ReadOptions()
ItemT = TypeVar("ItemT")


def listed(documents: Iterable[ItemT]) -> Iterable[ItemT]:
    """Give several documents as they are; raise OptionError for one path alone, and for what is no list."""
    if isinstance(documents, (str, bytes, Path)):
        raise OptionError(f"a list of paths is wanted, [path], not the path '{documents!s}' alone")
    if not isinstance(documents, Iterable):
        raise unfit("a list of paths", documents)
    return documents


@dataclass(frozen=True, slots=True)
class Document:
    """One file in memory, before anything is known about its format."""

    data: bytes
    name: str
    path: str | None
    password: str | None = None
    options: ReadOptions = DEFAULT_OPTIONS
    begun: float = field(default_factory=monotonic, repr=False, compare=False)

    @property
    def limits(self) -> Limits:
        """Give the limits that the document must keep."""
        return self.options.limits

    def read_as(self, revisions: RevisionMode) -> Document:
        """Give the same document, to be read with its tracked changes treated in another way."""
        return replace(self, options=replace(self.options, revisions=revisions))

    def check_time(self) -> None:
        """Raise TimeLimit when reading has taken too long already."""
        self.limits.check_seconds(monotonic() - self.begun)

    def source(self, media_type: MediaType, text: str, blocks: Sequence[Block], **more: Any) -> Source:
        """Make the Source of this document; raises NoText for white space and LimitExceeded for too much text."""
        self.limits.check_characters(len(text))
        if not text.strip():
            raise NoText("The file holds no text.")
        return Source(
            name=self.name,
            path=self.path,
            sha256=sha256(self.data).hexdigest(),
            media_type=media_type,
            text=text,
            blocks=tuple(blocks),
            **more,
        )


Reader = Callable[[Document], Source]
