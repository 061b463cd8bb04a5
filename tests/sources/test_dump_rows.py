import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dump_rows import Value, is_row, is_value, split_values, split_words, strip_marks


def plain(text, most=None):
    label, values = split_values(text, most)
    return label, [(value.text, "".join(value.marks)) for value in values]


@pytest.mark.parametrize(
    "token",
    [
        "4,170",
        "$869",
        "7",
        "12.89",
        ".5",
        "93%",
        "--",
        "—",
        "W",
        "NA",
        "XX",
        "(2)",
        "1.0–1.3",
        "<1,000",
        "-2,100",
        "$1.25",
    ],
)
def test_values(token):
    assert is_value(token)


@pytest.mark.parametrize(
    "token", ["", "$", "Peru", "Do.", "do.", "8112.92.3000", "2-inch", "e", "1,23", "(kilograms)", "12th"]
)
def test_tokens_that_are_no_values(token):
    assert not is_value(token)


@pytest.mark.parametrize(
    ("text", "label", "values"),
    [
        ("Belgium 4,170 $869 4,370 $845", "Belgium", [("4,170", ""), ("$869", ""), ("4,370", ""), ("$845", "")]),
        ("Estonia -- -- 220 40", "Estonia", [("--", ""), ("--", ""), ("220", ""), ("40", "")]),
        ("Korea, Republic of 23,100 4,630", "Korea, Republic of", [("23,100", ""), ("4,630", "")]),
        ("China 430,000 r 460,000 296,000 e", "China", [("430,000", "r"), ("460,000", ""), ("296,000", "e")]),
        ("China 430,000 r, e 460,000", "China", [("430,000", "re"), ("460,000", "")]),
        ("China 430,000r 287,000e", "China", [("430,000", "r"), ("287,000", "e")]),
        ("Utah W (2) NA", "Utah", [("W", ""), ("(2)", ""), ("NA", "")]),
        ("Peru 1.0–1.3 <5", "Peru", [("1.0–1.3", ""), ("<5", "")]),
        ("Quantity", "Quantity", []),
        ("", "", []),
        ("2016 2017", "", [("2016", ""), ("2017", "")]),
    ],
)
def test_values_are_taken_from_the_right(text, label, values):
    assert plain(text) == (label, values)


def test_no_more_values_than_asked_for():
    assert plain("Grade 50 5 6", 2) == ("Grade 50", [("5", ""), ("6", "")])
    assert plain("Grade 50 5 6 e", 2) == ("Grade 50", [("5", ""), ("6", "e")])


VALUES = st.one_of(
    st.integers(0, 10**7).map(lambda n: f"{n:,}"),
    st.decimals(0, 999, places=2).map(str),
    st.sampled_from(["--", "W", "NA", "XX", "(2)", "$869", "93%"]),
)
WORDS = st.lists(st.sampled_from(["Peru", "Korea,", "Republic", "of", "Metal", "(unwrought)", "oxide"]), max_size=4)


@given(WORDS, st.lists(st.tuples(VALUES, st.sampled_from(["", "e", "r"])), max_size=6))
def test_label_and_values_rejoined_are_the_line(words, values):
    tokens = [*words, *(token for value, flag in values for token in (value, flag) if token)]
    label, found = split_values(" ".join(tokens))
    assert [value.text for value in found] == [value for value, _ in values]
    assert [value.marks for value in found] == [tuple(flag) for _, flag in values]
    assert label == " ".join(words)


@given(WORDS, st.lists(VALUES, min_size=1, max_size=6), st.integers(0, 7))
def test_what_is_not_taken_stays_in_the_label(words, values, most):
    label, found = split_values(" ".join([*words, *values]), most)
    assert len(found) == min(most, len(values))
    assert [*label.split(), *(value.text for value in found)] == [*words, *values]


@pytest.mark.parametrize(
    "text", ["Belgium 4,170 $869", "Total 5", "Russiae 9,500 4,000", "Do. Votorantim Ltda. 50", "Utah W"]
)
def test_rows(text):
    assert is_row(text)


@pytest.mark.parametrize(
    "text",
    [
        "Country or locality2 2013 2014 2015",
        "2016 2017",
        "exports were shipped to Japan in 2017 and to 12",
        "capacity of 50",
        "Imports, 5",
        "see table 3",
        "Quantity Value",
        "4,170 869",
        "",
    ],
)
def test_lines_that_are_no_rows(text):
    assert not is_row(text)


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


ROLES = ("country", "company", "location")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Belgium Umicore NV Hoboken", ["Belgium", "Umicore NV", "Hoboken"]),
        (
            "Canada Teck Resources Ltd. Trail, British Columbia",
            ["Canada", "Teck Resources Ltd.", "Trail, British Columbia"],
        ),
        ("Do.2 Guangxi Tanghan Zinc & Indium Co. Ltd. do.", ["Do.2", "Guangxi Tanghan Zinc & Indium Co. Ltd.", "do."]),
        ("Korea, Republic of Korea Zinc Co. Ltd. Onsan", ["Korea, Republic of", "Korea Zinc Co. Ltd.", "Onsan"]),
        (
            "China2 Antimony Co. Ltd. (Minmetals Group) Hunan",
            ["China2", "Antimony Co. Ltd. (Minmetals Group)", "Hunan"],
        ),
        (
            "Do. Laibin Smelter [Huaxi (China Tin) Group Co.] Laibin",
            ["Do.", "Laibin Smelter [Huaxi (China Tin) Group Co.]", "Laibin"],
        ),
        ("Do. Shaoguan Smelter (Nonfemet Co.) Shaoguan", ["Do.", "Shaoguan Smelter (Nonfemet Co.)", "Shaoguan"]),
        ("Peru Doe Run Peru S.R. Ltda. La Oroya", ["Peru", "Doe Run Peru S.R. Ltda.", "La Oroya"]),
        ("Do. do. do.", ["Do.", "do.", "do."]),
    ],
)
def test_the_text_columns_of_a_row(text, parts):
    found, sure = split_words(text, ROLES, {"2"})
    assert found == parts
    assert sure == 1.0


@pytest.mark.parametrize("text", ["Atlantis Umicore NV Hoboken", "Peru a plant somewhere"])
def test_a_split_without_evidence_is_unsure(text):
    assert split_words(text, ROLES, ())[1] < 0.6


@given(st.lists(st.sampled_from(["Peru", "Do.", "Doe", "Run", "Co.", "Ltd.", "(Tin", "Corp.)", "Lima,"]), max_size=8))
def test_no_word_of_a_row_is_lost(words):
    found, _ = split_words(" ".join(words), ROLES, ())
    assert " ".join(part for part in found if part) == " ".join(words)


def test_a_single_text_column_holds_it_all():
    assert split_words("Korea, Republic of", ["country"], ()) == (["Korea, Republic of"], 1.0)


def test_values_compare_with_their_marks():
    assert split_values("Peru 5 e")[1] == [Value("5", ("e",))]
