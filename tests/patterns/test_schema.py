import jsonschema
import pytest

from clausecheck._yaml import YamlFile
from clausecheck.patterns import bundled
from clausecheck.patterns.draft import draft
from clausecheck.patterns.schema import pattern_schema
from tests.support.patterns import clause_file

SCHEMA = pattern_schema()
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)


@pytest.mark.parametrize("path", sorted((bundled() / "clauses").glob("*/*.yaml")), ids=lambda path: path.stem)
def test_bundled_patterns_fit(path):
    VALIDATOR.validate(YamlFile(path).data)


def test_the_draft_fits(tmp_path):
    (tmp_path / "x.yaml").write_text(draft("x", None), "utf-8")
    jsonschema.validate(YamlFile(tmp_path / "x.yaml").data, SCHEMA)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"anchors": []}, "should be non-empty"),
        ({"sinc": "1"}, "'sinc' was unexpected"),
        ({"status": "beta"}, "'beta' is not one of"),
        ({"attributes": {"fee": {"read": "flags"}}}, "'flags' is not one of"),
    ],
)
def test_what_the_loader_refuses_does_not_fit(fields, message):
    with pytest.raises(jsonschema.ValidationError, match=message):
        jsonschema.validate(clause_file(**fields), SCHEMA)
