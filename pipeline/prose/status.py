"""Whether a capacity is operating, planned or closed, by its sentence and those before."""

from __future__ import annotations

import re

from pipeline.prose.existing import of_known
from pipeline.prose.figure import Figure, cue, last
from pipeline.prose.telling import BRACKET, COMING, nearest, to_come

LEVEL = re.compile(
    r"\bcapacit\w+\b[^,;]* (?:was|is|were) (?:(?:estimated|reported) to be )?(?:about |approximately )?$"
)
GOES_ON = re.compile(
    r"(?:In [^,]+, |At [^,]+, )?(?:[a-z]|"
    r"(?:The|This|These|That|Its?|They|Their|Both|Each|Of|[A-Z]\w* [a-z]+ (?:of|at|from)|"
    r"(?:[\w-]+ ){0,4}(?:[Cc]apacit\w+|[Pp]roduction|[Oo]utput|[Pp]hase|[Ee]xpansions?))\b)"
)
RELATIVE = re.compile(r",? (?:which|that) (?:already |currently )?ha[ds] (?!been\b)[^,;]*$")
BUILDING = re.compile(r"\b(?:build\w*|construct\w*|develop\w*|design\w*|propos\w+)\b")
# A relative clause right after the facility that a figure describes: "a 20-t/yr mill in Ostra that was idle".
THAT_WAS = re.compile(r"(?: \([^)]*\))?( [\w ]{3,60}?) (?:that|which) (?:was|were|is|are|has|had|have)\b")
CANCELED = re.compile(
    r"\b(?:was|were|had been|has been) (?:\w+ly )?(?:cancel+ed|abandoned|shelved|terminated|withdrawn)\b"
)
# A sentence about what the one before opened.
ABOUT_PLANT = re.compile(
    r"(?:At|When|Once|Following|After|By|In) [^,]{3,40}, |(?:The|This|These|Its?|Their|Both) |"
    r"(?:Full|Initial|Annual|Nameplate|Rated|Design|Production|Output|Capacity)\b"
)
GROWS = re.compile(
    r"\b(?:expan\w+|increas\w+|rais\w+|doubl\w+|tripl\w+|add\w*|additional|second|third|further|phase|stage|ultimate\w*|"
    r"eventual\w*|plan(?:s|ned)?|propos\w+|restart\w*|reopen\w*)\b",
    re.IGNORECASE,
)
OPENED = re.compile(
    r"\b(?:completed (?:the )?(?:construction|commissioning|building)|commissioned|opened|inaugurated|"
    r"(?:began|begun|started|commenced) (?:the |commercial |initial |trial )?(?:production|operat\w+|commissioning)|"
    r"came on ?(?:line|stream)|(?:continued to ramp|was ramping|were ramping|ramped) up|"
    r"brought on ?(?:line|stream)|(?:plant|mine|facility|complex|refinery|smelter|unit) was completed)\b"
)
RECENT = 200  # characters before a sentence in which a restart may be told
EXISTING = re.compile(r"\b(?:existing|current) (?:capacity (?:of|was) )?$")
AT_OWN = re.compile(r"\b(?:at|of) (?:its|their|the|\S+’s) $")
FROM = re.compile(
    r"\bfrom (?:(?:its|the|their|an?) (?:[\w-]+ ){0,5}of )?(?:about |approximately )?"
    r"(?:[\d.,]+ (?:million )?[A-Za-z]+/[a-z]+,? and )?$"
)


def status(figure: Figure, before: str, aggregate: bool = False) -> str:
    """operating, planned or closed; ``before`` is the paragraph up to the figure's sentence.

    Of an ``aggregate`` (a country's or the world's capacity) only its own clause tells: the rest is about plants.

    The nearest word of status in its own clause counts, words before the figure first; then one before it in the
    sentence; then what the paragraph said before of the same plans.
    """
    if _is_present(figure):
        grows = cue("expand").search(figure.clause_left)
        return "closed" if not grows and nearest(figure.clause_left, "") == "closed" else "operating"
    told = f"{before[-RECENT:]} {figure.whole}" if GOES_ON.match(figure.whole) else figure.whole
    if cue("status", "reopened").search(told) and cue("status", "closed").search(figure.whole):
        return "operating"
    if had := RELATIVE.search(figure.left):
        return _had(figure, figure.left[: had.start()], before)
    own = _of_plant(figure, before) or _own(figure)
    if aggregate:
        return own or "operating"
    if own == "planned" and _under_way(figure, before):
        return "operating"
    own = own or nearest(figure.left, "")
    if own:
        return own
    if cue("status", "weak").search(figure.clause_left):
        return "closed" if _context(figure, before) == "closed" else "operating"
    later = nearest("", figure.clause_right if LEVEL.search(BRACKET.sub("", figure.left)) else figure.right)
    if later:
        return later
    return _context(figure, before)


def _of_plant(figure: Figure, before: str) -> str | None:
    """The status of a plant taken as known, unless the sentences before have planned it."""
    known = of_known(figure)
    return None if known == "operating" and _context(figure, before) == "planned" else known


def _own(figure: Figure) -> str | None:
    """The status that the figure's own clause gives, a relative clause about its facility first."""
    told = THAT_WAS.match(figure.right) if figure.quantity.adjective else None
    relative = nearest("", figure.right[told.end(1) :].split(",")[0]) if told else None
    if relative is None and CANCELED.search(figure.clause_right):
        return "closed"
    return relative or nearest(figure.clause_left, figure.clause_right)


def _under_way(figure: Figure, before: str) -> bool:
    """Whether a plant that has been opened is said to reach or yield a figure: that is its capacity, not a plan's."""
    if not ABOUT_PLANT.match(figure.whole) or GROWS.search(figure.clause_left):
        return False
    opened = [found.end() for found in OPENED.finditer(before) if not COMING.search(before[: found.start()])]
    return bool(opened) and BUILDING.search(before, opened[-1]) is None


def _had(figure: Figure, main: str, before: str) -> str:
    """The status of what a plant "which had a capacity of" has; ``main`` is what the sentence says before "which"."""
    if BUILDING.search(main):
        return nearest(main, "") or "operating"
    closed = "closed" in (nearest(main, figure.clause_right), _context(figure, before))
    return "closed" if closed else "operating"


def _is_present(figure: Figure) -> bool:
    """Whether the figure is what a change starts from: "from 3 Mt/yr", "to 5 Mt/yr at its 3-Mt/yr plant"."""
    if EXISTING.search(figure.left):
        return True
    if figure.quantity.adjective:
        return AT_OWN.search(figure.left) is not None and cue("expand").search(figure.clause_left) is not None
    found = FROM.search(figure.left)
    return found is not None and (" of " in found[0] or not re.search(r"\bplans?\b", figure.left))


def _context(figure: Figure, before: str) -> str:
    """The status that the sentences before leave a facility in when its own says nothing.

    A sentence that begins with another name is not about the facility of the sentence before.
    """
    if not GOES_ON.match(figure.whole):
        return "operating"
    done = any(not to_come(found, "completed") for found in cue("status", "completed").finditer(before))
    if not done and cue("status", "planned").search(before):
        return "planned"
    closed = [found.start() for found in cue("status", "closed").finditer(before) if not to_come(found, "completed")]
    later = ("reopened", "completed", "planned")
    undone = closed and all(last(cue("status", state), before) < closed[-1] for state in later)
    return "closed" if undone else "operating"
