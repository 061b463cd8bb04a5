import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dump_words import cut_lines, role_of

ROLES = ("country", "company", "place")


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
    (cut,) = cut_lines([text], ROLES)
    assert list(cut.cells) == parts
    assert cut.confidence >= 0.6


@pytest.mark.parametrize("text", ["Atlantis Umicore NV Hoboken", "Peru a plant somewhere"])
def test_a_split_without_evidence_is_unsure(text):
    assert cut_lines([text], ROLES)[0].confidence < 0.75


@given(st.lists(st.sampled_from(["Peru", "Do.", "Doe", "Run", "Co.", "Ltd.", "(Tin", "Corp.)", "Lima,"]), max_size=8))
def test_no_word_of_a_row_is_lost(words):
    (cut,) = cut_lines([" ".join(words)], ROLES)
    assert " ".join(cell for cell in cut.cells if cell) == " ".join(words)


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Country or locality", "country"),
        ("Major operating company", "company"),
        ("Location of main facilities", "place"),
        ("Plant", "facility"),
        ("2017", None),
        ("Quantity", None),
    ],
)
def test_what_a_head_stands_over(head, role):
    assert role_of(head) == role


def test_cells_that_recur_cut_lines_alike():
    lines = ["Goldstrike Elko, NV Barrick", "Cortez Lander, NV Barrick", "Pogo Interior, AK Kinross"]
    cuts = cut_lines(lines, ("facility", "place", "company"))
    assert [cut.cells[2] for cut in cuts] == ["Barrick", "Barrick", "Kinross"]


def test_a_line_too_long_for_a_row_stays_whole_and_is_unsure():
    text = "Peru Co., Ltd. do. " * 800
    (cut,) = cut_lines([text], ROLES)
    assert cut.cells == (text.strip(), *[""] * (len(ROLES) - 1))
    assert cut.confidence == 0
