import random
from pathlib import Path

from pipeline.sources import case_training
from pipeline.sources.case_training import Chapter, chapters_of, count_words, damage, learn, write
from pipeline.sources.caselexicon import read_words
from pipeline.sources.casemodel import read_weights
from pipeline.sources.casewords import lowered

TEXT = "The mine in Nevada closed. Nothing was mined in Nevada or in Utah, and no LCD came from a mine of the North."


def chapter(commodity: str) -> Chapter:
    return Chapter(commodity, [TEXT] * 4, ["Nevada"])


def test_a_word_counts_only_where_several_commodities_use_it() -> None:
    other = Chapter("salt", ["A mine in Nevada made salt in Umber."], [])
    counted = count_words([chapter("clay"), other]).without(None)
    assert "umber" not in counted
    assert (counted["nevada"].capital, counted["mine"].small) == (9, 9)
    assert count_words([chapter("clay"), other]).without("clay") == {}


def test_forms_with_inner_capitals_are_kept() -> None:
    assert count_words([chapter("clay"), chapter("salt")]).without(None)["lcd"].forms == ("LCD",)


def test_damage_takes_these_letters_and_leaves_some() -> None:
    damaged = damage("DMNU" * 500 + "ABC", random.Random(1))
    assert lowered(damaged) == "dmnu" * 500 + "ABC"
    assert 0.03 < sum(char.isupper() for char in damaged[:-3]) / 2000 < 0.1


def test_a_model_is_learned_and_written_so_that_it_can_be_read(tmp_path: Path) -> None:
    model = learn([chapter("clay"), chapter("salt"), chapter("peat")])
    write(model, tmp_path)
    assert read_words((tmp_path / "case_words.txt").read_text(encoding="utf-8")) == model.words.met
    assert read_weights((tmp_path / "case_weights.txt").read_text(encoding="utf-8")) == model.weights
    assert model.weights


def test_chapters_are_read_with_their_tables_and_some_left_out(tmp_path: Path) -> None:
    for folder in ("prose", "dumps"):
        (tmp_path / folder).mkdir()
    for name, title in (("a", "CEMENT"), ("b", "INDIUM"), ("c", "SALT")):
        (tmp_path / "prose" / f"{name}.txt").write_text(f"{TEXT}\n", encoding="utf-8")
        dump = f"{title} [ADVANCE RELEASE]\n{TEXT}\n{title}—2017 [ADVANCE RELEASE] 1\n\nTABLE 1\nNevada 5\n"
        (tmp_path / "dumps" / f"{name}.txt").write_text(dump, encoding="utf-8")
    found = chapters_of(tmp_path / "prose", tmp_path / "dumps", ["indium", "c"])
    assert found == [Chapter("cement", [TEXT], ["TABLE 1", "Nevada 5"])]


def test_the_module_says_how_its_files_are_made() -> None:
    assert "python -m pipeline.sources.case_training" in (case_training.__doc__ or "")
