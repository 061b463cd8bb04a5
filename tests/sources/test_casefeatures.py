import pytest

from pipeline.sources.caseevidence import Evidence
from pipeline.sources.casefeatures import (
    Context,
    Neighbours,
    context,
    context_features,
    form_features,
    next_type,
    previous_type,
)
from pipeline.sources.caselexicon import Usage, WordList
from pipeline.sources.casewords import words

LEXICON = WordList({"mine": Usage(3, 40), "usa": Usage(5, 0, ("USA",))}, {"Utah": "p"}, frozenset(["notice"]))


def here(text: str, cited: bool = False) -> Context:
    return context(text, words(text), LEXICON, cited)


@pytest.mark.parametrize(
    ("usage", "ordinary", "name"),
    [
        (Usage(0, 0), False, "?"),
        (Usage(0, 0), True, "d"),
        (Usage(2, 0), False, "u1"),
        (Usage(9, 0), False, "u2"),
        (Usage(0, 50), True, "l3"),
        (Usage(1, 1), False, "m3"),
    ],
)
def test_usage_by_counts(usage: Usage, ordinary: bool, name: str) -> None:
    assert usage.name(ordinary) == name


def test_a_full_stop_after_an_abbreviation_or_initial_ends_no_sentence() -> None:
    assert here("Acme Co. mine. mine U.S. mine (table 1). mine").joints == [
        "^", " ", ".a", ". ", " ", ".", ".a", "(", " ", "). ",
    ]  # fmt: skip


def test_the_parts_of_a_reference() -> None:
    found = here("Miller, 2017, mine of north: Denver, CO. (Accessed May 2, 2018.)", cited=True)
    assert "".join(found.parts) == "attttppzzzz"
    assert found.joints[found.lower.index("mine")] == "T"
    assert found.parts[found.lower.index("denver")] == "p"
    assert found.parts[found.lower.index("accessed")] == "z"


@pytest.mark.parametrize(
    ("word", "kind"),
    [("mine", "mm1"), ("Co", "S"), ("LCd", "A"), ("Acme", "U"), ("12", "D"), ("of", "l"), ("big", "L")],
)
def test_what_the_next_word_shows(word: str, kind: str) -> None:
    assert next_type(word, LEXICON.usage(word) if word == "mine" else "") == kind


@pytest.mark.parametrize(
    ("form", "joint", "kind"),
    [
        ("The", "^", "l"),
        ("Garnet", ". ", "V"),
        ("InZinc", ". ", "U"),
        ("Acme", " ", "U"),
        ("USA", " ", "A"),
        ("5", " ", "D"),
    ],
)
def test_what_the_word_before_says(form: str, joint: str, kind: str) -> None:
    assert previous_type(form, joint, "") == kind


def test_features_name_the_neighbours_of_a_known_word() -> None:
    found = context_features(here("The Acme mine in Peru"), 2, Neighbours("Acme", "The"), LEXICON)
    assert {"w|mine", "s| U", "w1|acme mine", "w4|mine in"} <= set(found)


def test_clean_strings_and_kept_capitals_speak_for_a_form() -> None:
    text = "at Acme mine and at Zinc Mine"
    evidence = Evidence([words(text)], ["Big Mine, Utah", "Old Mine"])
    found = form_features("Mine", here(text), 2, Neighbours("Acme", "at"), LEXICON, evidence)
    assert "k|12" in found
    assert "r|1h" in found
    assert form_features("Utah", here("in utah"), 1, Neighbours("in"), LEXICON, Evidence([], []))[0] == "t|p"
