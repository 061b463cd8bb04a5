"""A fixed sample of the corpus scores no lower than the floors in ``floors.yaml``."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from bench import corpus, scoring
from bench.letters import Prose

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.xdist_group("accuracy")  # one worker reads the sample, once
SAMPLE = {form: given["chapters"] for form, given in FLOORS["tables"].items()}


def cases(kind: str, *leave: str) -> list:
    """One case a form and measure of a kind of floors."""
    return [(f, m, v) for f, given in FLOORS[kind].items() for m, v in given.items() if m not in ("chapters", *leave)]


@pytest.fixture(scope="session")
def published(shared, tmp_path_factory):
    """The published sample of a form, read when first asked for."""
    folder = tmp_path_factory.mktemp("accuracy")

    @cache
    def read(form):
        inputs = [path for path in corpus.chapters(form) if path.stem in SAMPLE[form]]
        assert len(inputs) == len(SAMPLE[form]), f"the corpus has not all of {SAMPLE[form]}"
        scoring.run(inputs, folder / form, workers=1)
        return folder / form

    return read


@pytest.fixture(scope="session")
def tables(published, tmp_path_factory):
    """The table scores of a form's sample."""
    key = corpus.table_key(tmp_path_factory.mktemp("key"))

    @cache
    def score(form):
        return scoring.Tables(published(form), key).score(map(corpus.answers, SAMPLE[form]))

    return score


@pytest.mark.parametrize(("form", "measure", "floor"), cases("tables"))
def test_tables(tables, form, measure, floor):
    assert tables(form)[measure].f1 >= floor


@pytest.mark.parametrize(("form", "measure", "floor"), cases("statements"))
def test_capacity_statements(published, form, measure, floor):
    docs = FLOORS["statements"][form].get("chapters", [corpus.SEED_CHAPTER])
    assert scoring.statements(published(form), "build", *docs)[measure].f1 >= floor


@pytest.mark.parametrize(("form", "measure", "floor"), cases("entities"))
def test_entities(published, form, measure, floor):
    assert scoring.entities(published(form), corpus.SEED_CHAPTER)[measure].f1 >= floor


@pytest.mark.parametrize(("form", "measure", "floor"), cases("letters"))
def test_letters_and_words(published, form, measure, floor):
    figure = getattr(sum(scoring.prose(published(form)).values(), Prose()), measure)
    assert figure >= floor if measure == "case" else figure <= floor
