"""Runs, chunks and rows for tests, without a PDF."""

from pipeline.sources.pdf_lines import lines_of
from pipeline.sources.pdf_page import Page, Rule, Run
from pipeline.sources.pdf_rows import rows_of

LETTER = 0.45  # average width of a letter, in sizes


def run(text, x0, base=100.0, size=8.0, bold=False, right=False):
    """A run from ``x0`` on, or to it."""
    wide = LETTER * size * len(text)
    start = x0 - wide if right else x0
    return Run(text, start, start + wide, base - 0.7 * size, base + 0.2 * size, base, size, start, start + wide, bold)


def mark(text, x0, base=100.0, size=8.0):
    """A raised run over a line of this size."""
    return run(text, x0, base - 0.33 * size, 0.58 * size)


def cells(base, *texts, size=8.0):
    """A row of a table: (x, text) set left, (text, x) set right."""
    pairs = [(t[1], t[0], False) if isinstance(t[0], (int, float)) else (t[0], t[1], True) for t in texts]
    return [run(text, x, base, size, right=right) for text, x, right in pairs]


def rows(runs, rules=(), page=None):
    """The rows of a table page."""
    return rows_of(page or Page(1, 612, 792), lines_of(runs), [Rule(*rule) for rule in rules])
