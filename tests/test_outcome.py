from collections import Counter

import pytest

from pipeline.outcome import Outcome


@pytest.mark.parametrize(
    ("found", "fail_on", "code"),
    [
        ({}, "info", 0),
        ({"warning": 1}, "critical", 0),
        ({"warning": 1}, "warning", 1),
        ({"info": 1}, "warning", 0),
        ({"info": 1}, "info", 1),
        ({"warning": 1}, "info", 1),
    ],
)
def test_fails_on_findings_as_grave_as_asked_for(found, fail_on, code):
    assert Outcome(findings=Counter(found), fail_on=fail_on).exit_code == code


def test_what_cannot_be_read_is_graver_than_what_is_held_back():
    assert Outcome(held={"a": ["wrong"]}).exit_code == 1
    assert Outcome(held={"a": ["wrong"]}, failed=["b: empty"]).exit_code == 2
