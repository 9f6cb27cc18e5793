"""What the examples of patterns do not prove, told from their words alone; `detect.mutation` tries each wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from clausecheck._yaml import Key, YamlFile
from clausecheck.errors import Fault
from clausecheck.patterns import bundled
from clausecheck.patterns.lines import Step
from clausecheck.patterns.model import ClauseType, Example, PatternSet

# "give|hand over" is mostly meant as "give" or "hand over"; "business|working hours" says what it means.
_PARTICLES = frozenset({"away", "back", "down", "off", "out", "over", "up"})


def own_clause_types(patterns: PatternSet) -> list[ClauseType]:
    """List the clause types that do not come with clausecheck."""
    return [kind for kind in patterns.clause_types if not Path(kind.path).is_relative_to(bundled())]


def unread_attributes(kind: ClauseType) -> Iterator[Fault]:
    """Find attributes of which no example says what they are; what is only ever absent is never read."""
    read = {
        name
        for example in kind.definition.examples.match
        for name, value in example.attributes.items()
        if value is not None and value is not False
    }
    for name in kind.definition.attributes.keys() - read:
        message = (
            f"no example has the attribute '{name}', so nothing proves that it is read: name it in one that has it"
        )
        yield YamlFile(Path(kind.path)).fault(("attributes", name), message)


def misleading_alternatives(patterns: PatternSet) -> Iterator[Fault]:
    """Find lines such as "give|hand over", of whose readings one is no English: "give over"."""
    everything = _joined(example for kind in patterns.clause_types for example in _examples(kind))
    for kind in own_clause_types(patterns):
        file = YamlFile(Path(kind.path))
        matches = _joined(kind.definition.examples.match)
        for key, line in _own(_signal_lines(kind), kind, patterns):
            readings = [
                f"'{phrase}'"
                for word, phrase in _with_particle(patterns.lines[line].steps)
                if _stands(word, matches) and not _stands(phrase, everything)
            ]
            if readings:
                yield file.fault(
                    key,
                    f"'{line}' is read as {' and '.join(readings)} too, which no example says: an alternative is one "
                    "word; for one of several words write a line of its own",
                )


def unexercised(patterns: PatternSet) -> list[Fault]:
    """Name the alternatives in lines of one's own files that no example has.

    The bundled patterns have thousands, synonyms that one example proves for all. What signals have must stand in an
    example that matches, what attributes have in any.
    """
    faults: list[Fault] = []
    kinds = own_clause_types(patterns)
    for kind in kinds:
        file = YamlFile(Path(kind.path))
        faults += _missing(
            file, _own(_signal_lines(kind), kind, patterns), patterns, _joined(kind.definition.examples.match)
        )
        faults += _missing(file, _own(_attribute_lines(kind), kind, patterns), patterns, _joined(_examples(kind)))
    text = _joined(example for kind in kinds for example in kind.definition.examples.match)
    for folder in (source for source in patterns.sources if source.is_dir() and source != bundled()):
        for path in sorted((folder / "fragments").rglob("*.yaml")):
            file = YamlFile(path)
            faults += _missing(file, _fragment_lines(file.data["fragments"]), patterns, text)
    return sorted(faults, key=lambda fault: (fault.path, fault.line, fault.column))


def _missing(file: YamlFile, lines: Iterable[tuple[Key, str]], patterns: PatternSet, text: str) -> Iterator[Fault]:
    for key, line in lines:
        phrases = [phrase for phrase in _phrases(patterns.lines[line].steps) if not _stands(phrase, text)]
        if phrases:
            named = ", ".join(f"'{phrase}'" for phrase in phrases)
            yield file.fault(key, f"no example has {named} of '{line}': add one that has it, or take it out")


def _examples(kind: ClauseType) -> list[Example]:
    return [*kind.definition.examples.match, *kind.definition.examples.no_match]


def _own(lines: Iterable[tuple[Key, str]], kind: ClauseType, patterns: PatternSet) -> Iterator[tuple[Key, str]]:
    """Leave out the lines that were copied from the bundled clause type whose place this one takes."""
    copied = copied_texts(kind, patterns)
    return ((key, line) for key, line in lines if line not in copied)


def copied_texts(kind: ClauseType, patterns: PatternSet) -> set[str]:
    """Collect all texts of the bundled clause type whose place this one takes; none where it takes that of none."""
    former = Path(patterns.replaced.get(kind.id, ""))
    return set(_texts(YamlFile(former).data)) if former.is_relative_to(bundled()) else set()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _signal_lines(kind: ClauseType) -> Iterator[tuple[Key, str]]:
    for position, signal in enumerate(kind.definition.signals):
        for field in ("lines", "all"):
            for number, line in enumerate(getattr(signal, field)):
                yield ("signals", position, field, number), line


def _attribute_lines(kind: ClauseType) -> Iterator[tuple[Key, str]]:
    for name, reader in kind.definition.attributes.items():
        for field in ("near", "against", "lines", "repeats", "first", "multiplies"):
            for number, line in enumerate(getattr(reader, field)):
                yield ("attributes", name, field, number), line
        for option, lines in reader.options.items():
            for number, line in enumerate(lines):
                yield ("attributes", name, "options", option, number), line


def _fragment_lines(fragments: dict[str, dict[str, list[str]]]) -> Iterator[tuple[Key, str]]:
    for name, fragment in fragments.items():
        for number, line in enumerate(fragment["lines"]):
            yield ("fragments", name, "lines", number), line


def _phrases(steps: Sequence[Step]) -> Iterator[str]:
    """Give each alternative with the single words that the line has right beside it, as the line reads it."""
    for position, step in enumerate(steps):
        before = _beside(steps, position - 1, step) if position else ""
        after = _beside(steps, position + 1, steps[position + 1]) if position + 1 < len(steps) else ""
        for word in step.words if len(step.words) > 1 else ():
            yield " ".join(filter(None, (before, word, after)))


def _beside(steps: Sequence[Step], position: int, later: Step) -> str:
    """Give the word of a step where it is one alone, and stands right beside its neighbour, the `later` of the two."""
    step = steps[position]
    return step.words[0] if len(step.words) == 1 and not step.optional and not later.gap else ""


def _with_particle(steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
    """Give "give" with "give over" and so on for the alternatives before a particle, and for those beside one."""
    for first, second in pairwise(steps):
        if second.gap or first.optional or second.optional:
            continue
        if len(first.words) > 1 and len(second.words) == 1 and second.words[0] in _PARTICLES:
            yield from ((word, f"{word} {second.words[0]}") for word in first.words)
        elif len(first.words) == 1 and not _PARTICLES.isdisjoint(second.words):
            yield from ((word, f"{first.words[0]} {word}") for word in second.words if word not in _PARTICLES)


def _stands(phrase: str, text: str) -> bool:
    words = phrase.split()
    if not all(word.rstrip("*") in text for word in words):
        return False
    spelled = r"\s*".join(re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return re.search(rf"(?<!\w){spelled}(?!\w)", text) is not None


def _joined(examples: Iterable[Example]) -> str:
    """Put examples together to one text, in which no phrase reaches from one into the next."""
    return "\0".join(example.text.lower().replace("’", "'") for example in examples)
