import json
import re

import pytest
from click.testing import CliRunner

from clausecheck.cli.program import program
from clausecheck.detect import selfcheck
from clausecheck.patterns.loader import load_patterns

PATTERNS = load_patterns()


def run(*arguments):
    return CliRunner().invoke(program, ["patterns", *arguments])


def test_list_has_a_line_for_each_clause_type():
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [known.id for known in PATTERNS.clause_types]


@pytest.mark.parametrize("clause_type", PATTERNS.clause_types, ids=lambda known: known.id)
def test_explain_tells_what_why_and_every_example(clause_type):
    shown = " ".join(run("explain", clause_type.id).stdout.split())
    known = clause_type.definition
    for words in (known.title, known.what, known.why, *known.sources, *clause_type.attributes):
        assert " ".join(words.split()) in shown
    for example in (*known.examples.match, *known.examples.no_match):
        assert " ".join(example.text.split()) in shown


def test_test_tells_every_example_that_fails_and_its_line(own):
    changed = OWN.replace("Vendor may suspend access.", "Vendor may halt access.").replace(
        "Customer may suspend payment.", "Supplier may suspend payment."
    )
    (own / "stops.yaml").write_text(changed, "utf-8")
    result = run("test", "stops", "--patterns", "stops.yaml")
    lines = changed.splitlines()
    first, second = (next(n for n, line in enumerate(lines, 1) if word in line) for word in ("halt", "suspend payment"))
    assert result.exit_code == 1
    told = result.stdout.splitlines()
    assert told[0] == f"stops.yaml:{first}:7: stops: not found: Vendor may halt access."
    assert told[1].startswith(f"stops.yaml:{second}:7: stops: found, sure to 0.80, in a near miss, by")
    assert told[2] == "6 examples, 2 failed"


def test_test_passes_when_every_example_holds(monkeypatch):
    monkeypatch.setattr(selfcheck, "run_examples", lambda patterns, *ids: [])
    result = run("test")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)


OWN = """
title: Suspension
what: The provider may stop.
why: A stopped line is lost business.
sources: [Our manual]
status: stable
since: "1"
anchors: [suspend]
signals:
  - {id: may-suspend, weight: 0.8, lines: ["${provider} ... ${may} ... suspend"], unless: [refusal]}
examples:
  match:
    - {text: Provider may suspend the Services., source: ours}
    - {text: Vendor may suspend access., source: ours}
    - {text: Supplier may at any time suspend performance., source: ours}
  no_match:
    - {text: Customer may suspend payment., source: ours}
    - {text: The period is suspended., source: ours}
    - {text: Provider shall not suspend the Services., source: ours}
"""
CONTRACT = (
    'This Agreement is made between Northwind, Inc. ("Customer") and BrightCall Ltd. ("Provider").\n\n'
    "1. Payment\n1.1 Provider may suspend the Services while an invoice is overdue.\n"
    "1.2 Provider may not suspend the Services \x1b[2J without notice.\n"
)


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stops.yaml").write_text(OWN, "utf-8")
    (tmp_path / "msa.txt").write_text(CONTRACT, "utf-8")
    return tmp_path


def test_own_patterns_are_listed_explained_and_tested_beside_the_bundled_ones(own):
    assert any(
        line.split()[:2] == ["stops", "own"] for line in run("list", "--patterns", "stops.yaml").stdout.splitlines()
    )
    assert "A stopped line is lost business." in run("explain", "stops", "--patterns", "stops.yaml").stdout
    result = run("test", "stops", "--patterns", "stops.yaml")
    assert (result.exit_code, result.stdout) == (0, "6 examples, 0 failed\n")


def test_only_clause_types_that_are_known_can_be_tested():
    result = run("test", "audit_right")
    assert result.exit_code == 2
    assert "did you mean 'audit_rights'? clausecheck patterns list has all" in result.stderr


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "termination",
            "; did you mean 'termination_rights', 'early_termination_fee' or 'chronic_failure_termination'?",
        ),
        ("zzz", "no clause type 'zzz'; clausecheck patterns list has all"),
    ],
)
def test_of_an_unknown_clause_type_the_nearest_three_are_told_and_where_all_are(name, told):
    for command in (["explain"], ["mutate"], ["try"]):
        stderr = run(*command, name, *(["msa.txt"] if command == ["try"] else [])).stderr
        assert told in stderr and "patterns list has all" in stderr
        assert stderr.count("_") < 10


@pytest.mark.parametrize(
    ("arguments", "right"),
    [
        (["msa.txt", "audit_rights"], "clausecheck patterns try audit_rights msa.txt"),
        (["msa.txt", "stops.yaml"], "clausecheck patterns try stops.yaml msa.txt"),
        (["lost.pdf", "stops.yaml"], "clausecheck patterns try stops.yaml lost.pdf"),
        (["contracts", "audit_rights"], "clausecheck patterns try audit_rights contracts"),
        (["msa.txt", "old.txt"], "clausecheck patterns try FILE|FOLDER|ID msa.txt"),
    ],
)
def test_a_contract_in_the_place_of_the_pattern_is_told(own, arguments, right):
    result = run("try", *arguments)
    assert result.exit_code == 2
    assert result.stderr == (
        f"clausecheck: '{arguments[0]}' is no pattern, which comes first and the contracts after it: {right} "
        "[option-error]\n"
    )


def test_a_folder_of_contracts_may_be_called_like_a_clause_type(own):
    (own / "audit_rights").mkdir()
    (own / "msa.txt").rename(own / "audit_rights" / "msa.txt")
    assert run("try", "stops.yaml", "audit_rights").exit_code == 0
    assert run("try", "set_off", "audit_rights").exit_code == 0


def test_a_trial_tells_what_was_found_what_stopped_the_rest_and_why(own):
    result = run("try", "stops.yaml", "msa.txt")
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert "2 with an anchor: 1 found, 1 stopped" in words
    assert "FOUND, sure to 0.80 in 1.1 Payment" in words
    assert 'signal may-suspend, weight 0.8: "Provider may suspend"' in words
    assert 'stopped by refusal: "may not"' in words
    assert "\x1b" not in result.stdout


def test_a_trial_goes_on_after_a_contract_that_cannot_be_read(own):
    result = run("try", "stops.yaml", "gone.txt", "msa.txt")
    assert result.exit_code == 2
    assert "[not-found]" in result.stderr
    assert "1 found" in result.stdout


def test_a_trial_of_a_bundled_pattern_needs_no_file(own):
    assert "termination" not in run("try", "audit_rights", "msa.txt").stdout


def test_mutation_names_the_wordings_that_no_example_misses(own):
    changed = OWN.replace('suspend"]', 'suspend", suspend all of it]')
    (own / "stops.yaml").write_text(changed, "utf-8")
    result = run("mutate", "stops", "--patterns", "stops.yaml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "stops.yaml:10:82: stops.may-suspend: 'suspend all of it': no example has it: add one, or take it out",
        "1 wording that no example misses",
    ]


def test_a_new_pattern_passes_all_that_its_head_names(own):
    assert "put your own clause in its place" in run("new", "parent_guarantee").stdout
    head = (own / "parent_guarantee.yaml").read_text("utf-8").split("\n\n")[0]
    commands = re.findall(r"clausecheck patterns (.+)", head)
    assert [command.split()[0] for command in commands] == ["test", "try", "lint", "mutate"]
    for command in commands:
        result = run(*command.replace("CONTRACT...", "msa.txt").split())
        assert result.exit_code == 0, result.output
    assert "1 found, 1 passed over" in run("try", "parent_guarantee.yaml", "msa.txt").stdout


def test_of_a_copy_only_what_differs_has_to_be_proved(own):
    assert run("new", "set_off").exit_code == 0
    result = run("mutate", "set_off", "--patterns", "set_off.yaml")
    assert (result.exit_code, result.stdout) == (0, "0 wordings that no example misses\n")
    text = (own / "set_off.yaml").read_text("utf-8")
    (own / "set_off.yaml").write_text(
        text.replace("    lines:\n", "    lines:\n      - net the one against the other\n", 1)
    )
    result = run("mutate", "set_off", "--patterns", "set_off.yaml")
    assert result.exit_code == 1
    assert "'net the one against the other': no example has it: add one, or take it out" in result.stdout
    assert result.stdout.endswith("\n1 wording that no example misses\n")


def test_a_new_pattern_has_its_schema_beside_it_for_an_editor(own):
    assert run("new", "parent_guarantee").exit_code == 0
    first = (own / "parent_guarantee.yaml").read_text("utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert json.loads((own / named).read_text("utf-8")) == json.loads(run("schema").stdout)
    (own / named).write_text("{}", "utf-8")
    assert run("new", "set_off").exit_code == 0
    assert (own / named).read_text("utf-8") == "{}", "what is there is left alone"


def test_a_bundled_pattern_is_begun_as_a_copy_and_nothing_is_overwritten(own):
    assert "a copy of the bundled pattern" in run("new", "set_off").stdout
    before = (own / "set_off.yaml").read_text("utf-8")
    assert PATTERNS["set_off"].definition.examples.match[0].text in before
    result = run("new", "set_off")
    assert result.exit_code == 2
    assert "--force replaces it" in result.stderr
    assert (own / "set_off.yaml").read_text("utf-8") == before


@pytest.mark.parametrize("name", ["Parent", "parent-guarantee", "../up", "9x", ""])
def test_an_id_is_a_word_of_small_letters(own, name):
    result = run("new", name)
    assert result.exit_code == 2
    assert "is no id" in result.stderr


def test_a_pattern_file_is_called_by_its_id(own):
    assert "parent_guarantee.yaml" in run("new", "parent_guarantee", "--output", "x.yaml").stderr


def test_the_schema_is_json():
    assert json.loads(run("schema").stdout)["title"] == "clausecheck pattern file"


def test_fragments_and_modifiers_are_listed_and_shown():
    called = [*(f"${{{name}}}" for name in PATTERNS.fragments), *PATTERNS.modifiers]
    assert sorted(line.split()[0] for line in run("fragments").stdout.splitlines()) == sorted(called)
    shown = run("fragments", "must").stdout.splitlines()
    assert shown[0].startswith("${must}: ")
    assert shown[1:] == [f"  {line}" for line in PATTERNS.fragments["must"].lines]
    assert "did you mean 'refusal'?" in run("fragments", "refusl").stderr
    assert run("fragments", "customer").stdout.startswith("${customer}: ")


def test_fragments_are_found_by_a_word_in_their_lines():
    found = [line.split()[0] for line in run("fragments", "Reimburse").stdout.splitlines()]
    lines = {f"${{{name}}}": fragment.lines for name, fragment in PATTERNS.fragments.items()}
    lines |= {name: modifier.lines for name, modifier in PATTERNS.modifiers.items()}
    assert found and all("reimburse" in " ".join(lines[name]) for name in found)


def test_a_trial_says_who_the_parties_are_taken_for(own):
    words = " ".join(run("try", "stops.yaml", "msa.txt").stdout.split())
    assert "parties Customer, Northwind, Inc. (customer); Provider, BrightCall Ltd. (provider)" in words


def test_lint_counts_the_alternatives_without_an_example_and_tells_them_when_asked(own):
    (own / "stops.yaml").write_text(OWN.replace('suspend"]', 'suspend|halt"]'), "utf-8")
    result = run("lint", "--patterns", "stops.yaml")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        ["0 problems", "1 line with alternatives that no example has; --strict tells them"],
    )
    result = run("lint", "--strict", "--patterns", "stops.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("stops.yaml:10:")
    assert result.stdout.splitlines()[0].endswith(
        "no example has 'halt' of '${provider} ... ${may} ... suspend|halt': add one that has it, or take it out"
    )
    assert result.stdout.splitlines()[1:] == ["1 problem"]


def test_whose_place_a_pattern_takes_is_told(own):
    (own / "set_off.yaml").write_text(OWN, "utf-8")
    told = "set_off.yaml takes the place of the bundled set_off\n"
    result = run("list", "--patterns", "set_off.yaml")
    assert result.stderr == told
    (line,) = (line for line in result.stdout.splitlines() if line.startswith("set_off "))
    assert line.endswith("Suspension (in the place of the bundled set_off)")
    assert run("test", "set_off", "--patterns", "set_off.yaml").stderr == told
    report = CliRunner().invoke(program, ["msa.txt", "--patterns", "set_off.yaml", "--format", "json"])
    assert (report.stderr, json.loads(report.stdout)["kind"]) == (told, "report")
    (own / "later").mkdir()
    (own / "later" / "set_off.yaml").write_text(OWN, "utf-8")
    again = run("list", "--patterns", "set_off.yaml", "--patterns", "later/set_off.yaml").stderr
    assert again == "later/set_off.yaml takes the place of set_off.yaml\n"


def test_a_trial_takes_folders_of_patterns_and_of_contracts(own):
    for name in ("stops", "halts"):
        path = own / "ours" / "clauses" / "money" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(OWN, "utf-8")
    (own / "contracts").mkdir()
    (own / "contracts" / "a.txt").write_text(CONTRACT, "utf-8")
    (own / "contracts" / "b.txt").write_text(CONTRACT, "utf-8")
    result = run("try", "ours", "contracts", "nowhere")
    heads = [line.split(": 2")[0].split(": 1")[0] for line in result.stdout.splitlines() if " with an anchor" in line]
    shown = [head.rsplit(":", 1)[0] if head.count(":") > 1 else head for head in heads]
    assert shown == [f"contracts/{name}.txt: {kind}" for name in "ab" for kind in ("halts", "stops")]
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_a_folder_without_patterns_is_refused(own):
    (own / "empty").mkdir()
    result = run("try", "empty", "msa.txt")
    assert result.exit_code == 2
    assert "empty: no pattern folder: it has no folder 'clauses'" in result.stderr
