import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge import countries


def test_every_iso_country_has_its_code():
    ours = {place.code for place in countries.country_names().values()} - {None}
    assert ours == {country.alpha_3 for country in pycountry.countries}


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda c: c.alpha_3)
def test_iso_names_lead_to_the_iso_code(country):
    short = getattr(country, "common_name", country.name)
    place = countries.lookup(short)
    assert place is not None or short == "Congo"
    assert place is None or place.code == country.alpha_3


def test_bare_congo_is_no_country_because_two_bear_the_name():
    assert countries.lookup("Congo") is None


def test_every_postal_code_is_a_state():
    states = {s.code[3:]: s.name for s in pycountry.subdivisions.get(country_code="US") if s.type == "State"}
    ours = countries.state_names()
    assert {code: ours[code] for code in states} == states
    assert set(ours) - set(states) == {"DC"}


@pytest.mark.parametrize(
    ("printed", "name", "code"),
    [
        ("Korea, Republic of", "Korea, Republic of", "KOR"),
        ("Republic of Korea", "Korea, Republic of", "KOR"),
        ("Congo (Kinshasa):", "Congo (Kinshasa)", "COD"),
        ("Burma (Myanmar)", "Burma", "MMR"),
        ("China, mainland", "China", "CHN"),
        ("Cote d'Ivoire", "Côte d’Ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "Côte d’Ivoire", "CIV"),
        ("Eswatini (Swaziland)", "Eswatini", "SWZ"),
        ("Macedonia", "North Macedonia", "MKD"),
        ("Türkiye", "Turkey", "TUR"),
        ("U.S.", "United States", "USA"),
        ("Trinidad & Tobago", "Trinidad and Tobago", "TTO"),
        ("Hong Kong", "Hong Kong", "HKG"),
        ("Kosovo", "Kosovo", None),
        ("Soviet Union", "Soviet Union", None),
    ],
)
def test_yearbook_names_and_aliases(printed, name, code):
    assert countries.lookup(printed) == countries.Place(name, code, "country")


@pytest.mark.parametrize(
    ("printed", "name", "level"),
    [
        ("World total", "World", "world"),
        ("European Union", "European Union", "region"),
        ("Other Asia", "Other Asia", "region"),
        ("Other", "Other", "other"),
        ("Other [5 countries and (or) localities]", "Other", "other"),
        ("Other (13 countries)", "Other", "other"),
        ("Texas", "Texas", "us_state"),
        ("Georgia", "Georgia", "country"),
    ],
)
def test_levels(printed, name, level):
    place = countries.lookup(printed)
    assert place is not None
    assert (place.name, place.level) == (name, level)


@pytest.mark.parametrize("label", ["Total", "Grand total", "", "Ferronickel", "Do.", "TX", "Of which:"])
def test_labels_that_are_no_places(label):
    assert countries.lookup(label) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("TX", "Texas"), ("Tex.", "Texas"), ("W. Va.", "West Virginia"), ("Georgia", "Georgia"), ("oregon:", "Oregon")],
)
def test_states(text, name):
    assert countries.lookup_state(text) == countries.Place(name, None, "us_state")


@pytest.mark.parametrize("word", ["in", "or", "me", "Ok", "Total"])
def test_words_that_are_no_states(word):
    assert countries.lookup_state(word) is None


@pytest.mark.parametrize(
    ("label", "name", "rest"),
    [
        ("Korea, Republic of, metal", "Korea, Republic of", "metal"),
        ("Congo, Kinshasa, metal powder, salts", "Congo (Kinshasa)", "metal powder, salts"),
        ("Chile", "Chile", ""),
    ],
)
def test_leading_place(label, name, rest):
    found = countries.leading_place(label)
    assert found is not None
    assert (found[0].name, found[1]) == (name, rest)


def test_a_label_may_lead_with_no_place():
    assert countries.leading_place("Total, all countries") is None


@given(st.sampled_from(sorted(countries.country_names())), st.sampled_from([str.upper, str.lower, str.title]))
def test_case_and_colon_do_not_count(name, change):
    assert countries.lookup(change(name) + ":") == countries.lookup(name) is not None


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text):
    countries.lookup(text)
    countries.lookup_state(text)
    countries.leading_place(text)
