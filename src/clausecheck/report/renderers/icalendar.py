"""Days to watch as a calendar (RFC 5545): the end of the term, and the last days for notice against a renewal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta, timezone
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from clausecheck.report import phrases
from clausecheck.report.deadlines import Deadline, deadlines
from clausecheck.report.excerpt import one_line, shortened
from clausecheck.report.model import FileError, Report

QUOTE = 1_000
REMINDER = timedelta(days=30)

_END = "END:VCALENDAR"
_TITLES = {"end_of_term": "Term ends", "last_day_for_notice": "Last day for notice against renewal"}


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Write one calendar with an event for each day to watch, all day long, with a reminder thirty days before."""
    calendar = Calendar()
    calendar.add("prodid", "-//clausecheck//clausecheck//EN")
    calendar.add("version", "2.0")
    events: list[str] = []  # as text, for what leads them is known only in the end
    silent: dict[str, list[str]] = {"Not analysed": [], "No date can be told": []}
    for result in results:
        name = one_line(result.document.name)
        if isinstance(result, FileError):
            silent["Not analysed"].append(name)
            continue
        found = deadlines(result)
        for deadline in found:
            events.append(_event(result, deadline).to_ical().decode("utf-8"))
        if not found:
            silent["No date can be told"].append(name)
    told = "; ".join(f"{reason}: {', '.join(names)}" for reason, names in silent.items() if names)
    if told:
        calendar.add("x-wr-caldesc", told)
    head, *end = calendar.to_ical().decode("utf-8").rpartition(_END)
    yield head
    yield from events
    yield "".join(end)


def _event(report: Report, deadline: Deadline) -> Event:
    name = one_line(report.document.name)
    title = f"{_TITLES[deadline.kind]}: {name}"
    event = Event()
    event.add("summary", title)
    event.add("description", _description(report, deadline))
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + timedelta(days=1))
    # The same report gives the same calendar: the stamp is that of the day itself, not of the run.
    event.add("dtstamp", datetime.combine(deadline.day, time(), timezone.utc))
    event.add("uid", f"{_identity(report, deadline)}@clausecheck")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -REMINDER)
    event.add_component(alarm)
    return event


def _description(report: Report, deadline: Deadline) -> str:
    lines = [_condition(deadline)] if deadline.renewals else []
    begins = report.document.effective_date
    term = deadline.clauses[-1].attributes
    if begins is not None and not (term.get("expires_on") or term.get("starts_on")):
        lines.append(f"Counted from {begins.date.isoformat()}, the effective date that the contract states.")
    for clause in deadline.clauses:
        place = one_line(phrases.place_of(clause)) or "without section"
        lines.append(f"{place}: “{shortened(clause.text, QUOTE)}”")
    if deadline.kind == "last_day_for_notice":
        lines.append("Read the sections named as a whole: they may ask for more, such as a form or an earliest day.")
    return "\n".join(lines)


def _condition(deadline: Deadline) -> str:
    return f"If the contract has renewed {'once' if deadline.renewals == 1 else f'{deadline.renewals} times'}."


def _identity(report: Report, deadline: Deadline) -> str:
    """Name an event the same in every run, so that a calendar replaces it and does not double it."""
    parts = (report.document.path or report.document.name, deadline.kind, str(deadline.renewals))
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
