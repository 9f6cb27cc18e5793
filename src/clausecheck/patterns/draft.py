"""The file that a clause type of one's own begins with: a small pattern that works, to be changed line by line."""

from __future__ import annotations

from pathlib import Path

from clausecheck.patterns.model import ClauseType
from clausecheck.patterns.schema import SCHEMA

_HEAD = """\
# yaml-language-server: $schema={schema}
# A clause type; its id is the name of this file. One called like a bundled clause type takes its place.
#
# Run the examples below:                 clausecheck patterns test {name} --patterns {name}.yaml
# See what it finds, what stops the rest: clausecheck patterns try {name}.yaml CONTRACT...
# Look for what is doubtful:              clausecheck patterns lint --strict --patterns {name}.yaml
# Find wordings that no example proves:   clausecheck patterns mutate {name} --patterns {name}.yaml
# Judge by it, with a rule in a playbook: clausecheck CONTRACT --patterns {name}.yaml --playbook FILE
#
# {what}

"""
_EXAMPLE = """\
title: Suspension of the services
what: The provider may stop the services while the customer does not pay, or for another reason, without ending them.
why: >-
  A stopped call centre is lost business the same day. The customer needs notice, a time to pay, and no stop over sums
  that it disputes.
sources:
  - Who says that this clause matters, such as a law, a guideline, an internal policy
# stable: looked for in every contract; preview: only where a rule of the playbook asks for it; deprecated: looked for
# like a stable one, and to be given up.
status: stable
since: "1"

# Usual titles of the clause. A title supports a match and proves nothing alone.
headings: [suspension, suspension of services]

# Beginnings of words. A sentence without any of them is never looked at, so better one too many.
anchors: [suspend, stop]

# Each signal is a way to say it, found where any of its lines is. In a line
#   word       is this word               a|b   one of these words        ..    up to 5 words between
#   word*      a word that begins so      (a)   may be left out           ...   up to 30 words between
#   ${name}    any line of a fragment: ${provider} and ${customer} are the parties of the contract at hand,
#              ${either_party} "each party", "neither party", "the parties", and ${anyone} any of these; ${may} and
#              ${must} what permits and obliges; `clausecheck patterns fragments` lists the others
# The weight says how sure this signal alone makes you. An example counts as found from 0.5.
signals:
  - id: may-suspend
    weight: 0.8
    lines:
      - ${provider} ... ${may} ... suspend|stop ... services|access|performance
  - id: named
    weight: 0.6
    lines:
      - right to suspend

# Words near a match that turn it round: deny = it is refused, reject = it is another clause, partial = half of it. Take
# `refusal` out where the clause is itself a ban ("shall not be deleted before"), or every ban is read as refused.
context:
  refusal: deny

# What to read out of it. The end of a name is its unit: _days, _hours, _months, _percent.
attributes:
  # The party that a line names by a fragment; "neither party" as plain words names nobody.
  holder:
    read: holder
  # Whom it favours, by which playbooks judge: of a right the holder; of a duty, with `burdens: true`, the other side.
  favours:
    read: favours
    of: holder
  notice_days:
    read: duration
    unit: days
    near: [notice, reminder]
  for_non_payment:
    read: flag
    lines:
      - overdue|unpaid
      - fails to pay

# Sentences in your own words that prove all that: at least three that are the clause, and three near misses, which
# share its words and are not. An attribute that is named must be read so; `denied: true` marks a refusal.
examples:
  match:
    - text: Provider may suspend the Services on ten (10) days' notice if an undisputed invoice is overdue.
      source: written for this pattern, with notice
      attributes: {holder: provider, favours: provider, notice_days: 10, for_non_payment: true}
    - text: The Supplier shall have the right to suspend performance of the Services until all arrears are paid.
      source: written for this pattern, without notice
      attributes: {notice_days: null}
    - text: Vendor may stop Client's access to the platform where Client fails to pay, for as long as a sum is unpaid.
      source: written for this pattern, access in place of services
      attributes: {for_non_payment: true}
    - text: The right to suspend under this clause ends on the day on which the arrears are settled.
      source: written for this pattern, the right by its name
    - text: Provider shall not be entitled to suspend the Services while an invoice is disputed in good faith.
      source: written for this pattern, a refusal
      denied: true
  no_match:
    - text: Customer may suspend the Services for its own convenience by notice to Provider.
      source: near miss, the customer's right
    - text: The limitation period is suspended while the parties negotiate.
      source: near miss, a period
    - text: Provider shall stop the recording of a call when card data is spoken.
      source: near miss, a recording
"""
_NEW = """\
What stands below is an example, a clause by which services are suspended, and passes all of these commands. Put your
# own clause in its place, from the top to the bottom, and run them again after each step."""
_COPY = (
    "It begins as the bundled pattern is: change what differs. What was measured of that one does not hold for yours."
)


def draft(name: str, bundled: ClauseType | None) -> str:
    """Write the YAML of a clause type called `name`: a copy of the bundled one of that id, or else an example."""
    head = _HEAD.format(name=name, schema=SCHEMA, what=_COPY if bundled else _NEW)
    if bundled is None:
        return head + _EXAMPLE
    return head + Path(bundled.path).read_text("utf-8")
