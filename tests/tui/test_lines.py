"""Lines as they go to the terminal: gone on below themselves, and with nothing in them that it would obey."""

from rich.segment import Segment
from rich.text import Text
from textual.color import Color

from gsn.tui.harmless import Harmless
from gsn.tui.wrapping import hanging


def test_what_a_long_line_goes_on_with_stands_deeper() -> None:
    text = Text.from_ansi("  \x1b[1mmet\x1b[0m  the obligation to look again and again\nshort\n\n漢字漢字漢字漢字")
    assert hanging(text, 20).plain.split("\n") == [
        "  met  the",
        "      obligation to",
        "      look again and",
        "      again",
        "short",
        "",
        "漢字漢字漢字漢字",
    ]
    assert [str(span.style) for span in hanging(text, 20).spans] == ["bold"]


def test_what_a_pane_lets_through_is_left_out_before_the_terminal() -> None:
    segments = [Segment("a\x1b[2Jb\x9bc\u202ed ## 漢\u00a0"), Segment("plain")]
    assert [each.text for each in Harmless().apply(segments, Color(0, 0, 0))] == ["a[2Jbcd ## 漢\u00a0", "plain"]
