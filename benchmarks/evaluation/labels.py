"""Labels: what annotators say of a contract, read from the four kinds of folders that carry labels."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from clausecheck._yaml import YamlFile
from clausecheck.detect.clause import Clause
from clausecheck.spans import Span

Part = Literal["tuning", "held-back", "all"]

CUAD_COLUMNS = {
    "termination_for_convenience": "Termination for Convenience",
    "audit_rights": "Audit Rights",
    "ip_ownership": "IP Ownership Assignment",
    "auto_renewal": "Renewal Term",
    "liability_cap": "Cap On Liability",
    "liability_uncapped": "Uncapped Liability",
    "liquidated_damages": "Liquidated Damages",
    "insurance": "Insurance",
    "warranty_duration": "Warranty Duration",
    "governing_law": "Governing Law",
    "third_party_beneficiary": "Third Party Beneficiary",
    "assignment": "Anti-Assignment",
    "change_of_control": "Change of Control",
    "exclusivity": "Exclusivity",
    "non_compete": "Non-Compete",
    "non_solicitation": "No-Solicit of Employees",
    "minimum_commitment": "Minimum Commitment",
    "most_favored_customer": "Most Favored Nation",
    "joint_ip": "Joint IP Ownership",
    "exit_assistance": "Post-Termination Services",
}
CORE = (
    "termination_for_convenience",
    "audit_rights",
    "ip_ownership",
    "auto_renewal",
    "breach_notification",
    "service_levels",
    "sla_penalties",
)
"""The clauses that decide a service contract, measured in every way there is."""
_FURTHER = sorted({path.stem for path in (Path(__file__).parents[1] / "mini_contracts").glob("*/*.yaml")})
CLAUSE_TYPES = tuple(dict.fromkeys((*CORE, *CUAD_COLUMNS, *_FURTHER)))
"""Every clause type that any contract is labelled for: those that decide first, then those of CUAD."""
AGREEMENT_NAMES = {
    "data_return": "data_return_deletion",
    "exit_assistance": "transition_assistance",
    "subcontracting": "subcontracting_control",
}
"""What the labels of agreements call a clause type, where they do not call it as the patterns do."""
ATTRIBUTES = {
    "termination_for_convenience": ("holder", "notice_days", "scope"),
    "audit_rights": ("holder", "notice_days", "per_year"),
    "ip_ownership": ("owner",),
    "auto_renewal": ("term_months", "optout_notice_days"),
    "breach_notification": ("deadline_hours", "notifier", "trigger"),
    "sla_penalties": ("kind", "percent"),
}
MINIS = ("tuning", "held-back")
"""Folders of mini contracts, a file a clause type in each; their names are the parts."""


@dataclass(frozen=True)
class Label:
    """What the annotators say of one clause type in one contract."""

    present: bool
    texts: tuple[str, ...] = ()
    imitations: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    attributes: dict[str, Any] = field(default_factory=dict)
    customer_side: bool = False
    """Whether a right that only the provider holds, or a duty that only the customer bears, counts as absent."""
    refusals: tuple[str, ...] = ()
    """Words that expressly refuse the right and have to be read as a refusal."""
    asides: tuple[str, ...] = ()
    """Further passages of the same type on which the label does not turn; finding them counts neither way."""

    def concerns(self, clause: Clause) -> bool:
        """Tell whether a clause grants what the annotators looked for, however unsure it is."""
        if clause.denied:
            return False
        if not self.customer_side:
            return True
        held_by_provider = "provider" in (clause.attributes.get("holder"), clause.attributes.get("owner"))
        return not held_by_provider and clause.attributes.get("notifier") != "customer"


Labels = dict[str, Label]


@dataclass(frozen=True)
class Document:
    """One contract with its labels by clause type; `part` is empty where a folder has no parts.

    A mini contract has its `text` here; `path` is the file that it stands in with others.
    """

    path: Path
    name: str
    labels: Labels
    part: str = ""
    text: str = ""


def is_held_back(stem: str) -> bool:
    """Tell whether a contract may not be read while tuning: five eighteenths, chosen by the hash of its name."""
    number = int(hashlib.sha256(stem.encode()).hexdigest(), 16)
    return number % 3 == 0 and number // 3 % 6 != 0


def documents(folder: Path, suffix: str = "txt", part: Part = "all") -> list[Document]:
    """List the labelled documents of a folder in order of their names; CUAD's in one format, and of one part."""
    if (folder / "labels.json").exists():
        agreements = read_agreements(folder)
        paths = sorted((folder / "docs").iterdir())
        return [Document(path, path.stem, agreements[path.stem]) for path in paths if path.stem in agreements]
    if (folder / "expected").is_dir():
        samples = read_samples(folder)
        paths = sorted(path for path in folder.iterdir() if path.suffix in (".docx", ".pdf"))
        return [Document(path, path.name, samples[path.stem]) for path in paths if path.stem in samples]
    if any((folder / name).is_dir() for name in MINIS):
        return [mini for mini in read_minis(folder) if part in ("all", mini.part)]
    cuad = read_cuad(folder)
    # The public download keeps its PDFs in subfolders, some with an upper-case suffix.
    found = (folder / f"full_contract_{suffix}").rglob("*")
    paths = sorted(path for path in found if path.suffix.lower() == f".{suffix}" and path.stem in cuad)
    listed = [
        Document(path, path.stem, cuad[path.stem], "held-back" if is_held_back(path.stem) else "tuning")
        for path in paths
    ]
    return [document for document in listed if part in ("all", document.part)]


def read_cuad(folder: Path) -> dict[str, Labels]:
    """Read the labels of CUAD and those beside it, by stem and clause type; an uncertain label is left out."""
    csv.field_size_limit(10**9)
    labels: dict[str, Labels] = {}
    with (folder / "master_clauses.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            row = {key.casefold(): value for key, value in row.items() if key}
            stem = row["filename"].removesuffix(".pdf").removesuffix(".txt")
            labels[stem] = {name: _cuad_label(row[column.casefold()]) for name, column in CUAD_COLUMNS.items()}
    extra = folder / "extra_labels.jsonl"
    for line in extra.read_text("utf-8").splitlines() if extra.exists() else ():
        record = json.loads(line)
        stem = record.pop("contract")
        source = folder / "full_contract_txt" / f"{stem}.txt"
        text = source.read_text("utf-8") if source.exists() else ""
        known = labels.setdefault(stem, {})
        for name, entry in record.items():
            if entry.get("uncertain"):
                known.pop(name, None)
            else:
                known[name] = _extra_label(entry, known.get(name), text)
    return labels


def _cuad_label(text: str) -> Label:
    texts = tuple(ast.literal_eval(text)) if text.strip() else ()
    return Label(bool(texts), texts)


def _extra_label(entry: dict[str, Any], cuad: Label | None, text: str) -> Label:
    spans = tuple(Span(start, end) for start, end in entry.get("spans", ()))
    attributes = {key: value for key, value in entry.items() if key not in ("present", "spans", "uncertain")}
    # Offsets hold for the text file only; the words hold for the PDF as well.
    texts = (*(cuad.texts if cuad else ()), *filter(None, (text[span.start : span.end] for span in spans)))
    return Label(bool(entry["present"]), texts, (), spans, attributes)


def read_agreements(folder: Path) -> dict[str, Labels]:
    """Read the labels of a folder of agreements, by file name and clause type; an ambiguous one is left out."""
    labels: dict[str, Labels] = {}
    for record in json.loads((folder / "labels.json").read_text("utf-8")):
        known = labels.setdefault(Path(record["file"]).stem, {})
        for name in CLAUSE_TYPES:
            entry = record.get(AGREEMENT_NAMES.get(name, name))
            if not entry or entry.get("ambiguous"):
                continue
            quote = (entry["quote"],) if entry.get("quote") and entry["present"] else ()
            imitation = (entry["counter_quote"],) if entry.get("counter_quote") else ()
            attributes = {("term_months" if key == "renewal_months" else key): value for key, value in entry.items()}
            known[name] = Label(entry["present"], quote, imitation, (), attributes, customer_side=True)
    return labels


def read_samples(folder: Path) -> dict[str, Labels]:
    """Read the expected readings of the sample contracts, by name and clause type."""
    paths = sorted((folder / "expected").glob("*.yaml"))
    return {path.stem: _sample_labels(YamlFile(path).data["clauses"]) for path in paths}


def _sample_labels(clauses: dict[str, dict[str, Any]]) -> Labels:
    return {
        name: Label(
            present=entry["present"],
            texts=(entry["quote"],) if entry["present"] else (),
            attributes=entry.get("attributes", {}) if entry["present"] else {},
            customer_side="provider" not in (entry.get("attributes", {}).get(key) for key in ("holder", "owner")),
            refusals=(entry["quote"],) if entry.get("denied") else (),
            asides=tuple(aside["quote"] for aside in entry.get("also", ())),
        )
        for name, entry in clauses.items()
    }


def read_minis(folder: Path) -> list[Document]:
    """Read mini contracts, each with one provision of interest and a label for it."""
    return [
        Document(path, entry["id"], {path.stem: _mini_label(entry)}, part, entry["text"])
        for part in MINIS
        for path in sorted((folder / part).glob("*.yaml"))
        for entry in YamlFile(path).data
    ]


def _mini_label(entry: dict[str, Any]) -> Label:
    refusals = (entry["text"],) if entry.get("denied") else ()
    return Label(entry["present"], attributes=entry.get("attributes", {}), refusals=refusals)
