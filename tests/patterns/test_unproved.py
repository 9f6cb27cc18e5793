from __future__ import annotations

from clausecheck.patterns import bundled
from clausecheck.patterns.draft import draft
from clausecheck.patterns.lint import lint
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.unproved import own_clause_types, unexercised
from tests.support.patterns import clause_file, write_patterns


def signal(*lines):
    return [{"id": "exit", "weight": 0.7, "lines": list(lines)}]


def unproved(folder, filed, **others):
    return unexercised(load_patterns(write_patterns(folder, {"exit": filed}, **others)))


def test_alternatives_that_no_example_has_are_named_with_their_place(tmp_path):
    filed = clause_file(signals=signal("may .. terminate", "client|customer may .. terminat*|cancel"))
    (fault,) = unproved(tmp_path, filed)
    assert fault.message.startswith(
        "no example has 'customer may', 'cancel' of 'client|customer may .. terminat*|cancel'"
    )
    written = (tmp_path / "clauses" / "exit" / "exit.yaml").read_text("utf-8").splitlines()
    assert written[fault.line - 1][fault.column - 1 :].startswith('"client|customer')


def test_an_alternative_is_proved_together_with_the_words_beside_it(tmp_path):
    filed = clause_file(signals=signal("may terminate|extend plan"))
    (fault,) = unproved(tmp_path, filed)
    assert "'may extend plan'" in fault.message, "an example of another clause says it, and none that matches"


def test_what_reads_an_attribute_may_be_proved_by_a_near_miss(tmp_path):
    reader = {"read": "flag", "lines": ["extend|renew"]}
    filed = clause_file(attributes={"goes_on": reader})
    (fault,) = unproved(tmp_path, filed)
    assert "no example has 'renew' of 'extend|renew'" in fault.message


def test_own_fragments_are_proved_by_the_examples_too(tmp_path):
    filed = clause_file(signals=signal("${leave} plan"))
    (fault,) = unproved(tmp_path, filed, fragments={"leave": ["may terminate|abandon"]})
    assert fault.path == str(tmp_path / "fragments" / "words.yaml")
    assert "'may abandon'" in fault.message


def test_of_the_bundled_patterns_nothing_is_told():
    assert own_clause_types(load_patterns()) == []
    assert unexercised(load_patterns()) == []


def test_of_a_copy_of_a_bundled_pattern_only_what_was_changed_is_told(tmp_path):
    path = tmp_path / "set_off.yaml"
    copy = draft("set_off", load_patterns()["set_off"])
    path.write_text(copy, "utf-8")
    patterns = load_patterns(bundled(), path)
    assert (lint(patterns), unexercised(patterns)) == ([], [])
    line = patterns["set_off"].definition.signals[0].lines[0]
    path.write_text(copy.replace(line, f"{line} .. owing|zounds", 1), "utf-8")
    (fault,) = unexercised(load_patterns(bundled(), path))
    assert "'zounds'" in fault.message
