from dataclasses import replace

from pipeline.quality.claims import check_claims
from tests.quality.conftest import chapter, observation

TEXT = "Imports of tinsel in 2017 were 127 t, a 21% decrease from 160 t in 2016 (table 1)."
TABLE = [observation(0, 1, "Imports", 127.0, year=2017), observation(0, 2, "Imports", 160.0, year=2016)]


def rules(text, observations=TABLE):
    paragraph = replace(chapter()["paragraphs"][0], paragraph=4, page=3, text=text)
    return {found.rule: found for found in check_claims([paragraph], observations)}


def test_a_claim_that_holds_is_counted():
    assert [found.message for found in rules(TEXT).values()] == [
        "Changes the prose states: 1 that a cited table bears out, 1 that compute."
    ]


def test_a_percentage_that_is_not_that_of_its_figures():
    found = rules(TEXT.replace("21%", "12%"))["claim_does_not_compute"]
    assert (found.severity, found.dataset, found.row) == ("warning", "paragraphs", 4)
    assert found.message.startswith(
        "In paragraph 4, page 3: From 160 t to 127 t is a change of -21.2% to -20.1%, not of"
    )


def test_a_figure_that_the_cited_table_has_not():
    wrong = [TABLE[0], replace(TABLE[1], value=150.0, value_si=150.0, lower=149.5, upper=150.5)]
    assert rules(TEXT, wrong)["claim_not_in_table"].expected == "160 t"
    assert (
        rules(TEXT, [replace(wrong[0], value=120.0, value_si=120.0, lower=119.5, upper=120.5), TABLE[1]])[
            "claim_not_in_table"
        ].expected
        == "127 t"
    )


def test_nothing_is_said_where_the_table_has_not_the_year_or_neither_figure():
    assert "claim_not_in_table" not in rules(TEXT, TABLE[:1])
    other = [replace(row, value_si=9.0, value=9.0, lower=8.5, upper=9.5) for row in TABLE]
    assert "claim_not_in_table" not in rules(TEXT, other)
    assert "claim_not_in_table" not in rules(TEXT, [replace(row, table_number="2") for row in TABLE])


def test_scaled_figures_are_compared_in_si():
    rows = [
        replace(row, unit="kg", value=row.value * 1000, lower=row.lower * 1000, upper=row.upper * 1000) for row in TABLE
    ]
    assert list(rules(TEXT, rows)) == ["claims_checked"]


def test_no_claim_no_finding():
    assert rules("Glitter was made.") == {}
