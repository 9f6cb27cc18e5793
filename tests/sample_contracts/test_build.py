"""The sample contracts are what their sources and expected readings say they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import yaml

from sample_contracts import build

NAMES = sorted(path.stem for path in (build.FOLDER / "text").glob("*.md"))
SCANS = [(name, variant) for name in NAMES for variant in build.read_contract_file(name).front["variants"]]
CLAUSE_TYPES = {
    "termination_for_convenience",
    "audit_rights",
    "ip_ownership",
    "breach_notification",
    "service_levels",
    "sla_penalties",
    "auto_renewal",
}
SOURCE = """---
title: Master Services Agreement
numbering: {numbering}
contents: {contents}
---
This Agreement is made between **Northwind Retail plc** and Calloway Contact Centres Ltd.

# Services
## Calloway shall answer calls
### in the hours agreed; and
### within twenty seconds.
# Termination
## Either party may terminate this Agreement on sixty days' notice.
- by post; or
| Metric | Target |
|---|---|
| Abandonment | 3% |
=== Schedule 1: Fees
# Rates
## The rates are fixed.
~~~ signature
For Northwind: ____
~~~
"""


def source(numbering: str = "decimal", contents: str = "false") -> build.ContractText:
    return build.read_contract(SOURCE.format(numbering=numbering, contents=contents))


def expected(name: str) -> dict[str, Any]:
    return yaml.safe_load((build.FOLDER / "expected" / f"{name}.yaml").read_text(encoding="utf-8"))


def words(text: str) -> str:
    """Join the words of a text: a line broken inside a hyphenated word has no space there."""
    return re.sub(r"\s+", "", text.replace("\ufffe", "-"))


def page_texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def members(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as found:
        return {name: found.read(name) for name in found.namelist()}


def quotes(reading: dict[str, Any]) -> Iterator[str]:
    for clause in reading["clauses"].values():
        yield from (found["quote"] for found in [clause, *clause.get("also", [])] if "quote" in found)


def test_every_kind_of_block_is_read():
    kinds = [(block.kind, block.level) for block in source().blocks]
    assert kinds == [
        ("paragraph", 0),
        ("clause", 0),
        ("clause", 1),
        ("clause", 2),
        ("clause", 2),
        ("clause", 0),
        ("clause", 1),
        ("bullet", 0),
        ("table", 0),
        ("attachment", 0),
        ("clause", 0),
        ("clause", 1),
        ("signature", 0),
    ]
    assert source().blocks[8].rows == (("Metric", "Target"), ("Abandonment", "3%"))


def test_unknown_front_matter_is_refused():
    with pytest.raises(ValueError, match="colour"):
        build.read_contract("---\ntitle: Agreement\ncolour: blue\n---\nText.\n")


@pytest.mark.parametrize(
    ("numbering", "level_texts"),
    [
        ("decimal", ["%1.", "%1.%2", "(%3)", "(%4)"]),
        ("article", ["ARTICLE %1", "Section %1.%2", "(%3)", "(%4)"]),
        ("plain", ["", "", "(%3)", "(%4)"]),
    ],
)
def test_numbers_are_left_to_word(numbering, level_texts):
    document = docx.Document(io.BytesIO(build.build_docx(source(numbering), [])))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Services" in texts
    body = document.part.numbering_part.element.xpath("./w:abstractNum[@w:abstractNumId='1']/w:lvl/w:lvlText/@w:val")
    assert body == level_texts


def test_an_attachment_has_a_list_of_its_own_so_that_its_numbers_start_again():
    document = docx.Document(io.BytesIO(build.build_docx(source(), [])))
    numbers = {
        paragraph.text: paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val") for paragraph in document.paragraphs
    }
    assert numbers["Services"] == numbers["Termination"] != numbers["Rates"]
    assert numbers["Schedule 1: Fees"] == []


def test_the_contents_name_headings_as_printed():
    assert build.contents_entries(source("article")) == [
        "ARTICLE I Services",
        "ARTICLE II Termination",
        "Schedule 1: Fees",
    ]
    document = docx.Document(io.BytesIO(build.build_docx(source(contents="true"), [2, 2, 3])))
    assert "2. Termination\t2" in [paragraph.text for paragraph in document.paragraphs]


def test_the_same_source_gives_the_same_bytes():
    assert build.build_docx(source(), []) == build.build_docx(source(), [])


@pytest.mark.parametrize("name", NAMES)
def test_the_docx_kept_is_the_one_its_source_gives(name):
    pages = build.heading_pages(build.read_contract_file(name), build.FOLDER / f"{name}.pdf")
    kept = (build.FOLDER / f"{name}.docx").read_bytes()
    # Compared member by member, since the compressed bytes depend on the version of zlib.
    assert members(kept) == members(build.build_docx(build.read_contract_file(name), pages))


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_kept_shows_every_clause_of_its_source(name):
    shown = words("".join(page_texts(build.FOLDER / f"{name}.pdf")))
    clauses = [block.text for block in build.read_contract_file(name).blocks if block.kind == "clause"]
    lost = [text for text in clauses if words(build._plain(text))[:60] not in shown]
    assert lost == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_expected_is_written_in_the_contract(name):
    reading = expected(name)
    text = " ".join(build._plain(block.text) for block in build.read_contract_file(name).blocks)
    assert [quote for quote in quotes(reading) if quote not in text] == []
    assert set(reading["clauses"]) == set(reading["findings"]) == CLAUSE_TYPES
    assert set(reading["findings"].values()) <= {"met", "weak", "missing", "adverse", "unverified", "not_applicable"}


@pytest.mark.parametrize(("name", "variant"), SCANS)
def test_a_scanned_page_has_no_text_and_the_others_keep_theirs(name, variant):
    whole = page_texts(build.FOLDER / f"{name}.pdf")
    scanned = build.read_contract_file(name).front["scanned_pages"] or range(1, len(whole) + 1)
    path = build.FOLDER / f"{name}_{variant}.pdf"
    assert page_texts(path) == ["" if page in scanned else text for page, text in enumerate(whole, start=1)]
    assert path.stat().st_size < 2_000_000
