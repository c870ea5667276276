"""The team's policy: what makes its gate fail, read from `gsn.toml` or from `[tool.gsn]` of `pyproject.toml`.

Without a policy the gate is at its strictest but for warnings, so that what is not written down allows nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from gsn.findings import Severity
from gsn.language.suggestions import did_you_mean

OWN_FILE = "gsn.toml"
SHARED_FILE = "pyproject.toml"
TABLE = ("tool", "gsn")
"""Where the settings stand in a file that is shared with other tools."""

LARGEST_FILE = 1 << 20
"""Bytes of a file of settings."""


class BadPolicy(Exception):
    """The policy cannot be read, and nothing is judged by half of one; ``lines`` say what is wrong, one a mistake."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _severities(written: tuple[Severity, ...]) -> tuple[Severity, ...]:
    if Severity.INFO in written:
        raise _wrong("`info` is a prompt for readers, which is never in a gate")
    if Severity.ERROR not in written:
        raise _wrong("a gate that does not fail on errors holds nothing; `error` is always among them")
    return tuple(severity for severity in Severity if severity in written)


def _below(written: str) -> str:
    path = PurePosixPath(written)
    if not written or path.is_absolute() or ".." in path.parts or "\\" in written or "\0" in written:
        raise _wrong("a baseline lies beside the policy or below it; write its path from there")
    if path.suffix != ".json":
        raise _wrong("a baseline is a `.json` file")
    return written


def _wrong(message: str) -> PydanticCustomError:
    return PydanticCustomError("wrong_value", "{message}", {"message": message})


class GatePolicy(BaseModel):
    """The table `[gate]`: what makes the gate fail.

    ``fail_on`` are the severities of findings; ``limit_bearing_evidenced`` asks that every limit-bearing foot has
    accepted evidence; ``undeveloped_until`` is the last day on which what is marked undeveloped is let through;
    ``baseline`` is the file of what was there before the gate was.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"))

    fail_on: Annotated[tuple[Severity, ...], AfterValidator(_severities)] = (Severity.ERROR,)
    limit_bearing_evidenced: Annotated[bool, Strict()] = True
    undeveloped_until: Annotated[date, Strict()] | None = None
    baseline: Annotated[str, Strict(), AfterValidator(_below)] | None = None


class Settings(BaseModel):
    """All that a file of settings can hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gate: GatePolicy = Field(default_factory=GatePolicy)


class Policy(NamedTuple):
    """A policy, and the file that it was read from; none where there is none, and the strictest holds."""

    gate: GatePolicy
    file: Path | None

    @property
    def baseline(self) -> Path | None:
        """Where the baseline is."""
        if self.file is None or self.gate.baseline is None:
            return None
        return self.file.parent / self.gate.baseline


def find_policy(folder: Path) -> Policy:
    """The policy nearest to a case: in its folder, or above it as far as the repository reaches.

    Outside a repository only the case's own folder is looked at: a file further up may be anybody's.

    Raises:
        BadPolicy: There is one that cannot be read, or two stand side by side.
    """
    for own, shared in _candidates(folder):
        found = [path for path in (own, shared) if _holds_settings(path)]
        if len(found) > 1:
            raise BadPolicy(f"`{found[0]}` and `{found[1]}` both hold a policy; keep one of them")
        if found:
            return read_policy(found[0])
    return Policy(GatePolicy(), None)


def read_policy(file: Path) -> Policy:
    """The policy that a file holds.

    Raises:
        BadPolicy: It cannot be read, holds no policy, a key that means nothing, or a value that its key cannot have.
    """
    data = _read(file)
    if file.name == SHARED_FILE:
        held = _table_of(data)
        if held is None:
            raise BadPolicy(f"`{file}` has no `[{'.'.join(TABLE)}]`")
        data = held
    try:
        return Policy(Settings.model_validate(data).gate, file)
    except ValidationError as error:
        raise BadPolicy(*(f"`{file}`: {said}" for said in _said(error, file))) from None


def policy_files(folder: Path) -> list[Path]:
    """Every file that the policy of a case could be read from, there or not."""
    return [path for pair in _candidates(folder) for path in pair]


def _candidates(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The two files of a folder, and of those above it up to the root of its repository."""
    here = folder.resolve()
    above = [here, *here.parents]
    roots = [number for number, place in enumerate(above) if (place / ".git").exists()]
    for place in above[: roots[0] + 1 if roots else 1]:
        shown = folder if place == here else place
        yield shown / OWN_FILE, shown / SHARED_FILE


def _holds_settings(path: Path) -> bool:
    """Whether a file speaks of this tool. One that cannot be read may well do so, and is told."""
    if not (path.exists() or path.is_symlink()):
        return False
    return path.name == OWN_FILE or _table_of(_read(path)) is not None


def _read(file: Path) -> Mapping[str, Any]:
    try:
        if not file.is_file():
            raise BadPolicy(f"`{file}` is no file that can be read")
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise BadPolicy(f"`{file}` has more than {LARGEST_FILE // 1024} KB, which no policy needs")
        return tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise BadPolicy(f"`{file}` cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise BadPolicy(f"`{file}` is not UTF-8") from None
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise BadPolicy(f"`{file}` is no TOML: {error}") from None


def _table_of(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The settings in a file that is shared with other tools."""
    found: Any = data
    for name in TABLE:
        found = found.get(name) if isinstance(found, dict) else None
    if found is None:
        return None
    return found if isinstance(found, dict) else {"": found}


# What is wrong, in words


def _said(error: ValidationError, file: Path) -> Iterator[str]:
    above = ".".join(TABLE) if file.name == SHARED_FILE else ""
    for mistake in error.errors(include_url=False):
        yield _sentence(mistake, above)


def _sentence(mistake: ErrorDetails, above: str) -> str:
    names = [str(part) for part in mistake["loc"] if isinstance(part, str)]
    key = names[-1] if names else ""
    table = ".".join(filter(None, [above, *names[:-1]]))
    where = f"`[{table}]`" if table else "the file"
    if mistake["type"] == "extra_forbidden":
        model = GatePolicy if names[:-1] == ["gate"] else Settings
        known = [field.alias or name for name, field in model.model_fields.items()]
        hint = did_you_mean(key, known) or f"there {'are' if len(known) > 1 else 'is'} {', '.join(known)}"
        return f"{where} has no key `{key}`; {hint}"
    say = _EXPECTED.get(key)
    told = mistake["msg"] if mistake["type"] == "wrong_value" or say is None else say(mistake["input"])
    return f"`{key}` in {where}: {told}"


def _expected(what: str) -> Callable[[Any], str]:
    return lambda _written: what


def _expected_severity(written: Any) -> str:
    hint = did_you_mean(written, [severity.value for severity in Severity]) if isinstance(written, str) else None
    return f'write it as `["error"]` or `["error", "warning"]`{f"; {hint}" if hint else ""}'


_EXPECTED: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "gate": _expected("it is a table"),
        "fail-on": _expected_severity,
        "limit-bearing-evidenced": _expected("it is `true` or `false`"),
        "undeveloped-until": _expected("it is a day without quotes: `undeveloped-until = 2026-12-31`"),
        "baseline": _expected('it is a path: `baseline = "gsn-baseline.json"`'),
    }
)
"""What each key takes, for the one who wrote something else."""
