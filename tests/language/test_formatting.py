"""How a text is laid out, example by example. The laws stand in test_laws.py."""

from textwrap import dedent

import pytest

from gsn.language import formatting
from gsn.language.formatting import WIDTH, format_text
from gsn.language.outline import LogicalLine


def formatted(text: str) -> str:
    result = format_text(text, "text.gsn")
    assert result.problems == ()
    assert result.changed == (result.text != text)
    return result.text


def shown(text: str) -> str:
    return dedent(text).removeprefix("\n")


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("\n\n", "", id="blank lines alone"),
        pytest.param('goal G1 "A"', 'goal G1 "A"\n', id="the last line ends"),
        pytest.param('goal G1 "A"\r\n\r\ngoal G2 "B"\r\n', 'goal G1 "A"\n\ngoal G2 "B"\n', id="line ends"),
        pytest.param('\n\ngoal G1 "A"\n \n\n\ngoal G2 "B"\n\n', 'goal G1 "A"\n\ngoal G2 "B"\n', id="blank lines"),
        pytest.param('goal   G1    "A  b"  \n', 'goal G1 "A  b"\n', id="spaces between words, not in texts"),
        pytest.param('public  goal G1 "A"\n', 'public goal G1 "A"\n', id="public"),
        pytest.param(
            'goal G1 "A"\n undeveloped\n goal G2 "B"\n     note "c"\n     undeveloped\n goal G3 "D"\n',
            'goal G1 "A"\n    undeveloped\n    goal G2 "B"\n        note "c"\n        undeveloped\n    goal G3 "D"\n',
            id="four spaces a level",
        ),
        pytest.param(
            '  goal G1 "A"\n    goal G2\n  goal G2 "B"\n', 'goal G1 "A"\n    goal G2\ngoal G2 "B"\n', id="margin"
        ),
        pytest.param('goal G1 "A" "b"\n', 'goal G1 "A" "b"\n', id="parts on one line stay there"),
        pytest.param(
            'goal G1 "A"\n  "b"\n     "c"\n', 'goal G1 "A"\n    "b"\n    "c"\n', id="parts on lines of their own"
        ),
        pytest.param('goal G1\n  "A"\n', 'goal G1\n    "A"\n', id="a text on the next line"),
        pytest.param('goal G1 "A"\n    note   \n  # c\n', 'goal G1 "A"\n    note\n    # c\n', id="refused"),
    ],
)
def test_layout(text: str, laid_out: str) -> None:
    if laid_out.endswith("note\n    # c\n"):
        result = format_text(text, "text.gsn")
        assert (result.text, result.changed) == (text, False)
        assert [problem.name for problem in result.problems] == ["malformed-clause"]
    else:
        assert formatted(text) == laid_out


@pytest.mark.parametrize(
    ("clause", "laid_out"),
    [
        ("tags a,b ,  c", "tags a, b, c"),
        ("challenges G2->G3", "challenges G2 -> G3"),
        ("claim x1  <=5%  at 95%", "claim x1 <= 5% at 95%"),
        ("claim x1<1e-4 per year at 95% for m::x.api", "claim x1 < 1e-4 per year at 95% for m::x.api"),
        ("carries  over from a to b by G2", "carries over from a to b by G2"),
        ('undeveloped "a"due 2026-05-01', None),
        ('undeveloped   "a"   due   2026-05-01', 'undeveloped "a" due 2026-05-01'),
    ],
)
def test_the_words_of_a_goals_clause(clause: str, laid_out: str | None) -> None:
    text = f'goal G1 "A"\n    {clause}\n'
    if laid_out is None:
        assert format_text(text, "text.gsn").problems
    else:
        assert formatted(text) == f'goal G1 "A"\n    {laid_out}\n'


@pytest.mark.parametrize(
    ("head", "clause", "laid_out"),
    [
        ("evidence E1", "measures q :0 of 60", "measures q: 0 of 60"),
        (
            "evidence E1",
            "measures q: 0 of 9 given prior P  (q<=1%)>=50% by G1",
            "measures q: 0 of 9 given prior P(q <= 1%) >= 50% by G1",
        ),
        ("evidence E1", "window 2026-01-01..2026-03-31", "window 2026-01-01 .. 2026-03-31"),
        ("evidence E1", "operations 3.0e26 .. 3.4e26 FLOP", "operations 3.0e26..3.4e26 FLOP"),
        ("evidence E1", 'contains a at "b" ,c', 'contains a at "b", c'),
        ("system x1", "training_compute a 1 ..2,b 3 FLOP", "training_compute a 1..2, b 3 FLOP"),
        ("hazard H1", "is any of a,( b then c ),(not d)", "is any of a, (b then c), (not d)"),
        ("hazard H1", "is ( ( P ) )", "is ((P))"),
        ("hazard H1", "is P then ( P then a )", "is P then (P then a)"),
        ("hazard H1", "is increase   of a over b", "is increase of a over b"),
    ],
)
def test_the_signs_between_words(head: str, clause: str, laid_out: str) -> None:
    types = {"window": "    type monitoring\n", "operations": "    type compute_report\n"}
    before = f'{head} "A"\n{types.get(clause.split(maxsplit=1)[0], "")}'
    assert formatted(f"{before}    {clause}\n") == f"{before}    {laid_out}\n"


# Long lines

LONG = "that " * 40


def widths(text: str) -> list[int]:
    return [len(line.lstrip(" ")) for line in text.splitlines()]


def test_a_text_that_is_too_wide_is_broken_at_spaces() -> None:
    assert formatted(f'goal G1 "{LONG}holds"\n    undeveloped\n').splitlines() == [
        f'goal G1 "{"that " * 14}that"',
        f'    "{"that " * 16}that"',
        f'    "{"that " * 8}holds"',
        "    undeveloped",
    ]


def test_width_is_measured_from_a_lines_own_indentation() -> None:
    goal = f'goal G2 "{LONG}holds"\n'
    at_margin = formatted(goal)
    nested = formatted(f'goal G1 "A"\n  goal G3 "B"\n    {goal}')
    assert nested.splitlines()[2:] == [f"        {line}" for line in at_margin.splitlines()]


@pytest.mark.parametrize("excess", [0, 1])
def test_a_line_may_be_as_wide_as_the_width(excess: int) -> None:
    words = "a" * (WIDTH - len('goal G1 "" ') - len("b") + excess)
    text = f'goal G1 "{words} b"\n'
    assert len(text) == WIDTH + excess + 1
    assert formatted(text).count("\n") == 1 + excess


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        pytest.param(f'goal G1 "{"a" * 200}"', [f'goal G1 "{"a" * 200}"'], id="one word"),
        pytest.param(
            f'goal G1 "{"a" * 200} {"b" * 200} c"',
            [f'goal G1 "{"a" * 200}"', f'    "{"b" * 200}"', '    "c"'],
            id="wide words",
        ),
        pytest.param(f'goal G1 "{" " * 200}a"', [f'goal G1 "{" " * 200}a"'], id="never an empty part before"),
        pytest.param(f'goal G1 "a{" " * 200}"', [f'goal G1 "a{" " * 200}"'], id="never an empty part behind"),
        pytest.param(
            f'goal G1 "{"a" * 70}    {"b" * 70}"',
            [f'goal G1 "{"a" * 70}"', f'    "   {"b" * 70}"'],
            id="several spaces",
        ),
        pytest.param(
            f'goal G1 "{"a" * 70} \\"b {"c" * 20}\\""',
            [f'goal G1 "{"a" * 70} \\"b"', f'    "{"c" * 20}\\""'],
            id="an escape stays whole",
        ),
        pytest.param(
            f'goal G1 "{"a" * 60}\u00a0{"b" * 60} c"',
            [f'goal G1 "{"a" * 60}\u00a0{"b" * 60}"', '    "c"'],
            id="only at spaces of ours",
        ),
        pytest.param(
            f'goal G1 "{"a " * 36}b"  # {"why " * 20}',
            [f'goal G1 "{"a " * 36}b"  # {"why " * 20}'.rstrip()],
            id="a comment has no width",
        ),
        pytest.param(
            f'goal G1 "{"a" * 40} {"b" * 40}"  # why',
            [f'goal G1 "{"a" * 40}"', f'    "{"b" * 40}"  # why'],
            id="comment",
        ),
    ],
)
def test_where_a_line_is_broken(text: str, laid_out: list[str]) -> None:
    assert formatted(f"{text}\n").splitlines() == laid_out


def test_words_behind_a_text_stay_behind_its_last_part() -> None:
    text = f'case C "A"\n    decision "{"a" * 40} {"b" * 30} c" asked of aisi\n'
    assert formatted(text).splitlines()[1:] == [f'    decision "{"a" * 40} {"b" * 30}"', '        "c" asked of aisi']


def test_a_list_of_texts_is_rather_broken_between_them() -> None:
    text = f'case C "A"\n    authors "{"a " * 20}b", "{"c " * 20}d", "{"e " * 60}f"\n'
    assert formatted(text).splitlines()[1:] == [
        f'    authors "{"a " * 20}b",',
        f'        "{"c " * 20}d",',
        f'        "{("e " * 43).strip()}"',
        f'        "{"e " * 17}f"',
    ]


def test_what_the_author_broke_is_not_joined() -> None:
    text = 'goal G1 "A"\n    "b"\n    ""\n    "c"\n'
    assert formatted(text) == text


def test_a_megabyte_of_text_is_broken_in_time() -> None:
    assert max(widths(formatted(f'goal G1 "{"word " * 199_000}end"\n'))) <= WIDTH


# Comments


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        pytest.param(
            """
            # before everything
              # and so
            goal G1 "A"
             # of the note
             note "b"
             # at the end of the block
            # of G2
            goal G2 "B"
              # the only thing in its block
            """,
            """
            # before everything
            # and so
            goal G1 "A"
                # of the note
                note "b"
                # at the end of the block
            # of G2
            goal G2 "B"
                # the only thing in its block
            """,
            id="a comment belongs to the next statement of its indentation, else to the end of its block",
        ),
        pytest.param(
            """
            goal G1 "A"
               goal G2 "B"
                  note "b"
                # between levels
               undeveloped
                   # deeper than anything
            """,
            """
            goal G1 "A"
                goal G2 "B"
                    note "b"
                    # between levels
                undeveloped
                    # deeper than anything
            """,
            id="a comment between levels belongs to the deeper one",
        ),
        pytest.param(
            """
            goal G1 "A"# why
                note "b"       #  because
                    "c" # and so   \n""",
            """
            goal G1 "A"  # why
                note "b"  #  because
                    "c"  # and so
            """,
            id="a comment at a line's end stays there",
        ),
        pytest.param(
            """
            # one


            # two
            goal G1 "A"

            # three

            """,
            """
            # one

            # two
            goal G1 "A"

            # three
            """,
            id="blank lines around comments",
        ),
        pytest.param('#!goal "\n', '#!goal "\n', id="what a comment says is the author's"),
    ],
)
def test_comments_are_kept_and_move_with_what_they_belong_to(text: str, laid_out: str) -> None:
    assert formatted(shown(text)) == shown(laid_out)


# What keeps a text from being formatted


@pytest.mark.parametrize(
    "text",
    [
        'gaol G1 "A"\n',
        'goal G1 "A\n',
        'goal  G1 "A"\n\tundeveloped\n',
        'goal  G1 "A" # \u202e\n',
        'goal  G1 "A"\n    owner "a"\n    owner "b"\n',
        'goal  G1 "A"\n    claim x <= 1% at 5%\n',
        'goal  G1 "A\udcff"\n',
        'goal  G1 "A"\n    undeveloped\n  note "b"\n',
    ],
)
def test_a_text_that_cannot_be_read_is_left_alone(text: str) -> None:
    result = format_text(text, "text.gsn")
    assert (result.text, result.changed) == (text, False)
    assert len(result.problems) == 1
    assert result.problems[0].place.file == "text.gsn"


def test_a_text_is_formatted_although_its_names_name_nothing() -> None:
    assert formatted('goal  G1 "A"\n  goal G9\n') == 'goal G1 "A"\n    goal G9\n'


@pytest.mark.parametrize(
    "loses",
    [
        pytest.param(lambda logical: ["note"] if logical.word == "note" else None, id="a word"),
        pytest.param(lambda logical: [] if not logical.word else None, id="a comment"),
        pytest.param(lambda logical: ['    note "c"'] if logical.word == "note" else None, id="a text"),
        pytest.param(lambda logical: ['note "b"'] if logical.word == "note" else None, id="a level"),
        pytest.param(lambda logical: ['import "other.gsn"'] if logical.word == "import" else None, id="an import"),
    ],
)
def test_a_formatter_that_loses_something_writes_nothing(loses: object, monkeypatch: pytest.MonkeyPatch) -> None:
    physical_lines = formatting._physical_lines

    def broken(logical: LogicalLine, level: int, *, lists: bool) -> list[str]:
        assert callable(loses)
        lost = loses(logical)
        return list(physical_lines(logical, level, lists=lists)) if lost is None else lost

    monkeypatch.setattr(formatting, "_physical_lines", broken)
    text = 'import  "parts.gsn"\ngoal G1 "A"\n    # why\n    note "b"\n'
    result = format_text(text, "text.gsn")
    assert (result.text, result.changed) == (text, False)
    (problem,) = result.problems
    assert (
        problem.message
        == "`text.gsn` would say something else when formatted: a bug in the formatter; nothing was written"
    )
