"""Indent levels by distance."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import GridCell
from pipeline.sources.pdf_indents import Stub, set_indents


def levels(*edges):
    stubs = [Stub(GridCell(0, "x"), start, end) for start, end in edges]
    set_indents(stubs)
    return [stub.cell.indent for stub in stubs]


def test_distances_are_ranked():
    assert levels((0.2, 5), (1.5, 4), (2.8, 9), (1.52, 7), (0.25, 3)) == [0, 1, 2, 1, 0]


def test_a_level_left_out_does_not_count():
    assert levels((0.2, 5), (4.1, 9)) == [0, 1]


def test_centred_stubs_have_no_levels():
    assert levels((4, 6), (3, 7), (4.5, 5.5)) == [0, 0, 0]


def test_no_stubs():
    assert levels() == []


@given(st.lists(st.integers(0, 5), min_size=1, max_size=60), st.lists(st.floats(-0.05, 0.05), min_size=60, max_size=60))
def test_the_order_of_indents_is_kept_whatever_the_letters_bear(depths, noise):
    starts = [1.2 * depth + slip for depth, slip in zip(depths, noise, strict=False)]
    found = levels(*[(start, start + 30.0) for start in starts])
    assert found == [sorted(set(depths)).index(depth) for depth in depths]
