import re
from pathlib import Path

import pytest

from pipeline.fetch.catalog import FORMS, catalog, check_base
from pipeline.records import YearbookError
from pipeline.sources.chapters import chapter_slugs

WORKBOOKS = Path(__file__).parents[3] / "shared" / "corpus" / "workbooks"


def urls(commodity: str, form="workbook", base: str | None = None) -> tuple[str, ...]:
    (one,) = catalog().wanted(2020, [commodity], [form], base)
    return one.urls


def test_addresses_are_the_publisher_s():
    assert urls("gold")[0] == "https://pubs.usgs.gov/myb/vol1/2020/myb1-2020-gold.xlsx"
    assert urls("gold", "pdf")[0] == "https://pubs.usgs.gov/myb/vol1/2020/myb1-2020-gold.pdf"


def test_every_code_is_tried_before_the_next_pattern():
    names = [url.rsplit("-2020-")[1] for url in urls("indium", "pdf")]
    assert names == ["indium.pdf", "indiu.pdf", "indium-adv.pdf", "indiu-adv.pdf"]


def test_a_mirror_stands_in():
    assert urls("gold", base="http://localhost:8000/x")[0] == "http://localhost:8000/x/2020/myb1-2020-gold.xlsx"


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ("rare-earths", "rare-earths"),
        ("Rare Earths", "rare-earths"),
        ("raree", "rare-earths"),
        (" Platinum-Group Metals", "platinum-group-metals"),
        ("ferrous scrap", "iron-and-steel-scrap"),
        ("mgcomp", "magnesium-compounds"),
    ],
)
def test_a_chapter_goes_by_slug_title_and_code(given, slug):
    assert catalog().slug_of(given) == slug


def test_a_chapter_asked_for_twice_is_fetched_once():
    wanted = catalog().wanted(2020, ["gold", "Gold", "lead"], FORMS)
    assert [str(one) for one in wanted] == [
        "gold 2020 (workbook)",
        "gold 2020 (pdf)",
        "lead 2020 (workbook)",
        "lead 2020 (pdf)",
    ]


def test_what_is_no_chapter_is_said_with_what_is_spelt_alike():
    with pytest.raises(YearbookError, match=r"'indum': no chapter .* \(did you mean indium"):
        catalog().slug_of("indum")


@pytest.mark.parametrize("name", ["../../etc/passwd", "gold/..", "{year}", "x" * 100, ""])
def test_no_other_address_can_be_asked_for(name):
    with pytest.raises(YearbookError):
        catalog().slug_of(name)


def test_chapters_without_an_entry_go_by_their_first_letters():
    assert catalog().codes_of("zinc") == ("zinc",)
    assert catalog().codes_of("molybdenum") == ("molyb", "molybdenum")


def test_the_catalog_is_sound():
    codes = catalog().codes
    assert set(codes) <= set(chapter_slugs())
    flat = [code for slug in chapter_slugs() for code in catalog().codes_of(slug)[:1]]
    assert len(flat) == len(set(flat))
    assert all(re.fullmatch(r"[a-z0-9-]+", code) for many in codes.values() for code in many)
    assert set(catalog().forms) == set(FORMS)


@pytest.mark.parametrize(
    "url", ["", "ftp://host/", "file:///etc/", "host/x", "https://", "https://h:x/", "https://[/", "https://h/?q"]
)
def test_a_base_that_is_no_folder_on_a_server_is_said(url):
    with pytest.raises(YearbookError, match="not the address of a folder on a web server"):
        check_base(url)


def test_a_password_in_the_base_is_refused_and_not_repeated():
    with pytest.raises(YearbookError) as said:
        check_base("https://me:secret@host/")
    assert "secret" not in str(said.value)


@pytest.mark.skipif(not WORKBOOKS.is_dir(), reason="the corpus is not beside the checkout")
def test_the_codes_of_all_published_files_are_known():
    names = [
        re.fullmatch(r"[a-z0-9]+-\d{4}-(.+?)(-adv|-advrel|-ert)?(_0)?\.xlsx?", p.name, re.I)
        for p in WORKBOOKS.iterdir()
    ]
    found = {name[1].lower() for name in names if name}
    known = {code for many in catalog().codes.values() for code in many}
    assert len(found) > 80
    assert found - known == set()
