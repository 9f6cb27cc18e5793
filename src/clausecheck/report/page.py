"""A web page that needs nothing beside itself and lets nothing in: one style, one script, both named by their hash."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from clausecheck._counted import counted
from clausecheck.report.excerpt import harmless
from clausecheck.report.phrases import grade

_BUFFERED = 500  # pieces of a template that make one part of a page


def page(name: str, **values: Any) -> Iterator[str]:
    """Lay out the template `name`.html with the style and, where there is one, the script of that name, part by part.

    Whatever the template shows is escaped and loses its invisible characters. The page's Content-Security-Policy
    allows that style and that script, pictures inside the page, and nothing else.
    """
    style, script = _part(f"{name}.css"), _part(f"{name}.js")
    allowed = {"img-src": "data:", "style-src": _hash(style), **({"script-src": _hash(script)} if script else {})}
    rules = {"default-src": "'none'", **allowed, "base-uri": "'none'", "form-action": "'none'"}
    policy = "; ".join(f"{rule} {source}" for rule, source in rules.items())
    # What stands in the package is trusted; autoescape is for all that does not.
    trusted = {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}
    stream = _environment().get_template(f"{name}.html").stream(**trusted, **values)
    stream.enable_buffering(_BUFFERED)
    yield from stream
    yield "\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("clausecheck.report.renderers"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = counted
    environment.filters["grade"] = grade
    return environment


def _shown(value: Any) -> Any:
    """Prepare a value for the page; Markup comes from a template and was prepared there."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _part(name: str) -> str:
    environment = _environment()
    return environment.get_template(name).render() if name in environment.list_templates() else ""


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
