"""End to end: what the sample chapters are made of comes out of every form they are printed in."""

import pytest

from pipeline.cli import main
from raw.sample import pdf, text, workbook
from raw.sample.chapter import load

pytestmark = pytest.mark.xdist_group("sample")  # one worker runs the pipeline, once
CHAPTERS = {name: load(name) for name in ("indium-2017", "indium-2018")}
FORMS = {"txt": lambda chapter: text.render(chapter).encode(), "xlsx": workbook.render, "pdf": pdf.render}
CASES = [(name, form, table) for name in CHAPTERS for form in FORMS for table in CHAPTERS[name].tables]
NAMED = [f"{name}.{form} table {table.number}" for name, form, table in CASES]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Every chapter in every form, published."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out") / "extracted"
    for name, chapter in CHAPTERS.items():
        for form, render in FORMS.items():
            (raw / f"{name}.{form}").write_bytes(render(chapter))
    assert main(["run", str(raw), "--out", str(out), "--workers", "0"]) == 0
    return out


@pytest.fixture(scope="module")
def dataset(published):
    """A dataset by its name, with the file name of each row's source where it has one."""
    import pandas as pd

    names = pd.read_parquet(published / "documents").set_index("source_id")["source_path"]

    def read(name):
        rows = pd.read_parquet(published / name)
        return rows.assign(file=rows["source_id"].map(names)) if "source_id" in rows else rows

    return read


@pytest.fixture(scope="module")
def cells(dataset):
    return dataset("cells").sort_values(["row", "column"])


def written(table):
    """The body of a table as the sample has it: its cells' texts and marks."""
    return [[(c.text, tuple(filter(None, c.marks.split(", ")))) for c in row] for row in table.rows if row]


@pytest.mark.parametrize(("name", "form", "table"), CASES, ids=NAMED)
def test_every_cell_comes_out_as_it_was_put_in(cells, name, form, table):
    own = cells[(cells["file"] == f"{name}.{form}") & (cells["table_number"] == table.number)]
    read = [[(c.printed, tuple(c.marks)) for c in row.itertuples()] for _, row in own.groupby("row")]
    assert read == written(table)


@pytest.mark.parametrize("name", list(CHAPTERS))
@pytest.mark.parametrize("form", list(FORMS))
def test_each_form_says_which_chapter_it_is(dataset, name, form):
    documents = dataset("documents").set_index("file")
    assert documents.loc[f"{name}.{form}", "doc_id"] == f"myb1-{name[-4:]}-indium"


@pytest.mark.parametrize("form", list(FORMS))
def test_the_prose_comes_out_with_its_capitals(dataset, form):
    own = dataset("paragraphs").query(f"file == 'indium-2017.{form}'").sort_values("paragraph")
    prose = [b for b in CHAPTERS["indium-2017"].prose if isinstance(b, str)]
    heads = own["run_in"].map("{}.—".format, na_action="ignore").fillna("")
    assert list(heads + own["text"]) == prose


@pytest.mark.parametrize("form", list(FORMS))
@pytest.mark.parametrize(
    ("company", "location", "value", "status"),
    [
        ("Umicore NV", "Hoboken", 50, "operating"),
        ("Teck Resources Ltd.", "Trail, British Columbia", 75, "operating"),
        ("Nyrstar NV", "Auby", 70, "planned"),
        ("Mitsui Mining and Smelting Co. Ltd.", "Omuta", 420, "operating"),
        ("JX Nippon Mining & Metals Corp.", "Isohara", 648, "operating"),
        ("Dowa Metals and Mining Co. Ltd.", "Akita", 70, "operating"),
        ("Asahi Pretec Corp.", "Fukuoka", 200, "operating"),
        ("Young Poong Corp.", "Sukpo", 30, "operating"),
        ("Heesung Metal Ltd.", None, 180, "operating"),
    ],
)
def test_statements_of_capacity_in_the_prose(dataset, form, company, location, value, status):
    rows = dataset("capacity").query(f"origin == 'prose' and file == 'indium-2017.{form}' and company == {company!r}")
    found = rows[rows["value"] == value][["location", "unit", "status"]].astype(object)
    assert found.where(found.notna(), None).to_numpy().tolist() == [[location, "t/yr", status]]


def test_a_ditto_is_resolved_in_the_capacity_table(dataset):
    rows = dataset("capacity").query("origin == 'table' and file == 'indium-2018.xlsx'")
    sanyou = rows[rows["company"] == "Nanjing Sanyou Electronic Material Co. Ltd."].iloc[0]
    assert (sanyou.country, sanyou.location, sanyou.value, sanyou.unit) == ("China", "Nanjing, Jiangsu", 50, "t/yr")


def test_the_workbook_is_preferred_and_a_fact_is_there_once(dataset):
    figures = dataset("observations").query("preferred")
    assert set(figures["file"]) == {"indium-2017.xlsx", "indium-2018.xlsx"}
    facts = figures[figures["latest"] & figures["year"].notna()]
    assert not facts.duplicated(["series_id", "year", "period"]).any()


def test_a_revision_is_one_in_every_dataset(dataset):
    china = dataset("world_production").query("country == 'China' and year == 2015").sort_values("value")
    assert list(china[["value", "revised", "latest"]].itertuples(index=False, name=None)) == [
        (320000, False, False),
        (421000, True, True),
    ]
    revision = dataset("revisions").query("country == 'China' and year == 2015").iloc[0]
    assert (revision.value_old, revision.value_new, revision.marked, revision.changed) == (320000, 421000, True, True)


def test_rounding_bounds_follow_each_table_s_note(dataset):
    figures = dataset("observations").query("file == 'indium-2017.xlsx'").set_index(["table_number", "row", "column"])
    bounds = {key: (figures.loc[key, "lower"], figures.loc[key, "upper"]) for key in [("1", 0, 1), ("3", 6, 1)]}
    assert bounds[("1", 0, 1)] == (4165, 4175)
    assert bounds[("3", 6, 1)] == (11079.5, 11080.5)


def test_marks_reach_the_figures_of_their_row_and_column(dataset):
    figures = dataset("observations").query("file == 'indium-2018.xlsx' and table_number == '3'")
    assert figures[figures["year"] == 2018]["estimated"].all()
    assert set(figures[figures["row_label"] == "Russia"]["mark_source"]) == {"row"}
    belgium = figures[(figures["row_label"] == "Belgium") & (figures["year"] == 2016)].iloc[0]
    assert not belgium.estimated


def test_nothing_is_found_amiss(dataset):
    findings = dataset("findings")
    assert findings[findings["severity"] == "critical"].empty
