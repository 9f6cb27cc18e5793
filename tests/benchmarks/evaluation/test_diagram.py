from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from evaluation.calibration import Bin
from evaluation.diagram import diagram

SVG = "{http://www.w3.org/2000/svg}"
SERIES = {"held-back <part>": [Bin(10, 0.8, 0.7), Bin(40, 0.95, 0.9)], "tuning part": [Bin(5, 0.6, 0.6)]}


def test_the_diagram_says_in_words_what_it_shows():
    root = ElementTree.fromstring(diagram(SERIES))
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert root.find(f"{SVG}title").text == "Reliability of confidence"
    described = root.find(f"{SVG}desc").text
    assert "held-back <part>: stated 0.80, right 0.70 of 10; stated 0.95, right 0.90 of 40" in described
    assert "tuning part: stated 0.60, right 0.60 of 5" in described


def test_every_bin_is_a_circle_within_the_axes_and_each_series_has_its_key():
    root = ElementTree.fromstring(diagram(SERIES))
    circles = list(root.iter(f"{SVG}circle"))
    assert len(circles) == 3 + 2
    assert all(0 < float(circle.get("cx")) < 480 and 0 < float(circle.get("cy")) < 480 for circle in circles)
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"held-back <part>", "tuning part", "confidence stated", "share right"} <= set(words)


def test_more_clauses_make_a_larger_circle():
    root = ElementTree.fromstring(diagram({"all": [Bin(10, 0.8, 0.7), Bin(40, 0.95, 0.9)]}))
    small, large = [float(circle.get("r")) for circle in root.iter(f"{SVG}circle")][:2]
    assert small < large


def test_it_has_colours_for_dark_pages():
    assert "prefers-color-scheme: dark" in diagram({})
