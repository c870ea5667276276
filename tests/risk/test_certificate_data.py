"""Certificates as JSON: what is written is read back, and anything else is refused with a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from random import Random
from typing import Any

import pytest

from gsn.risk import certificate_data
from gsn.risk.certificate import Certificate
from gsn.risk.certificate_data import FORMAT, Unreadable, as_data, merged, read
from gsn.risk.kernel import check
from tests.risk.kernel.building import Draft
from tests.risk.kernel.examples import EXAMPLES

Edit = Callable[[Any], Any]


def text_of(name: str) -> str:
    return json.dumps(as_data(EXAMPLES[name]().certificate))


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_written_is_read_back(name: str) -> None:
    certificate = EXAMPLES[name]().certificate
    assert read(json.dumps(as_data(certificate))) == certificate


@pytest.mark.parametrize("name", EXAMPLES)
def test_equal_certificates_are_written_alike(name: str) -> None:
    def shuffled(certificate: Certificate) -> Certificate:
        nodes = [
            replace(
                node,
                hypotheses=frozenset(sorted(node.hypotheses, key=str, reverse=True)),
                charges=dict(sorted(node.charges.items(), key=str, reverse=True)),
            )
            for node in certificate.nodes
        ]
        return replace(certificate, nodes=tuple(nodes))

    certificate = EXAMPLES[name]().certificate
    assert json.dumps(as_data(shuffled(certificate))) == json.dumps(as_data(certificate))


def test_fractions_are_texts() -> None:
    assert '"bound": "5177311018/' not in text_of("cover")
    assert '"weights": ["1/1", "0/1", "0/1"]' in text_of("cover")


def test_a_step_that_is_there_twice_is_written_once_and_proves_the_same() -> None:
    draft, claim = EXAMPLES["several_conditions"]()
    first, *others = draft.nodes
    draft.nodes = [first, first, *(replace(n, premises=tuple(p + 1 for p in n.premises)) for n in others)]
    problem, certificate = draft.problem(), draft.certificate()
    assert len(merged(certificate).nodes) == len(certificate.nodes) - 1
    found = read(json.dumps(as_data(certificate)))
    assert found == merged(certificate)
    assert claim in check(problem, merged(certificate)).proved


def test_a_number_that_would_not_be_read_back_is_not_written() -> None:
    draft = Draft()
    draft.probability("q")
    certificate = EXAMPLES["cover"]().certificate
    long = Fraction(1, 10 ** (certificate_data.MOST_DIGITS + 1))
    with pytest.raises(ValueError, match="digits"):
        as_data(replace(certificate, nodes=(replace(certificate.nodes[0], bound=long),)))


def put(value: Any, *path: str | int) -> Edit:
    """Another value at a place."""

    def edit(data: Any) -> Any:
        reduce(lambda held, key: held[key], path[:-1], data)[path[-1]] = value
        return data

    return edit


def without(*path: str | int) -> Edit:
    def edit(data: Any) -> Any:
        del reduce(lambda held, key: held[key], path[:-1], data)[path[-1]]
        return data

    return edit


def nested(depth: int) -> Any:
    term: Any = "c::a"
    for _ in range(depth):
        term = {"operator": "not", "operands": [term]}
    return term


REFUSED: dict[str, tuple[Edit, str]] = {
    "not an object": (lambda _: [], "the certificate is not an object"),
    "nothing": (lambda _: None, "the certificate is not an object"),
    "another format": (put("gsn certificate 2", "format"), f"its format is not `{FORMAT}`"),
    "an unknown field": (put(1, "comment"), "the certificate has a field `comment`, which is not known"),
    "no problem": (without("problem"), "the certificate lacks `problem`"),
    "a problem that is no text": (put(7, "problem"), "`problem` has something that is no name"),
    "steps that are no list": (put({}, "nodes"), "`nodes` is not a list"),
    "a step that is no object": (put([], "nodes", 1), "step 1 is not an object"),
    "a step that lacks something": (without("nodes", 1, "unit"), "step 1 lacks `unit`"),
    "a step with an unknown field": (put(1, "nodes", 1, "why"), "step 1 has a field `why`, which is not known"),
    "a step with a long unknown field": (put(1, "nodes", 1, "w" * 99), f"step 1 has a field `{'w' * 24}…`"),
    "an unknown rule": (put("MAGIC", "nodes", 1, "rule"), "step 1, `rule` is none of: TOP, DEFINE"),
    "a rule that is no text": (put(["TOP"], "nodes", 1, "rule"), "step 1, `rule` has something that is no name"),
    "an unknown side": (put("both", "nodes", 1, "side"), "step 1, `side` is none of: upper, lower"),
    "a premise ahead": (put([1], "nodes", 1, "premises"), "step 1 rests on a step that does not come before it"),
    "a negative premise": (put([-1], "nodes", 1, "premises"), "step 1, `premises` is not a count or a position"),
    "a premise that is true": (put([True], "nodes", 3, "premises"), "step 3, `premises` is not a count or a position"),
    "a premise that is a text": (put(["0"], "nodes", 3, "premises"), "step 3, `premises` is not a count"),
    "a bound that is a number": (put(1, "nodes", 0, "bound"), "step 0, `bound` is not a fraction"),
    "a bound that is not reduced": (put("2/4", "nodes", 0, "bound"), "step 0, `bound` is not in lowest terms"),
    "nothing over two": (put("0/2", "nodes", 0, "bound"), "step 0, `bound` is not in lowest terms"),
    "negative nothing": (put("-0/1", "nodes", 0, "bound"), "step 0, `bound` is not in lowest terms"),
    "a bound over nothing": (put("1/0", "nodes", 0, "bound"), "step 0, `bound` is not a fraction"),
    "a bound without a denominator": (put("1", "nodes", 0, "bound"), "step 0, `bound` is not a fraction"),
    "a decimal bound": (put("0.5", "nodes", 0, "bound"), "step 0, `bound` is not a fraction"),
    "a bound with spaces": (put(" 1/2", "nodes", 0, "bound"), "step 0, `bound` is not a fraction"),
    "a bound with leading noughts": (put("01/2", "nodes", 0, "bound"), "step 0, `bound` is not a fraction"),
    "a bound in other digits": (put("\u0661/\u0662", "nodes", 0, "bound"), "step 0, `bound` is not a fraction"),
    "a bound with a line's end": (put("1/2\n", "nodes", 0, "bound"), "step 0, `bound` is not a fraction"),
    "a long bound": (put(f"1/1{'0' * 4000}", "nodes", 0, "bound"), "step 0, `bound` has more than 4,000 digits"),
    "a unit that is a number": (put(1, "nodes", 0, "unit"), "step 0, `unit` has something that is no name"),
    "a name with a control character": (
        put("c::\x1b[2J", "nodes", 0, "of"),
        "step 0, `of` has something that is no name",
    ),
    "a name with half a character": (put("c::\ud800", "nodes", 0, "of"), "step 0, `of` has something that is no name"),
    "a name without end": (put("c" * 1001, "nodes", 0, "of"), "step 0, `of` has something that is no name"),
    "a term that is a list": (put(["c::a"], "nodes", 0, "of"), "step 0, `of` is not an object"),
    "an unknown operator": (
        put({"operator": "xor", "operands": ["c::a"]}, "nodes", 0, "of"),
        "step 0, `of` is none of: then, any of",
    ),
    "an operator over nothing": (
        put({"operator": "any of", "operands": []}, "nodes", 0, "of"),
        "step 0, `of` is an expression of no known form",
    ),
    "a number where none belongs": (
        put({"operator": "any of", "operands": ["c::a"], "number": 1}, "nodes", 0, "of"),
        "step 0, `of` is an expression of no known form",
    ),
    "at least, without a number": (
        put({"operator": "at least", "operands": ["c::a"]}, "nodes", 0, "of"),
        "step 0, `of` is an expression of no known form",
    ),
    "at least nothing": (
        put({"operator": "at least", "operands": ["c::a"], "number": 0}, "nodes", 0, "of"),
        "step 0, `of` is an expression of no known form",
    ),
    "a deep term": (put(nested(104), "nodes", 0, "of"), "step 0, `of` is an expression nested more than 102 deep"),
    "hypotheses out of order": (lambda data: {**data, "hypotheses": data["hypotheses"][::-1]}, "in order"),
    "a hypothesis twice": (
        lambda data: {**data, "hypotheses": [data["hypotheses"][0], *data["hypotheses"]]},
        "its hypotheses are not each there once and in order",
    ),
    "a hypothesis that is not used": (
        lambda data: {**data, "hypotheses": [*data["hypotheses"], ["z", "z", None]]},
        "a hypothesis is listed that no step names",
    ),
    "a hypothesis of two parts": (put([["scope", "c::C"]], "hypotheses"), "an entry that is not of 3 parts"),
    "a hypothesis that is not listed": (put([99], "nodes", 0, "hypotheses"), "step 0 names a hypothesis that is not"),
    "a hypothesis named twice": (put([0, 0], "nodes", 0, "hypotheses"), "step 0 names a hypothesis that is not"),
    "a charge of nothing": (put([[]], "nodes", 0, "charges"), "an entry that is not of 2 parts"),
    "a charge of an unknown kind": (
        put([[["luck", "c::G", 0], "1/2"]], "nodes", 0, "charges"),
        "step 0, `charges` names a test that is neither",
    ),
    "a charge of a kind that is a list": (
        put([[[[], "c::G", 0], "1/2"]], "nodes", 0, "charges"),
        "step 0, `charges` names a test that is neither",
    ),
    "a charge twice": (
        put([[["claim", "c::G", 0], "1/2"]] * 2, "nodes", 0, "charges"),
        "step 0, `charges` has a test twice",
    ),
    "charges out of order": (
        put([[["claim", "c::G", 1], "1/2"], [["claim", "c::G", 0], "1/2"]], "nodes", 0, "charges"),
        "step 0, `charges` is not in order",
    ),
    "an unknown witness": (put("trust me", "nodes", 0, "witness", "word"), "step 0, `witness` has a field `word`"),
    "an empty witness": (put([], "nodes", 0, "witness", "weights"), "step 0, `weights` is empty"),
    "a witness of another kind": (
        put(["claim", "c::G", 0], "nodes", 0, "witness", "measurement"),
        "step 0, `measurement` names a test of another kind",
    ),
    "a step twice": (
        lambda data: {**data, "nodes": [data["nodes"][0], *data["nodes"]]},
        "step 1 says the same as step 0",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_data_is_refused(what: str) -> None:
    edit, reason = REFUSED[what]
    data = as_data(EXAMPLES["hazard"]().certificate)
    found = read(json.dumps(edit(data)))
    assert isinstance(found, Unreadable)
    assert reason in found.reason
    assert found.reason.isprintable()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ("\x00", "it is not JSON"),
        ("{} {}", "it is not JSON"),
        ('{"nodes": 0.5}', '0.5 is not exact; fractions are written as texts, as in "1/20"'),
        ('{"nodes": 1e400}', "1e400 is not exact"),
        ('{"nodes": NaN}', "NaN is not exact"),
        ('{"nodes": -Infinity}', "-Infinity is not exact"),
        (f'{{"nodes": 1{"0" * 5000}}}', f"1{'0' * 23}… is too large for a count or a position"),
        ('{"nodes": [], "nodes": []}', "`nodes` stands twice in one object"),
        ('{"a": {"\\u001b": 1, "\\u001b": 2}}', "`'\\x1b'` stands twice in one object"),
        ("[" * 100_000, "it is nested too deep"),
        ('{"of":' * 100_000, "it is nested too deep"),
        ("[" * 500 + "]" * 500, "the certificate is not an object"),
    ],
)
def test_a_text_is_refused(text: str, reason: str) -> None:
    found = read(text)
    assert isinstance(found, Unreadable)
    assert reason in found.reason


def test_a_text_that_is_too_long_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of("cover")
    monkeypatch.setattr(certificate_data, "MOST_CHARACTERS", len(text) - 1)
    found = read(text)
    assert isinstance(found, Unreadable)
    assert "characters" in found.reason


def test_a_garbled_text_is_read_to_what_it_says_or_refused() -> None:
    """Whatever is read is written back as it stood: nothing is passed over."""
    random = Random(7)  # noqa: S311 - any texts do
    examples = [text_of(name) for name in ("hazard", "cover_unfolds", "with and without")]
    read_anyway = 0
    for _ in range(3000):
        text = random.choice(examples)
        start = random.randrange(len(text))
        end = start + random.choice([0, 1, 1, 1, 5, 40])
        inserted = "".join(random.choices('0123456789/"[]{},: nulltrue-.', k=random.choice([0, 1, 1, 2])))
        garbled = text[:start] + inserted + text[end:]
        found = read(garbled)
        if isinstance(found, Certificate):
            read_anyway += 1
            assert as_data(found) == json.loads(garbled)
        else:
            assert found.reason
    assert read_anyway > 0
