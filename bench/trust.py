"""How far the figures of a published folder can be trusted, and what of it was checked.

``python -m bench.trust DIR``: the share of rounding notes that are understood; totals verified, unverifiable and failed
by kind of table and by form; unit values likewise; findings by rule; the share of the run that validation took.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from pipeline.quality.arithmetic import COLUMNS, check_sums
from pipeline.quality.frames import frame
from pipeline.quality.grids import Rates
from pipeline.quality.suites import SUITES
from pipeline.quality.unit_values import COLUMNS as UNIT_VALUE_COLUMNS
from pipeline.quality.unit_values import check_unit_values

OUTCOMES = ("verified", "misplaced", "unverifiable", "failed")


def read(out: Path, dataset: str, columns: list[str] | None = None) -> Any:
    """A published dataset as an Arrow table."""
    return ds.dataset(str(out / dataset), partitioning="hive").to_table(columns=columns)


def rule(name: str) -> dict[str, Any]:
    """The arguments of an expectation of observations."""
    suite = json.loads((SUITES / "observations.json").read_text(encoding="utf-8"))
    return next(one["kwargs"] for one in suite["expectations"] if one["meta"]["rule"] == name)


def notes(out: Path) -> str:
    """The share of tables with a rounding note whose note is understood."""
    noted = read(out, "tables", ["rounding_note"])["rounding_note"]
    with_note = len(noted) - noted.null_count
    rules = read(out, "findings", ["rule"])["rule"].to_pylist()
    puzzling = rules.count("rounding_not_understood")
    carrying = max(with_note + puzzling, 1)
    return f"rounding notes understood: {1 - puzzling / carrying:.2%} of {carrying:,} tables that carry one"


def table(outcomes: list[str], groups: list[Any]) -> Iterator[str]:
    """A line a group: how many came to each outcome, and their share."""
    counted: dict[str, Counter[str]] = {}
    for outcome, group in zip(outcomes, groups, strict=True):
        counted.setdefault(str(group), Counter())[outcome] += 1
    for group, count in sorted(counted.items()):
        all_of = count.total()
        words = "  ".join(f"{name} {count[name]:,} ({count[name] / all_of:.1%})" for name in OUTCOMES if count[name])
        yield f"    {group:<14} {all_of:>7,}  {words}"


def totals(out: Path) -> Iterator[str]:
    """What came of every total and every unit value, by kind of table and by form of the chapter."""
    observations = read(out, "observations", sorted({*COLUMNS, *UNIT_VALUE_COLUMNS, "table_kind"}))
    documents = read(out, "documents", ["source_id", "source_kind"]).to_pandas()
    form = documents.drop_duplicates("source_id").set_index("source_id")["source_kind"]
    kinds = observations["table_kind"].to_pandas()
    forms = observations["source_id"].to_pandas().map(form)
    sums = rule("total_does_not_add")
    rates = Rates(sums["rate_units"], sums["rate_heads"], sums["rate_measures"])
    divided = rule("unit_value_does_not_divide")["quantities"]
    for title, checked in (
        ("totals", check_sums(frame(observations, COLUMNS), rates)),
        ("unit values", check_unit_values(frame(observations, UNIT_VALUE_COLUMNS), divided)),
    ):
        outcomes, places = [one.outcome for one in checked], [one.index for one in checked]
        for by, groups in (("kind of table", kinds), ("form", forms)):
            yield f"  {title}, by {by}"
            yield from table(outcomes, list(groups.iloc[places]))


def findings(out: Path) -> Iterator[str]:
    """Findings by severity and rule."""
    found = read(out, "findings", ["severity", "rule"]).to_pandas().value_counts().sort_index()
    for (severity, name), count in found.items():  # type: ignore[misc]
        yield f"    {severity:<9}{name:<32}{count:>7,}"


def main(out: Path) -> None:
    """Print the figures of a published folder."""
    print(notes(out))
    print("\n".join(totals(out)))
    print("  findings")
    print("\n".join(findings(out)))
    report = json.loads((out / "run.json").read_text(encoding="utf-8"))
    print(
        f"validation took {report['seconds'].get('quality', 0.0) / report['elapsed']:.1%} of {report['elapsed']:.0f} s"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
