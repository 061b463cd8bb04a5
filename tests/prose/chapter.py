"""Made-up chapters for the tests of the prose stage."""

from pipeline.prose import Prose, read_prose
from pipeline.prose.once import Readings
from pipeline.records import Block, Document, Identity, Table


def document(*lines: str, edition: int = 2017) -> Document:
    """Blocks of the lines: those without a full stop are headings."""
    blocks = [Block(line, "paragraph" if line.endswith((".", ")")) else "heading") for line in lines]
    return Document("text", Identity(edition=edition), blocks=blocks)


def read(*lines: str, tables: tuple[Table, ...] = (), edition: int = 2017) -> Prose:
    return read_prose(document(*lines, edition=edition), tables, Readings())


def statement(*lines: str):
    """The one capacity the lines state."""
    (found,) = read(*lines).statements
    return found
