"""Builders of small PDF and DOCX files, so that each test shows the document it is about."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
import pikepdf
import pypdfium2 as pdfium
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

PAGE_WIDTH, PAGE_HEIGHT = 612, 792


@dataclass
class Sheet:
    """One page of a PDF; x and y are points from the top left, y that of the baseline."""

    width: float = PAGE_WIDTH
    height: float = PAGE_HEIGHT
    rotation: int = 0
    crop: tuple[float, float, float, float] | None = None
    operators: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10) -> Sheet:
        return self.operate(f"BT /F1 {size} Tf 1 0 0 1 {x} {self.height - y} Tm {_shown(words)} ET")

    def bold(self, x: float, y: float, words: str, size: float = 10) -> Sheet:
        return self.operate(f"BT /F2 {size} Tf 1 0 0 1 {x} {self.height - y} Tm {_shown(words)} ET")

    def turned(self, x: float, y: float, words: str, angle: int) -> Sheet:
        """Draw text that runs upwards (90), upside down (180) or downwards (270)."""
        cos, sin = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[angle]
        return self.operate(f"BT /F1 10 Tf {cos} {sin} {-sin} {cos} {x} {self.height - y} Tm {_shown(words)} ET")

    def spaced(self, x: float, y: float, words: str, spacing: float) -> Sheet:
        """Draw bold text with its letters apart."""
        return self.operate(
            f"BT /F2 10 Tf {spacing} Tc 1 0 0 1 {x} {self.height - y} Tm {_shown(words)} 0 Tc ET",
        )

    def small_capitals(self, x: float, y: float, words: str) -> Sheet:
        """Draw capitals, each word's first letter larger than the others."""
        parts = [(part, 12 if part.isupper() else 9) for part in re.findall(r"[A-Z]|[^A-Z]+", words)]
        shown = " ".join(f"/F1 {size} Tf {_shown(part.upper())}" for part, size in parts)
        return self.operate(f"BT 1 0 0 1 {x} {self.height - y} Tm {shown} ET")

    def operate(self, operators: str) -> Sheet:
        """Add operators of a content stream as they are."""
        self.operators.append(operators)
        return self

    def lines(self, x: float, y: float, words: str, *, leading: float = 13, size: float = 10) -> Sheet:
        """Put one line of text under the other; the lines of `words` are the lines on the page."""
        for number, line in enumerate(words.strip("\n").split("\n")):
            self.text(x + 5 * (len(line) - len(line.lstrip())), y + number * leading, line.strip(), size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        self.operators.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def picture(self) -> Sheet:
        """Cover the page with a grey picture, as a scan does."""
        self.operators.append(f"q {self.width} 0 0 {self.height} 0 0 cm /Im1 Do Q")
        return self


def _shown(words: str) -> str:
    raw = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"({raw.decode('latin-1')}) Tj"


def pdf(*sheets: Sheet, encryption: pikepdf.Encryption | None = None) -> bytes:
    """Make a PDF of some pages in Helvetica."""
    file = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    bold = pikepdf.Dictionary({**font, "/BaseFont": pikepdf.Name("/Helvetica-Bold")})
    scan = pikepdf.Stream(file, b"\x80" * 64)
    for key, value in {"Width": 8, "Height": 8, "BitsPerComponent": 8}.items():
        scan[f"/{key}"] = value
    scan.Type, scan.Subtype, scan.ColorSpace = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DeviceGray
    for sheet in sheets:
        page = file.add_blank_page(page_size=(sheet.width, sheet.height))
        page.Contents = pikepdf.Stream(file, "\n".join(sheet.operators).encode("latin-1"))
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=font, F2=bold), XObject=pikepdf.Dictionary(Im1=scan)
        )
        if sheet.rotation:
            page.Rotate = sheet.rotation
        if sheet.crop:
            page.CropBox = pikepdf.Array(sheet.crop)
    target = io.BytesIO()
    file.save(target, encryption=encryption or False)
    return target.getvalue()


LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))


_NAMES = (
    nsdecls("w", "r", "wp", "a")
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def pdf_of(*objects: bytes) -> bytes:
    """Make a PDF of raw objects, numbered from 1; the first is its catalogue."""
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>" % (size, rows, size)
    return data + table + b"\nstartxref\n%d\n%%%%EOF" % len(data)


def stream_of(content: bytes, entries: bytes = b"") -> bytes:
    """Make a stream object for `pdf_of`."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def scanned(data: bytes, dots_per_inch: int = 150) -> bytes:
    """Turn the pages of a PDF into pictures, as a scanner does."""
    pages = [page.render(scale=dots_per_inch / 72).to_pil().convert("L") for page in pdfium.PdfDocument(data)]
    target = io.BytesIO()
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=dots_per_inch)
    return target.getvalue()


class Word:
    """A Word document under construction, with an outline list of `LEVELS` as list 1."""

    def __init__(self, levels: Sequence[tuple[str, str]] = LEVELS) -> None:
        self.document = docx.Document()
        self.numbering = self.document.part.numbering_part.element
        for child in list(self.numbering):
            self.numbering.remove(child)
        self.definition("1", levels)
        self.list("1", "1")

    def definition(self, identifier: str, levels: Sequence[tuple[str, str]], more: str = "") -> Word:
        """Add a list definition; `more` goes into each level."""
        written = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (kind, text) in enumerate(levels)
        )
        item = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">{written}</w:abstractNum>'
        numbers = self.numbering.findall(qn("w:num"))
        position = self.numbering.index(numbers[0]) if numbers else len(self.numbering)
        self.numbering.insert(position, parse_xml(item))
        return self

    def list(self, identifier: str, definition: str, starts: dict[int, int] | None = None) -> Word:
        """Add a list that uses a definition, starting some levels at numbers of its own."""
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for depth, start in (starts or {}).items()
        )
        item = (
            f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
        )
        self.numbering.append(parse_xml(item))
        return self

    def paragraph(
        self, text: str = "", *, depth: int | None = None, number: str = "1", style: str | None = None
    ) -> Any:
        """Add a paragraph, numbered when it has a depth, and give it."""
        paragraph = self.document.add_paragraph(text, style=style)
        if depth is not None:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
            )
        return paragraph

    def xml(self, inner: str) -> Word:
        """Add elements written in WordprocessingML."""
        wrapped = f"<w:body {_NAMES}>{inner}</w:body>"
        body = self.document.element.body
        for element in list(parse_xml(wrapped)):
            body.insert(len(body) - 1, element)  # before the section properties
        return self

    def table(self, rows: Iterable[Sequence[str]]) -> Any:
        """Add a table and give it."""
        cells = list(rows)
        table = self.document.add_table(rows=len(cells), cols=len(cells[0]))
        for row, texts in zip(table.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        return table

    def part(self, name: str, inner: str) -> Word:
        """Add a part such as footnotes or comments, its elements written in WordprocessingML."""
        document = self.document.part
        content = f"<w:{name} {_NAMES}>{inner}</w:{name}>".encode()
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        part = Part(PackURI(f"/word/{name}.xml"), kind, content, document.package)
        document.relate_to(part, getattr(RELATIONSHIP_TYPE, name.upper()))
        return self

    def bytes(self) -> bytes:
        """Save the document."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()


def run(text: str) -> str:
    """Write a run of text in WordprocessingML."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def word_field(instruction: str, result: str | None) -> str:
    """Write a complex field in WordprocessingML; None for one that stores no result."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    shown = "" if result is None else marks["separate"] + (run(result) if result else "")
    words = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return marks["begin"] + words + shown + marks["end"]


def rezipped(data: bytes, changed: dict[str, bytes]) -> bytes:
    """Give a Word document with some of its parts replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in {**dict.fromkeys(whole.namelist()), **changed}:
            copy.writestr(name, changed[name] if name in changed else whole.read(name))
    return target.getvalue()


def lines_of(source: Any) -> list[str]:
    """Give the text of each block of a Source."""
    return [source.text[block.span.start : block.span.end] for block in source.blocks]


def resaved(data: bytes, change: Callable[[pikepdf.Pdf], object] = lambda file: None, **options: Any) -> bytes:
    """Change a PDF and save it again, with the options of pikepdf's `save`."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(target, **options)
    return target.getvalue()


def annotated(data: bytes, *annotations: dict[str, Any]) -> bytes:
    """Put annotations on the first page of a PDF; those with a field type become an AcroForm."""

    def add(file: pikepdf.Pdf) -> None:
        made = [file.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.Annot, **item})) for item in annotations]
        file.pages[0].Annots = pikepdf.Array(made)
        fields = [item for item in made if "/FT" in item]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        file.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array(fields),
            NeedAppearances=True,
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font)),
            DA=pikepdf.String("/Helv 10 Tf 0 g"),
        )

    return resaved(data, add)


def field(kind: str, rectangle: Sequence[float], **more: Any) -> dict[str, Any]:
    """Make a form field; `rectangle` is left, bottom, right and top in PDF coordinates."""
    named = {f"/{key}": pikepdf.String(value) if isinstance(value, str) else value for key, value in more.items()}
    common = {"/Subtype": pikepdf.Name.Widget, "/FT": pikepdf.Name(f"/{kind}"), "/F": 4}
    return {**common, "/Rect": pikepdf.Array(rectangle), "/DA": pikepdf.String("/Helv 10 Tf 0 g"), **named}


def remark(kind: str, rectangle: Sequence[float], words: str, flags: int = 4) -> dict[str, Any]:
    """Make a comment of some kind, such as FreeText or Highlight."""
    return {
        "/Subtype": pikepdf.Name(f"/{kind}"),
        "/Rect": pikepdf.Array(rectangle),
        "/Contents": pikepdf.String(words),
        "/DA": pikepdf.String("/Helv 10 Tf 0 g"),
        "/F": flags,
    }
