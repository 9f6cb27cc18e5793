import pytest
from packaging.requirements import Requirement

import install_size

NEEDS = {
    "clausecheck": ["spacy>=3", "click", 'pyarrow; extra == "parquet"', 'clausecheck[parquet]; extra == "ray"'],
    "spacy": ["NumPy", "typer", 'colorama; sys_platform == "no such system"'],
    "typer": ["click"],
    "numpy": [],
    "click": [],
    "pyarrow": [],
}
SIZES = {"clausecheck": 3.0, "spacy": 100.0, "typer": 2.0, "numpy": 50.0, "click": 1.0, "pyarrow": 170.0}


@pytest.fixture(autouse=True)
def packages(monkeypatch):
    monkeypatch.setattr(install_size, "requires", NEEDS.get)
    monkeypatch.setattr(install_size, "size", SIZES.get)
    monkeypatch.setattr(install_size, "licence", lambda name: "MIT")


def test_what_several_need_is_named_once_and_what_other_systems_need_not_at_all():
    assert install_size.closure([Requirement("spacy"), Requirement("click")]) == {"spacy", "numpy", "typer", "click"}


def test_an_extra_may_be_made_of_another():
    wanted = install_size.asked_by("clausecheck", ("ray",))
    assert install_size.closure(wanted) == {"spacy", "numpy", "typer", "click", "pyarrow"}


def test_what_another_package_needs_anyway_does_not_leave():
    assert list(install_size.rows("core", install_size.asked_by("clausecheck"))) == [
        "| spacy | core | 100.0 | 153.0 | 152.0 | MIT |",
        "| click | core | 1.0 | 1.0 | 0.0 | MIT |",
    ]


def test_the_size_of_a_package_is_that_of_its_files_without_bytecode(monkeypatch):
    monkeypatch.undo()
    (files,) = (install_size.distribution(name).files for name in ["click"])
    plain = [file for file in files if file.suffix == ".py"]
    assert sum(file.locate().stat().st_size for file in plain) / 1e6 <= install_size.size("click") < 2
