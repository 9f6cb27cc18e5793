from __future__ import annotations

from clausecheck.patterns import bundled


def test_the_bundled_folder_holds_patterns_and_playbooks():
    assert {path.name for path in bundled().iterdir() if path.is_dir()} >= {
        "clauses",
        "fragments",
        "context",
        "playbooks",
    }
