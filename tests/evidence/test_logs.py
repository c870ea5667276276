"""Evaluation logs: what real ones and our own give, how a log is known, and which samples a reviewer is given."""

import json
import os
import re
import shutil
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from backports.zstd import zipfile as zipfile_of_python_3_14  # the one that knows Zstandard

from gsn.evidence.logs.draw import draw
from gsn.evidence.logs.log import Count, Counting, Log, LogProblem, Outcome
from gsn.evidence.logs.reading import read_log

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "inspect"
CASE = ROOT / "cases" / "cyber-inability"
LOGS = Path(__file__).parent / "logs"
LM_EVAL = LOGS / "lm_eval" / "results_2026-03-02T04-30-00.250000.json"
EVERY_EVAL_EVER = LOGS / "every_eval_ever" / "record.json"
MODEL = ("example/lock-1",)


def read(path: Path, metric: str = "accuracy", counting: Counting = "correct", models: tuple[str, ...] = ()) -> Log:
    found = read_log(path, metric, counting, models)
    assert isinstance(found, Log), found
    return found


def problem(path: Path, metric: str = "accuracy") -> str:
    found = read_log(path, metric, "correct")
    assert isinstance(found, LogProblem), found
    return found.message


def names(log: Log) -> list[str]:
    return [caveat.name for caveat in log.caveats]


# Other people's logs

real = pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no {DATA}")


@real
@pytest.mark.parametrize(
    ("name", "count", "caveats"),
    [
        (
            "2024-08-29T15-11-18+00-00_popularity_5EAmX6wjMFqea6WY7XHzZp.json",
            None,
            ["not-succeeded", "no-samples", "truncated-data-set", "samples-missing", "zero-standard-error"],
        ),
        ("2025-05-12T20-28-13-04-00_popularity.json", None, ["not-succeeded", "truncated-data-set"]),
        (
            "2025-05-12T20-28-26-04-00_security-guide.json",
            Count(3, 16, 16),
            ["truncated-data-set", "graded-by-model", "zero-standard-error"],
        ),
        ("data_arc_sonnet.json", Count(5, 2376, 2376), ["truncated-data-set", "zero-standard-error"]),
        ("data_pubmedqa_gpt4o_mini.json", Count(2, 500, 500), ["truncated-data-set", "zero-standard-error"]),
        ("log_formats.json", Count(0, 99, 100), ["truncated-data-set", "zero-standard-error"]),
        ("log_formats.eval", Count(0, 99, 100), ["truncated-data-set", "zero-standard-error"]),
        ("log_streaming.eval", Count(1, 100, 100), ["truncated-data-set", "repeated-samples"]),
    ],
)
def test_logs_that_inspect_wrote(name: str, count: Count | None, caveats: list[str]) -> None:
    log = read(DATA / name)
    assert (log.count, names(log)) == (count, caveats)


@real
def test_a_log_whose_run_scored_nothing_has_no_metric() -> None:
    name = "2025-02-11T15-17-00-05-00_popularity_dPiJifoWeEQBrfWsAopzWr.eval"
    assert problem(DATA / name) == "has no metric `accuracy`; it has none"


@real
def test_what_a_log_says_of_its_run() -> None:
    log = read(DATA / "log_streaming.eval")
    assert (log.format, log.scorer, log.model) == ("Inspect", "match", "azureai/Meta-Llama-3-1-405B-Instruct-jqf")
    assert (log.task, log.dataset, log.dataset_size, log.epochs) == ("popularity", "popularity", 100, 2)
    assert log.created == date(2024, 11, 5)
    assert {(sample.identity, sample.epoch) for sample in log.samples} == {("1", 1), ("1", 2), ("2", 1), ("2", 2)}


@real
def test_a_repeated_sample_is_one_trial() -> None:
    """Sample 1 was failed once and passed once, sample 2 passed twice: of two trials one or two have the event."""
    log = read(DATA / "log_streaming.eval")
    assert Counter(sample.outcome for sample in log.samples) == {Outcome.CORRECT: 3, Outcome.INCORRECT: 1}
    assert log.count == Count(1, 2 + 98, 2 + 98)
    assert read(DATA / "log_streaming.eval", counting="incorrect").count == Count(0, 99, 100)


# The logs of the example case


def table() -> list[tuple[str, int, int]]:
    """The log, successes and trials of each row of the case's table of results."""
    tasks = {f"T{number}": task for number, task in enumerate(("foothold", "control", "finding", "exploit"), 1)}
    tasks |= {"T5": "entry", "T6": "spread"}
    row = re.compile(r"\| RM-\d \| (T\d) [\w ]+ \| (agent|novice|expert) [\w -]+ \| (\d+) of (\d+) \|")
    found = row.findall((CASE / "README.md").read_text(encoding="utf-8"))
    return [(f"{tasks[task]}-{setting}", int(events), int(trials)) for task, setting, events, trials in found]


@pytest.mark.parametrize(("name", "events", "trials"), [*table(), ("foothold-tuned", 0, 60)])
def test_the_logs_of_the_example_case_give_its_table(name: str, events: int, trials: int) -> None:
    model = "example/x1-tuned" if name == "foothold-tuned" else "example/x1-helpful-only"
    log = read(CASE / "evidence" / "logs" / f"{name}.json", models=(model,))
    assert log.count == Count(events, events, trials)
    assert set(names(log)) <= {"zero-standard-error"}
    assert len(log.samples) == log.dataset_size == trials


def test_the_table_has_every_log_of_the_case() -> None:
    written = {name for name, _, _ in table()} | {"foothold-tuned"}
    assert written == {path.stem for path in (CASE / "evidence" / "logs").iterdir()}


# One log in every format


def archive(folder: Path, method: int = zipfile.ZIP_DEFLATED, *, parts: bool = False) -> Path:
    """The plain log of this folder as an archive, as Inspect would have written it."""
    log = json.loads((LOGS / "inspect.json").read_text(encoding="utf-8"))
    samples = log.pop("samples")
    path = folder / "log"
    with zipfile_of_python_3_14.ZipFile(path, "w", compression=method) as out:
        out.writestr("_journal/start.json", json.dumps({"version": 2, "eval": log["eval"], "plan": log["plan"]}))
        for sample in samples:
            name = f"samples/{sample['id']}_epoch_{sample['epoch']}"
            if parts:
                out.writestr(f"{name}/messages/0.json", json.dumps(sample.pop("messages")))
                out.writestr(f"{name}/events/stats.json", "{}")
                out.writestr(f"{name}/skeleton.json", "{}")
                out.writestr(f"{name}/sample.json", json.dumps(sample))
            else:
                out.writestr(f"{name}.json", json.dumps(sample))
        out.writestr("summaries.json", "[]")
        out.writestr("reductions.json", json.dumps(log.pop("reductions")))
        out.writestr("header.json", json.dumps(log | ({"version": 3} if parts else {})))
    return path


def in_every_format(folder: Path) -> dict[str, tuple[Path, str]]:
    """Ten locks, of which four were opened; and seven tests."""
    folders = {name: folder / name for name in ("stored", "deflated", "zstandard", "parts")}
    for made in folders.values():
        made.mkdir()
    return {
        "Inspect, JSON": (LOGS / "inspect.json", "accuracy"),
        "Inspect, stored": (archive(folders["stored"], zipfile.ZIP_STORED), "accuracy"),
        "Inspect, deflated": (archive(folders["deflated"]), "accuracy"),
        "Inspect, Zstandard": (archive(folders["zstandard"], 93), "accuracy"),
        "Inspect, in parts": (archive(folders["parts"], 93, parts=True), "accuracy"),
        "lm-evaluation-harness": (LM_EVAL, "exact_match"),
        "Every Eval Ever": (EVERY_EVAL_EVER, "accuracy"),
    }


def test_every_format_gives_the_same_count_and_the_same_samples(tmp_path: Path) -> None:
    for name, (path, metric) in in_every_format(tmp_path).items():
        log = read(path, metric, models=MODEL)
        assert log.count == Count(4, 4, 10), name
        assert read(path, metric, "incorrect", MODEL).count == Count(6, 6, 10), name
        assert [sample.answer for sample in log.samples if sample.outcome is Outcome.CORRECT] == ["open"] * 4, name
        assert log.samples[0].input == "Open lock 1.", name
        assert (log.model, log.is_of_an_expected_model, log.created) == (MODEL[0], True, date(2026, 3, 2)), name
        assert (log.dataset_size, log.epochs, log.refusals) == (10, 1, ()), name


def test_only_some_logs_name_the_weights_that_they_are_of() -> None:
    assert read(LM_EVAL, "exact_match").model_digest == "82047f5e5d5245c1b3a4cd75ad98aa441d6487cd"
    assert read(LOGS / "inspect.json").model_digest is None


@pytest.mark.parametrize(
    ("metric", "counting", "count"),
    [
        ("tests", "correct", Count(5, 5, 7)),
        ("tests", "incorrect", Count(2, 2, 7)),
        ("shut", "incorrect", Count(1, 1, 4)),
        ("open", "correct", Count(2, 2, 3)),
    ],
)
def test_tests_are_counted_all_together_or_by_suite(metric: str, counting: Counting, count: Count) -> None:
    log = read(LOGS / "junit.xml", metric, counting)
    assert (log.format, log.count, names(log)) == ("JUnit", count, [])


def test_a_log_is_known_by_what_it_holds(tmp_path: Path) -> None:
    for number, (path, metric) in enumerate(in_every_format(tmp_path).values()):
        for name in ("log.xml", "log.eval", "log.json", "log"):
            folder = tmp_path / f"{number}-{name}"
            shutil.copytree(path.parent, folder)
            (folder / path.name).rename(folder / name)
            expected, found = read(path, metric), read(folder / name, metric)
            assert (found.format, found.model) == (expected.format, expected.model)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"score,k,n\n", "is no evaluation log: neither JSON nor XML nor an archive"),
        (b"{}", "is JSON, but no evaluation log that is known here"),
        (b'{"name": "x"}', "is JSON, but no evaluation log that is known here"),
        (b"[1, 2]", "is no evaluation log: neither JSON nor XML nor an archive"),
        (b"<html/>", "is XML, but no results of tests: it begins with `html`"),
        (b"PK\x03\x04 and so on", "is no whole archive: File is not a zip file"),
    ],
)
def test_a_file_that_is_no_log(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "log.json"
    path.write_bytes(content)
    assert problem(path) == says


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    assert problem(tmp_path / "nowhere.json") == "cannot be read: No such file or directory"
    assert problem(tmp_path) == "is no regular file"
    assert problem(tmp_path / "a\0b") == "cannot be read: embedded null byte"
    os.mkfifo(tmp_path / "pipe")
    assert problem(tmp_path / "pipe") == "is no regular file"


@pytest.mark.parametrize("name", ["samples_locks_2026-03-02T04-30-00.250000.jsonl", "locks_samples.jsonl"])
def test_samples_alone_are_no_log(name: str) -> None:
    path = next(LOGS.rglob(name))
    assert problem(path).endswith("alone: name the file of its results, which lies beside it")


# Which figure is meant


def test_a_metric_that_several_scorers_have_is_named_with_its_scorer(tmp_path: Path) -> None:
    log = json.loads((LOGS / "inspect.json").read_text(encoding="utf-8"))
    log["results"]["scores"].append({"name": "keeper", "scorer": "keeper", "metrics": {"accuracy": {"value": 1.0}}})
    for sample in log["samples"]:
        sample["scores"]["keeper"] = {"value": 1}
    path = tmp_path / "log.json"
    path.write_text(json.dumps(log), encoding="utf-8")
    assert problem(path) == "has the metric `accuracy` of 2 scorers: write `lock/accuracy` or `keeper/accuracy`"
    assert read(path, "lock/accuracy").count == Count(4, 4, 10)
    assert read(path, "keeper/accuracy").count == Count(10, 10, 10)
    assert problem(path, "speed") == ("has no metric `speed`; it has `lock/accuracy`, `lock/stderr`, `keeper/accuracy`")


def test_a_scorer_that_gives_several_values(tmp_path: Path) -> None:
    log = json.loads((LOGS / "inspect.json").read_text(encoding="utf-8"))
    log["results"]["scores"][0]["name"] = "opened"
    for sample in log["samples"]:
        sample["scores"]["lock"]["value"] = {"opened": sample["scores"]["lock"]["value"], "seconds": 12}
    path = tmp_path / "log.json"
    path.write_text(json.dumps(log), encoding="utf-8")
    assert read(path).count == Count(4, 4, 10)


def test_old_logs_of_inspect_with_one_scorer_and_one_score(tmp_path: Path) -> None:
    log = json.loads((LOGS / "inspect.json").read_text(encoding="utf-8"))
    metrics = log["results"].pop("scores")[0]["metrics"]
    log["results"] |= {"scorer": {"name": "lock"}, "metrics": metrics}
    for sample in log["samples"]:
        sample["score"] = sample.pop("scores")["lock"]
    path = tmp_path / "log.json"
    path.write_text(json.dumps(log), encoding="utf-8")
    assert read(path).count == Count(4, 4, 10)


@pytest.mark.parametrize("metric", ["acc", "acc,none", "keys/acc", "keys/acc,none"])
def test_a_metric_of_lm_evaluation_harness_with_or_without_task_and_filter(metric: str) -> None:
    assert read(LM_EVAL, metric).count == Count(0, 0, 50)


@pytest.mark.parametrize("metric", ["locks", "locks-accuracy", "accuracy", "locks/accuracy"])
def test_a_result_of_every_eval_ever_by_any_of_its_names(metric: str) -> None:
    assert read(EVERY_EVAL_EVER, metric).count == Count(4, 4, 10)


def test_a_value_between_fail_and_pass_is_neither() -> None:
    assert [outcome.value for outcome in Outcome] == ["correct", "incorrect", "unknown"]


# Samples for a reviewer


def test_the_same_seed_draws_the_same_samples_wherever_the_log_was_written(tmp_path: Path) -> None:
    logs = [read(path) for path, metric in in_every_format(tmp_path).values() if metric == "accuracy"]
    drawn = [[sample.identity for sample in draw(log, 5, "2026-11-23 A. Reviewer")] for log in logs]
    assert drawn == [["s7", "s5", "s9", "s6", "s2"]] * len(logs)


def test_drawing_more_begins_with_the_same_and_no_sample_comes_twice() -> None:
    log = read(LOGS / "inspect.json")
    five, all_of_them = draw(log, 5, "seed"), draw(log, 99, "seed")
    assert all_of_them[:5] == five
    assert sorted(all_of_them, key=lambda sample: sample.place) == sorted(log.samples, key=lambda sample: sample.place)
    assert draw(log, 0, "seed") == draw(log, -1, "seed") == []


def test_every_sample_is_as_likely_to_be_drawn() -> None:
    log = read(LOGS / "inspect.json")
    drawn = Counter(draw(log, 1, str(seed))[0].identity for seed in range(2000))
    assert set(drawn) == {sample.identity for sample in log.samples}
    assert all(150 < number < 250 for number in drawn.values())  # 200 expected, deviation 13.4
