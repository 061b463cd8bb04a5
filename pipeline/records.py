"""What travels between the stages.

A reader in ``pipeline.sources`` makes a `Document` of prose `Block`s and table `Grid`s; ``pipeline.tables`` makes a
`Table` of a grid and observations of a table; the prose stage makes statements and mentions of blocks. The classes
whose names end in ``Row`` are published rows: one dataclass a dataset, its fields the columns
of `pipeline.schema.SCHEMAS` (a test holds the two together).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["critical", "warning", "info"]
SourceKind = Literal["workbook", "pdf", "text"]
CellKind = Literal["figure", "symbol", "range", "bound", "ditto", "words"]
ColumnKind = Literal["stub", "text", "unit", "figure"]
NoteKind = Literal["footnote", "legend", "source", "rounding", "coverage"]
BlockKind = Literal["title", "byline", "heading", "paragraph"]


class YearbookError(Exception):
    """A problem a user can act on; its text is one line naming the file and the cause."""


class UnreadableSource(YearbookError):
    """A source cannot be read as a chapter: damaged, empty, encrypted, another report."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its source: page and bbox (PDF), sheet and cell (workbook), line (text; 1-based)."""

    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None


@dataclass(slots=True)
class GridCell:
    """A printed cell of a grid.

    ``column`` and ``last`` are the first and last physical column it covers (0-based; equal unless merged or centred
    over several). ``text`` is what is printed without superscripts, spaces squeezed, NFC; a number is there as its
    format shows it ("320,000", "$869", "(2)", "--"). ``marks`` are the superscripts, split ("e, 9" is ("e", "9")).
    ``indent`` counts levels of the stub hierarchy (leading spaces are removed from ``text``). ``runs`` is
    ((text, is superscript), ...) in printed order, set where a superscript stands elsewhere than at the end.
    ``rule`` is the first and last physical column of the unbroken horizontal rule under the cell: a spanner's reach.
    ``parts`` are the printed cells that a cell wrapped by hand over several lines was joined from.
    """

    column: int
    text: str
    marks: tuple[str, ...] = ()
    place: Place = Place()
    last: int = -1
    indent: int = 0
    bold: bool = False
    centred: bool = False
    confidence: float = 1.0
    runs: tuple[tuple[str, bool], ...] = ()
    rule: tuple[int, int] | None = None
    parts: tuple[GridCell, ...] = ()

    def __post_init__(self) -> None:
        self.last = max(self.last, self.column)


@dataclass(slots=True)
class GridRow:
    """A printed line of a grid, its cells from left to right; ``rule_below``: a horizontal rule stands under it."""

    cells: list[GridCell]
    rule_below: bool = False
    confidence: float = 1.0


@dataclass(slots=True)
class Grid:
    """The lines of one or more tables in page order, title lines and notes included: where all source forms meet.

    A grid starts with its title line ("TABLE 4A") and may hold "—Continued" parts, each with its own title and head.
    """

    rows: list[GridRow]
    sheet: str | None = None
    page: int | None = None


@dataclass(slots=True)
class Block:
    """A heading or a paragraph of the prose, lines joined, letter case repaired; ``line`` as in `Place`."""

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    line: int | None = None
    letters_repaired: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """Which chapter a source is, read from its content; ``edition`` 0 and ``commodity`` "unknown" where it says not."""

    series: str = "myb1"
    commodity: str = "unknown"
    edition: int = 0
    title: str | None = None
    release: Literal["final", "advance", "advance_tables"] = "final"
    authors: tuple[str, ...] = ()

    @property
    def doc_id(self) -> str:
        return f"{self.series}-{self.edition}-{self.commodity}"


@dataclass(slots=True)
class Document:
    """A source as its reader leaves it: prose blocks and table grids in order, and what the reader found amiss."""

    kind: SourceKind
    identity: Identity
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    pages: int | None = None
    findings: list[FindingRow] = field(default_factory=list)


@dataclass(slots=True)
class Column:
    """A logical column of a table: ``path`` is its spanners and head from the top, marks removed.

    ``sure`` is False where the reader put head words over it by guesswork: no unit or measure is read from them.
    """

    path: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    kind: ColumnKind = "figure"
    sure: bool = True

    @property
    def head(self) -> str:
        """The column's own head, below its spanners; "" where it has none."""
        return self.path[-1] if self.path else ""


@dataclass(slots=True)
class Cell:
    """A body cell of a table; ``text`` without marks; ``resolved`` is a ditto's antecedent, else ``text``.

    ``parts`` are the printed cells it was joined from where it was wrapped over lines.
    """

    row: int
    column: int
    text: str
    marks: tuple[str, ...] = ()
    kind: CellKind = "words"
    resolved: str = ""
    place: Place = Place()
    confidence: float = 1.0
    parts: tuple[GridCell, ...] = ()


@dataclass(slots=True)
class Row:
    """A data row: ``cells`` by logical column; ``path`` is the stub's ancestors and itself, dittos resolved.

    ``marks`` are those on the stub (they apply to every figure of the row) and ``path_marks`` those of its ancestors.
    """

    index: int
    label: str
    cells: dict[int, Cell]
    marks: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    path_marks: tuple[str, ...] = ()
    indent: int = 0
    confidence: float = 1.0
    group: bool = False


@dataclass(slots=True)
class Note:
    """A note of a table (or of the chapter): footnote, legend entry, source line, rounding or coverage statement."""

    marker: str | None
    kind: NoteKind
    text: str


@dataclass(slots=True)
class Table:
    """A numbered table, its "—Continued" parts joined: what every source form has become when ditto marks are read."""

    number: str | None
    title: str
    title_marks: tuple[str, ...]
    unit_note: str | None
    columns: list[Column]
    rows: list[Row]
    notes: list[Note]
    sheet: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(slots=True)
class DocumentRow:
    """A source file."""

    source_id: str
    doc_id: str
    series: str
    title: str | None
    release: str
    authors: list[str]
    source_path: str
    source_kind: str
    source_sha256: str
    pages: int | None
    tables: int
    words: int
    letters_repaired: int
    pipeline_version: str


@dataclass(slots=True)
class TableRow:
    """A numbered table of a source."""

    source_id: str
    doc_id: str
    preferred: bool
    table_number: str | None
    title: str
    kind: str
    unit_note: str | None
    basis: str | None
    pages: list[int] | None
    sheet: str | None
    n_rows: int
    n_columns: int
    data_through: dt.date | None
    rounding_digits: int | None
    rounding_scope: str | None
    rounding_except: list[str] | None
    rounding_note: str | None


@dataclass(slots=True)
class CellRow:
    """A printed body cell."""

    source_id: str
    doc_id: str
    preferred: bool
    table_number: str | None
    row: int
    column: int
    part: int
    row_label: str | None
    head: str | None
    printed: str
    marks: list[str]
    kind: str
    resolved: str
    page: int | None
    bbox: list[float] | None
    sheet: str | None
    cell: str | None
    line: int | None
    confidence: float


@dataclass(slots=True)
class ObservationRow:
    """A cell that states a figure or a symbol for one."""

    source_id: str
    doc_id: str
    preferred: bool
    latest: bool
    table_number: str | None
    table_kind: str
    row: int
    column: int
    row_label: str | None
    printed: str
    marks: list[str]
    page: int | None = None
    bbox: list[float] | None = None
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    row_path: list[str] = field(default_factory=list)
    column_path: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    number: float | None = None
    value: float | None = None
    unit: str | None = None
    value_si: float | None = None
    unit_si: str | None = None
    value_low: float | None = None
    value_high: float | None = None
    status: str = "reported"
    included_in: str | None = None
    estimated: bool = False
    revised: bool = False
    preliminary: bool = False
    mark_source: str | None = None
    notes: list[str] = field(default_factory=list)
    total_of: str = "none"
    significant_digits: int | None = None
    lower: float | None = None
    upper: float | None = None
    year: int | None = None
    period: str | None = None
    geo_level: str | None = None
    country: str | None = None
    country_code: str | None = None
    reporter: str | None = None
    state: str | None = None
    measure: str | None = None
    stage: str | None = None
    product: str | None = None
    basis: str | None = None
    series_id: str = ""
    confidence: float = 1.0
    correction: str | None = None


@dataclass(slots=True)
class WorldProductionRow:
    """A country's production of a product in a year, as one edition gives it."""

    product: str | None
    country: str | None
    country_code: str | None
    geo_level: str | None
    year: int | None
    value: float | None
    unit: str | None
    value_si: float | None
    unit_si: str | None
    basis: str | None
    status: str
    estimated: bool
    revised: bool
    lower: float | None
    upper: float | None
    stage: str | None
    latest: bool
    source_id: str
    table_number: str | None
    row: int
    column: int


@dataclass(slots=True)
class Owner:
    """A parent or shareholder of a company; ``share`` in percent, null where the source gives none."""

    name: str
    share: float | None = None


@dataclass(slots=True)
class CapacityRow:
    """A company-location-capacity statement of a table or of the prose."""

    source_id: str
    doc_id: str
    preferred: bool
    origin: str
    company: str | None = None
    owners: list[Owner] = field(default_factory=list)
    facility: str | None = None
    location: str | None = None
    country: str | None = None
    country_code: str | None = None
    value: float | None = None
    value_high: float | None = None
    unit: str | None = None
    product: str | None = None
    year: int | None = None
    projected_year: int | None = None
    status: str = "operating"
    kind: str = "level"
    qualifier: str | None = None
    estimated: bool = False
    notes: list[str] = field(default_factory=list)
    value_status: str = "reported"
    evidence: str | None = None
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    table_number: str | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    same_as: str | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(slots=True)
class ParagraphRow:
    """A paragraph of the prose."""

    source_id: str
    doc_id: str
    preferred: bool
    paragraph: int
    section: str | None
    run_in: str | None
    country: str | None
    text: str
    letters_repaired: int
    page: int | None


@dataclass(slots=True)
class MentionRow:
    """A named entity in the prose."""

    source_id: str
    doc_id: str
    preferred: bool
    label: str
    text: str
    canonical: str | None
    country_code: str | None
    paragraph: int
    start: int
    end: int
    page: int | None


@dataclass(slots=True)
class NoteRow:
    """A footnote, legend entry, source line or coverage statement."""

    source_id: str
    doc_id: str
    preferred: bool
    table_number: str | None
    marker: str | None
    kind: str
    text: str


@dataclass(slots=True)
class RevisionRow:
    """A fact that two editions both give."""

    series_id: str
    year: int | None
    period: str | None
    country: str | None
    measure: str | None
    unit: str | None
    edition_old: int
    edition_new: int
    value_old: float | None
    value_new: float | None
    marked: bool
    changed: bool


@dataclass(slots=True)
class FindingRow:
    """A thing a rule found; readers leave ``source_id`` and ``doc_id`` empty, `pipeline.run` fills them in."""

    rule: str
    severity: Severity
    message: str
    dataset: str | None = None
    source_id: str = ""
    doc_id: str = ""
    table_number: str | None = None
    row: int | None = None
    column: int | None = None
    expected: str | None = None
    observed: str | None = None
