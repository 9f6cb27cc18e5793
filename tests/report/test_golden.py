"""Every form of the report on every sample contract, as it was last looked at.

`pytest tests/report/test_golden.py --snapshot-update` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path

import clausecheck

SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"
NAMES = sorted(path.stem for path in (SAMPLES / "expected").glob("*.yaml"))
SUFFIXES = {"markdown": "md", "text": "txt", "sarif": "sarif.json", "csv-contracts": "contracts.csv"}
TEXTS = [name for name in clausecheck.TEXT_FORMATS if name != "html"]
