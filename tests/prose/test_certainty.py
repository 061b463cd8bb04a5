"""How sure a statement is by its rule and by what its sentence says itself."""

import pytest

from pipeline.prose.certainty import CERTAINTIES, certainty, confidence
from pipeline.prose.coordinates import COORDINATE
from pipeline.prose.rules import RULES
from tests.prose.chapter import read, statement


@pytest.mark.parametrize(
    ("company", "location", "sure"),
    [
        ("Zelkon NV", "Ostra, Vela State", "own"),
        ("Zelkon NV", None, "own"),
        ("Alto Corp.", "Ostra", "carried"),
        ("Zelkon NV", "Corin", "carried"),
        (None, None, "whole"),
    ],
)
def test_certainty(company, location, sure):
    assert certainty(company, location, "Zelkon has a 20-t/yr mill in Ostra.") == sure


def test_every_rule_has_a_confidence_that_is_no_certainty():
    for rule in (*RULES, COORDINATE):
        assert all(0 < confidence(rule.name, sure) < 1 for sure in CERTAINTIES)


def test_what_a_sentence_says_itself_is_surer_than_what_is_carried_into_it():
    own = statement("Zelkon NV built a 20-t/yr mill in Ostra.")
    carried = read("Zelkon NV built a mill in Ostra. A schedule of the 20-t/yr mill was lacking.").statements[0]
    assert own.confidence > carried.confidence
