"""Take the picture of the web page in README.md: docs/assets/review.png.

    python docs/screenshot.py

Needs chromium and chromedriver on PATH. Take it anew when the page has changed its looks.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

import clausecheck
from clausecheck.analyzer import Analyzer

ROOT = Path(__file__).resolve().parents[1]
CONTRACT = ROOT / "sample_contracts" / "call_centre_msa_vendor_paper.pdf"
PICTURE = ROOT / "docs" / "assets" / "review.png"
SIZE = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
MOST_BYTES = 300_000


def main() -> None:
    """Show the first finding and its words, and keep what the window shows."""
    driver = shutil.which("chromedriver") or sys.exit("chromedriver is not on PATH")
    page = clausecheck.annotate(Analyzer().review(CONTRACT), clausecheck.Markup("html"))
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options, Service(driver))
    try:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "review.html")
            file.write_bytes(page)
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SIZE)
            browser.get(file.as_uri())
            browser.find_element(By.ID, "title-1").click()
            picture = browser.get_screenshot_as_png()
    finally:
        browser.quit()
    if len(picture) > MOST_BYTES:
        sys.exit(f"The picture takes {len(picture)} bytes; {MOST_BYTES} are the most that README.md should load.")
    PICTURE.write_bytes(picture)


if __name__ == "__main__":
    main()
