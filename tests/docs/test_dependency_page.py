import re
import sys

import dependency_page
from dependency_page import CORE, WHY, direct_dependencies, imports, places

OWN = {"", "clausecheck"}
OF_PYDANTIC = {"pydantic_core", "typing_extensions"}  # the one is half of it, the other only for type checkers
USER_EXTRAS = ("ocr", "parquet", "ray")


def test_every_dependency_has_a_reason_and_every_reason_a_dependency():
    assert {name for names in direct_dependencies().values() for name in names} == set(WHY)


def test_whatever_the_package_imports_is_asked_for():
    asked = [name for group in (CORE, *USER_EXTRAS) for name in direct_dependencies()[group]]
    known = {dependency_page._MODULES.get(name, name) for name in asked}
    outside = {module for _, module in imports()} - OWN - OF_PYDANTIC - sys.stdlib_module_names
    assert {"click", "docx", "spacy"} <= outside
    assert outside <= known


def test_whatever_the_core_asks_for_is_imported():
    assert [name for name in direct_dependencies()[CORE] if not places(name)] == []


def test_an_import_in_a_function_counts_and_goes_by_its_package():
    assert places("rapidocr") == ["ingest"]
    assert places("python-docx") == ["ingest"]
    assert places("cryptography") == ["cache"]


def test_every_dependency_of_a_user_is_weighed():
    page = dependency_page.PAGE.read_text("utf-8")
    weighed = set(re.findall(r"^\| (\S+) \| (\w+) \| [\d.]+ \| [\d.]+ \| [\d.]+ \|", page, re.MULTILINE))
    asked = direct_dependencies()
    weighed.add(("tomli", CORE))  # which is only installed before Python 3.11
    assert weighed == {(name, group) for group in (CORE, *USER_EXTRAS, "training") for name in asked[group]}
