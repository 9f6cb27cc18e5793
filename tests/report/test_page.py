import re
from base64 import b64encode
from hashlib import sha256

import pytest
from jinja2 import UndefinedError

from clausecheck.report.distribution import DISTRIBUTIONS
from clausecheck.report.page import page
from clausecheck.report.portfolio import Portfolio
from clausecheck.report.radar import spokes

EMPTY = {
    "portfolio": Portfolio(),
    "columns": [],
    "distributions": DISTRIBUTIONS,
    "spokes": spokes,
    "dense": False,
    "risks": [],
}


def whole(**values: object) -> str:
    return "".join(page("portfolio", **EMPTY | values))


def test_the_policy_names_the_one_style_and_the_one_script_by_their_hash():
    text = whole()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert directives.pop(f"{tag}-src") == f"'sha256-{digest}'"
    assert directives == {
        "default-src": "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_policy_stands_before_everything_that_it_is_to_hold():
    text = whole()
    assert text.index("Content-Security-Policy") < text.index("<title>") < text.index("<style>")


def test_a_value_that_the_template_needs_and_does_not_get_is_an_error():
    with pytest.raises(UndefinedError):
        "".join(page("portfolio"))
