"""How often a dump's figures are given another unit, value, measure, year or country than the workbook's, unflagged.

``python -m bench.heads [PATTERN]`` runs the dumps and workbooks whose names match. A figure is compared where both
have it in the same place: table, row, column and printed text. Of those that differ the share is printed that has a
finding on its table; and the tables that differ most, of the chapters that may be read.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool

from bench.corpus import SHARED, set_aside
from pipeline.records import ObservationRow
from pipeline.sources import read
from pipeline.tables.stage import read_tables

COMPARED = ("unit", "value", "measure", "year", "country")
NAMED = 25
Key = tuple[str | None, int, int, str]
Counts = dict[str, Counter[str]]


def observations(rows: list[ObservationRow]) -> Iterator[tuple[Key, ObservationRow]]:
    """Each observation by where it stands and what is printed there."""
    for row in rows:
        yield (row.table_number, row.row, row.column, row.printed), row


def compare(stem: str) -> tuple[str, Counter[str], Counter[str]]:
    """A chapter's counts by what is compared, and figures that differ in unit by table."""
    dump = SHARED / f"corpus/text/{stem}.txt"
    book = next((SHARED / "corpus/workbooks").glob(f"{stem}.xls*"))
    document = read(dump, dump.read_bytes())
    found = read_tables(document)
    doubted = {finding.table_number for finding in (*document.findings, *found.findings)}
    published = dict(observations(read_tables(read(book, book.read_bytes())).observations))
    count: Counter[str] = Counter()
    worst: Counter[str] = Counter()
    for key, row in observations(found.observations):
        other = published.get(key)
        if other is None:
            continue
        count["figures"] += 1
        for name in COMPARED:
            if getattr(row, name) != getattr(other, name):
                null = getattr(row, name) is None
                count[name] += 1
                count[f"{name} null"] += null
                count[f"{name} flagged"] += row.table_number in doubted
                if name == "unit":
                    worst[f"{stem} {row.table_number}{' null' if null else ''}"] += 1
    return stem, count, worst


def main() -> None:
    """Print the shares over the chapters that may be read and over those set aside."""
    pattern = sys.argv[1] if len(sys.argv) > 1 else ""
    stems = [path.stem for path in sorted((SHARED / "corpus/text").glob("*.txt")) if re.search(pattern, path.stem)]
    with Pool(2) as pool:
        counted = pool.map(compare, stems, chunksize=4)
    for title, aside in (("built on", False), ("set aside", True)):
        total = sum((count for stem, count, _ in counted if set_aside(stem) is aside), Counter())
        print(f"{title}: {total['figures']:,} figures in the same place")
        for name in COMPARED:
            print("  " + share(total, name))
    worst = sum((worst for stem, _, worst in counted if not set_aside(stem)), Counter())
    for table, figures in worst.most_common(NAMED):
        print(f"  {figures:5} {table}")


def share(total: Counter[str], name: str) -> str:
    """ "unit      1.23% differ (100), of these 80.0% with a finding, 50.0% null"."""
    differ = total[name]
    told, null = (total[f"{name} {what}"] / max(differ, 1) for what in ("flagged", "null"))
    return (
        f"{name:9} {differ / max(total['figures'], 1):.2%} differ ({differ:,}), "
        f"of these {told:.1%} with a finding, {null:.1%} null"
    )


if __name__ == "__main__":
    main()
