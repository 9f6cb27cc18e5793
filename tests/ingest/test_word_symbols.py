import pytest

from clausecheck.ingest import load
from clausecheck.ingest.word_symbols import symbol
from tests.support.documents import Word, run


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", "F0B3", "\u2265"),
        ("Symbol", "00A3", "\u2264"),
        ("Symbol", "F032", "2"),
        ("Symbol", "F061", ""),
        ("Wingdings", "F0FE", "\u2612"),
        ("Wingdings 2", "F052", "\u2611"),
        ("Wingdings", "006F", "\u2610"),
        ("Wingdings", "F04A", ""),
        ("Arial", "2265", "\u2265"),
        ("Arial", "00A7", "\u00a7"),
        ("", "00A8", "\u2610"),
        ("Arial", "D800", ""),
        ("Arial", "110000", ""),
        ("Arial", "none", ""),
    ],
)
def test_a_symbol_is_what_its_font_makes_of_its_number(font, code, shown):
    assert symbol(font, code) == shown


def test_a_target_set_with_a_symbol_keeps_its_sense():
    sign = "<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>"
    assert load(Word().xml(f"<w:p>{run('Uptime ')}{sign}{run(' 99.9 %')}</w:p>").bytes()).text == "Uptime \u2265 99.9 %"
