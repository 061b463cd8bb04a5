"""Files for the tests of workbook readers: compound files, Word documents and workbooks made from scratch."""

import io
import struct
import zipfile

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file of streams; "a/b" stands in the storage "a". Streams are padded to 4,096 bytes."""
    body, chain, entries = b"", [], [["Root Entry", 5, FREE, FREE, END, 0]]
    storages: dict[str, int] = {}
    for path, data in streams.items():
        *folder, leaf = path.split("/")
        if folder and folder[0] not in storages:
            storages[folder[0]] = len(entries)
            entries.append([folder[0], 1, FREE, FREE, 0, 0])
        data = data.ljust(4096, b"\0")
        data += b"\0" * (-len(data) % SECTOR)
        start, count = len(chain), len(data) // SECTOR
        chain += [*range(start + 1, start + count), END]
        body += data
        entries.append([leaf, 2, FREE, FREE, start, len(data), storages[folder[0]] if folder else 0])
    for at, entry in enumerate(entries[1:], 1):  # siblings hang in a chain to the right
        parent = entry[6] if len(entry) > 6 else 0
        if entries[parent][3] == FREE:
            entries[parent][3] = at
        else:
            last = entries[parent][3]
            while entries[last][2] != FREE:
                last = entries[last][2]
            entries[last][2] = at
    directory = b"".join(map(_entry, entries))
    directory += b"\0" * (-len(directory) % SECTOR)
    first_directory = len(chain)
    count = len(directory) // SECTOR
    chain += [*range(first_directory + 1, first_directory + count), END]
    fats = 1
    while (len(chain) + fats) * 4 > fats * SECTOR:
        fats += 1
    first_fat = len(chain)
    chain += [FAT] * fats
    chain += [FREE] * (fats * SECTOR // 4 - len(chain))
    table = struct.pack(f"<{len(chain)}I", *chain)
    places = [first_fat + i for i in range(fats)] + [FREE] * (109 - fats)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, fats, first_directory, 0, 4096, END, 0, END, 0
    )
    return header + struct.pack("<109I", *places) + body + directory + table


def _entry(entry: list) -> bytes:
    name, kind, right, child, start, size = entry[:6]
    text = (name + "\0").encode("utf-16-le")
    packed = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, FREE, right, child)
    return packed + bytes(36) + struct.pack("<IQ", start if kind != 5 else END, size)


def doc(pieces: list[tuple[str, bool]], beyond: str = "", flags: int = 0x0200) -> dict[str, bytes]:
    """The streams of a .doc: pieces (text, one byte a character), then text beyond the main part (its notes)."""
    header, body, positions, descriptors = bytearray(0x200), b"", [0], b""
    for text, narrow in [*pieces, (beyond, False)]:
        at = len(header) + len(body)
        offset = (at * 2) | 0x40000000 if narrow else at
        body += text.encode("cp1252") if narrow else text.encode("utf-16-le")
        positions.append(positions[-1] + len(text))
        descriptors += struct.pack("<HIH", 0, offset, 0)
    table = struct.pack(f"<{len(positions)}I", *positions) + descriptors
    clx = b"\x01\x02\x00\x00\x00" + b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<H", header, 0, 0xA5EC)
    struct.pack_into("<H", header, 0x0A, flags)
    struct.pack_into("<I", header, 0x4C, positions[-1] - len(beyond))
    struct.pack_into("<II", header, 0x01A2, 8, len(clx))
    return {"WordDocument": bytes(header) + body, "1Table" if flags & 0x0200 else "0Table": bytes(8) + clx}


def docx(paragraphs: list[str]) -> bytes:
    """A .docx of plain paragraphs; a tab in one is a tab element."""
    inner = "".join(
        f"<w:p><w:r><w:t>{text.replace(chr(9), '</w:t><w:tab/><w:t>')}</w:t></w:r></w:p>" for text in paragraphs
    )
    document = f'<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{inner}</w:body></w:document>'
    return zipped({"word/document.xml": document.encode()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of parts, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_parts(package: bytes, parts: dict[str, bytes | None]) -> bytes:
    """A zip with some parts replaced or added, or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: data for name, data in {**kept, **parts}.items() if data is not None})
