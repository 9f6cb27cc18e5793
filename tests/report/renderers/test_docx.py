import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

import clausecheck
from clausecheck.errors import UnsupportedFormat
from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.severity import Severity
from clausecheck.report.excerpt import deciding_span
from clausecheck.report.model import NearestPassage
from clausecheck.report.renderers import annotate
from clausecheck.report.renderers.docx import CLAUSES_SHOWN, LONGEST
from clausecheck.report.review import Markup, Review
from clausecheck.report.word.terms import OwnTerms
from tests.support.documents import Word, rezipped, run
from tests.support.playbooks import core
from tests.support.word_markup import commented_words, comments_of, faults, members, root_of

FOLDER = Path(__file__).parents[3] / "sample_contracts"
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.docx"))
PLAIN, REDLINE = Markup("docx"), Markup("docx", redline=True)
ORIGINAL = clausecheck.ReadOptions(revisions="original")
CHANGED = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
TO_ASK_FOR = ("weak", "missing", "adverse")

each_sample = pytest.mark.parametrize("name", SAMPLES)


@cache
def analyzer() -> clausecheck.Analyzer:
    return clausecheck.Analyzer(core())


@cache
def review_of(name: str) -> Review:
    return analyzer().review(FOLDER / f"{name}.docx")


@cache
def annotated(name: str, markup: Markup) -> bytes:
    return annotate(review_of(name), markup)


def reviewed(data: bytes, markup: Markup = PLAIN) -> bytes:
    return annotate(analyzer().review(data, name="contract.docx"), markup)


def deciding_words(review: Review) -> list[str]:
    """List the words that each comment should stand at, in the order of the findings."""
    clauses = {clause.id: clause for clause in review.report.clauses}
    found = []
    for finding in review.report.findings:
        for clause in [clauses[name] for name in finding.clauses[:CLAUSES_SHOWN]]:
            span = deciding_span(clause) if clause.end - clause.start > LONGEST else None
            found.append((clause.start, clause.end) if span is None else (span.start, span.end))
        if not finding.clauses:
            near = [(each.start, each.end) for each in finding.nearest]
            title = review.source.blocks[0].span
            found.append(near[0] if near else (title.start, title.end))
    return [review.source.text[start:end] for start, end in found]


def one_line(text: str) -> str:
    return " ".join(text.split())


@each_sample
def test_the_words_between_the_marks_of_each_comment_are_those_that_decided(name):
    data = annotated(name, PLAIN)
    found = [commented_words(data, number) for number in comments_of(data)]
    assert found == deciding_words(review_of(name))
    assert faults(data) == []


@each_sample
def test_parts_that_are_not_concerned_come_back_byte_for_byte(name):
    given, made = members((FOLDER / f"{name}.docx").read_bytes()), members(annotated(name, REDLINE))
    assert list(made) == [*given, "word/comments.xml"]
    assert {part for part in given if made[part] != given[part]} == CHANGED


@each_sample
def test_what_is_annotated_reads_as_before(name):
    given, data = review_of(name), annotated(name, PLAIN)
    again = analyzer().review(data, name=given.source.name)
    assert again.source.text == given.source.text and again.source.blocks == given.source.blocks
    assert again.report.findings == given.report.findings and again.report.clauses == given.report.clauses
    assert len(again.source.revisions.comments) == len(comments_of(data))


@each_sample
def test_without_its_proposals_a_redline_is_the_contract_and_with_them_it_holds_the_language(name):
    given, data = review_of(name), annotated(name, REDLINE)
    assert faults(data) == []
    original = clausecheck.load(data, options=ORIGINAL)
    assert original.text == given.source.text and original.blocks == given.source.blocks
    accepted = clausecheck.load(data).text
    asked = [finding for finding in given.report.findings if finding.status in TO_ASK_FOR]
    for finding in asked:
        language = OwnTerms(given.source.text, given.report.document.parties).put(finding.recommended_language)
        assert f"[Proposed: {finding.title}] {one_line(language)}" in accepted
    assert accepted.count("[Proposed: ") == len(asked)
    assert [comments_of(data)[number] for number in comments_of(data)] == list(
        comments_of(annotated(name, PLAIN)).values()
    )


def test_the_same_contract_gives_the_same_bytes():
    again = analyzer().review(FOLDER / "saas_subscription.docx")
    assert annotate(again, REDLINE) == annotated("saas_subscription", REDLINE)


@each_sample
def test_python_docx_opens_what_is_annotated(name):
    document = docx.Document(io.BytesIO(annotated(name, REDLINE)))
    assert {comment.author for comment in document.comments} == {"clausecheck"}
    assert {comment.initials for comment in document.comments} == {"cc"}


def test_a_comment_says_what_was_found_wanted_why_and_what_to_ask_for():
    data = annotated("call_centre_msa_vendor_paper", PLAIN)
    title, *lines = next(said for said in comments_of(data).values() if "promptly" in said[1])
    finding = next(each for each in review_of("call_centre_msa_vendor_paper").report.findings if "breach" in each.title)
    assert title == f"WEAK · {finding.severity} · {finding.title}"
    assert lines == [
        finding.message,
        f"Wanted: {finding.wanted}.",
        f"Why: {finding.why}",
        f"Language to ask for: “{in_own_terms(finding.recommended_language)}”",
    ]


def in_own_terms(language):
    return (
        re.sub(r"[Tt]he (?=Customer|Provider)", "", language)
        .replace("Customer", "Client")
        .replace("Provider", "Company")
    )


def test_a_contract_that_speaks_of_you_and_us_is_told_who_is_who():
    said = comments_of(annotated("plain_english_support_agreement", PLAIN)).values()
    finding = next(
        each for each in review_of("plain_english_support_agreement").report.findings if each.status == "missing"
    )
    lines = next(lines for lines in said if finding.title in lines[0])
    assert f"Language to ask for: “{finding.recommended_language}”" in lines
    assert any(line.startswith("In this contract the Customer is ") for line in lines)


def test_what_contradicts_the_language_to_ask_for_is_to_be_struck():
    said = comments_of(annotated("call_centre_msa_vendor_paper", PLAIN)).values()
    for title, *lines in said:
        deciding = any(line.startswith("Wanted: ") for line in lines)
        assert any("strike or change them too" in line for line in lines) == (deciding and title.startswith("ADVERSE"))


def test_a_met_finding_is_told_in_two_lines():
    said = comments_of(annotated("bpo_msa_customer_paper", PLAIN)).values()
    assert {len(lines) for lines in said} == {2}
    assert all(title.startswith("MET · ") for title, _ in said)


def test_findings_below_the_severity_shown_get_no_comment():
    quiet = annotate(review_of("saas_subscription"), Markup("docx", show=Severity.LOW))
    titles = [lines[0] for lines in comments_of(quiet).values()]
    assert titles and not any(title.startswith("MET") for title in titles)


def test_what_is_missing_without_any_trace_is_told_at_the_title_and_proposed_before_the_signatures():
    word = Word()
    for text in (
        "Services Agreement",
        "The Supplier shall mow the lawn of the Customer.",
        "Signed by: ____",
        "Date: ____",
    ):
        word.paragraph(text)
    data = reviewed(word.bytes(), REDLINE)
    missing = {number: said for number, said in comments_of(data).items() if said[0].startswith("MISSING")}
    assert len(missing) > 3
    assert {commented_words(data, number) for number in missing} == {"Services Agreement"}
    assert {said[-1] for said in missing.values()} == {"No words come near it, so this stands at the beginning."}
    lines = clausecheck.load(data).text.splitlines()
    proposed = [place for place, line in enumerate(lines) if line.startswith("[Proposed: ")]
    assert proposed == list(range(2, 2 + len(missing)))
    assert lines[-2:] == ["Signed by: ____", "Date: ____"]


def test_a_document_without_signatures_gets_its_proposals_at_the_end():
    word = Word()
    word.paragraph("The Supplier shall mow the lawn of the Customer.")
    data = reviewed(word.bytes(), REDLINE)
    assert clausecheck.load(data).text.splitlines()[-1].startswith("[Proposed: ")
    assert faults(data) == []


def proposed_near(words: str, *lines: str, section: str = "1 Audit") -> list[str]:
    """Propose the audit right where `words` of a section come nearest, and give the lines of the contract."""
    word = Word()
    for line in lines:
        word.paragraph(line)
    review = analyzer().review(word.bytes(), name="contract.docx")
    start = review.source.text.index(words)
    near = NearestPassage(text=words, section=section, page=None, start=start, end=start + len(words))
    finding = next(each for each in review.report.findings if each.clause_type == "audit_rights")
    report = review.report.model_copy(update={"findings": [finding.model_copy(update={"nearest": [near]})]})
    data = annotate(replace(review, report=report), REDLINE)
    assert clausecheck.load(data, options=ORIGINAL).text == review.source.text
    return ["PROPOSED" if "[Proposed: " in line else line for line in clausecheck.load(data).text.splitlines()]


def test_a_list_is_not_torn_apart_by_a_proposal():
    lines = (
        "1. Records",
        "1.1 The Supplier shall keep books of:",
        "(a) all fees that it charges to the Customer; and",
        "(b) all hours that its agents worked.",
        "1.2 The Supplier shall answer questions about them.",
    )
    assert proposed_near("all fees", *lines) == [*lines[:4], "PROPOSED", lines[4]]


def test_what_is_missing_is_not_proposed_in_a_section_on_another_subject():
    lines = (
        "1. Technology export",
        "1.1 The Supplier shall keep books of all exports.",
        "1.2 The Supplier shall answer questions about them.",
        "2. Notices",
        "2.1 Notices are given in writing.",
        "Signed by: ____",
        "Date: ____",
    )
    assert proposed_near("books of all exports", *lines, section="1.1 Technology export") == [
        *lines[:5],
        "PROPOSED",
        *lines[5:],
    ]


def test_a_proposal_never_comes_after_the_signatures():
    lines = (
        "Lawn Agreement",
        "The Supplier shall mow the lawn of the Customer.",
        "Signed by: ____",
        "Date: ____",
    )
    assert proposed_near("mow the lawn", *lines) == [*lines[:2], "PROPOSED", *lines[2:]]


AUTO_RENEWAL = (
    "This Agreement shall automatically renew for successive periods of thirty-six (36) months unless either party "
    "gives notice of non-renewal at least one hundred eighty (180) days before the end of the then current term."
)


def replacing() -> clausecheck.Analyzer:
    playbook = load_playbook("outsourcing", known=analyzer().patterns.known_attributes)
    rules = [rule.model_copy(update={"redline": "replace"}) for rule in playbook.rules]
    return clausecheck.Analyzer(playbook.model_copy(update={"rules": rules}), patterns=analyzer().patterns)


def test_a_rule_that_says_so_has_its_clause_replaced():
    word = Word()
    word.paragraph("Term", depth=0)
    paragraph = word.paragraph("The term is one year. ", depth=1)
    paragraph.add_run(AUTO_RENEWAL[:40]).bold = True
    paragraph.add_run(AUTO_RENEWAL[40:])
    paragraph.add_run(" Time is of the essence.")
    review = replacing().review(word.bytes(), name="term.docx")
    data = annotate(review, REDLINE)
    assert faults(data) == []
    assert clausecheck.load(data, options=ORIGINAL).text == review.source.text
    accepted = clausecheck.load(data).text
    assert "automatically renew for successive" not in accepted
    finding = next(each for each in review.report.findings if each.clause_type == "auto_renewal")
    assert f"1.1 The term is one year. [Proposed: {finding.title}] {finding.recommended_language}" in accepted
    assert "Time is of the essence." in accepted
    assert {change.get(qn("w:author")) for change in root_of(data).iter(qn("w:del"))} == {"clausecheck"}


def test_nothing_is_deleted_where_no_rule_says_so():
    for name in SAMPLES:
        assert next(root_of(annotated(name, REDLINE)).iter(qn("w:del")), None) is None


def test_words_of_a_note_are_commented_at_the_mark_that_refers_to_it():
    word = Word().xml(f"<w:p>{run('The term is one year.')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
    word.part("footnotes", f"<w:footnote w:id='2'><w:p>{run(AUTO_RENEWAL)}</w:p></w:footnote>")
    given = word.bytes()
    data = reviewed(given, REDLINE)
    assert faults(data) == []
    assert members(data)["word/footnotes.xml"] == members(given)["word/footnotes.xml"]
    numbers = {number for number, said in comments_of(data).items() if AUTO_RENEWAL[:60] in said[-1]}
    starts = [each for each in root_of(data).iter(qn("w:commentRangeStart")) if each.get(qn("w:id")) in numbers]
    assert len(starts) == len(numbers) > 0
    for start in starts:
        enclosed = next(each for each in start.itersiblings() if each.tag == qn("w:r"))
        assert enclosed.find(qn("w:footnoteReference")) is not None


def test_words_of_a_text_box_are_commented_at_the_box():
    box = f"<w:txbxContent><w:p>{run(AUTO_RENEWAL)}</w:p></w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    shape = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    data = reviewed(Word().xml(f"<w:p>{run('The term is one year.')}{shape}</w:p>").bytes(), REDLINE)
    assert faults(data) == []
    assert any(
        "note, text box or formula" in said[-1] and AUTO_RENEWAL[:60] in said[-1] for said in comments_of(data).values()
    )
    assert not [
        mark
        for mark in root_of(data).iter(qn("w:commentRangeStart"))
        if next(mark.iterancestors(qn("w:r")), None) is not None
    ]


def test_comments_that_are_there_are_kept_and_new_numbers_are_above_them():
    start, end, reference = (f'<w:comment{mark} w:id="41"/>' for mark in ("RangeStart", "RangeEnd", "Reference"))
    word = Word().xml(f"<w:p>{start}{run(AUTO_RENEWAL)}{end}<w:r>{reference}</w:r></w:p>")
    word.part("comments", f'<w:comment w:id="41" w:author="Jane Counsel"><w:p>{run("Why?")}</w:p></w:comment>')
    data = reviewed(word.bytes())
    assert faults(data) == []
    assert comments_of(data, "Jane Counsel") == {"41": ["Why?"]}
    assert min(map(int, comments_of(data))) == 42
    assert commented_words(data, "41") == AUTO_RENEWAL
    assert AUTO_RENEWAL in [commented_words(data, number) for number in comments_of(data)]


def test_a_signed_contract_is_annotated_and_told_that_its_signature_does_not_hold():
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    relation = f'<Relationship Id="rIdS" Type="{origin}" Target="_xmlsignatures/origin.sigs"/></Relationships>'.encode()
    word = Word()
    word.paragraph(AUTO_RENEWAL)
    given = word.bytes()
    relations = members(given)["_rels/.rels"].replace(b"</Relationships>", relation)
    kind = "application/vnd.openxmlformats-package.digital-signature-origin"
    default = f'<Default Extension="sigs" ContentType="{kind}"/></Types>'.encode()
    types = members(given)["[Content_Types].xml"].replace(b"</Types>", default)
    signed = rezipped(
        given, {"_rels/.rels": relations, "[Content_Types].xml": types, "_xmlsignatures/origin.sigs": b""}
    )
    data = reviewed(signed)
    assert next(iter(comments_of(data).values()))[0] == "This copy was signed digitally"
    assert members(data)["_xmlsignatures/origin.sigs"] == b""
    assert members(data)["_rels/.rels"] == relations


def test_the_protection_of_a_document_stays():
    word = Word()
    word.paragraph(AUTO_RENEWAL)
    given = word.bytes()
    settings = members(given)["word/settings.xml"].replace(
        b"<w:defaultTabStop", b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop'
    )
    assert b"documentProtection" in settings
    assert members(reviewed(rezipped(given, {"word/settings.xml": settings})))["word/settings.xml"] == settings


def test_a_strict_document_stays_strict():
    def strict(content: bytes) -> bytes:
        for family in (b"wordprocessingml", b"officeDocument", b"drawingml"):
            old = b"http://schemas.openxmlformats.org/" + family + b"/2006/"
            content = content.replace(old, b"http://purl.oclc.org/ooxml/" + family + b"/")
        return content

    word = Word()
    word.paragraph(f"The term is one year. {AUTO_RENEWAL}")
    given = {
        name: strict(content) for name, content in members(word.bytes()).items() if name.endswith((".xml", ".rels"))
    }
    data = reviewed(rezipped(word.bytes(), given), REDLINE)
    for part in ("word/document.xml", "word/comments.xml"):
        content = members(data)[part]
        assert b"purl.oclc.org/ooxml/wordprocessingml/main" in content and b"wordprocessingml/2006" not in content
    assert (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in members(data)["word/_rels/document.xml.rels"]
    )
    original = clausecheck.load(data, options=ORIGINAL)
    assert original.text == f"The term is one year. {AUTO_RENEWAL}" and original.revisions.comments


def test_characters_that_xml_cannot_hold_break_nothing():
    word = Word()
    word.paragraph(AUTO_RENEWAL)
    review = analyzer().review(word.bytes(), name="x.docx")
    odd = [each.model_copy(update={"message": "a\x00b\x1b[31mc\ufffed\ud800<&"}) for each in review.report.findings]
    report = review.report.model_copy(update={"findings": odd})
    data = annotate(replace(review, report=report), REDLINE)
    assert {said[1] for said in comments_of(data).values()} == {"abcd<&"}


@pytest.mark.parametrize("name", ["saas_subscription.pdf", "text/saas_subscription.md"])
def test_what_is_no_docx_cannot_be_given_back_as_one(name):
    with pytest.raises(UnsupportedFormat, match=r"Only a DOCX file can be given back as one; .* html\.$"):
        annotate(analyzer().review(FOLDER / name), PLAIN)


def test_a_part_that_nobody_read_and_that_is_damaged_is_corrupt():
    word = Word()
    word.paragraph(AUTO_RENEWAL)
    given = rezipped(word.bytes(), {"word/extra.bin": b"0123456789" * 50})
    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        item = archive.getinfo("word/extra.bin")
        place = item.header_offset + 30 + len(item.filename)
    broken = given[:place] + b"\xff" * 8 + given[place + 8 :]
    with pytest.raises(clausecheck.errors.Corrupt):
        reviewed(broken)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_keeps_comments_and_proposals(tmp_path):
    name = "call_centre_msa_vendor_paper"
    (tmp_path / "in.docx").write_bytes(annotated(name, REDLINE))
    for kind in ("docx:MS Word 2007 XML", "pdf"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "out"), "in.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    resaved = (tmp_path / "out" / "in.docx").read_bytes()
    assert comments_of(resaved).values() and len(comments_of(resaved)) == len(comments_of(annotated(name, REDLINE)))
    inserted = [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in root_of(resaved).iter(qn("w:p"))
        if any(change.get(qn("w:author")) == "clausecheck" for change in paragraph.iterchildren(qn("w:ins")))
    ]
    asked = [finding for finding in review_of(name).report.findings if finding.status in TO_ASK_FOR]
    assert len([words for words in inserted if words.startswith("[Proposed: ")]) == len(asked)
    assert (tmp_path / "out" / "in.pdf").read_bytes().startswith(b"%PDF")


def test_the_price_in_a_sentence_is_not_struck_with_what_is_refused():
    document = docx.Document()
    document.add_paragraph('This Agreement is made between Acme Retail plc ("Client") and Beta Support Ltd ("Vendor").')
    document.add_paragraph(
        "1. The monthly fee is USD 10,000 and Client shall purchase at least 500 hours in each month."
    )
    stream = io.BytesIO()
    document.save(stream)
    review = clausecheck.Analyzer().review(stream.getvalue(), name="contract.docx")
    body = root_of(annotate(review, REDLINE), "word/document.xml")
    gone = ["".join(each.itertext()) for each in body.iter(qn("w:del"))]
    assert gone == [" and Client shall purchase at least 500 hours in each month"]
    assert any("[Proposed: No minimum commitment]" in "".join(each.itertext()) for each in body.iter(qn("w:ins")))


def test_a_proposal_comes_before_signatures_that_stand_on_one_line():
    lines = (
        "Lawn Agreement",
        "The Supplier shall mow the lawn of the Customer.",
        "Acme plc   By: ____________     Beta Ltd   By: ____________",
        "ORDER FORM NO. 1",
        "1. The Customer orders ten lawns.",
    )
    found = proposed_near("mow the lawn", *lines)
    assert found.index("PROPOSED") == 2


CAP = (
    "1. Liability. The Provider's total liability under this Agreement shall not exceed the fees of one (1) month. "
    "This ceiling applies to all claims without exception."
)


def test_adverse_words_that_stay_beside_a_proposal_are_told_with_it():
    word = Word()
    word.paragraph('This Agreement is made between Acme plc ("Customer") and Beta Ltd ("Provider").')
    word.paragraph(CAP)
    review = clausecheck.Analyzer("outsourcing").review(word.bytes(), name="contract.docx")
    said = comments_of(annotate(review, REDLINE)).values()
    (cap,) = [lines for lines in said if "Liability of the provider for a year's fees" in lines[0]]
    stays = "words that stay beside it, which are to be struck or changed too: “This ceiling applies to all claims"
    assert any(stays in line for line in cap)
