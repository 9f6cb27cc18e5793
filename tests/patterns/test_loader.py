from __future__ import annotations

import json
import unicodedata
from textwrap import dedent

import pytest

from clausecheck.detect.detector import Detector
from clausecheck.errors import OptionError, PatternError
from clausecheck.ingest import load
from clausecheck.patterns import bundled
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.values import Values
from clausecheck.structure import parse
from tests.support.patterns import clause_file, patterns_of, write_patterns, write_yaml


def faults(folder):
    with pytest.raises(PatternError) as raised:
        load_patterns(folder)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]


def test_the_bundled_patterns_are_the_default():
    patterns = load_patterns()
    assert {kind.id for kind in patterns.clause_types} >= {
        "termination_for_convenience",
        "audit_rights",
        "ip_ownership",
        "breach_notification",
        "service_levels",
        "sla_penalties",
        "auto_renewal",
    }
    assert all(kind.path.startswith(str(bundled())) for kind in patterns.clause_types)


def test_a_clause_type_is_named_by_its_file_and_its_folder(tmp_path):
    patterns = load_patterns(
        write_patterns(tmp_path, {"walk_away": clause_file(attributes={"fee": {"read": "percent"}})})
    )
    kind = patterns["walk_away"]
    assert (kind.id, kind.family) == ("walk_away", "exit")
    assert list(kind.attributes) == ["fee", "denied"]
    assert patterns.known_attributes == {"walk_away": {"fee": Values("figure"), "denied": Values("flag")}}
    with pytest.raises(KeyError):
        patterns["missing"]


def test_clause_types_come_in_the_order_of_their_ids():
    patterns = patterns_of({"b": clause_file(), "a": clause_file()})
    assert [kind.id for kind in patterns.clause_types] == ["a", "b"]


def test_every_line_of_a_file_is_parsed():
    signal = {"id": "x", "weight": 0.5, "lines": ["l one"], "all": ["l two"], "under": ["l three"]}
    reader = {"read": "choice", "near": ["l four"], "options": {"o": ["l five"]}}
    patterns = patterns_of(
        {"exit": clause_file(signals=[signal], subject=["l six"], attributes={"a": reader})},
        fragments={"f": ["l seven"]},
        modifiers={"m": {"scope": "segment", "lines": ["l 8"], "terminators": ["l 9"], "pseudo": ["l 10"]}},
    )
    assert {text for text in patterns.lines if text.startswith("l ")} == {
        f"l {word}" for word in ("one", "two", "three", "four", "five", "six", "seven", "8", "9", "10")
    }


def test_all_faults_of_all_files_come_at_once_each_with_its_place(tmp_path):
    write_patterns(tmp_path)
    (tmp_path / "fragments" / "words.yaml").write_text(
        dedent("""
            fragments:
              may:
                what: A permission.
                lines:
                  - may ...
        """).lstrip()
    )
    broken = tmp_path / "clauses" / "exit" / "broken.yaml"
    broken.write_text("title: Exit\nheddings: [exit]\n")
    found = faults(tmp_path)
    assert "clauses/exit/broken.yaml:2:1: unknown key 'heddings'; did you mean 'headings'?" in found
    assert "clauses/exit/broken.yaml:1:1: 'anchors' is missing" in found
    assert "fragments/words.yaml:5:9: a line cannot end in a gap" in found


def test_unknown_fragments_and_modifiers_are_named_with_a_guess(tmp_path):
    signal = {"id": "exit", "weight": 0.5, "lines": ["${anyon} may"], "unless": ["fualt"]}
    write_patterns(
        tmp_path,
        {"exit": clause_file(signals=[signal], context={"refusl": "deny"})},
        fragments={"anyone": ["client"]},
        modifiers={
            "fault": {"scope": "segment", "lines": ["breach"]},
            "refusal": {"scope": "before", "lines": ["not"]},
        },
    )
    assert sorted(fault.split(": ", 1)[1] for fault in faults(tmp_path)) == [
        "unknown context modifier 'fualt'; did you mean 'fault'?",
        "unknown context modifier 'refusl'; did you mean 'refusal'?",
        "unknown fragment '${anyon}'; did you mean 'anyone'?",
    ]


def test_the_parties_of_a_contract_are_known_fragments():
    signal = {"id": "exit", "weight": 0.5, "lines": ["${customer} may", "${provider} may", "${other_party} may"]}
    assert patterns_of({"exit": clause_file(signals=[signal])})["exit"].definition.signals[0].lines


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("customer", ", by the parties of each contract"),
        ("anyone", ", in {folder}/fragments/words.yaml; give yours another name"),
    ],
)
def test_a_fragment_is_defined_once(tmp_path, name, where):
    write_patterns(tmp_path, fragments={"anyone": ["client"]})
    write_yaml(tmp_path / "fragments" / "z.yaml", {"fragments": {name: {"what": "Words.", "lines": ["x"]}}})
    assert [fault.split(": ", 1)[1] for fault in faults(tmp_path)] == [
        f"'{name}' is already defined{where.format(folder=tmp_path)}"
    ]


def test_fragments_that_use_one_another_in_a_circle(tmp_path):
    write_patterns(tmp_path, fragments={"a": ["${b}"], "b": ["x ${c}"], "c": ["${b} y"]})
    assert faults(tmp_path) == ["fragments/words.yaml:9:3: fragments use one another in a circle: b -> c -> b"]


def test_two_clause_types_and_two_signals_of_one_name(tmp_path):
    signals = [{"id": "same", "weight": 0.5, "lines": ["may"]}, {"id": "same", "weight": 0.5, "lines": ["can"]}]
    write_patterns(tmp_path, {"exit": clause_file(signals=signals)})
    write_yaml(tmp_path / "clauses" / "other" / "exit.yaml", clause_file())
    assert [fault.split(": ", 1)[1] for fault in faults(tmp_path)] == [
        "there are two signals 'same'",
        "there are two clause types 'exit'",
    ]


def test_a_signal_without_words(tmp_path):
    write_patterns(tmp_path, {"exit": clause_file(signals=[{"id": "empty", "weight": 0.5}])})
    assert [fault.split(": ", 1)[1] for fault in faults(tmp_path)] == ["a signal needs 'lines' or 'tokens'"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"signals": []}, "signals: at least 1 wanted here, not 0"),
        ({"anchors": []}, "anchors: at least 1 wanted here, not 0"),
        ({"sources": []}, "sources: at least 1 wanted here, not 0"),
        ({"status": "final"}, "status: 'final' is not known here, but 'preview', 'stable' or 'deprecated'"),
        ({"signals": [{"id": "a", "weight": 1.0, "lines": ["may"]}]}, "weight: a number below 1 is wanted, not 1"),
        ({"examples": {"match": [], "no_match": []}}, "match: at least 3 wanted here, not 0"),
        ({"context": {"refusal": "forbid"}}, "refusal: 'forbid' is not known here, but 'accept'"),
        ({"attributes": {"fee": {"read": "sum"}}}, "read: 'sum' is not known here, but holder, duration,"),
        ({"title": 3}, "title: a text is wanted, not 3: put it in quotes"),
        (
            {"what": {"It follows": "x"}},
            "what: a text is wanted, not keys with values: put it in quotes, as every text",
        ),
        ({"why": None}, "why: a text is wanted, not nothing"),
        ({"sources": "Our manual"}, "sources: a list, [one, another], is wanted, not 'Our manual'"),
        ({"signals": [{"id": "a", "weight": "0", "lines": ["x"], "denies": "maybe"}]}, "weight: a number above 0 is"),
        (
            {"signals": [{"id": "a", "weight": 0.5, "lines": ["x"], "denies": "so"}]},
            "true or false is wanted, not 'so'",
        ),
        (
            {"signals": [{"id": "a", "weight": 0.5, "lines": ["x"], "zz": 1}]},
            "unknown key 'zz'; known here: id, weight,",
        ),
        ({"status": "stabel"}, "; did you mean 'stable'?"),
        ({"attributes": {"fee": {"read": "count", "neer": []}}}, "unknown key 'neer'; did you mean 'near'?"),
        ({"attributes": {"notice_days": {"read": "duration"}}}, "'read: duration' needs 'unit'"),
        ({"attributes": {"words_text": {"read": "duration_words"}}}, "'read: duration_words' needs 'of'"),
        ({"attributes": {"kind": {"read": "choice"}}}, "'read: choice' needs 'options'"),
        ({"attributes": {"free": {"read": "flag"}}}, "'read: flag' needs 'lines'"),
        (
            {"attributes": {"fee": {"read": "money", "unit": "days"}}},
            "'unit' is for duration and deadline, not for 'money'",
        ),
        (
            {"attributes": {"report_days": {"read": "deadline", "unit": "hours", "near": ["report"]}}},
            "'report_days' ends in days, its unit is hours",
        ),
    ],
)
def test_what_a_clause_file_must_hold(tmp_path, fields, problem):
    write_patterns(tmp_path, {"exit": clause_file(**fields)})
    assert any(problem in fault for fault in faults(tmp_path))


def test_a_folder_without_clauses_is_no_pattern_folder(tmp_path):
    assert faults(tmp_path) == [f"{tmp_path}: no pattern folder: it has no folder 'clauses'"]


def test_a_file_that_is_not_yaml(tmp_path):
    write_patterns(tmp_path)
    (tmp_path / "clauses" / "exit" / "torn.yaml").write_text("title: [\n")
    assert "not valid YAML" in faults(tmp_path)[0]


def test_a_calibration_lies_beside_the_clauses(tmp_path):
    knots = [{"evidence": 0.5, "confidence": 0.5}, {"evidence": 1, "confidence": 0.9}]
    folder = write_patterns(tmp_path)
    assert load_patterns(folder).calibration == {}
    write_yaml(folder / "calibration.yaml", {"calibration": {"exit": knots}})
    assert [knot.confidence for knot in load_patterns(folder).calibration["exit"]] == [0.5, 0.9]


def test_a_calibration_of_nothing_and_one_that_falls_are_faults(tmp_path):
    knots = [{"evidence": 0.5, "confidence": 0.5}, {"evidence": 1, "confidence": 0.9}]
    folder = write_patterns(tmp_path)
    write_yaml(folder / "calibration.yaml", {"calibration": {"entry": knots}})
    assert faults(folder) == ["calibration.yaml:3:3: there is no clause type 'entry'"]
    write_yaml(folder / "calibration.yaml", {"calibration": {"exit": knots[:1]}})
    assert "the last has evidence 1" in faults(folder)[0]


def test_an_attribute_may_be_read_by_the_reader_of_another(tmp_path):
    holder = {"read": "holder", "near": ["vendor may"]}
    kind = patterns_of(
        {"exit": clause_file(attributes={"holder": holder, "favours": {"read": "favours", "of": "holder"}})}
    )
    readers = kind["exit"].definition.readers
    assert (readers["favours"].read, readers["favours"].near) == ("favours", ["vendor may"])
    # What is remembered of a question is kept under its reader.
    assert kind["exit"].definition.readers["favours"] is readers["favours"]


@pytest.mark.parametrize("of", ["holdr", "favours"])
def test_an_attribute_of_one_that_is_not_read_by_itself_is_refused(tmp_path, of):
    attributes = {"holder": {"read": "holder"}, "favours": {"read": "favours", "of": of}}
    found = faults(write_patterns(tmp_path, {"exit": clause_file(attributes=attributes)}))
    assert len(found) == 1
    assert f"'{of}' is no attribute of this clause that is read by itself" in found[0]
    assert "did you mean 'holder'" in found[0] or of == "favours"


def library(folder, clauses, **fields):
    write_patterns(folder, clauses)
    write_yaml(folder / "library.yaml", {"version": "1.0", **fields})
    return folder


def test_a_clause_type_of_a_later_source_takes_the_place_of_one_of_the_same_id(tmp_path):
    knots = [{"evidence": 0.5, "confidence": 0.5}, {"evidence": 1, "confidence": 0.9}]
    base = library(tmp_path / "base", {"exit": clause_file(), "entry": clause_file(title="Entry")})
    write_yaml(base / "calibration.yaml", {"calibration": {"exit": knots, "entry": knots}})
    write_yaml(tmp_path / "exit.yaml", clause_file(title="Our exit"))
    patterns = load_patterns(base, tmp_path / "exit.yaml")
    assert [(kind.id, kind.definition.title) for kind in patterns.clause_types] == [
        ("entry", "Entry"),
        ("exit", "Our exit"),
    ]
    assert patterns["exit"].family == "own"
    assert set(patterns.calibration) == {"entry"}  # what was measured of the other does not hold for ours


def test_the_ranker_does_not_know_a_clause_type_that_was_replaced(tmp_path):
    (tmp_path / "audit_rights.yaml").write_bytes((bundled() / "clauses/oversight/audit_rights.yaml").read_bytes())
    ranked = load_patterns().ranker, load_patterns(bundled(), tmp_path / "audit_rights.yaml").ranker
    before, after = (set(model.card.clause_types) for model in ranked if model)
    assert before - after == {"audit_rights"}


def test_own_patterns_may_use_the_fragments_of_the_library_but_not_redefine_them(tmp_path):
    write_patterns(tmp_path / "base", fragments={"may": ["may"]})
    signal = {"id": "x", "weight": 0.7, "lines": ["${may} terminate"]}
    own = write_patterns(tmp_path / "own", {"mine": clause_file(signals=[signal])})
    assert load_patterns(tmp_path / "base", own)["mine"].family == "exit"
    write_patterns(tmp_path / "own", {"mine": clause_file()}, fragments={"may": ["can"]})
    with pytest.raises(PatternError, match="'may' is already defined"):
        load_patterns(tmp_path / "base", own)


def test_a_former_id_leads_to_the_clause_type_of_today(tmp_path):
    base = library(tmp_path / "base", {"leaving": clause_file(title="Bundled")}, renamed={"exit": "leaving"})
    patterns = load_patterns(base)
    assert patterns["exit"].id == "leaving"
    assert patterns.known_attributes["exit"] == patterns.known_attributes["leaving"]
    write_yaml(tmp_path / "exit.yaml", clause_file(title="Ours, of the former id"))
    replaced = load_patterns(base, tmp_path / "exit.yaml")
    assert [(kind.id, kind.definition.title) for kind in replaced.clause_types] == [
        ("leaving", "Ours, of the former id")
    ]


def test_the_version_marks_what_was_added(tmp_path):
    base = library(tmp_path / "base", None)
    write_yaml(tmp_path / "mine.yaml", clause_file())
    assert load_patterns(base).version == "1.0"
    first = load_patterns(base, tmp_path / "mine.yaml").version
    assert first.startswith("1.0+")
    write_yaml(tmp_path / "mine.yaml", clause_file(title="Changed"))
    assert load_patterns(base, tmp_path / "mine.yaml").version not in (first, "1.0")
    assert load_patterns(tmp_path / "mine.yaml").version == ""


@pytest.mark.parametrize(
    ("content", "problem"),
    [({"version": ""}, "version: "), ({"versoin": "1"}, "did you mean 'version'"), ({"renamed": {}}, "is missing")],
)
def test_a_library_that_does_not_say_what_it_is(tmp_path, content, problem):
    folder = write_patterns(tmp_path)
    write_yaml(folder / "library.yaml", content)
    assert problem in " ".join(faults(folder))


def test_a_source_that_is_not_there(tmp_path):
    assert faults(tmp_path / "gone") == [f"{tmp_path}/gone: there is no such file"]


@pytest.mark.parametrize("name", ["our exit", "Exit", "sortie_\u00e9t\u00e9"])
def test_a_file_is_called_by_an_id_that_a_rule_can_name(tmp_path, name):
    write_yaml(tmp_path / f"{name}.yaml", clause_file())
    assert "small letters, digits and underscores" in faults(tmp_path / f"{name}.yaml")[0]


def test_a_text_holds_no_control_characters(tmp_path):
    example = {"text": "Client may \x1b[31mterminate.", "source": "written for this test"}
    filed = clause_file()
    filed["examples"]["match"].append(example)
    write_yaml(tmp_path / "exit.yaml", filed)
    (fault,) = faults(tmp_path / "exit.yaml")
    assert fault.endswith("a control character in a text")
    assert ":1:1:" not in fault


def test_an_example_names_attributes_that_there_are(tmp_path):
    filed = clause_file(attributes={"notice_days": {"read": "duration", "unit": "days"}})
    filed["examples"]["match"][0]["attributes"] = {"notice_day": 30}
    write_yaml(tmp_path / "exit.yaml", filed)
    (fault,) = faults(tmp_path / "exit.yaml")
    assert fault.endswith("this clause type has no attribute 'notice_day'; did you mean 'notice_days'?")


def test_an_empty_file_is_told_in_words_of_yaml(tmp_path):
    (tmp_path / "exit.yaml").write_text("", "utf-8")
    assert faults(tmp_path / "exit.yaml") == [f"{tmp_path}/exit.yaml:1:1: the file: keys with values are wanted here"]


@pytest.mark.parametrize(("filed", "written"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_letters_with_accents_meet_however_they_are_written(tmp_path, filed, written):
    signals = [{"id": "exit", "weight": 0.8, "lines": ["fristlose k\u00fcndigung"]}]
    content = json.dumps(clause_file(anchors=["k\u00fcndig"], signals=signals), ensure_ascii=False)
    write_patterns(tmp_path)
    (tmp_path / "clauses" / "exit" / "exit.yaml").write_text(unicodedata.normalize(filed, content), "utf-8")
    text = unicodedata.normalize(written, "Die fristlose K\u00fcndigung ist f\u00fcr beide m\u00f6glich.")
    source = load(text.encode(), name="vertrag.txt")
    (clause,) = Detector(load_patterns(tmp_path)).find(parse(source)).of_type("exit")
    (item,) = clause.evidence
    assert source.text[item.span.start : item.span.end] == "fristlose K\u00fcndigung"


def test_a_fragment_in_brackets_without_quotes_is_told_how_to_be_written(tmp_path):
    write_patterns(tmp_path)
    (tmp_path / "clauses" / "exit" / "exit.yaml").write_text("headings: [a, by ${customer}]\n", "utf-8")
    (fault,) = faults(tmp_path)
    assert fault.startswith("clauses/exit/exit.yaml:1:")
    assert "or inside [ ] one with '${'" in fault


def test_a_source_that_is_not_there_is_guessed(tmp_path):
    write_patterns(tmp_path / "ours", {"mine": clause_file()})
    (tmp_path / "suspension.yaml").write_text("title: Suspension", "utf-8")
    for given, meant in (("our", "ours"), ("suspention.yaml", "suspension.yaml")):
        with pytest.raises(PatternError) as caught:
            load_patterns(tmp_path / given)
        assert str(caught.value) == f"{tmp_path / given}: there is no such file; did you mean '{meant}'?"


@pytest.mark.parametrize(("source", "kind"), [(None, "None"), (5, "int")])
def test_a_source_is_a_path(source, kind):
    with pytest.raises(OptionError, match=f"a source of patterns, .* is wanted, not {kind}$"):
        load_patterns(source)
