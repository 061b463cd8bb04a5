"""What the sentences around a figure's own tell of its plant: opened, planned, closed, standing still."""

from __future__ import annotations

import re

from pipeline.prose.figure import Figure, cue
from pipeline.prose.sentences import sentences
from pipeline.prose.telling import COMING, to_come, told

GOES_ON = re.compile(
    r"(?:In [^,]+, |At [^,]+, )?(?:[a-z]|"
    r"(?:The|This|These|That|Its?|They|Their|Both|Each|Of|Other|[A-Z]\w* [a-z]+ (?:of|at|from)|"
    r"(?:[\w-]+ ){0,4}(?:[Cc]apacit\w+|[Pp]roduction|[Oo]utput|[Pp]hase|[Ee]xpansions?))\b)"
)
BUILDING = re.compile(r"\b(?:build\w*|construct\w*|develop\w*|design\w*|propos\w+)\b")
# A sentence about what the one before opened.
ABOUT_PLANT = re.compile(
    r"(?:At|When|Once|Following|After|By|In|During|Over) [^,]{3,40}, |(?:The|This|These|Its?|Their|Both) |"
    r"(?:[A-Z][\w.’&-]* ){1,5}(?:estimated|expected|anticipated) (?:that )?(?:the|average|annual)\b|"
    r"(?:Full|Initial|Annual|Nameplate|Rated|Design|Production|Output|Capacity)\b"
)
GROWS = re.compile(
    r"\b(?:expan\w+|increas\w+|rais\w+|doubl\w+|tripl\w+|add\w*|additional|second|third|further|phase|stage|ultimate\w*|"
    r"eventual\w*|ramp\w*|reach\w*|(?<!at )full\w*(?! operation)|plan(?:s|ned)?|propos\w+|restart\w*|reopen\w*)\b",
    re.IGNORECASE,
)
OPENED = re.compile(
    r"\b(?:completed (?:the )?(?:construction|commissioning|building)|commissioned|opened|inaugurated|"
    r"completed (?:an?|the|its) (?:[\w$.-]+ ){0,6}?(?:plant|mine|mill|refinery|smelter|facility|complex|line|unit)\b|"
    r"(?:became|was|were) (?:fully )?operational\b|"
    r"(?:began|begun|started|commenced) (?:(?!construct|build|work|develop|plan)[a-z-]+ ){0,3}"
    r"(?:production|operat\w+|commissioning|shipments?|shipping|mining)\b|"
    r"(?:production|operations?|commissioning) (?:began|begun|started|commenced)|"
    r"started up|came on ?(?:line|stream)|(?:continued to ramp|was ramping|were ramping|ramped) up|"
    r"brought on ?(?:line|stream)|(?:plant|mine|facility|complex|refinery|smelter|unit) was completed)\b"
)
AUXILIARIES = ("would", "will")  # alone they plan nothing: "opened a mill. It would produce 20 t/yr"
WHICH_WOULD = re.compile(r", (?:which|that) (?:would|will) (?:[^,;.]|[,.]\d)*$")
# A sentence that tells of a plant named before that it stands still.
STILL = re.compile(
    r"^(?:[^,]{3,60}, )*(?:[Ii]n \d{4} )?(?:the company (?:announced|reported|said) (?:that )?)?"
    r"(?:(?:(?:[Tt]he company|[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,3}) (?:[a-z]+ly )?"
    r"(?:idled|closed|shut down|suspended|halted|stopped) (?:operations (?:at|of) |production (?:at|of) )?"
    r"(?:the|its|this|both|these) (?:[a-z]+ )?(?:mine|plant|facility|smelter|refinery|mill)s?)|"
    r"(?:(?:[Tt]he|[Ii]ts|[Tt]his|[Tt]hese|[Bb]oth|[A-Z][\w-]+’s?) )?(?:[a-z]+ ){0,2}"
    r"(?:status|operations?|production|mines?|plants?|facility|smelter|refinery|it|It|they|They) "
    r"(?:(?:was|were|had been|has been|remained|would remain)(?: [a-z]+ly)? "
    r"(?:idled?|closed|suspended|stopped|halted|inactive|on care[- ]and[- ]maintenance|shut down)|"
    r"(?:did not|had not|has not|(?:was|were) not expected to|would not) (?:yet )?(?:restart|reopen|resum)\w*))\b"
)
BEING_BUILT = re.compile(
    r"\bbroke ground\b|\bunder construction\b|\b(?:began|started|continued) (?:the )?(?:construct\w+|building)\b|"
    r"\b(?:is|was|were) (?:being built|building|constructing)\b"
)
SOON = 3  # sentences after a figure's in which its plant may be told to stand still
SITE_NEXT = re.compile(r" (?:\([^)]*\) )?([A-Z][\w-]+)")  # "the 20-t/yr Vela Mine"
SITE_FIRST = re.compile(
    r"(?:In [^,]+, )?([A-Z][\w-]+)(?:’s)?(?: Mine| [a-z]+){0,2} (?:has|had|was|is|capacity|production)\b"
)
NEXT = 600  # characters after a sentence in which the next one may end


def left_by(figure: Figure, before: str) -> str:
    """The status that the sentences before leave a facility in when its own says nothing: the last that they tell.

    A sentence that begins with another name is not about the facility of the sentence before.
    """
    if not (GOES_ON.match(figure.whole) or _named_before(figure, before)):
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


def _named_before(figure: Figure, before: str) -> bool:
    """Whether a sentence is about the site that the one before named: "idled its Vela mine. Vela had"."""
    site = SITE_FIRST.match(figure.whole) or (SITE_NEXT.match(figure.right) if figure.quantity.adjective else None)
    last = _last_sentence(before)
    return site is not None and re.search(rf"\b(?:[Ii]ts|[Tt]he|at|’s) (?:[a-z]+ ){{0,2}}{site[1]}\b", last) is not None


def _last_sentence(before: str) -> str:
    return before[next((s.start for s in reversed(sentences(before))), 0) :]


def being_built(before: str) -> bool:
    """Whether the sentence before tells that a plant is being built: it "has" a capacity that is still to come."""
    return BEING_BUILT.search(_last_sentence(before)) is not None


def opened_last(before: str) -> bool:
    """Whether the sentence before has opened a plant."""
    last = _last_sentence(before)
    return any(not COMING.search(last[: found.start()]) for found in OPENED.finditer(last))


def under_way(figure: Figure, before: str) -> bool:
    """Whether a plant that has been opened is said to yield a figure: that is its capacity, not one it is to reach."""
    if GROWS.search(figure.clause_left):
        return False
    here = WHICH_WOULD.search(figure.left)
    text = (before if ABOUT_PLANT.match(figure.whole) else "") + (figure.left[: here.start()] if here else "")
    opened = [found.end() for found in OPENED.finditer(text) if not COMING.search(text[: found.start()])]
    if not opened or BUILDING.search(text, opened[-1]):
        return False
    since = text[opened[-1] :]
    return not any(
        name == "planned" and since[start:end].lower() not in AUXILIARIES for start, end, name in told(since)
    )


def closed_after(figure: Figure) -> bool:
    """Whether one of the next sentences tells that the plant stands still, where its own says nothing."""
    after = figure.text[figure.sentence.end : figure.sentence.end + NEXT]
    return any(STILL.search(after[s.start : s.end].lstrip()) for s in sentences(after)[:SOON])
