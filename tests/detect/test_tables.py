from clausecheck.detect.tables import Tables
from clausecheck.ingest import load
from clausecheck.structure import parse

TEXT = """\
Service levels apply.

| Metric | Target | Credit |
| :-- | :-- | :-- |
| Availability | 99% | 5% |
| Abandonment | 3% | 10% |

Charges apply.

| Fee | Share |
| :-- | :-- |
| Late | 2% |
"""
COLUMNS = {"name": ["metric"], "target": ["target"], "grade": [], "time": []}
TABLES = Tables(parse(load(TEXT.encode(), name="contract.md")))


def test_a_place_has_the_titles_of_its_table():
    assert TABLES.titles_at(TEXT.index("Abandonment")) == ("Metric", "Target", "Credit")
    assert TABLES.titles_at(0) is None


def test_a_rate_is_looked_for_in_every_table_or_in_those_alike():
    assert TABLES.rate(("share",)) == 2
    assert TABLES.rate(("share",), ("Metric", "Target", "Credit")) is None
    assert TABLES.rate(("credit",)) == 5


def test_rows_are_asked_once(monkeypatch):
    tables = Tables(parse(load(TEXT.encode(), name="contract.md")))
    known = [(tables.rate(("credit",)), tables.levels(COLUMNS)) for _ in range(2)]
    tables._rows = ()
    assert (tables.rate(("credit",)), tables.levels(COLUMNS)) == known[0]
    assert known[0][1] == [("Availability", "99%"), ("Abandonment", "3%")]
