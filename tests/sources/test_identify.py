import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import UnreadableSource
from pipeline.sources.identify import Evidence, gather, identify

TABLES_ONLY = [
    "Advance Data Release of the",
    "2019 Annual Tables",
    "These tables are an advance data release of those to be incorporated in the USGS Minerals Yearbook 2019, v. I",
    "TABLE 1",
    "SALIENT BAUXITE STATISTICS1",
    "2015 2016 2017 2018 2019",
    "TABLE 2",
    "U.S. IMPORTS FOR CONSUMPTION OF IRON ORE, BY COUNTRY OR LOCALITY1",
]


def test_a_chapter_names_itself_in_its_title_and_feet():
    identity = identify(
        gather(["COBALT [ADVANCE RELEASE]", "By Ann B. Cole", "In 2017, ...", "COBALT—2017 [ADVANCE RELEASE] 1"])
    )
    assert identity.doc_id == "myb1-2017-cobalt"
    assert identity.title == "Cobalt"
    assert identity.release == "advance"
    assert identity.authors == ("Ann B. Cole",)


def test_a_final_chapter_says_nothing_of_an_advance_release():
    assert identify(gather(["TIN", "By Ann B. Cole", "75.2 TIN—2014"])).release == "final"


@pytest.mark.parametrize(
    ("foot", "commodity", "edition"),
    [
        ("IndIum—2017 [AdVAnCE RELEASE] 35.3", "indium", 2017),
        ("GARnET, InduSTRIAL—2016 [AdVAnCE RELEASE] 1", "garnet-industrial", 2016),
        ("RECYCLInG—mETALS—2016 [AdVAnCE RELEASE]1", "recycling-metals", 2016),
        ("SELENIUM AND TELLURIUM—2011 65.3", "selenium-and-tellurium", 2011),
        ("65.4 SELENIUM AND TELLURIUM—2011", "selenium-and-tellurium", 2011),
        ("IRON AND STEEL SCRAP—2018 [ADVANCE RELEASE] 4", "iron-and-steel-scrap", 2018),
    ],
)
def test_a_foot_alone_is_enough(foot, commodity, edition):
    identity = identify(gather(["some words of the prose", foot]))
    assert (identity.commodity, identity.edition) == (commodity, edition)


def test_a_wrapped_title_is_joined():
    assert identify(gather(["ABRASIVES, MANUFACTURED [ADVANCE", "RELEASE]"])).commodity == "abrasives-manufactured"


def test_a_cover_sheet_gives_commodity_and_edition():
    lines = [
        "Advance release",
        "This report will be included in the USGS Minerals Yearbook 2016, volume I, Commodity Report",
        "Sand and Gravel, Construction in 2016",
        "First posted 2018-11-02",
    ]
    identity = identify(gather(lines))
    assert identity.doc_id == "myb1-2016-sand-and-gravel-construction"
    assert identity.release == "advance"


def test_tables_alone_name_the_commodity_by_their_titles():
    identity = identify(gather(TABLES_ONLY))
    assert identity.doc_id == "myb1-2019-bauxite-and-alumina"
    assert identity.release == "advance_tables"


def test_tables_without_any_cover_are_a_release_of_tables():
    identity = identify(gather(TABLES_ONLY[3:]))
    assert (identity.edition, identity.release) == (2019, "advance_tables")


def test_a_cover_left_from_last_year_gives_way_to_the_years_of_the_tables():
    stale = [re.sub("2019(?= Annual|, v)", "2018", line) for line in TABLES_ONLY]
    assert identify(gather([*stale, "2018 2019"])).edition == 2019


def test_a_single_later_year_does_not_overrule_the_cover():
    assert identify(gather([*TABLES_ONLY, "2018 2019", "2023 2024"])).edition == 2019


def test_the_date_data_were_available_through_is_not_the_edition():
    lines = [*TABLES_ONLY[3:], "1Table includes data available through October 27, 2021."]
    assert identify(gather(lines)).edition == 2019


def test_the_longest_name_in_a_title_counts():
    titles = ("U.S. EXPORTS OF IRON AND STEEL SCRAP, BY COUNTRY OR LOCALITY1",)
    assert identify(Evidence(titles=titles)).commodity == "iron-and-steel-scrap"


def test_authors_over_two_lines_and_with_damaged_initials():
    front = ["ZINC", "By Ann B. Cole, Dee F. Gray, and Harry", "d. Irons, Jr.", "domestic survey data were prepared by"]
    assert identify(gather(front)).authors == ("Ann B. Cole", "Dee F. Gray", "Harry D. Irons, Jr.")


def test_a_sentence_that_starts_with_by_is_no_byline():
    assert identify(gather(["TIN", "By yearend 2017, stocks had risen to a level not seen before."])).authors == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["15", "ABRASIVES (MANUFACTURED)", "U.S. Geological Survey, Mineral Commodity Summaries, January 2011"],
        ["MINERAL COMMODITY", "SUMMARIES 2008", "Abrasives Fluorspar Mercury Silicon"],
        ["Mineral Industry Surveys", "COBALT IN MARCH 2017"],
        ["The Mineral Industry of Chile", "By Ann B. Cole"],
    ],
)
def test_other_reports_are_told_apart(lines):
    with pytest.raises(UnreadableSource, match=r"^a\.pdf: not a Minerals Yearbook chapter \(looks like "):
        identify(gather(lines, "a.pdf"))


def test_a_chapter_may_cite_the_mineral_commodity_summaries():
    lines = ["TIN", "U.S. Geological Survey, 2018, Mineral commodity summaries 2018: U.S. Geological Survey, 200 p."]
    assert identify(gather(lines)).commodity == "tin"


def test_a_text_with_no_sign_of_a_chapter_is_refused():
    with pytest.raises(UnreadableSource, match=r"^shopping\.txt: not a Minerals Yearbook chapter"):
        identify(gather(["eggs", "milk"], "shopping.txt"))


def test_a_chapter_that_cannot_be_named_is_unknown():
    identity = identify(gather(["TABLE 1", "OUTPUT OF SOMETHING", "Region Plants"]))
    assert identity.doc_id == "myb1-0-unknown"


@given(st.lists(st.text(max_size=60), max_size=30))
def test_any_lines_are_named_or_refused(lines):
    try:
        identity = identify(gather(lines))
    except UnreadableSource:
        return
    assert identity.edition == 0 or 1900 <= identity.edition <= 2099


def test_real_chapters_are_named(shared):
    codes = {"cobal": "cobalt", "indiu": "indium", "salt": "salt", "feste": "iron-and-steel", "raree": "rare-earths"}
    files = [p for p in (shared / "corpus" / "text").glob("myb1-201?-*.txt") if p.stem[10:] in codes]
    assert files
    for path in files:
        identity = identify(gather(path.read_text(encoding="utf-8").splitlines(), path.name))
        assert (identity.commodity, str(identity.edition)) == (codes[path.stem[10:]], path.stem[5:9])
