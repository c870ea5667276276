"""GSN37x, compute: what providers report, what developers declare, and the chips on record."""

from __future__ import annotations

from collections.abc import Iterator

from gsn.argument import Argument
from gsn.findings import Finding, Scope, Severity, rule

from .evidence_register import told


@rule("GSN371", "undeclared-compute", Severity.ERROR, scope=Scope.CASE)
def undeclared_compute(argument: Argument) -> Iterator[Finding]:
    """Providers report more compute for a system than its developer declares, by more than the tolerance.

    Compared are the upper ends: all that may have been done, less what the provider says was for something else
    (`unrelated`, at its lower end), with all parts of `training_compute` together. Of several reports' tolerances the
    smallest counts; a report that states none tolerates nothing.

    **Why it matters.** Compute is what a threshold is set in. An excess that nobody explains is a training run that
    nobody declared.

    **Breaks it**

        case filter
            system x1
        system x1 "X-1"
            training_compute pretraining 3.0e26..3.2e26 FLOP
        goal G1 "The compute is known"
            solution E1
        evidence E1 "Report of the provider"
            type compute_report
            operations 3.4e26..3.8e26 FLOP
            tolerance 10%

    **Instead**

        case filter
            system x1
        system x1 "X-1"
            training_compute pretraining 3.0e26..3.2e26 FLOP
        goal G1 "The compute is known"
            solution E1
        evidence E1 "Report of the provider"
            type compute_report
            operations 3.4e26..3.8e26 FLOP
            unrelated 4e25..5e25 FLOP
            tolerance 10%

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, sections 1.4.3 and 2 (footnote 103).
    """
    return told(argument, "GSN371")


@rule("GSN372", "unreported-compute", Severity.WARNING, scope=Scope.CASE)
def unreported_compute(argument: Argument) -> Iterator[Finding]:
    """Reports account for less compute than is declared at least, or for a system that declares none.

    **Why it matters.** The rest was done somewhere, by a provider that did not report it. The reports stay open.

    **Breaks it**

        case filter
            system x1
        system x1 "X-1"
            training_compute pretraining 3.0e26..3.2e26 FLOP
        goal G1 "The compute is known"
            solution E1
        evidence E1 "Report of the provider"
            type compute_report
            operations 1.0e26..1.2e26 FLOP
            tolerance 10%

    **Instead**

        case filter
            system x1
        system x1 "X-1"
            training_compute pretraining 3.0e26..3.2e26 FLOP
        goal G1 "The compute is known"
            solution E1
            solution E2
        evidence E1 "Report of the provider"
            type compute_report
            operations 1.0e26..1.2e26 FLOP
            tolerance 10%
        evidence E2 "Report of the second provider"
            type compute_report
            operations 1.9e26..2.0e26 FLOP
            tolerance 10%
    """
    return told(argument, "GSN372")


@rule("GSN373", "inconsistent-compute", Severity.ERROR, scope=Scope.CASE)
def inconsistent_compute(argument: Argument) -> Iterator[Finding]:
    """The figures of a compute report do not fit each other.

    There are more chip hours than its chips have in its days; or chip hours, the `peak` of a chip and its utilisation
    make more or fewer operations than it counts, by more than its tolerance. Without a utilisation the chips may have
    done up to their peak.

    **Breaks it**

        goal G1 "The compute is known"
            solution E1
        evidence E1 "Report of the provider"
            type compute_report
            window 2026-01-01 .. 2026-01-31
            chips H100 1000
            chip_hours 2_000_000

    **Instead**

        goal G1 "The compute is known"
            solution E1
        evidence E1 "Report of the provider"
            type compute_report
            window 2026-01-01 .. 2026-01-31
            chips H100 1000
            chip_hours 700_000
    """
    return told(argument, "GSN373")


@rule("GSN374", "untransferred-chips", Severity.ERROR, scope=Scope.CASE)
def untransferred_chips(argument: Argument) -> Iterator[Finding]:
    """Chips of a run are in no accepted transfer record that brought them to the provider in time.

    By the first day of the report, each serial has to have come to the provider and not gone on, and of each type as
    many chips as the report names, less those that went on.

    **Breaks it**

        goal G1 "The compute is known"
            solution E1
        actor cloud "Cloud Co"
            role cloud_provider
        actor maker "Chip Co"
            role chip_maker
        evidence E1 "Report of the provider"
            type compute_report
            provider cloud
            window 2026-01-01 .. 2026-03-31
            chips H100 16384
        evidence E2 "Delivery of 2025"
            type chip_transfer
            file "delivery.txt"
            by maker
            dated 2025-11-01
            sender maker
            receiver cloud
            chips H100 8192
        # file: delivery.txt
        8192 chips.

    **Instead**

        goal G1 "The compute is known"
            solution E1
        actor cloud "Cloud Co"
            role cloud_provider
        actor maker "Chip Co"
            role chip_maker
        evidence E1 "Report of the provider"
            type compute_report
            provider cloud
            window 2026-01-01 .. 2026-03-31
            chips H100 8192
        evidence E2 "Delivery of 2025"
            type chip_transfer
            file "delivery.txt"
            by maker
            dated 2025-11-01
            sender maker
            receiver cloud
            chips H100 8192
        # file: delivery.txt
        8192 chips.

    **Source.** Review and Recommendations for a Conditional AI Safety Treaty, section 1.4.3 (footnote 102).
    """
    return told(argument, "GSN374")


@rule("GSN375", "self-reported-compute", Severity.WARNING, scope=Scope.CASE)
def self_reported_compute(argument: Argument) -> Iterator[Finding]:
    """The compute of a system is reported by its developer alone; the report's worth stays open.

    **Breaks it**

        case filter
            system x1
        system x1 "X-1"
            developer lab
            training_compute pretraining 3e26 FLOP
        goal G1 "The compute is known"
            solution E1
        actor lab "Example Lab"
            role developer
        evidence E1 "Report of the lab's own cluster"
            type compute_report
            by lab
            provider lab
            customer lab
            operations 3e26 FLOP
            tolerance 10%

    **Instead**

        case filter
            system x1
        system x1 "X-1"
            developer lab
            training_compute pretraining 3e26 FLOP
        goal G1 "The compute is known"
            solution E1
        actor lab "Example Lab"
            role developer
        actor cloud "Cloud Co"
            role cloud_provider
        evidence E1 "Report of the provider"
            type compute_report
            by cloud
            provider cloud
            customer lab
            operations 3e26 FLOP
            tolerance 10%
    """
    return told(argument, "GSN375")


@rule("GSN376", "chips-of-unknown-origin", Severity.WARNING, scope=Scope.CASE)
def chips_of_unknown_origin(argument: Argument) -> Iterator[Finding]:
    """A compute report names chips, and the case holds no transfer record; the report's worth stays open.

    **Breaks it**

        goal G1 "The compute is known"
            solution E1
        evidence E1 "Report of the provider"
            type compute_report
            chips H100 16384

    **Instead**

        goal G1 "The compute is known"
            solution E1
        actor cloud "Cloud Co"
        actor maker "Chip Co"
        evidence E1 "Report of the provider"
            type compute_report
            chips H100 16384
        evidence E2 "Delivery of 2025"
            type chip_transfer
            sender maker
            receiver cloud
            chips H100 16384
    """
    return told(argument, "GSN376")
