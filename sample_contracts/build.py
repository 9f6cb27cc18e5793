"""Build the sample contracts: text/<name>.md -> <name>.docx and <name>.pdf (and scanned variants).

The documents of deals are built as well, each in one form: text/deals/<deal>/<name>.md -> deals/<deal>/<name>.docx, or
.pdf where DEAL_PDFS names it. Run `python sample_contracts/build.py [name | deal/name ...]`; without names everything
is built. The dialect of the text files is described in README.md. The DOCX depends on the text alone, so a rebuild
gives the same bytes; the PDF is what LibreOffice (`soffice` on the path) makes of the DOCX.
"""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import yaml
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Inches, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image

FOLDER = Path(__file__).parent
LONG_AGO = datetime.datetime(2024, 1, 2, 9, 0, 0)  # every date the files carry, so that a rebuild changes nothing
SCAN_DPI = 110
DEFAULTS: dict[str, Any] = {
    "title": "",
    "header": "",
    "footer": "",
    "numbering": "decimal",
    "contents": False,
    "columns": 1,
    "paper": "a4",
    "font": "Times New Roman",
    "variants": [],
    "scanned_pages": [],
}
DEAL_PDFS = frozenset({"2_data_processing_agreement", "order_form", "master_services_agreement"})
PAPERS = {"a4": (Mm(210), Mm(297)), "letter": (Inches(8.5), Inches(11))}
LOWER_LEVELS = [("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")]
Levels = Sequence[tuple[str, str]]  # w:numFmt and w:lvlText of each level
LEVELS: dict[str, Levels] = {
    "decimal": [("decimal", "%1."), ("decimal", "%1.%2"), *LOWER_LEVELS],
    "article": [("upperRoman", "ARTICLE %1"), ("decimalZero", "Section %1.%2"), *LOWER_LEVELS],
    "plain": [("none", ""), ("none", ""), *LOWER_LEVELS],
}
BULLETS = 1  # the w:numId of bulleted lists; the numbered parts of the contract follow it


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a contract: kind is clause, attachment, paragraph, bullet, table or signature."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_heading(self) -> bool:
        if self.kind == "attachment" or (self.kind == "clause" and self.level == 0):
            return True
        return self.kind == "clause" and self.level == 1 and bool(re.fullmatch(r"[^.;:,]{1,70}", self.text))


@dataclass(frozen=True, slots=True)
class ContractText:
    front: dict[str, Any]
    blocks: tuple[Block, ...]


def read_contract(text: str) -> ContractText:
    """Parse a text file of the dialect; raises ValueError for an unknown front matter key."""
    _, front_matter, body = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    front = yaml.safe_load(front_matter)
    if unknown := set(front) - set(DEFAULTS):
        raise ValueError(f"unknown front matter: {sorted(unknown)}")
    return ContractText({**DEFAULTS, **front}, tuple(_blocks(body.splitlines())))


def read_contract_file(name: str) -> ContractText:
    """Read text/<name>.md."""
    return read_contract((FOLDER / "text" / f"{name}.md").read_text(encoding="utf-8"))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at].rstrip()
        at += 1
        if not line:
            continue
        if marker := re.match(r"(#{1,4}) +(.+)", line):
            yield Block("clause", marker[2], len(marker[1]) - 1)
        elif line.startswith("=== "):
            yield Block("attachment", line[4:].strip())
        elif line.startswith("- "):
            yield Block("bullet", line[2:])
        else:
            start = at - 1
            kind = "table" if line.startswith("|") else "signature" if line.startswith("~~~") else "paragraph"
            while at < len(lines) and _continues(kind, lines[at]):
                at += 1
            yield _joined(kind, [found.rstrip() for found in lines[start:at]])
            at += kind == "signature"  # step over the closing ~~~


def _continues(kind: str, line: str) -> bool:
    if kind == "table":
        return line.startswith("|")
    if kind == "signature":
        return not line.startswith("~~~")
    return bool(line.strip()) and not re.match(r"#{1,4} |=== |- |\||~~~", line)


def _joined(kind: str, lines: Sequence[str]) -> Block:
    if kind == "table":
        rows = [tuple(cell.strip() for cell in line.strip("| ").split("|")) for line in lines]
        return Block(kind, rows=tuple(row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)))
    return Block(kind, "\n".join(lines[1:]) if kind == "signature" else " ".join(lines))


def contents_entries(contract: ContractText) -> list[str]:
    """List the headings a table of contents shows, with their labels as printed."""
    entries, count, style = [], 0, contract.front["numbering"]
    for block in contract.blocks:
        if block.kind == "attachment":
            entries.append(block.text)
            count, style = 0, None  # the parts of an attachment are not listed
        elif block.kind == "clause" and block.level == 0 and style:
            count += 1
            label = {"decimal": f"{count}. ", "article": f"ARTICLE {_roman(count)} ", "plain": ""}[style]
            entries.append(label + _plain(block.text))
    return entries


def _roman(number: int) -> str:
    letters = ""
    for value, letter in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        letters += letter * (number // value)
        number %= value
    return letters


def _plain(text: str) -> str:
    return "".join(words for words, _ in _runs(text))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    for piece in re.split(r"(\*\*.+?\*\*|(?<!\w)_(?=\S)[^_]+_(?!\w))", text):
        if piece.startswith("**"):
            yield piece[2:-2], "bold"
        elif len(piece) > 2 and piece.startswith("_"):
            yield piece[1:-1], "italic"
        elif piece:
            yield piece, ""


def numbering_xml(contract: ContractText, *, for_print: bool) -> list[Any]:
    """Write a list definition for bullets and one for each part of the contract, whose numbers start at 1 again.

    For print every article is a part of its own with its number spelled out, since LibreOffice passes over w:isLgl
    and would print "Section IV.02".
    """
    indent = 500 if contract.front["columns"] == 2 else 720
    style = contract.front["numbering"]
    articles = style == "article"
    parts: list[tuple[Levels, int]] = [(LEVELS[style], 1)]
    if articles and for_print:
        parts = [
            ([LEVELS[style][0], ("decimalZero", f"Section {number}.%2"), *LOWER_LEVELS], number)
            for number in range(1, 1 + sum(entry.startswith("ARTICLE ") for entry in contents_entries(contract)))
        ]
    attachments = sum(block.kind == "attachment" for block in contract.blocks)
    parts += [(LEVELS["decimal" if articles else style], 1)] * attachments
    lists = [_abstract(0, [("bullet", "\u2022")], 2 * indent, indent)]
    lists += [_abstract(at, levels, indent, indent, start=start) for at, (levels, start) in enumerate(parts, start=1)]
    numbers = [
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{BULLETS + at}"><w:abstractNumId w:val="{at}"/></w:num>')
        for at in range(len(lists))
    ]
    return lists + numbers


def _abstract(number: int, levels: Levels, left: int, hanging: int, *, start: int = 1) -> Any:
    xml = ""
    for level, (form, text) in enumerate(levels):
        article = text.startswith(("ARTICLE", "Section"))
        place = f'w:left="{left * max(level, 1)}" w:hanging="{hanging}"'
        if article or form == "none":
            place = f'w:left="0" w:firstLine="{left * level if article else 0}"'
        xml += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start if level == 0 else 1}"/><w:numFmt w:val="{form}"/>'
            + ("<w:isLgl/>" if text == "Section %1.%2" else "")
            + f'<w:suff w:val="{"space" if article else "nothing" if form == "none" else "tab"}"/>'
            + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind {place}/></w:pPr></w:lvl>'
        )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:nsid w:val="{0x5A000000 + number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>'
    )


def build_docx(contract: ContractText, pages: Sequence[int], *, for_print: bool = False) -> bytes:
    """Write the contract as a DOCX; `pages` are the page numbers its table of contents shows, in order."""
    document = docx.Document()
    _set_up(document, contract.front)
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.extend(numbering_xml(contract, for_print=for_print))
    _Writer(document, contract, for_print=for_print).write(pages)
    for name in ("created", "modified", "last_printed"):
        setattr(document.core_properties, name, LONG_AGO)
    document.core_properties.title = contract.front["title"]
    document.core_properties.author = document.core_properties.comments = ""
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_dates(buffer)


def _set_up(document: Document, front: dict[str, Any]) -> None:
    small = front["columns"] == 2
    sizes = {
        "Normal": 9 if small else 11,
        "Title": 18,
        "Heading 1": 10 if small else 12,
        "Heading 2": 9 if small else 11,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = front["font"], Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else 10)
        style.paragraph_format.space_after = Pt(6)
    title = document.styles["Title"]
    title.font.bold, title.paragraph_format.alignment = True, WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    section = document.sections[0]
    section.page_width, section.page_height = PAPERS[front["paper"]]
    section.left_margin = section.right_margin = Mm(18) if small else Inches(1)
    section.top_margin = section.bottom_margin = Inches(1)
    section.header.paragraphs[0].text = front["header"]
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(_text_width(document), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(front["footer"] + "\tPage ")
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")
    for name in ("Header", "Footer"):
        document.styles[name].font.size = Pt(8)
        stops = document.styles[name].element.pPr.find(qn("w:tabs"))
        if stops is not None:  # the template's own stops would catch the page number in mid-line
            document.styles[name].element.pPr.remove(stops)


def _text_width(document: Document) -> Emu:
    section = document.sections[0]
    return Emu(section.page_width - section.left_margin - section.right_margin)


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _same_dates(document: io.BytesIO) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(document) as found, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name in found.namelist():
            member = zipfile.ZipInfo(name, LONG_AGO.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(member, found.read(name))
    return buffer.getvalue()


class _Writer:
    """Writes the blocks of one contract into a document, keeping the numbered part it is in."""

    def __init__(self, document: Document, contract: ContractText, *, for_print: bool) -> None:
        self._document = document
        self._contract = contract
        self._number = BULLETS + 1
        self._in_articles = contract.front["numbering"] == "article"
        self._list_per_article = self._in_articles and for_print
        self._seen_article = False
        self._numbered = False  # a numbered clause stands above, so unnumbered text is set under it

    def write(self, pages: Sequence[int]) -> None:
        front = self._contract.front
        self._document.add_paragraph(front["title"], style="Title")
        if front["contents"]:
            self._contents(pages)
        if front["columns"] == 2:
            self._columns(2, WD_SECTION.NEW_PAGE if front["contents"] else WD_SECTION.CONTINUOUS)
        for at, block in enumerate(self._contract.blocks):
            written = getattr(self, f"_{block.kind}")(block)
            if at == 0 and front["contents"] and front["columns"] == 1:
                written.paragraph_format.page_break_before = True

    def _contents(self, pages: Sequence[int]) -> None:
        heading = self._document.add_paragraph()
        heading.add_run("Contents").bold = True
        for entry, page in zip(contents_entries(self._contract), pages, strict=True):
            line = self._document.add_paragraph(f"{entry}\t{page}")
            line.paragraph_format.space_after = Pt(2)
            line.paragraph_format.tab_stops.add_tab_stop(
                _text_width(self._document), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )

    def _columns(self, count: int, start: WD_SECTION) -> None:
        properties = self._document.add_section(start)._sectPr
        columns = properties.find(qn("w:cols"))
        if columns is None:
            columns = OxmlElement("w:cols")
            properties.append(columns)
        columns.set(qn("w:num"), str(count))
        columns.set(qn("w:space"), "360")

    def _clause(self, block: Block) -> Paragraph:
        paragraph = self._paragraph(block, f"Heading {block.level + 1}" if block.is_heading else "Normal")
        if block.level == 0 and self._in_articles:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._number += self._list_per_article and self._seen_article
            self._seen_article = True
        self._put_number(paragraph, self._number, block.level)
        self._numbered = self._contract.front["numbering"] == "decimal"
        return paragraph

    def _attachment(self, block: Block) -> Paragraph:
        if self._contract.front["columns"] == 2:
            self._columns(1, WD_SECTION.NEW_PAGE)
        paragraph = self._paragraph(block, "Heading 1")
        paragraph.paragraph_format.page_break_before = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._number += 1
        self._numbered = self._in_articles = False
        return paragraph

    def _paragraph(self, block: Block, style: str = "Normal") -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        for words, form in _runs(block.text):
            run = paragraph.add_run(words)
            run.bold, run.italic = (form == "bold") or None, (form == "italic") or None
        if self._numbered and block.kind == "paragraph":
            paragraph.paragraph_format.left_indent = Inches(0.35 if self._contract.front["columns"] == 2 else 0.5)
        return paragraph

    def _bullet(self, block: Block) -> Paragraph:
        paragraph = self._paragraph(block)
        self._put_number(paragraph, BULLETS, 0)
        return paragraph

    @staticmethod
    def _put_number(paragraph: Paragraph, number: int, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number

    def _table(self, block: Block) -> None:
        table = self._document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        table.autofit = False
        longest = [max(15, min(40, max(map(len, column))) + 8) for column in zip(*block.rows, strict=True)]
        widths = [Emu(_text_width(self._document) * length // sum(longest)) for length in longest]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for at, row in enumerate(block.rows):
            for cell, text, width in zip(table.rows[at].cells, row, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                for words, form in _runs(text):
                    paragraph.add_run(words).bold = at == 0 or form == "bold"
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in table.rows[0].cells:
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="D9D9D9"/>'))
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _signature(self, block: Block) -> None:
        for line in block.text.split("\n"):
            # A wide gap reaching the middle of the line stands between two signatories side by side.
            gap = next((found for found in re.finditer(r" {3,}", line) if found.start() and found.end() >= 30), None)
            text = f"{line[: gap.start()]}\t{line[gap.end() :]}" if gap else line
            paragraph = self._document.add_paragraph(text)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(_text_width(self._document) // 2))
            paragraph.paragraph_format.space_after = Pt(4)
            paragraph.paragraph_format.keep_with_next = True


def make_pdfs(documents: Sequence[Path], folder: Path) -> None:
    """Convert DOCX files to PDF files in a folder; raises CalledProcessError when LibreOffice fails."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        paths = [str(path) for path in documents]
        subprocess.run([*command, "--outdir", str(folder), *paths], check=True, capture_output=True)
    for document in documents:
        _settle(folder / f"{document.stem}.pdf")


def _settle(path: Path) -> None:
    """Give a PDF fixed dates and a fixed identifier."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stamp = LONG_AGO.strftime("D:%Y%m%d%H%M%SZ")
        for key in ("/CreationDate", "/ModDate"):
            pdf.docinfo[key] = stamp
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.save(path, deterministic_id=True)


def heading_pages(contract: ContractText, pdf: Path) -> list[int]:
    """Find the page on which each heading of the table of contents stands; raises ValueError when one is nowhere."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
    pages, at = [], 0
    for entry in contents_entries(contract):
        heading = re.compile(re.escape(re.sub(r"\s", "", entry)) + r"(?!\.\.)")
        found = next((page for page in range(at, len(texts)) if heading.search(texts[page])), None)
        if found is None:
            raise ValueError(f"{pdf.name}: no page shows the heading {entry!r}")
        at = found
        pages.append(at + 1)
    return pages


def scan(pdf: Path, pages: Sequence[int] | None, target: Path) -> None:
    """Replace the given pages (1-based; None for all) by grey, slightly turned pictures without a text layer."""
    with pypdfium2.PdfDocument(pdf) as document:
        wanted = [page - 1 for page in pages] if pages else list(range(len(document)))
        pictures = [_photographed(document[page], page) for page in wanted]
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", save_all=True, append_images=pictures[1:], resolution=SCAN_DPI, quality=45)
    with pikepdf.open(pdf) as whole, pikepdf.open(buffer) as scanned:
        for page, picture in zip(wanted, scanned.pages, strict=True):
            whole.pages[page] = picture
        whole.remove_unreferenced_resources()
        whole.save(target)
    _settle(target)


def _photographed(page: pypdfium2.PdfPage, number: int) -> Image.Image:
    picture = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L")
    angle = (0.5, -0.4, 0.7, -0.6)[number % 4]
    turned = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=250)
    return turned.point(lambda shade: min(250, 25 + shade * 9 // 10))  # ink is never black and paper never white


def build(names: Sequence[str]) -> None:
    """Build the named contracts."""
    contracts = {name: read_contract_file(name) for name in names}
    pages = {name: [99] * len(contents_entries(contract)) for name, contract in contracts.items()}
    with tempfile.TemporaryDirectory() as drafts:
        for _ in range(2):  # the second time with the page numbers found in the first
            for name, contract in contracts.items():
                (Path(drafts) / f"{name}.docx").write_bytes(build_docx(contract, pages[name], for_print=True))
            make_pdfs([Path(drafts) / f"{name}.docx" for name in contracts], FOLDER)
            pages = {name: heading_pages(contract, FOLDER / f"{name}.pdf") for name, contract in contracts.items()}
    for name, contract in contracts.items():
        (FOLDER / f"{name}.docx").write_bytes(build_docx(contract, pages[name]))
        for variant in contract.front["variants"]:
            wanted = {"scanned": None, "partly_scanned": contract.front["scanned_pages"]}[variant]
            scan(FOLDER / f"{name}.pdf", wanted, FOLDER / f"{name}_{variant}.pdf")
        print(name)


def deal_sources() -> list[Path]:
    """List the sources of the documents of deals."""
    return sorted((FOLDER / "text" / "deals").glob("*/*.md"))


def deal_document(source: Path) -> Path:
    """Give the document that a source of a deal becomes."""
    suffix = ".pdf" if source.stem in DEAL_PDFS else ".docx"
    return FOLDER / "deals" / source.parent.name / f"{source.stem}{suffix}"


def build_deal_document(source: Path) -> None:
    """Build one document of a deal."""
    contract, target = read_contract(source.read_text(encoding="utf-8")), deal_document(source)
    if target.suffix == ".docx":
        target.write_bytes(build_docx(contract, []))
    else:
        with tempfile.TemporaryDirectory() as drafts:
            draft = Path(drafts) / f"{source.stem}.docx"
            draft.write_bytes(build_docx(contract, [], for_print=True))
            make_pdfs([draft], target.parent)
    print(target.relative_to(FOLDER))


if __name__ == "__main__":
    asked = sys.argv[1:]
    for path in deal_sources():
        if not asked or f"{path.parent.name}/{path.stem}" in asked:
            build_deal_document(path)
    alone = [name for name in asked if "/" not in name]
    if alone or not asked:
        build(alone or sorted(path.stem for path in (FOLDER / "text").glob("*.md")))
