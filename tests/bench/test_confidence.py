"""Counting capacity statements by rule and certainty."""

from collections import Counter

from bench.confidence import _as_data, _table, main

COUNTS = Counter({("planned", "own", True): 3, ("planned", "own", False): 1, ("ability", "whole", True): 2})


def test_counts_in_the_form_of_the_data_file():
    assert list(_as_data(COUNTS)) == ["  ability: {whole: [2, 2]}", "  planned: {own: [3, 4]}"]


def test_a_line_a_rule_and_certainty():
    head, *lines = _table(COUNTS)
    assert head.split()[:2] == ["rule", "certainty"]
    assert [line.split()[:5] for line in lines] == [
        ["ability", "whole", "2", "of", "2"],
        ["planned", "own", "3", "of", "4"],
    ]


def test_arguments_that_are_no_folders(capsys):
    assert main(["nowhere"]) == 2
    assert "usage" in capsys.readouterr().err
