"""A zip of XML parts that refer to one another (Open Packaging Conventions), opened within limits.

Sizes are checked before anything is unpacked, document types are refused and targets outside the file never followed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import IO
from xml.etree import ElementTree

from pipeline.records import UnreadableSource

MAX_PART = 256 << 20  # bytes of a part, unpacked
MAX_WHOLE = 1 << 30  # bytes of all parts, unpacked
MAX_PARTS = 5_000
MAX_RATIO = 400  # unpacked to packed, for a part above a megabyte


@dataclass(slots=True)
class Package:
    """A zip of XML parts within limits; element names come without their namespaces."""

    name: str
    archive: zipfile.ZipFile

    @classmethod
    def open(cls, name: str, data: bytes) -> Package:
        """Open a package, its sizes checked before anything is unpacked; `UnreadableSource` beyond the limits."""
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        sizes = [part.file_size for part in parts]
        packed = [(part.file_size, max(part.compress_size, 1)) for part in parts]
        bomb = any(size > 1 << 20 and size / small > MAX_RATIO for size, small in packed)
        if len(parts) > MAX_PARTS or max(sizes, default=0) > MAX_PART or sum(sizes) > MAX_WHOLE or bomb:
            raise UnreadableSource(f"{name}: the workbook unpacks to more than a chapter can hold")
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableSource(f"{name}: encrypted workbook")
        return cls(name, archive)

    def has(self, part: str) -> bool:
        """Is there a part of that name?"""
        return part in self.archive.NameToInfo

    def stream(self, part: str) -> IO[bytes]:
        """A part's bytes; a document type declaration (never there in a workbook) is refused."""
        stream = self.archive.open(part)
        if b"<!DOCTYPE" in stream.read(1024):
            raise UnreadableSource(f"{self.name}: damaged workbook ({part} declares a document type)")
        stream.seek(0)
        return stream

    def tree(self, part: str) -> ElementTree.Element:
        """A small part as a tree; an empty element where it is missing."""
        if not self.has(part):
            return ElementTree.Element("none")
        with self.stream(part) as stream:
            root = ElementTree.parse(stream).getroot()
        for element in root.iter():
            element.tag = local(element.tag)
        return root

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: id to (type's last word, part's name); outside targets are left out."""
        folder, name = posixpath.split(part)
        found = {}
        for link in self.tree(posixpath.join(folder, "_rels", f"{name}.rels")):
            if link.get("TargetMode") != "External" and link.get("Id") and link.get("Target"):
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
                found[link.get("Id", "")] = (link.get("Type", "").rsplit("/", 1)[-1], target)
        return found


def local(tag: str) -> str:
    """An element's or attribute's name without its namespace."""
    return tag.rsplit("}", 1)[-1]
