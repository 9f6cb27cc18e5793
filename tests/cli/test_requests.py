import base64
import io
import json
from pathlib import Path

import pytest

from clausecheck.cli.requests import read_requests
from clausecheck.discovery import DocumentBytes
from clausecheck.report.model import FileError

SECRET = "Provider shall pay Customer USD 4,000,000"
CLAUSE = "The Customer may audit the Supplier\u2019s records."
MISFORMED = [
    ("{", "it is not JSON"),
    ("", "it is not JSON"),
    ("[1]", "it is no object"),
    ('"msa.pdf"', "it is no object"),
    ('{"id": 1e999, "path": "a.pdf"}', "it is not JSON"),
    ('{"id": NaN, "path": "a.pdf"}', "it is not JSON"),
    ('{"text": "\\ud800"}', "text is no text"),
    ('{"pth": "a.pdf"}', "it has a key that is none of id, path, text, content, name, password; did you mean 'path'"),
    ('{"id": ' + "[" * 5000 + "]" * 5000 + "}", "it is not JSON"),
    ("{}", "one of path, text and content is wanted"),
    ('{"path": "a.pdf", "text": "This Agreement"}', "one of path, text and content is wanted"),
    ('{"path": "a.pdf", "name": "b.pdf"}', "a path has a name already"),
    ('{"path": ["a.pdf"]}', "path is no text"),
    ('{"path": "a.pdf", "password": 7}', "password is no text"),
    ('{"content": "JVBERi0xLjc"}', "content is no base64"),
    ('{"content": "JVBE Ri0x"}', "content is no base64"),
    ('{"content": 7}', "content is no base64"),
    (f'{{"{SECRET}": 1}}', "it has a key that is none of id, path, text, content, name, password"),
]


def read(*lines: str | bytes, longest: int = 100_000):
    stream = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(read_requests(io.BytesIO(stream), longest))


def test_a_document_is_a_path_a_text_or_the_bytes_of_a_file():
    content = base64.b64encode(b"%PDF-1.7").decode()
    path, text, file = read(
        '{"id": 1, "path": "contracts/msa.pdf"}',
        json.dumps({"id": 2, "text": CLAUSE, "name": "clause.md"}),
        json.dumps({"id": 3, "content": content, "name": "msa.pdf", "password": "open sesame"}),
    )
    assert path.document == Path("contracts/msa.pdf")
    assert text.document == DocumentBytes(CLAUSE.encode(), "clause.md")
    assert file.document == DocumentBytes(b"%PDF-1.7", "msa.pdf")
    assert [each.password for each in (path, text, file)] == [None, None, "open sesame"]


def test_an_answer_has_its_id_though_the_text_is_none():
    (request,) = read('{"id": 10, "text": "The \\ud800 Customer may terminate"}')
    assert (request.id, request.document.error.code) == ("10", "bad-request")


def test_what_has_no_name_is_called_by_its_line():
    assert read("", '{"text": "This Agreement"}')[0].document.name == "line 2"


@pytest.mark.parametrize(
    "name", ['"a"', "7", "null", "true", '{"file": [1, 2.5]}', '"\\u2028"', "12345678901234567890123"]
)
def test_an_id_may_be_anything(name):
    (request,) = read(f'{{"id": {name}, "path": "a.pdf"}}')
    assert json.loads(request.id) == json.loads(name)
    assert request.id.isascii()


def test_a_request_needs_no_id():
    assert read('{"path": "a.pdf"}')[0].id == "null"


@pytest.mark.parametrize(("line", "reason"), MISFORMED, ids=[reason for _, reason in MISFORMED])
def test_a_line_that_is_no_request_is_an_error_with_its_number(line, reason):
    before, refused, after = read('{"path": "a.pdf"}', line or "\ufffd", '{"path": "b.pdf"}')
    assert isinstance(refused.document, FileError)
    assert refused.document.error.code == "bad-request"
    assert refused.document.error.message == f"Line 2 is no request: {reason}."
    assert refused.document.document.name == "line 2"
    assert (before.document, after.document) == (Path("a.pdf"), Path("b.pdf"))


def test_the_id_of_an_object_that_is_no_request_is_told():
    assert read('{"id": "m-7", "pth": "a.pdf"}')[0].id == '"m-7"'


def test_a_line_that_is_no_utf8_is_no_request():
    assert isinstance(read(b'{"path": "\xff.pdf"}')[0].document, FileError)


def test_a_mark_at_the_beginning_and_line_ends_of_windows_do_no_harm():
    (request,) = read(b'\xef\xbb\xbf{"path": "a.pdf"}\r\n')
    assert request.document == Path("a.pdf")


def test_lines_of_white_space_are_passed_over_and_counted():
    requests = read("", '{"path": "a.pdf"}', " \t", "}")
    assert [type(each.document) for each in requests] == [type(Path()), FileError]
    assert requests[1].document.document.name == "line 4"


def test_a_line_that_is_too_long_is_an_error_and_the_next_one_is_read():
    longest = len('{"path": "a.pdf"}\n')
    fits, long, after = read('{"path": "a.pdf"}', '{"path": "bb.pdf"}', '{"path": "c.pdf"}', longest=longest)
    assert long.document.error.code == "limit-exceeded"
    assert "Line 2 is longer than 18 bytes" in long.document.error.message
    assert (fits.document, after.document) == (Path("a.pdf"), Path("c.pdf"))


def test_a_line_that_is_too_long_is_not_kept_in_memory():
    class Endless(io.RawIOBase):
        asked = 0

        def readline(self, size=-1):
            self.asked += 1
            assert size <= 1 << 16
            return b"x" * size if self.asked < 1000 else b""

    (refused,) = read_requests(Endless(), 100)
    assert refused.document.error.code == "limit-exceeded"


def test_requests_are_read_as_they_are_asked_for():
    stream = io.BytesIO(b'{"path": "a.pdf"}\n{"path": "b.pdf"}\n')
    next(read_requests(stream, 100))
    assert stream.read() == b'{"path": "b.pdf"}\n'
