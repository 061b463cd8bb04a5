"""Scores of a published folder by the corpus's own scorers, a measure a number."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from . import corpus, errata
from .letters import Prose, compare, key_words

MEASURES = ("value", "labelled", "strict", "dated", "words")
LINE = re.compile(r"^(\w+)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)\s+gold (\d+)", re.M)


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one measure, and how many answers the key holds."""

    precision: float
    recall: float
    f1: float
    gold: int


class NothingPublished(Exception):
    """The pipeline made nothing that could be scored; what it said is the message."""


def run(inputs: Iterable[Path], out: Path, workers: int) -> str:
    """Run the pipeline over ``inputs`` and return what it printed; a chapter it cannot read is no failure here."""
    yearbook = Path(sys.executable).with_name("yearbook")
    command = [yearbook, "run", *inputs, "--out", out, "--workers", str(workers)]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if not (out / "manifest.json").exists():
        raise NothingPublished(f"nothing was published:\n{done.stdout}{done.stderr}")
    return done.stdout


@cache
def tool(name: str) -> ModuleType:
    """One of the corpus's tools as a module."""
    spec = importlib.util.spec_from_file_location(name, corpus.SHARED / f"tools/{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def predictions(out: Path, what: str) -> Path:
    """What ``out`` publishes in the scorers' form, its chapters under the names their answer keys have."""
    path = out / f"{what}.jsonl"
    rows = getattr(tool("to_pred"), what)(str(out))
    with path.open("w", encoding="utf-8") as lines:
        for row in rows:
            nulls_as_none = {name: None if value != value else value for name, value in row.items()}
            nulls_as_none["doc"] = corpus.answers(row["doc"])
            lines.write(json.dumps(nulls_as_none, ensure_ascii=False, default=str) + "\n")
    return path


class Tables:
    """The table scores of a published folder, of any of its chapters together or alone."""

    def __init__(self, out: Path, key: Path, corrected: bool = False) -> None:
        scorer = tool("score_tables")
        read = predictions(out, "tables")
        if corrected:
            key, read = errata.corrected(key, read, out)
        self._score = scorer.score
        self._gold = _gold_items(key)
        self._read = scorer.pred_items(str(read))

    def score(self, docs: Iterable[str]) -> dict[str, Score]:
        """Every measure over ``docs``; a chapter that published nothing counts as all missed."""
        return {name: Score(*values) for name, values in self._score(self._gold, self._read, list(docs)).items()}

    def vanished(self, doc: str) -> int:
        """How many figures of the key are nowhere in what was read."""
        return sum((self._gold[doc]["value"] - self._read[doc]["value"]).values())


@cache
def _gold_items(key: Path) -> Any:
    return tool("score_tables").gold_items(str(key))


def statements(out: Path, part: str, *docs: str) -> dict[str, Score]:
    """The capacity statements of the prose against the annotations of one part ("build", "test")."""
    read = predictions(out, "prose")
    return _scored("score_prose", corpus.SHARED / f"gold/prose/{part}", read, *docs)


def entities(out: Path, doc: str) -> dict[str, Score]:
    """The named entities of a chapter against its annotations."""
    read = predictions(out, "entities")
    return _scored("score_entities", corpus.SHARED / f"gold/entities/{doc}.entities.jsonl", read)


def _scored(scorer: str, *arguments: str | Path) -> dict[str, Score]:
    command = [sys.executable, corpus.SHARED / f"tools/{scorer}.py", *arguments]
    printed = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout
    return {m[1]: Score(float(m[2]), float(m[3]), float(m[4]), int(m[5])) for m in LINE.finditer(printed)}


def prose(out: Path) -> dict[str, Prose]:
    """Words and letters of every published chapter whose correct prose the corpus has, by chapter."""
    dataset = tool("to_pred").dataset
    paragraphs, names = dataset(str(out), "paragraphs"), tool("to_pred").stems(str(out))
    found = {}
    for source, rows in paragraphs.groupby("source_id") if len(paragraphs) else []:
        doc = corpus.answers(names[source])
        key = corpus.prose_key(names[source])
        if key is not None:
            found[doc] = compare(key_words(key), _words(rows.sort_values("paragraph")))
    return found


def _words(paragraphs: Any) -> list[str]:
    """The words of a chapter's paragraphs in order, headings and run-in heads where they stand in print."""
    words, section = [], None
    for row in paragraphs.itertuples():
        if isinstance(row.section, str) and row.section != section:
            section = row.section
            words += section.split()
        head = f"{row.run_in}.—" if isinstance(row.run_in, str) else ""
        words += (head + row.text).split()
    return words
