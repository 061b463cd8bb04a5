"""Chapters fetched from a web server that fails in the ways web servers fail; nothing here waits."""

import fcntl
import io
import json
import subprocess
import sys
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path

import pytest

from pipeline.fetch.catalog import catalog
from pipeline.fetch.chapters import Fetched, fetch
from pipeline.fetch.client import AGENT, Clock, Policy
from pipeline.inputs import collect
from pipeline.log import Log
from pipeline.records import YearbookError
from tests.fetch.server import PAGE, PDF, Answer, Server, workbook

XLSX, PDF_NAME = "myb1-2020-gold.xlsx", "myb1-2020-gold.pdf"
NOW = 1_600_000_000.0
POLICY = Policy(pause=1, retries=3, first_wait=2, most_wait=100, timeout=5, deadline=50, megabytes=1)


@dataclass
class Fetcher:
    """Fetches gold 2020 into ``raw`` and keeps the waits and the lines; time stands still but for the waits."""

    server: Server
    raw: Path
    waits: list[float] = field(default_factory=list)
    said: io.StringIO = field(default_factory=io.StringIO)
    seconds_a_look: float = 0.0
    time: float = 0.0

    def __call__(self, form="workbook", commodity="gold", policy: Policy = POLICY) -> Fetched:
        wanted = catalog().wanted(2020, commodity.split(","), [form], self.server.url)
        clock = Clock(self.waits.append, self.look, lambda: NOW, lambda: 1.0)
        return fetch(wanted, self.raw, Log(self.said), policy, clock)

    def look(self) -> float:
        self.time += self.seconds_a_look
        return self.time

    def answers(self, *answers: Answer, name: str = XLSX) -> None:
        self.server.answers[f"/vol1/2020/{name}"] = list(answers)

    @property
    def ledger(self) -> dict[str, dict[str, object]]:
        return json.loads((self.raw / "fetched.json").read_text())

    @property
    def files(self) -> set[str]:
        return {path.name for path in self.raw.iterdir()} - {".fetched.lock"}


@pytest.fixture
def fetcher(server, tmp_path) -> Fetcher:
    return Fetcher(server, tmp_path / "raw")


def test_a_chapter_is_fetched_with_its_checksum(fetcher):
    fetcher.answers(Answer(workbook(), headers={"ETag": '"1"', "Last-Modified": "Fri, 01 Jan 2021 00:00:00 GMT"}))
    done = fetcher()
    assert (done.new, done.exit_code) == ([XLSX], 0)
    assert (fetcher.raw / XLSX).read_bytes() == workbook()
    assert fetcher.files == {XLSX, "fetched.json"}
    (read,) = collect([fetcher.raw]).inputs
    assert fetcher.ledger == {
        XLSX: {
            "url": f"{fetcher.server.url}2020/{XLSX}",
            "sha256": read.sha256,
            "size": len(workbook()),
            "fetched": "2020-09-13T12:26:40+00:00",
            "etag": '"1"',
            "last_modified": "Fri, 01 Jan 2021 00:00:00 GMT",
        }
    }
    assert fetcher.server.asked[0][1]["user-agent"] == AGENT
    assert fetcher.waits == []


def test_what_is_unchanged_is_not_sent_again(fetcher):
    fetcher.answers(Answer(workbook(), headers={"ETag": '"1"', "Last-Modified": "Fri, 01 Jan 2021 00:00:00 GMT"}))
    fetcher()
    before = fetcher.ledger
    assert fetcher().unchanged == [XLSX]
    asked = fetcher.server.asked[-1][1]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "Fri, 01 Jan 2021 00:00:00 GMT")
    assert fetcher.ledger == before


def test_what_is_sent_again_and_the_same_leaves_the_file_alone(fetcher):
    fetcher.answers(Answer(workbook(), headers={"ETag": '"1"'}), Answer(workbook(), headers={"ETag": '"2"'}))
    fetcher()
    written = (fetcher.raw / XLSX).stat()
    assert fetcher().unchanged == [XLSX]
    assert (fetcher.raw / XLSX).stat() == written
    assert fetcher.ledger[XLSX]["etag"] == '"2"'
    assert fetcher.files == {XLSX, "fetched.json"}


def test_a_new_version_takes_the_old_one_s_place(fetcher):
    fetcher.answers(Answer(workbook(), headers={"ETag": '"1"'}), Answer(workbook("new"), headers={"ETag": '"2"'}))
    fetcher()
    assert fetcher().changed == [XLSX]
    assert (fetcher.raw / XLSX).read_bytes() == workbook("new")


def test_a_file_no_longer_as_fetched_is_fetched_again_whatever_the_server_s_tag(fetcher):
    fetcher.answers(Answer(workbook(), headers={"ETag": '"1"'}))
    fetcher()
    (fetcher.raw / XLSX).write_bytes(b"rotten")
    assert fetcher().mended == [XLSX]
    assert "if-none-match" not in fetcher.server.asked[-1][1]
    assert (fetcher.raw / XLSX).read_bytes() == workbook()
    (fetcher.raw / XLSX).unlink()
    assert fetcher().new == [XLSX]


def test_a_user_s_own_file_is_never_overwritten(fetcher):
    fetcher.raw.mkdir()
    (fetcher.raw / XLSX).write_bytes(b"my own")
    fetcher.answers(Answer(workbook()))
    done = fetcher()
    assert (done.exit_code, (fetcher.raw / XLSX).read_bytes(), fetcher.files) == (2, b"my own", {XLSX})
    assert "was not fetched" in done.failed[0]


def test_a_file_whose_ledger_entry_was_lost_in_a_crash_is_taken_into_the_ledger(fetcher):
    fetcher.raw.mkdir()
    (fetcher.raw / XLSX).write_bytes(workbook())
    (fetcher.raw / f".{XLSX}.fetching").write_bytes(b"half")
    fetcher.answers(Answer(workbook()))
    assert fetcher().unchanged == [XLSX]
    assert fetcher.files == {XLSX, "fetched.json"}
    assert set(fetcher.ledger) == {XLSX}


def test_the_server_s_faults_are_waited_out_ever_longer(fetcher):
    fetcher.answers(Answer(status=500), Answer(status=502), Answer(reset=True), Answer(workbook()))
    assert fetcher().new == [XLSX]
    assert fetcher.waits == [2, 4, 8]
    said = fetcher.said.getvalue().splitlines()
    assert (
        said[0] == f"{fetcher.server.url}2020/{XLSX}: the server answered 500 Internal Server Error; asked again in 2 s"
    )


def test_a_server_that_goes_on_failing_is_given_up(fetcher):
    fetcher.answers(Answer(status=500))
    done = fetcher()
    assert (done.exit_code, len(fetcher.server.asked), fetcher.waits) == (2, 4, [2, 4, 8])
    assert done.failed[0].endswith(f"/2020/{XLSX}: the server answered 500 Internal Server Error (4 times)")
    assert fetcher.files == set()


@pytest.mark.parametrize(
    ("text", "wait"),
    [("30", 30), (formatdate(NOW + 45, usegmt=True), 45), ("1", 2), (formatdate(NOW - 45), 2), ("soon", 2), ("-5", 2)],
)
def test_retry_after_is_honoured(fetcher, text, wait):
    fetcher.answers(Answer(status=503, headers={"Retry-After": text}), Answer(workbook()))
    assert fetcher().new == [XLSX]
    assert fetcher.waits == [wait]


def test_a_server_that_wants_to_be_left_alone_for_long_is(fetcher):
    fetcher.answers(Answer(status=429, headers={"Retry-After": "3600"}), Answer(workbook()))
    done = fetcher()
    assert (fetcher.waits, len(fetcher.server.asked)) == ([], 1)
    assert "429 Too Many Requests; it asks to be left alone for 3,600 s" in done.failed[0]


@pytest.mark.parametrize(
    "broken",
    [
        Answer(workbook(), cut=100),
        Answer(workbook()[:-30], length=False, cut=10_000),
        Answer(PDF[:-30], length=False, cut=10_000),
        Answer(b"5000\r\nPK\x03\x04", headers={"Transfer-Encoding": "chunked"}, length=False, cut=100),
    ],
)
def test_a_body_that_ends_early_is_asked_for_again_and_never_kept(fetcher, broken):
    form, name, whole = ("pdf", PDF_NAME, PDF) if broken.body.startswith(b"%PDF") else ("workbook", XLSX, workbook())
    fetcher.answers(broken, Answer(whole), name=name)
    assert fetcher(form).new == [name]
    assert (fetcher.raw / name).read_bytes() == whole
    fetcher.answers(broken, name=name)
    done = fetcher(form)
    assert (fetcher.raw / name).read_bytes() == whole
    assert any(words in done.failed[0] for words in ("ended before", "the end of the PDF", "its end is missing"))
    assert fetcher.files == {name, "fetched.json"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (PAGE, "sent a web page instead of a workbook (.xlsx)"),
        (PDF, "sent a PDF instead of a workbook (.xlsx)"),
        (b"", "sent nothing instead of a workbook (.xlsx)"),
        (b"hello", "sent something else instead of a workbook (.xlsx)"),
    ],
)
def test_something_else_than_the_chapter_is_refused_at_once(fetcher, body, words):
    fetcher.answers(Answer(body))
    done = fetcher()
    assert (done.exit_code, fetcher.files, fetcher.waits) == (2, set(), [])
    assert done.failed[0].endswith(words)


@pytest.mark.parametrize("length", [True, False])
def test_too_much_is_refused(fetcher, length):
    fetcher.answers(Answer(PDF[:9] + bytes((1 << 20) + 1), length=length), name=PDF_NAME)
    done = fetcher("pdf")
    assert (done.exit_code, fetcher.files, fetcher.waits) == (2, set(), [])
    assert "more than 1 MB" in done.failed[0]


def test_a_body_that_drips_is_given_up(fetcher):
    fetcher.answers(Answer(workbook()))
    fetcher.seconds_a_look = 60
    assert "not through after 50 s" in fetcher().failed[0]
    assert fetcher.files == set()


def test_what_is_not_published_is_said_with_what_was_looked_for(fetcher):
    done = fetcher()
    assert done.exit_code == 2
    assert done.failed == [
        f"gold 2020 (workbook): not published at {fetcher.server.url}2020/ "
        "(looked for myb1-2020-gold.xlsx, myb1-2020-gold.xls, myb1-2020-gold-adv.xlsx)"
    ]
    assert fetcher.said.getvalue() == f"yearbook: {done.failed[0]}\n"
    assert fetcher.waits == [1, 1]  # the pause between two requests


def test_the_first_address_that_has_the_chapter_is_taken_and_one_failure_stops_no_other(fetcher):
    fetcher.answers(Answer(workbook()), name="myb1-2020-indiu.xlsx")
    fetcher.answers(Answer(status=403))
    fetcher.answers(Answer(workbook("lead")), name="myb1-2020-lead-adv.xlsx")
    done = fetcher(commodity="gold,indium,lead")
    assert done.new == ["myb1-2020-indiu.xlsx", "myb1-2020-lead-adv.xlsx"]
    assert done.failed == [f"gold 2020 (workbook): {fetcher.server.url}2020/{XLSX}: the server answered 403 Forbidden"]
    assert fetcher.server.paths[:3] == [
        f"/vol1/2020/{name}" for name in (XLSX, "myb1-2020-indium.xlsx", "myb1-2020-indiu.xlsx")
    ]


@pytest.mark.parametrize("status", [204, 206, 304, 400, 401])
def test_answers_that_make_no_sense_are_refused(fetcher, status):
    fetcher.answers(Answer(status=status))
    assert f"the server answered {status}" in fetcher().failed[0]
    assert fetcher.files == set()


def test_redirects_are_followed_not_for_ever(fetcher):
    fetcher.server.answers["/elsewhere"] = [Answer(workbook())]
    fetcher.answers(Answer(status=302, headers={"Location": "/elsewhere"}))
    assert fetcher().new == [XLSX]
    fetcher.answers(Answer(status=302, headers={"Location": f"/vol1/2020/{XLSX}"}))
    assert "redirect" in fetcher().failed[0]
    fetcher.answers(Answer(status=302, headers={"Location": "file:///etc/passwd"}))
    assert "protocol" in fetcher().failed[0]


def test_two_fetches_at_once_do_not_mix(fetcher):
    fetcher.raw.mkdir()
    with open(fetcher.raw / ".fetched.lock", "w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(YearbookError, match="another fetch is writing here"):
            fetcher()
    assert fetcher.server.asked == []


@pytest.mark.parametrize("text", ["{", "[]", '{"a.pdf": {"url": 1}}', '"x"'])
def test_a_damaged_ledger_is_said(fetcher, text):
    fetcher.raw.mkdir()
    (fetcher.raw / "fetched.json").write_text(text)
    with pytest.raises(YearbookError, match=r"fetched\.json: the ledger of what was fetched is damaged"):
        fetcher()


def test_a_folder_that_cannot_be_written_is_said(fetcher):
    fetcher.raw.write_text("a file")
    with pytest.raises(YearbookError, match="raw: file exists"):
        fetcher()


def test_a_full_disk_leaves_the_old_file(fetcher, monkeypatch):
    fetcher.answers(Answer(workbook()), Answer(workbook("new")))
    fetcher()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.fetch.files.os.fsync", full)
    with pytest.raises(YearbookError, match="no space left on device"):
        fetcher()
    assert (fetcher.raw / XLSX).read_bytes() == workbook()
    assert fetcher.files == {XLSX, "fetched.json"}


def test_a_server_that_cannot_be_had_is_not_asked_on_and_on(fetcher):
    for name in ("gold", "salt", "lead"):
        fetcher.answers(Answer(status=503), name=f"myb1-2020-{name}.xlsx")
    done = fetcher(commodity="gold,salt,lead,zinc")
    assert [line.rsplit(": ")[-1] for line in done.failed] == [
        *["the server answered 503 Service Unavailable (4 times)"] * 2,
        *["the server could not be had"] * 2,
    ]
    assert len(fetcher.server.asked) == 8
    assert fetcher(commodity="gold,zinc,salt,lead").failed[3].endswith("(4 times)")  # zinc's 404 is an answer


def test_a_fetch_killed_in_the_middle_of_a_file_leaves_none_and_the_next_one_fetches_it(fetcher):
    fetcher.answers(Answer(workbook(), hold=True), Answer(workbook()))
    code = "import sys; from pipeline.cli import main; main(sys.argv[1:])"
    options = ["--year", "2020", "--commodity", "gold", "--form", "workbook", "--base-url", fetcher.server.url]
    process = subprocess.Popen([sys.executable, "-c", code, "fetch", *options, "--out", fetcher.raw])
    try:
        assert fetcher.server.halfway.wait(60)
    finally:
        process.kill()
        process.wait()
        fetcher.server.go_on.set()
    assert XLSX not in fetcher.files
    assert collect([fetcher.raw]).inputs == []
    assert fetcher().new == [XLSX]
    assert fetcher.files == {XLSX, "fetched.json"}


def test_no_server_at_all_is_said(tmp_path):
    fetcher = Fetcher(Server(url="http://127.0.0.1:9/"), tmp_path / "raw")
    assert "no connection" in fetcher().failed[0]
