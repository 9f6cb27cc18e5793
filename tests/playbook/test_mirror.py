from __future__ import annotations

from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.mirror import mirrored
from tests.support.findings import playbook_of, rule_of


def test_conditions_and_language_change_sides():
    rule = rule_of(
        "sla_penalties",
        id="customer-credits",
        title="Credits for the customer",
        where={"favours": {"one_of": ["customer"]}},
        preferred={"holder": {"one_of": ["customer", "either"]}},
        walk_away={"owner": {"one_of": ["provider"]}},
        unacceptable=[{"when": {"notifier": {"one_of": ["customer"]}}, "message": "the customer must notify"}],
        recommended_language="The Provider reports customer satisfaction to the Customer.",
        sources=["Credits for the customer, a guide"],
    )
    playbook = mirrored(playbook_of(rule))
    (other,) = playbook.rules
    assert playbook.side == "provider"
    assert other.where["favours"].one_of == ["provider"]
    assert other.preferred["holder"].one_of == ["provider", "either"]
    assert other.walk_away["owner"].one_of == ["customer"]
    assert other.unacceptable[0].when["notifier"].one_of == ["provider"]
    assert other.title == "Credits for the provider"
    assert other.recommended_language == "The Customer reports customer satisfaction to the Provider."
    assert (other.id, other.sources) == (rule.id, rule.sources)


def test_twice_mirrored_is_the_playbook_itself():
    playbook = load_playbook("outsourcing")
    assert mirrored(mirrored(playbook)) == playbook
