"""The package of a Word document, given back with some parts changed and all others byte for byte as they came."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from copy import copy
from io import BytesIO
from typing import Any

from lxml import etree

from clausecheck.errors import Corrupt

_TYPES = "[Content_Types].xml"
_MAIN_KIND = "/officeDocument"
_SIGNATURES = "/digital-signature/origin"
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError)
_NOTHING = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class WordPackage:
    """Opens the parts of a package that ingest has read; `main` is the name of the part that holds the body."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._names = frozenset(self._archive.namelist())
        self._edited: dict[str, Any] = {}
        relation = next(each for each in self.read(_relations("")) if each.get("Type", "").endswith(_MAIN_KIND))
        # Strict documents have relations of other names, with the same last part.
        self._kinds = relation.get("Type")[: -len(_MAIN_KIND)]
        self.main = _target(relation, "")

    @property
    def is_signed(self) -> bool:
        """Tell whether the package bears a digital signature, which any change makes invalid."""
        return any(each.get("Type", "").endswith(_SIGNATURES) for each in self.read(_relations("")))

    def read(self, name: str) -> Any:
        """Give the XML of a part, which stays as it is."""
        return self._edited[name] if name in self._edited else _parsed(self._archive.read(name))

    def edit(self, name: str) -> Any:
        """Give the XML of a part; what is done to it is saved."""
        if name not in self._edited:
            self._edited[name] = self.read(name)
        return self._edited[name]

    def edit_related(self, kind: str, content_type: str, empty: Callable[[], Any]) -> Any:
        """Give the XML of the part that the main one relates to in one way, such as "comments"; make it if need be."""
        name = self._related(kind)
        if name is None:
            name = self._free_name(posixpath.join(posixpath.dirname(self.main), kind))
            self._relate(f"{self._kinds}/{kind}", name)
        if name not in self._names and name not in self._edited:
            self._edited[name] = empty()
            self._declare(name, content_type)
        return self.edit(name)

    def saved(self) -> bytes:
        """Write the package; the same package with the same changes gives the same bytes.

        Raises Corrupt where a part that nobody has read so far is damaged.
        """
        target = BytesIO()
        contents = {name: _written(root) for name, root in self._edited.items()}
        with zipfile.ZipFile(target, "w") as made:
            made.comment = self._archive.comment
            for item in self._archive.infolist():
                made.writestr(copy(item), contents.get(item.filename) or self._bytes(item))
            model = self._archive.getinfo(self.main)
            for name in sorted(contents.keys() - self._names):
                item = copy(model)
                item.filename = item.orig_filename = name
                made.writestr(item, contents[name])
        return target.getvalue()

    def _bytes(self, item: zipfile.ZipInfo) -> bytes:
        try:
            return self._archive.read(item)
        except _DAMAGE as error:
            raise Corrupt("A part of the Word document is damaged, so that it cannot be written again.") from error

    def _related(self, kind: str) -> str | None:
        relations = self.read(_relations(self.main)) if _relations(self.main) in self._names else ()
        for relation in relations:
            if relation.get("Type") == f"{self._kinds}/{kind}" and relation.get("TargetMode") != "External":
                return _target(relation, self.main)
        return None

    def _relate(self, kind: str, name: str) -> None:
        place = _relations(self.main)
        if place not in self._names:
            self._edited.setdefault(place, _parsed(_NOTHING))
        root = self.edit(place)
        taken = {relation.get("Id") for relation in root}
        number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        target = posixpath.relpath(f"/{name}", posixpath.dirname(f"/{self.main}"))
        tag = f"{{{etree.QName(root).namespace}}}Relationship"
        etree.SubElement(root, tag, Id=f"rId{number}", Type=kind, Target=target)

    def _declare(self, name: str, content_type: str) -> None:
        root = self.edit(_TYPES)
        tag = f"{{{etree.QName(root).namespace}}}Override"
        if not any(each.get("PartName", "").lower() == f"/{name}".lower() for each in root.iterchildren(tag)):
            etree.SubElement(root, tag, PartName=f"/{name}", ContentType=content_type)

    def _free_name(self, stem: str) -> str:
        taken = {name.lower() for name in self._names}
        numbers = ("", *map(str, range(1, len(taken) + 2)))
        return next(name for number in numbers if (name := f"{stem}{number}.xml").lower() not in taken)


def _relations(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(relation: Any, source: str) -> str:
    """Give the name of the part that a relation leads to from another part."""
    place = posixpath.join("/", posixpath.dirname(source), relation.get("Target", ""))
    return posixpath.normpath(place).lstrip("/")


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False))


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
