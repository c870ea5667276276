"""GSN32x, entitlement: may this actor give this evidence, and whose word is it in the end.

An actor's standing is what the case says of it, or in its place what a reviewer's registry says (`--actors FILE`). With
a registry, nothing holds that it does not say.
"""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument, Neighbourhood
from gsn.findings import Finding, Scope, Severity, rule
from gsn.model.kinds import Kind

from .evidence_register import in_state, told


@rule("GSN321", "conflict-of-interest", Severity.ERROR, kinds=[Kind.EVIDENCE])
def conflict_of_interest(near: Neighbourhood) -> Iterator[Finding]:
    """A record that has to come from somebody else is given by whoever it is about.

    Whoever develops a system does not audit, inspect, certify or license it, makes no determination of its risk, and
    does not recognise such records, whatever its role says. The developer is the one that `developer` names under the
    record's system; an actor whose role is `risk_owner` speaks for it. What a provider knows of a customer (compute,
    identity) does not come from the customer, and a transfer of chips is reported by a party to it.

    Evaluations, studies and tests a developer may give of its own system: see GSN327.

    **Why it matters.** Developers know their systems best, and have the most to lose by what is found.

    **Breaks it**

        case weights
            system x1
        system x1 "X-1"
            developer lab
        goal G1 "The weights stay where they are"
            solution E1
        actor lab "Example Lab"
            role auditor
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by lab
        # file: audit.txt
        No finding is open.

    **Instead**

        case weights
            system x1
        system x1 "X-1"
            developer lab
        goal G1 "The weights stay where they are"
            solution E1
        actor lab "Example Lab"
        actor aisi "AI Safety Institute"
            role public_body
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by aisi
        # file: audit.txt
        No finding is open.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.4.3 (footnote 90).
    """
    return in_state(near, "GSN321", "have it given by somebody whom it is not about")


@rule("GSN322", "unfit-giver", Severity.ERROR, kinds=[Kind.EVIDENCE])
def unfit_giver(near: Neighbourhood) -> Iterator[Finding]:
    """A record's type is given by some roles only, and its giver has none of them.

    | type | given by a public body, a regulator, an international body, or |
    | --- | --- |
    | `security_audit`, `governance_audit` | an `auditor` |
    | `certification` | an `auditor`, a `certifier` |
    | `inspection` | an `inspector` |
    | `site_observation` | an `inspector`, an `evaluator`, an `auditor` |
    | `licence`, `determination`, `recognition`, `customs_record` | nobody else |
    | `kyc` | a `cloud_provider` |
    | `compute_report` | a `cloud_provider`; a `developer`, of its own compute |
    | `chip_transfer` | a `chip_maker`, a `chip_seller`, a `cloud_provider` |

    All other types anybody may give.

    **Breaks it**

        goal G1 "The weights stay where they are"
            solution E1
        actor friends "Friends of the lab"
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by friends
        # file: audit.txt
        No finding is open.

    **Instead**

        goal G1 "The weights stay where they are"
            solution E1
        actor office "Audit Office"
            role public_body
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by office
        # file: audit.txt
        No finding is open.
    """
    return in_state(near, "GSN322", "say the giver's `role` if it has one, or have it given by somebody who has")


@rule("GSN323", "unaccredited-giver", Severity.ERROR, kinds=[Kind.EVIDENCE])
def unaccredited_giver(near: Neighbourhood) -> Iterator[Finding]:
    """An audit or a certificate is given by a private body that nobody accredited, or not for this day.

    Accredited is whom a public body or an actor with the role `accreditor` accredited, not itself, through the day on
    which the case is judged. Public bodies need none.

    **Breaks it**

        goal G1 "The weights stay where they are"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
        actor keystone "Keystone Audit"
            role auditor
            accredited by aisi until 2026-03-31
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by keystone
        # file: audit.txt
        No finding is open.

    **Instead**

        goal G1 "The weights stay where they are"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
        actor keystone "Keystone Audit"
            role auditor
            accredited by aisi until 2027-03-31
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by keystone
        # file: audit.txt
        No finding is open.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, sections 1.4.3 and 2: private bodies
    audit under public oversight, accredited.
    """
    return in_state(near, "GSN323", "say who accredited it and until when: `accredited by ACTOR until DATE`")


@rule("GSN324", "dependent-giver", Severity.ERROR, kinds=[Kind.EVIDENCE])
def dependent_giver(near: Neighbourhood) -> Iterator[Finding]:
    """A private body audits, certifies, inspects or observes, and nobody vouches for its independence.

    It is asked for where the developer of what the record is about is known. Somebody vouches who is a public body or
    an `accreditor`, and neither the giver nor the developer.

    **Breaks it**

        case weights
            system x1
        system x1 "X-1"
            developer lab
        goal G1 "The weights stay where they are"
            solution E1
        actor lab "Example Lab"
        actor aisi "AI Safety Institute"
            role public_body
        actor keystone "Keystone Audit"
            role auditor
            accredited by aisi until 2027-03-31
            independent of lab by keystone
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by keystone
        # file: audit.txt
        No finding is open.

    **Instead**

        case weights
            system x1
        system x1 "X-1"
            developer lab
        goal G1 "The weights stay where they are"
            solution E1
        actor lab "Example Lab"
        actor aisi "AI Safety Institute"
            role public_body
        actor keystone "Keystone Audit"
            role auditor
            accredited by aisi until 2027-03-31
            independent of lab by aisi
        evidence E1 "Audit report"
            type security_audit
            file "audit.txt"
            by keystone
        # file: audit.txt
        No finding is open.
    """
    return in_state(near, "GSN324", "have a public body vouch for it: `independent of DEVELOPER by ACTOR`")


@rule("GSN325", "uncleared-giver", Severity.ERROR, kinds=[Kind.EVIDENCE])
def uncleared_giver(near: Neighbourhood) -> Iterator[Finding]:
    """A private body looked inside a model (grey or white box) without being cleared for it by a public body.

    Public bodies need no clearance here, nor does the developer for its own system. Black-box access, which is what
    any customer has, needs none.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        actor harbour "Harbour Evaluations"
            role evaluator
        evidence E1 "Test report"
            file "tests.txt"
            by harbour with white_box access
        # file: tests.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
        actor harbour "Harbour Evaluations"
            role evaluator
            cleared by aisi
        evidence E1 "Test report"
            file "tests.txt"
            by harbour with white_box access
        # file: tests.txt
        All 400 patterns were caught.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.4.3 (footnotes 95 to 97).
    """
    return in_state(near, "GSN325", "say who cleared it: `cleared by ACTOR`, a public body")


@rule("GSN326", "unrecognised-evidence", Severity.ERROR, kinds=[Kind.EVIDENCE])
def unrecognised_evidence(near: Neighbourhood) -> Iterator[Finding]:
    """A record says that somebody recognises it, and nothing shows that.

    A public body recognises another's findings by a record of its own (`type recognition`, `of` the record), or by
    saying of itself that it `recognises` the giver. Nobody recognises its own, and no developer what is about its
    system.

    **Breaks it**

        goal G1 "The filter holds"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
        actor abroad "Institute abroad"
            role public_body
        evidence E1 "Test report"
            file "tests.txt"
            by abroad
            recognised by aisi
        # file: tests.txt
        All 400 patterns were caught.

    **Instead**

        goal G1 "The filter holds"
            solution E1
        actor aisi "AI Safety Institute"
            role public_body
            recognises abroad
        actor abroad "Institute abroad"
            role public_body
        evidence E1 "Test report"
            file "tests.txt"
            by abroad
            recognised by aisi
        # file: tests.txt
        All 400 patterns were caught.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.4.3 (footnote 99).
    """
    return in_state(near, "GSN326", "add the record of recognition, or take `recognised by` away")


@rule("GSN327", "self-evaluation-alone", Severity.WARNING, scope=Scope.CASE)
def self_evaluation_alone(argument: Argument) -> Iterator[Finding]:
    """A goal rests on nothing but what a developer says of its own system.

    Counted are records that say which system they are `on`, and evaluations, red teams, uplift studies and monitoring
    also where they do not say it. One record by somebody else below the same goal is enough; what it is worth is asked
    of it alone.

    **Why it matters.** Developers have a conflict of interest in evaluations that may reveal risks of their products.
    A developer's own evaluation is evidence; it cannot close a claim alone, and leaves it open.

    **Breaks it**

        case filter
            system x1
        system x1 "X-1"
            developer lab
        goal G1 "The filter holds"
            solution E1
        actor lab "Example Lab"
        evidence E1 "Test report"
            type evaluation
            by lab

    **Instead**

        case filter
            system x1
        system x1 "X-1"
            developer lab
        goal G1 "The filter holds"
            solution E1
            solution E2
        actor lab "Example Lab"
        actor harbour "Harbour Evaluations"
        evidence E1 "Test report"
            type evaluation
            by lab
        evidence E2 "Second test report"
            type evaluation
            by harbour

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.4.3 (footnote 90).
    """
    return told(argument, "GSN327")


@rule("GSN328", "empty-standing", Severity.WARNING, scope=Scope.CASE)
def empty_standing(argument: Argument) -> Iterator[Finding]:
    """What an actor says of its own standing does not hold.

    Its accreditation ended, or came from somebody who is neither a public body nor an accreditor; it was cleared by
    somebody who is no public body; its independence is only its own word, or the word of whom it is to be independent
    of; it recognises others and is no public body. Public bodies may say of themselves that they are independent.

    **Why it matters.** It reads like standing and is none. Where a record needs it, the record is unentitled; what else
    the actor gives is left open.

    **Breaks it**

        goal G1 "The filter holds"
            undeveloped
        actor lab "Example Lab"
        actor harbour "Harbour Evaluations"
            accredited by lab until 2027-12-31

    **Instead**

        goal G1 "The filter holds"
            undeveloped
        actor aisi "AI Safety Institute"
            role public_body
        actor harbour "Harbour Evaluations"
            accredited by aisi until 2027-12-31
    """
    return told(argument, "GSN328")


@rule("GSN329", "registry-disagrees", Severity.WARNING, scope=Scope.CASE)
def registry_disagrees(argument: Argument) -> Iterator[Finding]:
    """The case says of an actor what the reviewer's registry does not say: a role, an accreditation, a key, a name.

    **Why it matters.** Only what the registry says counts, and it is given to whoever the case calls by the name that
    the registry has. Either the registry is behind, or the case claims too much, or it means somebody else.

    **Mend it** by finding out which holds. A longer accreditation or a role that the registry does not have is told;
    what the registry says and the case leaves out is not.
    """
    return told(argument, "GSN329")
