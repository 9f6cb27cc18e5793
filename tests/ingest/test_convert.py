import fcntl
import io
import json
import shutil
import stat
import sys
import zipfile
from hashlib import sha256

import pytest

from clausecheck.errors import Corrupt, LimitExceeded, UnsupportedFormat
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.limits import Limits
from tests.support.documents import Word

RTF = rb"{\rtf1\ansi The Supplier shall keep records.\par Fees are fixed.\par}"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600)
CONVERT = ReadOptions(convert=True)


def odt() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return target.getvalue()


OLD = {
    ".doc": (DOC, "application/msword"),
    ".rtf": (RTF, "application/rtf"),
    ".odt": (odt(), "application/vnd.oasis.opendocument.text"),
}
each_format = pytest.mark.parametrize("suffix", OLD)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Put a stand-in for LibreOffice on the path that runs a few lines of Python; give the folder of its traces."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    word = Word()
    word.paragraph("The Supplier shall keep records.")
    (tmp_path / "ready.docx").write_bytes(word.bytes())

    def install(lines: str, name: str = "soffice") -> None:
        program = programs / name
        program.write_text(
            f"#!{sys.executable}\nimport json, os, pathlib, shutil, sys, time\n"
            f"traces = pathlib.Path({str(tmp_path)!r})\n"
            "target = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]) / 'document.docx'\n"
            "target.parent.mkdir()\n"
            f"{lines}\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    install.folder = tmp_path
    return install


@each_format
def test_an_old_format_is_refused_with_the_way_out(suffix):
    with pytest.raises(UnsupportedFormat, match=r"save it as DOCX, or run with --convert where LibreOffice"):
        load(OLD[suffix][0], name=f"msa{suffix}")


@each_format
def test_without_libreoffice_the_error_says_so(suffix, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnsupportedFormat, match="LibreOffice, which is to convert it, was not found; save it as DOCX"):
        load(OLD[suffix][0], options=CONVERT)


@each_format
@pytest.mark.parametrize("program", ["soffice", "libreoffice"])
def test_a_converted_document_is_still_the_one_that_was_given(suffix, program, office):
    office("shutil.copy(traces / 'ready.docx', target)", program)
    data, media_type = OLD[suffix]
    source = load(data, name=f"msa{suffix}", options=CONVERT)
    assert source.text == "The Supplier shall keep records."
    assert (source.name, source.media_type) == (f"msa{suffix}", media_type)
    assert source.sha256 == sha256(data).hexdigest()
    assert source.notes[0].startswith("Converted from an") or source.notes[0].startswith("Converted from a rich text")


def test_libreoffice_works_in_a_private_folder_that_is_gone_afterwards(office):
    office(
        "profile = next(arg for arg in sys.argv if arg.startswith('-env:UserInstallation=file://'))\n"
        "settings = pathlib.Path(profile.partition('file://')[2]) / 'user' / 'registrymodifications.xcu'\n"
        "seen = {'arguments': sys.argv[1:], 'settings': settings.read_text(), 'home': os.environ['HOME'],\n"
        "        'proxy': os.environ['https_proxy'], 'given': pathlib.Path(sys.argv[-1]).read_bytes().decode()}\n"
        "(traces / 'seen.json').write_text(json.dumps(seen))\n"
        "shutil.copy(traces / 'ready.docx', target)"
    )
    load(RTF, name="--evil.rtf", options=CONVERT)
    seen = json.loads((office.folder / "seen.json").read_text())
    assert {"--headless", "--norestore"} <= set(seen["arguments"])
    assert not any("evil" in argument for argument in seen["arguments"])
    assert "DisableMacrosExecution" in seen["settings"] and "127.0.0.1" in seen["proxy"]
    assert seen["given"] == RTF.decode()
    assert not office.folder.joinpath(seen["home"]).exists()


def test_a_conversion_that_yields_nothing_is_corrupt(office):
    office("sys.exit(1)")
    with pytest.raises(Corrupt, match="could not convert"):
        load(RTF, options=CONVERT)


def test_a_conversion_that_does_not_end_is_ended_with_all_it_started(office):
    office(
        "import fcntl\nlock = (traces / 'lock').open('w')\nfcntl.flock(lock, fcntl.LOCK_EX)\n"
        "if os.fork() == 0:\n    time.sleep(5)\n    (traces / 'survived').touch()\n    os._exit(0)\n"
        "time.sleep(60)"
    )
    with pytest.raises(LimitExceeded, match="more than 2 seconds"):
        load(RTF, options=ReadOptions(convert=True, limits=Limits(convert_seconds=2)))
    with (office.folder / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # which is free as soon as nobody is left to hold it
    assert not (office.folder / "survived").exists()


def test_a_program_that_cannot_be_started_is_an_error_of_its_own(office):
    office("")
    (office.folder / "programs" / "soffice").write_text("#!/gone/interpreter\n")
    with pytest.raises(UnsupportedFormat, match="could not be started"):
        load(RTF, options=CONVERT)


def test_nothing_is_converted_that_can_be_read(office):
    office("sys.exit(1)")
    assert load(b"Fees are fixed.", options=CONVERT).text == "Fees are fixed."


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_the_real_libreoffice_converts():
    source = load(RTF, name="msa.rtf", options=CONVERT)
    assert source.text == "The Supplier shall keep records.\nFees are fixed."
    assert source.media_type == "application/rtf"
