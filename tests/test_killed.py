"""Runs killed at fifty moments spread over all that a run does; each leaves a whole state, and the next mends the rest.

A moment is a function call, counted: the same each time, and as likely inside a write as between two.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes import chapter

ROOT = Path(__file__).parents[1]
MOMENTS = 25

# A process that has imported everything forks one that runs; it does no work itself that a fork could not bear.
SCRIPT = """
import io, json, os, random, shutil, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import pandas, pyarrow, pyarrow.compute, pyarrow.dataset, pyarrow.parquet
import pipeline.run
from pipeline.log import Log
from pipeline.run import Options, run
from tests.fakes import STAGES
pipeline.run.versions = lambda: {"pipeline": "test"}
raw, folder, moments, first = Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), sys.argv[5] == "first"

def go(raw, out, at=None, count=None):
    calls = 0
    def look(*_):
        nonlocal calls
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
    pid = os.fork()
    if pid == 0:
        sys.setprofile(look)
        try:
            run(Options((str(raw),), out, 0), Log(io.StringIO()), STAGES)
        finally:
            sys.setprofile(None)
            if count:
                count.write_text(str(calls))
            os._exit(0)
    return os.waitpid(pid, 0)[1]

def published(out):
    names = [path for path in out.iterdir() if path.is_symlink()] if out.is_dir() else []
    files = [file for name in names if name.exists() for file in ([name] if name.is_file() else name.rglob("*"))]
    return {str(file.relative_to(out)): file.read_bytes() for file in files if file.is_file()}

old, new = folder / "old", folder / "new"
if first:
    old.mkdir()
else:
    assert go(raw / "old", old) == 0
assert go(raw / "new", new) == 0
before, after = published(old), published(new)
assert before != after and after
count = folder / "count"
trial = folder / "trial"
shutil.copytree(old, trial, symlinks=True)
assert go(raw / "new", trial, count=count) == 0
assert published(trial) == after
total = int(count.read_text())
draw = random.Random(1)
states = []
for _ in range(moments):
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(old, out, symlinks=True)
    status = go(raw / "new", out, draw.randrange(1, total))
    found = published(out)
    states.append("before" if found == before else "after" if found == after else "neither")
    assert os.WIFSIGNALED(status)
    assert go(raw / "new", out) == 0
    left = sorted(path.name for path in (out / ".yearbook").iterdir())
    if published(out) != after or "new" in left or len(list((out / ".yearbook" / "states").iterdir())) > 2:
        states[-1] += " and not mended"
print(json.dumps([total, states]))
"""


@pytest.mark.parametrize("state", ["first", "second"])
def test_killed_at_any_moment(tmp_path: Path, state: str) -> None:
    chapter(tmp_path / "raw" / "old" / "one.txt", "myb1-2017-indium")
    chapter(tmp_path / "raw" / "old" / "two.txt", "myb1-2018-indium")
    chapter(tmp_path / "raw" / "new" / "one.txt", "myb1-2017-indium")
    chapter(tmp_path / "raw" / "new" / "two.txt", "myb1-2018-indium", rows=[["a", 2017, 7.0], ["c", 2018, 1.0]])
    chapter(tmp_path / "raw" / "new" / "held.txt", "myb1-2016-zinc", finding="critical")
    (tmp_path / "states").mkdir()
    arguments = [str(ROOT), str(tmp_path / "raw"), str(tmp_path / "states"), str(MOMENTS), state]
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    total, states = json.loads(done.stdout)
    assert total > 1000
    assert set(states) <= {"before", "after"}
    assert "before" in states
