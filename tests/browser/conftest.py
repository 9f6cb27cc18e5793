from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver

from tests.support.browsing import CHROMIUM, DRIVER, started


@pytest.fixture(scope="session")
def browser() -> Iterator[webdriver.Chrome]:
    if not (DRIVER and CHROMIUM):
        pytest.skip("needs chromium and chromedriver on PATH")
    driver = started()
    yield driver
    driver.quit()
