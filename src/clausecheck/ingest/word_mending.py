"""Word packages that Word opens and python-docx does not: strict ones, and those that refer to what they lack."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO

from lxml import etree

# Strict documents (ISO/IEC 29500-1) differ in the names of their namespaces and relations alone.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_RELATIONS = ".rels"


def mended(data: bytes) -> bytes:
    """Give a package with transitional names and without relations to parts that are not there."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(target, "w") as made:
        names = frozenset(given.namelist())
        for name in names:
            content = given.read(name)
            if name.endswith((".xml", _RELATIONS)):
                content = _STRICT.sub(_TRANSITIONAL, content)
            if name.endswith(_RELATIONS):
                content = _without_dangling(content, name, names)
            made.writestr(name, content)
    return target.getvalue()


def _without_dangling(content: bytes, name: str, parts: frozenset[str]) -> bytes:
    """Leave out the relations of a part (whose own are in _rels/ beside it) to parts that the package lacks."""
    folder = posixpath.dirname(posixpath.dirname(name))
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    for relation in list(root):
        target = str(relation.get("Target", ""))
        place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if relation.get("TargetMode") != "External" and place not in parts:
            root.remove(relation)
    return etree.tostring(root)
