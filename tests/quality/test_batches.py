"""Great Expectations works quietly and in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from pipeline.quality.batches import context, run_suite
from pipeline.records import YearbookError

ALONE = """
import socket, sys

def refuse(*args, **kwargs):
    raise AssertionError("a socket was opened")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from tests.quality.conftest import arrow, chapter
from pipeline.quality import prepare, validate
prepare()
assert len(validate(arrow(chapter()))) == 1
from pipeline.quality.batches import context
print(context().config.analytics_enabled, __import__("os").environ["GX_ANALYTICS_ENABLED"])
"""


def test_nothing_is_sent_or_written_or_said(tmp_path: Path) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    environment = {"HOME": str(home), "TMPDIR": str(work), "PATH": os.environ["PATH"], "PYTHONPATH": paths}
    command = [sys.executable, "-B", "-c", ALONE]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "False false\n", "")
    assert [*home.rglob("*"), *work.rglob("*")] == []


def test_importing_the_package_imports_nothing_slow() -> None:
    code = (
        "import pipeline.quality, sys; print({'pandas', 'great_expectations', 'pyarrow', 'numpy'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_analytics_and_progress_bars_are_off() -> None:
    assert context().config.analytics_enabled is False
    assert context().variables.progress_bars.globally is False


def test_an_expectation_that_cannot_be_checked_is_no_failure_but_an_error() -> None:
    from great_expectations import ExpectationSuite

    missing = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "tinsel"}, "meta": {"rule": "shiny"}}
    suite = ExpectationSuite(name="any", expectations=[missing])
    with pytest.raises(YearbookError, match="'shiny' cannot be checked"):
        list(run_suite(pd.DataFrame({"glass": [1]}), suite, {}))
