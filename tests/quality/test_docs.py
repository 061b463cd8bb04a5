"""The validation's pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.quality import validate
from pipeline.quality.docs import write_docs
from tests.quality.breaking import change
from tests.quality.conftest import Rows, arrow


def pages(rows: Rows) -> dict[str, str]:
    made: dict[str, str] = {}
    validate(arrow(rows), pages=made)
    return made


def test_a_page_a_dataset_with_rows(rows: Rows) -> None:
    made = pages(rows)
    assert set(made) == set(rows)
    rows["mentions"] = []
    assert set(pages(rows)) == set(rows) - {"mentions"}


def test_a_page_tells_what_holds_and_what_does_not(rows: Rows) -> None:
    assert "Belgium" not in pages(rows)["world_production"]
    change("world_production", country_code="Belgium")(rows)
    broken = pages(rows)["world_production"]
    assert "Belgium" in broken


def test_pages_replace_those_of_the_run_before(tmp_path: Path) -> None:
    write_docs(tmp_path, {"cells": "old", "notes": "old"}, {"warning": 1})
    index = write_docs(tmp_path, {"cells": "<b>new</b>"}, {"critical": 0, "warning": 1234})
    assert sorted(path.name for path in (tmp_path / "_docs").iterdir()) == ["cells.html", "index.html"]
    assert (tmp_path / "_docs/cells.html").read_text() == "<b>new</b>"
    assert "0 critical, 1,234 warning" in index.read_text()
    assert '<a href="cells.html">' in index.read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["_docs"]


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(NotADirectoryError):
        write_docs(tmp_path / "out", {}, {})
