import pytest

from pipeline.sources.head_words import END, START, HeadWords, count, kind_of, learned, parse, parts, plain, written


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("2016", "year"),
        ("20163", "year"),
        ("2016r", "year"),
        ("4,", "mark"),
        ("(thousands)", "bracket"),
        ("(thousand", "open"),
        ("1.5–7.5", "number"),
        ("Ready-", "dash"),
        ("of", "link"),
        ("Of", "capital"),
        ("Value", "capital"),
        ("tons)", "small)"),
    ],
)
def test_what_a_word_looks_like(word, kind):
    assert kind_of(word) == kind


def test_words_that_a_hyphen_joins_come_apart():
    assert parts("Caustic-calcined magnesia") == ["Caustic-", "calcined", "magnesia"]
    assert parts("January–June") == ["January–", "June"]


def test_marks_fused_to_a_word_are_not_counted():
    known = {"value": 3, "use": 2}
    assert [plain(word, known) for word in ("Value", "value4", "Valuee", "Use", "Value 4")] == [
        "value",
        "value",
        "value",
        "use",
        "value",
    ]


HEADS = ["Unit value", "Quantity (metric tons)", "Value (thousands)", "2016", "Gross weight (metric tons)"]


def test_what_reads_on_scores_more_than_what_does_not():
    pairs, kinds = count(HEADS)
    words = HeadWords(pairs, kinds, {})
    assert words.follows("(metric", "tons)") > 0 > words.follows("(metric", "Value")
    assert words.follows(START, "Quantity") > words.follows(START, "tons)")
    assert words.follows("value", END) > words.follows("(metric", END)


def test_words_never_seen_are_judged_by_what_they_look_like():
    pairs, kinds = count(HEADS)
    words = HeadWords(pairs, kinds, {})
    assert words.follows(START, "Zinc") > words.follows(START, "oxide")


def test_counts_are_read_as_they_were_written():
    pairs, kinds = count(HEADS)
    words = HeadWords(pairs, kinds, {("quantity", "value"): -2.5})
    read = parse(written(words))
    assert (read.pairs, read.kinds, read.rivals) == (pairs, kinds, {("quantity", "value"): -2.5})


def test_what_is_published_knows_how_heads_are_worded():
    words = learned()
    assert words.follows("Unit", "value") > 1
    assert words.follows("(thousand", "metric") > 1
    assert words.follows("Quantity", "Value") < 0
    assert words.apart({"quantity"}, ["value"]) < -2 < words.apart({"gross"}, ["weight"])
    assert words.knows("Use")
    assert not words.knows("Usee")


def test_words_that_tell_a_unit():
    words = learned()
    assert [word for word in ("value", "(metric", "tons)", "2016", "gross", "total") if words.tells(word)] == [
        "value",
        "(metric",
        "tons)",
        "2016",
    ]
