import io
import json
import os
from collections import Counter

import pytest

from pipeline.log import Log
from pipeline.outcome import Outcome
from pipeline.records import YearbookError
from pipeline.report import reported


def report(out):
    return json.loads((out / "run.json").read_text())


def test_says_what_the_run_came_to(tmp_path):
    outcome = Outcome()
    with reported(tmp_path, outcome, Log(io.StringIO())):
        outcome.state, outcome.published, outcome.figures = "published", 2, 9
        outcome.held["b.txt"] = ["a total is wrong"]
        outcome.findings = Counter(warning=3)
        outcome.seconds["settle"] = 0.25
    found = report(tmp_path)
    assert (found["state"], found["published"], found["figures"], found["exit_code"]) == ("published", 2, 9, 1)
    assert found["held_back"] == {"b.txt": ["a total is wrong"]}
    assert found["findings"] == {"critical": 0, "warning": 3, "info": 0}
    assert found["seconds"] == {"settle": 0.25}
    assert found["error"] is None
    assert found["started"].endswith("+00:00")
    assert found["elapsed"] >= 0


def test_says_why_a_run_failed(tmp_path):
    with pytest.raises(YearbookError), reported(tmp_path, Outcome(), Log(io.StringIO())):
        raise YearbookError("the disk is full")
    assert (report(tmp_path)["error"], report(tmp_path)["exit_code"]) == ("the disk is full", 2)
    with pytest.raises(KeyboardInterrupt), reported(tmp_path, Outcome(), Log(io.StringIO())):
        raise KeyboardInterrupt
    assert report(tmp_path)["error"] == "KeyboardInterrupt"


def test_replaces_the_last_one_in_one_step_and_leaves_nothing_beside(tmp_path):
    for published in (1, 2):
        with reported(tmp_path, Outcome(published=published), Log(io.StringIO())):
            pass
    assert report(tmp_path)["published"] == 2
    assert os.listdir(tmp_path) == ["run.json"]


def test_one_that_cannot_be_written_does_not_fail_the_run(tmp_path):
    (tmp_path / "run.json").mkdir()
    stream = io.StringIO()
    with reported(tmp_path, Outcome(), Log(stream)):
        pass
    assert "run.json: not written: " in stream.getvalue()
    assert os.listdir(tmp_path) == ["run.json"]
