import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prose.chapter import read


def mentions(*lines, labels=("COMPANY", "COUNTRY", "PLACE")):
    return [(m.label, m.text) for m in read(*lines).mentions if m.label in labels]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alto Corp. (Utica, NY) sold it.", [("COMPANY", "Alto Corp."), ("PLACE", "Utica, NY")]),
        ("It came from the Republic of Korea.", [("COUNTRY", "Republic of Korea")]),
        ("The smelter in Ostra, British Columbia, closed.", [("PLACE", "Ostra, British Columbia")]),
        ("It closed its Ostra zinc smelter.", [("PLACE", "Ostra")]),
        ("The Grand Ostra Mine closed.", [("PLACE", "Grand Ostra Mine")]),
        ("It sits near Ostra in the Vela region.", [("PLACE", "Ostra"), ("PLACE", "Vela")]),
        ("New Mexico and Utah sold less.", [("PLACE", "New Mexico"), ("PLACE", "Utah")]),
        ("Guinea Norte Corp. sold it.", [("COMPANY", "Guinea Norte Corp.")]),
        ("U.S. imports rose in Europe.", [("COUNTRY", "U.S."), ("PLACE", "Europe")]),
        ("Imports rose in May and in March.", []),
        ("Its ITO recycling plant closed.", []),
        ("It is so (Alto Corp., 2017).", []),
        ("The Environmental Protection Agency said so in Chapter 11.", []),
    ],
)  # fmt: skip
def test_names(text, found):
    assert mentions(text) == found


def test_a_country_has_its_yearbook_name_and_code():
    (mention,) = [m for m in read("It was sold in South Korea.").mentions if m.label == "COUNTRY"]
    assert (mention.canonical, mention.country_code) == ("Korea, Republic of", "KOR")


def test_a_company_has_its_full_name():
    found = [m.canonical for m in read("Zelkon Metals NV sold it.", "Later Zelkon Metals closed.").mentions]
    assert found == ["Zelkon Metals NV", "Zelkon Metals NV"]


def test_the_country_of_a_run_in_head_is_a_mention_before_the_text():
    (head,) = read("World Review", "Peru.—It rose.").mentions
    assert (head.label, head.text, head.start, head.end) == ("COUNTRY", "Peru", 0, 0)


def test_a_place_shown_once_is_known_after():
    assert (
        mentions("Its West Ostra deposit is rich.", "A study of West Ostra was made.") == [("PLACE", "West Ostra")] * 2
    )


def test_figures_and_products_are_mentions_too():
    assert mentions("It had the capacity to make 20 t/yr of tin.", labels=("QUANTITY", "PRODUCT")) == [
        ("QUANTITY", "20 t/yr"),
        ("PRODUCT", "tin"),
    ]


def test_nothing_is_read_in_references():
    prose = read("References Cited", "Alto Corp., 2017, A 20-t/yr plant: Reno, NV, Alto Corp.")
    assert (prose.mentions, prose.statements, len(prose.paragraphs)) == ([], [], 1)


def test_a_product_of_two_figures_is_mentioned_once():
    rows = read("Zelkon NV had tin capacity of 20 t/yr in May and 30 t/yr in June.").mentions
    keys = [(m.paragraph, m.start, m.end, m.label) for m in rows]
    assert len(keys) == len(set(keys))
    assert "PRODUCT" in {m.label for m in rows}


@given(st.text("AZ abz.,’()—0129t/yr", max_size=80))
def test_every_mention_stands_where_it_says(text):
    prose = read("World Review", text + " x.")
    for mention in prose.mentions:
        own = prose.paragraphs[mention.paragraph].text
        assert mention.start == mention.end == 0 or own[mention.start : mention.end] == mention.text
