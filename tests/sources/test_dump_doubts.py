import pytest

from pipeline.sources.dump_doubts import Doubt, is_cut, is_doubtful


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["Tubes, do. pipes"],
        ["Alpha Mining (Beta", "Lima"],
        ["Combined values of lime, salt, and"],
        ["Class9"],
        ["Scrap", "48 $97,800"],
        ["Chile", "of the coast"],
        ["One two three four five six seven eight nine ten"],
        ["and castings"],
        ["Grand total p"],
        ["Consumption, apparent 6"],
        ["Unspecified eEstimated"],
        ["do."],
        ["/8-inch"],
        ["Total 70,900,000"],
    ],
)
def test_words_that_look_cut_or_run_together(words):
    assert is_doubtful(words)


@pytest.mark.parametrize(
    "words",
    [
        ["Chile"],
        ["Stocks 2016"],
        ["2016"],
        ["Korea, Republic of"],
        ["Consumer stocks, December 31"],
        ["Quantity", "metric tons"],
        ["Do.", "do.", "do."],
        ["Peru", "Alpha Mining S.A. (Beta Corp., 75%)", "Lima"],
        ["Sponge", "8108.20.0010"],
        ["", "Total"],
    ],
)
def test_words_that_look_whole(words):
    assert not is_doubtful(words)


@pytest.mark.parametrize(
    "words", [[], ["Tubes, do. pipes"], ["do. Lima"], [", and other"], ["and castings"], ["Kaolin 33,300"]]
)
def test_words_that_are_cut(words):
    assert is_cut(words)


@pytest.mark.parametrize(
    "words", [["25,000 to 49,999"], ["Less than 25,000"], ["Alpha (Beta", "Lima"], ["castings"], ["Chile", "do."]]
)
def test_words_that_may_be_whole(words):
    assert not is_cut(words)


def test_only_what_is_cut_is_a_warning():
    assert [doubt for doubt in Doubt if doubt.severity == "warning"] == [Doubt.CUT]
