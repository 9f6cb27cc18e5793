from __future__ import annotations

import pytest

from clausecheck.errors import OptionError
from tests.support.contracts import contract


def parties(text, **options):
    return [(party.name, party.term, party.role) for party in contract(text, **options).parties]


NORTHWIND_AND_BRIGHTCALL = [
    ("Northwind Retail, Inc.", "Client", "customer"),
    ("BrightCall Solutions Ltd.", "Vendor", "provider"),
]


@pytest.mark.parametrize(
    "text",
    [
        'This Agreement is between Northwind Retail, Inc., a Delaware corporation ("Client"), and BrightCall Solutions '
        'Ltd., a company organised under the laws of Ireland ("Vendor").',
        "This Agreement is made by and between Northwind Retail, Inc. (hereinafter referred to as the “Client”) and "
        "BrightCall Solutions Ltd. (the “Vendor”, and together with Client, the “Parties”).",
        'Services agreement between Northwind Retail, Inc., hereinafter the "Client", and BrightCall Solutions Ltd., '
        'hereinafter called the "Vendor".',
        'This agreement (the "Agreement"), dated May 1, 2023 (the "Effective Date"), is between Northwind Retail, Inc. '
        '("Client") and BrightCall Solutions Ltd. ("Vendor").',
        'This Agreement is entered into by Northwind Retail, Inc., a Delaware corporation ("Client"), and BrightCall '
        'Solutions Ltd., an Irish company ("Vendor").',
        "ORDER FORM\n\nClient: Northwind Retail, Inc.\nVendor: BrightCall Solutions Ltd.",
        "PARTIES\n(1) Northwind Retail, Inc., organised in England and Wales with number 0123 whose office is at 1 "
        'High Street ("Client"); and\n(2) BrightCall Solutions Ltd., incorporated in Ireland ("Vendor").',
    ],
)
def test_names_and_terms_come_from_the_preamble(text):
    assert parties(text) == NORTHWIND_AND_BRIGHTCALL


LONG_CLAUSE = "The Vendor shall answer calls, chats and e-mails from the customers of the Client. " * 4


@pytest.mark.parametrize("name", ["BrightCall\nSolutions Ltd.", "BrightCall Solutions\nLtd."])
def test_a_name_goes_on_over_the_line_where_only_the_preamble_is_wrapped(name):
    preamble = f'This Support Agreement is made between Northwind Retail, Inc. ("Client") and {name} ("Vendor").'
    assert parties(f"{preamble}\n\n1. Services. {LONG_CLAUSE}\n\n2. Term. {LONG_CLAUSE}") == NORTHWIND_AND_BRIGHTCALL


def test_a_title_that_names_a_party_is_not_run_into_the_line_below():
    found = parties("""
        Support Services Agreement between Northwind and BrightCall
        Northwind Retail, Inc. ("Client") and BrightCall Solutions Ltd. ("Vendor") agree as follows.
    """)
    assert found == NORTHWIND_AND_BRIGHTCALL


def test_terms_of_two_words_and_names_in_capitals():
    assert parties(
        'THIS AGREEMENT is made between FIRST SAVINGS BANK, N.A. (the "Bank") and CLEARLINE CONTACT SERVICES LIMITED '
        '(the "Service Provider").'
    ) == [
        ("FIRST SAVINGS BANK, N.A.", "Bank", "customer"),
        ("CLEARLINE CONTACT SERVICES LIMITED", "Service Provider", "provider"),
    ]


@pytest.mark.parametrize(
    ("provider", "roles"), [("Company", ["provider", "customer"]), ("Harbor", ["customer", "provider"])]
)
def test_who_performs_is_the_provider_and_who_pays_the_customer(provider, roles):
    customer = {"Company": "Harbor", "Harbor": "Company"}[provider]
    found = parties(f"""
        This Agreement is made between Clearline Contact Services LLC (the "Company") and Harbor Mutual LLC ("Harbor").
        {provider} shall provide the Services to {customer} and shall perform them with due care.
        {customer} shall pay {provider} the Fees within thirty days.
    """)
    assert [role for _, _, role in found] == roles


def test_a_term_that_names_a_role_outweighs_conduct():
    found = parties("""
        This Agreement is between Acme Inc. ("Acme" or the "Customer") and Zed Ltd ("Zed" or the "Supplier").
        Acme shall provide access to its premises and shall supply the data. Zed shall pay for its own travel.
    """)
    assert found == [("Acme Inc.", "Acme", "customer"), ("Zed Ltd", "Zed", "provider")]


def test_you_and_we_get_their_roles_from_conduct():
    found = contract("""
        This agreement is between Helpdesk Heroes Ltd ("we", "us" or "our") and the company named in the order ("you").
        We will provide support to you. You will pay us every month.
    """).parties
    assert [(party.term, party.role) for party in found] == [("we", "provider"), ("you", "customer")]
    assert found[0].aliases == ("us", "our")


def test_you_and_we_without_a_preamble():
    found = parties("""
        You may cancel at any time. You shall pay us the fees. You shall tell us of changes. You will keep passwords.
        We will provide support to you. We shall perform it with care. We may suspend it. We will answer your mails.
    """)
    assert sorted((term, role) for _, term, role in found) == [("we", "provider"), ("you", "customer")]


def test_a_third_party_to_the_contract_is_neither_customer_nor_provider():
    found = parties(
        'This Agreement is among Northwind Retail, Inc. ("Client"), BrightCall Solutions Ltd. ("Vendor") and '
        'BrightCall Holdings plc (the "Guarantor").'
    )
    assert found == [*NORTHWIND_AND_BRIGHTCALL, ("BrightCall Holdings plc", "Guarantor", "other")]


def test_without_a_preamble_the_usual_terms_of_the_text_serve():
    assert parties("The Supplier shall provide the Services to the Customer. The Customer shall pay the Charges.") == [
        ("Customer", "Customer", "customer"),
        ("Supplier", "Supplier", "provider"),
    ]


def test_a_text_that_names_nobody_has_no_parties():
    assert parties("The Services include telephone support. Calls are answered in English.") == []


def test_defined_terms_that_are_no_party():
    assert parties('This amendment (the "Amendment") to the plan of Acme Inc. (the "Plan") takes effect today.') == []


SILENT = """
    This Agreement is between Alpha Systems Inc. ("Alpha") and Omega Services LLC ("Omega").
    Each party shall cooperate with the other.
"""


def test_roles_stay_unknown_where_nothing_shows_them():
    assert [role for _, _, role in parties(SILENT)] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("customer", "roles"),
    [
        ("Alpha", ["customer", "provider"]),
        ("the omega", ["provider", "customer"]),
        ("Omega Services LLC", ["provider", "customer"]),
    ],
)
def test_the_user_says_who_the_customer_is_by_term_or_name(customer, roles):
    assert [role for _, _, role in parties(SILENT, customer=customer)] == roles


def test_the_user_overrules_what_the_terms_say():
    text = 'This Agreement is between Acme Inc. ("Supplier") and Beta LLC ("Client").'
    assert parties(text, customer="Supplier") == [
        ("Acme Inc.", "Supplier", "customer"),
        ("Beta LLC", "Client", "provider"),
    ]


def test_the_user_may_name_a_party_that_only_the_text_knows():
    text = "The Hospital may inspect. The Hospital pays. The Hospital decides. The Supplier shall provide the Services."
    assert ("Hospital", "Hospital", "customer") in parties(text, customer="Hospital")


def test_of_three_parties_one_is_customer_one_provider():
    text = """
        This Agreement is among Alpha Inc. ("Alpha"), Beta LLC ("Beta") and Gamma Ltd ("Gamma").
        Gamma shall provide the Services to Alpha. Gamma shall perform them with due care. Beta shall cooperate.
    """
    assert [role for _, _, role in parties(text, customer="Alpha")] == ["customer", "other", "provider"]


@pytest.mark.parametrize(("text", "known"), [(SILENT, '"Alpha", "Omega"'), ("Calls are answered.", "none")])
def test_an_unknown_customer_is_an_error_that_lists_the_parties(text, known):
    with pytest.raises(OptionError, match=f'no party called "Gamma" in this contract; parties found: {known}'):
        contract(text, customer="Gamma")


def test_parties_may_go_by_letters():
    text = (
        'Harbin Software Co., Ltd. ("HS" or "Party A") and Dalian Media Co., Ltd. ("Party B") agree as follows.\n'
        "Party A shall provide the hosting services to Party B.\nParty B shall pay the fees to Party A each quarter.\n"
        "Party A may suspend the services. Party B may object."
    )
    assert [(term, role) for _, term, role in parties(text)] == [("Party A", "provider"), ("Party B", "customer")]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("supply", "Cust shall provide Prov with drawings, and shall pay Prov on delivery. Prov makes the parts."),
        ("distribution", "Prov appoints Cust as its distributor. Cust shall provide technical support to end users."),
        ("licence", "Prov hereby grants to Cust an exclusive license. Cust shall pay Prov a royalty."),
        ("sponsorship", "Prov shall display the logo of Cust. Cust shall pay to Prov a yearly fee."),
        ("consulting", "Cust engages Prov as its adviser. Prov shall be paid monthly."),
        ("agency", "Prov shall attend the vessels. All commissions are payable by Cust."),
        ("design", "Prov shall design the platform for Cust, which shall pay the charges."),
        ("recital", "Prov, which provides payroll services, and Cust, which pays for them, agree as follows."),
    ],
)
def test_roles_come_from_what_the_parties_hand_over_and_pay(kind, text):
    found = parties(f'This {kind} agreement is between Alder Inc. ("Cust") and Birch LLC ("Prov"). {text}')
    assert {term: role for _, term, role in found} == {"Cust": "customer", "Prov": "provider"}


def test_a_public_body_is_a_party_though_its_name_is_no_companys():
    found = parties("""
        This Agreement is between Corvid Data LLC ("Corvid") and the Regents of Eastland ("Regents"). Corvid
        shall perform the migration. The Regents shall pay Corvid upon acceptance.
    """)
    assert {term: role for _, term, role in found} == {"Corvid": "provider", "Regents": "customer"}


def test_whoever_writes_terms_for_you_serves_where_nothing_says_otherwise():
    found = parties("""
        These terms are between Postbird, Inc. ("Postbird", "we") and the account holder ("you"). We may close
        an account that nobody has opened for a year.
    """)
    assert {term: role for _, term, role in found} == {"Postbird": "provider", "you": "customer"}


def test_the_pronoun_that_is_left_is_the_other_partys():
    found = contract("""
        This agreement is between ShopLink Corp. ("ShopLink") and the site owner ("you"). We pay you a commission.
        We may audit your records.
    """).parties
    assert [(party.term, party.role, party.aliases) for party in found] == [
        ("ShopLink", "customer", ("we", "us", "our")),
        ("you", "provider", ("your",)),
    ]


def test_of_three_parties_two_that_do_the_same_are_on_one_side():
    found = parties("""
        This Agreement is among Moor Bank ("Moor"), Fen Holdings LLC ("Fen") and Heron Agents Inc. ("Heron").
        Heron shall perform the services. Moor shall pay Heron its fees. Fen shall pay Heron its expenses.
    """)
    assert [role for _, _, role in found] == ["customer", "customer", "provider"]


def test_an_attachment_may_give_the_parties_further_names():
    body = "Birch shall perform the Services. Health System shall pay the fees. " * 150
    found = contract(f"""
        This Agreement is between Elm County Health, a nonprofit corporation ("Health System"), and Birch Support, Inc.
        ("Birch"). {body}

        This Addendum applies where Birch ("Business Associate") holds records for Health System (the "Covered Entity").
    """).parties
    assert [(party.term, party.role, party.aliases) for party in found] == [
        ("Health System", "customer", ("Covered Entity",)),
        ("Birch", "provider", ("Business Associate",)),
    ]


def test_parties_may_go_by_first_and_second():
    found = parties("""
        This agreement is made between Lindqvist Parks LLC (the First Party) and Spotless Care, Inc. (the Second Party).
        The Second Party shall clean the premises. The First Party shall pay the Second Party each month.
    """)
    assert [(term, role) for _, term, role in found] == [("First Party", "customer"), ("Second Party", "provider")]


def test_a_role_may_stand_beside_the_term():
    found = parties("""
        This Agreement is between Xylonyx Biotherapeutics, Inc. ("Xylonyx"), as licensor, and Kyowara Pharma Co.,
        Ltd. ("Kyowara"), as licensee.
    """)
    assert [(term, role) for _, term, role in found] == [("Xylonyx", "provider"), ("Kyowara", "customer")]


def test_what_a_party_is_called_says_more_than_what_it_is_now_and_then():
    found = parties("""
        These Terms are made between Quarrow Engagement Limited ("Quarrow") and Oakhanger Travel plc ("Customer").
        Customer acts as controller of the data. Business contacts of Customer are held by Quarrow as controller.
    """)
    assert [(term, role) for _, term, role in found] == [("Quarrow", "provider"), ("Customer", "customer")]


def test_plain_words_contract_what_the_parties_do():
    found = parties("""
        These terms are between Tallybird Software Ltd ("we", "us") and the company that signs up ("you").
        We'll send invoices by email. If you have more users than you've paid for, we'll bill you the difference.
    """)
    assert [(term, role) for _, term, role in found] == [("we", "provider"), ("you", "customer")]


def test_what_stands_between_two_terms_in_quotation_marks_is_no_term():
    found = parties(
        'This Agreement is between Acme Retail plc ("4") and Beta Support Ltd ("Provider"). Provider shall serve.'
    )
    assert not any("(" in (term or "") for _, term, _ in found)


@pytest.mark.parametrize(
    "preamble",
    [
        'This contract is between Northwind Ltd ("you", the Customer) and BrightCall Ltd ("we" or "us", the Provider).',
        'This agreement is between Northwind Ltd (the customer, "you") and BrightCall Ltd (our supplier, "we").',
    ],
)
def test_pronouns_have_the_roles_that_stand_beside_them_and_every_case(preamble):
    found = contract(f"{preamble}\n\n1. You pay us and we pay you. We must not tell others what you do.").parties
    assert [(party.term, party.role) for party in found] == [("you", "customer"), ("we", "provider")]
    assert {"your"} < set(found[0].terms) and {"us", "our"} < set(found[1].terms)


def test_a_definition_gives_a_party_its_pronoun():
    found = contract("""
        This agreement is between Northwind Ltd ("Customer") and BrightCall Ltd ("Supplier"). In it, "you" and "your"
        mean the Customer and "we" means the Supplier.
    """).parties
    assert [(party.term, party.role) for party in found] == [("Customer", "customer"), ("Supplier", "provider")]
    assert {"you", "your"} < set(found[0].terms) and {"we", "us", "our"} < set(found[1].terms)


@pytest.mark.parametrize(
    "opening",
    [
        'These terms are between Talkwell, Inc. ("Talkwell", "we", "us") and the company that accepts them ("you").',
        'These terms are an agreement between you and Talkwell Cloud, Inc. ("we", "us" or "our").',
        "By signing up you accept these terms.",
    ],
)
@pytest.mark.parametrize(
    "words", ["As between us, you own Customer Data.", "We hold an ISO 27001 certificate, and you own your data."]
)
def test_whoever_is_we_or_you_by_what_each_has_is_a_party(opening, words):
    parties = contract(f"{opening}\n1. {words}").parties
    spoken = {term: party.role for party in parties for term in party.terms if term in ("we", "you")}
    assert spoken == {"we": "provider", "you": "customer"}
    assert all(len(set(party.terms)) == len(party.terms) for party in parties)


@pytest.mark.parametrize(
    "preamble",
    [
        'These terms are between Beta Support Ltd ("we", "us") and Acme Retail plc ("you").',
        'These terms are between Beta Support Ltd ("we", "us") and the shop that signs up ("you").',
        "These are our terms.",
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        "We comply with PCI DSS when we take card payments for you.",
        "We take payments on your behalf and pass them to you within two days.",
        "If we miss our target, you get 10% off your next invoice.",
        "We will never put your price up by more than 5% a year.",
        "The most we will ever have to pay you is what you paid us in the last 12 months.",
        "If we miss a target, we will pay you a credit of 5%.",
        "If you cancel, we will pay you back what you have paid in advance.",
        "You provide us with the data that we need.",
    ],
)
def test_what_is_paid_for_you_or_back_to_you_makes_you_no_provider(preamble, words):
    found = contract(f"{preamble}\n\n{words}").parties
    spoken = {term: party.role for party in found for term in party.terms if term in ("we", "you")}
    assert spoken == {"we": "provider", "you": "customer"}


@pytest.mark.parametrize(
    "words",
    [
        "You will answer our calls and we will pay you monthly.",
        "We pay your invoices within 30 days.",
        "You will invoice us each month.",
        "You shall provide the services to us.",
    ],
)
def test_a_customer_may_write_the_terms_as_well(words):
    found = parties(f'This agreement is between Acme plc ("we", "us") and Beta Support Ltd ("you").\n\n{words}')
    assert {term: role for _, term, role in found} == {"we": "customer", "you": "provider"}


def test_a_pronoun_has_the_role_of_the_word_that_names_whom_it_means():
    found = parties(
        'These terms are between Beta Ltd ("we") and the customer named in the order ("you"). We must pay you. You may '
        "send us what you have, and we may keep it."
    )
    assert {term: role for _, term, role in found} == {"we": "provider", "you": "customer"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Larkfield Home and Garden, Inc.", "Larkfield Home and Garden, Inc."),
        ("the DEPARTMENT FOR HERITAGE AND LIBRARIES", "DEPARTMENT FOR HERITAGE AND LIBRARIES"),
        ("Ernst and Sons LLP", "Ernst and Sons LLP"),
        ("Harlow Fox Ltd and Garden, Inc.", "Garden, Inc."),
        ("the Provider and Garden, Inc.", "Garden, Inc."),
    ],
)
def test_half_a_name_before_an_and_belongs_to_it_and_a_party_does_not(name, shown):
    found = parties(f'This Agreement is made between {name} (the "Client") and Bluestem Ltd (the "Supplier").')
    assert (shown, "Client", "customer") in found


def test_an_and_between_dashes_on_a_line_of_its_own_is_no_part_of_a_name():
    found = parties(
        'BETWEEN\n\nBLUESTEM LTD (the "Supplier")\n\n– and –\n\nLARKFIELD HOME GOODS, INC. (the "Client")\n\n'
        "1. The Supplier shall serve the Client."
    )
    assert ("LARKFIELD HOME GOODS, INC.", "Client", "customer") in found
    found = parties('BETWEEN BLUESTEM LTD (the "Supplier")\n– and –\nLARKFIELD HOME GOODS, INC. (the "Client")')
    assert ("LARKFIELD HOME GOODS, INC.", "Client", "customer") in found
