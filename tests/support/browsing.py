"""A page in a real browser, without a network: how it is opened, and what is found, pressed and measured on it."""

from __future__ import annotations

import json
import shutil
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

DRIVER = shutil.which("chromedriver")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LEAST_CONTRAST = 4.5  # WCAG 2.2, AA

# The ratio of every text to what lies behind it, as the browser paints the two.
CONTRASTS = """
const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
const over = ([r, g, b, a = 1], under) => [r, g, b].map((value, i) => value * a + under[i] * (1 - a));
const behind = (element) => {
  if (!element) return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
  const colour = channels(getComputedStyle(element).backgroundColor);
  return colour[3] === undefined ? colour : over(colour, behind(element.parentElement));
};
const luminance = (colour) => {
  const [r, g, b] = colour.map((value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a, b) => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};
const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  const words = walker.currentNode.data.trim();
  if (!words || !element.getClientRects().length || element.closest(".unseen, script")) continue;
  const style = getComputedStyle(element);
  const ground = behind(element);
  const colour = element.closest("svg") ? style.fill : style.color;
  found.push([ratio(over(channels(colour), ground), ground), element.className + ": " + words]);
}
for (const mark of document.querySelectorAll(".words.first")) {
  const badge = getComputedStyle(mark, "::before");
  found.push([ratio(channels(badge.color), channels(badge.backgroundColor)), "badge " + mark.className]);
}
return found;
"""


def started() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--proxy-server=127.0.0.1:9",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options, Service(DRIVER))


def visited(
    browser: webdriver.Chrome, address: str, *, width: int = 1280, height: int = 800, scheme: str = "light"
) -> webdriver.Chrome:
    """Open a page in a window of a size."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    browser.get("about:blank")
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get(address)
    return browser


def all_of(browser: webdriver.Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def one_of(browser: webdriver.Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def press(browser: webdriver.Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def network(browser: webdriver.Chrome) -> list[dict[str, Any]]:
    """Take what happened on the network since it was last asked."""
    return [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]


def requested(browser: webdriver.Chrome) -> list[str]:
    sent = [each["params"] for each in network(browser) if each["method"] == "Network.requestWillBeSent"]
    return [each["request"]["url"] for each in sent]
