from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar

import clausecheck
from clausecheck.report.renderers import render, render_all
from tests.support.reports import file_error, report_of

SAMPLES = Path(__file__).resolve().parents[3] / "sample_contracts"


def events_of(text):
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_the_days_of_a_sample_contract_with_the_clauses_that_give_them():
    report = clausecheck.analyze(SAMPLES / "healthcare_bpo_msa.pdf")
    events = events_of(render(report, "ics"))
    assert [(event.decoded("dtstart"), str(event["summary"]).partition(":")[0]) for event in events[:2]] == [
        (date(2028, 9, 13), "Last day for notice against renewal"),
        (date(2029, 1, 11), "Term ends"),
    ]
    assert "Section 8.02 Extension Years, page 4" in events[0]["description"]
    assert "one hundred twenty (120) days or more ahead of the then-current expiration date" in events[0]["description"]
    assert "Counted from 2026-01-12" in events[1]["description"]
    assert events[2]["description"].startswith("If the contract has renewed once.")


def test_an_event_takes_the_whole_day_and_reminds_a_month_before():
    event, *_ = events_of(render(clausecheck.analyze(SAMPLES / "public_sector_call_off.docx"), "ics"))
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-30)


def test_the_same_contract_gives_the_same_events():
    report = clausecheck.analyze(SAMPLES / "public_sector_call_off.docx")
    assert render(report, "ics") == render(report, "ics")
    uids = [str(event["uid"]) for event in events_of(render(report, "ics"))]
    assert len(uids) == len(set(uids))


def test_equal_contracts_under_two_names_have_events_of_their_own():
    report = clausecheck.analyze(SAMPLES / "public_sector_call_off.docx")
    other = report.model_copy(update={"document": report.document.model_copy(update={"path": "copy.docx"})})
    uids = [str(event["uid"]) for event in events_of("".join(render_all([report, other], "ics")))]
    assert len(uids) == len(set(uids))


def test_what_has_no_dates_is_named():
    calendar = Calendar.from_ical("".join(render_all([report_of(), file_error("scan.pdf")], "ics")))
    assert calendar.walk("VEVENT") == []
    assert str(calendar["x-wr-caldesc"]) == "Not analysed: scan.pdf; No date can be told: northwind-brightcall.pdf"


def test_a_name_cannot_add_lines_to_the_calendar():
    text = render(report_of(document={"name": "a\r\nBEGIN:VEVENT\r\nSUMMARY:x.pdf"}), "ics")
    assert Calendar.from_ical(text).walk("VEVENT") == []


def test_a_name_that_looks_like_the_end_of_the_calendar_is_a_name():
    report = clausecheck.analyze(SAMPLES / "public_sector_call_off.docx")
    text = "".join(render_all([file_error("END:VCALENDAR"), report], "ics"))
    (calendar,) = Calendar.from_ical(text, multiple=True)
    assert "Not analysed: END:VCALENDAR" in calendar["x-wr-caldesc"]
    assert len(events_of(text)) == 1
