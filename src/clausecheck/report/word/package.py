"""The package of a Word document, given back with some parts changed and all others byte for byte as they came."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from copy import copy
from io import BytesIO
from typing import Any

from lxml import etree

from clausecheck.errors import Corrupt

_TYPES = "[Content_Types].xml"
_MAIN_KIND = "/officeDocument"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_KIND = re.compile("template|macroEnabled")
_MACROS = "/vbaProject"
_MACRO_TYPES = frozenset({"application/vnd.ms-office.vbaproject", "application/vnd.ms-word.vbadata+xml"})
_SIGNATURES = "/digital-signature/origin"
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError)
_DAMAGED = "A part of the Word document is damaged, so that it cannot be written again."
_ANY = "{*}*"  # element, but no remark
_NOTHING = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class WordPackage:
    """Opens the parts of a package that ingest has read; `main` is the name of the part that holds the body."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._names = frozenset(self._archive.namelist())
        self._edited: dict[str, Any] = {}
        self._left_out: set[str] = set()
        relation = next(each for each in self._relations_of("") if each.get("Type", "").endswith(_MAIN_KIND))
        # Strict documents have relations of other names, with the same last part.
        self._kinds = relation.get("Type")[: -len(_MAIN_KIND)]
        self.main = _target(relation, "")

    @property
    def is_signed(self) -> bool:
        """Tell whether the package bears a digital signature, which any change makes invalid."""
        return any(each.get("Type", "").endswith(_SIGNATURES) for each in self._relations_of(""))

    def read(self, name: str) -> Any:
        """Give the XML of a part, which stays as it is; raises Corrupt where it is damaged."""
        return self._edited[name] if name in self._edited else _parsed(self._bytes(name))

    def edit(self, name: str) -> Any:
        """Give the XML of a part; what is done to it is saved."""
        if name not in self._edited:
            self._edited[name] = self.read(name)
        return self._edited[name]

    def make_document(self) -> None:
        """Turn a template or a document with macros into a plain document, the one kind that Word opens as .docx."""
        root = self.read(_TYPES)
        main = next((each for each in root.iterchildren(_ANY) if each.get("PartName") == f"/{self.main}"), None)
        if main is None or not _OTHER_KIND.search(main.get("ContentType", "")):
            return
        main.set("ContentType", _MAIN_TYPE)
        self._edited[_TYPES] = root
        self._leave_out_macros()

    def read_related(self, kind: str) -> Any | None:
        """Give the XML of the part that the main one relates to in one way, such as "numbering", if there is one."""
        name = self._related(kind)
        return self.read(name) if name in self._names else None

    def edit_related(self, kind: str, content_type: str, empty: Callable[[], Any]) -> Any:
        """Give the XML of the part that the main one relates to in one way, such as "comments"; make it if need be.

        Raises Corrupt where the relation leads to anything else than such a part.
        """
        name = self._related(kind)
        if name is None:
            name = self._free_name(posixpath.join(posixpath.dirname(self.main), kind))
            self._relate(f"{self._kinds}/{kind}", name)
        made = empty()
        if name not in self._names and name not in self._edited and name.endswith(".xml"):
            self._edited[name] = made
            self._declare(name, content_type)
        if name not in self._names | self._edited.keys() or self.read(name).tag != made.tag:
            raise Corrupt(f"What the Word document names as its {kind} is something else, so that none can be added.")
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
                if item.filename in self._left_out:
                    continue
                made.writestr(copy(item), contents.get(item.filename) or self._bytes(item))
            model = self._archive.getinfo(self.main)
            for name in sorted(contents.keys() - self._names):
                item = copy(model)
                item.filename = item.orig_filename = name
                made.writestr(item, contents[name])
        return target.getvalue()

    def _bytes(self, item: zipfile.ZipInfo | str) -> bytes:
        try:
            return self._archive.read(item)
        except _DAMAGE as error:
            raise Corrupt(_DAMAGED) from error

    def _related(self, kind: str) -> str | None:
        for relation in self._relations_of(self.main):
            if relation.get("Type") == f"{self._kinds}/{kind}" and relation.get("TargetMode") != "External":
                return _target(relation, self.main)
        return None

    def _relations_of(self, name: str) -> Iterator[Any]:
        """Give the relations of a part, without the remarks that may stand between them."""
        place = _relations(name)
        return self.read(place).iterchildren(_ANY) if place in self._names or place in self._edited else iter(())

    def _leave_out_macros(self) -> None:
        """Leave out the macros and what they relate to; a part that is of another type stays, whoever calls it so."""
        if _relations(self.main) not in self._names:
            return
        relations = self.edit(_relations(self.main)).iterchildren(_ANY)
        leading = [each for each in relations if each.get("Type", "").endswith(_MACROS)]
        named = {_target(each, self.main) for each in leading}
        named |= {_target(each, name) for name in named for each in self._relations_of(name)}
        gone = named & self._macro_parts()
        self._left_out |= gone | {_relations(name) for name in gone}
        types = self.edit(_TYPES).iterchildren(_ANY)
        for each in [*leading, *(each for each in types if each.get("PartName", "").lstrip("/") in gone)]:
            each.getparent().remove(each)

    def _macro_parts(self) -> set[str]:
        """Name the parts that have a content type of macros; what holds the package together never counts."""
        types = list(self.read(_TYPES).iterchildren(_ANY))
        own = {each.get("PartName", "").lstrip("/"): each.get("ContentType", "").lower() for each in types}
        usual = {each.get("Extension", "").lower(): each.get("ContentType", "").lower() for each in types}
        bound = {self.main, _TYPES, *(name for name in self._names if name.endswith(".rels"))}
        return {name for name in self._names - bound if own.get(name, usual.get(_suffix(name))) in _MACRO_TYPES}

    def _relate(self, kind: str, name: str) -> None:
        place = _relations(self.main)
        if place not in self._names:
            self._edited.setdefault(place, _parsed(_NOTHING))
        root = self.edit(place)
        taken = {relation.get("Id") for relation in root.iterchildren(_ANY)}
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


def _suffix(name: str) -> str:
    return posixpath.splitext(name)[1].lstrip(".").lower()


def _relations(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(relation: Any, source: str) -> str:
    """Give the name of the part that a relation leads to from another part."""
    place = posixpath.join("/", posixpath.dirname(source), relation.get("Target", ""))
    return posixpath.normpath(place).lstrip("/")


def _parsed(content: bytes) -> Any:
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False))
    except etree.XMLSyntaxError as error:
        raise Corrupt(_DAMAGED) from error


def _written(root: Any) -> bytes:
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
