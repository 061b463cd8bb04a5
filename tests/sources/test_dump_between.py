import pytest

from pipeline.sources.dump_between import between, half_heads
from pipeline.sources.dump_heads import HeadLine


def read(*texts, fewest=2):
    found = between(texts, fewest)
    return found and [(tail.label, [value.text for value in tail.values], tail.after) for tail in found]


def test_words_between_figures():
    assert read(
        "Lime 48 $97,800 Peru, Chile 92", "Gravel 5 6,000 Oman 100", "Chalk NA 90 Mali Do.", "Total 60 8,000"
    ) == [
        ("Lime", ["48", "$97,800"], "Peru, Chile 92"),
        ("Gravel", ["5", "6,000"], "Oman 100"),
        ("Chalk", ["NA", "90"], "Mali Do."),
        ("Total", ["60", "8,000"], ""),
    ]


def test_two_tables_side_by_side():
    texts = (
        "State: State—Continued:",
        "Iowa 1 2 Ohio 3 4",
        "Maine W W Texas 5 6",
        "Utah 7 -- Other:",
        "Idaho 1 2 Guam 9 8",
    )
    assert read(*texts, fewest=1) == [
        ("State:", [], "State—Continued:"),
        ("Iowa", ["1", "2"], "Ohio 3 4"),
        ("Maine", ["W", "W"], "Texas 5 6"),
        ("Utah", ["7", "--"], "Other:"),
        ("Idaho", ["1", "2"], "Guam 9 8"),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("Iowa 1 2", "Ohio 3 4", "Texas 5 6"),
        ("Sales, 2015 2016 basis 4", "Stocks, 2015 2016 basis 5", "Use, 2015 2016 basis 6"),
        ("Lime 48 97 Peru 92", "Gravel 5", "Chalk 6", "Clay 7", "Sand 8"),
    ],
)
def test_few_such_lines_say_nothing(texts):
    assert read(*texts) is None


def head(*texts):
    return [HeadLine(tuple(text.split()), 1) for text in texts]


def test_a_head_printed_twice():
    found = half_heads(head("Sold in Sold in", "State 2015 2016 State 2015 2016"))
    assert found is not None
    assert [line.words for line in found] == [("Sold", "in"), ("State", "2015", "2016")]
    assert half_heads(head("State 2015 2016")) is None
    assert half_heads(head("2015 2016 2015 2016")) is None


def test_lines_with_one_figure_before_their_words_are_not_read_as_those_with_two():
    two = ["Alpha smelter 5,000 3 metal.", "Beta smelter 7,000 3 metal.", "Gamma mine 2,000 5 ore."]
    one = [f"Plant {name} {n},500 cobalt hydroxide." for n, name in enumerate("abcd", 1)]
    assert between([*two, *one]) is None
