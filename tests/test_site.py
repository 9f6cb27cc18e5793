"""The documentation as a site: built without a fault, the same as its pages, and loading nothing from elsewhere."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import clausecheck
from tests.support.browsing import CHROMIUM, DRIVER, requested, started, visited

pytest.importorskip("material", reason="the extra clausecheck[docs] is not installed")

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
LOADED = {"src", "srcset", "data", "poster", "action"}
LOADED_BY_LINK = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch"}
ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""")
COUNTED = {"table": "table_open", "li": "list_item_open", "h2": "heading_open", "blockquote": "blockquote_open"}


class Markup(HTMLParser):
    """What a page would load, what its elements are, and which its article holds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.classes: set[str] = set()
        self.ids: set[str] = set()
        self.counted: dict[str, int] = {}
        self._in_article = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.loaded += [value for name, value in given.items() if name in LOADED]
        if tag == "link" and LOADED_BY_LINK.intersection(given.get("rel", "").split()):
            self.loaded.append(given["href"])
        self.loaded += IN_STYLE.findall(given.get("style", ""))
        self.classes |= set(given.get("class", "").split())
        self.ids.add(given.get("id", ""))
        self._in_article = self._in_article or tag == "article"
        if self._in_article:
            self.counted[tag] = self.counted.get(tag, 0) + 1

    def handle_endtag(self, tag):
        self._in_article = self._in_article and tag != "article"


def build(folder: Path, config: Path = DOCS / "mkdocs.yml") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", folder]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    built = build(folder)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="module")
def markup(site):
    return {path.relative_to(site).as_posix(): Markup(path.read_text("utf-8")) for path in site.rglob("*.html")}


def test_every_page_is_on_the_site(markup):
    assert len(PAGES) > 100
    assert {page.relative_to(DOCS).with_suffix(".html").as_posix() for page in PAGES} <= set(markup)


def test_no_page_loads_anything_from_elsewhere(markup):
    assert sum(len(page.loaded) for page in markup.values()) > 500
    assert {url for page in markup.values() for url in page.loaded if ELSEWHERE.match(url)} == set()
    # The script of the theme fetches Mermaid for a page that has a diagram of it.
    assert not any("mermaid" in page.classes for page in markup.values())


def test_no_style_loads_anything_from_elsewhere(site):
    styles = [path.read_text("utf-8") for path in site.rglob("*.css")]
    assert len(styles) > 2
    assert [url for style in styles for url in IN_STYLE.findall(style) if ELSEWHERE.match(url)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_the_site_shows_what_the_page_says(page, markup):
    """Markdown is no one language: a list or table that only one of two readers sees is a fault of the page."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))
    said = {tag: sum(each.type == kind and each.tag == tag for each in tokens) for tag, kind in COUNTED.items()}
    shown = markup[page.relative_to(DOCS).with_suffix(".html").as_posix()].counted
    if page.name != "library.md":  # most of which is read from the code
        assert {tag: shown.get(tag, 0) for tag in said} == said


def test_no_code_shows_the_backslash_that_keeps_a_bar_from_ending_a_cell(site):
    pages = {path.name: re.findall(r"<code>([^<]*)</code>", path.read_text("utf-8")) for path in site.rglob("*.html")}
    assert sum(map(len, pages.values())) > 1000
    assert {name: codes for name, codes in pages.items() if any("\\|" in code for code in codes)} == {}


def test_the_library_page_has_every_public_name(markup):
    names = {f"clausecheck.{name}" for name in clausecheck.__all__ if name != "__version__"}
    assert names - markup["library.html"].ids == set()


@pytest.mark.endurance
@pytest.mark.parametrize("fault", ["no link", "no heading", "not in the navigation"])
def test_a_fault_fails_the_build(fault, tmp_path):
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    if fault == "not in the navigation":
        (tmp_path / "docs" / "stray.md").write_text("# Stray\n", "utf-8")
    else:
        target = "gone.md" if fault == "no link" else "errors.md#gone"
        with (tmp_path / "docs" / "limits.md").open("a", encoding="utf-8") as page:
            page.write(f"\n[nowhere]({target})\n")
    built = build(tmp_path / "site", tmp_path / "docs" / "mkdocs.yml")
    assert built.returncode == 1
    assert ("stray.md" if fault == "not in the navigation" else "gone") in built.stderr


@pytest.mark.skipif(not (DRIVER and CHROMIUM), reason="no browser is installed")
@pytest.mark.parametrize("width", [1280, 400])
def test_a_browser_asks_for_files_of_the_site_alone_and_no_page_is_wider_than_the_window(site, width):
    browser = started()
    try:
        for name in ("index", "reading-a-report", "accuracy", "architecture", "library", "reference/cli", "security"):
            visited(browser, (site / f"{name}.html").as_uri(), width=width)
            asked = requested(browser)
            assert asked and [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width, name
    finally:
        browser.quit()
