"""Turning a page and turning it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.pdf_page import Page
from pipeline.sources.pdf_upright import PLAIN, Upright, moved, times

FRAME = (10.0, 20.0, 622.0, 812.0)


@pytest.mark.parametrize("turn", range(4))
@given(x=st.floats(10, 500), y=st.floats(20, 700))
def test_a_box_read_sideways_is_shown_where_it_stands(turn, x, y):
    upright = Upright(FRAME, turn)
    page = Page(1, upright.width, upright.height, turns=(-turn) % 4)
    shown = page.shown(upright.box((x, y, x + 100, y + 50)))
    assert shown == pytest.approx((x - 10, 812 - y - 50, x + 90, 812 - y), abs=0.11)


@given(
    st.tuples(*[st.floats(-2, 2) for _ in range(6)]),
    st.tuples(*[st.floats(-2, 2) for _ in range(6)]),
    st.floats(-9, 9),
    st.floats(-9, 9),
)
def test_a_form_in_a_form_moves_what_is_in_it_twice(inner, outer, x, y):
    once = moved((x, y, x, y), inner)
    assert moved((x, y, x, y), times(inner, outer)) == pytest.approx(moved(once, outer), abs=1e-6)
    assert times(inner, PLAIN) is inner
