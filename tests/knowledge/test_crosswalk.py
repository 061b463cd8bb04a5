import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge.crosswalk import LEGAL_FORM, SPELLING, Union, body, evidence, spelling, unite


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Mosaic Company", "Mosaic Co."),
        ("Ganfeng Lithium Co., Ltd.", "Ganfeng Lithium Co. Ltd."),
        ("Mitsui Mining & Smelting Co. Ltd.", "Mitsui Mining and Smelting Co. Ltd."),
        ("Compañía Minera Caopas, S.A. de C.V.", "Compania Minera Caopas SA de CV"),
        ("POLYMET MINING Corporation", "PolyMet Mining Corp."),
    ],
)
def test_one_spelling(one, other):
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elkem AS", "Elkem ASA"),
        ("BASF SE", "BASF Corp."),
        ("Nucor Steel Louisiana LLC", "Nucor Steel LLC"),
        ("The", "They"),
    ],
)
def test_two_spellings(one, other):
    assert spelling(one) != spelling(other)


def test_the_words_of_a_name_without_its_legal_forms():
    assert [body(name) for name in ("PJSC Acron", "Acron JSC", "Acron", "Co.")] == ["acron", "acron", "acron", "co"]


def test_names_of_one_spelling_go_by_the_name_used_most():
    assert unite({"Globe Steel, Inc.": 9, "Globe Steel Inc.": 3}) == {
        "Globe Steel Inc.": Union("Globe Steel, Inc.", SPELLING)
    }


def test_a_name_without_a_legal_form_is_that_of_the_only_company_of_its_words():
    assert unite({"Halite": 9, "Halite Ltd.": 1}) == {"Halite": Union("Halite Ltd.", LEGAL_FORM)}
    assert unite({"Halite": 9, "Halite Ltd.": 1, "Halite LLC": 1}) == {}


def test_companies_with_the_same_words_stay_apart():
    assert unite({"BASF SE": 2, "BASF Corp.": 3, "BASF Mining SE": 1}) == {}


def test_the_ledger_brings_names_together_and_keeps_others_apart():
    assert unite({"Terrafame Oy": 5, "Terrafame Ltd.": 1})["Terrafame Oy"].canonical == "Terrafame Ltd."
    assert unite({"Terrafame Oy": 5, "Terrafame": 1})["Terrafame"].canonical == "Terrafame Ltd."
    assert unite({"Alcoa": 5, "Alcoa Corp.": 1}) == {}


def test_evidence():
    assert evidence("Terrafame Oy", "Terrafame Ltd.").startswith("Oy is")
    assert evidence("The Halite Company", "Halite Co.") == SPELLING
    assert evidence("Halite", "Halite Co.") == LEGAL_FORM
    assert evidence("HCO", "Halite Co.") is None


NAMES = st.sampled_from(
    ["Halite", "Halite Co.", "Halite Company", "The Halite Co.", "HALITE Co", "Halite LLC", "Sylvite"]
)


@given(st.dictionaries(NAMES, st.integers(0, 9)))
def test_what_a_name_is_taken_for_is_a_name_of_the_run_and_is_taken_for_itself(times):
    united = unite(times)
    assert {union.canonical for union in united.values()} <= set(times) - set(united)
    assert set(united) <= set(times)
