"""Checks beside the keys: one at a time, for whoever asked last, and never in the way of a key."""

from collections.abc import Callable, Iterator
from threading import Event
from time import monotonic, sleep

import pytest

from gsn.tui import checker
from gsn.tui.checker import Checker

PATIENCE = 5.0


class Checks:
    """Checks that take until they are let go on or superseded."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.superseded: list[int] = []
        self.go_on = Event()
        self.checker = Checker(self.check)

    def check(self, superseded: Callable[[], bool]) -> None:
        number = len(self.begun)
        self.begun.append(number)
        while not self.go_on.wait(0.005):
            if superseded():
                self.superseded.append(number)
                return

    def until(self, holds: Callable[[], object]) -> None:
        end = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < end
            sleep(0.005)


@pytest.fixture
def checks() -> Iterator[Checks]:
    made = Checks()
    yield made
    made.checker.close()


def test_a_newer_wish_supersedes_the_check_that_runs(checks: Checks) -> None:
    checks.checker.ask(0)
    checks.until(lambda: checks.begun == [0])
    checks.checker.ask(0)
    checks.until(lambda: checks.begun == [0, 1])
    assert checks.superseded == [0]


def test_of_wishes_within_a_pause_only_the_last_is_checked(checks: Checks) -> None:
    checks.go_on.set()
    for _ in range(20):
        checks.checker.ask(0.05)
    checks.until(lambda: checks.begun)
    sleep(0.1)
    assert checks.begun == [0]


def test_a_check_waits_while_a_key_is_shown_and_whoever_pressed_it_does_not() -> None:
    waited: list[float] = []
    begun, done = Event(), Event()

    def check(_: Callable[[], bool]) -> None:
        made.pressed()
        begun.set()
        before = monotonic()
        made.give_way()
        waited.append(monotonic() - before)
        done.set()

    made = Checker(check)
    made.ask(0)
    assert begun.wait(PATIENCE)
    before = monotonic()
    made.give_way()
    here = monotonic() - before
    assert done.wait(PATIENCE)
    made.close()
    assert waited[0] >= checker.SHOWN_AFTER
    assert here < checker.SHOWN_AFTER


def test_garbage_is_looked_for_once_when_the_keys_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[float] = []
    monkeypatch.setattr(checker, "RESTS_AFTER", 0.05)
    monkeypatch.setattr("gsn.tui.checker.gc.collect", lambda: collected.append(monotonic()))
    made = Checker(lambda _: None)
    made.pressed()
    begun = monotonic()
    made.ask(0)
    while not collected:
        assert monotonic() - begun < PATIENCE
        sleep(0.005)
    sleep(0.2)
    made.close()
    assert len(collected) == 1
    assert collected[0] - begun >= 0.05
