"""Limits: how large a document may be before it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausecheck.errors import LimitExceeded


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds that keep a hostile or absurd file from taking the machine down.

    `bytes` bounds the file, `pages` the pages of a PDF, `characters` the extracted text. Of a DOCX, `parts` bounds the
    number of its parts, `part_bytes` each of them unzipped, `relation_bytes` each list of what a part refers to,
    `unzipped_bytes` their sum, and `unzipped_ratio` how many times larger than the file that sum may be.
    `convert_seconds` bounds the conversion of an old format.
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

    def check_bytes(self, size: int) -> None:
        """Raise LimitExceeded for a file of more than `bytes` bytes."""
        if size > self.bytes:
            raise LimitExceeded(f"The file has {size:,} bytes; the limit is {self.bytes:,}.")

    def check_pages(self, count: int) -> None:
        """Raise LimitExceeded for a document of more than `pages` pages."""
        if count > self.pages:
            raise LimitExceeded(f"The document has {count:,} pages; the limit is {self.pages:,}.")

    def check_characters(self, count: int) -> None:
        """Raise LimitExceeded for a text of more than `characters` characters."""
        if count > self.characters:
            raise LimitExceeded(f"The document holds more text than the limit of {self.characters:,} characters.")

    def check_parts(self, sizes: Mapping[str, int], packed: int) -> None:
        """Raise LimitExceeded for an archive of too many parts, or that unpacks to too much by any measure."""
        if len(sizes) > self.parts:
            raise LimitExceeded(f"The file holds {len(sizes):,} parts; the limit is {self.parts:,}.")
        for name, size in sizes.items():
            limit = self.relation_bytes if name.endswith(".rels") else self.part_bytes
            if size > limit:
                raise LimitExceeded(f"A part of the file unpacks to {size:,} bytes; the limit is {limit:,}.")
        total = sum(sizes.values())
        # A short text zips well, so the ratio alone says nothing about a small archive.
        if total > self.unzipped_bytes or (total > 10_000_000 and total > self.unzipped_ratio * packed):
            raise LimitExceeded(f"The file unpacks from {packed:,} to {total:,} bytes; the limits do not allow that.")


DEFAULT_LIMITS = Limits()
