"""Are faults caught? ``python -m bench.faults``: one thing in a chapter is spoilt, and its findings are compared.

A fault is put into the grids as a reader leaves them, so that all that comes after (dittos, flags, units, totals, the
comparison of forms) sees it as it would see a misreading. It is caught if the findings on its table are no longer those
of the undisturbed chapter: at the fault's row or column, or, for a whole row, column or unit, on its table.
"""

from __future__ import annotations

import argparse
import copy
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import pyarrow as pa

from bench import corpus
from pipeline.extract import Extract, Readers, extract
from pipeline.prose import Prose
from pipeline.records import Cell, Document, Grid, GridCell, GridRow, Place, Table
from pipeline.sources import read
from pipeline.tables import read_tables
from pipeline.tables.build import build_tables

KINDS = ("digit", "row", "column", "flags", "antecedent", "unit")
SEED = 7


@dataclass(frozen=True)
class Fault:
    """One thing spoilt: where, and whether its findings may be anywhere on the table."""

    kind: str
    table: str | None
    row: int | None
    column: int | None
    words: str
    document: Document


@dataclass(frozen=True)
class Verdict:
    """Whether a fault was caught; ``beside``: another form of the chapter was read too, else its other editions."""

    chapter: str
    beside: str
    fault: str
    where: str
    caught: bool


def faults(document: Document, chance: random.Random, only_totals: bool, each: int = 1) -> Iterator[Fault]:
    """``each`` faults of every kind at random places of a document; ``only_totals``: in tables that have totals."""
    tables = [t for t in build_tables(document.grids)[0] if not only_totals or _has_totals(t)]
    for kind in KINDS:
        found = [(table, row, at) for table in tables for row, at in _MAKERS[kind].places(table)]
        for table, row, at in chance.sample(found, min(each, len(found))):
            spoilt = copy.deepcopy(document)
            words = _MAKERS[kind].spoil(_Spoiler(table, spoilt, chance), row, at)
            if words:
                whole = kind in ("row", "column", "unit")
                yield Fault(kind, table.number, None if whole else row, None if whole else at, words, spoilt)


def _has_totals(table: Table) -> bool:
    labels = [*(text for row in table.rows for text in row.path[-1:]), *(c.head for c in table.columns)]
    return any(re.match(r"(?:grand |sub)?total\b", label, re.IGNORECASE) for label in labels)


@dataclass
class _Spoiler:
    """A table and the copy of its document that is being spoilt."""

    table: Table
    document: Document
    chance: random.Random

    def cell(self, row: int, at: int) -> Cell:
        return self.table.rows[row].cells[at]

    def found(self, place: Place) -> tuple[Grid, GridRow, GridCell] | None:
        """The printed cell at a place; a cell of several lines has that of its first."""
        for grid in self.document.grids:
            for line in grid.rows:
                for cell in line.cells:
                    if cell.place == place:
                        return grid, line, cell
        return None

    def digit(self, row: int, at: int) -> str | None:
        found = self.found(self.cell(row, at).place)
        if not found:
            return None
        old = found[2].text
        first = re.search(r"[1-9]", old)
        assert first is not None
        others = [d for d in "123456789" if d != first[0]]
        found[2].text = old[: first.start()] + self.chance.choice(others) + old[first.end() :]
        return f"{old} -> {found[2].text}"

    def row(self, row: int, at: int) -> str | None:
        found = self.found(self.cell(row, at).place)
        if not found:
            return None
        found[0].rows.remove(found[1])
        return f"row {self.table.rows[row].label!r} gone"

    def column(self, row: int, at: int) -> str | None:
        """The figures of a column each a row down, the last in the first's place."""
        places = [r.cells[at].place for r in self.table.rows if at in r.cells and r.cells[at].kind == "figure"]
        cells = [found[2] for place in places if (found := self.found(place))]
        texts = [(cell.text, cell.marks) for cell in cells]
        if len({text for text, _ in texts}) < 2:
            return None
        for cell, (text, marks) in zip(cells, [*texts[-1:], *texts[:-1]], strict=True):
            cell.text, cell.marks = text, marks
        return f"column {self.table.columns[at].head!r} a row down"

    def flags(self, row: int, at: int) -> str | None:
        found = self.found(self.cell(row, at).place)
        swapped = {"r": "e", "e": "r"}
        if not found:
            return None
        found[2].marks = tuple(swapped.get(mark, mark) for mark in found[2].marks)
        return f"{found[2].text} {self.cell(row, at).marks} -> {found[2].marks}"

    def antecedent(self, row: int, at: int) -> str | None:
        found = self.found(self.cell(row, at).place)
        if not found:
            return None
        found[1].cells.remove(found[2])
        return f"{found[2].text!r} gone from above a ditto"

    def unit(self, row: int, at: int) -> str | None:
        """The unit line nearest above the table's first figure, with "thousand" put in or taken out."""
        found = self.found(self.cell(row, at).place)
        above = found[0].rows[: found[0].rows.index(found[1])] if found else []
        for cell in (cell for line in reversed(above) for cell in line.cells):
            if cell.text == self.table.unit_note:
                bare = re.sub(r"\bthousand ", "", cell.text, count=1, flags=re.IGNORECASE)
                old, cell.text = cell.text, bare if bare != cell.text else cell.text.replace("(", "(Thousand ").lower()
                return f"{old} -> {cell.text}"
        return None


@dataclass(frozen=True)
class _Maker:
    """A kind of fault: the places it can be put into, and how."""

    places: Callable[[Table], list[tuple[int, int]]]
    spoil: Callable[[_Spoiler, int, int], str | None]


def _figures(table: Table) -> list[tuple[int, int]]:
    return [
        (row.index, at)
        for row in table.rows
        for at, cell in row.cells.items()
        if cell.kind == "figure" and re.search(r"[1-9]", cell.text) and table.columns[at].kind == "figure"
    ]


def _flagged(table: Table) -> list[tuple[int, int]]:
    cells = [(row, at, {"r", "e"} & set(table.rows[row].cells[at].marks)) for row, at in _figures(table)]
    return [(row, at) for row, at, marks in cells if len(marks) == 1]


def _antecedents(table: Table) -> list[tuple[int, int]]:
    pairs = zip(table.rows, table.rows[1:], strict=False)
    return [
        (above.index, at)
        for above, below in pairs
        for at, cell in below.cells.items()
        if cell.kind == "ditto" and at and at in above.cells and above.cells[at].kind != "ditto"
    ]


def _units(table: Table) -> list[tuple[int, int]]:
    has = re.match(r"\(?(?:thousand )?(?:metric tons|kilograms|carats|troy)", table.unit_note or "", re.IGNORECASE)
    return _figures(table)[:1] if has else []


_MAKERS: Mapping[str, _Maker] = {
    "digit": _Maker(_figures, _Spoiler.digit),
    "row": _Maker(_figures, _Spoiler.row),
    "column": _Maker(_figures, _Spoiler.column),
    "flags": _Maker(_flagged, _Spoiler.flags),
    "antecedent": _Maker(_antecedents, _Spoiler.antecedent),
    "unit": _Maker(_units, _Spoiler.unit),
}


def findings(extracts: list[Extract]) -> Counter[tuple[object, ...]]:
    """All findings on what was extracted, settled and validated as a run does: (table, row, column, rule, message)."""
    from pipeline.quality import validate
    from pipeline.settle import settle

    names = extracts[0].datasets
    settled = settle({n: pa.concat_tables([e.datasets[n] for e in extracts]) for n in names}, frozenset())
    rows = settled.datasets["findings"].to_pylist()
    found = [(r["table_number"], r["row"], r["column"], r["rule"], r["message"]) for r in rows]
    found += [(f.table_number, f.row, f.column, f.rule, f.message) for f in validate(settled.datasets)]
    return Counter(found)


def tables_of(path: Path, document: Document) -> Extract:
    """The extract of a document's tables alone."""
    readers = Readers(lambda *_: document, read_tables, lambda *_: Prose())
    return extract(path, path.name, readers)


def caught(fault: Fault, before: Counter[tuple[object, ...]], after: Counter[tuple[object, ...]]) -> bool:
    """Whether a finding came or went at the fault's place."""
    changed = [*(after - before), *(before - after)]
    here = [(row, column) for table, row, column, *_ in changed if table == fault.table]
    if fault.row is None or fault.column is None:
        return bool(here)
    return any(row in (fault.row, None) or column == fault.column for row, column in here)


def try_chapter(task: tuple[str, str, str, int]) -> list[Verdict]:
    """Every kind of fault in one form of a chapter, with another form beside it ("": its other editions)."""
    stem, form, beside, each = task
    chance = random.Random(f"{SEED}{stem}{form}{beside}")
    path = _file(stem, form)
    document = read(path, path.read_bytes())
    company = [_file(stem, beside)] if beside else _editions(path, form)
    others = [tables_of(p, read(p, p.read_bytes())) for p in company]
    before = findings([tables_of(path, document), *others])
    verdicts = []
    for fault in faults(document, chance, not beside, each):
        after = findings([tables_of(path, fault.document), *others])
        where = f"table {fault.table}, row {fault.row}, column {fault.column}: {fault.words}"
        verdicts.append(Verdict(stem, beside, fault.kind, where, caught(fault, before, after)))
    return verdicts


def _file(stem: str, form: str) -> Path:
    return next(path for path in corpus.chapters(form) if path.stem == stem)


def _editions(path: Path, form: str) -> list[Path]:
    """The files of a chapter's other editions, by the start of the commodity's name."""
    named = re.compile(r"\d{4}-(\w{4})")
    own = named.search(path.stem)
    found = [p for p in corpus.chapters(form) if p != path and not corpus.set_aside(p.stem)]
    return [p for p in found if own and (other := named.search(p.stem)) and other[1] == own[1]]


def main() -> None:
    """Print the share caught by kind, and what was not caught."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--chapters", type=int, default=12, help="drawn at random (12)")
    options.add_argument("--each", type=int, default=2, help="faults of a kind a chapter (2)")
    options.add_argument("--form", default="pdf", choices=("pdf", "workbook"), help="the form spoilt (pdf)")
    options.add_argument("--workers", type=int, default=2)
    chosen = options.parse_args()
    stems = [path.stem for path in corpus.chapters("pdf") if not corpus.set_aside(path.stem)]
    drawn = random.Random(SEED).sample(stems, chosen.chapters)
    other = {"pdf": "workbook", "workbook": "pdf"}[chosen.form]
    tasks = [(stem, chosen.form, beside, chosen.each) for beside in (other, "") for stem in drawn]
    with Pool(chosen.workers) as pool:
        verdicts = [v for found in pool.imap_unordered(try_chapter, tasks, chunksize=1) for v in found]
    report(verdicts)


def report(verdicts: list[Verdict]) -> None:
    """A line a kind, apart for chapters read beside another form and alone; then the faults missed."""
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        groups["beside another form" if verdict.beside else "beside other editions, tables with totals"].append(verdict)
    for name, group in sorted(groups.items()):
        print(name)
        for kind in (*KINDS, "all"):
            of = [v.caught for v in group if kind in (v.fault, "all")]
            print(f"  {kind:12} {sum(of)} of {len(of)} caught" + (f" ({sum(of) / len(of):.1%})" if of else ""))
        for v in sorted((v for v in group if not v.caught), key=lambda v: (v.fault, v.chapter)):
            print(f"    missed: {v.fault} in {v.chapter}, {v.where}")


if __name__ == "__main__":
    main()
