"""Party terms: the words that contracts use for customer and provider, and those that name no party."""

from __future__ import annotations

import re

CUSTOMER_TERMS = frozenset(
    (
        *("customer", "client", "buyer", "purchaser", "licensee", "subscriber", "recipient", "service recipient"),
        *("principal", "bank", "authority", "council", "controller", "data controller", "lessee", "owner", "sponsor"),
        *("franchisee", "client company", "customer company", "enterprise", "covered entity", "state", "department"),
        *("agency client",),
    )
)
PROVIDER_TERMS = frozenset(
    (
        *("supplier", "vendor", "provider", "service provider", "contractor", "consultant", "licensor", "seller"),
        *("outsourcer", "processor", "data processor", "agency", "servicer", "manufacturer", "developer", "lessor"),
        *("franchisor", "host", "business associate", "managed service provider", "partner", "staffing agency"),
        *("operator", "subcontractor", "administrator"),
    )
)
AMBIGUOUS_TERMS = frozenset(
    (
        *("state", "authority", "enterprise", "agency", "recipient", "bank", "department", "principal", "partner"),
        *("owner", "operator", "developer", "host", "administrator", "council", "subcontractor", "processor"),
        *("controller", "manufacturer", "seller", "purchaser", "sponsor", "consultant"),
    )
)
# Terms for a party that say nothing of who serves whom.
NEUTRAL_TERMS = frozenset(
    (
        *("company", "corporation", "firm", "employer", "executive", "employee", "participant", "member", "manager"),
        *("reseller", "distributor", "dealer", "agent", "affiliate", "business affiliate", "marketing affiliate"),
        *("publisher", "advertiser", "merchant", "talent", "artist", "athlete", "endorser", "celebrity", "promoter"),
        *("shipper", "carrier", "transporter", "issuer", "adviser", "advisor", "university", "college", "hospital"),
    )
)
# What a term lets one expect of a party, where its conduct does not say otherwise.
LIKELY_PROVIDERS = frozenset(
    (
        *("agent", "adviser", "advisor", "employee", "executive", "talent", "artist", "athlete", "endorser"),
        *("celebrity", "promoter", "carrier", "transporter", "manager", "repairer", "builder", "architect"),
        *("engineer", "underwriter", "grantor", "institution", "trainer", "auditor", "representative", "marketer"),
        *("freelancer", "individual"),
    )
)
LIKELY_CUSTOMERS = frozenset(
    (
        *("distributor", "reseller", "dealer", "shipper", "advertiser", "merchant", "employer", "issuer", "insurer"),
        *("health system", "hospital system", "health plan", "school system", "district", "city", "county"),
        *("hospital", "practice", "grantee", "user", "retailer", "borrower", "fund"),
    )
)
PRONOUNS_OF_A_PARTY = (("we", "us", "our"), ("you", "your"))
PRONOUNS = frozenset(word for words in PRONOUNS_OF_A_PARTY for word in words)
_LETTERED = re.compile(r"party [a-f]|(?:first|second|third) party")
_ACTING_WORDS = CUSTOMER_TERMS | PROVIDER_TERMS | NEUTRAL_TERMS | LIKELY_CUSTOMERS | LIKELY_PROVIDERS
_NO_PARTY = re.compile(
    r"(?:^|\b)(?:agreement|amendment|contract|date|services?|products?|terms?|schedule|exhibit|order|work|territory|"
    r"part(?:(?<!first part)(?<!second part)(?<!third part)y(?!\s+[A-F]\b)|ies)|software|plan|act|sow|msa|dpa|addendum|"
    r"effective|term|program|project|business|affiliates?|fees?|group|premises|facility|confidential|materials?|system|"
    r"site|website|board|esop|closing|prospectus|appraisal|holders?|application|payment|data|laws?|period|commission|"
    r"shares?|stock|offering|securities|reorganization)\b",
    re.IGNORECASE,
)


def bare_term(term: str) -> str:
    """Write a term the way the lists above hold it: lower case, without its article."""
    return term.casefold().removeprefix("the ")


def is_only_a_term(name: str) -> bool:
    """Tell whether a name says no more than what part a party plays: "Customer", "Party A", "you"."""
    return bare_term(name) in _ACTING_WORDS | PRONOUNS or bool(_LETTERED.fullmatch(bare_term(name)))


def is_no_party(term: str) -> bool:
    """Tell whether a defined term names a thing; what a "Project Company" does, a project cannot.

    What holds a bracket stands between two terms in quotation marks, and is none.
    """
    if "(" in term or ")" in term:
        return True
    acts = not _ACTING_WORDS.isdisjoint({bare_term(term), *term.casefold().split()[-1:]})
    return not acts and bool(_NO_PARTY.search(term))
