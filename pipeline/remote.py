"""Chapters and published folders in other places than this machine: ``s3://``, ``gs://``, ``memory://`` (fsspec).

The work is done here: chapters are mirrored into a folder of this machine, published in one beside it, and what changed
is then copied to where it was asked for. A store of objects cannot change many at once, so the manifest is written
last: while the files of a state are on their way the old manifest stands, which the files may not fit, and a run that
was stopped half-way is finished by the next. Needs the extra ``remote``, and ``s3`` or ``gs`` for those stores.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.inputs import KINDS
from pipeline.publish.manifest import NAME as MANIFEST
from pipeline.publish.store import Store
from pipeline.quality.docs import FOLDER as DOCS
from pipeline.records import YearbookError
from pipeline.report import NAME as REPORT

LEDGER = ".mirrored.json"


def is_remote(place: str) -> bool:
    """Whether a place is a URL ("s3://bucket/folder") and not a path of this machine."""
    return "://" in place


def work_folder(place: str) -> Path:
    """The folder of this machine for what belongs to a URL; the same one in every run."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "yearbook" / hashlib.sha256(place.encode()).hexdigest()[:16]


def mirror(place: str, into: Path) -> Path:
    """Copy the chapters under a URL into a folder, only those that changed, and remove what is no longer there.

    Returns the folder, or the file where the URL is one. Raises YearbookError where it cannot be read.
    """
    with _told(place, "cannot be read"):
        files, root = _files_at(place)
        names = _names(files, root)
        if not names:
            raise YearbookError(f"{place}: no such file or folder, or no chapter in it")
        into.mkdir(parents=True, exist_ok=True)
        known = _ledger(into)
        for name, path in names.items():
            key = str(files.ukey(path))
            if known.get(name) != key or not (into / name).is_file():
                _download(files, path, into / name)
                known[name] = key
                _keep(into, known)
        for name in known.keys() - names.keys():
            (into / name).unlink(missing_ok=True)
            del known[name]
        _keep(into, known)
        return into / next(iter(names)) if files.isfile(root) else into


@dataclass(frozen=True, slots=True)
class Copied:
    """How many files were copied to a URL and how many removed there."""

    copied: int
    removed: int


def publish(out: Path, place: str) -> Copied:
    """Make a URL hold what the published folder ``out`` does: new and changed files, the manifest, then removals.

    Raises YearbookError where it cannot be written; what was there may then be partly replaced, under the old manifest.
    """
    with _told(place, "cannot be written"):
        files, root = _files_at(place)
        manifest = Store(out).read_manifest()
        if manifest is None:
            return Copied(0, 0)
        wanted = {output.path: output.sha256 for output in manifest.outputs}
        there = {_relative(path, root): info["size"] for path, info in files.find(root, detail=True).items()}
        old = _published(files, root) if MANIFEST in there else {}
        todo = [path for path in wanted if old.get(path) != wanted[path] or there.get(path) != _size(out / path)]
        for path in sorted(todo, key=lambda path: (path in there, path)):
            _upload(files, out / path, root, path)
        text = (out / MANIFEST).read_bytes()
        if todo or there.get(MANIFEST) != len(text) or files.cat_file(f"{root}/{MANIFEST}") != text:
            _upload(files, out / MANIFEST, root, MANIFEST)
        stale = [path for path in there if path not in wanted and _ours(path)]
        if stale:
            files.rm([f"{root}/{path}" for path in stale])
        for path in _beside(out):
            _upload(files, out / path, root, path)
        return Copied(len(todo), len(stale))


def _files_at(place: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it, nothing remembered of an earlier look."""
    if find_spec("fsspec") is None:
        raise YearbookError(f"{place}: needs fsspec: pip install 'yearbook-pipeline[remote]'")
    files, root = import_module("fsspec.core").url_to_fs(place)
    files.invalidate_cache()
    return files, str(root).rstrip("/")


def _names(files: Any, root: str) -> dict[str, str]:
    """The chapters under a path, by their names relative to it."""
    found = [root] if files.isfile(root) else sorted(files.find(root))
    names = {PurePosixPath(path).name if path == root else _relative(path, root): path for path in found}
    return {name: path for name, path in names.items() if PurePosixPath(name).suffix.lower() in KINDS and _inside(name)}


def _inside(name: str) -> bool:
    """Whether a name stays inside the folder it is put into."""
    return not name.startswith("/") and ".." not in PurePosixPath(name).parts


def _relative(path: str, root: str) -> str:
    return path[len(root) :].lstrip("/") if path.startswith(root) else path


def _ledger(into: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        found = json.loads((into / LEDGER).read_text(encoding="utf-8"))
        return {str(name): str(key) for name, key in found.items()}
    return {}


def _keep(into: Path, known: dict[str, str]) -> None:
    fresh = into / f"{LEDGER}.new"
    fresh.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
    fresh.replace(into / LEDGER)


def _download(files: Any, path: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    files.get_file(path, str(fresh))
    fresh.replace(target)


def _published(files: Any, root: str) -> dict[str, str]:
    """What the manifest there says is there; nothing where it cannot be understood."""
    with contextlib.suppress(ValueError, KeyError, TypeError):
        return {one["path"]: one["sha256"] for one in json.loads(files.cat_file(f"{root}/{MANIFEST}"))["outputs"]}
    return {}


def _upload(files: Any, source: Path, root: str, path: str) -> None:
    target = f"{root}/{path}"
    files.makedirs(target.rsplit("/", 1)[0], exist_ok=True)
    files.put_file(str(source), target)


def _size(path: Path) -> int:
    return path.stat().st_size


def _ours(path: str) -> bool:
    """Whether a file there is of a dataset, and so goes when no source has it; others are somebody else's."""
    from pipeline.schema import SCHEMAS

    return path.split("/", 1)[0] in (*SCHEMAS, "quarantine") and path.endswith(".parquet")


def _beside(out: Path) -> list[str]:
    """What is published beside the state: the run's report and the validation's pages."""
    pages = sorted(path.name for path in (out / DOCS).glob("*.html"))
    return [name for name in (REPORT, *(f"{DOCS}/{page}" for page in pages)) if (out / name).is_file()]


@contextlib.contextmanager
def _told(place: str, what: str) -> Iterator[None]:
    """Whatever a store's library raises, as one line that names the place."""
    try:
        yield
    except YearbookError:
        raise
    except Exception as error:
        cause = " ".join(str(error).split()) or type(error).__name__
        raise YearbookError(f"{place}: {what}: {cause}") from error
