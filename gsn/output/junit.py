"""A judgement as a JUnit report, which every service that runs tests can show: a test case for each rule.

A rule that found nothing is a case that passed, so that one sees that it was asked. What a person waived, or was asked
not to be shown, is skipped and never passed; and the first case is the verdict, which fails unless the case has passed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from gsn import __version__
from gsn.checking import Family, Judgement
from gsn.findings import Finding, Rule, Severity, Verdict
from gsn.output.closing import counts, failures, judged, reasons
from gsn.output.concise import waiver_in_words
from gsn.output.repository import RepositoryPaths
from gsn.output.setting import Setting
from gsn.output.visible import visible

_NOT_PASSED = ("failure", "error", "skipped")


def emit(judgement: Judgement, setting: Setting) -> str:
    """The report as XML in ASCII, which is the same in every encoding that a reader may take it to be in."""
    report = _Report(judgement, setting.paths)
    suites = [_verdict(judgement), *map(report.suite, judgement.families)]
    root = ET.Element("testsuites", {"name": f"gsn {visible(judgement.case.name)}"})
    for attribute in ("tests", "failures", "errors"):
        root.set(attribute, str(sum(int(suite.get(attribute, "0")) for suite in suites)))
    root.extend(suites)
    ET.indent(root)
    body = ET.tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _verdict(judgement: Judgement) -> ET.Element:
    case = _case("verdict", "gsn")
    said = [f"verdict: {judgement.label}", *reasons(judgement), judged(judgement), counts(judgement)]
    if judgement.verdict is not Verdict.PASSED:
        _add(case, "failure", judgement.label, judgement.verdict.value, [*said, *failures(judgement)])
    else:
        _print(case, said)
    suite = _suite("verdict", [case])
    properties = ET.Element("properties")
    for name, value in {
        "tool": f"gsn {__version__}",
        "case": judgement.case.name,
        "as_of": judgement.as_of.isoformat(),
        "verdict": judgement.verdict.value,
        "label": judgement.label,
        "families": judged(judgement),
    }.items():
        ET.SubElement(properties, "property", {"name": name, "value": visible(value)})
    suite.insert(0, properties)
    return suite


class _Report:
    """What each rule found, by its code."""

    def __init__(self, judgement: Judgement, paths: RepositoryPaths) -> None:
        self.paths = paths
        self.found = _by_code(judgement.findings)
        self.hidden = _by_code(judgement.hidden)
        self.waived: defaultdict[str, list[str]] = defaultdict(list)
        for waived in judgement.waived:
            self.waived[waived.finding.code].append(self._line(waived.finding, waiver_in_words(waived)))

    def suite(self, family: Family) -> ET.Element:
        """A family's cases; of one that failed, none is known to have run."""
        if family.failure:
            cases = [self._failed(rule, family, family.failure) for rule in family.rules]
            return _suite(family.name, cases or [self._failed(None, family, family.failure)])
        return _suite(family.name, [self._asked(rule, family) for rule in family.rules])

    def _failed(self, rule: Rule | None, family: Family, failure: str) -> ET.Element:
        case = _case(_name(rule) if rule is not None else "rules", family.name)
        found = self.found[rule.code] if rule is not None else []
        said = [f"the rules of {family.name} did not run: it {failure}", *map(self._line, found)]
        _add(case, "error", said[0], "family", said)
        return case

    def _asked(self, rule: Rule, family: Family) -> ET.Element:
        case = _case(_name(rule), family.name)
        found = self.found[rule.code]
        weighty = [finding for finding in found if finding.severity is not Severity.INFO]
        lines = list(map(self._line, found))
        if weighty:
            _add(case, "failure", _told(weighty), weighty[0].severity.value, lines)
        elif hidden := self.hidden[rule.code]:
            _add(case, "skipped", f"{len(hidden)} not shown, as asked", "hidden", lines)
        elif self.waived[rule.code]:
            _add(case, "skipped", f"{len(self.waived[rule.code])} waived", "waived", lines)
        elif lines:
            _print(case, lines)
        if self.waived[rule.code]:
            _print(case, self.waived[rule.code])
        return case

    def _line(self, finding: Finding, said: str = "") -> str:
        place = finding.place
        help_ = f" (help: {finding.help})" if finding.help and not said else ""
        where = f"{self.paths.of(place.file)}:{place.number}:{place.column}"
        return f"{finding.severity} at {where}: {said or finding.message}{help_}"


def _by_code(findings: Iterable[Finding]) -> defaultdict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.code].append(finding)
    return found


def _name(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def _told(findings: list[Finding]) -> str:
    others = f", and {len(findings) - 1} more" if len(findings) > 1 else ""
    return f"{findings[0].message}{others}"


def _suite(name: str, cases: list[ET.Element]) -> ET.Element:
    failures_, errors, skipped = (sum(case.find(tag) is not None for case in cases) for tag in _NOT_PASSED)
    counted = {"tests": len(cases), "failures": failures_, "errors": errors, "skipped": skipped}
    suite = ET.Element("testsuite", {"name": visible(name)} | {key: str(value) for key, value in counted.items()})
    suite.extend(cases)
    return suite


def _case(name: str, of: str) -> ET.Element:
    return ET.Element("testcase", {"name": visible(name), "classname": visible(of)})


def _add(case: ET.Element, tag: str, message: str, type_: str, lines: list[str]) -> None:
    outcome = ET.SubElement(case, tag, {"message": visible(message), "type": type_})
    outcome.text = "\n".join(map(visible, lines))


def _print(case: ET.Element, lines: list[str]) -> None:
    ET.SubElement(case, "system-out").text = "\n".join(map(visible, lines))
