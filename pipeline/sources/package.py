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

from pipeline.limits import MEGABYTE, in_force
from pipeline.records import UnreadableSource

MAX_PARTS = 5_000
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
DECLARATIONS = tuple(f"<!{word}".encode(code) for word in ("DOCTYPE", "ENTITY") for code in ENCODINGS)
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
        in_force().check("unpacked", name, sum(sizes) / MEGABYTE, "MB unpacked")
        if len(parts) > MAX_PARTS or bomb:
            raise UnreadableSource(f"{name}: the workbook unpacks to more than a chapter can hold")
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableSource(f"{name}: encrypted workbook")
        return cls(name, archive)

    def has(self, part: str) -> bool:
        """Is there a part of that name?"""
        return part in self.archive.NameToInfo

    def stream(self, part: str) -> Plain:
        """A part's bytes, without a document type."""
        return Plain(self.archive.open(part), f"{self.name}: damaged workbook ({part} declares a document type)")

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


class Plain:
    """XML read from ``stream``: a document type declaration, wherever it stands, is `UnreadableSource` ``refusal``.

    Only such a declaration can define entities, and a workbook never has one.
    """

    def __init__(self, stream: IO[bytes], refusal: str) -> None:
        self.stream, self.refusal = stream, refusal
        self._last = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size`` of them."""
        data = self.stream.read(size)
        joined = self._last + data
        if any(mark in joined for mark in DECLARATIONS):
            raise UnreadableSource(self.refusal)
        self._last = joined[-max(map(len, DECLARATIONS)) :]
        return data

    def __enter__(self) -> Plain:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()


def local(tag: str) -> str:
    """An element's or attribute's name without its namespace."""
    return tag.rsplit("}", 1)[-1]
