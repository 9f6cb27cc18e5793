"""The language to ask for in the words of a contract, which may call the parties by other terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from clausecheck.report.model import PartyRecord

_ROLES: dict[str, Literal["customer", "provider"]] = {"Customer": "customer", "Provider": "provider"}
_PARTY = re.compile(r"\b([Tt]he )?(Customer|Provider)\b")
_SPOKEN = frozenset({"we", "us", "our", "you", "your", "i", "me", "my"})


class OwnTerms:
    """What a contract calls Customer and Provider, and whether with an article."""

    def __init__(self, contract: str, parties: Sequence[PartyRecord]) -> None:
        """Learn the terms from the parties, and the article from the text of the contract."""
        terms = {name: [party.term for party in parties if party.role == role] for name, role in _ROLES.items()}
        clear = all(len(found) == 1 and found[0].lower() not in _SPOKEN for found in terms.values())
        self._called = {name: found[0] for name, found in terms.items()} if clear else {}
        self._articles = {name: "the " if _takes_article(contract, term) else "" for name, term in self._called.items()}

    def put(self, language: str) -> str:
        """Put language in the contract's own terms.

        Where no party or several have the role, or the contract speaks of "you" and "us", the language stays as it is:
        it would not be grammatical.
        """
        return _PARTY.sub(self._own, language) if self._called else language

    def _own(self, match: re.Match[str]) -> str:
        article, name = match[1], match[2]
        if not article:
            return self._called[name]
        words = self._articles[name] + self._called[name]
        return words[:1].upper() + words[1:] if article[0] == "T" else words


def _takes_article(contract: str, term: str) -> bool:
    everywhere = len(re.findall(rf"\b{re.escape(term)}\b", contract))
    with_article = len(re.findall(rf"\b[Tt]he {re.escape(term)}\b", contract))
    return with_article > everywhere / 2
