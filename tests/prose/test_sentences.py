import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.prose.sentences import citations, sentences, without_citations


def split(text):
    return [text[s.start : s.end].strip() for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Alto Co. Ltd. made it. Blue Inc. did not.", 2),
        ("It was sold to Alto Corp. The buyer closed it.", 2),
        ("Exports from the U.S. Gulf Coast rose.", 1),
        ("The mine at St. Ann was open.", 1),
        ("J.M. Blue and Co. sold it.", 1),
        ("It made 2.5 t. The rest was lost.", 2),
        ("Stock of Alto Corp. Alto planned more.", 2),
        ("It rose (by 5%). It fell.", 2),
        ("", 0),
    ],
)
def test_sentences(text, count):
    assert len(split(text)) == count


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("It rose (Alto Inc., 2017, p. 4).", ["(Alto Inc., 2017, p. 4)"]),
        ("It rose (Alto Inc., 2016b; 2016c, p. 11).", ["(Alto Inc., 2016b; 2016c, p. 11)"]),
        ("It rose (Blue, undated).", ["(Blue, undated)"]),
        ("As Blue (2017) says.", ["(2017)"]),
        ("A plant (540 t/yr) closed.", []),
        ("Alto (Utica, NY) closed.", []),
        ("Alto (a unit of Blue) closed (Red (The), 2015).", ["(Red (The), 2015)"]),
    ],
)
def test_citations(text, cited):
    assert [text[start:end] for start, end in citations(text)] == cited


@given(st.text("aB. (),2017—", max_size=60))
def test_offsets_are_kept_and_nothing_is_lost(text):
    assert len(without_citations(text)) == len(text)
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
