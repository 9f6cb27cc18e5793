import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import clausecheck
from clausecheck.integrations.spacy import SPANS

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_contracts" / "text").glob("*.md"))
TEXT = (
    'SERVICES AGREEMENT\n\nThis Services Agreement is made between Harbour Bank plc (the "Customer") and Northwind '
    'Support Limited (the "Supplier").\n\n1. Term. The Customer may terminate this Agreement for convenience upon '
    "thirty (30) days' notice.\n2. Audit. The Customer may audit the records of the Supplier once a year.\n"
)
ODD = TEXT.replace("\n", "\r\n").replace("convenience", "con\u200bvenience").replace("notice", "no\u00adtice")
ODD = "\ufeff" + ODD.replace("Agreement is", "Agreement of the o\ufb03ce is").replace("once", "o\u2011nce")


def pipeline(**config):
    nlp = spacy.blank("en")
    nlp.add_pipe("clausecheck", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp():
    return pipeline()


def clauses(doc):
    return [(span.label_, span.text) for span in doc.spans[SPANS]]


def test_clauses_are_spans_with_their_type_for_a_label(nlp):
    assert clauses(nlp(TEXT)) == [
        (
            "termination_for_convenience",
            "The Customer may terminate this Agreement for convenience upon thirty (30) days' notice.",
        ),
        ("audit_rights", "The Customer may audit the records of the Supplier once a year."),
    ]


def test_a_span_leads_to_its_clause_in_the_report(nlp):
    doc = nlp(TEXT)
    known = {clause.id: clause for clause in doc._.clausecheck.clauses}
    for span in doc.spans[SPANS]:
        assert known[span.id_].type == span.label_
        assert known[span.id_].text == span.text


def test_the_report_is_the_one_of_the_text(nlp):
    alone = clausecheck.analyze(TEXT.encode(), name="doc")
    assert nlp(TEXT)._.clausecheck == alone


def test_spans_stand_in_the_text_of_the_doc_whatever_reading_dropped(nlp):
    doc = nlp(ODD)
    assert doc.text == ODD != clausecheck.load(ODD.encode()).text
    plain = [(label, re.sub("[\u200b\u00ad]", "", text).replace("\u2011", "")) for label, text in clauses(doc)]
    assert plain == clauses(nlp(TEXT))
    assert any("\u200b" in text for _, text in clauses(doc))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_spans_of_whole_contracts_hold_the_words_of_the_clauses(path, nlp):
    doc = nlp(path.read_text("utf-8"))
    assert len(doc.spans[SPANS]) == len(doc._.clausecheck.clauses) > 0
    source = clausecheck.load(doc.text.encode(), name="doc")
    for span, clause in zip(doc.spans[SPANS], doc._.clausecheck.clauses, strict=True):
        assert source.text[clause.start : clause.end] in span.text.replace("*", "")  # what Markdown stresses


@pytest.mark.parametrize("text", ["", " \n ", "Der Kunde kann diesen Vertrag jederzeit ohne Grund kündigen. " * 30])
def test_a_text_that_cannot_be_read_is_an_error_and_never_looks_clean(text, nlp):
    with pytest.raises(clausecheck.NoText):
        nlp(text)


def test_a_doc_that_was_not_analysed_has_no_report():
    assert spacy.blank("en")(TEXT)._.clausecheck is None


def test_a_host_may_go_on_without_the_texts_that_cannot_be_read(nlp):
    failed = []
    tolerant = pipeline()
    tolerant.set_error_handler(lambda name, component, docs, error: failed.append((name, error.code)))
    docs = list(tolerant.pipe([TEXT, "", TEXT]))
    assert [clauses(doc) for doc in docs] == [clauses(nlp(TEXT))] * 2
    assert failed == [("clausecheck", "no-text")]


@pytest.mark.parametrize("config", [{"side": "buyer"}, {"playbook": "no such playbook"}])
def test_options_that_cannot_be_met_stop_the_pipeline_from_being_made(config):
    with pytest.raises((clausecheck.OptionError, ValueError)):
        pipeline(**config)


def test_options_reach_the_analysis():
    report = pipeline(side="provider")(TEXT)._.clausecheck
    assert report.playbook.side == "provider"
    with pytest.raises(clausecheck.OptionError, match="Licensee"):
        pipeline(customer="Licensee")(TEXT)


def test_an_analysed_doc_goes_wherever_a_doc_goes(nlp):
    doc = nlp(TEXT)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    copies = [
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        *DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab),
        pickle.loads(pickle.dumps(doc)),
        doc.copy(),
    ]
    for copy in copies:
        assert clauses(copy) == clauses(doc)
        assert [span.id_ for span in copy.spans[SPANS]] == [span.id_ for span in doc.spans[SPANS]]
        assert copy._.clausecheck == doc._.clausecheck


def test_docs_that_are_merged_are_not_quoted_in_a_warning(nlp):
    with pytest.warns(UserWarning, match="W101") as told:
        Doc.from_docs([nlp(TEXT), nlp(TEXT)])
    assert not any("terminate" in str(each.message) for each in told)


def test_several_processes_find_the_same(nlp):
    docs = list(nlp.pipe([TEXT, ODD] * 2, n_process=2))
    assert [clauses(doc) for doc in docs] == [clauses(nlp(TEXT)), clauses(nlp(ODD))] * 2
    assert [doc._.clausecheck for doc in docs[:2]] == [nlp(TEXT)._.clausecheck, nlp(ODD)._.clausecheck]


def test_a_pipeline_comes_back_from_disk_and_from_a_pickle_as_it_was(tmp_path):
    made = pipeline(side="provider")
    made.to_disk(tmp_path / "pipeline")
    for again in (spacy.load(tmp_path / "pipeline"), pickle.loads(pickle.dumps(made))):
        doc = again(TEXT)
        assert clauses(doc) == clauses(made(TEXT))
        assert doc._.clausecheck == made(TEXT)._.clausecheck


def test_spacy_finds_the_component_by_the_entry_point_of_the_package(tmp_path):
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    section = re.search(r'^\[project\.entry-points\.spacy_factories\]\n(.+ = )"(.+)"$', project, re.MULTILINE)
    information = tmp_path / "as_installed-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: as-installed\nVersion: 1.0\n", "utf-8")
    (information / "entry_points.txt").write_text(f"[spacy_factories]\n{section[1]}{section[2]}\n", "utf-8")
    code = f"import sys; sys.path[:0] = {[str(tmp_path), str(ROOT / 'src')]!r}\n" + (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('clausecheck'); print(nlp.pipe_names)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.strip() == "['clausecheck']", run.stderr
