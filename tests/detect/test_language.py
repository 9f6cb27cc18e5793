from __future__ import annotations

import pytest

from clausecheck.detect.language import full_forms, make_language, phrase_matcher, words_of


def test_the_pipeline_is_blank():
    assert make_language().pipe_names == []


def test_words_are_cut_the_way_the_matcher_sees_them():
    assert words_of(make_language(), "Days' notice; third-party") == ("days", "'", "notice", ";", "third", "-", "party")


def test_phrases_are_found_in_any_case_and_empty_lists_never():
    nlp = make_language()
    matcher = phrase_matcher(nlp, {"party": ["Service Provider"], "none": [], "blank": [" "]})
    doc = nlp.make_doc("The SERVICE PROVIDER pays.")
    assert [(nlp.vocab.strings[name], doc[start:end].text) for name, start, end in matcher(doc)] == [
        ("party", "SERVICE PROVIDER")
    ]


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_contractions_in_capitals_are_cut_like_those_in_small_letters(apostrophe):
    text = "WE AREN'T LIABLE, THEY CAN'T AND YOU CANNOT SAY IT'S OURS.".replace("'", apostrophe)
    nlp = make_language()
    assert words_of(nlp, text) == words_of(nlp, text.lower())
    assert list(full_forms(nlp.make_doc(text)).values()) == list(full_forms(nlp.make_doc(text.lower())).values())


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_contractions_stand_for_their_full_forms(apostrophe):
    doc = make_language().make_doc("We won't, they can't and you'll see.".replace("'", apostrophe))
    assert list(full_forms(doc).values()) == ["will", "not", "can", "not", "will"]


def test_words_that_are_no_halves_of_a_contraction_stand_for_themselves():
    assert full_forms(make_language().make_doc("The courts of San Diego, CA, Dec. 1, 'as is'.")) == {}
