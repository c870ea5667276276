"""`gsn explain`: a rule's page."""

from __future__ import annotations

import click

from gsn.checking import built_in_rules, third_party_rules
from gsn.findings import Rule
from gsn.gate.conditions import CONDITIONS


@click.command("explain")
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Every page, one after the other.")
@click.option("--list", "listed", is_flag=True, help="Every code, with its name and severity.")
def command(code: str | None, everything: bool, listed: bool) -> None:
    """Say what a rule checks, why it matters, and how to mend what it finds.

    CODE is a rule's code or its name: GSN201, or unsupported-goal.
    """
    rules = [*built_in_rules(), *third_party_rules(), *CONDITIONS]
    if listed:
        for rule in rules:
            click.echo(f"{rule.code}  {rule.severity.value:<8}{rule.name:<30}{rule.summary}")
    elif everything:
        click.echo("\n\n".join(page(rule) for rule in rules))
    elif code is None:
        raise click.UsageError("name a code such as GSN201, or give --all or --list")
    else:
        click.echo(page(_found(code, rules)))


def page(rule: Rule) -> str:
    """A rule's page, in Markdown."""
    return f"# {rule.code} {rule.name} ({rule.severity})\n\n{rule.page}"


def _found(code: str, rules: list[Rule]) -> Rule:
    for rule in rules:
        if code.upper() == rule.code or code.lower() == rule.name:
            return rule
    from gsn.language.suggestions import closest

    match = closest(code.upper(), [rule.code for rule in rules]) or closest(code.lower(), [rule.name for rule in rules])
    hint = f" Did you mean {match}?" if match else ""
    raise click.UsageError(f"No rule is called `{code}`.{hint} `gsn explain --list` names them.")
