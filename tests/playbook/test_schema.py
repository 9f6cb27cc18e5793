import jsonschema
import pytest

from clausecheck._yaml import YamlFile
from clausecheck.patterns import bundled
from clausecheck.playbook.draft import draft
from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.schema import playbook_schema

SCHEMA = playbook_schema()
OWN = {"id": "mine", "title": "Mine", "version": "1"}
WHOLE = {**OWN, "side": "customer", "threshold": 70}
EXTENDING = {**OWN, "extends": "outsourcing"}


@pytest.mark.parametrize("path", sorted((bundled() / "playbooks").glob("*.yaml")), ids=lambda path: path.stem)
def test_bundled_playbooks_and_their_drafts_fit(path, tmp_path):
    jsonschema.validate(YamlFile(path).data, SCHEMA)
    (tmp_path / "mine.yaml").write_text(draft(load_playbook(path), path.stem, "mine"), "utf-8")
    jsonschema.validate(YamlFile(tmp_path / "mine.yaml").data, SCHEMA)


def test_one_that_extends_gives_no_more_than_what_it_changes():
    jsonschema.validate({**EXTENDING, "without": ["audit"], "rules": [{"id": "ownership", "weight": 5}]}, SCHEMA)


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (OWN, "'side' is a required property"),
        (
            {**OWN, "side": "customer", "threshold": 70, "rules": [{"id": "audit"}]},
            "'clause_type' is a required property",
        ),
        ({**EXTENDING, "rules": [{"weight": 5}]}, "'id' is a required property"),
        ({**EXTENDING, "rules": [{"id": "audit", "wieght": 5}]}, "'wieght' was unexpected"),
        ({**EXTENDING, "rules": [{"id": "audit", "severity": "hihg"}]}, "'hihg' is not one of"),
        ({**EXTENDING, "without": "audit"}, "'audit' is not of type 'array'"),
    ],
)
def test_what_the_loader_refuses_does_not_fit(file, message):
    with pytest.raises(jsonschema.ValidationError) as caught:
        jsonschema.validate(file, SCHEMA)
    assert message in str(caught.value)
