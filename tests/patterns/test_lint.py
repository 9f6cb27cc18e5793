from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck.detect import absence
from clausecheck.patterns.lint import READ_BY_DETECTION, lint
from clausecheck.patterns.loader import load_patterns
from tests.support.patterns import clause_file, write_patterns


def problems(folder, clauses=None, **others):
    found = lint(load_patterns(write_patterns(folder, clauses, **others)))
    return [problem.message for problem in found]


def example(text):
    return {"text": text, "source": "written for this test"}


def with_examples(match=(), no_match=()):
    filed = clause_file()
    for side, texts in (("match", match), ("no_match", no_match)):
        filed["examples"][side] += [example(text) for text in texts]
    return filed


def test_a_tidy_folder_has_no_problems(tmp_path):
    assert problems(tmp_path) == []


def test_a_problem_has_a_place(tmp_path):
    write_patterns(tmp_path)
    path = tmp_path / "clauses" / "exit" / "exit.yaml"
    path.write_text(path.read_text().replace('"title": "Exit"', '"title": "Early  exit"'))
    (problem,) = lint(load_patterns(tmp_path))
    assert (problem.path, problem.line, problem.message) == (str(path), 2, "blanks where none or one should be")


@pytest.mark.parametrize("field", ["lines", "all", "under"])
def test_a_line_given_twice_in_one_signal(tmp_path, field):
    signal = {"id": "exit", "weight": 0.5, "lines": ["may .. terminate"]} | {field: ["may leave", "May leave"]}
    assert problems(tmp_path, {"exit": clause_file(signals=[signal])}) == ["'May leave' is given twice"]


def test_the_same_line_in_two_signals_is_fine(tmp_path):
    signals = [{"id": name, "weight": 0.5, "lines": ["may .. terminate"]} for name in ("one", "two")]
    assert problems(tmp_path, {"exit": clause_file(signals=signals)}) == []


def test_headings_and_fragment_lines_given_twice(tmp_path):
    signal = {"id": "exit", "weight": 0.5, "lines": ["${may} terminate"]}
    assert problems(
        tmp_path,
        {"exit": clause_file(headings=["early exit", "Early Exit"], signals=[signal])},
        fragments={"may": ["may", "may"]},
    ) == ["'Early Exit' is given twice", "'may' is given twice"]


def test_anchors_that_nothing_needs(tmp_path):
    assert problems(tmp_path, {"exit": clause_file(anchors=["terminat", "termination", "evergreen"])}) == [
        "the anchor 'termination' is never needed beside 'terminat'",
        "no line and no example needs the anchor 'evergreen'",
    ]


def test_an_anchor_is_needed_by_a_line_even_inside_a_fragment(tmp_path):
    signal = {"id": "exit", "weight": 0.5, "lines": ["may ${leave}"]}
    filed = clause_file(anchors=["terminat", "withdraw"], signals=[signal])
    assert problems(tmp_path, {"exit": filed}, fragments={"leave": ["terminate", "withdraw*"]}) == []


def test_an_example_without_an_anchor_can_never_match(tmp_path):
    filed = with_examples(match=["Client may walk away at any time."])
    assert problems(tmp_path, {"exit": filed}) == ["no anchor stands in this example, so nothing looks at it"]


def test_examples_given_twice_or_for_two_clause_types(tmp_path):
    text = "Client may terminate the plan."
    twice = with_examples(match=[text], no_match=[text])
    other = clause_file(
        examples={side: [example(f"{side} terminate {n}") for n in "abc"] for side in ("match", "no_match")}
    )
    other["examples"]["match"].append(example("Client may  TERMINATE the plan."))
    assert sorted(problems(tmp_path, {"exit": twice, "leave": other})) == [
        "blanks where none or one should be",
        "this example is also given for 'exit'",
        "this example is given twice",
    ]


def test_a_match_here_may_be_a_near_miss_there(tmp_path):
    text = "Client may terminate the plan."
    other = clause_file(
        examples={side: [example(f"{side} terminate {n}") for n in "abc"] for side in ("match", "no_match")}
    )
    other["examples"]["no_match"].append(example(text))
    assert problems(tmp_path, {"exit": with_examples(match=[text]), "leave": other}) == []


def test_fragments_and_modifiers_that_nobody_uses(tmp_path):
    signal = {"id": "exit", "weight": 0.5, "lines": ["${used} terminate"], "unless": ["fault"]}
    assert problems(
        tmp_path,
        {"exit": clause_file(signals=[signal])},
        fragments={"used": ["${inner}"], "inner": ["may"], "lost": ["${lost_too}"], "lost_too": ["x"], "far": ["y"]},
        modifiers={
            "fault": {"scope": "segment", "lines": ["${far} breach"]},
            "idle": {"scope": "segment", "lines": ["idle"]},
        },
    ) == ["no clause type uses 'idle'", "no clause type uses 'lost'", "no clause type uses 'lost_too'"]


def test_what_detection_reads_by_name_counts_as_used(tmp_path):
    assert absence._SET_OUT_IN in READ_BY_DETECTION
    assert problems(tmp_path, fragments={"set_out_in": ["set out in"]}) == []


def test_a_clause_type_that_rests_on_a_playbook_alone(tmp_path):
    assert problems(tmp_path, {"exit": clause_file(sources=["Our outsourcing playbook"])}) == [
        "no source other than a playbook says why this clause matters"
    ]


def test_a_near_miss_that_no_anchor_leads_to_proves_nothing(tmp_path):
    clauses = {"exit": with_examples(no_match=["Client shall pay the Fees."])}
    assert problems(tmp_path, clauses) == ["no anchor stands in this example, so nothing looks at it"]


def test_an_anchor_that_stands_in_a_good_part_of_all_passages_is_slow(tmp_path):
    plans = with_examples(match=[f"Client may terminate plan {number} today." for number in range(10, 120)])
    entry = clause_file(anchors=["terminat", "today"])
    for side in ("match", "no_match"):
        for number, each in enumerate(entry["examples"][side]):
            each["text"] = f"Vendor may terminate offer {side} {number} today."
    found = problems(tmp_path, {"exit": plans, "entry": entry})
    slow = [problem for problem in found if "slow" in problem]
    assert slow == [
        "the anchor 'terminat' stands in 100% of all other passages, and makes the pattern slow",
        "the anchor 'today' stands in 95% of all other passages, and makes the pattern slow",
    ]


def test_an_attribute_that_no_example_has(tmp_path):
    attributes = {"free": {"read": "flag", "lines": ["free"]}, "days": {"read": "count"}}
    filed = clause_file(attributes=attributes)
    filed["examples"]["match"][0]["attributes"] = {"free": False, "days": 2}
    write_patterns(tmp_path, {"exit": filed})
    (problem,) = lint(load_patterns(tmp_path))
    assert "no example has the attribute 'free'" in problem.message
    assert '"free": {' in Path(problem.path).read_text().splitlines()[problem.line - 1]


def handing_over(*lines):
    filed = clause_file(anchors=["give", "hand"], signals=[{"id": "exit", "weight": 0.7, "lines": list(lines)}])
    texts = ["Provider shall give the records to Client.", "Provider shall hand over the data.", "It shall give files."]
    filed["examples"]["match"] = [example(text) for text in texts]
    filed["examples"]["no_match"] = [example(f"Client may give notice {number}.") for number in (1, 2, 3)]
    return filed


@pytest.mark.parametrize(
    ("line", "reading"),
    [
        ("shall give|hand over .. records|data|files", "give over"),
        ("shall hand over|give .. records|data", "hand give"),
    ],
)
def test_an_alternative_of_several_words_is_read_otherwise(tmp_path, line, reading):
    (problem,) = problems(tmp_path, {"exit": handing_over("shall give", line)})
    assert problem.startswith(f"'{line}' is read as '{reading}' too, which no example says")


def test_alternatives_that_share_their_particle_are_fine(tmp_path):
    filed = handing_over("shall give|hand over")
    filed["examples"]["match"].append(example("Provider shall give over the keys."))
    assert problems(tmp_path, {"exit": filed}) == []
