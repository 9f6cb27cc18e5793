"""Discovery: which documents a path stands for, be it a file, a folder or a glob pattern."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from pathspec import GitIgnoreSpec

from clausecheck.errors import InputError, NotFound, OptionError, expect
from clausecheck.ingest.document import listed
from clausecheck.report.model import FileError

# Old formats are among them, for a contract that needs converting must not be passed over in silence.
SUFFIXES = frozenset({".pdf", ".docx", ".docm", ".doc", ".rtf", ".odt", ".txt", ".md", ".markdown"})
STDIN = "-"

_PASSED_OVER = (".", "~$")  # hidden files, and those that Word leaves beside an open document


@dataclass(frozen=True, slots=True)
class DocumentBytes:
    """A document in memory, with the name and path that its report is to show."""

    content: bytes
    name: str
    path: str | None = None

    def __post_init__(self) -> None:
        """Raise OptionError for content that is no bytes: a text might be taken for the path of a file."""
        expect("DocumentBytes: content as bytes", self.content, bytes)
        expect("DocumentBytes: name as text", self.name, str)
        expect("DocumentBytes: path as text", self.path, str, type(None))


Found = Path | DocumentBytes | FileError


def documents(
    inputs: Iterable[str | Found], *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> Iterator[Found]:
    """List the documents that paths stand for: files, folders with all below them, and glob patterns.

    Folders are searched in alphabetical order; hidden files are left out, links are followed, and a document that is
    reached twice is listed once. `include` and `exclude` are patterns as in a .gitignore file, matched against the
    path inside the folder: with `include` only what one of them matches is listed, and what `exclude` matches is not.
    They leave files that are named directly alone. A path that stands for no document gives a FileError, and a
    DocumentBytes or FileError is passed on.

    Raises:
        OptionError: A pattern of `include` or `exclude` cannot be one, or `inputs` is no list of such documents.
    """
    selection = Selection(include, exclude)
    seen: set[str] = set()
    for given in listed(inputs):
        for found in [given] if isinstance(given, DocumentBytes | FileError) else _expand(given, selection):
            if isinstance(found, Path):
                identity = _identity(found)
                if identity in seen:
                    continue
                seen.add(identity)
            yield found


def repeated(paths: Iterable[str | Path]) -> list[Path]:
    """List the documents that are named more than once, and that documents() therefore leaves out the second time."""
    found = [each for path in paths for each in _expand(path, Selection()) if isinstance(each, Path)]
    counts = Counter(map(_identity, found))
    return [each for each in found if counts[_identity(each)] > 1]


class Selection:
    """Which files below a folder are documents that are wanted, told by their paths inside the folder, with "/"."""

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        """Take patterns as in a .gitignore file; raise OptionError for one that cannot be one."""
        self._include = _spec("include", include)
        self._exclude = _spec("exclude", exclude)

    @property
    def chooses(self) -> bool:
        """Tell whether there are patterns at all."""
        return self._include is not None or self._exclude is not None

    def takes(self, path: str) -> bool:
        """Tell whether a file is to be read."""
        wanted = self._include is None or self._include.match_file(path)
        return wanted and _names_document(PurePosixPath(path)) and not self._leaves_out(path)

    def enters(self, folder: str) -> bool:
        """Tell whether to look into a folder."""
        return not PurePosixPath(folder).name.startswith(_PASSED_OVER) and not self._leaves_out(f"{folder}/")

    def _leaves_out(self, path: str) -> bool:
        return self._exclude is not None and self._exclude.match_file(path)


def _spec(option: str, patterns: Sequence[str]) -> GitIgnoreSpec | None:
    if isinstance(patterns, str):
        raise OptionError(f"--{option}: a list of patterns is wanted, ['{patterns}'], not one alone")
    try:
        return GitIgnoreSpec.from_lines(patterns) if patterns else None
    except ValueError as error:
        raise OptionError(f"--{option}: no pattern of file names: {', '.join(patterns)}") from error


def _expand(given: str | Path, selection: Selection) -> Iterator[Path | FileError]:
    expect("a document, as a path or DocumentBytes,", given, str, Path)
    path = Path(given)
    if given == "":  # a variable without a value; Path() would take it for the current folder
        yield _failed(path, NotFound.code, "An empty path names no document.")
    elif str(path) == STDIN:
        yield path
    elif _is_folder(path):
        yield from _folder(path, selection)
    elif glob.has_magic(str(path)) and not os.path.lexists(path):
        yield from _matching(path, selection)
    else:
        yield path


def _folder(folder: Path, selection: Selection) -> Iterator[Path | FileError]:
    empty = True
    for found in _walk(folder, folder, selection, set()):
        empty = False
        yield found
    if empty:
        chosen = " that --include and --exclude leave" if selection.chooses else ""
        yield _failed(folder, NotFound.code, f"The folder holds no document{chosen} ({', '.join(sorted(SUFFIXES))}).")


def _matching(pattern: Path, selection: Selection) -> Iterator[Path | FileError]:
    """Expand a pattern as a shell would, which on Windows does not; of the files in it only documents are wanted."""
    empty = True
    for match in _shortest(glob.glob(str(pattern), recursive=True)):  # noqa: PTH207 - takes absolute patterns as well
        if _is_folder(match) or (_names_document(match) and not match.is_fifo()):
            empty = False
            yield from _folder(match, selection) if _is_folder(match) else [match]
    if empty:
        yield _failed(pattern, NotFound.code, f"There is no document that {pattern} matches.")


def _shortest(found: Iterable[str]) -> list[Path]:
    """List what was found, each entry of a folder once: behind a link that leads back up it is found many times."""
    named: dict[tuple[str, str], Path] = {}
    for path in sorted(map(Path, found), key=lambda path: (len(path.parts), path)):
        named.setdefault((_identity(path.parent), path.name), path)
    return sorted(named.values(), key=str)


def _walk(folder: Path, top: Path, selection: Selection, walked: set[str]) -> Iterator[Path | FileError]:
    walked.add(_identity(folder))
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _failed(folder, InputError.code, f"The folder could not be read: {error.strerror}.")
        return
    for entry in entries:
        inside = entry.relative_to(top).as_posix()
        if _is_folder(entry):
            if _identity(entry) not in walked and selection.enters(inside):  # a link may lead back up
                yield from _walk(entry, top, selection, walked)
        elif selection.takes(inside) and not entry.is_fifo():  # it might keep its reader waiting for ever
            yield entry


def _names_document(path: PurePath) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(_PASSED_OVER)


def _failed(path: Path, code: str, message: str) -> FileError:
    return FileError.of(path.name or str(path), str(path), code, message)


def _identity(path: Path) -> str:
    """Name a file the same by whatever path it is reached."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # no file can have this name: reading it will say so
        return str(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name too long, a folder above that may not be searched: reading it will say so
        return False
