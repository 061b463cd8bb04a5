import pytest

from pipeline.prose.gazetteer import gazetteer
from pipeline.prose.places import place_spans
from pipeline.prose.sections import paragraphs
from pipeline.records import Cell, Column, Row, Table
from tests.prose.chapter import document


def names(*lines, tables=()):
    return gazetteer(paragraphs(document(*lines).blocks), tables)


def test_a_short_form_means_the_company_named_in_full():
    found = names("Norte Lithium Corp. sold it to Alto plc.", "Norte Lithium was glad.", "Later Alto sold it.")
    assert found.full_name("Norte Lithium") == "Norte Lithium Corp."
    assert found.full_name("Alto") == "Alto plc"


def test_an_acronym_is_learned_when_it_is_used():
    found = names("Norte Mining Works Ltd. (NMW) sold it.", "After that NMW closed.", "Alto Ltd. (Reno) did not.")
    assert found.full_name("NMW") == "Norte Mining Works Ltd."
    assert "Reno" not in found.companies


def test_full_names_are_taken_from_references():
    found = names("Norte Lithium was glad.", "References Cited", "Norte Lithium Corp., 2017, Report: Reno, NV, 4 p.")
    assert found.full_name("Norte Lithium") == "Norte Lithium Corp."


def test_of_two_companies_the_one_named_last_is_meant():
    found = names("Alto Corp. split from Alto Metals Inc. in May.", "Alto Metals did well.", "So Alto said.")
    assert found.full_name("Alto Metals") == "Alto Metals Inc."
    assert found.full_name("Alto", "Alto Metals Inc. grew.") == "Alto Corp."


def test_places_and_common_words_are_no_short_forms():
    found = names("Reno Metals Ltd. is in Reno.", "It sits in Reno, near Reno.", "Indium Corp. makes indium.")
    assert "Reno" not in found.companies
    assert "Indium" not in found.companies


def test_companies_without_a_legal_form_show_by_what_they_do():
    found = names(
        "Norvik planned to build a plant.", "Ostrava (Czechia) sold it.", "Zelkon’s smelter closed.", "Production rose."
    )
    assert {"Norvik", "Zelkon"} <= set(found.companies)
    assert "Production" not in found.companies


def test_tables_lend_companies_and_places():
    columns = [Column(("Company",), kind="stub"), Column(("Location",), kind="text")]
    cells = {1: Cell(0, 1, "Ash Valley", resolved="Ash Valley")}
    row = Row(0, "Ash Smelter (Zelkon Metals Co.)", cells)
    table = Table("4", "Producers", (), None, columns, [row], [])
    found = names("It rose.", tables=(table,))
    assert "Zelkon Metals Co." in found.companies
    assert found.places == {"Ash Valley"}


LONG = ["Tin" * 2000, "Tin " * 2000, "Tin-" * 2000, "Tin, " * 2000, "A. " * 2000, "Tin of " * 2000]


@pytest.mark.parametrize("text", LONG, ids=[text[:7] for text in LONG])
def test_the_time_to_look_for_names_grows_no_faster_than_the_text(text):
    """A name that could begin anywhere in a word and end anywhere is looked at once (else this test would not end)."""
    assert all(len(name) < len(text) for name in names(f"Mines in {text} were open.").places)
    assert list(place_spans(f"Mines in {text} were open.", set())) is not None
