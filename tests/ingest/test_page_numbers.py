import pytest

from clausecheck.ingest.page_numbers import page_ranges


@pytest.mark.parametrize(
    ("pages", "words"), [([4], "page 4"), ([2, 7, 8, 9], "pages 2, 7-9"), ([9, 1, 2], "pages 1-2, 9")]
)
def test_page_ranges(pages, words):
    assert page_ranges(pages) == words
