import re
from collections import Counter

import pytest

from pipeline.knowledge.data import read_yaml
from pipeline.sources.chapters import by_name, by_tables, name_key, report_of

CHAPTERS = read_yaml("pipeline.sources", "commodities.yaml")["chapters"]


def test_slugs_are_unique_and_fit_a_path():
    slugs = [chapter["slug"] for chapter in CHAPTERS]
    assert len(slugs) == len(set(slugs)) >= 85
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", slug) for slug in slugs)


def test_no_name_belongs_to_two_chapters():
    names = Counter(key for c in CHAPTERS for key in {name_key(name) for name in (c["title"], *c.get("names", []))})
    assert [name for name, n in names.items() if n > 1] == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("IRON AND STEEL SCRAP", "iron-and-steel-scrap"),
        ("Sand and Gravel, Construction", "sand-and-gravel-construction"),
        ("Platinum Group Metals", "platinum-group-metals"),
        ("SLAG, IRON & STEEL", "iron-and-steel-slag"),
        ("Zeolites (Natural)", "zeolites"),
        ("RECYCLInG - mETALS", "recycling-metals"),
    ],
)
def test_names_in_any_case_and_punctuation(name, slug):
    chapter = by_name(name)
    assert chapter is not None
    assert chapter.slug == slug


def test_an_unknown_name():
    assert by_name("Unobtainium") is None


def test_the_titles_of_tables_are_weighed():
    titles = [
        "SALIENT MAGNESIUM COMPOUND STATISTICS1",
        "U.S. EXPORTS OF MAGNESIUM METAL, BY COUNTRY",
        "MAGNESITE: WORLD MINE PRODUCTION, BY COUNTRY1, 2",
    ]
    chapter = by_tables(titles)
    assert chapter is not None
    assert chapter.slug == "magnesium-compounds"
    assert by_tables(["WORLD PRODUCTION OF SOMETHING"]) is None


def test_other_reports():
    assert report_of(["15", "MINERAL COMMODITY", "SUMMARIES 2008"]) == "Mineral Commodity Summaries"
    assert report_of(["Tin. Ch. in Mineral Commodity Summaries, annual."]) is None
