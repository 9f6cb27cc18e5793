"""The package of a Word document: its parts, opened by python-docx within the limits and checked to be harmless."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from clausecheck.errors import Corrupt
from clausecheck.ingest.limits import Limits
from clausecheck.ingest.word_mending import mended
from clausecheck.ingest.word_places import Place, places_in

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{_COMPATIBILITY}{tag}" for tag in ("AlternateContent", "Choice", "Fallback")
)  # fmt: skip
_WORDS = (qn("w:t"), qn("w:delText"), qn("a:t"), qn("w:sym"))


class Package:
    """Gives the XML of the parts of one Word document, each parsed once and with one of its alternatives kept.

    `places` tells where the text elements of the parts stood before anything was taken out of them.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open the package; raises LimitExceeded, or what zipfile and python-docx raise."""
        with zipfile.ZipFile(BytesIO(data)) as archive:  # which reads no more of a part than its declared size
            limits.check_parts({item.filename: item.file_size for item in archive.infolist()}, len(data))
        self._main = _main_part(data)
        self._roots: dict[str, Any] = {}
        self.places: dict[Any, Place] = {}
        self.main = self._root(self._main)

    def part(self, kind: str) -> Any | None:
        """Give the first part that the document relates to in one way, such as "STYLES"."""
        return next(self.parts(kind), None)

    def parts(self, kind: str) -> Iterator[Any]:
        """Give the parts that the document relates to in one way, such as "HEADER"."""
        reltype = getattr(RELATIONSHIP_TYPE, kind)
        for relation in self._main.rels.values():
            if relation.reltype == reltype and not relation.is_external:
                yield self._root(relation.target_part)

    def _root(self, part: Part) -> Any:
        name = str(part.partname)
        if name not in self._roots:
            # Templates and documents with macros have a content type for which python-docx keeps plain bytes.
            root: Any = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
            if root.getroottree().docinfo.internalDTD is not None:
                raise Corrupt("The Word document declares XML entities, which Word never does.")
            self.places.update(places_in(root, name.lstrip("/")))
            _keep_one_alternative(root)
            self._roots[name] = root
        return self._roots[name]


def _main_part(data: bytes) -> Part:
    try:
        part: Part = OpcPackage.open(BytesIO(data)).main_document_part
    except KeyError:  # a relation that python-docx looks for, or the part it leads to
        part = OpcPackage.open(BytesIO(mended(data))).main_document_part
    return part


def _keep_one_alternative(root: Any) -> None:
    """Put one alternative in the place of several: they say the same, for programs of different age."""
    for element in list(root.iter(_ALTERNATIVES)):
        for child in list(_alternative(element)):
            element.addprevious(child)
        element.getparent().remove(element)


def _alternative(element: Any) -> Any:
    choices = [*element.iterchildren(_CHOICE), *element.iterchildren(_FALLBACK)]
    worded = (choice for choice in choices if next(choice.iter(*_WORDS), None) is not None)
    return next(worded, choices[0] if choices else ())
