"""A fixed sample of the corpus scores no lower than the floors in ``floors.yaml``."""

from pathlib import Path

import pytest
import yaml

from bench import corpus, scoring

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.xdist_group("accuracy")  # one worker reads the sample, once
SAMPLE = {form: given["chapters"] for form, given in FLOORS["tables"].items()}


def cases(kind: str, *leave: str) -> list:
    """One case a form and measure of a kind of floors."""
    return [(f, m, v) for f, given in FLOORS[kind].items() for m, v in given.items() if m not in ("chapters", *leave)]


@pytest.fixture(scope="session")
def published(shared, tmp_path_factory):
    """The sample read once, a folder a form."""
    folder = tmp_path_factory.mktemp("accuracy")
    for form, stems in SAMPLE.items():
        inputs = [path for path in corpus.chapters(form) if path.stem in stems]
        assert len(inputs) == len(stems), f"{form}: the corpus has not all of {stems}"
        scoring.run(inputs, folder / form, workers=1)
    return folder


@pytest.fixture(scope="session")
def tables(published):
    key = corpus.table_key(published)
    readers = {form: scoring.Tables(published / form, key) for form in SAMPLE}
    return {form: readers[form].score(map(corpus.answers, stems)) for form, stems in SAMPLE.items()}


@pytest.fixture(scope="session")
def prose(published):
    return {form: sum(scoring.prose(published / form).values(), scoring.Prose()) for form in FLOORS["letters"]}


@pytest.mark.parametrize(("form", "measure", "floor"), cases("tables"))
def test_tables(tables, form, measure, floor):
    assert tables[form][measure].f1 >= floor


@pytest.mark.parametrize(("form", "measure", "floor"), cases("statements"))
def test_capacity_statements(published, form, measure, floor):
    assert scoring.statements(published / form, "build", corpus.SEED_CHAPTER)[measure].f1 >= floor


@pytest.mark.parametrize(("form", "measure", "floor"), cases("entities"))
def test_entities(published, form, measure, floor):
    assert scoring.entities(published / form, corpus.SEED_CHAPTER)[measure].f1 >= floor


@pytest.mark.parametrize(("form", "measure", "floor"), cases("letters"))
def test_letters_and_words(prose, form, measure, floor):
    figure = getattr(prose[form], measure)
    assert figure >= floor if measure == "case" else figure <= floor
