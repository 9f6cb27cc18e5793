"""The portfolio in a real browser: what is sorted, filtered and due, on any screen and without scripts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from clausecheck.report.model import DateRecord, Report
from clausecheck.report.renderers.portfolio import MANY, render
from tests.support.browsing import CONTRASTS, LEAST_CONTRAST, all_of, one_of, press, visited
from tests.support.reports import clause_record, file_error, finding_record, report_of
from tests.support.reviews import sample_review

VENDOR_PAPER = "call_centre_msa_vendor_paper.pdf"
CUSTOMER_PAPER = "bpo_msa_customer_paper.pdf"
PARTLY_SCANNED = "managed_services_article_style_partly_scanned.pdf"
FEW = (VENDOR_PAPER, CUSTOMER_PAPER, PARTLY_SCANNED)
TODAY = date(2026, 11, 27)
RENEWAL = "This Agreement renews for successive terms of one year unless either party gives thirty (30) days' notice."
NOTICES = (10, 30, 45, 60, 90, 120, 365, None)
STATUSES = ("adverse", "missing", "unverified", "weak", "met")


def generated(number: int) -> Report:
    """Make one of many contracts: notice, verdict and the end of the term go round."""
    begins = date(2023, 3, 18) + timedelta(days=29 * number)
    clauses = [
        clause_record(
            "termination_for_convenience",
            "Client may terminate this Agreement at any time on notice.",
            attributes={"holder": "customer", "notice_days": NOTICES[number % len(NOTICES)]},
        ),
        clause_record(
            "initial_term",
            "This Agreement continues for three years from the Effective Date.",
            attributes={"term_months": 36, "from_effective_date": True},
        ),
        clause_record(
            "auto_renewal",
            RENEWAL,
            attributes={"term_months": 12, "optout_notice_days": 30, "optout_notice_text": "thirty (30) days"},
        ),
    ]
    stated = DateRecord(date=begins, text="", section="", page=None, start=0, end=0)
    rest = ["termination_for_convenience-1"]
    report = report_of(
        document={"name": f"contract {number}.pdf", "effective_date": stated},
        findings=[
            finding_record("met", clauses=rest),
            finding_record(STATUSES[number % 5], rule="credits", title="Credits for missed service levels"),
        ],
        clauses=clauses,
    )
    return report.model_copy(update={"summary": report.summary.model_copy(update={"score": number % 101})})


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("portfolios")
    few = [*(sample_review(name).report for name in FEW), file_error()]
    many = [*map(generated, range(5 * MANY)), *(file_error(f"scan {number}.pdf") for number in range(30))]
    for name, results in {"few": few, "many": many}.items():
        (folder / f"{name}.html").write_text("".join(render(results)), "utf-8")
    return folder


@pytest.fixture
def visit(browser, pages):
    """Visit a page on TODAY, whenever that is."""
    clock = f"""{{
        const now = Date.UTC({TODAY.year}, {TODAY.month - 1}, {TODAY.day}, 12);
        const Real = Date;
        window.Date = class extends Real {{ constructor(...given) {{ super(...(given.length ? given : [now])); }} }};
    }}"""
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": clock})
    yield lambda name, **window: visited(browser, f"{pages.as_uri()}/{name}", **window)
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def names(browser: webdriver.Chrome) -> list[str]:
    """List the contracts that the table shows, in its order."""
    return browser.execute_script(
        """return [...document.querySelectorAll("tbody:not([hidden]) .row th")].map((each) => each.dataset.sort)"""
    )


def lines_due(browser: webdriver.Chrome) -> list[list[str]]:
    """List what is due as it is shown: the day, how far it is, and the contract."""
    return browser.execute_script(
        """return [...document.querySelectorAll("#dates li:not([hidden])")].map((line) =>
        [".day time", ".left", "a"].map((each) => line.querySelector(each).textContent))"""
    )


def click(browser: webdriver.Chrome, selector: str) -> None:
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", one_of(browser, selector))
    one_of(browser, selector).click()


def test_columns_are_sorted_up_and_down(visit):
    browser = visit("few.html")

    def scores() -> list[int]:
        return [int(cell.get_attribute("data-sort")) for cell in all_of(browser, "tr.row td.score")]

    header = one_of(browser, "th.score")
    click(browser, "th.score button")
    assert scores() == sorted(scores()) and len(scores()) == 3
    assert header.get_attribute("aria-sort") == "ascending"
    click(browser, "th.score button")
    assert scores() == sorted(scores(), reverse=True)
    assert header.get_attribute("aria-sort") == "descending"
    assert one_of(browser, "#announcements").get_attribute("textContent") == "Sorted by Score, grade, descending."


def test_rows_are_filtered_searched_and_unfolded(visit):
    browser = visit("few.html")
    reports = [sample_review(name).report for name in FEW]
    unverified = [
        report.document.name for report in reports if any(each.status == "unverified" for each in report.findings)
    ]
    assert names(browser) == list(FEW) and not all_of(browser, "tr.more")[0].is_displayed()
    click(browser, '[data-value="unverified"]')
    assert names(browser) == unverified and len(unverified) < 3
    assert one_of(browser, "#shown").text == f"{len(unverified)} of 3 contracts"
    click(browser, "#all")
    one_of(browser, "#search").send_keys("meridian outfitters")
    assert names(browser) == [VENDOR_PAPER]
    button = one_of(browser, "tbody:not([hidden]) .expand")
    click(browser, "tbody:not([hidden]) .expand")
    assert button.get_attribute("aria-expanded") == "true"
    assert "Expressly denied" in one_of(browser, "tbody:not([hidden]) tr.more").text


def test_a_bar_leads_to_the_contracts_behind_it(visit):
    browser = visit("few.html")
    bar = one_of(browser, '.bin[data-filter="leaving"][data-value="30"]')
    assert bar.is_enabled() and not one_of(browser, '.bin[data-filter="leaving"][data-value="180"]').is_enabled()
    bar.send_keys(Keys.SPACE)
    assert bar.get_attribute("aria-pressed") == "true"
    assert names(browser) == [CUSTOMER_PAPER]
    assert {name for *_, name in lines_due(browser)} == {CUSTOMER_PAPER}
    assert one_of(browser, "#shown").text == "1 of 3 contracts; notice to leave without cause: up to 30 days"
    (link,) = (each for each in all_of(browser, ".found") if each.is_displayed())
    assert link.text == "1 contract ↓" and link.get_attribute("hash") == "#contracts"
    click(browser, "#all")
    assert names(browser) == list(FEW) and bar.get_attribute("aria-pressed") == "false"


def test_two_bars_of_one_picture_add_up_and_two_pictures_narrow_down(visit):
    browser = visit("many.html")
    for days in ("30", "60"):
        click(browser, f'.bin[data-filter="leaving"][data-value="{days}"]')
    assert len(names(browser)) == 4 * 5 * MANY // len(NOTICES)
    click(browser, '[data-filter="status"][data-value="adverse"]')
    assert len(names(browser)) == 4 * MANY // len(NOTICES)


def test_what_is_due_stands_in_the_order_of_the_reader_s_days(visit):
    browser = visit("many.html")
    lines = lines_due(browser)
    days = [date.fromisoformat(day) for day, *_ in lines]
    coming = [day for day in days if day >= TODAY]
    assert days[: len(coming)] == sorted(coming) and all(day < TODAY for day in days[len(coming) :])
    for day, left, _ in lines[:3]:
        assert left == f"in {(date.fromisoformat(day) - TODAY).days} days"
    assert all(left == "past" for _, left, _ in lines[len(coming) :])
    assert len(coming) < len(days)
    assert one_of(browser, "#gone").text == f"{len(days) - len(coming)} of {len(days)} are past and stand at the end."


def test_a_notice_that_is_past_gives_way_to_that_of_the_next_renewal(visit):
    browser = visit("many.html")
    # From 2023-03-18 for three years, then for one year each; notice is due thirty days before the end.
    assert ["2027-02-15", "in 80 days", "contract 0.pdf"] in lines_due(browser)
    notice = one_of(browser, '#dates li[data-contract="1"]:has(.words time)')
    further = notice.find_elements(By.CSS_SELECTOR, ".words time")
    assert [each.get_attribute("datetime") for each in further][:3] == ["2026-02-15", "2027-02-15", "2028-02-16"]
    assert [each.get_attribute("class") for each in further][:2] == ["past", ""]


def test_a_date_leads_to_its_contract_unfolded(visit):
    browser = visit("many.html")
    click(browser, "#dates li a")
    number = one_of(browser, "#dates li").get_attribute("data-contract")
    assert browser.current_url.endswith(f"#row-{number}")
    assert one_of(browser, f"#contract-{number}").is_displayed()
    assert "dense" not in one_of(browser, ".matrix").get_attribute("class")


def test_contracts_without_a_date_are_shown_on_demand(visit):
    browser = visit("few.html")
    click(browser, '[data-filter="dates"]')
    assert names(browser) == [PARTLY_SCANNED]


def test_the_heat_map_is_turned_on_and_off(visit):
    browser = visit("few.html")
    row = one_of(browser, "tr.row")
    tall = row.size["height"]
    click(browser, "#dense")
    assert one_of(browser, "#dense").get_attribute("aria-pressed") == "true"
    assert row.size["height"] < 20 < tall
    letters = [each.text for each in row.find_elements(By.CSS_SELECTOR, ".letter")]
    assert len(letters) == 7 and all(letters)
    click(browser, "#dense")
    assert row.size["height"] == tall


@pytest.mark.parametrize("width", [390, 1280])
def test_a_long_name_does_not_push_out_that_a_contract_was_read_in_part(visit, width):
    browser = visit("few.html", width=width)
    click(browser, "#dense")
    mark, name = (one_of(browser, each).rect for each in (".row .partly", f'.row th[data-sort="{PARTLY_SCANNED}"]'))
    assert mark["width"] > 0 and mark["x"] + mark["width"] <= name["x"] + name["width"]


def test_heads_and_cells_stand_in_the_same_columns(visit):
    for dense in (False, True):
        browser = visit("many.html")
        if not dense:
            click(browser, "#dense")
        places = browser.execute_script(
            """const left = (each) => Math.round(each.getBoundingClientRect().left);
            const rows = ["thead tr", "tbody:nth-of-type(1) .row", "tbody:nth-of-type(3) .row"];
            return rows.map((each) => [...document.querySelector(each).cells].map(left))"""
        )
        assert places[0] == places[1] == places[2]


def test_rows_out_of_sight_are_not_laid_out(visit):
    browser = visit("many.html")
    rows = browser.execute_script(
        """return [...document.querySelectorAll("tr.row")].map((row) =>
        row.checkVisibility({contentVisibilityAuto: true}))"""
    )
    assert len(rows) == 5 * MANY and not rows[-1]


def test_the_head_stays_in_sight_and_does_not_cover_what_has_the_focus(visit):
    browser = visit("many.html")
    click(browser, "#dense")
    browser.execute_script("document.querySelector('.matrix').scrollTop = 2000")
    head, matrix = (one_of(browser, each).rect for each in ("thead", ".matrix"))
    assert abs(head["y"] - matrix["y"]) <= 2
    buttons = all_of(browser, ".expand")
    browser.execute_script("arguments[0].focus()", buttons[30])
    for _ in range(8):
        press(browser, Keys.SHIFT + Keys.TAB)
    focused = browser.switch_to.active_element.rect
    assert focused["y"] >= one_of(browser, "thead").rect["y"] + one_of(browser, "thead").rect["height"]


def test_without_scripts_all_is_there_to_be_read(visit):
    browser = visit("few.html")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.refresh()
    assert all(each.is_displayed() for each in all_of(browser, "tr.more"))
    assert not one_of(browser, ".filters").is_displayed()
    assert not any(each.is_enabled() for each in all_of(browser, ".bin"))
    days = [each.text for each in all_of(browser, "#dates .day time")]
    assert days == sorted(days) and len(days) == 3


@pytest.mark.parametrize("name", ["few.html", "many.html"])
@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_is_wider_than_the_window(visit, name, width):
    browser = visit(name, width=width, height=844)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("dense", [False, True])
def test_every_text_stands_out_from_what_lies_behind_it(visit, scheme, dense):
    browser = visit("few.html", scheme=scheme)
    browser.execute_script(
        "document.querySelectorAll('.expand, .bin:not(:disabled)').forEach((each) => each.click());"
        + ("document.getElementById('dense').click()" if dense else "")
    )
    contrasts = browser.execute_script(CONTRASTS)
    assert len(contrasts) > 50
    assert [words for ratio, words in contrasts if ratio < LEAST_CONTRAST] == []


def test_the_page_loads_nothing_and_complains_of_nothing(visit):
    browser = visit("many.html")
    assert browser.get_log("browser") == []
