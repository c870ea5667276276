"""One case held against several profiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gsn.argument import Argument
from gsn.compliance.account import Account, Answer, Met, RequirementAccount, StandingAccount
from gsn.compliance.against import is_regulated, stands_against
from gsn.compliance.standing import stand
from gsn.treaty.profile import Profile


@dataclass(frozen=True, slots=True)
class Compared:
    """What one profile makes of the case."""

    account: Account
    standing: StandingAccount

    @property
    def profile(self) -> Profile:
        return self.account.profile

    @property
    def met(self) -> tuple[RequirementAccount, ...]:
        """What is asked of the developer, and met."""
        return tuple(each for each in self._asked if each.met is Met.MET)

    @property
    def missing(self) -> tuple[RequirementAccount, ...]:
        """What is asked of the developer, and known not to be met."""
        return tuple(each for each in self._asked if each.met is Met.UNMET and stands_against(each))

    @property
    def open(self) -> tuple[RequirementAccount, ...]:
        """What is asked of the developer, or may be, and nobody knows whether it is met."""
        return tuple(each for each in self._asked if each.met is Met.OPEN and stands_against(each))

    @property
    def _asked(self) -> Iterator[RequirementAccount]:
        if is_regulated(self.account):
            yield from (each for each in self.account.requirements if each.asked is not Answer.NO)


def compare(argument: Argument, profiles: Iterable[Profile], *, clear: bool) -> Iterator[Compared]:
    """Hold a case against each of some profiles.

    Args:
        argument: The case's argument; what it found already is not looked for again.
        profiles: What it is held against, one after the other.
        clear: Whether nothing stands against the case apart from any profile.
    """
    for profile in profiles:
        held = argument.held_to(profile)
        account, standing = held.account, stand(held, clear=clear)
        if account is not None and standing is not None:
            yield Compared(account, standing)
