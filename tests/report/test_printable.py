from __future__ import annotations

import pytest

from clausecheck.report.printable import encodable, printable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rahmenvertrag – §7.pdf", "Rahmenvertrag – §7.pdf"),
        ("a\nb", "a\\nb"),
        ("\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
        ("invoice\u202efdp.exe", "invoice\\u202efdp.exe"),
    ],
)
def test_printable_keeps_words_and_escapes_what_steers_a_terminal(text, expected):
    assert printable(text) == expected


def test_names_that_are_no_text_stay_apart_and_can_be_written():
    names = [encodable(f"caf{byte}.pdf") for byte in ("\udce9", "\udcea", "é")]
    assert names == ["caf\\udce9.pdf", "caf\\udcea.pdf", "café.pdf"]
    assert "".join(names).encode()
