from pathlib import Path

import pytest

from clausecheck import structure
from clausecheck.structure.misread import NEVER_A_FRAGMENT, is_familiar, is_known, mend_word


@pytest.mark.parametrize(
    ("damaged", "words"),
    [
        ("Custorner", "Customer"),
        ("rnay", "may"),
        ("lnitial", "Initial"),
        ("CONVENlENCE", "CONVENIENCE"),
        ("R1GHTS", "RIGHTS"),
        ("ver\u00adifying", "verifying"),
        ("auclit", "audit"),
        ("Clientmay", "Client may"),
        ("Thesupplier", "The supplier"),
        ("ofthe", "of the"),
        ("monthlyCharges", "monthly Charges"),
    ],
)
def test_a_damaged_word_is_mended_in_its_own_case(damaged, words):
    assert mend_word(damaged, bold=False) == words


@pytest.mark.parametrize(
    "word",
    # names and marks, codes, figures, abbreviations, foreign words, compounds
    [
        *(
            "Allscripts",
            "MasterCard",
            "Mayfair",
            "Andover",
            "Withers",
            "WeChat",
            "Conformis",
            "Stem",
            "Gail",
            "Dick",
            "Clay",
        ),
        *("C1", "SOC2", "ISO27001", "B10", "10Q", "8am", "5in", "1st", "XIV", "A1B2C3", "13a"),
        *("GmbH", "Vertrag", "Geschäft", "Kündigung", "resiliation", "contrato", "force", "majeure", "inter", "alia"),
        *("airworthiness", "sunscreen", "chargebacks", "videoconference", "involuntary"),
    ],
)
def test_what_is_strange_but_sound_stays(word):
    assert is_familiar(word) or mend_word(word, bold=False) is None


@pytest.mark.parametrize(("damaged", "word"), [("1n", "in"), ("N0", "No"), ("0f", "of"), ("tenninate", "terminate")])
def test_little_words_and_blurred_ones_are_mended_only_in_a_damaged_text(damaged, word):
    assert mend_word(damaged, bold=False) is None
    assert mend_word(damaged, bold=True) == word


def test_a_hyphen_that_is_hidden_but_its_own_stays():
    assert mend_word("non\u00adexclusive", bold=False) is None
    assert mend_word("Xtend\u00adTNF", bold=True) is None


@pytest.mark.parametrize("word", NEVER_A_FRAGMENT)
def test_a_word_that_is_never_looked_at_twice_is_part_of_no_word_that_fragments_may_make(word):
    def made_of_known(letters):
        return not letters or any(
            is_known(letters[:end]) and made_of_known(letters[end:]) for end in range(1, len(letters) + 1)
        )

    lexicon = (Path(structure.__file__).parent / "words.txt").read_text("utf-8").split()
    longer = [known for known in lexicon if word in known and known != word]
    assert longer
    assert not [known for known in longer if made_of_known(known.partition(word)[0])]
    assert mend_word(word, bold=True) is None
