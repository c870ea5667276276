"""An analysis as text and as data: whole outputs, so that every change of a word is seen."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gsn.openpsa.analysis import Analysis, analyse
from gsn.openpsa.report import as_data, as_lines

GOLDEN = Path(__file__).parents[1] / "golden" / "openpsa"

COOLING = b"""<opsa-mef>
<define-fault-tree name="cooling">
  <define-gate name="no_flow"><or><gate name="pumps"/><and><basic-event name="valve"/><gate name="power"/></and></or>
  </define-gate>
  <define-gate name="pumps"><and><basic-event name="p1"/><basic-event name="p2"/><gate name="power"/></and>
  </define-gate>
  <define-gate name="power"><basic-event name="grid"/></define-gate>
  <define-CCF-group name="both" model="beta-factor">
    <members><basic-event name="p1"/><basic-event name="p2"/></members>
    <distribution><float value="0.01"/></distribution>
    <factors><factor level="2"><float value="0.1"/></factor></factors>
  </define-CCF-group>
</define-fault-tree>
<model-data>
  <define-basic-event name="valve"><float value="3e-5"/></define-basic-event>
  <define-basic-event name="grid">
    <exponential><float value="1e-6"/><system-mission-time/></exponential>
  </define-basic-event>
</model-data>
</opsa-mef>
"""

TANGLED = b"""<opsa-mef><define-fault-tree name="tangled">
<define-gate name="top"><or><and><basic-event name="a"/><not><basic-event name="b"/></not></and>
<and><basic-event name="b"/><basic-event name="c"/></and></or></define-gate>
<define-basic-event name="a"><float value="0.1"/></define-basic-event>
<define-basic-event name="b"><float value="0.1"/></define-basic-event>
<define-basic-event name="c"/>
</define-fault-tree></opsa-mef>
"""


def alike(count: int) -> bytes:
    """More events than the table has rows, and more orders of cut sets than the line lists."""
    rows = [f"<and>{''.join(event(f'e{i}.{j}') for j in range(i))}</and>" for i in range(1, count)]
    names = [f"e{i}.{j}" for i in range(1, count) for j in range(i)]
    events = [f'<define-basic-event name="{name}"><float value="0.5"/></define-basic-event>' for name in names]
    gate = f'<define-gate name="top"><or>{"".join(rows)}</or></define-gate>'
    return f'<opsa-mef><define-fault-tree name="alike">{gate}{"".join(events)}</define-fault-tree></opsa-mef>'.encode()


def event(name: str) -> str:
    return f'<basic-event name="{name}"/>'


ANALYSES: Mapping[str, Callable[[], Analysis]] = {
    "cooling": lambda: analyse(COOLING),
    "tangled": lambda: analyse(TANGLED),
    "too-large": lambda: analyse(TANGLED, most_nodes=2),
    "alike": lambda: analyse(alike(11)),
}


def golden(file: str, now: str) -> str:
    """What was written when somebody looked at it."""
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / file).write_text(now, encoding="utf-8")
    return (GOLDEN / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ANALYSES)
def test_text(name: str) -> None:
    text = "\n".join([*as_lines(ANALYSES[name]()), ""])
    assert text == golden(f"{name}.txt", text)


@pytest.mark.parametrize("name", ["cooling", "too-large"])
def test_data(name: str) -> None:
    written = json.dumps(as_data(ANALYSES[name]()), indent=2) + "\n"
    assert written == golden(f"{name}.json", written)


def test_every_number_of_the_data_is_a_text_or_a_count() -> None:
    """So no reader rounds a probability that was exact."""
    open_: list[object] = [as_data(ANALYSES["cooling"]())]
    while open_:
        value = open_.pop()
        assert not isinstance(value, float)
        if isinstance(value, dict):
            open_ += value.values()
        elif isinstance(value, list):
            open_ += value
