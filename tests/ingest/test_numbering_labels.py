import pytest

from clausecheck.ingest.numbering_labels import labels_before


@pytest.mark.parametrize(
    ("label", "before"),
    [
        ("(ii)", ["(i)"]),
        ("(c)", ["(b)"]),
        ("(v)", ["(u)", "(iv)"]),
        ("(IV)", ["(III)"]),
        ("(3)", ["(2)"]),
        ("(a)", []),
        ("3.", []),
        ("12.3", []),
        ("", []),
    ],
)
def test_what_can_come_right_before_a_label_in_its_list(label, before):
    assert labels_before(label) == before
