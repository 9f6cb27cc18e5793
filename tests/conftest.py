"""No test asserts how long something takes: a busy machine must not fail one. None reads what an earlier run kept."""

import gc
import signal

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from clausecheck.analyzer import Analyzer

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A suite in the background is begun with interrupts ignored, and so would be the programs that its tests interrupt.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Until all tests are collected, what is made is kept: looking for garbage in it takes a third of that time.
gc.disable()

# Begun first, so that no worker is left alone with one of them at the end.
LONGEST = (
    "tests/test_docs.py",
    "tests/browser/test_review_page.py",
    "tests/cli/commands/test_filter.py",
)

# These look at the same reviews of the sample contracts (tests/support/samples.py), which one worker makes.
OF_THE_SAMPLES = (
    "tests/golden/test_golden.py",
    "tests/report/test_quotes.py",
    "tests/sample_contracts/test_expected.py",
    "tests/test_boxes.py",
)


def pytest_collection_modifyitems(items):
    place = {path: number for number, path in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(LONGEST)))


def pytest_collection_finish():
    gc.freeze()
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep what shares something in one worker: the tests of a file, and those of the samples."""
    config.option.loadscopereorder = False  # the order above, and not that of the number of tests
    return _BySharing(config, log)


class _BySharing(LoadFileScheduling):
    def _split_scope(self, nodeid):
        path = super()._split_scope(nodeid)
        return "the reviewed samples" if path in OF_THE_SAMPLES else path


@pytest.fixture(autouse=True, scope="session")
def no_reports_of_earlier_runs(tmp_path_factory):
    """Give the tests, and the programs that they start, a cache folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def compiled_patterns():
    """Keep what the default playbook asks for compiled, for whoever analyses in this process."""
    analyzer = Analyzer()
    analyzer.analyze(b"This Agreement is made between Northwind, Inc. and BrightCall Ltd.", name="agreement.txt")
    gc.freeze()
    yield analyzer
