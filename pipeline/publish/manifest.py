"""The manifest of a state: which inputs it was made from, which files it holds, by which versions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline.inputs import Input

Fate = Literal["published", "quarantined", "unreadable"]
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """An input and what became of it; ``cause`` is the error line of an unreadable one."""

    path: str
    sha256: str
    kind: str
    source_id: str
    doc_id: str
    fate: Fate
    also: tuple[str, ...] = ()
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """A published file, its path relative to the published folder."""

    path: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a state was made from and what it holds; ``findings`` counts them by severity.

    ``again``: an input failed in a way that may pass, so the next run tries anew.
    """

    inputs: tuple[Entry, ...]
    outputs: tuple[Output, ...]
    versions: dict[str, str] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    again: bool = False

    def made_from(self, inputs: Sequence[Input], versions: dict[str, str]) -> bool:
        """Whether a run over ``inputs`` with these versions would make this state again."""
        known = sorted((entry.path, entry.sha256, entry.also) for entry in self.inputs)
        given = sorted((source.source_path, source.sha256, source.also) for source in inputs)
        return known == given and self.versions == versions and not self.again

    def text(self) -> str:
        """As JSON, the same for the same content: no time, no absolute path."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(path: Path) -> Manifest | None:
    """The manifest at ``path``; None where there is none or it is not one of this version's."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        inputs = tuple(Entry(**entry | {"also": tuple(entry["also"])}) for entry in content["inputs"])
        outputs = tuple(Output(**output) for output in content["outputs"])
        return Manifest(inputs, outputs, content["versions"], content["findings"], content["again"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
