"""Where the files of a run go that writes one for each contract: a folder that nothing leaves."""

from __future__ import annotations

from pathlib import Path, PurePath

from pathvalidate import sanitize_filename

from clausecheck.cli.output import open_output, refuse_overwriting
from clausecheck.errors import OptionError


class OutputFolder:
    """A folder that takes one file for each contract, named after it."""

    def __init__(self, folder: Path, suffix: str, *, force: bool) -> None:
        """Take an existing folder, or make one; raise OptionError where that cannot be."""
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise OptionError(f"--output {folder}: {error.strerror}") from error
        self._folder = folder
        self._suffix = suffix
        self._force = force
        self._taken: set[str] = set()

    def name_for(self, contract: str) -> str:
        """Make a name that no other contract has: "msa.pdf.review.html" for "msa.pdf"; a suffix is not said twice."""
        # A name comes from strangers: no part of it may lead elsewhere.
        given = PurePath(contract.replace("\\", "/"))
        own = given.stem if given.suffix.lower() == PurePath(self._suffix).suffix else given.name
        stem = sanitize_filename(own, platform="universal").strip(". ") or "contract"
        name, count = f"{stem}{self._suffix}", 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{stem}-{count}{self._suffix}"
        self._taken.add(name.casefold())
        return name

    def check(self, name: str) -> None:
        """Raise OptionError where a file exists that may not be replaced, before any work is done in vain."""
        refuse_overwriting(self._folder / name, (), force=self._force)

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all; raise OptionError where one of that name exists."""
        self.check(name)
        with open_output(self._folder / name, None) as write:
            write(content)
