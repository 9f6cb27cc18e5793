"""The web pages in a real browser, without a network: what a reviewer clicks, types and sees."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlparse

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from clausecheck.report.model import FindingRecord
from clausecheck.report.renderers import html
from clausecheck.report.renderers.portfolio import page
from clausecheck.report.review import Markup
from tests.support.browsing import CONTRASTS, LEAST_CONTRAST, all_of, network, one_of, press, requested, visited
from tests.support.reports import file_error
from tests.support.reviews import ATTACK, PAYLOADS, hostile, hostile_review, sample_review

VENDOR_PAPER = "call_centre_msa_vendor_paper.pdf"
PARTLY_SCANNED = "managed_services_article_style_partly_scanned.pdf"


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    """Write the pages once: reviews of two contracts, one of attacks, and the portfolio of all."""
    folder = tmp_path_factory.mktemp("pages")
    reviews = {
        "vendor": sample_review(VENDOR_PAPER),
        "scanned": sample_review(PARTLY_SCANNED),
        "attack": hostile_review(),
    }
    for name, review in reviews.items():
        content = html.render(review, Markup("html", page_images=name == "vendor"))
        (folder / f"{name}.review.html").write_bytes(content)
    results = [(review.report, f"{name}.review.html") for name, review in reviews.items()]
    (folder / "index.html").write_text("".join(page([*results, (file_error(), None)])), "utf-8")
    attacks = [(hostile(hostile_review().report), None), (file_error(name=ATTACK, message=ATTACK), None)]
    (folder / "attack.html").write_text("".join(page(attacks)), "utf-8")
    return folder


@pytest.fixture
def visit(browser, pages):
    return lambda name, **window: visited(browser, f"{pages.as_uri()}/{name}", **window)


@pytest.fixture
def vendor(visit):
    return visit("vendor.review.html")


def is_in_sight(browser: webdriver.Chrome, element: WebElement) -> bool:
    """Tell whether some of an element lies in the window and in the pane that scrolls it."""
    return browser.execute_script(
        """const box = arguments[0].getClientRects()[0], pane = arguments[0].closest(".pane").getBoundingClientRect();
        return box.bottom > Math.max(pane.top, 0) && box.top < Math.min(pane.bottom, innerHeight)""",
        element,
    )


def active(browser: webdriver.Chrome) -> str | None:
    found = all_of(browser, ".finding.active")
    return found[0].get_attribute("data-number") if found else None


def findings() -> list[FindingRecord]:
    return sample_review(VENDOR_PAPER).report.findings


def number_of(rule: str) -> int:
    return 1 + [finding.rule for finding in findings()].index(rule)


def numbers_with(status: str) -> list[str]:
    return [str(number) for number, finding in enumerate(findings(), 1) if finding.status == status]


def words_of_clause(number: int) -> str:
    clauses = {clause.id: clause for clause in sample_review(VENDOR_PAPER).report.clauses}
    return clauses[findings()[number - 1].clauses[0]].text


def test_a_click_on_a_finding_shows_its_words(vendor):
    number = number_of("ownership")
    mark = one_of(vendor, f"#words-{number}-1").find_element(By.XPATH, "..")
    assert not is_in_sight(vendor, mark)
    one_of(vendor, f"#title-{number}").click()
    assert is_in_sight(vendor, mark)
    assert " ".join(mark.text.split()) == words_of_clause(number)
    marked = all_of(vendor, ".words.active")
    assert mark in marked
    assert all(str(number) in each.get_attribute("data-findings").split() for each in marked)


def test_each_place_of_a_finding_has_a_link_of_its_own(vendor):
    pointers = all_of(vendor, f"#finding-{number_of('exit-for-convenience')} .pointer")
    assert len(pointers) == 2
    for pointer in pointers:
        pointer.click()
        target = one_of(vendor, pointer.get_attribute("hash")).find_element(By.XPATH, "..")
        assert is_in_sight(vendor, target)
        assert vendor.switch_to.active_element == target


def test_a_click_on_words_shows_their_finding(vendor):
    number = number_of("service-credits")
    finding = one_of(vendor, f"#finding-{number}")
    assert not is_in_sight(vendor, finding)
    mark = one_of(vendor, f'.words[data-findings="{number}"]')
    vendor.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.click()
    assert active(vendor) == str(number)
    assert is_in_sight(vendor, finding)
    assert vendor.switch_to.active_element == finding


def test_words_of_a_hidden_finding_bring_it_back(vendor):
    number = number_of("breach-notice")  # weak
    one_of(vendor, '[data-value="adverse"]').click()
    assert not one_of(vendor, f"#finding-{number}").is_displayed()
    vendor.execute_script("arguments[0].click()", one_of(vendor, f'.words[data-findings="{number}"]'))
    assert active(vendor) == str(number) and one_of(vendor, f"#finding-{number}").is_displayed()


def test_filters_narrow_the_findings_and_say_how_many_are_left(vendor):
    def shown() -> list[str]:
        return [each.get_attribute("data-number") for each in all_of(vendor, ".finding") if each.is_displayed()]

    one_of(vendor, '[data-value="weak"]').click()
    weak = numbers_with("weak")
    assert shown() == weak and 0 < len(weak) < len(findings())
    assert one_of(vendor, "#shown").text == f"{len(weak)} of {len(findings())} findings"
    assert one_of(vendor, "#shown").get_attribute("aria-live") == "polite"
    assert one_of(vendor, '[data-value="weak"]').get_attribute("aria-pressed") == "true"
    one_of(vendor, '[data-value="medium"]').click()
    assert shown() == [number for number in weak if findings()[int(number) - 1].severity == "medium"]
    one_of(vendor, "#all").click()
    assert len(shown()) == len(findings())
    assert one_of(vendor, "#shown").text == f"{len(findings())} findings"


def test_words_of_findings_that_are_filtered_out_step_back(vendor):
    one_of(vendor, '[data-value="weak"]').click()
    for mark in all_of(vendor, ".words"):
        is_weak = not set(mark.get_attribute("data-findings").split()).isdisjoint(numbers_with("weak"))
        assert ("muted" in mark.get_attribute("class")) != is_weak


def test_the_keyboard_goes_through_the_findings_to_their_words_and_back(vendor):
    press(vendor, "j")
    assert active(vendor) == "1"
    press(vendor, "j", "j", "k")
    assert active(vendor) == "2"
    press(vendor, Keys.ENTER)
    mark = vendor.switch_to.active_element
    assert "2" in mark.get_attribute("data-findings").split() and is_in_sight(vendor, mark)
    press(vendor, Keys.ESCAPE)
    assert vendor.switch_to.active_element == one_of(vendor, "#finding-2")
    press(vendor, Keys.ESCAPE)
    assert active(vendor) is None


def test_the_keyboard_passes_over_findings_that_are_filtered_out(vendor):
    one_of(vendor, '[data-value="weak"]').click()
    first, *_, last = numbers_with("weak")
    press(vendor, "j")
    assert active(vendor) == first
    press(vendor, *"j" * len(findings()))
    assert active(vendor) == last  # and no further


def test_the_search_finds_words_across_marks_and_goes_from_one_to_the_next(vendor):
    press(vendor, "/")
    assert vendor.switch_to.active_element == one_of(vendor, "#search")
    # The first is cut in two by the mark of what decides; the second has a typographic apostrophe in the contract.
    for query in (
        "in whole or in part, at any time and for any reason or no reason, upon sixty",
        "days' written notice to Client",
    ):
        one_of(vendor, "#search").clear()
        one_of(vendor, "#search").send_keys(query)
        assert one_of(vendor, "#matches").text.endswith("found")
        press(vendor, Keys.ENTER)
        assert one_of(vendor, "#matches").text.startswith("1 of ")
    hit = vendor.execute_script("return [...CSS.highlights.get('current')][0].toString()")
    assert " ".join(hit.split()) == "days’ written notice to Client"
    place = vendor.execute_script("return [...CSS.highlights.get('current')][0].startContainer.parentElement")
    assert is_in_sight(vendor, place)
    press(vendor, Keys.ESCAPE)
    assert one_of(vendor, "#matches").text == ""
    assert vendor.execute_script("return CSS.highlights.get('found').size") == 0


def test_the_search_reads_findings_as_well_and_unfolds_them(vendor):
    folded = one_of(vendor, f"#language-{number_of('exit-for-convenience')}")
    assert not folded.is_displayed()
    one_of(vendor, "#search").send_keys("no termination fee, penalty or minimum commitment", Keys.ENTER)
    assert one_of(vendor, "#matches").text == "1 of 1"
    assert folded.is_displayed()


@pytest.mark.parametrize("query", ["(", "[a-", "\\", "*+", "a|b.^$"])
def test_a_search_takes_signs_for_signs(vendor, query):
    one_of(vendor, "#search").send_keys(query, "zz", Keys.ENTER)
    assert one_of(vendor, "#matches").text == "Not found"
    assert vendor.get_log("browser") == []


def test_the_recommended_language_is_copied(vendor):
    origin = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    vendor.execute_cdp_cmd("Browser.grantPermissions", origin)
    button = one_of(vendor, "#finding-1 .copy")
    button.click()
    copied = vendor.execute_async_script(
        """const done = arguments[0];
        setTimeout(() => navigator.clipboard.readText().then(done, (error) => done(`${error}`)), 50);"""
    )
    assert copied == findings()[0].recommended_language
    assert button.text == "Copied"
    assert one_of(vendor, "#announcements").get_attribute("textContent") == "Recommended language copied."


def test_pages_are_a_second_view_that_findings_lead_to_as_well(vendor):
    assert not one_of(vendor, "#pages").is_displayed()
    one_of(vendor, "#tab-pages").click()
    assert one_of(vendor, "#pages").is_displayed() and not one_of(vendor, "#text").is_displayed()
    widths = vendor.execute_script(
        "return Promise.all([...document.querySelectorAll('image')].map((i) => i.getBBox().width))"
    )
    assert widths and all(width == 612 for width in widths)
    number = number_of("ownership")
    one_of(vendor, f"#title-{number}").click()
    box = one_of(vendor, f'.box.active[data-findings="{number}"]')
    assert is_in_sight(vendor, box)
    one_of(vendor, "#tab-pages").send_keys(Keys.ARROW_LEFT)
    assert one_of(vendor, "#text").is_displayed()
    assert one_of(vendor, "#tab-text").get_attribute("aria-selected") == "true"


def test_a_link_that_names_a_finding_opens_at_it(visit):
    browser = visit("vendor.review.html#finding-5")
    assert active(browser) == "5" and is_in_sight(browser, one_of(browser, "#finding-5"))


def test_unreadable_pages_are_reached_from_the_top(visit):
    browser = visit("scanned.review.html")
    one_of(browser, ".top .warning a").click()
    assert is_in_sight(browser, one_of(browser, "#page-6.unread"))


@pytest.mark.parametrize(
    "name", ["vendor.review.html", "scanned.review.html", "attack.review.html", "index.html", "attack.html"]
)
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(visit, name, width):
    browser = visit(name, width=width, height=844)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_panes_stand_one_above_the_other_and_still_lead_to_each_other(visit):
    browser = visit("vendor.review.html", width=390, height=844)
    boxes = [
        browser.execute_script("return arguments[0].getBoundingClientRect().toJSON()", one_of(browser, each))
        for each in ("#review", "#contract")
    ]
    assert boxes[0]["bottom"] <= boxes[1]["top"]
    browser.execute_script("arguments[0].click()", one_of(browser, "#title-1"))
    mark = one_of(browser, "#words-1-1").find_element(By.XPATH, "..")
    top = browser.execute_script("return arguments[0].getClientRects()[0].top", mark)
    assert 0 < top < 844


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_the_page_follows_the_system_and_the_button_turns_it(visit, scheme, other):
    browser = visit("vendor.review.html", scheme=scheme)

    def brightness() -> float:
        colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        return sum(map(int, colour.removeprefix("rgb(").removesuffix(")").split(", "))) / 3

    assert (brightness() > 128) == (scheme == "light")
    button = one_of(browser, "#theme")
    assert button.text == other.capitalize()
    button.click()
    assert (brightness() > 128) == (other == "light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["vendor.review.html", "scanned.review.html", "attack.review.html", "index.html"])
def test_every_text_stands_out_from_what_lies_behind_it(visit, name, scheme):
    browser = visit(name, scheme=scheme)
    browser.execute_script(
        "document.querySelectorAll('details').forEach((each) => (each.open = true));"
        "document.querySelectorAll('.expand').forEach((each) => each.click());"
        "document.querySelector('.chip').click()"
    )
    contrasts = browser.execute_script(CONTRASTS)
    assert len(contrasts) > 50
    assert [words for ratio, words in contrasts if ratio < LEAST_CONTRAST] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_that_a_search_found_stand_out_too(visit, scheme):
    browser = visit("vendor.review.html", scheme=scheme)
    pairs = browser.execute_script(
        """const probe = document.createElement("p"); document.querySelector("main").append(probe);
        return ["found", "current"].map((name) => {
          const style = getComputedStyle(probe, `::highlight(${name})`);
          return [style.color, style.backgroundColor];
        })"""
    )
    assert len({tuple(pair) for pair in pairs}) == 2
    for colour, ground in pairs:
        assert contrast(colour, ground) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", ["attack.review.html", "attack.html"])
def test_attacks_stay_words(visit, name):
    browser = visit(name)
    for selector in (".finding h3", ".words", ".expand", ".sort", ".chip", "summary", "#theme"):
        for element in all_of(browser, selector)[:3]:
            browser.execute_script(
                "arguments[0].click(); arguments[0].dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))",
                element,
            )
    search = one_of(browser, "#search")
    search.send_keys(ATTACK[:60], Keys.ENTER)
    assert browser.execute_script("return [typeof window.__pwned, document.scripts.length]") == ["undefined", 1]
    assert browser.current_url.startswith("file:") and browser.window_handles == [browser.current_window_handle]
    body = " ".join(one_of(browser, "body").get_attribute("textContent").split())
    for payload in PAYLOADS:
        assert payload in body
    assert browser.get_log("browser") == []
    assert {urlparse(url).scheme for url in requested(browser)} <= {"file", "data"}


def test_the_policy_blocks_a_script_that_gets_in_all_the_same(vendor):
    """What selenium itself runs is not held by the policy, so the page is given a script the way an attack would."""
    blocked = vendor.execute_async_script(
        """const done = arguments[0], seen = [];
        document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "window.__pwned = 1";
        document.body.append(script);
        const holder = document.createElement("div");
        holder.innerHTML = `<img src=https://example.org/x.png onerror='window.__pwned = 2'>
          <p style='color: red'>red</p>`;
        document.body.append(holder);
        holder.querySelector("img").dispatchEvent(new Event("error"));
        setTimeout(() => done([seen, typeof window.__pwned, getComputedStyle(holder.lastElementChild).color]), 300);"""
    )
    seen, pwned, colour = blocked
    assert {"script-src-elem", "script-src-attr", "img-src", "style-src-attr"} <= set(seen)
    assert pwned == "undefined" and colour != "rgb(255, 0, 0)"
    failures = [each["params"] for each in network(vendor) if each["method"] == "Network.loadingFailed"]
    assert [failure.get("blockedReason") for failure in failures] == ["csp"]


def test_a_page_loads_nothing_and_complains_of_nothing(vendor):
    assert vendor.get_log("browser") == []
    assert [url for url in requested(vendor) if not url.startswith("data:")] == [vendor.current_url]


def test_the_portfolio_leads_to_a_finding_of_a_contract(visit):
    browser = visit("index.html")
    one_of(browser, 'a.letter[href="./vendor.review.html#finding-5"]').click()
    assert browser.current_url.endswith("/vendor.review.html#finding-5")
    assert active(browser) == "5"


def contrast(colour: str, ground: str) -> float:
    def luminance(given: str) -> float:
        channels = [float(part) / 255 for part in given[given.index("(") + 1 : -1].split(",")[:3]]
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(colour), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("width", [400, 1200, 1600])
def test_the_scorecard_keeps_each_figure_on_a_line_beside_its_bar(visit, width):
    browser = visit("vendor.review.html", width=width)
    kept = browser.execute_script(
        """return [...document.querySelectorAll(".bars dd")].map(row => {
            const figure = row.querySelector(".figure"), size = parseFloat(getComputedStyle(figure).lineHeight);
            return figure.getBoundingClientRect().height < 1.5 * size
                && figure.getBoundingClientRect().right <= row.getBoundingClientRect().right + 1})"""
    )
    assert kept == [True] * 6
