"""How honest the dumps are: of the rows split wrongly, how many carry a finding, and of those split rightly, how many.

``python -m bench.honesty [PATTERN]``. A row is split wrongly if its cells differ from those of every row of the same
table of the workbook as it is published: label, figures and words by column, marks aside.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool

from bench.corpus import SHARED, set_aside
from pipeline.records import Cell, Document, Table
from pipeline.sources import read
from pipeline.sources.dump_grid import UNSURE
from pipeline.tables.build import build_tables

SHIFTS = (0, 1, -1, 2, -2)  # a workbook's column that only group rows use moves a whole table's
Key = tuple[str | None, tuple[tuple[int, str], ...]]


def rows(document: Document) -> Iterator[tuple[Key, bool]]:
    """Each row with figures: what it holds, and whether a finding doubts its split."""
    tables, _ = build_tables(document.grids)
    for table in tables:
        for row in table.rows:
            if not row.group and any(cell.kind in ("figure", "symbol") for cell in row.cells.values()):
                yield _key(table, row.cells), row.confidence < UNSURE


def _key(table: Table, cells: dict[int, Cell]) -> Key:
    texts = ((at, _plain(cell.text)) for at, cell in sorted(cells.items()))
    return table.number, tuple((at, text) for at, text in texts if text)


def _plain(text: str) -> str:
    return re.sub(r"[\s:.]+", " ", text.replace("—", "-").replace("–", "-")).strip().lower()


def compare(stem: str) -> tuple[str, Counter[str]]:
    """Counts of a chapter's rows: right or wrong, doubted or not."""
    dump = SHARED / f"corpus/text/{stem}.txt"
    book = next((SHARED / "corpus/workbooks").glob(f"{stem}.xls*"))
    published = Counter(key for key, _ in rows(read(book, book.read_bytes())))
    count: Counter[str] = Counter()
    found: dict[str | None, list[tuple[Key, bool]]] = {}
    for key, doubted in rows(read(dump, dump.read_bytes())):
        found.setdefault(key[0], []).append((key, doubted))
    for keys in found.values():
        by = max(SHIFTS, key=lambda by: sum(published[_shifted(key, by)] > 0 for key, _ in keys))
        for key, doubted in keys:
            right = published[_shifted(key, by)] > 0
            published[_shifted(key, by)] -= right
            count[f"{'right' if right else 'wrong'}{' doubted' if doubted else ''}"] += 1
    return stem, count


def _shifted(key: Key, by: int) -> Key:
    return key[0], tuple((at + by if at else 0, text) for at, text in key[1])


def main() -> None:
    """Print both shares over the chapters that may be read and over those set aside."""
    pattern = sys.argv[1] if len(sys.argv) > 1 else ""
    stems = [path.stem for path in sorted((SHARED / "corpus/text").glob("*.txt")) if re.search(pattern, path.stem)]
    with Pool(2) as pool:
        counted = pool.map(compare, stems, chunksize=4)
    for name, aside in (("built on", False), ("set aside", True)):
        total = sum((count for stem, count in counted if set_aside(stem) is aside), Counter())
        print(name, share(total, "wrong"), share(total, "right"))


def share(total: Counter[str], kind: str) -> str:
    """ "wrong: 80 of 100 doubted (80.0%)"."""
    doubted, all_of = total[f"{kind} doubted"], total[f"{kind} doubted"] + total[kind]
    return f"{kind}: {doubted} of {all_of} doubted ({100 * doubted / max(all_of, 1):.1f}%)"


if __name__ == "__main__":
    main()
