import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "clausecheck"
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}

MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_FUNCTION = 60
MOST_PARAMETERS = 5
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "core", "tools"}
MAY_PRINT = {"cli"}
MAY_USE_THE_ROOT = {"cli", "integrations"}
NOT_MIRRORED = {"browser", "support", "scenarios", "golden"}
ABOUT_THE_WHOLE = {
    "test_architecture",
    "test_boxes",
    "test_bundled_patterns",
    "test_docs",
    "test_formats",
    "test_fuzz",
    "test_offline",
    "test_public_names",
    "test_quotes",
    "test_regimes",
    "test_reproducibility",
    "test_site",
    "test_traps",
}


def inside(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


each_module = pytest.mark.parametrize("path", MODULES, ids=inside)


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(TREES[path]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_the_package_was_found():
    assert len(MODULES) > 20


@each_module
def test_a_module_is_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES_OF_A_MODULE


@each_module
def test_functions_are_short(path):
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in functions(path)}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


@each_module
def test_functions_take_few_parameters(path):
    taken = {
        node.name: [
            argument.arg
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            if argument.arg not in ("self", "cls")
        ]
        for node in functions(path)
    }
    assert {name: names for name, names in taken.items() if len(names) > MOST_PARAMETERS} == {}


@each_module
def test_no_module_is_a_drawer(path):
    assert DRAWERS.isdisjoint((path.stem, *path.relative_to(PACKAGE).parts))


@each_module
def test_only_the_command_line_prints(path):
    calls = [node for node in ast.walk(TREES[path]) if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"]
    assert not calls or path.relative_to(PACKAGE).parts[0] in MAY_PRINT


@each_module
def test_the_public_names_are_for_others(path):
    if path.relative_to(PACKAGE).parts[0] in MAY_USE_THE_ROOT:
        return
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.ImportFrom):
            assert node.module != "clausecheck" and not node.level
        elif isinstance(node, ast.Import):
            assert "clausecheck" not in [alias.name for alias in node.names]


def is_mirrored(place: Path) -> bool:
    """Tell whether a test file stands where its subject does: module, function or bundled definition."""
    name = place.stem.removeprefix("test_")
    package = PACKAGE / place.parent / "__init__.py"
    if package in TREES and name in {node.name for node in functions(package)}:
        return True
    folders = (PACKAGE / place.parent, ROOT / place.parent)  # scripts and data beside the package are mirrored as well
    subjects = (f"{name}.py", f"_{name}.py", name)
    found = any((folder / subject).exists() for folder in folders for subject in subjects)
    return found or any((ROOT / "patterns").rglob(f"{name}.yaml"))


def test_tests_mirror_the_package():
    stray = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        place = path.relative_to(ROOT / "tests")
        whole = place.parts[0] in NOT_MIRRORED or place.stem in ABOUT_THE_WHOLE
        if not whole and not is_mirrored(place):
            stray.append(place.as_posix())
    assert stray == []
