import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.log import Log
from pipeline.outcome import Outcome
from pipeline.records import FindingRow, YearbookError
from pipeline.release import Release, Releases, Seen, fingerprint, read_releases, release
from pipeline.run import Options, Stages, run
from pipeline.schema import to_arrow
from tests.fakes import STAGES, chapter

TODAY = dt.date(2026, 3, 1)
DOC = "myb1-2017-zinc"


def go(raw: Path, out: Path, stages: Stages = STAGES) -> Outcome:
    return run(Options((str(raw),), out, 0), Log(io.StringIO()), stages)


@pytest.fixture(autouse=True)
def same_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.versions", lambda: {"pipeline": "test"})


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    chapter(folder / "one.txt", "myb1-2017-indium")
    chapter(folder / "doubtful.txt", DOC, finding="critical")
    return folder


@pytest.fixture
def out(tmp_path: Path, raw: Path) -> Path:
    go(raw, tmp_path / "out")
    return tmp_path / "out"


def documents(out: Path) -> set[str]:
    return set(pd.read_parquet(out / "documents")["doc_id"])


def test_a_released_source_is_published_and_says_so(raw, out):
    assert documents(out) == {"myb1-2017-indium"}
    [entry] = release(out, DOC, "looked at the page", "Ann", TODAY)
    assert (entry.doc_id, entry.date) == (DOC, "2026-03-01")
    assert entry.findings == (Seen("made_up", "something is wrong"),)
    outcome = go(raw, out)
    assert (outcome.exit_code, outcome.published) == (0, 2)
    assert documents(out) == {"myb1-2017-indium", DOC}
    [finding] = pd.read_parquet(out / "findings").to_dict("records")
    assert finding["severity"] == "warning"
    assert finding["message"] == "Released by Ann on 2026-03-01 (looked at the page): something is wrong"


def test_taken_out_of_the_file_it_is_held_back_again(raw, out):
    release(out, DOC, "looked at the page", "Ann", TODAY)
    go(raw, out)
    (out / "releases.yaml").unlink()
    assert go(raw, out).exit_code == 1
    assert documents(out) == {"myb1-2017-indium"}


def test_another_critical_finding_holds_it_back_all_the_same(raw, out):
    release(out, DOC, "looked at the page", "Ann", TODAY)

    def blame(datasets, pages):
        rows = datasets["documents"].to_pylist()
        return [FindingRow("sum", "critical", "9", None, row["source_id"]) for row in rows if row["doc_id"] == DOC]

    outcome = go(raw, out, replace(STAGES, validate=blame))
    assert outcome.held == {"doubtful.txt": ["9"]}


def test_findings_of_validation_are_released_too(raw, out):
    def blame(datasets, pages):
        rows = datasets["documents"].to_pylist()
        return [FindingRow("sum", "critical", "9", None, row["source_id"]) for row in rows if row["doc_id"] == DOC]

    blamed = replace(STAGES, validate=blame)
    chapter(raw / "doubtful.txt", DOC)
    assert go(raw, out, blamed).exit_code == 1
    release(out, DOC, "the source says so", "Ann", TODAY)
    assert go(raw, out, blamed).exit_code == 0


def test_a_changed_file_is_held_back_again(raw, out):
    release(out, DOC, "looked at the page", "Ann", TODAY)
    chapter(raw / "doubtful.txt", DOC, finding="critical", rows=[["a", 2017, 1.0]])
    assert go(raw, out).exit_code == 1


@pytest.mark.parametrize(
    ("doc", "reason", "message"),
    [
        ("myb1-2017-indium", "why", "is not held back"),
        ("myb1-2017-gold", "why", "no doc_id"),
        (DOC, "  ", "needs a reason"),
    ],
)
def test_what_cannot_be_released(out, doc, reason, message):
    with pytest.raises(YearbookError, match=message):
        release(out, doc, reason, "Ann", TODAY)
    assert fingerprint(out) == "none"


def test_what_could_not_be_read_cannot_be_released(raw, out):
    chapter(raw / "bad.txt", **{"raise": "not a chapter"})
    go(raw, out)
    with pytest.raises(YearbookError, match="nothing to release: bad"):
        release(out, "bad.txt", "why", "Ann", TODAY)


def test_nothing_is_made_where_nothing_is_published(tmp_path):
    with pytest.raises(YearbookError, match="nothing is published"):
        release(tmp_path / "no", DOC, "why", "Ann", TODAY)
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1", "not a list"),
        ("[", "cannot be read"),
        ("- source_id: x", "entry 1 is not a release"),
        ("- {source_id: x, doc_id: d, reason: '', by: b, date: 2026-03-01, findings: []}", "entry 1: a release needs"),
    ],
)
def test_a_spoilt_file_is_an_error_that_says_where(tmp_path, text, message):
    (tmp_path / "releases.yaml").write_text(text)
    with pytest.raises(YearbookError, match=message):
        read_releases(tmp_path)


def test_only_what_was_seen_is_eased():
    seen = Seen("sum", "does not add up", "3", 4, 5)
    releases = Releases((Release("abc", DOC, "why", "Ann", "2026-03-01", (seen,)),))
    same = FindingRow("sum", "critical", "does not add up", "observations", "abc", DOC, "3", 4, 5)
    others = [replace(same, source_id="x"), replace(same, row=9), replace(same, message="m"), replace(same, rule="r")]
    assert [finding.severity for finding in releases.eased([same, *others])] == ["warning", *["critical"] * 4]
    table = releases.eased_table(to_arrow("findings", [same, *others]))
    assert sorted(table["severity"].to_pylist()) == [*["critical"] * 4, "warning"]


def test_releases_are_added_and_change_the_fingerprint(raw, out):
    release(out, DOC, "one", "Ann", TODAY)
    first = fingerprint(out)
    release(out, DOC, "two: “quoted”", "Ann", TODAY)
    assert [entry.reason for entry in read_releases(out).entries] == ["one", "two: “quoted”"]
    assert fingerprint(out) != first
