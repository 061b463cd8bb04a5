"""What is spoilt in a chapter shows in its findings: the sample, and real chapters where they are there."""

import random
from pathlib import Path

import pytest

from bench import faults
from pipeline.sources import read

RAW = Path(__file__).parents[2] / "raw"
LEAST = 0.95


def verdicts(spoilt: Path, beside: Path, each: int) -> list[tuple[faults.Fault, bool]]:
    document = read(spoilt, spoilt.read_bytes())
    other = faults.tables_of(beside, read(beside, beside.read_bytes()))
    before = faults.findings([faults.tables_of(spoilt, document), other])
    found = faults.faults(document, random.Random(faults.SEED), only_totals=False, each=each)
    return [
        (fault, faults.caught(fault, before, faults.findings([faults.tables_of(spoilt, fault.document), other])))
        for fault in found
    ]


def test_faults_in_the_sample_are_caught():
    found = verdicts(RAW / "indium-2018.pdf", RAW / "indium-2018.xlsx", each=2)
    assert {fault.kind for fault, _ in found} == set(faults.KINDS)
    assert [(fault.kind, fault.words) for fault, caught in found if not caught] == []


@pytest.mark.parametrize("chapter", ["myb1-2017-cobal", "myb1-2016-salt"])
def test_faults_in_real_chapters_are_caught(shared, chapter):
    book = shared / f"corpus/workbooks/{chapter}.xls"
    found = verdicts(shared / f"corpus/pdf/{chapter}.pdf", book, each=1)
    assert sum(caught for _, caught in found) >= LEAST * len(found)


def test_a_finding_elsewhere_is_not_a_fault_caught():
    fault = faults.Fault("digit", "1", 3, 2, "", None)
    nothing = faults.Counter()
    assert not faults.caught(fault, nothing, faults.Counter([("2", 3, 2, "rule", "")]))
    assert not faults.caught(fault, nothing, faults.Counter([("1", 4, 5, "rule", "")]))
    assert faults.caught(fault, nothing, faults.Counter([("1", 9, 2, "rule", "")]))
    assert faults.caught(fault, faults.Counter([("1", 3, 9, "rule", "")]), nothing)
