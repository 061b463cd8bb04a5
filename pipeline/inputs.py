"""Which files a run reads: the chapters among its arguments, each content once, named by its bytes."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.records import SourceKind

KINDS: dict[str, SourceKind] = {".pdf": "pdf", ".txt": "text", ".xls": "workbook", ".xlsx": "workbook"}
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """A chapter's file; ``source_path`` is relative to its argument, ``also`` are other paths of the same bytes."""

    path: str
    source_path: str
    sha256: str
    kind: SourceKind
    also: tuple[str, ...] = ()

    @property
    def source_id(self) -> str:
        """The first 12 hex digits of the content's sha256."""
        return self.sha256[:12]


@dataclass(slots=True)
class Collected:
    """What the arguments hold; a problem is one line naming a file and why it cannot be read."""

    inputs: list[Input] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    passed_over: int = 0


def collect(raw: Sequence[str | Path]) -> Collected:
    """The chapters under ``raw``, files and folders (searched recursively), in the order of arguments and names.

    Files of other kinds in a folder are counted in ``passed_over``; one named as an argument is a problem.
    """
    found = Collected()
    by_content: dict[str, int] = {}
    for argument in raw:
        root = Path(argument)
        for path in _files(root, found):
            _add(path, root, found, by_content)
    return found


def _files(root: Path, found: Collected) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for folder in _folders(root, found):
        try:
            names = sorted(entry.name for entry in os.scandir(folder) if not entry.is_dir())
        except OSError as error:
            found.problems.append(_problem(folder, error))
            continue
        for name in names:
            if _is_chapter(name):
                yield folder / name
            elif not name.startswith("."):
                found.passed_over += 1


def _folders(root: Path, found: Collected) -> Iterator[Path]:
    """``root`` and the folders below it, links followed, each real folder once, hidden ones passed over."""
    seen: set[str] = set()
    for folder, below, _ in os.walk(root, followlinks=True, onerror=None):
        real = os.path.realpath(folder)
        below[:] = [] if real in seen else sorted(name for name in below if not name.startswith("."))
        if real not in seen:
            seen.add(real)
            yield Path(folder)


def _is_chapter(name: str) -> bool:
    """Editors' lock files ("~$a.xlsx") and hidden files ("._a.pdf") bear a chapter's suffix but are none."""
    return os.path.splitext(name)[1].lower() in KINDS and not name.startswith((".", "~$"))


def _add(path: Path, root: Path, found: Collected, by_content: dict[str, int]) -> None:
    kind = KINDS.get(path.suffix.lower())
    try:
        if kind is None and path.exists():
            raise ValueError("not a .pdf, .txt, .xls or .xlsx file")
        sha256 = hash_file(path)
    except (OSError, ValueError) as error:
        found.problems.append(_problem(path, error))
        return
    assert kind is not None
    name = source_path(path, root)
    if sha256 in by_content:
        place = by_content[sha256]
        first = found.inputs[place]
        found.inputs[place] = replace(first, also=(*first.also, name))
        return
    by_content[sha256] = len(found.inputs)
    found.inputs.append(Input(str(path), name, sha256, kind))


def hash_file(path: Path) -> str:
    """The sha256 of a regular, non-empty file, in hex.

    Raises:
        OSError: it cannot be read.
        ValueError: it is empty or no regular file; the text says which.
    """
    if path.exists() and not path.is_file():
        raise ValueError("not a regular file")
    digest = hashlib.sha256()
    size = 0
    with open(path, "rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
            size += len(block)
    if not size:
        raise ValueError("the file is empty")
    return digest.hexdigest()


def source_path(path: Path, root: Path) -> str:
    """``path`` relative to its argument ``root``, with "/", in NFC; undecodable bytes of a name become U+FFFD."""
    relative = path.name if path == root else path.relative_to(root).as_posix()
    return unicodedata.normalize("NFC", os.fsencode(relative).decode("utf-8", "replace"))


def _problem(path: Path, error: Exception) -> str:
    name = os.fsencode(path).decode("utf-8", "replace")
    cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{name}: {cause[0].lower()}{cause[1:]}"
