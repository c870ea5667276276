"""The law of reading, for profiles: garble any one line, and there is one problem more, at that line."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from gsn.treaty.record import Parent
from gsn.treaty.resolving import load_profile

DAY = date(2026, 11, 23)

REFINING = """\
# A profile that uses what the others do not.

treaty refining "Refines the conditional treaty"
    extends conditional
    source "Invented for tests, in a text"
        "of two lines"
    status invented
    in force 2026-01-01 .. 2026-12-31
    party EU binds DE, FR
    strictest tier wins

    severity mild "Mild harm"
        when damage >= 1e6 USD
    severity severe "Severe harm"
        when damage >= 1e9 USD or deaths >= 50
        worse than mild
    capability agency "Acts on its own"
        category loss_of_control
        reached when judged "runs a company" by aisi

    tier regulated
        when training_compute > 1e25 FLOP counting pretraining and training_cost > 1e8 USD
    tier capable "A capability is reached"  # a comment
        when agency reached
        outcome prohibited "until adequate safety and control mechanisms"
            "become available"
        lifted by determination

    limit harm "Severe harm"
        on malicious_use severity severe
        frequency <= 3e-2 per year at 85%
        intolerable above 1e-3, broadly_acceptable below 1e-6 per person-year
        band low from 1e-9 up to 1e-8 per hour

    requirement model_audit
        every 6 months while training approved by aisi

    version v2026 "As of June"
        in force 2026-06-01 ..
        tier capable
            operator unstated
        limit extra "Another"
            on agency
"""


def parted(line: str) -> tuple[str, str, str]:
    """A line's indentation, its first word, and what follows."""
    body = line.lstrip(" ")
    word = body.partition(" ")[0]
    return line[: len(line) - len(body)], word, body[len(word) :]


def before_the_words(garbage: str) -> Callable[[str], str]:
    return lambda line: "{0}{garbage}{1}{2}".format(*parted(line), garbage=garbage)


def in_the_middle(garbage: str) -> Callable[[str], str]:
    return lambda line: line[: len(line) // 2] + garbage + line[len(line) // 2 :]


def after_the_first_word(garbage: str) -> Callable[[str], str]:
    return lambda line: "{0}{1} {garbage}{2}".format(*parted(line), garbage=garbage)


GARBLED: dict[str, Callable[[str], str]] = {
    "junk before the line": lambda line: f"@@@{line}",
    "junk before the words": before_the_words("@@@ "),
    "junk before the first word": before_the_words("@@@"),
    "junk for the words": lambda line: f"{parted(line)[0]}%%%%",
    "junk for the line": lambda _: "%% zz %%",
    "an unknown word before the words": before_the_words("zzz "),
    "an unknown first word": lambda line: "{0}zzz{2}".format(*parted(line)),
    "junk behind the first word": after_the_first_word("@@@"),
    "junk at the end": lambda line: f"{line} @@@",
    "a quote before the words": before_the_words('"'),
    "a quote behind the first word": after_the_first_word('"'),
    "a quote in the middle": in_the_middle('"'),
    "a quote at the end": lambda line: f'{line} "',
    "a NUL before the line": lambda line: f"\0{line}",
    "a NUL in the middle": in_the_middle("\0"),
    "an override at the end": lambda line: f"{line}\u202e",
    "a stray byte in the middle": in_the_middle("\udcff"),
    "a tab before the line": lambda line: f"\t{line}",
    "a tab in the middle": in_the_middle("\t"),
}

ANYWHERE = {kind for kind in GARBLED if any(word in kind for word in ("NUL", "override", "stray", "tab"))}
"""What is a mistake in a comment, too."""


def is_garbled(kind: str, line: str) -> bool:
    """Whether garbage of this kind makes the line a mistake."""
    words = line.strip(" ")
    if words.startswith("#"):
        return kind in ANYWHERE or "before" in kind or "for the" in kind
    if "#" in words and kind.endswith("at the end"):
        return kind in ANYWHERE
    if words.startswith('"'):
        return "behind the first word" not in kind
    return words != "" or not kind.startswith("an unknown first")


def told(path: Path) -> set[tuple[str, int, str]]:
    problems = load_profile(Parent(path.name, is_path=True), DAY, path.parent).problems
    found = {(problem.place.file, problem.place.number, problem.message) for problem in problems}
    assert len(found) == len(problems)
    return found


def violations(text: str, path: Path, kind: str, every: int) -> Iterator[str]:
    lines, turn = text.split("\n"), list(GARBLED).index(kind) % every
    for number, line in enumerate(lines[:-1], 1):
        garbled = GARBLED[kind](line)
        if number % every != turn or garbled == line or not is_garbled(kind, line):
            continue
        changed = "\n".join([*lines[: number - 1], garbled, *lines[number:]])
        path.write_bytes(changed.encode("utf-8", "surrogateescape"))
        found = told(path)
        if [(file, at) for file, at, _ in found] != [(path.name, number)]:
            yield f"{number}: {garbled!r}: {sorted(found)}"


def texts() -> dict[str, str]:
    conditional = (files("gsn.treaty") / "profiles" / "conditional.treaty").read_text("utf-8")
    return {"refining": REFINING, "copy": conditional.replace("treaty conditional", "treaty copy")}


@pytest.mark.parametrize("name", texts())
def test_ungarbled_there_is_no_problem(name: str, tmp_path: Path) -> None:
    path = tmp_path / "own.treaty"
    path.write_text(texts()[name], encoding="utf-8")
    assert told(path) == set()


@pytest.mark.parametrize(("name", "every"), [("refining", 3), ("copy", 20)])
@pytest.mark.parametrize("kind", GARBLED)
def test_a_garbled_line_is_one_problem_at_that_line(kind: str, name: str, every: int, tmp_path: Path) -> None:
    """Of one profile every third line is garbled in each way, of the other every twentieth."""
    assert list(violations(texts()[name], tmp_path / "own.treaty", kind, every)) == []
