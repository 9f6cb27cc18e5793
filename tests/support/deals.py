"""Deals from the texts of their documents."""

from __future__ import annotations

from clausecheck.structure.deal import Deal
from clausecheck.structure.kinship import make_deal
from tests.support.contracts import contract

PARTIES = 'between Northwind Retail, Inc. ("Client") and BrightCall Solutions Ltd. ("Vendor")'
MSA = f"Master Services Agreement\n\nThis Master Services Agreement is made on 3 March 2024 {PARTIES}.\n\n"
OF_MSA = "the Master Services Agreement dated 3 March 2024"
AMENDMENT = f"Amendment No. 1\n\nThis Amendment No. 1 is made {PARTIES} and amends {OF_MSA}.\n\n"
DPA = f"Data Processing Agreement\n\nThis DPA is made {PARTIES} and forms part of {OF_MSA}.\n\n"


def sow(number: int) -> str:
    return f"Statement of Work No. {number}\n\nThis Statement of Work is made {PARTIES} under {OF_MSA}.\n\n"


def deal(**texts: str) -> Deal:
    """Put a deal together; the names of the documents are those of the arguments."""
    return make_deal([contract(text, name=f"{name}.txt") for name, text in texts.items()], list(texts))
