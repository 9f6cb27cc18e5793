"""Pattern files -> PatternSet; every fault in every file at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from clausecheck._garbage import uncollected
from clausecheck._yaml import Key, YamlFaults, YamlFile, yaml_files_in
from clausecheck.errors import Fault, PatternError, did_you_mean, expect
from clausecheck.patterns import ID, bundled
from clausecheck.patterns.lines import Line, parse_line
from clausecheck.patterns.model import (
    UNITS,
    CalibrationFile,
    ClauseFile,
    ClauseType,
    Fragment,
    FragmentFile,
    Knot,
    LibraryFile,
    Modifier,
    ModifierFile,
    PatternSet,
)
from clausecheck.patterns.ranker import RankerModel, load_ranker

ModelT = TypeVar("ModelT", bound=BaseModel)
NamedT = TypeVar("NamedT", Fragment, Modifier)

PARTY_FRAGMENTS = ("customer", "provider", "other_party")
"""Fragments that each contract fills with the terms of its own parties."""

OWN_FAMILY = "own"
"""The family of a clause file that lies in no library."""

_LIBRARY = "library.yaml"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@uncollected()
def load_patterns(*sources: Path | str) -> PatternSet:
    """Load pattern folders as one library, the bundled one when none is given.

    Args:
        sources: Folders with `clauses`, `fragments` and `context` in them, or single clause files. A clause type takes
            the place of one of the same id, or of one that was renamed so, in a source before it; what was measured of
            that one, its calibration and its ranking, does not hold for it. Fragments and modifiers of all sources
            serve all of them, and a name is given once.

    Raises:
        PatternError: There are faults in the files; all of them are listed.
        OptionError: A source is no path.
    """
    for source in sources:
        expect("a source of patterns, as the path of a file or folder,", source, str, Path)
    return _Loading([Path(source) for source in sources]).finish() if sources else _bundled_patterns()


@lru_cache(maxsize=1)
def _bundled_patterns() -> PatternSet:
    """Load the bundled patterns, which do not change while the program runs."""
    return _Loading([bundled()]).finish()


def bundled_version() -> str:
    """Give the version of the bundled pattern library; raise PatternError where it does not tell it."""
    path = bundled() / _LIBRARY
    try:
        return YamlFile(path).read(LibraryFile).version
    except YamlFaults as error:
        raise PatternError(error.faults) from error


class _Loading:
    """One run of the loader: what was read, the lines in it, and the faults found so far."""

    def __init__(self, sources: Sequence[Path]) -> None:
        self.faults: list[Fault] = []
        self.lines: dict[str, Line] = {}
        self.uses: list[tuple[YamlFile, Key, str]] = []
        self.sources = sources
        self.fragments: dict[str, Fragment] = {}
        self.homes: dict[tuple[str, str], YamlFile] = {}
        self.modifiers: dict[str, Modifier] = {}
        self.clause_types: dict[str, ClauseType] = {}
        self.calibration: dict[str, tuple[Knot, ...]] = {}
        self.ranker: RankerModel | None = None
        self.version = ""
        self.renamed: dict[str, str] = {}
        self.replaced: dict[str, str] = {}
        folders = [source for source in sources if not source.is_file()]
        for folder in folders:
            if not (folder / "clauses").is_dir():
                problem = "no pattern folder: it has no folder 'clauses'"
                if not folder.exists():
                    problem = f"there is no such file{did_you_mean(folder.name, _sources_in(folder.parent))}"
                raise PatternError([Fault(str(folder), 0, 0, problem)])
        for file, fragments in self._read_all(folders, "fragments", FragmentFile):
            self._add_named(file, "fragments", fragments.fragments, self.fragments)
        # Without its fragments every other file would be at fault too.
        self.broken_fragments = bool(self.faults)
        for file, modifiers in self._read_all(folders, "context", ModifierFile):
            self._add_named(file, "modifiers", modifiers.modifiers, self.modifiers)
        for source in sources:
            self._add_source(source)

    def finish(self) -> PatternSet:
        for file, key, name in () if self.broken_fragments else self.uses:
            if name not in self.fragments and name not in PARTY_FRAGMENTS:
                self.faults.append(file.fault(key, f"unknown fragment '${{{name}}}'{self._guess(name)}"))
        self._refuse_cycles()
        if self.faults:
            raise PatternError(sorted(self.faults, key=lambda fault: (fault.path, fault.line, fault.column)))
        return PatternSet(
            clause_types=tuple(self.clause_types[name] for name in sorted(self.clause_types)),
            fragments=self.fragments,
            modifiers=self.modifiers,
            lines=self.lines,
            calibration=self.calibration,
            ranker=self.ranker,
            renamed=self.renamed,
            replaced=self.replaced,
            sources=tuple(self.sources),
            version=_version(self.version, self.sources[1:]),
            digest=_digest(self.sources),
        )

    def _add_source(self, source: Path) -> None:
        """Add the clause types of a source, in the place of those of the same ids, and what was measured of them."""
        added: set[str] = set()
        if source.is_file():
            clauses = self._read(source.parent, ClauseFile, source.name)
        else:
            for _, library in self._read(source, LibraryFile, _LIBRARY):
                self.version = self.version or library.version
                self.renamed |= library.renamed
            clauses = self._read(source / "clauses", ClauseFile)
        for file, clause in clauses:
            self._add_clause(file, clause, added)
        if source.is_file():
            return
        for file, fitted in self._read(source, CalibrationFile, "calibration.yaml"):
            self._add_calibration(file, fitted)
        self.ranker = self._load_ranker(source) or self.ranker

    def _read_all(self, folders: Iterable[Path], name: str, model: type[ModelT]) -> Iterator[tuple[YamlFile, ModelT]]:
        for folder in folders:
            yield from self._read(folder / name, model)

    def _read(self, folder: Path, model: type[ModelT], names: str = "**/*.yaml") -> Iterator[tuple[YamlFile, ModelT]]:
        for path in sorted(folder.glob(names)):
            try:
                file = YamlFile(path)
                yield file, file.read(model)
            except YamlFaults as error:
                self.faults.extend(error.faults)

    def _add_named(self, file: YamlFile, kind: str, found: Mapping[str, NamedT], known: dict[str, NamedT]) -> None:
        for name, definition in found.items():
            if name in known or name in PARTY_FRAGMENTS:
                home = self.homes.get((kind, name))
                where = f", in {home.path}; give yours another name" if home else ", by the parties of each contract"
                self.faults.append(file.fault((kind, name), f"'{name}' is already defined{where}"))
            known[name] = definition
            self.homes[kind, name] = file
            self._parse(file, (kind, name, "lines"), definition.lines)
            if isinstance(definition, Modifier):
                self._parse(file, (kind, name, "terminators"), definition.terminators)
                self._parse(file, (kind, name, "shields"), definition.shields)
                self._parse(file, (kind, name, "pseudo"), definition.pseudo)

    def _add_clause(self, file: YamlFile, clause: ClauseFile, added: set[str]) -> None:
        """Add a clause type; `added` are those that its source has added before."""
        path = file.path
        if not ID.fullmatch(path.stem):
            problem = "the name of the file is the id of a clause type: small letters, digits and underscores"
            self.faults.append(file.fault((), problem))
        self.faults.extend(_control_characters(file, (), file.data))
        for position, example in enumerate(clause.examples.match):
            for name in example.attributes.keys() - clause.attributes.keys():
                place: Key = ("examples", "match", position, "attributes", name)
                hint = did_you_mean(name, clause.attributes)
                self.faults.append(file.fault(place, f"this clause type has no attribute '{name}'{hint}"))
        name = self.renamed.get(path.stem, path.stem)
        if name in added:
            self.faults.append(file.fault((), f"there are two clause types '{name}'"))
        added.add(name)
        if former := self.clause_types.get(name):
            self.replaced[name] = former.path
            self.calibration.pop(name, None)
            self.ranker = self.ranker.without(name) if self.ranker else None
        self.clause_types[name] = ClauseType(name, _family(path), str(path), clause)
        self._parse(file, ("subject",), clause.subject)
        for position, signal in enumerate(clause.signals):
            here: Key = ("signals", position)
            if not (signal.lines or signal.tokens):
                self.faults.append(file.fault(here, "a signal needs 'lines' or 'tokens'"))
            if any(other.id == signal.id for other in clause.signals[:position]):
                self.faults.append(file.fault((*here, "id"), f"there are two signals '{signal.id}'"))
            for field in ("lines", "all", "under"):
                self._parse(file, (*here, field), getattr(signal, field))
            self._expect_modifiers(file, (*here, "unless"), signal.unless)
        self._expect_modifiers(file, ("context",), clause.context)
        for name, reader in clause.attributes.items():
            known = [other for other, each in clause.attributes.items() if each.of is None]
            if reader.of is not None and reader.of not in known:
                guess = did_you_mean(reader.of, known)
                fault = f"'{reader.of}' is no attribute of this clause that is read by itself{guess}"
                self.faults.append(file.fault(("attributes", name, "of"), fault))
            unit = name.rpartition("_")[2]
            if reader.unit and unit in UNITS and unit != reader.unit:
                fault = f"'{name}' ends in {unit}, its unit is {reader.unit}: playbooks and reports go by the name"
                self.faults.append(file.fault(("attributes", name, "unit"), fault))
            for key in ("near", "against", "not_near", "lines", "about", "not_about", "repeats", "first", "multiplies"):
                self._parse(file, ("attributes", name, key), getattr(reader, key))
            for option, lines in reader.options.items():
                self._parse(file, ("attributes", name, "options", option), lines)

    def _add_calibration(self, file: YamlFile, fitted: CalibrationFile) -> None:
        for name, knots in fitted.calibration.items():
            if name not in self.clause_types:
                self.faults.append(file.fault(("calibration", name), f"there is no clause type '{name}'"))
            self.calibration[name] = tuple(knots)

    def _load_ranker(self, folder: Path) -> RankerModel | None:
        try:
            return load_ranker(folder)
        except YamlFaults as error:
            self.faults.extend(error.faults)
            return None

    def _parse(self, file: YamlFile, key: Key, lines: Iterable[str]) -> None:
        for position, text in enumerate(lines):
            try:
                line = parse_line(text)
            except ValueError as error:
                self.faults.append(file.fault((*key, position), str(error)))
                continue
            self.lines[text] = line
            self.uses.extend((file, (*key, position), name) for name in line.fragments)

    def _expect_modifiers(self, file: YamlFile, key: Key, names: Iterable[str]) -> None:
        for name in names:
            if name not in self.modifiers:
                self.faults.append(file.fault(key, f"unknown context modifier '{name}'{self._guess(name)}"))

    def _guess(self, name: str) -> str:
        return did_you_mean(name, [*self.fragments, *self.modifiers, *PARTY_FRAGMENTS])

    def _refuse_cycles(self) -> None:
        done: set[str] = set()

        def visit(name: str, above: tuple[str, ...]) -> None:
            if name in above:
                chain = " -> ".join((*above[above.index(name) :], name))
                message = f"fragments use one another in a circle: {chain}"
                self.faults.append(self.homes["fragments", name].fault(("fragments", name), message))
                return
            if name in done or name not in self.fragments:
                return
            for text in self.fragments[name].lines:
                if text in self.lines:
                    for inner in self.lines[text].fragments:
                        visit(inner, (*above, name))
            done.add(name)

        for name in self.fragments:
            visit(name, ())


def _control_characters(file: YamlFile, key: Key, value: object) -> Iterator[Fault]:
    """Find what no text has, and what would upset whoever shows it."""
    if isinstance(value, str) and _CONTROL.search(value):
        yield file.fault(key, "a control character in a text")
    inside = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    for name, inner in inside:
        yield from _control_characters(file, (*key, name), inner)


def _family(path: Path) -> str:
    """Name the family of a clause file: its folder in a library; a file by itself is the user's own."""
    return path.parent.name if path.parent.parent.name == "clauses" else OWN_FAMILY


def _version(version: str, own: Sequence[Path]) -> str:
    """Name what a library is made of: its version and, where there is more, the content of that."""
    return f"{version}+{_digest(own)[:12]}".removeprefix("+") if own else version


def _digest(sources: Iterable[Path]) -> str:
    digest = sha256()
    for source in sources:
        files = [source] if source.is_file() else sorted(each for each in source.rglob("*") if each.is_file())
        for path in files:
            name = path.relative_to(source.parent if source.is_file() else source).as_posix()
            digest.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources_in(folder: Path) -> list[str]:
    """List the names in a folder that may be meant by a source of patterns which is not there."""
    return sorted([*yaml_files_in(folder), *(each.parent.name for each in folder.glob("*/clauses"))])
