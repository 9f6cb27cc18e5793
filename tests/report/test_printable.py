from __future__ import annotations

import pytest

from clausecheck.report.printable import printable


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
