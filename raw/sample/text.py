"""A chapter as the plain-text dump of a PDF: column positions gone, a table's parts shuffled, capitals lost.

The body font of such a dump lost its D, M, N and U: they come out in lower case, in running heads too, while the
headings and the tables, set in other fonts, keep them.
"""

from __future__ import annotations

from textwrap import wrap

from .chapter import Chapter, Legend, Marked, Table

LOST = str.maketrans("DMNU", "dmnu")
PROSE_WIDTH, NOTE_WIDTH = 62, 128


def render(chapter: Chapter) -> str:
    """The whole dump; the running foot of a page stands in the midst of the prose."""
    prose = _prose(chapter)
    middle = next(i for i in range(len(prose) // 2, len(prose)) if prose[i - 1] and prose[i])
    foot = ["", "", "", chapter.footer.translate(LOST), ""]
    tables = [line for table in chapter.tables for line in _table(table)]
    return "\n".join([*prose[:middle], *foot, *prose[middle:], *tables, ""])


def _prose(chapter: Chapter) -> list[str]:
    lines: list[str] = []
    for block in chapter.prose:
        if isinstance(block, dict):
            lines += ["", block["heading"], ""]
        else:
            separated = [""] if lines and lines[-1] else []
            lines += [*separated, *(f"{line} " for line in wrap(block.translate(LOST), PROSE_WIDTH))]
    return [" " + lines[0], *lines[1:]]


def _table(table: Table) -> list[str]:
    parts = {
        "head": [" ".join(filter(None, map(_fused, line))) for line in table.head],
        "body": ["", *map(_row, table.rows), ""],
        "spanners": ["", *(" ".join(s.text for s in line) for line in table.spanners), ""],
        "title": ["", f"TABLE {table.number}", *map(_fused, table.title)],
        "unit": ["", table.unit or ""],
        "legend": ["", "  ".join(map(_legend, table.legend))],
        "notes": [line for marker, text in table.notes for line in wrap(marker + text, NOTE_WIDTH)],
        "source": [table.source or ""],
    }
    lines = [line for name in table.text_order for line in parts[name]]
    return [" " + lines[0], *lines[1:]]


def _fused(cell: Marked) -> str:
    return cell.text + cell.marks


def _row(row: list[Marked] | None) -> str:
    """A body line: marks touch words ("China2") and stand apart from figures ("20,000 e")."""
    if row is None:
        return ""
    return " ".join([_fused(row[0]), *(f"{c.text} {c.marks}".strip() for c in row[1:])])


def _legend(entry: Legend) -> str:
    return entry.mark + entry.text
