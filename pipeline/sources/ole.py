"""OLE compound files: which streams they hold, and the Word documents embedded in them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
DOCX = "docx"
WORD = "WordDocument"
_OF_WORD = (WORD, "0Table", "1Table")
MAX_STREAM = 64 << 20  # bytes of an embedded document's stream
MAX_DOCUMENTS = 20

Streams = Mapping[str, bytes]


@dataclass(slots=True)
class Ole:
    """An open compound file."""

    file: Any

    @classmethod
    def open(cls, data: bytes) -> Ole:
        """Open a compound file; OSError or another exception of olefile's where its directory is damaged."""
        import olefile

        return cls(olefile.OleFileIO(io.BytesIO(data)))

    def has(self, stream: str) -> bool:
        """Is there a stream of that name at the top, in any letter case?"""
        return bool(self.file.exists(stream))

    def documents(self) -> list[Streams]:
        """The Word documents in it, at the top or in storages: the streams of a .doc, or ("docx", its bytes)."""
        found: list[Streams] = []
        for *folder, leaf in self.file.listdir()[:10_000]:
            if len(found) == MAX_DOCUMENTS:
                break
            if leaf == WORD:
                found.append({name: self._read([*folder, name]) for name in _OF_WORD})
            elif leaf == "Package" and (data := self._read([*folder, leaf])).startswith(ZIP):
                found.append({DOCX: data})
        return found

    def _read(self, path: list[str]) -> bytes:
        """A stream's bytes; none for one that is missing, too large or damaged."""
        try:
            if not self.file.exists(path) or self.file.get_size(path) > MAX_STREAM:
                return b""
            data: bytes = self.file.openstream(path).read()
        except (OSError, ValueError):
            return b""
        return data


def documents_of(data: bytes) -> list[Streams]:
    """The Word documents in an embedded file: itself, or those inside its container; an empty one if it is damaged."""
    if data.startswith(ZIP):
        return [{DOCX: data}]
    if not data.startswith(OLE):
        return []
    try:
        return Ole.open(data).documents()
    except Exception:  # olefile lets whatever a damaged directory causes through
        return [{WORD: b""}]
