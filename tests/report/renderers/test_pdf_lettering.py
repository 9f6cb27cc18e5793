import pytest

from clausecheck.report.renderers.pdf_lettering import BOLD, can_show, lettered


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Acme & <Sons>", "Acme &amp; &lt;Sons&gt;"),
        ("Müller – “fees” €", "Müller – “fees” €"),
        ("Łódka", '<font name="clausecheck-Vera">Ł</font>ódka'),
        ("株式会社 Ltd, 有限", "[?] Ltd, [?]"),
        ("½ of 20 m², Acme™ …", "½ of 20 m², Acme™ …"),
        ("ＡＣＭＥ", "ACME"),
        ("two\nlines\x1b[2J\u202e", "two lines"),
        ("C\u030cez", '<font name="clausecheck-Vera">Č</font>ez'),
    ],
)
def test_text_becomes_markup(text, markup):
    assert lettered(text) == markup


def test_bold_text_takes_more_letters_from_a_bold_font():
    assert lettered("Ł", BOLD) == '<font name="clausecheck-VeraBd">Ł</font>'


@pytest.mark.parametrize(("text", "shown"), [("Łódka Ltd", True), ("a literal [?]", True), ("Θέμα", False)])
def test_letters_that_no_font_has_are_told(text, shown):
    assert can_show(text) is shown
