import json

import pytest
from click.testing import CliRunner

from clausecheck.cli.program import program

CONTRACT = (
    'This Services Agreement is made between Northwind Retail, Inc. ("Client") and BrightCall Ltd. ("Vendor").\n\n'
    "1. Term. Either party may terminate this Agreement for convenience on thirty (30) days' written notice.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "msa.txt").write_text(CONTRACT, "utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(program, [*arguments, "--jobs", "0"])


def report(*arguments):
    result = run("msa.txt", "--format", "json", "--fail-on", "never", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def playbook(*arguments):
    return report(*arguments)["playbook"]["id"]


def test_a_file_beside_the_contract_gives_the_defaults(folder):
    (folder / "clausecheck.toml").write_text('playbook = "saas"\nside = "provider"\n')
    judged = report()["playbook"]
    assert (judged["id"], judged["side"]) == ("saas", "provider")


def test_what_is_typed_prevails(folder):
    (folder / "clausecheck.toml").write_text('playbook = "saas"\n')
    assert playbook("--playbook", "dora") == "dora"


def test_a_file_further_up_serves_the_folders_below(folder, monkeypatch):
    (folder / "clausecheck.toml").write_text('playbook = "ours/positions.yaml"\n')
    (folder / "ours").mkdir()
    (folder / "ours" / "positions.yaml").write_text('id: ours\ntitle: Ours\nversion: "1"\nextends: saas\n', "utf-8")
    (folder / "2026").mkdir()
    (folder / "msa.txt").rename(folder / "2026" / "msa.txt")
    monkeypatch.chdir(folder / "2026")
    assert playbook() == "ours"


def test_a_playbook_with_a_slash_is_a_file_whatever_its_ending(folder, monkeypatch):
    (folder / "clausecheck.toml").write_text('playbook = "ours/positions"\n')
    (folder / "ours").mkdir()
    (folder / "ours" / "positions").write_text('id: ours\ntitle: Ours\nversion: "1"\nextends: saas\n', "utf-8")
    (folder / "2026").mkdir()
    (folder / "msa.txt").rename(folder / "2026" / "msa.txt")
    monkeypatch.chdir(folder / "2026")
    assert playbook() == "ours"


def test_a_pyproject_has_a_table_for_it_or_is_passed_over(folder, monkeypatch):
    (folder / "pyproject.toml").write_text('[tool.clausecheck]\nplaybook = "saas"\n')
    (folder / "inner").mkdir()
    (folder / "inner" / "pyproject.toml").write_text('[project]\nname = "inner"\n')
    (folder / "msa.txt").rename(folder / "inner" / "msa.txt")
    monkeypatch.chdir(folder / "inner")
    assert playbook() == "saas"


def test_its_own_file_goes_before_a_pyproject(folder):
    (folder / "pyproject.toml").write_text('[tool.clausecheck]\nplaybook = "saas"\n')
    (folder / "clausecheck.toml").write_text('playbook = "dora"\n')
    assert playbook() == "dora"


def test_none_stands_for_no_file_and_a_name_for_that_file(folder):
    (folder / "clausecheck.toml").write_text('playbook = "saas"\n')
    (folder / "other.toml").write_text('playbook = "dora"\n')
    assert playbook("--config", "none") == "outsourcing"
    assert playbook("--config", "other.toml") == "dora"


def test_lists_and_levels_are_taken_as_they_are_typed(folder):
    (folder / "msas").mkdir()
    (folder / "msa.txt").rename(folder / "msas" / "msa.txt")
    (folder / "msas" / "draft.txt").write_text(CONTRACT, "utf-8")
    (folder / "clausecheck.toml").write_text('exclude = ["draft*"]\nfail-on = "never"\nno-cache = true\n')
    result = run("msas", "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["document"]["name"] == "msa.txt"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('playbok = "saas"', "unknown key 'playbok'; did you mean 'playbook'?"),
        ('output = "x.json"', "'output' belongs to one run and is no setting"),
        ('password = "secret"', "'password' belongs to one run and is no setting"),
        ('side = "buyer"', "side: 'buyer' is not one of 'customer', 'provider'."),
        ("jobs = -1", "jobs: a whole number is wanted, 0 or more, not '-1'."),
        ('jobs = "two"', "jobs: a whole number is wanted, 0 or more, not 'two'."),
        ("playbook = ", "not valid TOML"),
        ("\xff", "not valid TOML"),
        ("tool = 1\n", "[tool.clausecheck] is for pyproject.toml"),
        ("jobs = " + "[" * 100_000, "not valid TOML"),
        ("jobs = true", "jobs: text or a number is wanted"),
        ("playbook = 3", "playbook: text is wanted, in quotes"),
        ("patterns = [3]", "patterns: text is wanted, in quotes"),
        ('playbook = ["saas"]', "playbook: text or a number is wanted"),
        ("cache = 3", "cache: text is wanted, in quotes"),
        ("time-limit = nan", "time-limit: a number of seconds above 0 is wanted, not 'nan'."),
    ],
)
def test_a_fault_is_told_with_the_file(folder, content, problem):
    (folder / "clausecheck.toml").write_bytes(content.encode("latin-1"))
    result = run("msa.txt")
    assert result.exit_code == 2
    assert f"{folder / 'clausecheck.toml'}: {problem}" in result.stderr
    assert "[option-error]" in result.stderr


def test_a_file_that_is_named_must_be_there(folder):
    result = run("msa.txt", "--config", "gone.toml")
    assert result.exit_code == 2
    assert "--config gone.toml: No such file or directory" in result.stderr


def test_what_is_no_configuration_is_not_read_to_its_end(folder):
    (folder / "clausecheck.toml").write_bytes(b"#" * (2 << 20))
    assert "too large" in run("msa.txt").stderr


def test_other_commands_take_what_concerns_them(folder):
    (folder / "clausecheck.toml").write_text('playbook = "saas"\nfail-on = "low"\npatterns = ["gone"]\n')
    result = CliRunner().invoke(program, ["patterns", "list"])
    assert result.exit_code == 2
    assert f"{folder / 'gone'}: there is no such file" in result.stderr


def test_a_folder_in_the_place_of_the_file_is_no_reason_to_go_without(folder):
    (folder / "clausecheck.toml").mkdir()
    result = run("msa.txt")
    assert result.exit_code == 2
    assert "a folder stands where the configuration file should be" in result.stderr


@pytest.fixture
def below(folder, monkeypatch):
    """Stand in a folder below the one that has the file, where nothing shows that there is one."""
    (folder / "2026").mkdir()
    (folder / "msa.txt").rename(folder / "2026" / "msa.txt")
    monkeypatch.chdir(folder / "2026")
    return folder


FAULTY = 'id: ours\ntitle: Ours\nversion: "1"\nextends: saas\nthreshold: often\n'


@pytest.mark.parametrize(
    ("content", "arguments", "told"),
    [
        ('playbook = "sass"', ["msa.txt"], "{file}: playbook: no playbook 'sass'; did you mean 'saas'?"),
        ('playbook = "ours.yaml"', ["msa.txt"], "{file}: playbook: set here, and at fault as told [playbook-error]"),
        ('patterns = ["gone"]', ["msa.txt"], "{file}: patterns: set here, and at fault as told [pattern-error]"),
        ('patterns = ["gone"]', ["msa.txt", "--playbook", "dora"], "{file}: patterns: set here, and at fault as told"),
        ('include = ["!"]', ["."], "{file}: include: --include: no pattern of file names: !"),
        ('exclude = ["*.txt"]', ["."], ". (exclude: set in {file}) [not-found]"),
        ('customer = "Buyer"', ["msa.txt"], "(customer: set in {file}) [option-error]"),
        ('cache = "2026/msa.txt/kept"', ["."], "{file}: cache: "),
    ],
)
def test_an_error_that_a_setting_causes_names_the_file_that_has_it(below, content, arguments, told):
    file = below / "clausecheck.toml"
    file.write_text(f"{content}\n", "utf-8")
    (below / "ours.yaml").write_text(FAULTY, "utf-8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert told.format(file=file) in result.stderr


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        ('playbook = "saas"', ["--playbook", "sass"]),
        ('customer = "Client"', ["--customer", "Buyer"]),
        ('side = "customer"', ["--playbook", "sass"]),
    ],
)
def test_an_error_that_what_is_typed_causes_does_not(below, content, arguments):
    (below / "clausecheck.toml").write_text(f"{content}\n", "utf-8")
    result = run("msa.txt", *arguments)
    assert result.exit_code == 2
    assert "clausecheck.toml" not in result.stderr


@pytest.mark.parametrize("name", ["clausecheck.toml", "pyproject.toml"])
def test_the_log_names_the_file(below, name):
    table = "[tool.clausecheck]\n" if name == "pyproject.toml" else ""
    (below / name).write_text(f'{table}playbook = "saas"\n', "utf-8")
    begun = json.loads(run("msa.txt", "--log", "json").stderr.splitlines()[0])
    assert (begun["event"], begun["config"]) == ("run begun", str(below / name))
    begun = json.loads(run("msa.txt", "--log", "json", "--config", "none").stderr.splitlines()[0])
    assert begun["event"] == "run begun" and "config" not in begun
