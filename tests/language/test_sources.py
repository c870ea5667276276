"""Files and folders of every kind are read or refused, with a finding and without waiting."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import gsn
from gsn.language import source
from gsn.model.case import Case
from gsn.model.problem import Problem

Read = Callable[..., Case]

GOAL = 'goal G1 "A"\n    undeveloped\n'
HEAD = "case filter\n    shows G1\n"


def only_problem(path: Path) -> Problem:
    (problem,) = gsn.load(path).problems
    return problem


# What is no text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"\xff\xfe" + GOAL.encode("utf-16-le"), "this is UTF-16 text", id="UTF-16, little end first"),
        pytest.param(b"\xfe\xff" + GOAL.encode("utf-16-be"), "this is UTF-16 text", id="UTF-16, big end first"),
        pytest.param(GOAL.encode("utf-16-le"), "this is not a text", id="UTF-16 without its mark"),
        pytest.param(GOAL.encode("utf-32"), "this is UTF-16 text", id="UTF-32"),
        pytest.param(bytes(range(256)) * 20, "this is not a text", id="every byte"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(9), "this is not a text", id="a program"),
    ],
)
def test_a_file_that_is_no_utf_8_text_is_one_problem(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "case.gsn"
    path.write_bytes(content)
    problem = only_problem(path)
    assert (problem.name, problem.place.number) == ("not-a-text", 1)
    assert problem.message == f"`{path}`: {says}"


def test_an_import_that_is_no_text_is_told_where_it_is_imported(read: Read) -> None:
    case = read(f'{HEAD}import "parts.gsn"\n{GOAL}    context parts::C1\n', {"parts.gsn": bytes(100)})
    (problem,) = case.problems
    assert (problem.name, problem.place.number) == ("unreadable-import", 3)
    assert case.unknown_references


# What is no file


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    problem = only_problem(tmp_path / "case.gsn")
    assert (problem.name, problem.message) == ("unreadable-file", f"`{tmp_path / 'case.gsn'}`: there is no such file")


@pytest.mark.parametrize(
    "name", ["case\0.gsn", "x" * 5000 + ".gsn", "", ".", "\udcff.gsn", "a/b/c.gsn", "~", "case.gsn/"]
)
def test_a_path_of_any_kind_raises_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "some.txt").touch()
    assert [problem.name for problem in gsn.load(Path(tmp_path, name)).problems] == ["unreadable-file"]


def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    fifo = tmp_path / "case.gsn"
    os.mkfifo(fifo)
    problem = only_problem(fifo)
    assert (problem.name, problem.message) == ("unreadable-file", f"`{fifo}`: this is no regular file")
    assert only_problem(tmp_path).name == "unreadable-file"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_a_device_is_not_read(device: str) -> None:
    problem = only_problem(Path(device))
    assert (problem.name, "no regular file" in problem.message) == ("unreadable-file", True)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["fifo", "folder"])
def test_an_import_of_what_is_no_file(read: Read, make: Callable[[Path], None]) -> None:
    case = read(f'{HEAD}import "parts.gsn"\n{GOAL}')
    folder = case.folder
    make(folder / "parts.gsn")
    assert [(problem.name, problem.place.number) for problem in gsn.load(folder / "case.gsn").problems] == [
        ("unreadable-import", 3)
    ]


def test_a_file_that_may_not_be_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    case = read(f'{HEAD}import "parts.gsn"\n{GOAL}', {"parts.gsn": GOAL})
    open_ = Path.open

    def refused(path: Path, mode: str = "r") -> object:
        if path.name == "parts.gsn":
            raise PermissionError(13, "Permission denied", str(path))
        return open_(path, mode)

    monkeypatch.setattr(Path, "open", refused)
    (problem,) = gsn.load(case.folder).problems
    assert problem.message == "`parts.gsn`: it cannot be read: Permission denied"
    assert [problem.name for problem in gsn.load(case.folder / "parts.gsn").problems] == ["unreadable-file"]


def test_a_folder_that_may_not_be_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refused)
    assert only_problem(tmp_path / "case.gsn").name == "unreadable-file"


# Links


def test_a_link_inside_the_folder_is_followed(read: Read) -> None:
    case = read(
        f'{HEAD}import "link.gsn"\nimport "parts.gsn"\n{GOAL}    goal parts::G2\n', {"parts.gsn": 'goal G2 "B"\n'}
    )
    (case.folder / "link.gsn").symlink_to("parts.gsn")
    again = gsn.load(case.folder)
    assert [problem.name for problem in again.problems] == ["unresolved-name"]
    assert set(again.modules) == {"filter", "link"}
    assert again.strays == ()


def test_the_same_file_under_two_names_is_read_once(read: Read) -> None:
    text = f'{HEAD}import "parts.gsn"\nimport "./parts.gsn"\nimport "a/../parts.gsn"\n{GOAL}    goal parts::G2\n'
    case = read(text, {"parts.gsn": 'goal G2 "B"\n', "a/b.txt": ""})
    assert case.problems == []
    assert list(case.modules) == ["filter", "parts"]


@pytest.mark.parametrize("target", ["../outside.gsn", "../outside/parts.gsn"])
def test_a_link_out_of_the_folder_is_not_followed(read: Read, target: str) -> None:
    case = read(f'{HEAD}import "parts/parts.gsn"\n{GOAL}')
    outside = case.folder.parent / "outside"
    outside.mkdir()
    (outside / "parts.gsn").write_text('goal G2 "B"\n')
    outside.with_suffix(".gsn").write_text('goal G2 "B"\n')
    if target.endswith("outside.gsn"):
        (case.folder / "parts").mkdir()
        (case.folder / "parts" / "parts.gsn").symlink_to(outside.with_suffix(".gsn"))
    else:
        (case.folder / "parts").symlink_to(outside)
    (problem,) = gsn.load(case.folder).problems
    assert (problem.name, problem.place.number) == ("unreadable-import", 3)
    assert "leads out of the case's folder" in problem.message


def test_links_that_lead_in_a_circle(read: Read) -> None:
    case = read(f'{HEAD}import "one.gsn"\n{GOAL}')
    (case.folder / "one.gsn").symlink_to("two.gsn")
    (case.folder / "two.gsn").symlink_to("one.gsn")
    assert [problem.name for problem in gsn.load(case.folder).problems] == ["unreadable-import"]
    assert only_problem(case.folder / "one.gsn").name == "unreadable-file"


# Folders


def test_a_folder_is_read_from_the_file_that_begins_with_case(read: Read) -> None:
    folder = read(
        f"# why\n\n  {HEAD}{GOAL}".replace("    ", "      ").replace("\ngoal", "\n  goal"), {"a.gsn": GOAL}
    ).folder
    case = gsn.load(folder)
    assert (case.name, case.problems) == ("filter", [])
    assert case.strays == ((folder / "a.gsn").as_posix(),)


def test_a_folder_with_one_text_is_that_text(tmp_path: Path) -> None:
    (tmp_path / "only.gsn").write_text(GOAL)
    case = gsn.load(tmp_path)
    assert (list(case.modules), case.strays) == (["only"], ())


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "holds no text that ends in `.gsn`"),
        ({"a.txt": GOAL}, "holds no text that ends in `.gsn`"),
        ({"a.gsn": GOAL, "b.gsn": GOAL}, "none of the 2 texts in"),
        ({"a.gsn": HEAD, "b.gsn": HEAD}, "holds 2 cases: `a.gsn`, `b.gsn`"),
        ({".hidden.gsn": HEAD, ".folder/case.gsn": HEAD}, "holds 2 cases"),
        ({".git/case.gsn": HEAD}, "holds no text that ends in `.gsn`"),
    ],
)
def test_a_folder_without_one_case_is_one_problem(tmp_path: Path, files: dict[str, str], says: str) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    problem = only_problem(tmp_path)
    assert problem.name == "unreadable-file"
    assert says in problem.message
    assert problem.help


@pytest.mark.parametrize("head", ["@@@case filter", "zzz filter", "case\0 filter", '"case filter'])
def test_a_folder_whose_case_has_a_bad_head_is_read_from_it(tmp_path: Path, head: str) -> None:
    (tmp_path / "case.gsn").write_text(f'{head}\n    shows G1\nimport "parts.gsn"\n{GOAL}')
    (tmp_path / "parts.gsn").write_text(f"module parts\n{GOAL}")
    problem = only_problem(tmp_path)
    assert (Path(problem.place.file).name, problem.place.number) == ("case.gsn", 1)


def test_a_link_begins_no_case_but_may_be_a_stray_text(read: Read) -> None:
    folder = read(f"{HEAD}{GOAL}").folder
    outside = folder.parent / "challenge.gsn"
    outside.write_text(f"{HEAD}{GOAL}")
    (folder / "challenge.gsn").symlink_to(outside)
    case = gsn.load(folder)
    assert case.problems == []
    assert case.strays == ((folder / "challenge.gsn").as_posix(),)


def test_a_folder_that_cannot_be_searched_to_its_end_has_a_stray(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = read(f"{HEAD}{GOAL}", {f"{number}.txt": "" for number in range(30)}).folder
    monkeypatch.setattr(source, "MOST_ENTRIES", 20)
    assert gsn.load(folder / "case.gsn").strays == (f"{folder.as_posix()}/… (not all of it could be searched)",)


def test_nothing_is_a_stray_where_an_import_was_lost(read: Read) -> None:
    folder = read(f'{HEAD}import "parts.gsn" now\n{GOAL}', {"parts.gsn": GOAL}).folder
    case = gsn.load(folder)
    assert [problem.name for problem in case.problems] == ["malformed-clause"]
    assert case.strays == ()
