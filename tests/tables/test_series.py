import pytest

from pipeline.tables.series import series_id

MEANING = ("indium", "production", "production", None, "country", "Peru", "kg")


def test_the_same_meaning_is_the_same_series():
    assert series_id(MEANING, ("Peru", "|", "2016")) == series_id(MEANING, ("Peru", "|", "2017"))
    assert len(series_id(MEANING, ())) == 16


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peru:", "Peru"),
        ("PERU", "Peru"),
        ("Metal, unwrought", "Metal unwrought"),
        ("Exports", "Exports—Continued"),
        ("Total", "Grand total"),
        ("World total (rounded)", "Total"),
        ("Stocks, December 31, 2016", "Stocks, December 31, 2017"),
    ],
)
def test_wordings_that_change_between_editions(one, other):
    assert series_id(MEANING, (one,)) == series_id(MEANING, (other,))


@pytest.mark.parametrize(
    ("one", "other"),
    [(("Quantity",), ("Value",)), (("A", "B"), ("B", "A")), (("Metal",), ("Metal", "Scrap")), (("$",), ("%",))],
)
def test_labels_that_tell_series_apart(one, other):
    assert series_id(MEANING, one) != series_id(MEANING, other)


@pytest.mark.parametrize("at", range(len(MEANING)))
def test_each_part_of_the_meaning_counts(at):
    changed = (*MEANING[:at], "another", *MEANING[at + 1 :])
    assert series_id(changed, ("Peru",)) != series_id(MEANING, ("Peru",))


def test_what_is_null_does_not_shift_the_rest():
    assert series_id((None, "kg"), ()) != series_id(("kg", None), ())
