"""The crosswalk of company names in a published folder, to be read, and corrected in its ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml

from pipeline.knowledge.crosswalk import evidence
from pipeline.publish.manifest import Manifest
from pipeline.publish.read import published, read_dataset


def crosswalk(out: Path) -> str:
    """YAML: each company that is named in several ways, its other names with how often and on what evidence.

    A short form or an abbreviation is told by the chapters that use it so. Preferred rows alone count.
    Raises YearbookError where nothing is published in ``out``.
    """
    used: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in _mentions(*published(out)):
        used[row["canonical"]][row["text"]][row["doc_id"]] += 1
    entries = [
        {"name": name, "also": [_also(text, name, docs) for text, docs in sorted(texts.items()) if text != name]}
        for name, texts in sorted(used.items())
        if set(texts) != {name}
    ]
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=120)


def _mentions(state: Path, manifest: Manifest) -> list[dict[str, Any]]:
    import pyarrow.compute as pc

    table = read_dataset(state, manifest, "mentions")
    wanted = pc.and_(table["preferred"], pc.and_(pc.equal(table["label"], "COMPANY"), pc.is_valid(table["canonical"])))
    rows: list[dict[str, Any]] = table.filter(wanted).select(["canonical", "text", "doc_id"]).to_pylist()
    return rows


def _also(text: str, name: str, docs: Counter[str]) -> dict[str, Any]:
    first = min(docs)
    told = f"stands for it in {first}" + (f" and {len(docs) - 1} more" if len(docs) > 1 else "")
    return {"name": text, "mentions": docs.total(), "evidence": evidence(text, name) or told}
