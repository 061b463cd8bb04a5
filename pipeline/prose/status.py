"""Whether a capacity is operating, planned or closed, by its sentence and those before."""

from __future__ import annotations

import re

from pipeline.prose.existing import of_known
from pipeline.prose.figure import Figure, cue
from pipeline.prose.sentences import sentences
from pipeline.prose.telling import BRACKET, COMING, STUDY, nearest, to_come, told

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
FINISHED = re.compile(r"[^;.]*? and (?:was|were) (?:completed|commissioned|inaugurated|opened)\b")
# A sentence about what the one before opened.
ABOUT_PLANT = re.compile(
    r"(?:At|When|Once|Following|After|By|In|During|Over) [^,]{3,40}, |(?:The|This|These|Its?|Their|Both) |"
    r"(?:[A-Z][\w.’&-]* ){1,5}(?:estimated|expected|anticipated) (?:that )?(?:the|average|annual)\b|"
    r"(?:Full|Initial|Annual|Nameplate|Rated|Design|Production|Output|Capacity)\b"
)
GROWS = re.compile(
    r"\b(?:expan\w+|increas\w+|rais\w+|doubl\w+|tripl\w+|add\w*|additional|second|third|further|phase|stage|ultimate\w*|"
    r"eventual\w*|ramp\w*|reach\w*|full\w*|plan(?:s|ned)?|propos\w+|restart\w*|reopen\w*)\b",
    re.IGNORECASE,
)
OPENED = re.compile(
    r"\b(?:completed (?:the )?(?:construction|commissioning|building)|commissioned|opened|inaugurated|"
    r"completed (?:an?|the|its) (?:[\w$.-]+ ){0,6}?(?:plant|mine|mill|refinery|smelter|facility|complex|line|unit)\b|"
    r"(?:became|was|were) (?:fully )?operational\b|"
    r"(?:began|begun|started|commenced) (?:the |commercial |initial |trial )?(?:production|operat\w+|commissioning|shipments?|shipping|mining)\b|"
    r"(?:production|operations?|commissioning) (?:began|begun|started|commenced)|"
    r"came on ?(?:line|stream)|(?:continued to ramp|was ramping|were ramping|ramped) up|"
    r"brought on ?(?:line|stream)|(?:plant|mine|facility|complex|refinery|smelter|unit) was completed)\b"
)
WHY = re.compile(r",? (?:as|because|owing to|after|since|following)\b")  # after a country's capacity: why it changed
AUXILIARIES = ("would", "will")  # alone they plan nothing: "opened a mill. It would produce 20 t/yr"
WHICH_WOULD = re.compile(r", (?:which|that) (?:would|will) (?:[^,;.]|[,.]\d)*$")
# Before the capacity of a plant of which a part was closed: "shut down 20 t/yr of capacity at its 60-t/yr mill".
PARTLY = re.compile(
    r"\d[\d,.]*(?: million)?[ -]\S*(?:/|per )\w+ of (?:\w+ ){0,2}capacity (?:at|of|from) (?:its|the|their|\S+’s) "
    r"(?:[a-z]+ )?$|\b(?:(?:one-)?half|part|some|one-third|one-quarter|a portion) of (?:its|the|their|\S+’s) (?:[a-z]+ )?$"
)
# A plant that is there and has not begun.
NOT_BEGUN = re.compile(
    r"\bbut (?:[\w’-]+ ){0,4}?(?:(?:was|were|had been) delayed|(?:had|has) (?:never|not)|never|did not) ?(?:start\w*|begin|begun|produc\w+|operat\w+|been)?"
)
# A sentence that tells of a plant named before that it stands still.
STILL = re.compile(
    r"^(?:[^,]{3,60}, )*(?:[Ii]n \d{4} )?(?:the company (?:announced|reported) (?:that )?)?(?:(?:[Tt]he|[Ii]ts|[Tt]his) )?"
    r"(?:[a-z]+ ){0,2}(?:status|operations?|production|mine|plant|facility|smelter|refinery|it|It) "
    r"(?:was|were|had been|has been|remained|would remain)(?: [a-z]+ly)? "
    r"(?:idled?|closed|suspended|inactive|on care[- ]and[- ]maintenance|shut down)\b"
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
    if PARTLY.search(figure.left):
        return "operating"
    if figure.quantity.adjective and (told_of := THAT_WAS.match(figure.right)):
        if cue("status", "reopened").search(figure.right[told_of.end(1) :].split(",")[0]):
            return "operating"
    if _is_present(figure):
        grows = next(reversed(list(cue("expand").finditer(figure.clause_left))), None)
        own = figure.clause_left[grows.end() :] if grows else figure.clause_left
        return "closed" if nearest(own, "") == "closed" else "operating"
    recent = f"{before[-RECENT:]} {figure.whole}" if GOES_ON.match(figure.whole) else figure.whole
    if cue("status", "reopened").search(recent) and cue("status", "closed").search(figure.whole):
        return "operating"
    if had := RELATIVE.search(figure.left):
        return _had(figure, figure.left[: had.start()], before)
    if NOT_BEGUN.search(figure.right) and cue("status", "completed").search(figure.whole):
        return "planned"
    own = _of_plant(figure, before) or _own(figure)
    if aggregate:
        why = None if figure.quantity.adjective else WHY.search(figure.clause_right)
        told_of_it = nearest(figure.clause_left, figure.clause_right[: why.start()]) if why else own
        return told_of_it or "operating"
    if own == "planned" and _under_way(figure, before):
        return "operating"
    own = own or nearest(figure.left, "")
    if own:
        return own
    if cue("status", "weak").search(figure.clause_left):
        return "closed" if _context(figure, before) == "closed" else "operating"
    if _closed_after(figure):
        return "closed"
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
    if FINISHED.match(figure.right) and not STUDY.search(figure.clause_left):
        return "operating"
    if relative is None and CANCELED.search(figure.clause_right):
        return "closed"
    return relative or nearest(figure.clause_left, figure.clause_right)


def _under_way(figure: Figure, before: str) -> bool:
    """Whether a plant that has been opened is said to yield a figure: that is its capacity, not one it is to reach."""
    if GROWS.search(figure.clause_left):
        return False
    here = WHICH_WOULD.search(figure.left)
    if here is None and not ABOUT_PLANT.match(figure.whole):
        return False
    text = before if here is None else figure.left[: here.start()]
    opened = [found.end() for found in OPENED.finditer(text) if not COMING.search(text[: found.start()])]
    if not opened or BUILDING.search(text, opened[-1]):
        return False
    since = text[opened[-1] :]
    return not any(name == "planned" and since[start:end].lower() not in AUXILIARIES for start, end, name in told(since))


def _closed_after(figure: Figure) -> bool:
    """Whether the next sentence tells that the plant stands still, where its own says nothing."""
    after = figure.text[figure.sentence.end : figure.sentence.end + 3 * RECENT].lstrip()
    following = after[: next((s.end for s in sentences(after)), 0)]
    return STILL.search(following) is not None


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
    """The status that the sentences before leave a facility in when its own says nothing: the last that they tell.

    A sentence that begins with another name is not about the facility of the sentence before.
    """
    if not GOES_ON.match(figure.whole):
        return "operating"
    for sentence in reversed(sentences(before)):
        text = before[sentence.start : sentence.end]
        events = [(end, name) for _, end, name in told(text) if name != "operating"]
        events += [
            (found.end(), "operating")
            for pattern in (OPENED, cue("status", "reopened"))
            for found in pattern.finditer(text)
            if not to_come(found, "completed")
        ]
        if events:
            return max(events)[1]
    return "operating"
