from pipeline.records import Column
from pipeline.sources.head_training import commodity_of, heads_of, learn, rivals


def test_spanners_are_what_neighbouring_columns_share():
    paths = [("Use",), ("2016", "Quantity", "(metric tons)"), ("2016", "Value"), ("2017", "Value"), ()]
    assert heads_of(paths) == {"Use", "2016", "2017 Value", "Quantity (metric tons)", "Value"}


def test_columns_with_the_same_heads_keep_their_last_as_their_own():
    assert heads_of([("2016", "Value"), ("2016", "Value")]) == {"2016", "Value"}


def test_a_head_counts_once_a_commodity():
    columns = [Column(("Use",), kind="stub"), Column(("Unit value",))]
    words = learn({"salt": [columns, columns], "zinc": [columns]})
    assert words.pairs["unit", "value"] == 2


def test_words_that_keep_each_other_out():
    heads = {name: ["Quantity", "Value", *(f"{x} weight" for x in "abcdefghijk")] for name in ("a", "b", "c", "d")}
    heads = {
        name: [*texts, *(f"Quantity {n}x" for n in range(9)), *(f"Value {n}x" for n in range(9))]
        for name, texts in heads.items()
    }
    found = rivals(heads)
    assert found["quantity", "value"] < -2
    assert ("quantity", "weight") in found


def test_the_commodity_of_a_files_name():
    assert commodity_of("myb1-2017-salt") == "salt"
    assert commodity_of("myb-2019-feall-ert") == "feal"
    assert commodity_of("cover") == "cover"
