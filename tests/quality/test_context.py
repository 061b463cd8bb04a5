"""What rows are compared with is put beside them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.quality.context import with_context
from pipeline.quality.frames import split
from tests.quality.conftest import DOC, Rows, arrow


def test_cells_have_the_markers_of_their_own_table(rows: Rows) -> None:
    rows["cells"].append(replace(rows["cells"][0], table_number="2"))
    rows["cells"].append(replace(rows["cells"][0], table_number=None))
    rows["notes"].append(replace(rows["notes"][0], table_number=None, marker="7"))
    rows["notes"].append(replace(rows["notes"][0], marker=None))
    found = with_context("cells", arrow(rows))["note_markers"].to_pylist()
    assert [split(markers) for markers in (found[0], found[-2], found[-1])] == [("e", "--"), (), ("7",)]


def test_the_edition_is_that_of_the_doc_id_where_it_is_not_known(rows: Rows) -> None:
    tables = arrow(rows)
    assert with_context("observations", tables)["edition"].to_pylist() == [2017] * 3
    tables["observations"] = tables["observations"].append_column("edition", [[1999] * 3])
    assert with_context("observations", tables)["edition"].to_pylist() == [1999] * 3


def test_a_chapter_that_is_not_known_has_no_edition(rows: Rows) -> None:
    rows["notes"] = [replace(rows["notes"][0], doc_id="myb1-0-unknown")]
    assert with_context("notes", arrow(rows))["edition"].to_pylist() == [None]


def test_rows_that_name_a_source_alone_have_its_document(rows: Rows) -> None:
    rows["world_production"].append(replace(rows["world_production"][0], source_id="0" * 12))
    made = with_context("world_production", arrow(rows))
    assert made["doc_id"].to_pylist() == [DOC, None]
    assert made["edition"].to_pylist() == [2017, None]


def test_mentions_have_the_words_of_their_paragraph(rows: Rows) -> None:
    rows["mentions"].append(replace(rows["mentions"][0], paragraph=9))
    made = with_context("mentions", arrow(rows))
    assert made["paragraph_text"].to_pylist() == [rows["paragraphs"][0].text] * 2 + [None]
    assert made["paragraph_run_in"].to_pylist() == ["Belgium", "Belgium", None]
