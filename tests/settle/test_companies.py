from pipeline.records import MentionRow
from pipeline.schema import to_arrow
from pipeline.settle.companies import canonical_companies


def mention(text, canonical, label="COMPANY", preferred=True):
    return MentionRow("s", "d", preferred, label, text, canonical, None, 0, 0, 1, None)


def settled(*rows):
    return canonical_companies(to_arrow("mentions", rows))["canonical"].to_pylist()


def test_a_company_has_one_name_in_all_chapters():
    rows = [mention("Halite", "Halite Co."), mention("HC", "Halite Company"), mention("Halite Co.", "Halite Co.")]
    assert settled(*rows) == ["Halite Co."] * 3


def test_rows_that_are_not_preferred_have_no_say_in_the_name():
    others = [mention("HC", "Halite Company", preferred=False)] * 3
    assert settled(mention("Halite Co.", "Halite Co."), *others) == ["Halite Co."] * 4


def test_places_keep_their_names():
    rows = [mention("Halite", "Halite Co."), mention("Halite Company", "Halite Company", "PLACE"), mention("x", None)]
    assert settled(*rows) == ["Halite Co.", "Halite Company", None]


def test_no_mentions():
    assert settled() == []
