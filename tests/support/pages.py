"""What a web page holds, found by tag and class."""

from __future__ import annotations

import lxml.etree
import lxml.html


def parsed(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def select(root: lxml.html.HtmlElement, *paths: str) -> list[lxml.html.HtmlElement]:
    """List the elements below root that any of the paths leads to; a step is "tag", ".class" or "tag.class"."""
    return [element for path in paths for element in _follow([root], path.split())]


def words_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _follow(roots: list[lxml.html.HtmlElement], steps: list[str]) -> list[lxml.html.HtmlElement]:
    if not steps:
        return roots
    tag, _, name = steps[0].partition(".")
    found = {
        element: None
        for root in roots
        for element in root.iter(tag or lxml.etree.Element)
        if element is not root and (not name or name in (element.get("class") or "").split())
    }
    return _follow(list(found), steps[1:])
