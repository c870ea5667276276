"""The suites and test cases of a JUnit file, as its tags come: what is counted, and where it does not add up."""

from __future__ import annotations

from gsn.evidence.logs.caveats import caveat
from gsn.evidence.logs.counting import Records
from gsn.evidence.logs.fields import excerpt
from gsn.evidence.logs.log import Caveat, Outcome, Sample, Unreadable

ALL_TESTS = "tests"
"""The metric that counts every test case; any other is the name of a suite."""

DEEPEST = 50
"""Elements within each other."""

_REMARKS = {
    "error": "errors",
    "skipped": "not-run",
    "flakyFailure": "retried",
    "flakyError": "retried",
    "rerunFailure": "retried",
    "rerunError": "retried",
}
"""What the elements below a test case say of it beside its failing; those of flaky tests are Maven Surefire's."""

_NOT_RUN = frozenset({"notrun", "disabled", "skipped"})
"""What GoogleTest says in the attributes `status` and `result` of a test case."""


class _Suite:
    """A suite while it is read: what it says of itself, and what was found in it."""

    def __init__(self, attributes: dict[str, str], *, counts: bool) -> None:
        self.name = attributes.get("name", "")
        self.counts = counts
        self.declared = {key: _number(attributes, key) for key in ("tests", "failures", "errors")}
        self.found = dict.fromkeys(self.declared, 0)
        self.missing = 0


class Suites:
    """The suites and test cases of a file while it is read."""

    def __init__(self, metric: str) -> None:
        self.metric = metric
        self.records = Records()
        self.names: dict[str, None] = {}
        self.found = metric == ALL_TESTS
        self.missing = 0
        self.model: str | None = None
        self.timestamp: str | None = None
        self.caveats: list[Caveat] = []
        self._open: list[_Suite] = []
        self._case: dict[str, str] | None = None
        self._said: list[str] = []
        self._depth = 0
        self._runs: dict[str, int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(f"has more than {DEEPEST} elements within each other")
        if self._depth == 1 and tag not in {"testsuites", "testsuite"}:
            raise Unreadable(f"is XML, but no results of tests: it begins with `{excerpt(tag, 40)}`")
        if self._case is not None:
            self._said.append(tag)
        elif tag in {"testsuites", "testsuite"}:
            self._begin_suite(tag, attributes)
        elif tag == "testcase":
            self._case, self._said = attributes, []
        elif tag == "property" and self._counts and attributes.get("name") == "model":
            self._name_model(attributes.get("value", ""))

    def end(self, tag: str) -> None:
        self._depth -= 1
        if tag == "testcase" and self._case is not None:
            self._end_case(self._case)
            self._case = None
        elif self._case is None and tag in {"testsuites", "testsuite"}:
            self._end_suite(self._open.pop())

    @property
    def _counts(self) -> bool:
        return bool(self._open) and self._open[-1].counts

    def _begin_suite(self, tag: str, attributes: dict[str, str]) -> None:
        named = tag == "testsuite" and attributes.get("name") == self.metric
        counts = named or self._counts or self.metric == ALL_TESTS
        if tag == "testsuite" and len(self.names) < 100:  # noqa: PLR2004 - enough to choose from
            self.names[excerpt(attributes.get("name", ""), 60)] = None
        self.found = self.found or named
        if counts and self.timestamp is None:
            self.timestamp = attributes.get("timestamp")
        self._open.append(_Suite(attributes, counts=counts))

    def _end_suite(self, suite: _Suite) -> None:
        if suite.counts:
            missing = max(0, (suite.declared["tests"] or 0) - suite.found["tests"])
            self.missing += missing
            suite.found["tests"] += missing
            self._hold_against_declared(suite)
        if self._open:
            for key, number in suite.found.items():
                self._open[-1].found[key] += number

    def _hold_against_declared(self, suite: _Suite) -> None:
        for key, found in suite.found.items():
            declared = suite.declared[key]
            if declared not in (None, found):
                what = f"suite `{excerpt(suite.name, 60)}` says it has {declared:,} {key}, and has {found:,}"
                self.caveats.append(caveat("contradiction", what=what))

    def _end_case(self, attributes: dict[str, str]) -> None:
        if not self._open:
            raise Unreadable("has a test case outside any suite")
        suite = self._open[-1]
        suite.found["tests"] += 1
        suite.found["failures"] += self._said.count("failure")
        suite.found["errors"] += self._said.count("error")
        if suite.counts:
            self.records.add(self._sample(attributes))

    def _sample(self, attributes: dict[str, str]) -> Sample:
        suites = [suite.name for suite in self._open if suite.name]
        identity = "/".join([*suites, attributes.get("classname", ""), attributes.get("name", "")])
        self._runs[identity] = run = self._runs.get(identity, 0) + 1
        remark = next((_REMARKS[said] for said in self._said if said in _REMARKS), "")
        if not remark and not _NOT_RUN.isdisjoint((attributes.get("status", ""), attributes.get("result", ""))):
            remark = "not-run"
        said = "failure" if "failure" in self._said else "passed"
        outcome = Outcome.INCORRECT if said == "failure" else Outcome.CORRECT
        return Sample(
            identity,
            run,
            Outcome.UNKNOWN if remark else outcome,
            remark or said,
            excerpt(identity),
            remarks=(remark,) if remark else (),
        )

    def _name_model(self, name: str) -> None:
        if self.model not in (None, name):
            self.caveats.append(caveat("contradiction", what=f"its model is `{self.model}` and `{excerpt(name, 60)}`"))
        self.model = self.model or name


def _number(attributes: dict[str, str], key: str) -> int | None:
    written = attributes.get(key)
    if written is None:
        return None
    if not written.isascii() or not written.isdigit() or len(written) > 9:  # noqa: PLR2004 - more than any file has
        raise Unreadable(f"says `{key}` is `{excerpt(written, 40)}`, which is no number of tests")
    return int(written)
