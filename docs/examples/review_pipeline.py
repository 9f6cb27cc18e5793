"""Watch a folder for contracts, analyse them, and put each where somebody looks for it.

    python review_pipeline.py INBOX REVIEWED           watch, until it is stopped
    python review_pipeline.py INBOX REVIEWED --once    do what is there, and end

A contract leaves INBOX for a folder of its own in one of

    REVIEWED/passed        meets the playbook, and nothing is doubtful
    REVIEWED/review        meets it, but somebody has to look at a finding
    REVIEWED/blocked       does not meet it
    REVIEWED/unreadable    could not be analysed

with the report as JSON and a copy that shows the findings: comments in a DOCX, highlights in a PDF, else a web page. It
leaves when all of that is written: whenever the program is stopped, it goes on from there.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import shutil
import time
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

import clausecheck

FORMATS = {".docx": "docx", ".pdf": "pdf"}
SETTLED = 2.0  # seconds since a file was last written to; who is still copying it writes more often

log = logging.getLogger("review_pipeline")


def route(report: clausecheck.Report) -> str:
    """Say which folder a contract goes to. This is where your own rules go."""
    if not report.summary.passed:
        return "blocked"
    if any(finding.needs_review or finding.status in ("weak", "unverified") for finding in report.findings):
        return "review"
    return "passed"


def review(path: Path, scanner: clausecheck.Scanner) -> clausecheck.Annotated | clausecheck.FileError:
    """Analyse a contract, and annotate it in its own format where it has one that can be annotated."""
    wanted = FORMATS.get(path.suffix.lower(), "html")
    for format in dict.fromkeys((wanted, "html")):  # a file may be called .pdf and be none
        (result,) = scanner.annotate([path], clausecheck.Markup(format, redline=format == "docx"))
        if isinstance(result, clausecheck.Annotated) or result.error.code != "unsupported-format":
            break
    return result


def deliver(path: Path, result: clausecheck.Annotated | clausecheck.FileError, reviewed: Path) -> str:
    """Write what was found, then move the contract to it."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]  # two contracts may have one name
    if isinstance(result, clausecheck.Annotated):
        status, found = route(result.report), clausecheck.render(result.report, "json")
    else:
        status, found = "unreadable", clausecheck.render(result, "json")
    folder = reviewed / status / f"{path.stem}-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{path.name}.report.json").write_text(found, "utf-8")
    if isinstance(result, clausecheck.Annotated):
        (folder / f"{path.name}.review{suffix_of(result.content)}").write_bytes(result.content)
    shutil.move(path, folder / path.name)
    return status


def suffix_of(content: bytes) -> str:
    """Tell in which format a contract was annotated."""
    return ".pdf" if content.startswith(b"%PDF") else ".docx" if content.startswith(b"PK") else ".html"


def take(inbox: Path, reviewed: Path, scanner: clausecheck.Scanner, settled: float) -> int:
    """Do every contract that lies in the inbox and is complete; give how many that were."""
    ready = [path for path in sorted(inbox.iterdir()) if path.is_file() and not path.name.startswith((".", "~$"))]
    ready = [path for path in ready if time.time() - path.stat().st_mtime >= settled]
    for path in ready:
        status = deliver(path, review(path, scanner), reviewed)
        log.info("%s: %s", path.name, status)
    return len(ready)


def main() -> None:
    """Do what is in the inbox, once or for ever."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inbox", type=Path)
    parser.add_argument("reviewed", type=Path)
    parser.add_argument("--once", action="store_true", help="do what is there, and end")
    parser.add_argument("--playbook", default="outsourcing", help="the positions to hold contracts against")
    options = parser.parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s")
    log.setLevel(logging.INFO)
    analyzer = clausecheck.Analyzer(options.playbook)
    # In a process of its own, a contract that crashes the reader is one unreadable contract.
    with clausecheck.Scanner(analyzer, jobs=1) as scanner:
        if options.once:
            take(options.inbox, options.reviewed, scanner, settled=0)
            return
        with suppress(KeyboardInterrupt):
            # It also wakes up without a change, for the files that had not settled.
            for _ in watch(options.inbox, rust_timeout=1000, yield_on_timeout=True):
                take(options.inbox, options.reviewed, scanner, settled=SETTLED)


if __name__ == "__main__":
    main()
