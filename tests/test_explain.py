import io
from pathlib import Path

import pytest

from pipeline.explain import explain
from pipeline.log import Log
from pipeline.records import FindingRow, YearbookError
from pipeline.run import Options, run
from tests.fakes import STAGES, chapter


def go(raw: Path, out: Path, found=()) -> None:
    from dataclasses import replace

    def findings(datasets, pages):
        [source] = [row["source_id"] for row in datasets["documents"].to_pylist()]
        return [
            FindingRow(rule, severity, message, "observations", source, "", *where)
            for rule, severity, message, *where in found
        ]

    run(Options((str(raw),), out, 0), Log(io.StringIO()), replace(STAGES, validate=findings))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    chapter(tmp_path / "raw" / "one.txt", "myb1-2017-indium")
    return tmp_path / "raw"


def test_says_where_what_is_printed_and_what_to_do(raw, tmp_path):
    out = tmp_path / "out"
    go(
        raw,
        out,
        [("sum", "critical", "does not add up", "1", 1, 1, "7", "6"), ("digit", "info", "x"), ("digit", "info", "y")],
    )
    lines = list(explain(out, "myb1-2017-indium"))
    assert lines[0].startswith("myb1-2017-indium: one.txt (source ")
    assert lines[0].endswith("held back in quarantine")
    assert lines[1] == "  1 critical, 0 warning, 2 info"
    place = lines.index("critical: sum: does not add up")
    assert lines[place + 1].startswith("    at        table 1 row 1 column 1")
    assert lines[place + 2].startswith("    printed   ")
    assert "6" in lines[place + 2]
    assert lines[place + 3 : place + 5] == ["    expected  7", "    observed  6"]
    assert "info: 2 digit" in lines
    assert any("yearbook release" in line for line in lines)


def test_a_published_chapter_has_its_warnings_and_no_advice(raw, tmp_path):
    out = tmp_path / "out"
    go(raw, out, [("sum", "warning", "does not add up", "1")])
    text = "\n".join(explain(out, "one.txt"))
    assert "published" in text
    assert "warning: sum: does not add up\n    at        table 1" in text
    assert "release" not in text


def test_an_unreadable_source_says_why(raw, tmp_path):
    chapter(raw / "bad.txt", **{"raise": "not a chapter"})
    go(raw, tmp_path / "out")
    lines = list(explain(tmp_path / "out", "bad.txt"))
    assert lines[0].endswith("could not be read")
    assert lines[1] == "  1 critical, 0 warning, 0 info"
    assert lines[-1] == "  bad.txt: not a chapter"


def test_an_unknown_chapter_is_one_line(raw, tmp_path):
    go(raw, tmp_path / "out")
    with pytest.raises(YearbookError, match="myb1-2017-gold: no doc_id"):
        list(explain(tmp_path / "out", "myb1-2017-gold"))
