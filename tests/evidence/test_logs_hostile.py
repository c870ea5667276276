"""Files that are made to mislead or to exhaust whoever reads them: a sentence, soon, and in little memory."""

import json
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from backports import zstd

from gsn.evidence.logs import archive, counting, json_stream, unpacking
from gsn.evidence.logs.log import Count, Log, LogProblem, Unreadable
from gsn.evidence.logs.reading import read_log

LOGS = Path(__file__).parent / "logs"
PLAIN = (LOGS / "inspect.json").read_bytes()


def told(content: bytes, folder: Path, metric: str = "accuracy") -> str:
    """What is said of a file that cannot be read; soon, whatever it holds."""
    path = folder / "log"
    path.write_bytes(content)
    begun = time.perf_counter()
    found = read_log(path, metric, "correct")
    assert time.perf_counter() - begun < 3
    assert isinstance(found, LogProblem), found
    assert found.message.isprintable()
    assert len(found.message) <= 500
    return found.message


def read(content: bytes, folder: Path, metric: str = "accuracy") -> Log:
    path = folder / "log"
    path.write_bytes(content)
    found = read_log(path, metric, "correct")
    assert isinstance(found, Log), found
    return found


def with_top(text: str) -> bytes:
    """The plain log with something more at its top."""
    return PLAIN.replace(b'{\n "version": 2,', b'{\n "version": 2,' + text.encode(), 1)


def numbered(*rows: tuple[Any, str]) -> list[Any]:
    return [pytest.param(*row, id=f"{number} {row[1]}") for number, row in enumerate(rows, 1)]


def with_total(written: bytes) -> bytes:
    return PLAIN.replace(b'"total_samples": 10', b'"total_samples": ' + written)


# JSON


@pytest.mark.parametrize(
    ("content", "says"),
    numbered(
        (with_top('"metadata": ' + "[" * 100_000 + "]" * 100_000 + ","), "has more than 200 objects and lists within"),
        (with_top('"metadata": ' + '{"a":' * 100_000), "has more than 200 objects and lists within"),
        (with_top('"results": ' + "[" * 300 + "]" * 300 + ","), "has more than 200 objects and lists within"),
        (with_top('"metadata": ' + "9" * 100_000 + ","), "has a number that no log needs"),
        (with_top('"metadata": 1e99999999999999999999999,'), "has a number that no log needs"),
        (with_top('"status": "success", "status": "error",'), "says `status` twice in one object"),
        (with_top('"status": "error",'), "says `status` twice in one object"),
        (PLAIN.replace(b'"samples": [\n', b'"samples": [], "samples": [\n'), "says `samples` twice in one object"),
        (PLAIN.replace(b'"value": "I"', b'"value": "I", "value": "C"', 1), "says `value` twice in one object"),
        (PLAIN.replace(b'"error_retries"', b'"error": null, "error": {}, "x"', 1), "says `error` twice in one object"),
        (PLAIN.replace(b'"id": "s2"', b'"id": "s1"'), "has two records of sample `s1`, epoch 1"),
        (PLAIN.replace(b'"id": "s2"', b'"id": null'), "has a sample without an identity or an epoch (samples[1])"),
        (PLAIN.replace(b'"epoch": 1', b'"epoch": 0', 1), "has a sample without an identity or an epoch (samples[0])"),
        (PLAIN + b"{}", "is no JSON (before byte"),
        (PLAIN + b"\x00", "is no JSON (before byte"),
        (PLAIN[:-2], "is cut off: its JSON does not end"),
        (PLAIN[:4000], "is cut off: its JSON does not end"),
        (PLAIN.replace(b"locks.jsonl", b"l\xffcks"), "is no JSON (before byte"),
        (PLAIN.replace(b"locks.jsonl", b"l\ncks"), "is no JSON (before byte"),
        (b"\xef\xbb\xbf" + PLAIN, "is no JSON (before byte"),
        (PLAIN.decode().encode("utf-16"), "is no evaluation log: neither JSON nor XML nor an archive"),
        (with_total(b"1e999999999"), "has the number 1E+999999999 at `results"),
        (with_total(b"10.5"), "has the number 10.5 at `results.total_samples`"),
        (with_total(b"-1"), "has the number -1 at `results.total_samples`"),
        (with_total(b"true"), "has `true` at `results.total_samples`"),
        (with_total(b"NaN"), "has the text `NaN` at `results.total_samples`"),
        (
            PLAIN.replace(b'"status": "success"', b'"status": ["success"]'),
            "has a list at `status` where a text should be",
        ),
        (
            PLAIN.replace(b'"scores": [\n', b'"scores": "x", "y": [\n'),
            "has the text `x` at `results.scores` where a list",
        ),
        (PLAIN.replace(b'"version": 2', b'"version": 9'), "is a log of Inspect in version 9 of its format; known"),
        (PLAIN.replace(b'"results": {', b'"plan2": {'), "holds no results before its samples: its run did not end"),
    ),
)
def test_json_that_misleads_or_exhausts(content: bytes, says: str, tmp_path: Path) -> None:
    assert content != PLAIN
    assert told(content, tmp_path).startswith(says)


@pytest.mark.parametrize("inner", [b"", b"1", b"{}"], ids=["empty", "a number", "an object"])
def test_what_is_passed_over_ends_where_it_ends_and_lies_no_deeper_than_what_is_kept(inner: bytes) -> None:
    def read_around(lists: int) -> object:
        content = b'{"passed": ' + b"[" * lists + inner + b"]" * lists + b', "kept": 1}'
        return json_stream.read_object([content], {"kept": {}})

    most = json_stream.DEEPEST - 1 - (inner == b"{}")  # within the document
    assert read_around(1) == read_around(most) == {"kept": 1}
    with pytest.raises(Unreadable, match="within each other"):
        read_around(most + 1)


def test_samples_before_the_results_are_refused(tmp_path: Path) -> None:
    log = json.loads(PLAIN)
    results = log.pop("results")
    assert told(json.dumps(log | {"results": results}).encode(), tmp_path) == (
        "holds no results before its samples: its run did not end"
    )


def test_nan_and_infinity_are_read_where_inspect_writes_them(tmp_path: Path) -> None:
    content = PLAIN.replace(b'"value": "I"', b'"value": NaN', 1)
    content = content.replace(b'"value": 0.163', b'"value": Infinity, "x": 0.163')
    assert read(content.replace(b'"value": 0.4', b'"value": 0.4444444444444444'), tmp_path).count == Count(4, 5, 10)
    assert {caveat.name for caveat in read(content, tmp_path).caveats} == {"unscored", "contradiction"}


def test_what_is_not_asked_for_may_be_anything_that_is_json(tmp_path: Path) -> None:
    more = json.dumps({"metadata": {"deep": [[[[1e300, None, True]]]], "a": '\ud83d\ude00\\"', "x": "NaN"}})
    assert read(with_top(more.strip("{}") + "},"), tmp_path).count == Count(4, 4, 10)


@pytest.mark.parametrize(
    ("limit", "value", "says"),
    [
        ("LARGEST_TEXT", 5_000, "holds more than 0 GB of JSON"),
        ("MOST_EVENTS", 50, "has more than 50 values, keys and brackets of JSON"),
        ("LONGEST_VALUE", 1_000, "has a value of more than 0 MB (before byte"),
        ("MOST_KEPT", 20, "says more than 20 things that bear on a count"),
        ("MOST_KEPT_OF_ITEM", 4, "says more than 20 things that bear on a count"),
        ("MOST_CHARACTERS", 100, "has more than 100 characters in what bears on a count"),
        ("LONGEST_KEPT", 5, "has a key of more than 5 characters"),
    ],
)
def test_each_limit_of_reading_json(
    limit: str, value: int, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "PIECE", 100)
    monkeypatch.setattr(json_stream, limit, value)
    long_text = with_top(f'"metadata": "{"x" * 3000}",')
    message = told(long_text, tmp_path)
    assert message.startswith(says.replace("20 things", f"{json_stream.MOST_KEPT:,} things"))


def test_more_samples_than_any_evaluation_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_SAMPLES", 9)
    assert told(PLAIN, tmp_path) == "holds more than 9 records of samples"
    monkeypatch.setattr(counting, "MOST_SAMPLES", 10)
    monkeypatch.setattr(counting, "MOST_CHARACTERS", 100)
    assert told(PLAIN, tmp_path) == "has more than 100 characters in identities and excerpts of its samples"


PEAK = """
import sys
from pathlib import Path
from gsn.evidence.logs.reading import read_log

def peak():  # in kilobytes; what getrusage gives is at least that of the process which started this one
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])

before = peak()
found = read_log(Path(sys.argv[1]), "accuracy", "correct")
print(peak() - before, found)
"""


def peak_in_megabytes(path: Path) -> tuple[float, str]:
    """By how much reading a file raises a process's peak of memory, and what it gives."""
    done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
    kilobytes, _, found = done.stdout.partition(" ")
    return int(kilobytes) / 1024, found


@pytest.mark.parametrize(
    ("filling", "says"),
    [
        ('"' + "x" * 20_000_000 + '"', "LogProblem(message='has a value of more than 16 MB"),
        ("[" + ",".join(["1"] * 2_000_000) + "]", "Log(format='Inspect'"),
        (" " * 20_000_000 + "0", "LogProblem(message='has a value of more than 16 MB"),
        ("[" + ",".join(['{"a":"' + "x" * 1000 + '"}'] * 40_000) + "]", "Log(format='Inspect'"),
    ],
    ids=["one text", "many numbers", "blanks", "many texts"],
)
def test_a_large_file_takes_little_memory(filling: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(with_top(f'"metadata": {filling},'))
    megabytes, found = peak_in_megabytes(path)
    assert found.startswith(says)
    assert 0 < megabytes < 150


# Archives


def entries() -> dict[str, bytes]:
    log = json.loads(PLAIN)
    samples = log.pop("samples")
    found = {f"samples/{sample['id']}_epoch_1.json": json.dumps(sample).encode() for sample in samples}
    return {**found, "header.json": json.dumps(log).encode()}


def packed(held: dict[str, bytes], folder: Path, change: Callable[[zipfile.ZipInfo], object] | None = None) -> bytes:
    path = folder / "made"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in held.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if change is not None:
                change(info)
            out.writestr(info, content)
    return path.read_bytes()


def directory_entry(content: bytes, name: str) -> int:
    """Where the directory's entry of a name begins."""
    end = content.rindex(b"PK\x05\x06")
    start: int = struct.unpack_from("<I", content, end + 16)[0]
    return content.rindex(b"PK\x01\x02", 0, content.index(name.encode(), start))


def patched(content: bytes, offset: int, form: str, value: int) -> bytes:
    changed = bytearray(content)
    struct.pack_into(form, changed, offset, value)
    return bytes(changed)


FIRST = "samples/s1_epoch_1.json"


def test_the_archive_that_the_others_are_made_of_is_good(tmp_path: Path) -> None:
    assert read(packed(entries(), tmp_path), tmp_path).count == Count(4, 4, 10)
    assert read(packed(entries(), tmp_path), tmp_path).count == Count(4, 4, 10)


@pytest.mark.parametrize(
    "name", ["../outside.json", "samples/../../x.json", "/etc/x.json", "a\\..\\b.json", "samples/.."]
)
def test_an_entry_that_leads_out(name: str, tmp_path: Path) -> None:
    assert told(packed(entries() | {name: b"{}"}, tmp_path), tmp_path) == (
        f"has an entry that leads out of the archive: {name!r}"
    )


def test_a_name_that_ends_before_its_end(tmp_path: Path) -> None:
    content = packed(entries() | {"samplesXs11_epoch_1.json": b"{}"}, tmp_path)
    said = told(content.replace(b"samplesXs11", b"samples\x00s11"), tmp_path)
    assert said == r"has an entry that leads out of the archive: 'samples\x00s11_epoch_1.json'"


def test_two_entries_of_one_name(tmp_path: Path) -> None:
    content = packed(entries() | {"samples/s0_epoch_1.json": b"{}"}, tmp_path)
    said = told(content.replace(b"samples/s0_epoch_1.json", FIRST.encode()), tmp_path)
    assert said == f"has two entries `{FIRST}`; which of them counts, nothing says: write the log anew"


def test_an_encrypted_entry(tmp_path: Path) -> None:
    content = packed(entries(), tmp_path)
    assert told(patched(content, directory_entry(content, FIRST) + 8, "<H", 1), tmp_path) == (
        f"has an encrypted entry: `{FIRST}`"
    )


def test_an_entry_whose_own_header_says_something_else(tmp_path: Path) -> None:
    content = packed(entries(), tmp_path)
    said = f"has an entry `{FIRST}` whose own header says something else than the directory"
    offset = content.index(FIRST.encode())
    assert told(patched(content, offset + 8, "B", ord("9")), tmp_path) == said  # its name
    assert told(patched(content, offset - 30 + 8, "<H", 0), tmp_path) == said  # its method
    assert told(patched(content, offset - 30 + 6, "<H", 1), tmp_path) == said  # encrypted


def test_a_method_that_nobody_reads(tmp_path: Path) -> None:
    content = packed(entries(), tmp_path)
    said = told(patched(content, directory_entry(content, FIRST) + 10, "<H", 14), tmp_path)
    assert said == f"has an entry `{FIRST}` that is packed by method 14; read are 0, 8 and 93"


def test_a_bomb_is_seen_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = packed(entries() | {"summaries.json": bytes(40_000_000)}, tmp_path)
    assert told(bomb, tmp_path) == "has an entry `summaries.json` that grows more than 200 times when unpacked"


def test_a_bomb_of_many_small_entries(tmp_path: Path) -> None:
    bomb = packed(entries() | {f"_journal/{number}": bytes(1_000_000) for number in range(30)}, tmp_path)
    assert told(bomb, tmp_path) == "grows more than 200 times when unpacked"


def test_an_archive_that_holds_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_CONTENT", 1000)
    assert told(packed(entries(), tmp_path), tmp_path) == "holds more than 0 GB when unpacked"


def test_what_all_entries_hold_is_bounded_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "MOST_EVENTS", 400)
    assert told(packed(entries(), tmp_path), tmp_path) == "has more than 400 values, keys and brackets of JSON"


def test_a_bomb_whose_directory_lies(tmp_path: Path) -> None:
    content = packed(entries() | {FIRST: b" " * 40_000_000}, tmp_path)
    entry = directory_entry(content, FIRST)
    for size in (10, 1000):
        said = told(patched(content, entry + 24, "<I", size), tmp_path)
        assert said == f"has an entry `{FIRST}` that holds more than the archive's directory says"


def test_entries_that_lie_over_each_other(tmp_path: Path) -> None:
    content = packed(entries(), tmp_path)
    second = directory_entry(content, "samples/s2_epoch_1.json")
    said = told(patched(content, second + 42, "<I", content.index(FIRST.encode()) - 30), tmp_path)
    assert said.startswith("has entries that lie over each other, at `samples/s")


def test_a_directory_too_large_to_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_DIRECTORY", 500)
    assert told(packed(entries(), tmp_path), tmp_path) == "is an archive with a directory of more than 0 MB"
    content = packed(entries(), tmp_path)
    end = content.rindex(b"PK\x05\x06")
    assert told(patched(content, end + 12, "<I", 0x7FFFFFFF), tmp_path).startswith("is ")


def test_a_damaged_entry(tmp_path: Path) -> None:
    content = packed(entries(), tmp_path)
    start = content.index(FIRST.encode()) + len(FIRST)
    damaged = bytearray(content)
    damaged[start + 40] ^= 0xFF
    assert told(bytes(damaged), tmp_path).startswith(("is damaged", "is no JSON", "is cut off"))
    entry = directory_entry(content, FIRST)
    assert told(patched(content, entry + 16, "<I", 1), tmp_path).startswith(f"is damaged: `{FIRST}` does not hold")


def test_an_archive_that_is_cut_off_anywhere(tmp_path: Path) -> None:
    content = packed(entries(), tmp_path)
    for length in range(4, len(content), 131):
        assert told(content[:length], tmp_path).startswith("is no whole archive")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("samples/note.txt", "has an entry among its samples that is none: `samples/note.txt`"),
        ("samples/s11.json", "has an entry among its samples that is none: `samples/s11.json`"),
        ("samples/s11_epoch_1/events/0.json", "has an entry among its samples that is none"),
        ("samples/s11_epoch_1.json", "has sample `s1`, epoch 1, under another's name"),
        ("samples/s1_epoch_2.json", "has two records of sample `s1`, epoch 1"),
    ],
)
def test_an_entry_that_is_not_the_sample_it_is_called(name: str, says: str, tmp_path: Path) -> None:
    held = entries()
    if "s11_epoch_1.json" in name:
        del held[FIRST]
    assert told(packed(held | {name: entries()[FIRST]}, tmp_path), tmp_path).startswith(says)


def test_a_run_that_did_not_end_has_no_header(tmp_path: Path) -> None:
    held = entries()
    header = held.pop("header.json")
    assert told(packed(held, tmp_path), tmp_path) == "is an archive, but no log of Inspect"
    held["_journal/start.json"] = header
    assert told(packed(held, tmp_path), tmp_path) == "is the log of a run that did not end"


# Packing


def unpack(method: int, content: bytes, piece: int = 1000) -> bytes:
    pieces = (content[start : start + piece] for start in range(0, len(content), piece))
    return b"".join(unpacking.unpacked(method, pieces))


DEFLATED = zlib.compress(b"abc" * 100_000, 9)[2:-4]
ZSTANDARD = zstd.compress(b"abc" * 100_000)


@pytest.mark.parametrize("piece", [1, 7, 1000, 1_000_000])
def test_unpacking_gives_what_was_packed(piece: int) -> None:
    content = b"abc" * 100_000
    assert unpack(0, content, max(piece, 1000)) == content
    assert unpack(8, DEFLATED, piece) == content
    assert unpack(93, ZSTANDARD, piece) == content
    assert unpack(93, ZSTANDARD + ZSTANDARD, piece) == content * 2


def test_what_is_unpacked_comes_in_small_pieces() -> None:
    for method, content in ((8, DEFLATED), (93, ZSTANDARD)):
        assert all(len(piece) <= unpacking.PIECE for piece in unpacking.unpacked(method, [content]))


WIDE: dict[int, int] = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.content_size_flag: 0}


@pytest.mark.parametrize(
    ("method", "content"),
    [
        (8, DEFLATED[:-1]),
        (8, DEFLATED + b"more"),
        (8, b"\xff" + DEFLATED),
        (8, b""),
        (93, ZSTANDARD[:-1]),
        (93, ZSTANDARD + b"more"),
        (93, b"x" + ZSTANDARD),
        (93, b""),
        (93, zstd.compress(b"a" * 200_000_000, options=WIDE)),  # would have to remember 128 MB
        (93, zstd.compress(b"") * 1001),
    ],
    ids=[f"{number}" for number in range(10)],
)
def test_what_is_packed_badly(method: int, content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"is damaged|is packed in more than 1,000 frames"):
        unpack(method, content, 1_000_000)


# XML

JUNIT = (LOGS / "junit.xml").read_text(encoding="utf-8")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("content", "says"),
    numbered(
        (f'{HEAD}<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><testsuites>&l9;</testsuites>', "declares a document type"),
        (f'{HEAD}<!DOCTYPE x [<!ENTITY f SYSTEM "file:///x">]><testsuites>&f;</testsuites>', "declares a document"),
        (f'{HEAD}<!DOCTYPE testsuites SYSTEM "http://example.com/x.dtd"><testsuites/>', "declares a document type"),
        (f"{HEAD}<testsuites>&undeclared;</testsuites>", "is no XML: undefined entity"),
        (f"{HEAD}<testsuites>" + "<a>" * 100_000, "has more than 50 elements within each other"),
        (JUNIT[:-20], "is no XML: "),
        (JUNIT + "<more/>", "is no XML: junk after document element"),
        (JUNIT.replace("UTF-8", "martian"), "is no XML: unknown encoding"),
        (JUNIT.replace("UTF-8", "utf-7"), "is no XML: "),
        (JUNIT.replace('tests="7"', 'tests="many"'), "says `tests` is `many`, which is no number of tests"),
        (JUNIT.replace('tests="7"', 'tests="9999999999"'), "says `tests` is `9999999999`, which is no number of tests"),
        (JUNIT.replace('tests="7"', 'tests="7" tests="8"'), "is no XML: duplicate attribute"),
        (f"{HEAD}<testsuites><testcase name='x'/></testsuites>", "has no suite"),
        (f"{HEAD}<ns:testsuites xmlns:ns='x'/>", "is XML, but no results of tests: it begins with `ns:testsuites`"),
    ),
)
def test_xml_that_misleads_or_exhausts(content: str, says: str, tmp_path: Path) -> None:
    metric = "nothing" if says == "has no suite" else "tests"
    assert told(content.encode(), tmp_path, metric).startswith(says)


def test_a_tag_that_fills_a_file(tmp_path: Path) -> None:
    path = tmp_path / "log.xml"
    path.write_text(f'{HEAD}<testsuites name="{"x" * 40_000_000}"/>', encoding="utf-8")
    megabytes, found = peak_in_megabytes(path)
    assert found.startswith("LogProblem(message='is XML of more than 32 MB')")
    assert 0 < megabytes < 150


# Files beside


def test_samples_are_not_read_from_outside_the_folder(tmp_path: Path) -> None:
    source = LOGS / "every_eval_ever"
    rows = (source / "locks_samples.jsonl").read_bytes()
    (tmp_path / "outside.jsonl").write_bytes(rows)
    folder = tmp_path / "inside"
    folder.mkdir()
    record = json.loads((source / "record.json").read_text(encoding="utf-8"))
    for path in ("../outside.jsonl", str(tmp_path / "outside.jsonl"), "link.jsonl", "a\0b", ""):
        record["detailed_evaluation_results"]["file_path"] = path
        if path == "link.jsonl":
            (folder / path).symlink_to(tmp_path / "outside.jsonl")
        (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
        log = read_log(folder / "record.json", "accuracy", "correct")
        assert isinstance(log, Log)
        assert (log.count, log.samples) == (None, ())
    (folder / "inside.jsonl").write_bytes(rows)
    record["detailed_evaluation_results"]["file_path"] = "data/elsewhere/inside.jsonl"
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    log = read_log(folder / "record.json", "accuracy", "correct")
    assert isinstance(log, Log)
    assert log.count == Count(4, 4, 10)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (b'{"doc_id": 1', "is cut off: its JSON does not end"),
        (b'{"doc_id": 1}\n{"doc_id": 1}\n', "has two records of sample `1`, epoch 1"),
        (b"{}\n", "has a sample without a `doc_id` (record 1)"),
        (b"[]\n", "has a list at `its top` where an object should be"),
    ],
)
def test_samples_that_cannot_be_read(rows: bytes, says: str, tmp_path: Path) -> None:
    name = "results_2026-03-02T04-30-00.250000.json"
    samples = "samples_locks_2026-03-02T04-30-00.250000.jsonl"
    (tmp_path / name).write_bytes((LOGS / "lm_eval" / name).read_bytes())
    (tmp_path / samples).write_bytes(rows)
    found = read_log(tmp_path / name, "exact_match", "correct")
    assert found == LogProblem(f"goes with `{samples}`, which {says}")
