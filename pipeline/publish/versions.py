"""What a state depends on besides its inputs: the pipeline, its expectations, the libraries that read and write."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pipeline

PACKAGE = Path(pipeline.__file__).parent
EXPECTATIONS = PACKAGE.parent / "expectations"
LIBRARIES = (
    "great_expectations", "numpy", "olefile", "openpyxl", "pandas", "pdfplumber", "pyarrow", "pycountry",
    "pypdfium2", "pyyaml", "spacy", "xlrd",
)  # fmt: skip
AFTER_EXTRACTION = ("expectations", "releases", "limits")


def versions() -> dict[str, str]:
    """Name → version; ``code`` and ``expectations`` are hashes of files, so that an edited checkout differs too."""
    known = {"pipeline": pipeline.__version__, "python": platform.python_version()}
    known["code"] = _hash(path for path in PACKAGE.rglob("*") if _counts(path))
    known["expectations"] = _hash(EXPECTATIONS.rglob("*.json"))
    return known | {library: _version(library) for library in LIBRARIES}


def extraction(known: dict[str, str]) -> str:
    """A hash of what the per-file work depends on: all but the expectations and what was released."""
    text = "\n".join(f"{name}={value}" for name, value in sorted(known.items()) if name not in AFTER_EXTRACTION)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(PACKAGE.parent).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:12]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"
