"""Small PDFs made for a test: text and rules at given places, pages turned, nested or locked."""

from dataclasses import dataclass, field

from pdfminer.fontmetrics import FONT_METRICS

ROMAN, BOLD = "Times-Roman", "Times-Bold"
FONTS = (ROMAN, BOLD)


def width(text, size=8.0, font=ROMAN):
    return sum(FONT_METRICS[font][1][char] for char in text) * size / 1000


@dataclass
class Sheet:
    """A page to draw on; places are points from its top left corner, ``y`` is a baseline."""

    wide: float = 612.0
    high: float = 792.0
    marks: list = field(default_factory=list)
    rotate: int = 0
    matrix: str = ""
    in_form: bool = False

    def text(self, x, y, text, size=8.0, font=ROMAN):
        """Print from ``x`` on; the place where it ends."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.marks.append(
            f"BT /F{FONTS.index(font)} {size} Tf 1 0 0 1 {x:.2f} {self.high - y:.2f} Tm ({escaped}) Tj ET"
        )
        return x + width(text, size, font)

    def right(self, x, y, text, size=8.0):
        self.text(x - width(text, size), y, text, size)

    def centred(self, x, y, text, size=8.0, font=ROMAN):
        self.text(x - width(text, size, font) / 2, y, text, size, font)

    def spaced(self, y, pieces, size=8.0):
        """Print pieces (x, text) as one object with gaps in it."""
        parts, at = [], pieces[0][0]
        for x, text in pieces:
            parts.append(f"{-(x - at) * 1000 / size:.0f} ({text})")
            at = x + width(text, size)
        place = f"1 0 0 1 {pieces[0][0]:.2f} {self.high - y:.2f} Tm"
        self.marks.append(f"BT /F0 {size} Tf {place} [{' '.join(parts)}] TJ ET")

    def rule(self, x0, x1, y):
        self.marks.append(f"0.2 w {x0:.2f} {self.high - y:.2f} m {x1:.2f} {self.high - y:.2f} l S")

    def picture(self):
        self.marks.append("q 50 0 0 50 20 700 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q")


def pdf(*sheets, locked=False):
    """The file of some pages; ``locked`` asks for a password nobody has."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    bodies += [f"<< /Type /Font /Subtype /Type1 /BaseFont /{f} /Encoding /WinAnsiEncoding >>".encode() for f in FONTS]
    fonts = "/Font << " + " ".join(f"/F{i} {3 + i} 0 R" for i in range(len(FONTS))) + " >>"
    kids = []
    for sheet in sheets:
        content = f"{sheet.matrix}\n" + "\n".join(sheet.marks)
        forms = ""
        if sheet.in_form:
            box = f"/BBox [0 0 {sheet.wide} {sheet.high}] /Resources << {fonts} >>"
            bodies.append(_stream(content, f"/Type /XObject /Subtype /Form /Matrix [1 0 0 1 -10 0] {box}"))
            forms, content = f"/XObject << /X0 {len(bodies)} 0 R >>", "1 0 0 1 10 0 cm /X0 Do"
        bodies.append(_stream(content))
        size = f"/MediaBox [0 0 {sheet.wide} {sheet.high}] /Rotate {sheet.rotate}"
        resources = f"/Resources << {fonts} {forms} >>"
        bodies.append(f"<< /Type /Page /Parent 2 0 R {size} {resources} /Contents {len(bodies)} 0 R >>".encode())
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    lock = ""
    if locked:
        key = "<" + "5a" * 32 + ">"
        bodies.append(f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O {key} /U {key} >>".encode())
        lock = f"/Encrypt {len(bodies)} 0 R /ID [<00> <00>]"
    return _file(bodies, lock)


def _stream(content, entries=""):
    data = content.encode("cp1252")
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries.encode(), len(data), data)


def _file(bodies, lock):
    data, places = b"%PDF-1.5\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {lock} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (len(bodies) + 1, table, trailer.encode())
