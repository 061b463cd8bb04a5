"""`yearbook fetch` from its arguments to its exit code."""

import json
import subprocess
import sys

import pytest

from pipeline.cli import main
from pipeline.fetch.client import Clock
from tests.fetch.server import PDF, Answer, workbook


@pytest.fixture
def fetch(server, tmp_path, monkeypatch):
    clock = Clock(sleep=lambda _: None)
    monkeypatch.setattr("pipeline.fetch.chapters.Clock", lambda: clock)

    def call(*arguments: str) -> int:
        return main(["fetch", "--year", "2020", "--base-url", server.url, "--out", str(tmp_path / "raw"), *arguments])

    return call


def test_both_forms_are_fetched_and_the_next_time_nothing(fetch, server, tmp_path, capsys):
    server.answers["/vol1/2020/myb1-2020-gold.xlsx"] = [Answer(workbook(), headers={"ETag": '"w"'})]
    server.answers["/vol1/2020/myb1-2020-gold.pdf"] = [Answer(PDF, headers={"ETag": '"p"'})]
    assert fetch("--commodity", "gold") == 0
    said = capsys.readouterr()
    assert said.out == f"fetched 2 files into {tmp_path / 'raw'} (0 unchanged, 0 not to be had)\n"
    assert said.err == "myb1-2020-gold.xlsx: fetched\nmyb1-2020-gold.pdf: fetched\n"
    assert fetch("--commodity", "gold", "--log-format", "json") == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == ["myb1-2020-gold.xlsx", "myb1-2020-gold.pdf"]


def test_a_form_not_published_is_2(fetch, server, capsys):
    server.answers["/vol1/2020/myb1-2020-gold.pdf"] = [Answer(PDF)]
    assert fetch("--commodity", "gold", "--form", "pdf") == 0
    assert fetch("--commodity", "gold", "--form", "workbook") == 2
    assert "yearbook: gold 2020 (workbook): not published at " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--commodity", "unobtainium"], "no chapter of the Minerals Yearbook"),
        (["--commodity", " , "], "--commodity: names no chapter"),
        (["--commodity", "gold", "--out", "s3://bucket/raw"], "a folder of this machine only"),
        (["--commodity", "gold", "--base-url", "ftp://host/"], "not the address of a folder"),
    ],
)
def test_wrong_arguments_are_2_and_ask_nothing(fetch, server, capsys, arguments, words):
    assert fetch(*arguments) == 2
    assert words in capsys.readouterr().err
    assert server.asked == []


@pytest.mark.parametrize("year", ["20", "next", "2020.5"])
def test_a_year_that_is_none_is_2(year, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["fetch", "--year", year, "--commodity", "gold"])
    assert stopped.value.code == 2


def test_the_web_library_is_imported_by_no_other_command():
    code = "import sys, pipeline.cli as c\nc.parser()\nimport pipeline.run\nassert 'httpx' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
