"""Where an expression that cannot be read wants parentheses: nothing follows a list that has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_LONGEST_SHOWN = 100
"""Characters of an expression that a help line writes out; a longer one is explained by an example."""

_EXAMPLE = "parentheses say what belongs together: `any of a, (b then c)`"
_TOKEN = re.compile(r"[(),]|[^\s(),]+")
_LISTS = (("any", "of"), ("all", "of"))


def hint(text: str, is_definition: Callable[[str], bool]) -> str | None:
    """How an expression would be read.

    Args:
        text: What stands behind ``is``.
        is_definition: Whether a text can be read as a definition.
    """
    text = text.partition("#")[0]
    tokens = _TOKEN.findall(text)
    if not {"then", "over", ",", "of"} & set(tokens) or '"' in text:
        return None
    if "not" in tokens[:-1] and tokens[tokens.index("not") + 1] == "(":
        return "`not` stands before a name: give what is in parentheses a name of its own"
    end = len(tokens) - 3 if tokens[-3:-1] == ["complete", "by"] else len(tokens)
    grouped, what = _grouped(tokens[:end])
    mended = _written([*grouped, *tokens[end:]])
    if grouped == tokens[:end] or not is_definition(mended):
        return _EXAMPLE if {"then", "of"} & set(tokens) else None
    if len(mended) > _LONGEST_SHOWN:
        return _EXAMPLE
    return f"put parentheses around the {what}: `{mended}`"


def _grouped(tokens: list[str]) -> tuple[list[str], str]:
    """An expression with parentheses around its parts that need them, and what these are."""
    begin = _opening(tokens)
    if tokens[:2] == ["increase", "of"]:
        sides = _split(tokens[2:], "over")
        return ["increase", "of", *_joined([_wrapped(side) for side in sides], "over")], "chain"
    separator = "," if begin else "then"
    parts = _split(tokens[begin:], separator)
    for number, part in enumerate(parts):
        if _opening(part) or part[:2] == ["increase", "of"]:
            rest = _joined(parts[number:], separator)
            return [*tokens[:begin], *_joined([*parts[:number], ["(", *rest, ")"]], separator)], "list"
    return [*tokens[:begin], *_joined([_wrapped(part) for part in parts], separator)], "chain"


def _opening(tokens: Sequence[str]) -> int:
    """How many words open a list; 0 where there is none."""
    if tuple(tokens[:2]) in _LISTS:
        return 2
    return 4 if tuple(tokens[:2]) == ("at", "least") and tuple(tokens[3:4]) == ("of",) else 0


def _wrapped(part: list[str]) -> list[str]:
    return ["(", *part, ")"] if len(_split(part, "then")) > 1 or _opening(part) else part


def _split(tokens: Sequence[str], separator: str) -> list[list[str]]:
    """The parts between separators that stand outside of parentheses."""
    parts: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == separator and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _joined(parts: Sequence[Sequence[str]], separator: str) -> list[str]:
    joined = list(parts[0])
    for part in parts[1:]:
        joined += [separator, *part]
    return joined


def _written(tokens: Sequence[str]) -> str:
    return re.sub(r"\( | (?=[,)])", lambda match: match[0].strip(), " ".join(tokens))
