"""Writes the sample edition into a folder, ``raw`` itself unless another is named."""

from __future__ import annotations

import sys
from pathlib import Path

from . import pdf, text, workbook
from .chapter import HERE, load


def write(folder: Path) -> list[Path]:
    """Write every file of the sample edition and return their paths."""
    older, newer = load("indium-2017"), load("indium-2018")
    files = {
        "indium-2017.txt": text.render(older).encode(),
        "indium-2018.pdf": pdf.render(newer),
        "indium-2018.xlsx": workbook.render(newer),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


if __name__ == "__main__":
    for path in write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent):
        print(path)
