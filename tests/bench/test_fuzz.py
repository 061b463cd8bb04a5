"""A few damaged chapters of the sample edition, the same each time, are read without a fault."""

import itertools
import random
from pathlib import Path

import pytest

from bench import fuzz
from pipeline.extract import extract

RAW = Path(__file__).parents[2] / "raw"
CASES = 40


def test_damaged_chapters_fail_alone_and_say_why(capsys: pytest.CaptureFixture[str]) -> None:
    extract(next(RAW.glob("*.pdf")), "warm")
    found = {name: fuzz.attempt(name, data) for name, data in itertools.islice(fuzz.cases(0, [RAW]), CASES)}
    assert len(found) == CASES
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_cases_are_the_same_for_the_same_seed_and_unlike_the_files() -> None:
    first, again = (list(itertools.islice(fuzz.cases(3, [RAW]), 10)) for _ in range(2))
    assert first == again
    originals = {path.read_bytes() for path in RAW.iterdir() if path.is_file()}
    assert not originals & {data for _, data in first}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise KeyError('x')", "KeyError"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "killed by signal 9"),
        ("(path.parent / 'new.txt').write_text('')", "wrote a file"),
        ("import socket; socket.create_connection(('127.0.0.1', 1))", "opens the network"),
        ("bytearray(3 << 30)", "out of memory"),
    ],
)
def test_what_a_reader_must_not_do_is_seen(code: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, data: bytes) -> None:
        exec(compile(code, "reader.py", "exec"), {"path": path})

    monkeypatch.setattr("pipeline.sources.read", read)
    assert told in (fuzz.attempt("1-a.txt", b"x") or "")


@pytest.mark.parametrize("damage", fuzz.DAMAGES)
def test_damage_changes_the_bytes(damage: fuzz.Damage) -> None:
    data = b"Imports of 127 t in 2017, 160 t in 2016. " * 50
    assert any(damage(random.Random(seed), data) != data for seed in range(5))
