"""Where the files of a run go that writes one for each contract: a folder that nothing leaves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from pathvalidate import sanitize_filename

from clausecheck.cli.output import refuse_overwriting, written_whole
from clausecheck.errors import OptionError

_LONGEST = 200  # bytes of a name; file systems take 255, of which the suffix and that of a draft take some


class OutputFolder:
    """A folder that takes one file for each contract, named after it; `spared` are files that it never overwrites."""

    def __init__(self, folder: Path, suffix: str, *, spared: Sequence[Path], force: bool) -> None:
        """Take an existing folder, or make one; raise OptionError where that cannot be."""
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise OptionError(f"--output {folder}: {error.strerror}") from error
        self._folder = folder
        self._suffix = suffix
        self._spared = spared
        self._force = force
        self._taken: set[str] = set()
        self.written = 0

    def name_for(self, contract: str) -> str:
        """Make a name that no other contract has: "msa.pdf.review.html" for "msa.pdf"; a suffix is not said twice."""
        # A name comes from strangers: no part of it may lead elsewhere, be invisible or turn the direction of writing.
        given = PurePath("".join(filter(str.isprintable, contract.replace("\\", "/"))))
        own = given.stem if given.suffix.lower() == PurePath(self._suffix).suffix else given.name
        cut = (
            sanitize_filename(own, platform="universal").encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore")
        )
        stem = cut.strip(". ") or "contract"
        name, count = f"{stem}{self._suffix}", 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{stem}-{count}{self._suffix}"
        self._taken.add(name.casefold())
        return name

    def check(self, name: str) -> None:
        """Raise OptionError where a file or link may not be replaced, before any work is done in vain."""
        target = self._folder / name
        if target.is_symlink() and not self._force:
            raise OptionError(f"--output {target}: is a link; --force replaces it")
        refuse_overwriting(target, self._spared, force=self._force)

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all, in the place of a link of that name and not where it leads."""
        self.check(name)
        with written_whole(self._folder / name, force=self._force) as file:
            file.write(content)
        self.written += 1
