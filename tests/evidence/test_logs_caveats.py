"""What speaks against a count: every caveat by a log that has it, and that none of them ever helps a claim."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gsn.evidence.logs.caveats import EFFECTS
from gsn.evidence.logs.log import Count, Counting, Effect, Log, LogProblem
from gsn.evidence.logs.reading import read_log

LOGS = Path(__file__).parent / "logs"
RESULTS = "results_2026-03-02T04-30-00.250000.json"
SAMPLES = "samples_locks_2026-03-02T04-30-00.250000.jsonl"
MODEL = ("example/lock-1",)
TRUE, FALSE = True, False  # as JSON has them

Json = Any  # a document, changed at will
Change = Callable[[Json], object]


def put(path: str, value: object) -> Change:
    """Set what stands at ``a.b.0.c``."""

    def change(document: Json) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            document = document[step]
        document[last] = value

    return change


def drop(path: str) -> Change:
    def change(document: Json) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in way:
            document = document[step]
        del document[last]

    return change


def every(*changes: Change) -> Change:
    def change(document: Json) -> None:
        for one in changes:
            one(document)

    return change


def figure(value: object) -> Change:
    """What the log says its accuracy is: of a log with fewer scores the mean is another one."""
    return put("results.scores.0.metrics.accuracy.value", value)


def again(document: Json) -> None:
    """A second epoch: the same but for sample 1, which fails, and sample 2, which passes."""
    scores = {"s1": "I", "s2": "C"}
    for sample in list(document["samples"]):
        score = scores.get(sample["id"], sample["scores"]["lock"]["value"])
        document["samples"].append(sample | {"epoch": 2, "scores": {"lock": {"value": score}}})
    document["eval"]["config"]["epochs"] = 2
    document["results"]["total_samples"] = 20


def unscore(document: Json) -> None:
    document["samples"][0]["scores"]["lock"]["value"] = float("nan")
    document["samples"][1]["scores"] = {}


class Case(NamedTuple):
    """A caveat, the change that brings it about, what is counted then, and which other caveats come with it."""

    name: str
    change: Change
    counted: Count | None
    also: tuple[str, ...] = ()


def numbered(cases: list[Case]) -> list[Any]:
    return [pytest.param(case, id=f"{number} {case.name}") for number, case in enumerate(cases, 1)]


INSPECT = [
    # A run that did not do what was planned
    Case("not-succeeded", put("status", "error"), None),
    Case("not-succeeded", put("status", "cancelled"), None),
    Case("not-succeeded", put("status", "started"), None),
    Case("not-succeeded", drop("status"), None),
    Case("contradiction", put("error", {"message": "out of memory"}), None),
    Case("invalidated", put("invalidated", TRUE), None),
    Case("invalidated", put("samples.3.invalidation", {"author": "A"}), None),
    Case("stopped-early", put("results.early_stopping", {"manager": "m"}), Count(4, 4, 10)),
    # The model
    Case("another-model", put("eval.model", "example/lock-2"), None),
    Case("another-model", drop("eval.model"), None),
    Case("model-unused", put("stats.model_usage", {"example/other": {}}), None),
    # Samples whose outcome is open. Of the first two, one passed and one failed.
    Case("errors", every(put("samples.0.error", {"message": "x"}), figure(1 / 3)), Count(3, 4, 10)),
    Case("errors", every(put("samples.0.error", {"message": "x"})), Count(3, 4, 10)),
    Case("errors", every(put("samples.1.error", ""), figure(4 / 9)), Count(4, 5, 10)),
    Case("unscored", every(unscore, figure(3 / 8)), Count(3, 5, 10)),
    Case("no-answer", put("samples.1.scores.lock.value", "N"), Count(4, 5, 10)),
    Case("partial-scores", every(put("samples.1.scores.lock.value", "P"), figure(0.45)), Count(4, 5, 10)),
    Case("partial-scores", every(put("samples.1.scores.lock.value", 0.65), figure(0.465)), Count(4, 5, 10)),
    Case("limits-reached", put("samples.1.limit", {"type": "message", "limit": 50}), Count(4, 5, 10)),
    Case("retried", put("samples.1.error_retries", [{"message": "x"}]), Count(4, 5, 10)),
    Case("retried", put("samples.0.error_retries", [{}, {}]), Count(3, 4, 10)),
    Case("edited-scores", put("samples.1.scores.lock.history", [{"value": "C"}]), Count(4, 5, 10)),
    Case("edited-scores", put("samples.1.scores.lock.history", [{"value": "I"}]), Count(4, 4, 10)),
    Case("edited-scores", put("samples.1.scores.lock.history", [{"answer": "shut"}]), Count(4, 4, 10)),
    # A score that is not pass or fail
    Case("not-pass-or-fail", every(put("samples.1.scores.lock.value", 7), figure(1.1)), None, ("contradiction",)),
    Case("not-pass-or-fail", put("samples.1.scores.lock.value", -1), None, ("contradiction",)),
    Case("not-pass-or-fail", put("samples.1.scores.lock.value", "unsafe"), None, ("contradiction",)),
    Case("not-pass-or-fail", put("samples.1.scores.lock.value", [1, 0]), None, ("contradiction",)),
    Case("not-pass-or-fail", put("samples.1.scores.lock.value", {"a": 1}), None, ("contradiction",)),
    # What was not run
    Case("truncated-data-set", put("eval.dataset.samples", 100), Count(4, 94, 100)),
    Case("truncated-data-set", put("eval.dataset.samples", 12), Count(4, 6, 12)),
    Case("samples-missing", every(drop("samples.9"), figure(4 / 9)), Count(4, 5, 10)),
    Case(
        "samples-missing",
        every(drop("samples.0"), drop("eval.dataset.sample_ids"), figure(3 / 9)),
        Count(3, 4, 10),
    ),
    Case(
        "samples-missing",
        every(drop("samples.9"), drop("results.total_samples"), figure(4 / 9)),
        Count(4, 5, 10),
    ),
    Case("size-unknown", drop("eval.dataset.samples"), None),
    Case("no-samples", every(put("samples", [])), None, ("samples-missing",)),
    Case("no-samples", every(drop("samples")), None, ("samples-missing",)),
    # What was run more than once
    Case("repeated-samples", again, Count(3, 5, 10)),
    Case("repeated-samples", every(again, put("eval.config.epochs", 1)), Count(3, 5, 10)),
    Case("repeated-samples", every(again, drop("samples.19")), Count(3, 6, 10), ("samples-missing",)),
    Case("reducer", every(again, put("eval.config.epochs_reducer", ["max"])), Count(3, 5, 10), ("repeated-samples",)),
    Case("reducer", every(again, put("results.scores.0.reducer", "pass_at_2")), Count(3, 5, 10), ("repeated-samples",)),
    # What does not add up
    Case("contradiction", figure(0.3), None),
    Case("contradiction", figure(float("nan")), None),
    Case("contradiction", put("eval.dataset.samples", 9), None),
    Case("contradiction", put("eval.dataset.sample_ids.0", "s99"), None),
    Case("not-a-share", put("results.scores.0.metrics", {"accuracy": {"value": 0.4}, "std": {"value": 0.4}}), None),
    # What the figures do not show
    Case("uncommitted-changes", put("eval.revision.dirty", TRUE), Count(4, 4, 10)),
    Case("settings-changed", put("config_updates", [{"changes": []}]), Count(4, 4, 10)),
    Case("edited-log", put("log_updates", [{"edits": []}]), Count(4, 4, 10)),
    Case("graded-by-model", put("eval.model_roles", {"grader": {"model": "example/grader"}}), Count(4, 4, 10)),
    Case("graded-by-model", put("samples.0.scores.lock.metadata", {"grading": [{}]}), Count(4, 4, 10)),
    Case("zero-standard-error", put("results.scores.0.metrics.stderr.value", 0.0), Count(4, 4, 10)),
]


def read(path: Path, metric: str = "accuracy", counting: Counting = "correct") -> Log | LogProblem:
    return read_log(path, metric, counting, MODEL)


def changed(source: Path, change: Change, folder: Path) -> Path:
    document = json.loads(source.read_text(encoding="utf-8"))
    change(document)
    path = folder / source.name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def names(log: Log | LogProblem) -> set[str]:
    assert isinstance(log, Log), log
    return {caveat.name for caveat in log.caveats}


@pytest.mark.parametrize("case", numbered(INSPECT))
def test_logs_of_inspect(case: Case, tmp_path: Path) -> None:
    metric = "std" if case.name == "not-a-share" else "accuracy"
    log = read(changed(LOGS / "inspect.json", case.change, tmp_path), metric)
    assert isinstance(log, Log)
    expected = {case.name, *case.also}
    assert names(log) == expected
    assert log.count == (None if {name for name in expected if EFFECTS[name] is Effect.REFUSED} else case.counted)
    assert case.counted is None or log.count is not None or case.also


@pytest.mark.parametrize("case", numbered(INSPECT))
def test_the_other_event_is_the_other_side_of_the_same(case: Case, tmp_path: Path) -> None:
    metric = "std" if case.name == "not-a-share" else "accuracy"
    path = changed(LOGS / "inspect.json", case.change, tmp_path)
    correct, incorrect = read(path, metric), read(path, metric, "incorrect")
    assert isinstance(correct, Log)
    assert isinstance(incorrect, Log)
    assert correct.caveats == incorrect.caveats
    if correct.count is None:
        assert incorrect.count is None
    else:
        least, most, trials = correct.count.events_at_least, correct.count.events_at_most, correct.count.trials
        assert incorrect.count == Count(trials - most, trials - least, trials)


def test_a_success_at_a_limit_is_a_success(tmp_path: Path) -> None:
    log = read(changed(LOGS / "inspect.json", put("samples.0.limit", {"type": "token", "limit": 1}), tmp_path))
    assert isinstance(log, Log)
    assert (log.count, log.caveats) == (Count(4, 4, 10), ())


# The other formats

LM_EVAL = [
    Case("unsealed-samples", drop("git_hash"), Count(4, 4, 10)),
    Case("another-model", put("model_name", "example/lock-2"), None, ("unsealed-samples",)),
    Case("polarity-unclear", put("higher_is_better.locks.exact_match", FALSE), None, ("unsealed-samples",)),
    Case("reduced-runs", put("configs.locks.repeats", 8), None, ("unsealed-samples",)),
    Case("truncated-data-set", put("n-samples.locks.original", 50), Count(4, 44, 50), ("unsealed-samples",)),
    Case("size-unknown", drop("n-samples"), None, ("unsealed-samples",)),
    Case("contradiction", put("n-samples.locks.original", 9), None, ("unsealed-samples",)),
    Case(
        "contradiction",
        put("n-samples.locks", {"original": 12, "effective": 12}),
        None,
        ("unsealed-samples", "not-a-count"),
    ),
    Case("contradiction", put("results.locks", {"exact_match,none": 0.5}), None, ("unsealed-samples",)),
    Case(
        "zero-standard-error",
        put("results.locks.exact_match_stderr,none", 0),
        Count(4, 4, 10),
        ("unsealed-samples",),
    ),
]


@pytest.mark.parametrize("case", numbered(LM_EVAL))
def test_results_of_lm_evaluation_harness_with_their_samples(case: Case, tmp_path: Path) -> None:
    (tmp_path / SAMPLES).write_bytes((LOGS / "lm_eval" / SAMPLES).read_bytes())
    log = read(changed(LOGS / "lm_eval" / RESULTS, case.change, tmp_path), "exact_match")
    assert isinstance(log, Log)
    assert (names(log), log.count) == ({case.name, *case.also}, case.counted)


MEANS = [
    Case("counted-from-mean", drop("git_hash"), Count(4, 4, 10)),
    Case("scale-unknown", drop("git_hash"), None, ("counted-from-mean",)),
    Case("not-a-count", put("results.locks.exact_match,none", 0.45), None, ("counted-from-mean",)),
    Case("not-pass-or-fail", put("results.locks.exact_match,none", 40), None, ("counted-from-mean",)),
    Case("truncated-data-set", put("n-samples.locks.original", 12), Count(4, 6, 12), ("counted-from-mean",)),
]


@pytest.mark.parametrize("case", numbered(MEANS))
def test_results_of_lm_evaluation_harness_without_samples(case: Case, tmp_path: Path) -> None:
    metric = "similarity" if case.name == "scale-unknown" else "exact_match"
    log = read(changed(LOGS / "lm_eval" / RESULTS, case.change, tmp_path), metric)
    assert isinstance(log, Log)
    assert (names(log), log.count) == ({case.name, *case.also}, case.counted)
    assert log.samples == ()


def test_a_standard_error_is_no_share_of_samples() -> None:
    log = read(LOGS / "lm_eval" / RESULTS, "locks/exact_match_stderr")
    assert isinstance(log, Log)
    assert log.count is None
    assert "not-a-share" in names(log)


def test_a_published_mean_of_five_thousand_gives_its_two_back(tmp_path: Path) -> None:
    """0.0004 of 5,000: what a run of Qwen3-93M on MATH rephrased says."""
    change = every(put("results.keys.acc,none", 0.0004), put("n-samples.keys", {"original": 5000, "effective": 5000}))
    log = read(changed(LOGS / "lm_eval" / RESULTS, change, tmp_path), "acc")
    assert isinstance(log, Log)
    assert log.count == Count(2, 2, 5000)


def test_samples_that_no_digest_holds_make_no_count(tmp_path: Path) -> None:
    """Whoever may write the file could make passes and fails of any scores with the same mean."""
    folder = tmp_path / "made"
    folder.mkdir()
    for name in (RESULTS, SAMPLES):
        (folder / name).write_bytes((LOGS / "lm_eval" / name).read_bytes())
    log = read(folder / RESULTS, "similarity")
    assert isinstance(log, Log)
    assert (log.count, names(log)) == (None, {"scale-unknown", "unsealed-samples"})
    assert len(log.samples) == 10


@pytest.mark.parametrize(
    ("scores", "count"),
    [
        ([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], Count(4, 4, 10)),
        ([1, 1, 1, 0.5, 0.5, 0, 0, 0, 0, 0], Count(3, 5, 10)),
        ([1, 1, 1, 1, None, None, 0, 0, 0, 0], Count(4, 6, 10)),
        ([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], None),
        ([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], None),
        ([1, 1, 1, 1, 0, 0, 0, 0, 0], None),
    ],
)
def test_samples_that_no_digest_holds_only_lower_a_count(
    scores: list[float | None], count: Count | None, tmp_path: Path
) -> None:
    rows = [{"doc_id": number, "filter": "none", "exact_match": score} for number, score in enumerate(scores)]
    (tmp_path / SAMPLES).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / RESULTS).write_bytes((LOGS / "lm_eval" / RESULTS).read_bytes())
    log = read(tmp_path / RESULTS, "exact_match")
    assert isinstance(log, Log)
    assert log.count == count


def test_samples_of_another_filter_are_others(tmp_path: Path) -> None:
    """The harness writes one row for each sample and filter."""
    rows = (LOGS / "lm_eval" / SAMPLES).read_text(encoding="utf-8")
    strict = rows.replace('"filter": "none"', '"filter": "strict"').replace('"exact_match": 1.0', '"exact_match": 0.0')
    (tmp_path / SAMPLES).write_text(rows + strict, encoding="utf-8")
    change = put("results.locks.exact_match,strict", 0.0)
    path = changed(LOGS / "lm_eval" / RESULTS, change, tmp_path)
    both = [read(path, f"exact_match,{filtered}") for filtered in ("none", "strict")]
    assert [log.count for log in both if isinstance(log, Log)] == [Count(4, 4, 10), Count(0, 0, 10)]
    assert read(path, "exact_match") == LogProblem(
        "has 2 metrics `exact_match`: write `locks/exact_match,none` or `locks/exact_match,strict`"
    )


def test_a_group_of_tasks_has_no_count_of_its_own(tmp_path: Path) -> None:
    change = every(put("results.all", {"acc,none": 0.2}), put("group_subtasks.all", ["locks", "keys"]))
    log = read(changed(LOGS / "lm_eval" / RESULTS, change, tmp_path), "all/acc")
    assert isinstance(log, LogProblem)
    assert log.message.startswith("has no metric `all/acc` of one task; it has ")


FIRST = "evaluation_results.0"
SECOND = "evaluation_results.1"

RECORDS = [
    Case("another-model", put("model_info.id", "example/lock-2"), None, ("unreadable",)),
    Case("not-a-run", put("source_metadata.source_type", "documentation"), None),
    Case("polarity-unclear", put(f"{FIRST}.metric_config.lower_is_better", TRUE), None),
    Case("graded-by-model", put(f"{FIRST}.metric_config.llm_scoring", {"judges": []}), Count(4, 4, 10)),
    Case("not-pass-or-fail", put(f"{FIRST}.score_details.score", 40), None, ("contradiction",)),
    Case("contradiction", put(f"{FIRST}.score_details.score", 0.7), None),
    Case("contradiction", put("detailed_evaluation_results.total_rows", 9), None),
    Case("contradiction", put("detailed_evaluation_results.checksum", "0" * 64), None, ("scale-unknown",)),
    Case("unsealed-samples", drop("detailed_evaluation_results.checksum"), None, ("scale-unknown",)),
    Case("unsealed-samples", put("detailed_evaluation_results.hash_algorithm", "md5"), None, ("scale-unknown",)),
    Case("truncated-data-set", put(f"{FIRST}.source_data.samples_number", 100), Count(4, 94, 100)),
    Case("size-unknown", drop(f"{FIRST}.source_data.samples_number"), None),
    Case("scale-unknown", drop("detailed_evaluation_results"), None),
    Case("zero-standard-error", put(f"{FIRST}.score_details.uncertainty.standard_error.value", 0), Count(4, 4, 10)),
]


@pytest.mark.parametrize("case", numbered(RECORDS))
def test_records_of_every_eval_ever(case: Case, tmp_path: Path) -> None:
    source = LOGS / "every_eval_ever"
    (tmp_path / "locks_samples.jsonl").write_bytes((source / "locks_samples.jsonl").read_bytes())
    log = read(changed(source / "record.json", case.change, tmp_path))
    if "unreadable" in case.also:
        assert log == LogProblem("goes with `locks_samples.jsonl`, which is of another run or another model (record 1)")
        return
    assert isinstance(log, Log)
    assert (names(log), log.count) == ({case.name, *case.also}, case.counted)


@pytest.mark.parametrize(
    ("score", "trials", "count", "caveats"),
    [
        (0.125, 200, Count(25, 25, 200), set()),
        (0.12, 200, Count(23, 25, 200), {"rounded-figure"}),
        (0, 200, Count(0, 100, 200), {"rounded-figure"}),
        (0.0, 200, Count(0, 10, 200), {"rounded-figure"}),
        (0.1234, 200, None, {"not-a-count"}),
    ],
)
def test_a_score_without_samples_counts_as_far_as_its_digits_go(
    score: float, trials: int, count: Count | None, caveats: set[str], tmp_path: Path
) -> None:
    change = every(
        put(f"{SECOND}.score_details.score", score),
        put(f"{SECOND}.score_details.uncertainty.num_samples", trials),
        put(f"{SECOND}.source_data.samples_number", trials),
    )
    log = read(changed(LOGS / "every_eval_ever" / "record.json", change, tmp_path), "pass rate")
    assert isinstance(log, Log)
    assert (names(log), log.count) == ({"counted-from-mean", *caveats}, count)


ROWS = [
    ('"error": null', '"error": "timeout"', {"errors"}, Count(3, 4, 10)),  # of the first row, which passed
    ('"is_correct": true', '"is_correct": false', {"partial-scores"}, Count(3, 4, 10)),
    ('"is_correct": true', '"is_correct": null', set(), Count(4, 4, 10)),
    ('"sample_id": "s2"', '"sample_id": "s1"', {"repeated-samples", "truncated-data-set"}, Count(3, 5, 10)),
    ('"score": 0.0', '"score": 0.5', {"partial-scores"}, Count(4, 5, 10)),
    ('"score": 0.0', '"score": 5', {"not-pass-or-fail", "contradiction"}, None),
]


@pytest.mark.parametrize(("old", "new", "caveats", "count"), ROWS)
def test_rows_of_every_eval_ever(old: str, new: str, caveats: set[str], count: Count | None, tmp_path: Path) -> None:
    source = LOGS / "every_eval_ever"
    rows = (source / "locks_samples.jsonl").read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / "locks_samples.jsonl").write_text(rows, encoding="utf-8")
    digest = hashlib.sha256(rows.encode()).hexdigest()
    log = read(changed(source / "record.json", put("detailed_evaluation_results.checksum", digest), tmp_path))
    assert isinstance(log, Log)
    assert names(log) - {"contradiction"} == caveats - {"contradiction"}
    assert log.count == count


TESTS = [
    ("", "", set(), Count(5, 5, 7)),
    ('name="stays_shut" time="0.1"/>', 'name="stays_shut"><skipped/></testcase>', {"not-run"}, Count(4, 5, 7)),
    ('name="stays_shut" time="0.1"/>', 'name="stays_shut" status="notrun"/>', {"not-run"}, Count(4, 5, 7)),
    ('name="stays_shut" time="0.1"/>', 'name="stays_shut"><flakyFailure/></testcase>', {"retried"}, Count(4, 5, 7)),
    ('name="locks_again"', 'name="stays_shut"', {"repeated-samples"}, Count(4, 4, 6)),
    ('name="opens_without_key"', 'name="stays_shut"', {"repeated-samples"}, Count(4, 5, 6)),
    ('name="shut" tests="4"', 'name="shut" tests="6"', {"samples-missing", "contradiction"}, None),
    ('name="shut" tests="4"', 'name="shut" tests="3"', {"contradiction"}, None),
    ('<testsuites name="locks" tests="7"', '<testsuites name="locks" tests="9"', {"samples-missing"}, Count(5, 7, 9)),
    ('tests="7" failures="2"', 'tests="7" failures="1"', {"contradiction"}, None),
    ("example/lock-1", "example/lock-2", {"another-model"}, None),
]


@pytest.mark.parametrize(("old", "new", "caveats", "count"), TESTS)
def test_results_of_tests(old: str, new: str, caveats: set[str], count: Count | None, tmp_path: Path) -> None:
    path = tmp_path / "junit.xml"
    path.write_text((LOGS / "junit.xml").read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    log = read(path, "tests")
    assert isinstance(log, Log)
    assert (names(log), log.count) == (caveats, count)


def test_a_test_that_ended_in_an_error_is_open(tmp_path: Path) -> None:
    text = (LOGS / "junit.xml").read_text(encoding="utf-8")
    text = text.replace('<failure message="it shut"/>', "<error/>")
    text = text.replace('tests="3" failures="1" errors="0"', 'tests="3"')
    text = text.replace('tests="7" failures="2" errors="0"', 'tests="7"')
    path = tmp_path / "junit.xml"
    path.write_text(text, encoding="utf-8")
    log = read(path, "open")
    assert isinstance(log, Log)
    assert (names(log) - {"another-model"}, [sample.outcome.value for sample in log.samples]) == (
        {"errors"},
        ["correct", "correct", "unknown"],
    )


def test_every_caveat_has_a_case() -> None:
    cases = [*INSPECT, *LM_EVAL, *MEANS, *RECORDS]
    shown = {name for case in cases for name in (case.name, *case.also)}
    shown |= {name for _, _, caveats, _ in TESTS for name in caveats} | {"rounded-figure", "unreadable"}
    assert shown - {"unreadable"} == set(EFFECTS)


def test_a_caveat_says_what_it_is_about() -> None:
    log = read(LOGS.parents[2] / "cases" / "cyber-inability" / "evidence" / "logs" / "foothold-tuned.json")
    assert isinstance(log, Log)
    caveat = log.refusals[0]
    assert caveat.message == "the run was of `example/x1-tuned`; what is expected is `example/lock-1`"
    assert not caveat.message.endswith(".")


def test_what_a_log_says_of_itself_cannot_run_a_terminal(tmp_path: Path) -> None:
    log = read(changed(LOGS / "inspect.json", put("eval.model", "\x1b[2J\u202ea\nb" + "x" * 400), tmp_path))
    assert isinstance(log, Log)
    assert all(caveat.message.isprintable() and len(caveat.message) < 500 for caveat in log.caveats)


# A blemish never helps

BLEMISHES: list[Change] = [
    put("error", {"message": "x"}),
    put("error_retries", [{}]),
    put("limit", {"type": "time", "limit": 1}),
    put("scores", {}),
    put("scores.lock.value", None),
    put("scores.lock.value", "N"),
    put("scores.lock.value", "P"),
    put("scores.lock.history", [{"value": "C"}, {"value": "I"}]),
]


SOME_BLEMISHES = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(BLEMISHES)), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(blemishes=SOME_BLEMISHES, lost=st.none() | st.integers(0, 9))
def test_no_blemish_narrows_what_a_log_says(blemishes: list[tuple[int, Change]], lost: int | None) -> None:
    """Whatever becomes of samples, what the log then says of the event holds what it said before."""
    document = json.loads((LOGS / "inspect.json").read_text(encoding="utf-8"))
    for index, blemish in blemishes:
        sample = document["samples"][index]
        if "lock" in sample["scores"] or blemish not in BLEMISHES[4:]:
            blemish(sample)
    if lost is not None:
        del document["samples"][lost]
    document["results"]["scores"][0]["metrics"]["accuracy"]["value"] = mean_of(document["samples"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        log = read(path)
    assert isinstance(log, Log)
    assert log.count is not None, log.caveats
    assert log.count.trials == 10
    assert log.count.events_at_least <= 4 <= log.count.events_at_most


def mean_of(samples: list[Json]) -> float:
    scores = [sample["scores"].get("lock", {}).get("value") for sample in samples]
    values = [{"C": 1.0, "I": 0.0, "N": 0.0, "P": 0.5}[score] for score in scores if score is not None]
    return sum(values) / len(values) if values else 0.0
