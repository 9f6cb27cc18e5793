"""Characters of Word's symbol fonts, which are numbers without meaning outside their font."""

from __future__ import annotations

_CHECK_BOXES = {
    0x6F: "\u2610", 0xA8: "\u2610", 0x71: "\u2610", 0x72: "\u2610", 0xFD: "\u2612", 0xFE: "\u2612", 0x78: "\u2612",
    0x52: "\u2611", 0x53: "\u2612", 0x54: "\u2612", 0xFC: "\u2713", 0xFB: "\u2717",
}  # fmt: skip
# The encoding of the font Symbol, as far as contracts use it (Adobe, "Symbol Encoding to Unicode").
_SYMBOLS = {
    0xA2: "\u2032", 0xA3: "\u2264", 0xA4: "/", 0xB0: "\u00b0", 0xB1: "\u00b1", 0xB2: "\u2033", 0xB3: "\u2265",
    0xB4: "\u00d7", 0xB7: "\u2022", 0xB8: "\u00f7", 0xB9: "\u2260", 0xBA: "\u2261", 0xBB: "\u2248", 0xBC: "\u2026",
    0xD2: "\u00ae", 0xD3: "\u00a9", 0xD4: "\u2122", 0xD5: "\u220f", 0xE2: "\u00ae", 0xE3: "\u00a9", 0xE4: "\u2122",
    0x2D: "\u2212", 0x53: "\u03a3", 0xE5: "\u03a3", 0x6D: "\u03bc", 0xA0: "\u20ac",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """Give the character that a w:sym shows, empty where it is an ornament."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if not 0xF000 <= number <= 0xF0FF and number > 0xFF:
        return "" if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF else chr(number)
    place = number & 0xFF
    if font.lower() == "symbol":
        return _SYMBOLS.get(place, chr(place) if 0x20 <= place <= 0x3F else "")
    if font.lower().startswith(("wingdings", "webdings")) or not font:
        return _CHECK_BOXES.get(place, "")
    return _CHECK_BOXES.get(place, "") if number > 0xFF else chr(place)
