"""The language to ask for in the words of a contract, which may call the parties by other terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from clausecheck.report.model import PartyRecord

_ROLES: dict[str, Literal["customer", "provider"]] = {"Customer": "customer", "Provider": "provider"}
_PARTY = re.compile(r"\b([Tt]he )?(Customer|Provider)\b")
_SPOKEN = frozenset({"we", "us", "our", "you", "your", "i", "me", "my"})


def in_terms_of(contract: str, parties: Sequence[PartyRecord], language: str) -> str:
    """Call Customer and Provider what the contract calls them, with or without an article as it does.

    Where no party or several have the role, or the contract speaks of "you" and "us", the language stays as it is: it
    would not be grammatical.
    """
    terms = {name: [party.term for party in parties if party.role == role] for name, role in _ROLES.items()}
    if any(len(found) != 1 or found[0].lower() in _SPOKEN for found in terms.values()):
        return language
    called = {name: term for name, (term,) in terms.items()}
    articles = {name: "the " if _takes_article(contract, term) else "" for name, term in called.items()}

    def own(match: re.Match[str]) -> str:
        article, name = match[1], match[2]
        if not article:
            return called[name]
        words = articles[name] + called[name]
        return words[:1].upper() + words[1:] if article[0] == "T" else words

    return _PARTY.sub(own, language)


def _takes_article(contract: str, term: str) -> bool:
    everywhere = len(re.findall(rf"\b{re.escape(term)}\b", contract))
    with_article = len(re.findall(rf"\b[Tt]he {re.escape(term)}\b", contract))
    return with_article > everywhere / 2
