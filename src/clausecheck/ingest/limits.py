"""Limits: how large a document may be before it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import inf

from clausecheck._counted import counted
from clausecheck.errors import LimitExceeded, OptionError, TimeLimit

_UNBOUNDED = ("seconds", "memory")  # where None is given, which stands for no bound


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds that keep a hostile or absurd file from taking the machine down.

    `bytes` bounds the file, `pages` the pages of a PDF, `characters` the extracted text. Of a DOCX, `parts` bounds the
    number of its parts, `part_bytes` each of them unzipped, `relation_bytes` each list of what a part refers to,
    `unzipped_bytes` their sum, and `unzipped_ratio` how many times larger than the file that sum may be.
    `convert_seconds` bounds the conversion of an old format. Of a PDF, `objects` bounds what is drawn on all pages
    together, `stream_bytes` what one compressed stream may inflate to.

    `seconds` and `memory` (in bytes) bound the whole analysis of one document; None stands for no bound. They hold
    firmly only in isolation (see `clausecheck.isolation`); else `seconds` is heeded between pages and `memory` is not.
    """

    bytes: int = 200_000_000
    pages: int = 5_000
    characters: int = 50_000_000
    parts: int = 5_000
    part_bytes: int = 100_000_000
    relation_bytes: int = 5_000_000
    unzipped_bytes: int = 500_000_000
    unzipped_ratio: int = 200
    convert_seconds: int = 120
    objects: int = 5_000_000
    stream_bytes: int = 500_000_000
    seconds: float | None = 1_800
    memory: int | None = 4_000_000_000

    def __post_init__(self) -> None:
        """Raise OptionError for what is no bound."""
        for bound in fields(self):
            value = getattr(self, bound.name)
            if value is None and bound.name in _UNBOUNDED:
                continue
            whole = bound.name != "seconds"
            is_number = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
            if not is_number or not 0 <= value < inf:
                wanted = "a whole number" if whole else "a number"
                none = ", or None," if bound.name in _UNBOUNDED else ""
                raise OptionError(f"Limits: {bound.name}: {wanted} of at least 0{none} is wanted, not {value!r}")

    def check_bytes(self, size: int) -> None:
        """Raise LimitExceeded for a file of more than `bytes` bytes."""
        if size > self.bytes:
            raise LimitExceeded(f"The file has {counted(size, 'byte')}; the limit is {self.bytes:,}.")

    def check_pages(self, count: int) -> None:
        """Raise LimitExceeded for a document of more than `pages` pages."""
        if count > self.pages:
            raise LimitExceeded(f"The document has {counted(count, 'page')}; the limit is {self.pages:,}.")

    def check_characters(self, count: int) -> None:
        """Raise LimitExceeded for a text of more than `characters` characters."""
        if count > self.characters:
            raise LimitExceeded(
                f"The document holds more text than the limit of {counted(self.characters, 'character')}."
            )

    def check_parts(self, sizes: Mapping[str, int], packed: int) -> None:
        """Raise LimitExceeded for an archive of too many parts, or that unpacks to too much by any measure."""
        if len(sizes) > self.parts:
            raise LimitExceeded(f"The file holds {counted(len(sizes), 'part')}; the limit is {self.parts:,}.")
        for name, size in sizes.items():
            limit = self.relation_bytes if name.endswith(".rels") else self.part_bytes
            if size > limit:
                raise LimitExceeded(f"A part of the file unpacks to {counted(size, 'byte')}; the limit is {limit:,}.")
        total = sum(sizes.values())
        # A short text zips well, so the ratio alone says nothing about a small archive.
        if total > self.unzipped_bytes or (total > 10_000_000 and total > self.unzipped_ratio * packed):
            raise LimitExceeded(
                f"The file unpacks from {packed:,} to {counted(total, 'byte')}; the limits do not allow that."
            )

    def check_objects(self, count: int) -> None:
        """Raise LimitExceeded for a PDF that draws more than `objects` pieces of text, lines and pictures."""
        if count > self.objects:
            raise LimitExceeded(f"The pages hold more than {counted(self.objects, 'object')}, which is the limit.")

    def check_stream(self, size: int) -> None:
        """Raise LimitExceeded for a stream of a PDF that inflates to more than `stream_bytes` bytes."""
        if size > self.stream_bytes:
            raise LimitExceeded(
                f"A part of the PDF inflates to more than the limit of {counted(self.stream_bytes, 'byte')}."
            )

    def check_seconds(self, passed: float) -> None:
        """Raise TimeLimit for a document that took more than `seconds` so far."""
        if self.seconds is not None and passed > self.seconds:
            raise TimeLimit(f"Reading took longer than the limit of {self.seconds:g} seconds.")


DEFAULT_LIMITS = Limits()
