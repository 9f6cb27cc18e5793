"""The spaCy pipeline: blank English, a tokenizer and nothing to download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

_APOSTROPHES = frozenset("'\u2019")


def make_language() -> Language:
    """Build the pipeline that every matcher shares."""
    nlp = spacy.blank("en")
    _cut_in_capitals(nlp)
    return nlp


def _cut_in_capitals(nlp: Language) -> None:
    # The tokenizer cuts "aren't" and "Aren't", and leaves "AREN'T", as disclaimers have it, in one piece.
    tokenizer: Any = nlp.tokenizer
    for text in sorted(tokenizer.rules):
        words = nlp.make_doc(text)
        contracted = text == "cannot" or not _APOSTROPHES.isdisjoint(text)
        if contracted and text.islower() and text[0].isalpha() and len(words) > 1:
            cut = [{"ORTH": each.text.upper(), "NORM": each.norm_} for each in words]
            tokenizer.add_special_case(text.upper(), cut)


def hashes_of(texts: Iterable[str]) -> Iterator[int]:
    """Hash texts to 64 bits each, the same on every machine and in every run."""
    return map(get_string_id, texts)


def words_of(nlp: Language, text: str) -> tuple[str, ...]:
    """Cut a text into the lower-case words that the tokenizer makes of it."""
    return tuple(token.lower_ for token in nlp.make_doc(text))


def contractions(nlp: Language) -> dict[str, tuple[str, ...]]:
    """List what the tokenizer cuts by a rule of its own ("cannot", "can't"), in lower case, with the words it makes.

    The full forms of cut words stand behind them: "ca", "n't", "can", "not".
    """
    rules: Iterable[str] = getattr(nlp.tokenizer, "rules", None) or ()
    return {text.lower(): (*words_of(nlp, text), *full_forms(nlp.make_doc(text)).values()) for text in rules}


def full_forms(doc: Doc) -> dict[int, str]:
    """Give the words that contractions stand for, by their places: "will" and "not" for the halves of "won't"."""
    if not _APOSTROPHES.intersection(doc.text):
        return {}
    return {token.i: token.norm_ for token in doc if token.norm_ != token.lower_ and _is_contracted(token)}


def _is_contracted(token: Token) -> bool:
    # "ca" by itself is California, or about.
    follows = token.nbor().lower_ if token.i + 1 < len(token.doc) and not token.whitespace_ else ""
    return any(_APOSTROPHES.intersection(text) for text in (token.text, follows))


def phrase_matcher(nlp: Language, phrases: Mapping[str, Iterable[str]]) -> PhraseMatcher:
    """Build a matcher, blind to case, for several named lists of phrases."""
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for name, texts in phrases.items():
        docs: list[Doc] = [nlp.make_doc(text) for text in sorted(set(texts)) if text.strip()]
        if docs:
            matcher.add(name, docs)
    return matcher
