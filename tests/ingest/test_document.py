import pytest

from clausecheck.errors import OptionError
from clausecheck.ingest.document import ReadOptions, listed


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ocr": "maybe"}, "ReadOptions: ocr: one of auto, force, off is wanted, not 'maybe'"),
        ({"ocr": "forced"}, "ReadOptions: ocr: one of auto, force, off is wanted, not 'forced'; did you mean 'force'?"),
        ({"ocr": None}, "ReadOptions: ocr: one of auto, force, off is wanted, not None"),
        ({"ocr": ["off"]}, "ReadOptions: ocr: one of auto, force, off is wanted, not ['off']"),
        (
            {"revisions": "accept"},
            "ReadOptions: revisions: one of accepted, original, marked is wanted, not 'accept'; "
            "did you mean 'accepted'?",
        ),
        ({"convert": "no"}, "ReadOptions: convert: True or False is wanted, not str"),
        ({"limits": 200}, "ReadOptions: limits: a Limits is wanted, not int"),
    ],
)
def test_options_that_no_reader_can_heed_are_refused(options, message):
    with pytest.raises(OptionError) as caught:
        ReadOptions(**options)
    assert str(caught.value) == message


@pytest.mark.parametrize("given", ["msa.pdf", b"msa.pdf", None, 5])
def test_one_document_is_no_list_of_documents(given):
    with pytest.raises(OptionError, match="a list of paths is wanted"):
        listed(given)
