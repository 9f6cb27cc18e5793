import math
from dataclasses import replace

import pytest

from clausecheck.errors import OptionError
from clausecheck.ingest.limits import Limits


@pytest.mark.parametrize(
    ("bound", "value", "message"),
    [
        ("pages", -1, "Limits: pages: a whole number of at least 0 is wanted, not -1"),
        ("pages", "200", "Limits: pages: a whole number of at least 0 is wanted, not '200'"),
        ("bytes", True, "Limits: bytes: a whole number of at least 0 is wanted, not True"),
        ("characters", None, "Limits: characters: a whole number of at least 0 is wanted, not None"),
        ("memory", 4e9, "Limits: memory: a whole number of at least 0, or None, is wanted, not 4000000000.0"),
        ("seconds", math.nan, "Limits: seconds: a number of at least 0, or None, is wanted, not nan"),
        ("seconds", math.inf, "Limits: seconds: a number of at least 0, or None, is wanted, not inf"),
    ],
)
def test_what_is_no_bound_is_refused(bound, value, message):
    for make in (Limits, lambda **given: replace(Limits(), **given)):
        with pytest.raises(OptionError) as caught:
            make(**{bound: value})
        assert str(caught.value) == message


def test_none_stands_for_no_bound_of_time_and_memory():
    limits = Limits(seconds=None, memory=None)
    limits.check_seconds(math.inf)
    assert Limits(seconds=0.5, pages=0).pages == 0
