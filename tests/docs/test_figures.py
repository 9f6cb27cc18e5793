import re
from pathlib import Path

import pytest

from docs.figures import figures, header

PAGE = """\
## Figures

### Held-back part: 94 contracts

| clause | contracts | positives | F1 | precision | recall | evidence |
| :-- | --: | --: | --: | --: | --: | --: |
| audit_rights | 94 | 42 | 0.93 (0.86-0.98) | 0.91 (0.81-0.98) | 0.95 (0.88-1.00) | 0.95 (0.87-1.00) |

### Tuning part: 201 contracts

| clause | contracts | positives | F1 | precision | recall | evidence |
| :-- | --: | --: | --: | --: | --: | --: |
| audit_rights | 201 | 80 | 0.98 (0.96-1.00) | 0.96 (0.92-1.00) | 1.00 (1.00-1.00) | 0.97 (0.94-1.00) |

### Mini contracts

**Held-back part**

| clause | contracts | positives | F1 | precision | recall | refusals | terms |
| :-- | --: | --: | --: | --: | --: | --: | --: |
| audit_rights | 50 | 28 | 0.93 (0.84-0.98) | 0.93 (0.81-1.00) | 0.93 (0.82-1.00) | 2 of 3 | holder 21 of 26 |
| pilot | 6 | 4 | 0.00 (0.00-0.00) | - | 0.00 (0.00-0.00) | - | - |
"""


def test_the_figures_are_those_of_the_contracts_that_nobody_read():
    found = figures(PAGE)
    assert [each.cells for each in found["audit_rights"]] == [
        ["public contracts (CUAD), held back", "94", "42", "0.93 (0.86-0.98)", "0.91 (0.81-0.98)", "0.95 (0.88-1.00)"],
        ["mini contracts, held back", "50", "28", "0.93 (0.84-0.98)", "0.93 (0.81-1.00)", "0.93 (0.82-1.00)"],
    ]
    assert [each.cells for each in found["pilot"]] == [
        ["mini contracts, held back", "6", "4", "0.00 (0.00-0.00)", "-", "0.00 (0.00-0.00)"]
    ]
    assert len(header()) == len(found["pilot"][0].cells)


@pytest.mark.parametrize(
    ("cut", "lacking"),
    [
        ("### Held-back part", "### Held-back part"),
        ("### Mini contracts", "### Mini contracts / **Held-back part**"),
        (
            "| clause | contracts | positives | F1 | precision | recall | refusals",
            "### Mini contracts / **Held-back part**",
        ),
    ],
)
def test_a_page_without_its_tables_is_an_error(cut, lacking):
    with pytest.raises(ValueError, match=re.escape(f"no table below {lacking}")):
        figures(PAGE.partition(cut)[0])


def test_the_published_page_has_them():
    published = figures((Path(__file__).parents[2] / "docs" / "accuracy.md").read_text("utf-8"))
    assert [each.measured_on.split()[0] for each in published["audit_rights"]] == ["public", "mini"]
