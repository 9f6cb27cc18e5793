"""No test asserts how long something takes: a busy machine must not fail one. None reads what an earlier run kept."""

import pytest
from hypothesis import settings

from clausecheck.analyzer import Analyzer

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def no_reports_of_earlier_runs(tmp_path_factory):
    """Give the tests, and the programs that they start, a cache folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def compiled_patterns():
    """Keep the patterns of the default playbook compiled, for whoever analyses in this process."""
    analyzer = Analyzer()
    analyzer.analyze(b"This Agreement is made between Northwind, Inc. and BrightCall Ltd.", name="agreement.txt")
    yield analyzer
