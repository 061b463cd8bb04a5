"""The status that the words right beside a figure settle, whatever else its sentence tells."""

from __future__ import annotations

import re

from pipeline.prose.figure import Figure, cue
from pipeline.prose.telling import nearest

# A relative clause right after the facility that a figure describes: "a 20-t/yr mill in Ostra that was idle".
THAT_WAS = re.compile(r"(?: \([^)]*\))?( [\w ]{3,60}?) (?:that|which) (?:was|were|is|are|has|had|have)\b")
# Before the capacity of a plant of which a part was closed: "shut down 20 t/yr of capacity at its 60-t/yr mill".
PARTLY = re.compile(
    r"\d[\d,.]*(?: million)?[ -]\S*(?:/|per )\w+ of (?:\w+ ){0,2}capacity (?:at|of|from) (?:its|the|their|\S+’s) "
    r"(?:[a-z]+ )?$|"
    r"\b(?:(?:one-)?half|part|some|one-third|one-quarter|a portion) of (?:its|the|their|\S+’s) (?:[a-z]+ )?$"
)
# A plant that is there and has not begun.
NOT_BEGUN = re.compile(
    r"\bbut (?:[\w’-]+ ){0,4}?(?:(?:was|were|had been) delayed|(?:had|has) (?:never|not)|never|did not)\b"
)
# Before the capacity of plants of every status: "that were operating, under construction, or under contract was".
MIXED = re.compile(
    r"\boperating,? (?:and |or )?under construction(?:,? (?:and|or) under contract)?\b[^;,]* (?:was|were) "
    r"(?:(?:estimated|reported) to be )?(?:about |approximately )?$"
)
# Before what was lost of a capacity: "was flooded, reducing Alto’s capacity by".
LOST = re.compile(
    r"(?<!to )(?<!would )(?<!not )\b(?:reduc|decreas|lower|cutt?)(?:ing|ed|t)? (?:[\w’-]+ ){0,5}capacity by "
    r"(?:about |approximately )?$"
)
# Before what is left of a capacity, and before one that a plant is run at.
LEFT = re.compile(
    r"\b(?:run|ran|running|operat(?:e|es|ed|ing))\b[^,;]* at (?:(?:its|their|the) )?(?:full |nameplate |design )?"
    r"capacity of (?:about )?$|\d(?:%| percent) of (?:its|their|the|\S+’s) (?:[\w-]+ ){0,2}$|"
    r"\bremaining (?:[\w-]+ ){0,3}capacity (?:was|is|of) (?:about |approximately )?$|"
    r"^(?:After|Following) [^,]*\b(?:clos|shut|idl)\w*[^,]*, [^,]*"
    r"\bcapacity (?:was|is|fell to|decreased to) (?:about )?$"
)
# A figure of which the rest of its sentence tells: "and 20 t/yr was to be added", "Ostra (20 t/yr), which was idle".
OWN_VERB = re.compile(r" (?:of [\w -]{2,30} )?(?:was|were|is|are|would|will) ")
JOINED = re.compile(r",? (?:and|while|but) (?:another |about |an additional )*$")
IN_BRACKETS = re.compile(
    r"\),? (?:(?:which|that) )?((?:was|were|is|are|would|will|began|started|opened|closed|remained)\b[^,;]*)"
)
# After the rate of a plant that was stopped: "produced 20 t/yr of tin prior to its closure".
UNTIL = re.compile(
    r" (?:of [\w ,-]{2,40}? )?(?:prior to|before) (?:it|its|the|being|they)\b[^.;]{0,40}"
    r"\b(?:rescue|bankrupt\w*|clos\w+|shut\w*|suspen\w+|idl\w+|ceas\w+)"
)
# The same plant goes on as the subject: "has a capacity of 20 t/yr and was idled in May".
AND_CLOSED = re.compile(
    r"(?: of [\w -]{2,40}?)?(?: \([^)]*\))?,? (?:and|but) "
    r"(?:was|were|has been|had been|have been|remains?|remained) (?:[a-z]+ly )?"
    r"(?:idled?|closed|shut|suspended|mothballed|inactive|on care|put on|placed on)\b(?! down for)"
)
SINCE = re.compile(r"\b(?:after|because|when|as) ")
EXISTING = re.compile(r"\b(?:existing|current) (?:capacity (?:of|was) )?$")
# Before a plant beside which another is to stand: "build a urea unit at its 20-t/yr plant".
BESIDE_OWN = re.compile(
    r"\b(?:build|construct|add|install)\w* (?:an?|another|the|two|its) [^,;]*?"
    r"\b(?:unit|plant|line|kiln|furnace|mill|circuit|train|facility) "
    r"(?:at|beside|adjacent to|next to|near) (?:its|their|the|\S+’s) $"
)
AT_OWN = re.compile(r"\b(?:at|of) (?:its|their|the|\S+’s) $")
FROM = re.compile(
    r"\bfrom (?:(?:its|the|their|an?) (?:[\w-]+ ){0,5}of )?(?:about |approximately )?"
    r"(?:[\d.,]+ (?:million )?[A-Za-z]+/[a-z]+,? and )?$"
)


def outright(figure: Figure) -> str | None:
    """The status of a plant that is closed in part, was reopened, is what a change starts from or has not begun.

    Plants of every status together are operating, as the greater part of them is.
    """
    if PARTLY.search(figure.left) or LEFT.search(figure.left) or MIXED.search(figure.left) or _reopened(figure):
        return "operating"
    if _is_present(figure):
        grows = list(cue("expand").finditer(figure.clause_left))
        own = figure.clause_left[grows[-1].end() :] if grows else figure.clause_left
        return "closed" if nearest(own, "") == "closed" else "operating"
    if LOST.search(figure.left) and cue("status", "planned").search(SINCE.split(figure.clause_left)[-1]) is None:
        return "closed"
    if JOINED.search(figure.left) and OWN_VERB.match(figure.right):
        return nearest("", figure.clause_right)
    if UNTIL.match(figure.right) or AND_CLOSED.match(figure.right):
        return "closed"
    if told_after := IN_BRACKETS.match(figure.right):
        begun = re.match(r"began|started|opened", told_after[1])
        return "operating" if begun else nearest("", told_after[1])
    if NOT_BEGUN.search(figure.right) and cue("status", "completed").search(figure.whole):
        return "planned"
    return None


def relative_clause(figure: Figure) -> str:
    """What a relative clause says of the facility that the figure describes: "was idle" of "mill that was idle"."""
    found = THAT_WAS.match(figure.right) if figure.quantity.adjective else None
    return figure.right[found.end(1) :].split(",")[0] if found else ""


def _reopened(figure: Figure) -> bool:
    return cue("status", "reopened").search(relative_clause(figure)) is not None


def _is_present(figure: Figure) -> bool:
    """Whether the figure is what a change starts from: "from 3 Mt/yr", "to 5 Mt/yr at its 3-Mt/yr plant"."""
    if EXISTING.search(figure.left):
        return True
    if figure.quantity.adjective:
        if BESIDE_OWN.search(figure.left) and not re.match(r" (?:[\w-]+ ){0,4}?project\b", figure.right):
            return True
        return AT_OWN.search(figure.left) is not None and cue("expand").search(figure.clause_left) is not None
    found = FROM.search(figure.left)
    return found is not None and (" of " in found[0] or not re.search(r"\bplans?\b", figure.left))
