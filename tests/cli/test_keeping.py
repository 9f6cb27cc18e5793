from pathlib import Path
from types import SimpleNamespace

import pytest

from clausecheck.analyzer import Analyzer
from clausecheck.cache import FILE
from clausecheck.cli.keeping import kept_reports
from clausecheck.cli.stopping import Stopped
from clausecheck.errors import OptionError


@pytest.fixture
def user_cache(tmp_path, monkeypatch):
    monkeypatch.setattr("clausecheck.cache.user_cache_path", lambda name: tmp_path / "user" / name)
    return tmp_path / "user" / "clausecheck"


def asked(cache=None, no_cache=False):
    return SimpleNamespace(cache=cache, no_cache=no_cache)


@pytest.mark.parametrize(
    ("several", "no_cache", "folder", "home"),
    [
        (True, False, None, "user/clausecheck"),
        (False, False, None, None),
        (True, True, None, None),
        (False, False, "mine", "mine"),
        (True, True, "mine", None),
    ],
)
@pytest.mark.usefixtures("user_cache")
def test_reports_are_kept_of_several_documents_or_where_a_folder_is_named(tmp_path, several, no_cache, folder, home):
    options = asked(cache=folder and tmp_path / folder, no_cache=no_cache)
    with kept_reports(options, Analyzer(), several=several) as cache:
        assert (cache is None) == (home is None)
    assert list(tmp_path.rglob(FILE)) == ([tmp_path / home / FILE] if home else [])


def test_a_user_without_a_cache_is_told_and_goes_on(user_cache, capsys):
    user_cache.parent.write_text("no folder")
    with kept_reports(asked(), Analyzer(), several=True) as cache:
        assert cache is None
    assert capsys.readouterr().err.startswith("No report is kept: the cache in ")


def test_a_folder_that_was_asked_for_must_hold_one(tmp_path):
    (tmp_path / "mine").write_text("no folder")
    told = "mine cannot be used: File exists; --cache takes a folder to write to, --no-cache keeps no reports"
    with (
        pytest.raises(OptionError, match=told),
        kept_reports(asked(cache=tmp_path / "mine"), Analyzer(), several=True),
    ):
        pass


def test_whoever_interrupts_is_told_that_nothing_is_lost(tmp_path):
    with pytest.raises(Stopped) as stop, kept_reports(asked(cache=Path(tmp_path)), Analyzer(), several=True):
        raise Stopped(130)
    assert stop.value.words.startswith("Interrupted. The reports made so far are kept")


def test_nothing_is_promised_without_a_cache():
    with pytest.raises(Stopped) as stop, kept_reports(asked(no_cache=True), Analyzer(), several=True):
        raise Stopped(143)
    assert stop.value.words == "Interrupted."


def test_a_folder_that_may_only_be_read_is_told_without_the_words_of_the_system(tmp_path, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied", str(tmp_path / "mine" / FILE))

    monkeypatch.setattr("clausecheck.cache.os.open", refuse)
    with (
        pytest.raises(OptionError) as caught,
        kept_reports(asked(cache=tmp_path / "mine"), Analyzer(), several=True),
    ):
        raise AssertionError
    assert str(caught.value) == (
        f"the cache in {tmp_path / 'mine'} cannot be used: Permission denied; "
        "--cache takes a folder to write to, --no-cache keeps no reports"
    )
