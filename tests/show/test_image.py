from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.cli import main
from pipeline.extract import extract
from pipeline.records import YearbookError
from pipeline.show.image import COLOURS, draw_image

PDF = Path(__file__).parents[2] / "raw" / "indium-2018.pdf"


@pytest.fixture(scope="module")
def cells():
    return extract(PDF, PDF.name).datasets["cells"]


def colours(file):
    from PIL import Image

    with Image.open(file) as image:
        return image.size, {colour for _, colour in image.convert("RGB").getcolors(1 << 24)}


def test_a_table_s_cells_are_boxed_on_its_page(cells, tmp_path):
    assert draw_image(cells, "3", PDF, tmp_path / "t3.png") == 1
    _, found = colours(tmp_path / "t3.png")
    assert {COLOURS["figure"], COLOURS["words"]} <= found
    assert COLOURS["ditto"] not in found


def test_the_pages_of_several_tables_stand_one_below_the_other(cells, tmp_path):
    one = draw_image(cells, "1", PDF, tmp_path / "one.png")
    both = draw_image(cells, None, PDF, tmp_path / "all.png")
    assert both > one
    assert colours(tmp_path / "all.png")[0][1] > colours(tmp_path / "one.png")[0][1]


def test_a_table_that_is_not_there(cells, tmp_path):
    with pytest.raises(YearbookError, match="nothing of table 9 stands on a page"):
        draw_image(cells, "9", PDF, tmp_path / "t9.png")


def test_cells_without_a_page_are_not_drawn(cells, tmp_path):
    off = cells.set_column(cells.schema.get_field_index("page"), "page", pa.nulls(cells.num_rows, pa.int32()))
    with pytest.raises(YearbookError, match="nothing of a table"):
        draw_image(off, None, PDF, tmp_path / "x.png")


def test_a_file_that_cannot_be_written(cells, tmp_path):
    with pytest.raises(YearbookError, match="gone"):
        draw_image(cells, "3", PDF, tmp_path / "gone" / "t3.png")


def test_the_command_draws_a_file_and_tells_what_has_no_pages(tmp_path, capsys):
    assert main(["show", str(PDF), "--table", "2", "--image", str(tmp_path / "t2.png"), "--out", str(tmp_path)]) == 0
    assert "t2.png: 1 page" in capsys.readouterr().out
    workbook = PDF.with_suffix(".xlsx")
    assert main(["show", str(workbook), "--image", str(tmp_path / "x.png"), "--out", str(tmp_path)]) == 2
    assert "only a PDF has pages to draw" in capsys.readouterr().err
