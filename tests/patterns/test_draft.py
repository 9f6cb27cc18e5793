import pytest

from clausecheck._yaml import YamlFile
from clausecheck.detect.selfcheck import run_examples
from clausecheck.patterns import bundled
from clausecheck.patterns.draft import draft
from clausecheck.patterns.lint import lint
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.unproved import unexercised


def drafted(folder, name, source=None):
    path = folder / f"{name}.yaml"
    path.write_text(draft(name, source), "utf-8")
    return load_patterns(bundled(), path)


def test_the_example_works_beside_the_bundled_patterns(tmp_path):
    patterns = drafted(tmp_path, "suspension")
    assert patterns["suspension"].family == "own"
    assert run_examples(patterns.only("suspension"), "suspension") == []
    assert [str(fault) for fault in [*lint(patterns), *unexercised(patterns)]] == []


@pytest.mark.parametrize("name", ["audit_rights", "set_off"])
def test_a_bundled_pattern_begins_as_it_is(tmp_path, name):
    source = load_patterns()[name]
    patterns = drafted(tmp_path, name, source)
    assert patterns[name].definition == source.definition
    assert patterns[name].path != source.path


def test_the_head_is_a_comment_that_names_the_file(tmp_path):
    text = draft("parent_guarantee", None)
    head = text.split("\n\n")[0].splitlines()
    assert all(line.startswith("#") and len(line) <= 120 for line in head)
    assert "parent_guarantee.yaml" in text
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    assert YamlFile(tmp_path / "x.yaml").data["title"] == "Suspension of the services"
