"""Which chapters are set aside, by the file names the corpus gives them."""

import pytest

from bench import corpus


@pytest.mark.parametrize("doc", ["myb1-2016-alumi", "nyb1-2017-boron", "myb1-2018-selenium-tellurium"])
def test_set_aside(doc):
    assert corpus.set_aside(doc)


@pytest.mark.parametrize("doc", ["myb1-2017-indiu", "myb1-2018-diamond-industrial", "myb1-2019-plati-adv"])
def test_built_on(doc):
    assert not corpus.set_aside(doc)


def test_chapters_whose_prose_is_set_aside(shared):
    assert corpus.set_aside("myb1-2017-sodaa")


def test_the_seed_is_scored_as_its_chapter(shared):
    assert [corpus.answers(p.stem) for p in corpus.chapters("seed")] == [corpus.SEED_CHAPTER]


def test_the_key_of_the_seed_ends_before_its_references(shared):
    (seed,) = corpus.chapters("seed")
    key, whole = corpus.prose_key(seed.stem), corpus.prose_key(corpus.SEED_CHAPTER)
    assert key is not None
    assert whole is not None
    assert whole.startswith(key)
    assert whole[len(key) :].startswith("\nReferences Cited")
