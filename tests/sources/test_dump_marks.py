import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dump_marks import Vocabulary, declared, fused, mended, strip_inner, strip_marks
from pipeline.sources.paragraphs import Line


def lines(*texts):
    return [Line(text, at) for at, text in enumerate(texts, 10)]


@pytest.mark.parametrize(
    ("text", "name", "marks"),
    [
        ("China2", "China", ("2",)),
        ("Do.2", "Do.", ("2",)),
        ("Russiae", "Russia", ("e",)),
        ("Irane, 2", "Iran", ("e", "2")),
        ("Chile1, 2", "Chile", ("1", "2")),
        ("China9", "China9", ()),
        ("Chile", "Chile", ()),
        ("Ukraine", "Ukraine", ()),
        ("Metale", "Metale", ()),
        ("Co. Ltd.2", "Co. Ltd.", ("2",)),
        ("2", "2", ()),
        ("", "", ()),
    ],
)
def test_marks_fused_to_a_name(text, name, marks):
    assert strip_marks(text, {"1", "2", "e"}) == (name, marks)


def test_marks_that_no_note_declares_belong_to_the_name():
    assert strip_marks("Russiae", {"r"}) == ("Russiae", ())
    assert strip_marks("China2", ()) == ("China2", ())


@given(st.sampled_from(["Peru", "China", "Korea, Republic of", "Metal"]), st.sampled_from(["1", "2", "12"]))
def test_a_declared_mark_comes_off_and_the_name_stays(name, mark):
    assert strip_marks(name + mark, {mark}) == (name, (mark,))


def test_a_word_of_the_chapter_carries_no_flag():
    words = Vocabulary.of(["The stone was sold."], ["Mine production", "Stone"])
    assert strip_marks("Mine productione", {"e"}, words) == ("Mine production", ("e",))
    assert strip_marks("Stone", {"e"}, words) == ("Stone", ())
    assert strip_marks("Other (crude)e", {"e"}, words) == ("Other (crude)", ("e",))


def test_spaced_marks_of_a_label():
    assert strip_marks("Rutile concentrate, natural 8", {"8"}) == ("Rutile concentrate, natural", ("8",))
    assert strip_marks("Rutile concentrate, natural 8", {"7"}) == ("Rutile concentrate, natural 8", ())


@pytest.mark.parametrize(
    ("notes", "whole"),
    [
        (
            ("1First.", "Includes alloys and other", "3", "metallic uses."),
            ["1First.", "3Includes alloys and other", "metallic uses."],
        ),
        (
            ("3First.", "Revised to include the", "4Harima refinery."),
            ["3First.", "4Revised to include the", "Harima refinery."],
        ),
        (("Revised. -- Zero.", "r"), ["rRevised. -- Zero."]),
        (("p", "Preliminary. rRevised.", "1First."), ["pPreliminary. rRevised.", "1First."]),
        (("1", "First.", "2Second."), ["1First.", "2Second."]),
        (("1First.", "2Second."), ["1First.", "2Second."]),
        (("eEstimated. Preliminary. Revised. -- Zero.", "p r"), ["eEstimated. pPreliminary. rRevised. -- Zero."]),
        (("eEstimated. Revised. W Withheld.", "r", "1First."), ["eEstimated. rRevised. W Withheld.", "1First."]),
    ],
)
def test_marks_that_slipped_a_line_go_back(notes, whole):
    assert [line.text for line in mended(lines(*notes))] == whole


def test_lost_flags_are_declared_by_their_word():
    assert declared(lines("Revised. W Withheld.", "1Data")) >= {"r", "1"}


def test_numerals_fused_to_places_are_marks_without_a_note():
    assert fused(["Kansas6", "Ethiopia (north)3", "Gravele, 12", "Grade 5", "Class9", "Peru"]) == {"6", "3", "12"}


def test_marks_within_words():
    assert strip_inner("Japan,9 Peru7, Chile", {"9", "7"}) == ("Japan, Peru, Chile", ("9", "7"))
    assert strip_inner("Set, unset16 and worked", {"16"}) == ("Set, unset and worked", ("16",))
    assert strip_inner("Nos. 4, 5 and mm16 or less", {"9"}) == ("Nos. 4, 5 and mm16 or less", ())


def test_years_with_a_flag():
    assert strip_marks("2015r", {"r"}) == ("2015", ("r",))
