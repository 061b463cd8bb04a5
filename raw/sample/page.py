"""A page to draw on and the file of all pages: the least of PDF that text, superscripts and rules need."""

from __future__ import annotations

from dataclasses import dataclass, field

from pdfminer.fontmetrics import FONT_METRICS

from .chapter import Marked

WIDTH, HEIGHT = 612.0, 792.0
PRINTED, RAISED = 8.0, 4.6
ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
FONTS = (ROMAN, BOLD, ITALIC)
ENCODING = "cp1252"  # what PDF calls WinAnsiEncoding


def width(text: str, size: float = PRINTED, font: str = ROMAN) -> float:
    """How wide ``text`` prints, in points."""
    widths = FONT_METRICS[font][1]
    return sum(widths[char] for char in text) * size / 1000


@dataclass
class Page:
    """A page's drawing operations."""

    operations: list[str] = field(default_factory=list)

    def text(self, x: float, top: float, text: str, size: float = PRINTED, font: str = ROMAN) -> float:
        """Print ``text`` with its glyphs' top at ``top``; return where it ends."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        baseline = HEIGHT - top - 0.8 * size
        place = f"1 0 0 1 {x:.2f} {baseline:.2f} Tm"
        self.operations.append(f"BT /F{FONTS.index(font)} {size} Tf {place} ({escaped}) Tj ET")
        return x + width(text, size, font)

    def marked(self, x: float, top: float, entry: Marked) -> float:
        """Print an entry of a table, its marks raised; return where it ends."""
        end = self.text(x, top, entry.text)
        return self.text(end, top - 0.4, entry.marks, RAISED) if entry.marks else end

    def rule(self, x0: float, x1: float, top: float) -> None:
        """Draw a thin horizontal rule."""
        y = HEIGHT - top
        self.operations.append(f"0.1 w {x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l S")


def marked_width(entry: Marked) -> float:
    """How wide an entry of a table prints with its marks."""
    return width(entry.text) + width(entry.marks, RAISED)


def file(pages: list[Page]) -> bytes:
    """The objects of a PDF, its cross-reference table and its trailer."""
    first = 3 + len(FONTS)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    fonts = " ".join(f"/F{i} {3 + i} 0 R" for i in range(len(FONTS)))
    box = f"/MediaBox [0 0 {WIDTH:.0f} {HEIGHT:.0f}] /Resources << /Font << {fonts} >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} {box} >>".encode(),
        *(f"<< /Type /Font /Subtype /Type1 /BaseFont /{f} /Encoding /WinAnsiEncoding >>".encode() for f in FONTS),
    ]
    for number, page in enumerate(pages):
        stream = "\n".join(page.operations).encode(ENCODING)
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {first + 2 * number + 1} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(data)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (size, table, trailer)
