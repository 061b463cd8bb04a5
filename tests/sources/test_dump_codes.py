import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dump_codes import coded


def told(labels):
    return coded(labels, [True] * len(labels))


RANKED = ["1 2 Alpha Stone Co.", "2 1 Beta Gravel, Inc.", "3 — Gamma Sand Co.", "4 4 Delta LLC", "5 10 Epsilon Ltd."]


def test_ranks_before_names_are_columns_of_their_own():
    rows, roles = told(RANKED)
    assert roles == ("rank", "rank", "company")
    assert rows[2] == ((0, "3"), (1, "—"), (2, "Gamma Sand Co."))


def test_a_line_with_fewer_ranks_is_left_whole():
    rows, _ = told([*RANKED, "6 Zeta Corp."])
    assert rows[-1] == ((0, "6 Zeta Corp."),)


def test_numbers_that_do_not_count_up_are_no_ranks():
    assert told([f"{n} Alpha" for n in (40, 7, 12, 3, 88)]) is None


@pytest.mark.parametrize(
    ("label", "cells"),
    [
        ("Scrap 8108.30.0000", ((0, "Scrap"), (1, "8108.30.0000"))),
        ("Metal5 8105.20.6000, 8105.20.9000", ((0, "Metal5"), (1, "8105.20.6000, 8105.20.9000"))),
        ("Total", ((0, "Total"),)),
        ("Unwrought:", ((0, "Unwrought:"),)),
    ],
)
def test_tariff_codes_behind_classes(label, cells):
    rows, roles = told(
        ["Ingot 8108.20.0030", "Sponge 8108.20.0010", "Bar 8108.90.60", "Foil 2823.00", label, "Rod 8108.90.30"]
    )
    assert roles == ("stub", "code")
    assert rows[4] == cells


def test_industry_codes_before_uses():
    rows, roles = told(["327213 Container", "327211 Flat", "26, 261 Paper", "325 Soap", "28 Ink", "Exports"])
    assert roles == ("code", "words")
    assert rows[2] == ((0, "26, 261"), (1, "Paper"))
    assert rows[-1] == ((1, "Exports"),)


def test_years_and_plain_labels_are_no_codes():
    assert told(["2015 Alpha", "2016 Beta", "2017 Gamma", "2018 Delta", "2019 Epsilon"]) is None
    assert told(["Chile", "Peru", "China", "Japan", "Spain"]) is None


@given(st.lists(st.text(alphabet="A1. —b,", max_size=12).map(lambda text: " ".join(text.split())), max_size=9))
def test_no_word_of_a_label_is_lost(labels):
    found = told(labels)
    for label, cells in zip(labels, found[0] if found else [], strict=False):
        assert " ".join(text for _, text in cells) == label


def test_codes_on_labels_of_groups():
    labels = ["Waste: 8108.30.0000", "Peru", "Chile", "Oman", "Mali", "Chad"]
    found = coded(labels, [False, True, True, True, True, True])
    assert found is not None
    assert found[0][:2] == [((0, "Waste:"), (1, "8108.30.0000")), ((0, "Peru"),)]
    assert found[1] == ("stub", "code")


def test_tariff_codes_before_labels():
    labels = [f"2501.00.00{n}0 Rock salt" for n in range(5)]
    found = coded(labels, [True] * 5)
    assert found is not None
    assert found[0][0] == ((0, "2501.00.0000"), (1, "Rock salt"))
