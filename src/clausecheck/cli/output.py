"""Where results go: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from clausecheck.errors import OptionError

Write = Callable[[str | bytes], object]


def reaches_terminal(target: Path | str | None) -> bool:
    """Tell whether what is written to `target`, None for standard output, is seen on a terminal."""
    return target is None and sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def open_output(target: Path | None, encoding: str | None, *, force: bool = True) -> Iterator[Write]:
    """Open the output for text, in UTF-8 where it is a file; without `force` it takes the place of none.

    `encoding` None stands for the one of the terminal, with what it cannot show replaced.
    """
    wanted = "utf-8" if target is not None else encoding or sys.stdout.encoding
    with open_file(target, force=force) as file:

        def write(part: str | bytes) -> None:
            file.write(part if isinstance(part, bytes) else part.encode(wanted, "replace"))
            if target is None:
                file.flush()

        yield write


@contextmanager
def open_file(target: Path | None, *, force: bool = True) -> Iterator[BinaryIO]:
    """Open standard output or, in its place, a new file that takes the name `target` when the block ends well.

    Without `force` a file of that name, which may have come meanwhile, is not replaced.
    """
    if target is None:
        yield sys.stdout.buffer
        return
    try:
        linked = target.resolve()
    except (OSError, RuntimeError) as error:  # a link that leads back to itself
        raise OptionError(f"--output {target}: leads nowhere") from error
    with written_whole(linked, force=force) as file:
        yield file


@contextmanager
def written_whole(target: Path, *, force: bool = True) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of `target`, be it a file, a link or nothing, when the block ends well.

    Without `force` it takes the place of nothing: raises OptionError for a file that came while this one was written.
    """
    draft = target.with_name(f".{secrets.token_hex(8)}.part")  # with the name of the target it might be too long
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not force:
            _take(target, draft)
            return
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except FileExistsError as error:
        raise OptionError(f"--output {target}: came into being meanwhile; --force replaces it") from error
    except OSError as error:
        raise OptionError(f"--output {target}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


def _take(target: Path, draft: Path) -> None:
    """Give a draft a name that nothing has; whoever comes first has it, and leaves nothing there without a draft."""
    target.touch(exist_ok=False)
    try:
        draft.replace(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def put_beside(target: Path, name: str, content: str) -> None:
    """Write a file of a name into the folder of another, where there is none yet."""
    beside = target.with_name(name)
    if not beside.exists():
        with written_whole(beside) as file:
            file.write(content.encode())


def refuse_overwriting(target: Path | None, inputs: Iterable[Path], *, force: bool) -> None:
    """Raise OptionError where writing would destroy an input or, without `force`, any other file, or cannot be."""
    if target is None:
        if sys.stdout is None:
            raise OptionError("standard output is closed; name a file with --output")
        return
    if not target.parent.is_dir():
        raise OptionError(f"--output {target}: there is no folder '{target.parent}'")
    if not target.exists():
        return
    if not target.is_file():
        raise OptionError(f"--output {target}: not a file")
    if any(_is_same(path, target) for path in inputs):
        raise OptionError(f"--output {target}: would overwrite a file that is being read")
    if not force:
        raise OptionError(f"--output {target}: exists already; --force replaces it")


def _is_same(path: Path, target: Path) -> bool:
    try:
        return path.samefile(target)
    except (OSError, ValueError):  # an input that cannot be found has nothing to lose
        return False
