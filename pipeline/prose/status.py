"""Whether a capacity is operating, planned or closed, by its sentence and those around it."""

from __future__ import annotations

import re

from pipeline.prose.existing import of_known
from pipeline.prose.figure import Figure, cue
from pipeline.prose.opened import BUILDING, GOES_ON, OPENED, being_built, closed_after, left_by, opened_last, under_way
from pipeline.prose.outright import outright, relative_clause
from pipeline.prose.telling import BRACKET, STUDY, nearest

LEVEL = re.compile(
    r"\bcapacit\w+\b[^,;]* (?:was|is|were) (?:(?:estimated|reported) to be )?(?:about |approximately )?$|"
    r"\bcan [a-z]+ (?:about |up to )?$"
)
RELATIVE = re.compile(
    r",? (?:(?:which|that) (?:already |currently )?ha[ds] (?!been\b)|whose (?:[\w-]+ ){0,3}capacity (?:is|was) )[^,;]*$"
)
CANCELED = re.compile(
    r"\b(?:was|were|had been|has been) (?:\w+ly )?(?:cancel+ed|abandoned|shelved|terminated|withdrawn)\b"
)
PUT_OFF = re.compile(r"\b(?:delay|postpon|defer)\w* (?:the )?(?:startup|start|commissioning|opening) of\b")
FINISHED = re.compile(r"[^;.]*? and (?:was|were) (?:completed|commissioned|inaugurated|opened)\b")
COMES = re.compile(r"\b(?:planned|proposed|projected|expected) (?:[\w-]+ ){0,3}capacity\b")
STOPPED = re.compile(
    r",? and (?:its |the )?(?:operations?|production|mine|plant) (?:was|were|remained) "
    r"(?:suspended|closed|idled|halted)\b"
)
YEAR = re.compile(r"\b(?:by|in|of|during) ((?:19|20)\d\d)\b")
CLOSED_ONCE = re.compile(r"\b(?:shut down|closed|idled) in (?:19|20)\d\d by (?:the|its) (?:previous|former) owner\b")
# A project of which nothing tells that it produces: "a stake in the 20-t/yr Ostra project".
PROJECT = re.compile(r"(?: \([^)]*\))?(?: [\w’-]+){1,4}? project\b")
WHY = re.compile(r",? (?:as|because|owing to|after|since|following)\b")  # after a country's capacity: why it changed
RECENT = 200  # characters before a sentence in which a restart may be told


def status(figure: Figure, before: str, aggregate: bool = False, edition: int = 0, to_come: bool = False) -> str:
    """operating, planned or closed; ``before`` is the paragraph up to the figure's sentence.

    A figure that is a capacity because it is ``to_come`` is planned unless its clause tells otherwise.
    What is said to be closed by the end of the chapter's year (``edition``) is closed; later, it operates that year.
    """
    state = _status(figure, before, aggregate, to_come)
    return "closed" if state == "operating" and edition and _closes(figure, edition) else state


def _closes(figure: Figure, edition: int) -> bool:
    """Whether the sentence says that the plant is to be closed in a year not after ``edition``."""
    closing = cue("status", "closing").search(figure.clause_left) if figure.clause_left else None
    years = YEAR.findall(figure.whole[closing.start() :]) if closing else []
    return bool(years) and int(years[0]) <= edition


def _status(figure: Figure, before: str, aggregate: bool, to_come: bool) -> str:
    """The status as far as the text tells it without regard to its year.

    Of an ``aggregate`` (a country's or the world's capacity) only its own clause tells: the rest is about plants.

    The nearest word of status in its own clause counts, words before the figure first; then one before it in the
    sentence; then what the paragraph said before of the same plans.
    """
    settled = outright(figure)
    if settled:
        return settled
    recent = f"{before[-RECENT:]} {figure.whole}" if GOES_ON.match(figure.whole) else figure.whole
    if cue("status", "reopened").search(recent) and cue("status", "closed").search(figure.whole):
        return "operating"
    if CLOSED_ONCE.search(figure.whole) and GOES_ON.match(figure.whole) and opened_last(before):
        return "operating"
    if had := RELATIVE.search(figure.left):
        return _had(figure, figure.left[: had.start()], before)
    own = _of_plant(figure, before) or _own(figure) or ("planned" if to_come else None)
    if aggregate:
        why = None if figure.quantity.adjective else WHY.search(figure.clause_right)
        told_of_it = nearest(figure.clause_left, figure.clause_right[: why.start()]) if why else own
        return told_of_it or "operating"
    if own == "planned" and under_way(figure, before):
        return "operating"
    weak = cue("status", "weak").search(figure.clause_left) is not None
    if own is None and weak and left_by(figure, before) == "closed":
        return "closed"
    own = own or nearest(figure.left, "")
    if own:
        return own
    if weak:
        if left_by(figure, before) == "planned" and being_built(before):
            return "planned"
        return "closed" if closed_after(figure) else "operating"
    if closed_after(figure):
        return "closed"
    later = nearest("", figure.clause_right if LEVEL.search(BRACKET.sub("", figure.left)) else figure.right)
    if later:
        return later
    if figure.quantity.adjective and PROJECT.match(figure.right) and not OPENED.search(before):
        return "planned"
    return left_by(figure, before)


def _of_plant(figure: Figure, before: str) -> str | None:
    """The status of a plant taken as known, unless the sentences before have planned it."""
    known = of_known(figure)
    return None if known == "operating" and left_by(figure, before) == "planned" else known


def _own(figure: Figure) -> str | None:
    """The status that the figure's own clause gives, a relative clause about its facility first."""
    relative = nearest("", relative_clause(figure))
    if PUT_OFF.search(figure.clause_left):
        return "planned"
    if FINISHED.match(figure.right) and not STUDY.search(figure.clause_left):
        return "operating"
    if relative is None and CANCELED.search(figure.clause_right):
        return "closed"
    return relative or nearest(figure.clause_left, figure.clause_right)


def _had(figure: Figure, main: str, before: str) -> str:
    """The status of what a plant "which had a capacity of" has; ``main`` is what the sentence says before "which"."""
    if cue("status", "reopened").search(figure.clause_right):
        return "operating"
    if COMES.search(figure.left[len(main) :]):
        return "planned"
    if STOPPED.match(figure.right):
        return "closed"
    if BUILDING.search(main):
        return nearest(main, "") or "operating"
    closed = "closed" in (nearest(main, figure.clause_right), left_by(figure, before))
    return "closed" if closed else "operating"
