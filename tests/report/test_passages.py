from hypothesis import given
from hypothesis import strategies as st

from clausecheck.ingest import load
from clausecheck.ingest.source import Block, Page, Source
from clausecheck.report.passages import Mark, passages, with_headings
from clausecheck.spans import Span
from clausecheck.structure import parse

GRANT = "Vendor may terminate at any time."
DENIAL = "Client may not terminate."


def source_of(*blocks: str, pages: tuple[Page, ...] = ()) -> Source:
    spans, start = [], 0
    for block in blocks:
        spans.append(Span(start, start + len(block)))
        start += len(block) + 1
    return Source(
        name="msa.txt",
        path=None,
        sha256="",
        media_type="text/plain",
        text="\n".join(blocks),
        blocks=tuple(map(Block, spans)),
        pages=pages,
    )


def mark(source: Source, words: str, *, finding: int = 1, status: str = "adverse", evidence: str = "") -> Mark:
    start = source.text.index(words)
    inner = [source.text.index(evidence)] if evidence else []
    anchor = f"words-{finding}"
    return Mark(
        Span(start, start + len(words)), finding, status, anchor, tuple(Span(at, at + len(evidence)) for at in inner)
    )


def shown(parts) -> list[tuple[str, list[int]]]:
    return [("".join(run.text for run in part.runs), part.findings) for part in parts]


def test_a_paragraph_is_cut_where_a_mark_begins_and_ends():
    source = source_of(f"9. {GRANT} {DENIAL}")
    (paragraph,) = passages(source, [mark(source, DENIAL)])
    assert shown(paragraph.parts) == [(f"9. {GRANT} ", []), (DENIAL, [1])]
    assert paragraph.parts[1].anchors == ("words-1",)


def test_the_words_that_decide_are_runs_of_their_own():
    source = source_of(DENIAL)
    (paragraph,) = passages(source, [mark(source, DENIAL, evidence="may not")])
    (part,) = paragraph.parts
    assert [(run.text, run.evidence) for run in part.runs] == [
        ("Client ", False),
        ("may not", True),
        (" terminate.", False),
    ]


def test_where_marks_overlap_the_worst_status_shows_and_all_findings_are_named():
    source = source_of(f"{GRANT} {DENIAL}")
    both = [
        mark(source, f"{GRANT} {DENIAL}", finding=1, status="weak"),
        mark(source, DENIAL, finding=2, status="adverse"),
    ]
    (paragraph,) = passages(source, both)
    assert shown(paragraph.parts) == [(f"{GRANT} ", [1]), (DENIAL, [2, 1])]
    assert [part.status for part in paragraph.parts] == ["weak", "adverse"]


def test_an_anchor_stands_once_where_its_mark_begins():
    source = source_of(GRANT, DENIAL)
    whole = Mark(Span(0, len(source.text)), 1, "met", "words-1")
    parts = [part for passage in passages(source, [whole]) for part in passage.parts]
    assert [part.anchors for part in parts] == [("words-1",), ()]


def test_an_unreadable_page_stands_where_it_is_missing():
    end, start = len(GRANT), len(GRANT) + 1
    pages = (
        Page(1, Span(0, end)),
        Page(2, Span(start, start), readable=False),
        Page(3, Span(start, start + len(DENIAL))),
    )
    source = source_of(GRANT, DENIAL, pages=pages)
    order = [passage.page.number if passage.page else passage.kind for passage in passages(source, [])]
    assert order == [1, "paragraph", 2, 3, "paragraph"]


def test_unreadable_pages_at_the_end_are_shown():
    pages = (Page(1, Span(0, len(GRANT))), Page(2, Span(len(GRANT), len(GRANT)), readable=False))
    assert [each.kind for each in passages(source_of(GRANT, pages=pages), [])] == ["page", "paragraph", "page"]


def test_a_page_that_begins_inside_a_paragraph_is_shown_there():
    turn = GRANT.index("at any time")
    source = source_of(GRANT, pages=(Page(1, Span(0, turn)), Page(2, Span(turn, len(GRANT)))))
    _, paragraph = passages(source, [mark(source, GRANT)])
    assert [part.page.number if part.page else shown([part])[0][0] for part in paragraph.parts] == [
        "Vendor may terminate ",
        2,
        "at any time.",
    ]


def test_rows_make_tables_whose_headers_are_known():
    source = load(b"# SLA\n\n| Metric | Target |\n|---|---|\n| Uptime | 99.9% |\n| Calls | 80% |\n", name="a.md")
    heading, table = passages(source, [mark(source, "99.9%")])
    assert (heading.kind, table.kind) == ("heading", "table")
    assert [row.header for row in table.rows] == [True, False, False]
    assert shown(table.rows[1].cells[1]) == [("99.9%", [1])]


def test_nothing_of_the_text_is_lost_or_said_twice():
    source = source_of(GRANT, f"{DENIAL} {GRANT}", "Signed ______________ for Vendor")
    marks = [mark(source, GRANT), mark(source, DENIAL, finding=2), Mark(Span(3, 70), 3, "met", "words-3")]
    blocks = [text for passage in passages(source, marks) for text in ["".join(t for t, _ in shown(passage.parts))]]
    assert "\n".join(blocks) == source.text


def test_dots_and_lines_to_sign_on_are_told_from_words():
    source = source_of("1. DEFINITIONS............................. 2")
    (entry,) = passages(source, [])
    assert [(run.text, run.filler) for run in entry.parts[0].runs] == [
        ("1. DEFINITIONS", False),
        ("." * 29 + " ", True),
        ("2", False),
    ]


def test_numbered_titles_of_plain_text_become_headings():
    text = b"MASTER SERVICES AGREEMENT\n\n1. TERMINATION\n\n1.1 Either party may terminate on sixty days' notice.\n"
    source = with_headings(parse(load(text, name="msa.txt")))
    kinds = {source.text[block.span.start : block.span.end]: block.kind for block in source.blocks}
    assert kinds["1. TERMINATION"] == "heading"
    assert kinds["1.1 Either party may terminate on sixty days' notice."] == "paragraph"


@given(st.data())
def test_whatever_is_marked_the_text_stays_whole_and_each_mark_holds_its_words(data):
    blocks = data.draw(st.lists(st.text("ab .\u202e", min_size=1), min_size=1, max_size=4))
    source = source_of(*blocks)
    ends = st.integers(0, len(source.text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=4))
    inner = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=2))
    evidence = tuple(Span(*each) for each in inner)
    marks = [Mark(Span(*span), number, "weak", f"words-{number}", evidence) for number, span in enumerate(spans)]
    shown_blocks = [shown(passage.parts) for passage in passages(source, marks)]
    assert ["".join(text for text, _ in block) for block in shown_blocks] == blocks
    for number, (start, end) in enumerate(spans):
        found = "".join(text for block in shown_blocks for text, findings in block if number in findings)
        assert found == source.text[start:end].replace("\n", "")
