"""What a capacity's sentence says of it: whether it operates, is planned or closed; whether it is a level or a change."""

from __future__ import annotations

import re

from pipeline.prose.figure import Figure, cue
from pipeline.prose.words import cues


def qualifier(figure: Figure) -> str | None:
    """The word before the figure that bounds it: about, up to, at least, more than, less than."""
    for name, words in cues()["qualifiers"].items():
        if re.search(rf"\b(?:{words})(?: an?)?(?: average of)?(?: about)?\s*$", figure.left, re.IGNORECASE):
            return str(name)
    return None


def kind(figure: Figure) -> str:
    """"change" for an increment ("increased by 15,000 t/yr", "an additional 6 Mt/yr"), else "level"."""
    pattern = re.sub(r"\|\s+", "|", cues()["change"].strip())
    growth = re.match(r"[\s-]+(?:[\w-]+ ){0,2}(?:expansion|increase|increment|decrease)\b", figure.right)
    adjective = figure.quantity.adjective and growth
    return "change" if adjective or re.search(rf"\b(?:{pattern})", figure.left, re.IGNORECASE) else "level"


def status(figure: Figure, before: str) -> str:
    """operating, planned or closed; ``before`` is the paragraph up to the figure's sentence.

    Its own clause is asked first, then its sentence, then what the paragraph said before of the same plans.
    """
    if re.search(r"\bfrom(?: about| approximately)?\s*$", figure.left) and cue("expand").search(figure.whole):
        return "operating"
    if _closed(figure):
        return "closed"
    for text in (figure.clause, figure.whole):
        if cue("status", "planned").search(text):
            return "operating" if _done(text) else "planned"
        if cue("status", "completed").search(text):
            return "operating"
    plans = cue("status", "planned").search(before) and not cue("status", "completed").search(before)
    return "planned" if plans else "operating"


def _closed(figure: Figure) -> bool:
    text = figure.clause
    return bool(cue("status", "closed").search(text)) and not cue("status", "reopened").search(figure.whole)


def _done(text: str) -> bool:
    """Whether what the clause calls construction or expansion has been completed, not expected to be."""
    return bool(re.search(r"\b(?:completed|commissioned|started (?:commercial )?production|finished)\b", text)) and not re.search(
        r"\b(?:would|will|to) be completed|expected|scheduled|completed (?:a |an |the )?(?:[\w-]+ )?(?:feasib|prefeasib|study)", text
    )
