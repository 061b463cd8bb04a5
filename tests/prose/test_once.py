import pytest

from pipeline.prose import read_prose
from pipeline.prose.entities import Recognizer
from pipeline.prose.once import Readings
from tests.prose.chapter import document

LINES = (
    "World Review",
    "Peru.—Zelkon NV opened a 20-t/yr mill at Ostra. The mill can make 30 t/yr of tin.",
    "Alto Corp. planned a mine at Vela with a capacity of 40 t/yr.",
    "The company has a mill at Corin with a capacity of 50 t/yr.",
)


@pytest.fixture
def texts(monkeypatch):
    """The texts in which names were looked for, in order."""
    asked = []
    look = Recognizer.entities
    monkeypatch.setattr(Recognizer, "entities", lambda self, text: asked.append(text) or look(self, text))
    return asked


def test_a_paragraph_read_in_one_form_is_not_read_again_in_another(texts):
    readings = Readings()
    first = read_prose(document(*LINES), (), readings)
    assert len(texts) == 3
    assert read_prose(document(*LINES), (), readings) == first
    assert len(texts) == 3


def test_only_the_paragraph_that_differs_is_read(texts):
    readings = Readings()
    read_prose(document(*LINES), (), readings)
    other = (*LINES[:3], LINES[3].replace("50 t/yr", "60 t/yr"))
    again = read_prose(document(*other), (), readings)
    assert [row.value for row in again.statements] == [20, 30, 40, 60]
    assert len(texts) == 4


def test_other_names_in_the_chapter_are_another_reading(texts):
    readings = Readings()
    read_prose(document(*LINES), (), readings)
    read_prose(document(*LINES, "Zelkon Vela Ltd. had a capacity of 70 t/yr."), (), readings)
    assert len(texts) == 7


def test_another_edition_is_another_reading():
    readings = Readings()
    years = [read_prose(document(*LINES, edition=year), (), readings).statements[0].year for year in (2016, 2017)]
    assert years == [2016, 2017]


def test_what_was_read_before_stands_where_it_stands_now():
    readings = Readings()
    read_prose(document(*LINES), (), readings)
    moved = read_prose(document("Production", "Tin was produced by two companies.", *LINES), (), readings)
    assert [row.paragraph for row in moved.statements] == [1, 1, 2, 3]
    fresh = read_prose(document("Production", "Tin was produced by two companies.", *LINES), (), Readings())
    assert moved == fresh


def test_a_short_form_means_the_company_named_last_though_its_paragraph_was_read_before():
    lines = (
        "Alto Mining Co. and Alto Steel Ltd. are two companies.",
        "Alto Steel Ltd. opened a mill.",
        "Alto had a capacity of 20 t/yr.",
    )
    other = (lines[0], lines[1].replace("Steel Ltd.", "Mining Co."), lines[2])
    readings = Readings()
    found = [read_prose(document(*text), (), readings).statements[0].company for text in (lines, other)]
    assert found == ["Alto Steel Ltd.", "Alto Mining Co."]


def test_only_so_many_readings_are_kept(texts):
    readings = Readings(kept=1)
    read_prose(document(*LINES), (), readings)
    read_prose(document(*LINES), (), readings)
    assert len(texts) == 6
