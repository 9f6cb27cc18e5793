"""Elements of WordprocessingML in the namespace of the document at hand, and text that XML can hold."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Vocabulary:
    """Makes and names elements of one document, transitional or strict."""

    def __init__(self, root: Any) -> None:
        """Take the namespace from the root element of a part."""
        self.namespace: str = etree.QName(root).namespace or ""

    def name(self, local: str) -> str:
        """Give the full name of a tag or an attribute."""
        return f"{{{self.namespace}}}{local}"

    def names(self, *locals_: str) -> frozenset[str]:
        """Give several full names."""
        return frozenset(map(self.name, locals_))

    def make(self, local: str, *children: Any, **attributes: object) -> Any:
        """Make an element with children and attributes."""
        element = etree.Element(
            self.name(local), {self.name(key): str(value) for key, value in attributes.items()}, {"w": self.namespace}
        )
        element.extend(children)
        return element

    def text(self, words: str) -> Any:
        """Make a text element that keeps its spaces."""
        element = self.make("t")
        element.text = _NOT_XML.sub("", words)
        return kept(element)


def kept(text: Any) -> Any:
    """Let a text element keep the spaces at its ends."""
    text.set(_SPACE, "preserve")
    return text
