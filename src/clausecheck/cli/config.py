"""The configuration file: what a team has agreed on, as defaults of the options.

`clausecheck.toml`, or the table `[tool.clausecheck]` of a `pyproject.toml`, in the working folder or the nearest one
above it. Its keys are the names of options; files and folders are found from where it lies. What the user types
prevails.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from clausecheck.errors import DefinitionError, Fault, OptionError, did_you_mean

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NAME = "clausecheck.toml"
NONE = "none"
"""What stands for no configuration file at all."""

_PROJECT = "pyproject.toml"
_REASONS = {
    "output": "'output' belongs to one run and is no setting",
    "password": "'password' belongs to one run and is no setting",
    "tool": "[tool.clausecheck] is for pyproject.toml; here settings stand without a table",
}
_TAKEN = "clausecheck.config"  # where click keeps, for a command and those in it, which file it takes
_LARGEST = 1 << 20  # bytes; what is larger is no configuration
# What decides where results go, or is secret, belongs to one run.
_KEYS = (
    *("playbook", "patterns", "side", "customer", "type", "fail-on", "show"),
    *("revisions", "convert", "ocr", "time-limit", "jobs", "include", "exclude", "cache", "no-cache"),
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says: its values, by the names of options."""

    path: Path
    values: Mapping[str, Any]


def configure(ctx: click.Context, option: click.Parameter, given: str | None) -> None:
    """Take the configuration file for the defaults of a command's options; raise OptionError where it is at fault."""
    del option
    if given == NONE:
        return
    config = _read(Path(given)) if given else _nearest()
    if config is not None:
        ctx.default_map = dict(_defaults(config, ctx))
        ctx.meta[_TAKEN] = config.path


def configuration() -> Path | None:
    """Give the configuration file whose defaults the running command takes; None where there is none."""
    ctx = click.get_current_context(silent=True)
    return ctx.meta.get(_TAKEN) if ctx else None


def configured(option: str) -> bool:
    """Tell whether the running command has the value of an option from the configuration file."""
    ctx = click.get_current_context(silent=True)
    return ctx is not None and ctx.get_parameter_source(option.replace("-", "_")) is ParameterSource.DEFAULT_MAP


@contextmanager
def blamed(
    *options: str, by: tuple[type[DefinitionError | OptionError], ...] = (DefinitionError, OptionError)
) -> Iterator[None]:
    """Let an error that the value of an option causes name the configuration file, where the value comes from there.

    `by` are the errors by which the value can be blamed.
    """
    try:
        yield
    except by as error:
        causes = ", ".join(filter(configured, options))
        if not causes:
            raise
        if isinstance(error, DefinitionError):
            asking = Fault(str(configuration()), 0, 0, f"{causes}: set here, and at fault as told")
            raise type(error)([*error.faults, asking]) from error
        raise OptionError(f"{configuration()}: {causes}: {error}") from error


def _nearest() -> Config | None:
    """Read the file in the working folder or the nearest one above it; None where there is none."""
    for folder in (here := Path.cwd(), *here.parents):
        for name in (NAME, _PROJECT):
            path = folder / name
            if name == NAME and path.is_dir():
                raise OptionError(f"{path}: a folder stands where the configuration file should be")
            if path.is_file() and (config := _read(path)) is not None:
                return config
    return None


def _read(path: Path) -> Config | None:
    """Read one file; None where a pyproject.toml has no table for this program."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise OptionError(f"{path}: too large for a configuration file")
        values = tomllib.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise OptionError(f"--config {path}: {error.strerror}") from error
    except RecursionError as error:
        raise OptionError(f"{path}: not valid TOML: nested too deeply") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OptionError(f"{path}: not valid TOML: {error}") from error
    if path.name == _PROJECT:
        tools = values.get("tool")
        own = tools.get("clausecheck") if isinstance(tools, dict) else None
        if own is None:
            return None
        if not isinstance(own, dict):
            raise OptionError(f"{path}: 'tool.clausecheck' is no table")
        values = own
    for key in values:
        if key not in _KEYS:
            reason = _REASONS.get(key) or f"unknown key '{key}'{did_you_mean(key, _KEYS)}"
            raise OptionError(f"{path}: {reason}; known: {', '.join(_KEYS)}")
    return Config(path, values)


def _defaults(config: Config, ctx: click.Context) -> Iterator[tuple[str, Any]]:
    """Give the defaults of those options that a command has, each checked as if it were typed."""
    options = {name: each for each in ctx.command.params for name in each.opts}
    for key, value in config.values.items():
        option = options.get(f"--{key}")
        if option is None or option.name is None:
            continue
        if option.multiple and not isinstance(value, list):
            value = [value]
        for each in value if option.multiple else [value]:
            problem = _misfit(option.type, each)
            if problem:
                raise OptionError(f"{config.path}: {key}: {problem}")
        value = _from(config.path.parent, key, value)
        try:
            option.process_value(ctx, value)
        except (click.BadParameter, TypeError, ValueError) as error:
            words = error.message if isinstance(error, click.BadParameter) else "a value of another kind is wanted"
            raise OptionError(f"{config.path}: {key}: {words}") from error
        yield option.name, value


def _misfit(type: object, value: object) -> str | None:
    """Say what is wanted where a value is none that could be typed for an option."""
    if not isinstance(type, click.types.BoolParamType) and not _is_plain(value):
        return "text or a number is wanted"
    is_text = type is click.STRING or isinstance(type, click.Path)
    return "text is wanted, in quotes" if is_text and not isinstance(value, str) else None


def _is_plain(value: object) -> bool:
    """Tell whether a value is a text or a number."""
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _from(folder: Path, key: str, value: Any) -> Any:
    """Find a file or folder from where the configuration lies."""
    if key == "patterns":
        return [str(folder / each) for each in value]
    return str(folder / value) if _is_path(key, value) else value


def _is_path(key: str, value: Any) -> bool:
    if key != "playbook":
        return key == "cache"
    from clausecheck.playbook.loader import is_file_name  # noqa: PLC0415 - needs pydantic, --help does not

    return is_file_name(value)
