"""Groups of commands: what they hold is imported when it is called, and a slip of the hand is told."""

import subprocess
import sys

import pytest

from gsn.cli.commands import COMMANDS
from gsn.cli.evidence import PARTS as EVIDENCE
from gsn.cli.review import PARTS as REVIEW
from gsn.cli.treaty import PARTS as TREATY
from tests.cli.conftest import Run

GROUPS = {"": COMMANDS, "evidence": EVIDENCE, "review": REVIEW, "treaty": TREATY}


@pytest.mark.parametrize("group", GROUPS)
def test_help_names_every_command_of_a_group_in_its_order(run: Run, group: str) -> None:
    printed = run(*group.split(), "--help").stdout.partition("Commands:\n")[2]
    assert [line.split()[0] for line in printed.splitlines() if line.strip()] == list(GROUPS[group])


@pytest.mark.parametrize(
    ("written", "meant"), [(["chek"], "check"), (["evidence", "stats"], "status"), (["treaty", "sho"], "show")]
)
def test_a_slip_of_the_hand_is_told(run: Run, written: list[str], meant: str) -> None:
    done = run(*written)
    assert done.returncode == 2
    assert f"No such command '{written[-1]}'. Did you mean '{meant}'?" in done.stderr


def test_a_command_imports_nothing_of_its_neighbours() -> None:
    """What `gsn treaty list` answers needs no case, and so nothing that checks one."""
    told = "import sys; from gsn.cli.commands import gsn; gsn(['treaty', 'list'], standalone_mode=False)"
    spared = "[m for m in sys.modules if m.startswith(('gsn.compliance', 'gsn.cli.treaty_compare'))]"
    done = subprocess.run(
        [sys.executable, "-c", f"{told}; sys.exit(repr({spared}))"], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip() == "[]"
