import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.records import FindingRow
from tests.fakes import READERS, chapter

HEAVY = ("pandas", "numpy", "pyarrow", "spacy", "great_expectations", "pdfplumber", "openpyxl", "xlrd", "yaml")


@pytest.fixture(autouse=True)
def fake_stages(monkeypatch):
    monkeypatch.setattr("pipeline.extract._readers", lambda: READERS)
    monkeypatch.setattr("pipeline.quality.validate", lambda *_, **__: [])


def yearbook(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def imported(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split()) & set(HEAVY)


HELP = """
from pipeline.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
"""


def test_help_imports_nothing_heavy():
    assert imported(HELP) == set()


def test_an_unchanged_run_imports_nothing_heavy(tmp_path, capsys):
    raw, out = chapter(tmp_path / "a.txt"), tmp_path / "out"
    assert yearbook("run", raw, "--out", out, "--workers", 0) == 0
    code = f"from pipeline.cli import main\nassert main(['run', {str(raw)!r}, '--out', {str(out)!r}]) == 0"
    assert imported(code) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["run"],
        ["run", "x", "--workers", "-1"],
        ["run", "x", "--log-format", "xml"],
        ["run", "x", "--max-seconds", "0"],
    ],
)
def test_wrong_use_is_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        yearbook(*arguments)
    assert stopped.value.code == 2


def test_exit_codes_and_summary_of_a_run(tmp_path, capsys):
    raw, out = tmp_path / "raw", tmp_path / "out"
    run = ("run", raw, "--out", out, "--workers", 0)
    chapter(raw / "a.txt")
    assert yearbook(*run) == 0
    text = capsys.readouterr()
    assert text.out.startswith(f"published 1 sources in {out}")
    assert "2 figures; held back 0, failed 0" in text.out
    assert "seconds: collect" in text.out
    assert text.err == "a.txt: myb1-2017-indium, 1 tables, 2 figures, 0 findings\n"
    assert yearbook(*run) == 0
    again = capsys.readouterr().out
    assert again.startswith("unchanged: ")
    assert again.splitlines()[1:3] == text.out.splitlines()[1:3]
    assert yearbook(*run, "--force") == 0
    assert capsys.readouterr().out.startswith("made 1 sources again: every file")
    chapter(raw / "b.txt", "myb1-2018-indium", finding="critical")
    assert yearbook(*run) == 1
    assert "yearbook: b.txt: held back: something is wrong\n" in capsys.readouterr().err
    (raw / "c.txt").write_text("")
    assert yearbook(*run) == 2
    assert f"yearbook: {raw}/c.txt: the file is empty\n" in capsys.readouterr().err


def test_fail_on(tmp_path, capsys):
    raw = chapter(tmp_path / "a.txt", finding="warning")
    run = ("run", raw, "--out", tmp_path / "out", "--workers", 0)
    assert yearbook(*run) == 0
    assert yearbook(*run, "--fail-on", "warning") == 1
    assert yearbook(*run, "--fail-on", "critical", "--force") == 0


def test_a_file_over_the_limit_is_one_line(tmp_path, capsys):
    raw = chapter(tmp_path / "raw" / "a.txt").parent
    chapter(raw / "b.txt", "myb1-2018-indium", rest="x" * (1 << 20))
    assert yearbook("run", raw, "--out", tmp_path / "out", "--workers", 0, "--max-megabytes", 1) == 2
    assert "yearbook: b.txt: 1 MB are more than the 1 MB of --max-megabytes\n" in capsys.readouterr().err


def test_nothing_to_read_is_2(tmp_path, capsys):
    assert yearbook("run", tmp_path / "none.txt", "--out", tmp_path / "out") == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        f"yearbook: {tmp_path}/none.txt: no such file or directory",
        "yearbook: no chapter to read: nothing published",
    ]
    assert not (tmp_path / "out").exists()


def test_json_lines_are_all_objects(tmp_path, capsys):
    raw = chapter(tmp_path / "raw" / "a.txt").parent
    (raw / "b.txt").write_text("")
    assert yearbook("run", raw, "--out", tmp_path / "out", "--workers", 0, "--log-format", "json") == 2
    text = capsys.readouterr()
    events = [json.loads(line) for line in text.err.splitlines()]
    assert [event["level"] for event in events] == ["error", "info"]
    summary = json.loads(text.out)
    assert (summary["exit_code"], summary["published"], summary["figures"]) == (2, 1, 2)


def test_interrupted(tmp_path, capsys, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.run.collect", interrupt)
    assert yearbook("run", tmp_path) == cli.INTERRUPTED
    assert capsys.readouterr().err == "yearbook: interrupted: nothing published\n"


def test_a_fault_of_the_program_is_not_taken_for_a_source_held_back(tmp_path, capsys, monkeypatch):
    def fault(*_, **__):
        raise KeyError("message")

    monkeypatch.setattr("pipeline.quality.validate", fault)
    run = ("run", chapter(tmp_path / "a.txt"), "--out", tmp_path / "out", "--workers", 0)
    assert yearbook(*run) == 2
    assert "yearbook: a fault of this program: KeyError('message')" in capsys.readouterr().err
    assert yearbook(*run, "--log-format", "json") == 2
    assert [json.loads(line)["level"] for line in capsys.readouterr().err.splitlines()] == ["error"]


def test_show_draws(tmp_path, capsys):
    path = chapter(tmp_path / "a.txt")
    assert yearbook("show", path, "--dir", tmp_path) == 0
    assert "Table 1. T" in capsys.readouterr().out
    assert yearbook("show", path, "--table", "2") == 2
    assert capsys.readouterr().err == f"yearbook: {path}: has no table 2\n"


def test_companies_prints_the_crosswalk(tmp_path, capsys):
    named = [["HC", "Halite Co."]]
    yearbook("run", chapter(tmp_path / "a.txt", companies=named), "--out", tmp_path / "out", "--workers", 0)
    capsys.readouterr()
    assert yearbook("companies", tmp_path / "out") == 0
    assert capsys.readouterr().out.startswith("- name: Halite Co.\n  also:\n  - name: HC\n")


def test_show_survives_a_closed_pipe(tmp_path):
    script = "from pipeline import cli; from tests.fakes import READERS; import pipeline.extract as e, sys; "
    script += "e._readers = lambda: READERS; sys.exit(cli.main(sys.argv[1:]))"
    path = chapter(tmp_path / "a.txt", rows=[["a", 2017, 1.0]] * 5000)
    command = f"{sys.executable} -c '{script}' show {path} | head -1; echo ${{PIPESTATUS[0]}}"
    root = Path(__file__).parents[1]
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=root, check=True)
    assert (done.stdout, done.stderr) == ("Table 1. T\n0\n", "")


def test_check_passes_what_was_published_and_finds_damage(tmp_path, capsys):
    out = tmp_path / "out"
    yearbook("run", chapter(tmp_path / "a.txt"), "--out", out, "--workers", 0)
    capsys.readouterr()
    assert yearbook("check", out) == 0
    assert capsys.readouterr().out == "0 critical, 0 warning, 0 info\n"
    cells, notes = (next((out / name).rglob("*.parquet")) for name in ("cells", "notes"))
    cells.write_bytes(b"damaged")
    notes.rename(notes.with_name("other.parquet"))
    assert yearbook("check", out) == 1
    text = capsys.readouterr().out
    assert "was changed [damaged_file" in text
    assert "is missing [missing_file" in text
    assert "is not in the manifest [unknown_file" in text
    assert text.endswith("3 critical, 0 warning, 0 info\n")


def test_check_reports_what_validation_finds(tmp_path, capsys, monkeypatch):
    out = tmp_path / "out"
    yearbook("run", chapter(tmp_path / "a.txt"), "--out", out, "--workers", 0)
    found = [FindingRow("sums", "warning", f"row {row}", None, "s", "d") for row in range(3)]
    monkeypatch.setattr("pipeline.quality.validate", lambda *_, **__: found)
    assert yearbook("check", out) == 0
    assert "warning: sums: 3, such as: row 0 [d s]" in capsys.readouterr().out
    assert yearbook("check", tmp_path / "nowhere") == 2
    assert capsys.readouterr().err == f"yearbook: {tmp_path}/nowhere: nothing is published here\n"
