import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.casewords import (
    all_capitals,
    candidates,
    formula,
    is_open,
    lowered,
    may_have_been,
    words,
)


@pytest.mark.parametrize("word", ["united", "LCds", "uT", "nV", "5n", "AmP", "na2CO3"])
def test_words_that_show_a_possible_loss_are_open(word: str) -> None:
    assert is_open(word)


@pytest.mark.parametrize("word", ["Canada", "plant", "ITO", "2017", "Xyzm"])
def test_other_words_are_not(word: str) -> None:
    assert not is_open(word)


@pytest.mark.parametrize(
    ("word", "form"), [("LCds", "LCDs"), ("uSA", "USA"), ("AIm", "AIM"), ("mill", None), ("Tests", None), ("2d", "2D")]
)
def test_acronyms_keep_a_plural_s_and_other_letters_rule_them_out(word: str, form: str | None) -> None:
    assert all_capitals(word) == form


@pytest.mark.parametrize(
    ("word", "form"), [("na2CO3", "Na2CO3"), ("mgCl2", "MgCl2"), ("ndPr", "NdPr"), ("2mgSO4", "2MgSO4"), ("mill", None)]
)
def test_chemical_formulas(word: str, form: str | None) -> None:
    assert formula(word) == form


def test_candidates_by_kind() -> None:
    assert candidates("mine", []) == {"K": "mine", "C": "Mine"}
    assert candidates("nV", []) == {"K": "nV", "A": "NV"}
    assert candidates("mgO", []) == {"K": "mgO", "F1": "MgO"}
    assert candidates("Freemoran", ["FreeMoran", "FREE"]) == {"K": "Freemoran", "F2": "FreeMoran"}


def test_words_know_their_place_and_whether_an_address_holds_them() -> None:
    found = words("See “Mine 2” at http://a.org/mine, or not")
    assert [(word.text, word.address) for word in found[-5:]] == [
        ("a", True),
        ("org", True),
        ("mine", True),
        ("or", False),
        ("not", False),
    ]
    assert (found[1].text, found[1].before, found[1].start) == ("Mine", " “", 5)


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=127), min_size=1, max_size=12))
def test_every_candidate_may_have_been_the_word(word: str) -> None:
    damaged = lowered(word)
    assert may_have_been(word, damaged)
    assert all(may_have_been(form, damaged) for form in candidates(damaged, [word]).values())
    assert word in candidates(damaged, [word]).values()
