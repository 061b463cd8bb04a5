import pytest

from pipeline.prose.sections import paragraphs, split_run_in
from pipeline.records import Block
from tests.prose.chapter import document


def walk(*lines):
    return paragraphs(document(*lines).blocks)


@pytest.mark.parametrize(
    ("text", "head", "rest"),
    [
        ("Belgium.—Zinc was made.", "Belgium", "Zinc was made."),
        ("Korea, Republic of.—Zinc was made.", "Korea, Republic of", "Zinc was made."),
        ("St. Lucia.—None.", "St. Lucia", "None."),
        ("TiO2 Pigment.—Output rose.", "TiO2 Pigment", "Output rose."),
        ("Output rose—but not by much.", None, "Output rose—but not by much."),
        ("Zinc was made. Lead.—No.", None, "Zinc was made. Lead.—No."),
    ],
)
def test_run_in_heads(text, head, rest):
    assert split_run_in(text) == (head, rest)


def test_a_country_holds_until_the_next_head():
    found = walk(
        "World Review", "All made it.", "China.—It rose.", "It fell.", "Henan Province.—A mine.", "Alloys.—None."
    )
    assert [p.row.country for p in found] == [None, "China", "China", "China", None]
    assert [p.row.section for p in found] == ["World Review"] * 5
    assert [p.row.run_in for p in found] == [None, "China", None, "Henan Province", "Alloys"]
    assert [p.continues for p in found] == [True, False, True, False, False]


def test_home_is_the_united_states_in_domestic_sections_only():
    found = walk(
        "Production",
        "It rose.",
        "Outlook",
        "It will rise.",
        "Silicon Carbide",
        "Production.—It rose.",
        "World Review.—No.",
    )
    assert [p.home for p in found] == ["United States", None, "United States", None]


def test_georgia_is_a_state_at_home_and_a_country_abroad():
    found = walk("Production", "Georgia.—Kaolin.", "World Review", "Georgia.—Manganese.")
    assert [p.row.country for p in found] == ["United States", "Georgia"]


def test_references_are_apart_until_the_text_goes_on():
    found = walk(
        "Outlook",
        "It will.",
        "References Cited",
        "Alto Inc., 2017, Report: Reno.",
        "Other",
        "Blue, 2.",
        "World Review",
        "So.",
    )
    assert [p.apart for p in found] == [False, True, True, False]


def test_titles_and_bylines_are_no_paragraphs():
    blocks = [Block("Zinc", "title"), Block("By A. Writer", "byline"), Block("Zinc is a metal.")]
    (only,) = paragraphs(blocks)
    assert (only.row.paragraph, only.text) == (0, "Zinc is a metal.")


def test_ordinals_and_places_are_kept():
    blocks = [Block("One.", page=3, letters_repaired=2), Block("Outlook", "heading"), Block("Two.", page=4)]
    assert [(p.row.paragraph, p.row.page, p.row.letters_repaired) for p in paragraphs(blocks)] == [(0, 3, 2), (1, 4, 0)]
