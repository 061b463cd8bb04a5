"""Whether a figure is a level or a change, and the word that bounds it."""

from __future__ import annotations

import re

from pipeline.prose.figure import Figure
from pipeline.prose.words import cues


def qualifier(figure: Figure) -> str | None:
    """The word before the figure that bounds it: about, up to, at least, more than, less than."""
    for name, words in cues()["qualifiers"].items():
        if re.search(rf"\b(?:{words})(?: an?)?(?: average of)?(?: about)?\s*$", figure.left, re.IGNORECASE):
            return str(name)
    return None


def kind(figure: Figure) -> str:
    """ "change" for an increment ("increased by 15,000 t/yr", "an additional 6 Mt/yr"), else "level"."""
    pattern = re.sub(r"\|\s+", "|", cues()["change"].strip())
    growth = re.match(r"[\s-]+(?:[\w-]+ ){0,2}(?:expansion|increase|increment|decrease)\b", figure.right)
    adjective = figure.quantity.adjective and growth
    return "change" if adjective or re.search(rf"\b(?:{pattern})", figure.left, re.IGNORECASE) else "level"
