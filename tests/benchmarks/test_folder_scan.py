from __future__ import annotations

from benchmarks.folder_scan import Run, Scan, filled, table

RUNS = (Run("one process", 100.0, 90.4), Run("two processes", 50.0, 91.0), Run("redline-buddy", 200.0))


def test_a_folder_is_filled_over_again_under_other_names(tmp_path):
    (tmp_path / "corpus" / "annexes").mkdir(parents=True)
    for name in ("a.pdf", "annexes/b.PDF", "notes.txt"):
        (tmp_path / "corpus" / name).write_bytes(name.encode())
    folder = filled(tmp_path / "contracts", tmp_path / "corpus", 60)
    files = sorted(folder.iterdir())
    assert len(files) == 60
    assert [path.read_bytes() for path in files[:2]] == [b"a.pdf", b"annexes/b.PDF"]
    assert sum(path.read_bytes() == b"a.pdf" for path in files) > 1
    assert not [path for path in files if path.suffix not in (".pdf", ".docx")]


def test_the_table_gives_ratios_of_runs_over_the_same_folder():
    text = "\n".join(table(Scan(500, 9_000, RUNS)))
    assert "500 contracts, 9,000 pages" in text
    assert "| two processes | 50.0 | 180 | 91 |" in text
    assert "2.00 times as fast with two processes as with one." in text
    assert "4.00 times as fast as redline-buddy." in text


def test_without_the_peer_nothing_is_said_of_it():
    assert "redline" not in "\n".join(table(Scan(500, 9_000, RUNS[:2])))
