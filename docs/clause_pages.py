"""The clause catalogue: a page for each clause type, and the list of them, written from patterns and playbooks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.patterns.model import AttributeReader, ClauseType, Example, PatternSet
from clausecheck.playbook.model import Playbook
from clausecheck.playbook.position import wanted
from figures import Figures, header

NOTICE = "<!-- Written by docs/generate.py; edit what it reads, not this page. -->\n"

_PARTIES = ("customer", "provider", "either", "unclear")
_READ = {
    "count": "times a year",
    "date": "a date, as 2027-02-28",
    "favours": "`customer`, `provider`, `mutual`, `unclear`",
    "flag": "true or false",
    "metrics": "list of names with targets",
    "money": "a sum with its currency, as USD 2500000",
    "number": "a number",
    "percent": "percent",
    "words": "the words of the contract",
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#$])")


_FEW = 20  # positives below which the interval says more than the figure


def clause_pages(
    patterns: PatternSet, playbooks: Sequence[Playbook], figures: Mapping[str, Sequence[Figures]]
) -> Iterator[tuple[str, str]]:
    """Give the pages of the catalogue, each with its place in docs/reference."""
    yield "clauses.md", _index(patterns)
    for kind in patterns.clause_types:
        page = _page(kind, patterns, playbooks)
        yield f"clauses/{kind.id}.md", "\n".join([*page, *_accuracy(figures.get(kind.id, ())), *_sources(kind)]) + "\n"


def plain(text: str) -> str:
    """Put text on one line, its characters meaning nothing to Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _index(patterns: PatternSet) -> str:
    families: dict[str, list[ClauseType]] = {}
    for kind in patterns.clause_types:
        families.setdefault(kind.family, []).append(kind)
    parts = [
        "# Clause types\n",
        NOTICE,
        f"What clausecheck looks for: {len(patterns.clause_types)} clause types, each one file,\n"
        "`patterns/clauses/<family>/<clause type>.yaml`. [Writing patterns](../writing-patterns.md) explains the\n"
        "files, [how it reads](../how-it-reads.md) what is done with them. Any clause may also carry `denied`: the\n"
        "contract expressly refuses the right. One that is in preview is looked for where a playbook asks for it, and\n"
        "nowhere else. How well each is found: [accuracy](../accuracy.md).\n",
    ]
    for family, kinds in families.items():
        rows = "".join(f"| {_link(kind)} | {plain(kind.definition.what)} | {_since(kind)} |\n" for kind in kinds)
        parts.append(f"## {family}\n\n| Clause type | What it is | Status |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


def _link(kind: ClauseType) -> str:
    return f"[{plain(kind.definition.title)}](clauses/{kind.id}.md)<br>`{kind.id}`"


def _since(kind: ClauseType) -> str:
    return f"{kind.definition.status} since {kind.definition.since}"


def _page(kind: ClauseType, patterns: PatternSet, playbooks: Sequence[Playbook]) -> list[str]:
    known = kind.definition
    return [
        f"# {plain(known.title)}\n",
        NOTICE,
        f"{plain(known.what)}\n",
        f"`{kind.id}` · family [{kind.family}](../clauses.md#{kind.family}) · {_since(kind)}\n",
        f"**Why it matters.** {plain(known.why)}\n",
        *_attributes(kind),
        *_positions(kind, playbooks),
        *_context(kind, patterns),
        *_examples("Is this clause", known.examples.match),
        *_examples("Is not", known.examples.no_match),
    ]


def _accuracy(measured: Sequence[Figures]) -> Iterator[str]:
    yield "## Accuracy\n"
    if not measured:
        yield "Not measured: neither the public contracts nor those of this project have labels for it.\n"
        return
    yield f"| {' | '.join(header())} |\n|:--|{'--:|' * (len(header()) - 1)}"
    yield from (f"| {' | '.join(each.cells)} |" for each in measured)
    yield ""
    if len(measured) == 1:
        yield "There is no figure from public contracts: the labels at hand do not name this clause type."
    if any(int(each.row["positives"]) < _FEW for each in measured):
        yield f"Fewer than {_FEW} contracts with the clause show little: go by the interval in brackets."
    yield "What was measured, and what it does not show: [accuracy](../../accuracy.md).\n"


def _sources(kind: ClauseType) -> list[str]:
    return ["## Sources\n", *(f"- {plain(source)}" for source in kind.definition.sources)]


def _attributes(kind: ClauseType) -> Iterator[str]:
    if kind.definition.attributes:
        yield "## What is read from it\n"
        yield "| Attribute | Read as | Values |\n|---|---|---|"
        yield from (
            f"| `{name}` | {reader.read} | {_values(reader)} |" for name, reader in kind.definition.attributes.items()
        )
        yield ""


def _values(reader: AttributeReader) -> str:
    options = [*reader.options, *_PARTIES] if reader.read == "holder" else [*reader.options]
    if reader.otherwise:
        options.append(reader.otherwise)
    if not options:
        return f"number of {reader.unit}" if reader.unit else _READ.get(reader.read, "")
    values = ", ".join(f"`{option}`" for option in dict.fromkeys(options))
    return f"any of {values}" if reader.many else values


def _positions(kind: ClauseType, playbooks: Sequence[Playbook]) -> Iterator[str]:
    asking = [(book, rule) for book in playbooks for rule in book.rules if rule.clause_type == kind.id]
    if asking:
        yield "## What the playbooks ask for\n"
        yield "| Playbook | Rule | At the least | Severity |\n|---|---|---|---|"
        yield from (
            f"| `{book.id}` | {plain(rule.title)} | {plain(wanted(rule))} | {rule.severity.name.lower()} |"
            for book, rule in asking
        )
        yield ""


def _context(kind: ClauseType, patterns: PatternSet) -> Iterator[str]:
    if kind.definition.context:
        yield "## What changes its reading\n"
        yield from (
            f"- `{name}` ({effect}): {plain(patterns.modifiers[name].what)}"
            for name, effect in kind.definition.context.items()
        )
        yield ""


def _examples(heading: str, examples: Sequence[Example]) -> Iterator[str]:
    yield f"## {heading}\n"
    yield from (f"- {plain(example.text)} *({plain(example.source)})*{_read_from(example)}" for example in examples)
    yield ""


def _read_from(example: Example) -> str:
    read = [f"`{name}` {json.dumps(value)}" for name, value in example.attributes.items()]
    words = ["**refused**"] if example.denied else []
    return f" {', '.join(words + read)}" if words or read else ""
