import ast
import importlib
import importlib.metadata
import inspect
import json
import subprocess
import sys

import pytest

import clausecheck
from clausecheck import errors

HEAVY = ("ray", "pyarrow", "fsspec", "spacy", "pydantic", "pdfplumber", "pypdfium2", "docx", "yaml", "click")


def modules_after(statements: str) -> set[str]:
    code = f"{statements}\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_the_names_are_sorted():
    assert clausecheck.__all__ == sorted(clausecheck.__all__)


@pytest.mark.parametrize("name", clausecheck.__all__)
def test_every_name_resolves(name):
    assert getattr(clausecheck, name) is not None


def test_the_package_offers_no_other_name():
    assert dir(clausecheck) == clausecheck.__all__
    with pytest.raises(AttributeError, match="no attribute 'Analyser'"):
        clausecheck.Analyser  # noqa: B018


def test_type_checkers_are_told_of_the_same_names():
    tree = ast.parse(inspect.getsource(clausecheck))
    guarded = next(node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(guarded)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    served = {f"clausecheck.{home}.{name}" for home, names in clausecheck._HOMES.items() for name in names}
    assert imported == served


def test_a_public_function_shares_its_name_with_no_module():
    for name in clausecheck.__all__:
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(f"clausecheck.{name}")


def test_every_error_can_be_caught_by_a_public_name():
    defined = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert defined <= set(clausecheck.__all__)


def test_the_version_is_that_of_the_installed_package():
    assert clausecheck.__version__ == importlib.metadata.version("clausecheck")


def test_importing_the_package_loads_nothing_heavy():
    assert modules_after("import clausecheck").isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", ["--help", "patterns --help", "patterns try --help", "playbooks --help"])
def test_help_needs_neither_patterns_nor_figures(arguments):
    run = f"from clausecheck.cli.program import program\nprogram({arguments.split()!r}, standalone_mode=False)"
    assert modules_after(run).isdisjoint({"pydantic", "numpy"})


@pytest.mark.parametrize("arguments", ["--help", "--version", "patterns list", "playbooks list", "patterns --help"])
def test_light_commands_leave_spacy_alone(arguments):
    run = f"from clausecheck.cli.program import program\nprogram({arguments.split()!r}, standalone_mode=False)"
    assert modules_after(run).isdisjoint({"spacy", "thinc", "rapidfuzz"})
