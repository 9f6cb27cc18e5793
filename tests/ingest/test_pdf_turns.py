import subprocess
import sys
from threading import Barrier, BrokenBarrierError, Thread

from clausecheck.ingest.pdf_turns import in_turn
from tests.support.documents import Sheet, pdf

CLAUSE = "The Customer may terminate this Agreement for convenience upon thirty (30) days notice to the Supplier."

# Two threads inside PDFium at once end the process sooner or later, so this needs one of its own.
READERS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import clausecheck
from clausecheck.ingest.document import Document
from clausecheck.ingest.pdf_pictures import page_frames, page_picture

data = Path(sys.argv[1]).read_bytes()

def read(_):
    source = clausecheck.load(data)
    document = Document(data, "msa.pdf", None)
    boxes = source.boxes(clausecheck.Span(0, len(source.text)))
    return source.text, boxes, page_frames(document), page_picture(document, 1, width=200)

alone = read(None)
sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(8) as threads:
    print(sum(found == alone for found in threads.map(read, range(160))))
"""


def test_no_two_threads_are_in_such_functions_at_once():
    both = Barrier(2)
    met = []

    @in_turn
    def meet():
        try:
            both.wait(timeout=0.2)
            met.append(True)
        except BrokenBarrierError:
            met.append(False)

    threads = [Thread(target=meet) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == [False, False]


def test_a_function_may_call_another_one_and_gives_what_it_gives():
    @in_turn
    def inner(word, *, times):
        return word * times

    @in_turn
    def outer():
        return inner("no", times=2)

    assert outer() == "nono"
    assert inner.__name__ == "inner"


def test_threads_that_read_pdfs_at_once_find_what_one_finds(tmp_path):
    path = tmp_path / "msa.pdf"
    path.write_bytes(pdf(*[Sheet().text(72, 100, CLAUSE).text(72, 130, CLAUSE)] * 4))
    run = subprocess.run([sys.executable, "-c", READERS, str(path)], capture_output=True, text=True)
    assert (run.returncode, run.stdout.strip()) == (0, "160"), run.stderr
