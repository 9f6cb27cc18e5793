"""How far a numbered paragraph is indented, which its list says and not the paragraph."""

from __future__ import annotations

from typing import Any

from clausecheck.ingest.word_styles import Styles, properties
from clausecheck.report.word.package import WordPackage
from clausecheck.report.word.vocabulary import Vocabulary

_SIDES = ("left", "start")  # as transitional and as later documents call it


class Indentation:
    """Looks up the indentation that the lists of one document give to their paragraphs."""

    def __init__(self, package: WordPackage, words: Vocabulary) -> None:
        self._words = words
        self._styles = Styles(package.read_related("styles"))
        self._numbering = package.read_related("numbering")

    def left_of(self, paragraph: Any) -> dict[str, str]:
        """Give the left indentation that a paragraph has from its list, as attributes; none outside of lists."""
        style = properties(paragraph.find(self._words.name("pPr"))).over(self._styles.of(paragraph))
        if self._numbering is None or not style.list_id or style.list_id == "0":
            return {}
        name = self._words.name
        item = self._child(self._numbering, "num", "numId", style.list_id)
        definition = None if item is None else item.find(name("abstractNumId"))
        if definition is None:
            return {}
        abstract = self._child(self._numbering, "abstractNum", "abstractNumId", definition.get(name("val"), ""))
        level = None if abstract is None else self._child(abstract, "lvl", "ilvl", str(style.depth or 0))
        indent = None if level is None else level.find(f"{name('pPr')}/{name('ind')}")
        if indent is None:
            return {}
        return {name(side): indent.get(name(side)) for side in _SIDES if indent.get(name(side)) is not None}

    def _child(self, parent: Any, local: str, attribute: str, value: str) -> Any | None:
        name = self._words.name
        return next((each for each in parent.iterchildren(name(local)) if each.get(name(attribute)) == value), None)
