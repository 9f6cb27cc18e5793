"""Lint: what a pattern folder may say but should not. Faults that stop a run are the loader's; these only mislead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from clausecheck._yaml import Key, YamlFile
from clausecheck.errors import Fault
from clausecheck.patterns.model import ClauseType, Example, Fragment, Modifier, PatternSet
from clausecheck.patterns.unproved import misleading_alternatives, unread_attributes

READ_BY_DETECTION = (
    "set_out_in",
    "overrides_all",
    "overrides_foregoing",
    "that_right",
    "new_leave",
    "struck_out",
    "strikes_out",
    "refuses",
    "gives_up",
    "trimmed",
    "trimmed_before",
)
"""Fragments and modifiers that detection itself looks for, by name."""

_ENOUGH = 100  # passages, to tell how common an anchor is
_MOST_COMMON = 0.2
_WORD = re.compile(r"\w+")
_WIDE_GAP = re.compile(r"\S[ \t]{2,}\S")


def lint(patterns: PatternSet) -> list[Fault]:
    """List what is doubtful in a pattern set, with the place of each, in the order of the files."""
    problems = [problem for kind in patterns.clause_types for problem in _clause_problems(kind, patterns)]
    problems += _common_anchors(patterns)
    problems += _shared_examples(patterns.clause_types)
    problems += misleading_alternatives(patterns)
    problems += _unused(patterns)
    return sorted(problems, key=lambda fault: (fault.path, fault.line, fault.column, fault.message))


def _clause_problems(kind: ClauseType, patterns: PatternSet) -> Iterator[Fault]:
    file = YamlFile(Path(kind.path))
    yield from _wide_gaps(file, (), file.data)
    known = kind.definition
    for name, texts in (("headings", known.headings), ("anchors", known.anchors), ("sources", known.sources)):
        yield from _repeats(file, (name,), texts)
    for position, signal in enumerate(known.signals):
        for name in ("lines", "all", "under", "unless"):
            yield from _repeats(file, ("signals", position, name), getattr(signal, name))
    if all(re.search(r"\bplaybook\b", source, re.IGNORECASE) or not source.strip() for source in known.sources):
        yield file.fault(("sources",), "no source other than a playbook says why this clause matters")
    yield from _anchor_problems(file, kind, patterns)
    yield from unread_attributes(kind)


def _anchor_problems(file: YamlFile, kind: ClauseType, patterns: PatternSet) -> Iterator[Fault]:
    anchors = [anchor.lower() for anchor in kind.definition.anchors]
    texts = [_words(example.text) for example in kind.definition.examples.match]
    signal_lines = [line for signal in kind.definition.signals for line in (*signal.lines, *signal.all)]
    words = {word for text in texts for word in text.split()} | _vocabulary(patterns, signal_lines)
    for position, anchor in enumerate(anchors):
        shorter = next((other for other in anchors if other != anchor and anchor.startswith(other)), None)
        if shorter:
            yield file.fault(("anchors", position), f"the anchor '{anchor}' is never needed beside '{shorter}'")
        elif not all(any(_may_begin(word, part) for word in words) for part in anchor.split()):
            yield file.fault(("anchors", position), f"no line and no example needs the anchor '{anchor}'")
    for side, position, example in _examples(kind):
        if not any(_holds(_words(example.text), anchor) for anchor in anchors):
            yield file.fault(("examples", side, position), "no anchor stands in this example, so nothing looks at it")


def _common_anchors(patterns: PatternSet) -> Iterator[Fault]:
    """Find anchors that sift nothing: they stand in a good part of what other clause types have for examples."""
    owners = [kind.id for kind in patterns.clause_types for _ in _examples(kind)]
    texts = [_words(example.text) for kind in patterns.clause_types for _, _, example in _examples(kind)]
    places: dict[str, set[int]] = {}
    for place, text in enumerate(texts):
        for word in set(_WORD.findall(text)):
            places.setdefault(word, set()).add(place)
    for kind in patterns.clause_types:
        others = len(owners) - owners.count(kind.id)
        for position, anchor in enumerate(kind.definition.anchors if others >= _ENOUGH else ()):
            held = (found for word, found in places.items() if word.startswith(anchor.lower()))
            share = sum(owners[place] != kind.id for place in set().union(*held)) / others
            if share > _MOST_COMMON:
                message = (
                    f"the anchor '{anchor}' stands in {share:.0%} of all other passages, and makes the pattern slow"
                )
                yield YamlFile(Path(kind.path)).fault(("anchors", position), message)


def _holds(text: str, anchor: str) -> bool:
    return re.search(rf"\b{re.escape(anchor)}", text) is not None


def _vocabulary(patterns: PatternSet, texts: Iterable[str]) -> set[str]:
    """List the words of lines and of the fragments in them; "terminat*" stays as it is."""
    reached = _reachable(patterns, texts)
    lines = [*texts, *(line for name in reached for line in patterns.fragments[name].lines)]
    return {word for line in lines for step in patterns.lines[line].steps for word in step.words}


def _may_begin(word: str, anchor: str) -> bool:
    return re.search(rf"\b{re.escape(anchor)}", word) is not None or (
        word.endswith("*") and anchor.startswith(word[:-1])
    )


def _reachable(patterns: PatternSet, texts: Iterable[str]) -> set[str]:
    """Name the fragments that lines use, directly or through other fragments."""
    found: set[str] = set()
    pending = list(texts)
    while pending:
        for name in patterns.lines[pending.pop()].fragments:
            if name in patterns.fragments and name not in found:
                found.add(name)
                pending += patterns.fragments[name].lines
    return found


def _shared_examples(clause_types: Iterable[ClauseType]) -> Iterator[Fault]:
    """Find examples given twice; one that matches here and is a near miss elsewhere tells two clause types apart."""
    first: dict[tuple[str, str], ClauseType] = {}
    for kind in clause_types:
        file = YamlFile(Path(kind.path))
        for side, position, example in _examples(kind):
            text = _words(example.text)
            here = ("examples", side, position)
            other = first.setdefault((side, text), kind)
            if other is not kind:
                yield file.fault(here, f"this example is also given for '{other.id}'")
            elif any(known is not example and _words(known.text) == text for _, _, known in _earlier(kind, example)):
                yield file.fault(here, "this example is given twice")


def _examples(kind: ClauseType) -> Iterator[tuple[str, int, Example]]:
    for side in ("match", "no_match"):
        for position, example in enumerate(getattr(kind.definition.examples, side)):
            yield side, position, example


def _earlier(kind: ClauseType, example: Example) -> Iterator[tuple[str, int, Example]]:
    for entry in _examples(kind):
        if entry[2] is example:
            return
        yield entry


def _unused(patterns: PatternSet) -> Iterator[Fault]:
    """Find fragments and modifiers that no clause type reaches, and what is doubtful in all of them."""
    modifiers = {name for kind in patterns.clause_types for name in _modifiers_of(kind)}
    modifiers.update(name for name in READ_BY_DETECTION if name in patterns.modifiers)
    pending = [text for kind in patterns.clause_types for text in _lines_of(kind)]
    for name in modifiers:
        modifier = patterns.modifiers[name]
        pending += [*modifier.lines, *modifier.terminators, *modifier.shields, *modifier.pseudo]
    direct = {name for name in READ_BY_DETECTION if name in patterns.fragments}
    pending += [text for name in direct for text in patterns.fragments[name].lines]
    fragments = direct | _reachable(patterns, pending)
    for folder in (source for source in patterns.sources if source.is_dir()):
        yield from _named_problems(folder / "fragments", "fragments", patterns.fragments, fragments)
        yield from _named_problems(folder / "context", "modifiers", patterns.modifiers, modifiers)


def _named_problems(
    folder: Path, section: str, known: Mapping[str, Fragment] | Mapping[str, Modifier], used: set[str]
) -> Iterator[Fault]:
    for path in sorted(folder.rglob("*.yaml")):
        file = YamlFile(path)
        yield from _wide_gaps(file, (), file.data)
        for name in file.data[section]:
            if name not in used:
                yield file.fault((section, name), f"no clause type uses '{name}'")
            for field in ("lines", "terminators", "shields", "pseudo"):
                yield from _repeats(file, (section, name, field), getattr(known[name], field, ()))


def _modifiers_of(kind: ClauseType) -> Iterator[str]:
    yield from kind.definition.context
    for signal in kind.definition.signals:
        yield from signal.unless


def _lines_of(kind: ClauseType) -> Iterator[str]:
    yield from kind.definition.subject
    for signal in kind.definition.signals:
        yield from (*signal.lines, *signal.all, *signal.under)
    for reader in kind.definition.attributes.values():
        yield from (line for _, lines in reader if isinstance(lines, list) for line in lines)
        for lines in reader.options.values():
            yield from lines


def _repeats(file: YamlFile, key: Key, texts: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, text in enumerate(texts):
        words = _words(text)
        if words in seen:
            yield file.fault((*key, position), f"'{text}' is given twice")
        seen.add(words)


def _wide_gaps(file: YamlFile, key: Key, value: object) -> Iterator[Fault]:
    if isinstance(value, str) and (_WIDE_GAP.search(value) or value != value.strip()):
        yield file.fault(key, "blanks where none or one should be")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _wide_gaps(file, (*key, name), inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _wide_gaps(file, (*key, position), inner)


def _words(text: str) -> str:
    return " ".join(text.lower().split())
