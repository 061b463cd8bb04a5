"""A chapter's prose as a minimal Word document (Office Open XML), for the cover sheet of its workbook to embed."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile, ZipInfo

from .chapter import Chapter

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.main+xml"/></Types>'
)
RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def render(chapter: Chapter) -> bytes:
    """The document: title, byline, headings and paragraphs, run-in heads in italics."""
    byline = [_paragraph(_run(f"By {' and '.join(chapter.authors)}"))] if chapter.authors else []
    title = _paragraph(_run(f"{chapter.commodity.upper()} [{chapter.release}]"), "Title")
    body = "".join([title, *byline, *map(_block, chapter.prose)])
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return archive(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": RELATIONS.encode(),
            "word/document.xml": f"{XML}<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
        }
    )


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP file that is the same byte for byte whenever and wherever it is made: no times, no compression."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as target:
        for name, data in parts.items():
            target.writestr(ZipInfo(name, (2018, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def _block(block: str | dict[str, str]) -> str:
    if isinstance(block, dict):
        return _paragraph(_run(block["heading"]), "Heading1")
    head, dash, text = block.partition(".—")
    return _paragraph(_run(head + dash, "<w:i/>") + _run(text)) if dash else _paragraph(_run(block))


def _paragraph(runs: str, style: str | None = None) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
