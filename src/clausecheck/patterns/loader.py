"""Pattern files -> PatternSet; every fault in every file at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from clausecheck._yaml import Key, YamlFaults, YamlFile
from clausecheck.errors import Fault, PatternError, did_you_mean
from clausecheck.patterns import bundled
from clausecheck.patterns.lines import Line, parse_line
from clausecheck.patterns.model import (
    CalibrationFile,
    ClauseFile,
    ClauseType,
    Fragment,
    FragmentFile,
    Knot,
    Modifier,
    ModifierFile,
    PatternSet,
)
from clausecheck.patterns.ranker import RankerModel, load_ranker

ModelT = TypeVar("ModelT", bound=BaseModel)
NamedT = TypeVar("NamedT", Fragment, Modifier)

PARTY_FRAGMENTS = ("customer", "provider", "other_party")
"""Fragments that each contract fills with the terms of its own parties."""


def load_patterns(folder: Path | None = None) -> PatternSet:
    """Load a pattern folder, the bundled one by default; raise PatternError with every fault in it."""
    return _Loading(folder or bundled()).finish()


class _Loading:
    """One run of the loader: what was read, the lines in it, and the faults found so far."""

    def __init__(self, folder: Path) -> None:
        self.faults: list[Fault] = []
        self.lines: dict[str, Line] = {}
        self.uses: list[tuple[YamlFile, Key, str]] = []
        self.folder = folder
        self.fragments: dict[str, Fragment] = {}
        self.modifiers: dict[str, Modifier] = {}
        self.clause_types: list[ClauseType] = []
        if not (folder / "clauses").is_dir():
            raise PatternError([Fault(str(folder), 1, 1, "no pattern folder: it has no folder 'clauses'")])
        for file, fragments in self._read(folder / "fragments", FragmentFile):
            self._add_named(file, "fragments", fragments.fragments, self.fragments)
        # Without its fragments every other file would be at fault too.
        self.broken_fragments = bool(self.faults)
        for file, modifiers in self._read(folder / "context", ModifierFile):
            self._add_named(file, "modifiers", modifiers.modifiers, self.modifiers)
        for file, clause in self._read(folder / "clauses", ClauseFile):
            self._add_clause(file, clause)
        self.calibration: dict[str, tuple[Knot, ...]] = {}
        for file, fitted in self._read(folder, CalibrationFile, "calibration.yaml"):
            self._add_calibration(file, fitted)
        self.ranker = self._load_ranker(folder)

    def finish(self) -> PatternSet:
        for file, key, name in () if self.broken_fragments else self.uses:
            if name not in self.fragments and name not in PARTY_FRAGMENTS:
                self.faults.append(file.fault(key, f"unknown fragment '${{{name}}}'{self._guess(name)}"))
        self._refuse_cycles()
        if self.faults:
            raise PatternError(sorted(self.faults, key=lambda fault: (fault.path, fault.line, fault.column)))
        ordered = tuple(sorted(self.clause_types, key=lambda clause_type: clause_type.id))
        return PatternSet(
            ordered, self.fragments, self.modifiers, self.lines, self.calibration, self.ranker, _digest(self.folder)
        )

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
                self.faults.append(file.fault((kind, name), f"'{name}' is already defined"))
            known[name] = definition
            self._parse(file, (kind, name, "lines"), definition.lines)
            if isinstance(definition, Modifier):
                self._parse(file, (kind, name, "terminators"), definition.terminators)
                self._parse(file, (kind, name, "shields"), definition.shields)
                self._parse(file, (kind, name, "pseudo"), definition.pseudo)

    def _add_clause(self, file: YamlFile, clause: ClauseFile) -> None:
        path = file.path
        if any(known.id == path.stem for known in self.clause_types):
            self.faults.append(file.fault((), f"there are two clause types '{path.stem}'"))
        self.clause_types.append(ClauseType(path.stem, path.parent.name, str(path), clause))
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
            for field in ("near", "against", "not_near", "lines", "about", "repeats", "first"):
                self._parse(file, ("attributes", name, field), getattr(reader, field))
            for option, lines in reader.options.items():
                self._parse(file, ("attributes", name, "options", option), lines)

    def _add_calibration(self, file: YamlFile, fitted: CalibrationFile) -> None:
        known = {clause_type.id for clause_type in self.clause_types}
        for name, knots in fitted.calibration.items():
            if name not in known:
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
                self.faults.append(Fault("fragments", 1, 1, f"fragments use one another in a circle: {chain}"))
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


def _digest(folder: Path) -> str:
    digest = sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()
