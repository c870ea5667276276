"""The reviewer's own run, and the developer's word held beside it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from gsn.cli.treaty_option import load_named
from gsn.evidence.actors import Registry, registry_of
from gsn.findings import Verdict
from gsn.language.loading import load_case
from gsn.submission import layout
from gsn.submission.declaration import StatedProfile, StatedText, StatedVerdict, read_declaration, rules_digest
from gsn.submission.differences import Difference
from gsn.submission.verifying import Terms, Verified, verify
from tests.submission.forging import (
    CASE,
    DAY,
    FILES,
    LAB,
    Parts,
    handed_in,
    parts_of,
    redeclared,
    resealed,
    trusting,
    write_case,
)

Handed = Callable[..., bytes]
REGISTRY = 'actor laboratory "Example Laboratory"\n    role evaluator\n'
IN_WORDS = "    claim numbers::missed <= 5% at 95%\n"
LATE = "    dated 2026-05-01\n"
WAIVER = 'waive GSN303 on E1 "The new run is under way" by laboratory until 2026-12-31\n'


@pytest.fixture
def handed(tmp_path: Path) -> Handed:
    """The bundle of the small case, with lines replaced and further files."""

    def hand_in(changes: Mapping[str, str] | None = None, files: Mapping[str, str] | None = None) -> bytes:
        text = CASE
        for old, new in (changes or {}).items():
            assert old in text, old
            text = text.replace(old, new)
        return handed_in(write_case(tmp_path / "filter", {**FILES, "case.gsn": text, **(files or {})}))

    return hand_in


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return registry_of(load_case(write_case(tmp_path / "mine", {"actors.gsn": REGISTRY}) / "actors.gsn"))


def checked(bundle: bytes, as_of: date = DAY, **terms: object) -> Verified:
    return verify(BytesIO(bundle), Terms(trusting(LAB), as_of, **terms))  # type: ignore[arg-type]


def of(verified: Verified, what: str) -> list[Difference]:
    return [each for each in verified.differences if each.what == what]


# The verdict


def test_a_case_that_passes_passes_on_the_reviewers_terms(handed: Handed, registry: Registry) -> None:
    verified = checked(handed(), registry=registry)
    assert (verified.verdict, verified.differences, verified.grounds) == (Verdict.PASSED, (), ())
    assert verified.bundle.declaration.verdict.verdict is Verdict.PASSED


def test_without_a_registry_it_rests_on_the_developers_word(handed: Handed) -> None:
    verified = checked(handed())
    assert verified.verdict is Verdict.UNDETERMINED
    assert "name your registry with --actors" in verified.grounds[0]


def test_what_nobody_judged_leaves_it_undetermined(handed: Handed, registry: Registry) -> None:
    bundle = handed({IN_WORDS: "", "    prose": '    note "In words"\n    prose'})
    verified = checked(bundle, registry=registry)
    assert (verified.judgement.verdict, verified.verdict) == (Verdict.PASSED, Verdict.UNDETERMINED)
    assert "nobody has judged 1 of 1 limit-bearing feet" in verified.grounds[0]
    judged = checked(bundle, registry=registry, judged={"filter::G1"})
    assert (judged.verdict, judged.feet.judged) == (Verdict.PASSED, ("filter::G1",))


def test_a_rejected_case_can_be_handed_in_and_is_rejected(handed: Handed, registry: Registry) -> None:
    verified = checked(handed({"<= 5%": "<= 0.1%"}), registry=registry)
    assert verified.verdict is Verdict.REJECTED
    assert of(verified, "verdict") == []


def test_everything_dated_is_judged_on_the_reviewers_day(handed: Handed, registry: Registry) -> None:
    bundle = handed({LATE: f"{LATE}    expires 2026-06-30\n"})
    assert checked(bundle, registry=registry).verdict is Verdict.PASSED
    later = checked(bundle, date(2026, 7, 1), registry=registry)
    assert later.verdict is Verdict.REJECTED
    assert of(later, "day") == [Difference("day", "2026-06-01", "2026-07-01")]
    assert of(later, "verdict") == [Difference("verdict", "passed", "rejected")]


def test_waivers_count_for_the_developer_alone(handed: Handed, registry: Registry) -> None:
    changes = {LATE: f"{LATE}    expires 2026-05-31\n", "goal G1": f"{WAIVER}\ngoal G1", IN_WORDS: ""}
    verified = checked(handed(changes), registry=registry)
    assert verified.bundle.declaration.verdict.verdict is Verdict.UNDETERMINED
    assert verified.verdict is Verdict.REJECTED
    assert verified.judgement.waived == ()
    [waived] = [each for each in of(verified, "finding") if (each.developer or "").startswith("GSN303")]
    assert (waived.developer, waived.reviewer) == (
        "GSN303 on filter::E1: error, waived",
        "GSN303 on filter::E1: error",
    )
    assert "waived by the developer" in waived.why


def test_the_reviewers_registry_counts_and_not_the_cases_own_word(handed: Handed, registry: Registry) -> None:
    bundle = handed({"actor laboratory": "actor elsewhere", "by laboratory": "by elsewhere"})
    verified = checked(bundle, registry=registry)
    assert [each.reviewer for each in of(verified, "finding")] == ["GSN329 on filter::elsewhere: warning"]


# What the developer says


def said(parts: Parts) -> StatedVerdict:
    return read_declaration(parts[layout.DECLARATION]).verdict


def test_an_edited_verdict_that_is_signed_is_shown_and_decides_nothing(handed: Handed, registry: Registry) -> None:
    parts = parts_of(handed({"<= 5%": "<= 0.1%"}))
    lie = replace(said(parts), verdict=Verdict.PASSED, grounds=(), findings=())
    verified = checked(resealed(redeclared(parts, verdict=lie)), registry=registry)
    assert verified.verdict is Verdict.REJECTED
    assert of(verified, "verdict") == [Difference("verdict", "passed", "rejected")]
    assert {(each.reviewer or "").split(" ")[0] for each in of(verified, "finding")} >= {"GSN401"}
    assert of(verified, "ground")


def test_findings_that_only_the_developer_has_are_shown(handed: Handed, registry: Registry) -> None:
    parts = parts_of(handed())
    one = replace(said(parts).findings[0], code="ACME101", element=None, count=2)
    more = replace(said(parts), findings=(*said(parts).findings, one))
    verified = checked(resealed(redeclared(parts, verdict=more)), registry=registry)
    assert of(verified, "finding") == [Difference("finding", f"ACME101: {one.severity} 2 times", None)]


def test_another_tool_and_other_rules_are_shown(handed: Handed, registry: Registry) -> None:
    parts = parts_of(handed())
    declaration = read_declaration(parts[layout.DECLARATION])
    families = declaration.rules.families[1:]
    rules = replace(declaration.rules, families=families, digest=rules_digest(families))
    verified = checked(resealed(redeclared(parts, tool="gsn 99", rules=rules)), registry=registry)
    assert [each.developer for each in of(verified, "tool")] == ["gsn 99"]
    [rule] = of(verified, "rules")
    assert rule.developer is None
    assert (rule.reviewer or "").startswith("gsn.checkers.reading: GSN001")
    assert verified.verdict is Verdict.PASSED


# Profiles

TREATY = {"    valid until": "    treaty example\n    valid until"}
OWN = 'treaty own "Our own"\n    extends example\n    source "Us"\n    status invented\n'


def test_a_downgraded_profile_is_shown_and_the_reviewers_own_is_used(handed: Handed, registry: Registry) -> None:
    parts = parts_of(handed(TREATY))
    path = f"{layout.PROFILES}example.treaty"
    stated = read_declaration(parts[layout.DECLARATION]).profile
    assert stated is not None
    softer = parts[path].replace(b"3e-2 per year", b"3e+2 per year")
    assert softer != parts[path]
    digest = sha256(softer).hexdigest()
    texts = tuple(replace(text, sha256=digest) if text.path == path else text for text in stated.texts)
    lie = replace(stated, texts=texts, digest="0" * 64)
    verified = checked(resealed(redeclared(parts | {path: softer}, profile=lie)), registry=registry)
    [profile] = of(verified, "profile")
    assert profile.developer == f"example sha256 {'0' * 64}"
    assert profile.reviewer == f"example sha256 {load_named('example', DAY).digest}"
    assert f"example (sha256 {load_named('example', DAY).digest[:12]})" in verified.judgement.against


def test_the_lineage_of_a_built_in_profile_is_handed_in(handed: Handed) -> None:
    parts = parts_of(handed(TREATY))
    stated = read_declaration(parts[layout.DECLARATION]).profile
    assert stated == StatedProfile(
        name="example",
        digest=load_named("example", DAY).digest,
        texts=tuple(
            StatedText(name=name, sha256=sha256(parts[path]).hexdigest(), built_in=True, path=path)
            for name, path in (
                ("example", "data/profile/example.treaty"),
                ("conditional", "data/profile/conditional.treaty"),
            )
        ),
    )


def test_a_profile_of_the_developers_own_never_passes_as_the_reviewers(handed: Handed, registry: Registry) -> None:
    bundle = handed({"    valid until": '    treaty "rules/own.treaty"\n    valid until'}, {"rules/own.treaty": OWN})
    stated = read_declaration(parts_of(bundle)[layout.DECLARATION]).profile
    assert stated is not None
    assert [text.path for text in stated.texts] == [
        "data/case/rules/own.treaty",
        "data/profile/example.treaty",
        "data/profile/conditional.treaty",
    ]
    verified = checked(bundle, registry=registry)
    assert "the developer's own text: name yours with --treaty" in " ".join(verified.grounds)
    mine = checked(bundle, registry=registry, treaty=load_named("example", DAY))
    assert "--treaty" not in " ".join(mine.grounds)
    assert [each.reviewer for each in of(mine, "profile")] == [f"example sha256 {load_named('example', DAY).digest}"]


# Proofs


def certificates(parts: Parts) -> dict[str, object]:
    held: dict[str, object] = json.loads(parts[layout.CERTIFICATES])
    return held


def with_proofs(parts: Parts, proofs: Mapping[str, object] | bytes | None) -> bytes:
    data = proofs if isinstance(proofs, bytes | None) else json.dumps(proofs).encode() + b"\n"
    held = {name: each for name, each in parts.items() if name != layout.CERTIFICATES}
    return resealed(redeclared(held | ({layout.CERTIFICATES: data} if data is not None else {})))


def test_swapped_proofs_are_a_false_statement(handed: Handed, registry: Registry) -> None:
    other = parts_of(handed({"0 of 400": "0 of 500"}))[layout.CERTIFICATES]
    verified = checked(with_proofs(parts_of(handed()), other), registry=registry)
    assert verified.verdict is Verdict.REJECTED
    assert "proofs of another problem" in verified.flaws[0]


def test_proofs_with_a_changed_step_are_a_false_statement(handed: Handed, registry: Registry) -> None:
    parts = parts_of(handed())
    proofs = certificates(parts)
    nodes = proofs["nodes"]
    assert isinstance(nodes, list)
    nodes[0]["bound"] = "1/1000000"
    verified = checked(with_proofs(parts, proofs), registry=registry)
    assert verified.verdict is Verdict.REJECTED
    assert "the kernel refuses step 0" in verified.flaws[0]


@pytest.mark.parametrize(
    "proofs", [b"", b"\xff", b"[]", b"[" * 100_000, b'{"format": 1}'], ids=["empty", "bytes", "list", "deep", "object"]
)
def test_what_is_no_proof_is_a_false_statement(proofs: bytes, handed: Handed, registry: Registry) -> None:
    assert checked(with_proofs(parts_of(handed()), proofs), registry=registry).verdict is Verdict.REJECTED


def test_proofs_that_prove_less_and_missing_ones_are_shown(handed: Handed, registry: Registry) -> None:
    parts = parts_of(handed())
    emptied = certificates(parts) | {"nodes": [], "hypotheses": []}
    for proofs, why in ((emptied, "proved by your run, and not"), (None, "no proofs were handed in")):
        verified = checked(with_proofs(parts, proofs), registry=registry)
        assert verified.verdict is Verdict.PASSED
        [difference] = of(verified, "proofs")
        assert (difference.developer, difference.reviewer) == (None, "claim 1 of G1")
        assert why in difference.why


def test_proofs_that_hold_on_the_developers_terms_alone_are_shown(handed: Handed, registry: Registry) -> None:
    bundle = handed({LATE: f"{LATE}    expires 2026-06-30\n"})
    verified = checked(bundle, date(2026, 7, 1), registry=registry)
    assert verified.flaws == ()
    [difference] = of(verified, "proofs")
    assert difference.developer == "hold on the developer's terms"


def test_proofs_of_another_tool_that_do_not_hold_leave_it_open(handed: Handed, registry: Registry) -> None:
    other = parts_of(handed({"0 of 400": "0 of 500"}))[layout.CERTIFICATES]
    parts = redeclared(parts_of(handed()), tool="gsn 99")
    verified = checked(with_proofs(parts, other), registry=registry)
    assert verified.verdict is Verdict.UNDETERMINED
    assert "made by another tool" in " ".join(verified.grounds)
