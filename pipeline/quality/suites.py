"""The expectation suites: one JSON a dataset, in Great Expectations' own form, and what each expectation's meta says.

``meta`` of an expectation has ``rule`` (the finding's), ``reason`` (why it matters) and ``message``, ``expected`` and
``observed``: the finding's words, in which {names} stand for columns of the row.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.records import YearbookError

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

SUITES = Path(__file__).parents[2] / "expectations"


@cache
def load_suites(folder: Path = SUITES) -> dict[str, ExpectationSuite]:
    """Every suite of a folder, by dataset.

    Raises YearbookError where there is none, or where one is not a suite that Great Expectations accepts whole.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise YearbookError(f"{folder}: no expectation suites (*.json) here")
    return {path.stem: load_suite(path) for path in paths}


def load_suite(path: Path) -> ExpectationSuite:
    """The suite of one file. Raises YearbookError naming the file and what is wrong with it."""
    from great_expectations import ExpectationSuite

    import pipeline.quality.expectations.register  # noqa: F401  (Great Expectations finds expectations once imported)

    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        rules = [(one["meta"]["rule"], one["meta"]["message"]) for one in content["expectations"]]
        suite = ExpectationSuite(**content)
    except Exception as error:
        raise YearbookError(f"{path}: not an expectation suite: {error}") from error
    if len(suite.expectations) != len(rules):
        raise YearbookError(f"{path}: Great Expectations does not accept every expectation of this suite")
    if len(dict(rules)) != len(rules):
        raise YearbookError(f"{path}: two expectations have the same rule in their meta")
    return suite


def columns_of(suite: ExpectationSuite) -> set[str]:
    """The columns that a suite's expectations look at: those in their arguments, of whichever kind."""
    return {name for expectation in suite.expectations for name in _names(expectation.configuration.kwargs)}


def _names(kwargs: dict[str, Any]) -> set[str]:
    found = {kwargs[key] for key in ("column", "column_A", "column_B") if key in kwargs}
    for key in ("column_list", "text", "numbers", "flags"):
        found.update(kwargs.get(key, ()))
    return found
