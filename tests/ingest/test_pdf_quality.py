import random
import string

import pytest

from clausecheck.errors import NoText
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.pdf_quality import LEAST_QUALITY, text_quality
from tests.support.documents import Sheet, pdf

TERMS = """\
7.1 Termination for convenience. The Customer may terminate this Agreement, in whole
or in part, for any reason or no reason, by giving the Supplier not less than sixty
days' written notice. Upon termination under clause 7.1 the Customer shall pay for
Services performed before the date of termination, and no termination fee shall be
payable by the Customer. The Supplier shall keep complete and accurate records."""
SMALL, LARGE = string.ascii_lowercase, string.ascii_uppercase


def shifted(text: str, by: int) -> str:
    return text.translate(str.maketrans(SMALL + LARGE, SMALL[by:] + SMALL[:by] + LARGE[by:] + LARGE[:by]))


def misread(text: str) -> str:
    chance = random.Random(7)
    return "".join(chance.choice("1|!lti^~8vc{") if c.isalpha() and chance.random() < 0.3 else c for c in text)


GARBLED = {
    "shifted by 3": shifted(TERMS, 3),
    "shifted by 13": shifted(TERMS, 13),
    "glyph numbers for letters": "".join(chr(ord(c) - 29) if c.isalpha() else c for c in TERMS),
    "glued": TERMS.replace(" ", ""),
    "misread": misread(TERMS),
    "cid": " ".join(f"(cid:{number})" for number in range(3, 70)),
    "private use": "".join(chr(0xE000 + ord(c)) for c in TERMS),
    "replaced": "\ufffd" * 200,
    "controls": "".join(chr(ord(c) % 8 + 1) for c in TERMS),
    "other script": "客户可随时以书面通知终止本协议" * 20,
}
SOUND = {
    "prose": TERMS,
    "capitals": TERMS.upper(),
    "figures": "\n".join(
        f"{year} {year * 37 % 1000}.{year % 100:02} {year * 91 % 10_000:,}" for year in range(1990, 2030)
    ),
    "signatures": "\n".join(
        f"By: /s/ {name} Name: {name} Title: Director\nVÄRDE SKYWAY FUND {number} G.P., LLC"
        for number, name in enumerate(
            ("Zbigniew Brzeziński", "Nguyễn Thị Hương", "Þórdís Kjartansdóttir", "Xhevdet Krasniqi")
        )
    ),
    "codes": "\n".join(
        f"PWM-5700-{number:05}-SH AU 20152{number} US 14/760,{number} Mb {number}" for number in range(60)
    ),
    "redacted": "\n".join(["[*****] CORE AVIONICS CABINET MODULE [*****] per week [***]"] * 20),
    "domains": "\n".join(
        f"{name}flooring.com 18-Jun-2019 {name}home.net" for name in ("armstrong", "hartco", "robbins")
    ),
    "French": "Le Client peut mettre fin au présent contrat à tout moment par un préavis écrit de soixante jours. " * 3,
    "few letters": "XQ ZK VW 12345",
    "nothing": "",
}


@pytest.mark.parametrize("text", GARBLED.values(), ids=GARBLED)
def test_what_is_no_text_has_little_quality(text):
    assert 0 <= text_quality(text) < LEAST_QUALITY


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_contracts_hold_beside_prose_is_sound(text):
    assert LEAST_QUALITY < text_quality(text) <= 1


def test_half_a_page_of_garbage_is_noticed():
    assert text_quality(f"{TERMS}\n{shifted(TERMS, 3)}") < 0.75


def test_a_garbled_page_among_sound_ones_is_listed_and_its_text_left_out():
    source = load(
        pdf(Sheet().lines(72, 100, TERMS), Sheet().lines(72, 100, shifted(TERMS, 3)), Sheet().lines(72, 90, TERMS)),
        options=ReadOptions(ocr="off"),
    )
    assert source.unreadable_pages == (2,)
    assert "Page 2 has a text layer that does not read as English text." in source.notes
    assert "Fxvwrphu" not in source.text


def test_a_garbled_document_is_no_text_and_says_why():
    with pytest.raises(NoText, match=r"text layer of the PDF \(2 pages\) does not read as English"):
        load(pdf(*[Sheet().lines(72, 100, shifted(TERMS, 3)) for _ in range(2)]), options=ReadOptions(ocr="off"))


def outlined(stamp: str) -> Sheet:
    """Draw a page of letters as curves, a path for each, with a stamp in text."""
    sheet = Sheet().text(72, 20, stamp, 6)
    for number in range(900):
        x, y = 72 + number % 60 * 7, 700 - number // 60 * 14
        sheet.operate(f"{x} {y} m {x + 2} {y + 8} {x + 4} {y + 8} {x + 5} {y} c {x + 3} {y + 3} l h f")
    return sheet


def test_pages_drawn_as_curves_are_unreadable_also_with_a_stamp():
    stamp = "DocuSign Envelope ID: 8A7F2B1C-1D2E-4F3A-9B4C-5D6E7F8A9B0C"
    source = load(pdf(Sheet().lines(72, 100, TERMS), outlined(stamp), outlined(stamp)), options=ReadOptions(ocr="off"))
    assert source.unreadable_pages == (2, 3)
    assert "Pages 2-3 show their text as drawn curves, which cannot be read." in source.notes


def test_a_short_page_with_a_drawn_signature_is_read():
    sheet = Sheet().lines(72, 100, "SIGNED for the Customer\nName: Ann Lee")
    points = " ".join(f"{100 + n % 90} {600 + n * 7 % 40} l" for n in range(400))
    source = load(pdf(Sheet().lines(72, 100, TERMS), sheet.operate(f"90 600 m {points} S")))
    assert source.unreadable_pages == ()


def test_a_garbled_paragraph_of_a_sound_page_is_noticed():
    assert text_quality("\n".join((TERMS, TERMS, shifted(TERMS, 3) * 2, TERMS))) < LEAST_QUALITY


def test_a_line_of_codes_on_a_sound_page_is_no_garbled_part():
    assert text_quality("\n".join((TERMS, SOUND["codes"][:200], TERMS))) >= LEAST_QUALITY
