"""Reading what the corpus's scorers print."""

from bench.scoring import LINE


def test_a_printed_line_is_a_measure_and_its_figures():
    found = LINE.search("header\nfound    P 0.943  R 0.901  F1 0.922  gold 117 pred 120\n")
    assert found is not None
    assert found.groups() == ("found", "0.943", "0.901", "0.922", "117")
