import hashlib
import os
from pathlib import Path

import pytest

from pipeline.inputs import collect


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.PDF", "deep/er/c.xlsx", "deep/d.xls", "notes.md", ".hidden.txt", "~$a.xlsx", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_folders_are_searched_and_other_files_passed_over(raw):
    found = collect([raw])
    assert [source.source_path for source in found.inputs] == ["a.PDF", "b.txt", "deep/d.xls", "deep/er/c.xlsx"]
    assert [source.kind for source in found.inputs] == ["pdf", "text", "workbook", "workbook"]
    assert found.inputs[1].sha256 == hashlib.sha256(b"b.txt").hexdigest()
    assert found.inputs[1].source_id == found.inputs[1].sha256[:12]
    assert (found.problems, found.passed_over) == ([], 2)


def test_a_file_is_relative_to_itself(raw):
    assert collect([raw / "deep" / "d.xls"]).inputs[0].source_path == "d.xls"


def test_the_order_is_that_of_the_arguments_and_a_content_counts_once(raw):
    found = collect([raw / "b.txt", raw])
    assert [source.source_path for source in found.inputs] == ["b.txt", "a.PDF", "deep/d.xls", "deep/er/c.xlsx"]
    assert found.inputs[0].also == ("b.txt",)


def test_what_cannot_be_read_is_one_line_each(raw):
    (raw / "empty.txt").write_text("")
    found = collect([raw / "missing.pdf", raw / "notes.md", raw / "empty.txt"])
    assert found.inputs == []
    assert found.problems == [
        f"{raw}/missing.pdf: no such file or directory",
        f"{raw}/notes.md: not a .pdf, .txt, .xls or .xlsx file",
        f"{raw}/empty.txt: the file is empty",
    ]


def test_pipes_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert collect([tmp_path]).problems == [f"{tmp_path}/pipe.txt: not a regular file"]


def test_links_are_followed_but_not_in_circles(raw, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "f.txt").write_text("f")
    (raw / "link").symlink_to(elsewhere)
    (raw / "deep" / "up").symlink_to(raw)
    names = [source.source_path for source in collect([raw]).inputs]
    assert "link/f.txt" in names
    assert len(names) == 5


def test_a_dangling_link_is_a_problem(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert collect([tmp_path]).problems == [f"{tmp_path}/gone.txt: no such file or directory"]


def test_names_are_composed_and_decodable(tmp_path):
    (tmp_path / "e\u0301.txt").write_text("a")
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.txt")).write_text("b")
    names = {source.source_path for source in collect([tmp_path]).inputs}
    assert names == {"\u00e9.txt", "\ufffd.txt"}
