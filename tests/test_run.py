import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.limits import Limits
from pipeline.log import Log
from pipeline.outcome import Outcome
from pipeline.publish.store import Store
from pipeline.records import FindingRow, YearbookError
from pipeline.run import Options, Stages, run
from pipeline.schema import SCHEMAS
from tests.fakes import STAGES, chapter, passes, work


def go(raw: Path, out: Path, stages: Stages = STAGES, force: bool = False, workers: int = 0) -> Outcome:
    return run(Options((str(raw),), out, workers, force), Log(io.StringIO()), stages)


def files(out: Path) -> dict[str, bytes]:
    state = Store(out).current()
    assert state is not None
    return {path.relative_to(state).as_posix(): path.read_bytes() for path in state.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def same_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout that is edited while the tests run is a new version each time."""
    monkeypatch.setattr("pipeline.run.versions", lambda: {"pipeline": "test"})


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    chapter(folder / "one.txt", "myb1-2017-indium")
    chapter(folder / "two.TXT", "myb1-2018-indium", rows=[["a", 2017, 7.0], ["c", 2018, 1.0]])
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_publishes_every_dataset_in_partitions(raw, out):
    outcome = go(raw, out)
    assert (outcome.exit_code, outcome.state, outcome.published, outcome.figures) == (0, "published", 2, 4)
    for dataset in SCHEMAS:
        frame = pd.read_parquet(out / dataset)
        assert [*frame.columns] == [*SCHEMAS[dataset].names, "commodity", "edition"]
    observations = pd.read_parquet(out / "observations")
    assert set(observations["edition"]) == {2017, 2018}
    latest = observations[observations["latest"]]
    assert sorted(zip(latest["series_id"], latest["value"], strict=True)) == [("a", 7.0), ("b", 6.0), ("c", 1.0)]
    assert pd.read_parquet(out / "revisions")[["value_old", "value_new"]].to_numpy().tolist() == [[5.0, 7.0]]


def test_manifest_names_inputs_and_outputs(raw, out):
    go(raw, out)
    manifest = json.loads((out / "manifest.json").read_text())
    assert [entry["path"] for entry in manifest["inputs"]] == ["one.txt", "two.TXT"]
    on_disk = {path for path in files(out) if path.endswith(".parquet")}
    assert {output["path"] for output in manifest["outputs"]} == on_disk
    assert str(raw) not in (out / "manifest.json").read_text()


def test_second_run_does_nothing(raw, out):
    go(raw, out)
    before = files(out)
    again = go(raw, out, replace(STAGES, work=None, validate=None))
    assert (again.state, again.exit_code, again.figures) == ("unchanged", 0, 4)
    assert files(out) == before


def test_second_run_makes_a_missing_file_again(raw, out):
    go(raw, out)
    before = files(out)
    next((out / "cells").rglob("*.parquet")).unlink()
    assert go(raw, out).state == "published"
    assert files(out) == before


def test_force_reads_again_and_gives_the_same_bytes(raw, out):
    go(raw, out)
    before = files(out)
    forced = go(raw, out, force=True)
    assert (forced.state, forced.reused) == ("same", 0)
    assert files(out) == before
    assert len(list((out / ".yearbook" / "states").iterdir())) == 1


def test_force_replaces_a_damaged_file(raw, out):
    go(raw, out)
    before = files(out)
    next((out / "cells").rglob("*.parquet")).write_bytes(b"damaged")
    assert go(raw, out, force=True).state == "published"
    assert files(out) == before


def test_other_folder_other_engine_same_bytes(raw, out, tmp_path):
    go(raw, out)
    other = tmp_path / "other"
    assert go(raw, other, workers=2).exit_code == 0
    assert files(other) == files(out)


def test_only_what_changed_is_read_again(raw, out):
    go(raw, out)
    chapter(raw / "three.txt", "myb1-2016-zinc")
    outcome = go(raw, out)
    assert (outcome.published, outcome.reused) == (3, 2)


def test_reused_extracts_give_the_same_bytes_as_fresh_ones(raw, out, tmp_path):
    go(raw, out)
    (raw / "one.txt").rename(raw / "renamed.txt")
    assert go(raw, out).reused == 2
    go(raw, tmp_path / "fresh")
    assert files(tmp_path / "fresh") == files(out)


def test_the_forms_of_a_chapter_are_read_one_after_the_other(raw, out):
    (raw / "pdf").mkdir()
    chapter(raw / "pdf" / "one.txt", "myb1-2017-indium", rows=[["a", 2017, 8.0]])
    chapter(raw / "pdf" / "two.txt", "myb1-2018-indium", rows=[["a", 2017, 9.0]])
    read = []
    go(raw, out, replace(STAGES, work=lambda source, limits: read.append(source.source_path) or work(source, limits)))
    assert read == ["one.txt", "pdf/one.txt", "pdf/two.txt", "two.TXT"]


def test_same_bytes_are_read_once(raw, out):
    (raw / "copy.txt").write_bytes((raw / "one.txt").read_bytes())
    assert go(raw, out).published == 2
    documents = pd.read_parquet(out / "documents")
    assert sorted(documents["source_path"]) == ["copy.txt", "two.TXT"]
    assert json.loads((out / "manifest.json").read_text())["inputs"][0]["also"] == ["one.txt"]


def test_unreadable_source_is_one_line_and_the_others_go_on(raw, out):
    chapter(raw / "bad.txt", **{"raise": "encrypted"})
    (raw / "broken.txt").write_text("{")
    (raw / "empty.txt").write_text("")
    outcome = go(raw, out)
    assert outcome.exit_code == 2
    assert outcome.published == 2
    assert outcome.failed[0].endswith("empty.txt: the file is empty")
    assert outcome.failed[1] == "bad.txt: encrypted"
    assert outcome.failed[2].startswith("broken.txt: JSONDecodeError")
    assert pd.read_parquet(out / "quarantine" / "findings")["rule"].tolist() == ["unreadable_source"] * 2
    again = go(raw, out)
    assert (again.state, again.exit_code, len(again.failed)) == ("unchanged", 2, 3)


def test_a_limit_that_is_raised_is_a_new_state_but_nothing_is_read_twice(raw, out):
    (raw / "big.txt").write_text((raw / "one.txt").read_text().ljust(2 << 20))
    small = run(Options((str(raw),), out, 0, limits=Limits(megabytes=1)), Log(io.StringIO()), STAGES)
    assert small.failed == ["big.txt: 2 MB are more than the 1 MB of --max-megabytes"]
    again = go(raw, out)
    assert (again.failed, again.published, again.reused) == ([], 3, 2)


def test_permission_denied_names_the_file(raw, out, monkeypatch):
    real = open

    def refuse(path, *rest, **more):
        if Path(path).name == "one.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **more)

    monkeypatch.setattr("pipeline.inputs.open", refuse, raising=False)
    outcome = go(raw, out)
    assert outcome.failed == [f"{raw}/one.txt: permission denied"]
    assert outcome.published == 1


def test_critical_finding_of_a_reader_holds_the_source_back(raw, out):
    chapter(raw / "doubtful.txt", "myb1-2017-indium", kind="workbook", finding="critical")
    outcome = go(raw, out)
    assert (outcome.exit_code, outcome.held) == (1, {"doubtful.txt": ["something is wrong"]})
    observations = pd.read_parquet(out / "observations")
    assert len(observations) == 4
    assert observations["preferred"].all()
    held = pd.read_parquet(out / "quarantine" / "observations")
    assert len(held) == 2
    assert not held["preferred"].any()
    assert len(pd.read_parquet(out / "findings")) == 0
    assert go(raw, out).exit_code == 1


def blame_workbooks(datasets, pages):
    documents = datasets["documents"].to_pylist()
    rows = [row for row in documents if row["source_kind"] == "workbook"]
    return [FindingRow("r", "critical", "sums to 3", None, row["source_id"], row["doc_id"]) for row in rows]


def test_another_form_takes_the_place_of_one_that_fails_validation(raw, out):
    chapter(raw / "better.txt", "myb1-2017-indium", kind="workbook")
    outcome = go(raw, out, replace(STAGES, validate=blame_workbooks))
    assert outcome.held == {"better.txt": ["sums to 3"]}
    assert pd.read_parquet(out / "observations")["preferred"].all()
    assert set(pd.read_parquet(out / "world_production")["value"]) == {5.0, 6.0, 7.0, 1.0}


def test_fault_of_no_single_source_keeps_the_old_state(raw, out):
    go(raw, out)
    before = files(out)
    chapter(raw / "three.txt", "myb1-2016-zinc")
    fault = replace(STAGES, validate=lambda *_: [FindingRow("r", "critical", "facts stand twice")])
    with pytest.raises(YearbookError, match="nothing published: facts stand twice"):
        go(raw, out, fault)
    assert files(out) == before


def test_a_process_that_dies_costs_one_file(raw, out):
    chapter(raw / "deadly.txt", die=True)
    outcome = go(raw, out, workers=2)
    assert outcome.published == 2
    assert outcome.failed == ["deadly.txt: the process reading it died (out of time or memory, or killed)"]
    (raw / "deadly.txt").unlink()
    assert go(raw, out).exit_code == 0


@pytest.mark.parametrize(
    ("workers", "cause"),
    [
        (0, "takes more than the 1 s of --max-seconds"),
        (1, "the process reading it died (out of time or memory, or killed)"),
    ],
)
def test_a_file_that_takes_for_ever_costs_itself_alone(raw, out, workers, cause):
    chapter(raw / "endless.txt", "myb1-2016-zinc", spin=True)
    outcome = run(Options((str(raw),), out, workers, limits=Limits(seconds=1)), Log(io.StringIO()), STAGES)
    assert outcome.failed == [f"endless.txt: {cause}"]
    assert outcome.published == 2


def test_a_file_that_takes_all_memory_costs_itself_alone(raw, out):
    chapter(raw / "huge.txt", "myb1-2016-zinc", swell=3000)
    outcome = run(Options((str(raw),), out, 1, limits=Limits(memory=2000)), Log(io.StringIO()), STAGES)
    assert outcome.failed == ["huge.txt: out of memory (at most 2000 MB: --max-memory)"]
    assert outcome.published == 2


def test_a_failure_that_may_pass_is_tried_again(raw, out):
    chapter(raw / "deadly.txt", die=True)
    go(raw, out, workers=2)
    assert go(raw, out, workers=2).state == "same"


def test_without_a_readable_chapter_the_old_state_stays(raw, out, tmp_path):
    go(raw, out)
    before = files(out)
    bad = chapter(tmp_path / "bad" / "bad.txt", **{"raise": "encrypted"})
    with pytest.raises(YearbookError, match="no chapter could be read"):
        go(bad, out)
    with pytest.raises(YearbookError, match="no chapter to read"):
        go(tmp_path / "nowhere", out)
    assert files(out) == before


KILLED = """
import io, os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
import pipeline.publish.{module} as module
import pipeline.run
from tests.fakes import STAGES
pipeline.run.versions = lambda: {{"pipeline": "test"}}
from pipeline.limits import Limits
from pipeline.log import Log
from pipeline.run import Options, run
real, calls = module.{name}, []
def dying(*args):
    calls.append(1)
    if len(calls) == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args)
module.{name} = dying
run(Options(({raw!r},), Path({out!r}), 0, True), Log(io.StringIO()), STAGES)
"""


@pytest.mark.parametrize(
    ("module", "name", "call"), [("write", "_write", 3), ("store", "_point", 1), ("store", "_point", 2)]
)
def test_killed_in_the_middle_leaves_the_whole_old_state(raw, out, module, name, call):
    go(raw, out)
    before = files(out)
    chapter(raw / "three.txt", "myb1-2016-zinc")
    place = {"root": str(Path(__file__).parents[1]), "raw": str(raw), "out": str(out)}
    script = KILLED.format(module=module, name=name, call=call, **place)
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    assert files(out) == before
    assert len(pd.read_parquet(out / "observations")) == 4
    assert go(raw, out).published == 3
    assert len(list((out / ".yearbook" / "states").iterdir())) == 2
    assert not (out / ".yearbook" / "new").exists()


def test_first_state_appears_at_once(raw, out):
    place = {"root": str(Path(__file__).parents[1]), "raw": str(raw), "out": str(out)}
    script = KILLED.format(module="store", name="_point", call=1, **place)
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    assert not [name for name in (*SCHEMAS, "manifest.json") if (out / name).exists()]
    assert go(raw, out).state == "published"


def test_an_error_between_files_leaves_the_old_state_and_one_line(raw, out, monkeypatch):
    go(raw, out)
    before = files(out)
    chapter(raw / "three.txt", "myb1-2016-zinc")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.publish.write._link", full)
    with pytest.raises(YearbookError, match="out: nothing published: no space left on device"):
        go(raw, out)
    assert files(out) == before
    assert not (out / ".yearbook" / "new").exists()


def test_unwritable_out_is_one_line(raw, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(YearbookError, match="nothing published: not a directory"):
        go(raw, tmp_path / "file" / "out")


def test_state_of_the_last_run_alone_is_published(raw, out):
    go(raw, out)
    (raw / "one.txt").unlink()
    go(raw, out)
    assert set(pd.read_parquet(out / "observations")["edition"]) == {2018}


def test_readers_of_the_datasets_see_nothing_but_them(raw, out):
    go(raw, out)
    names = {name for name in os.listdir(out) if not name.startswith(".")}
    assert names == {*SCHEMAS, "quarantine", "manifest.json", "run.json", "_docs"}


def test_every_run_leaves_its_report(raw, out, tmp_path):
    go(raw, out)
    assert json.loads((out / "run.json").read_text())["state"] == "published"
    go(raw, out)
    assert json.loads((out / "run.json").read_text())["state"] == "unchanged"
    chapter(tmp_path / "bad.txt", "x", **{"raise": "is no chapter"})
    with pytest.raises(YearbookError):
        go(tmp_path / "bad.txt", out)
    found = json.loads((out / "run.json").read_text())
    assert (found["error"], found["exit_code"]) == ("no chapter could be read: nothing published", 2)
    assert found["failed"] == ["bad.txt: is no chapter"]


def test_a_run_that_is_refused_leaves_the_report_of_the_one_at_work(raw, out):
    with Store(out).lock(), pytest.raises(YearbookError, match="another run"):
        go(raw, out)
    assert not (out / "run.json").exists()


def test_validation_sees_every_dataset_once(raw, out):
    seen = []

    def look(datasets, pages):
        seen.append({name: len(table) for name, table in datasets.items()})
        return passes(datasets, pages)

    go(raw, out, replace(STAGES, validate=look))
    assert len(seen) == 1
    assert set(seen[0]) == set(SCHEMAS)
    assert seen[0]["observations"] == 4
