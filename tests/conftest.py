"""No test asserts how long something takes: a busy machine must not fail one. None reads what an earlier run kept."""

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def no_reports_of_earlier_runs(tmp_path_factory):
    """Give the tests, and the programs that they start, a cache folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
