"""The status of a plant that a figure describes and that the sentence takes as known: "at its 20-t/yr mill"."""

from __future__ import annotations

import re

from pipeline.prose.figure import Figure
from pipeline.prose.telling import nearest, told

KNOWN = re.compile(
    r"(?:\b(?:[Ii]ts|[Tt]heir|[Tt]he|[Tt]his|that)|’s?)"
    r"(?: (?:existing|current|own|adjacent|nearby|entire|main|large|small|flagship|older|original|remaining|other))*"
    r"(?: [A-Z][\w-]*)* $"
)
# What the sentence does is bring the plant about, or it tells how far that is.
MADE = re.compile(
    r"\b(?:build\w*|built|construct\w*|develop\w*|design\w*|propos\w+|complet\w+|commission\w*|feasib\w+|study|permits?|"
    r"licen[sc]e|financ\w+|project|ground|startup|delay\w*|postpon\w+|approv\w+(?! to (?:expand|increase|raise|add))|"
    r"begin|start|commence|work(?:ing)? on|adding|installing)\b",
    re.IGNORECASE,
)
STARTS = re.compile(
    r"^[^;]*?\b(?:would|will|"
    r"(?:was|were|is|are) (?:expected|scheduled|planned|anticipated|projected|due|likely|to)(?: to)?)(?: be)? "
    r"(?:begin|start|open|come|enter|complet\w+|commission\w*|built|constructed|ready|operational|cost|"
    r"the (?:first|largest)|produce|have)\b"
)
UNDONE = re.compile(
    r"^[^;,]*, to be (?:completed|built|commissioned|opened)\b|"
    r"^[^;]*?\b(?:complete\b|(?:partially|partly|nearly) completed|completion\b|under construction|"
    r"construction (?:was|began|started)|on hold|canceled|await)"
)
REPLACES = re.compile(r"\breplac(?:e|es|ing|e(d)) (?:(?:an?|its|the|two|three|existing|old) )*$")
# What is done to a plant that is there, and how such a plant goes on.
DONE_TO = re.compile(
    r"\b(?:sell|sale of|buy|lease|convert\w*|revamp\w*|retrofit\w*|overhaul\w*|"
    r"suppl(?:y|ies)|power|add|adding|shaft|increas\w+|expan\w+|upgrad\w+|moderniz\w+|improv\w+|"
    r"replac\w+|debottleneck\w*|rais\w+|boost\w*|automat\w+|refurbish\w*|reduc\w+|cut|maintain|feed|output|"
    r"for use (?:in|at)|"
    r"production (?:rates )?at)\b"
)
GOES_ON = re.compile(
    r"^[^;]*?\b(?:would|will|(?:was|were) (?:expected |planned |scheduled )?to)(?: not)?(?: be)? "
    r"(?:affected|expand\w*|clos\w+|upgrad\w+|"
    r"sold|moderniz\w+|operate|continue|remain|increase|decrease|run|suppl\w+)\b|"
    r"^[^;]*?\b(?:is|was|are|were) being (?:expand|upgrad|moderniz|convert)\w+|"
    r"^[^;]*?\b(?:than|as) (?:planned|expected)\b|^[^;]*?\bplanned maintenance\b"
)
# What is done to "a" plant that must be there for it: "agreed to acquire a 20-t/yr mill".
GOVERNED = re.compile(
    r"\b(?:revamp|moderniz\w+|upgrad\w+|acquir\w+|buy|purchas\w+|sell|lease|refurbish\w*|overhaul\w*|convert\w*|"
    r"retrofit\w*|(?:maintenance|stake|share|interest) (?:at|on|of|in)) (?:an?|one|two) (?:existing |old )?$"
)
# A plant that is there, and after a comma what it has: "sell its Ostra mill, with a capacity of".
OBJECT = re.compile(
    r"\b(?:its|the|their|\S+’s) (?:[\w-]+ ){0,5}?(?:plant|mine|mill|refinery|smelter|complex|facility)"
    r"(?: (?:in|at|near) [A-Z][\w-]*(?:, [A-Z][\w-]*)?)?, "
    r"(?:with (?:an? )?(?:[\w-]+ ){0,3}capacity of|which (?:can|could) [a-z]+|which (?:is|was)) (?:about )?$"
)
BACK = re.compile(r"\b(?:restart|restarting|reopen|reopening|resume|resuming|resumption)\b")
NOT_YET = re.compile(r"^ (?:\([^)]*\) )?(?:[\w’-]+ ){0,5}?(?:project|expansion|phase|stage)\b")


def of_known(figure: Figure) -> str | None:
    """The status of a plant taken as known; null where it is not, or where the sentence is about how it comes to be.

    What its company plans else (to sell it, to supply it, to add a shaft) does not make it a plan. One that is to be
    started again is closed.
    """
    if described := OBJECT.search(figure.left):
        done_to = figure.left[: described.start()]
        return "operating" if DONE_TO.search(done_to) and not (MADE.search(done_to) or BACK.search(done_to)) else None
    if figure.quantity.adjective and GOVERNED.search(figure.left):
        return "operating"
    known = KNOWN.search(figure.left) or REPLACES.search(figure.left)
    if not figure.quantity.adjective or known is None or NOT_YET.match(figure.right):
        return None
    left, right = figure.clause_left, figure.clause_right
    if replaced := REPLACES.search(left):
        return "closed" if replaced[1] == "d" else "operating"
    if BACK.search(left):
        return "closed"
    if MADE.search(left) or STARTS.match(right) or UNDONE.match(figure.right):
        return None
    said = {name for _, _, name in (*told(left), *told(right))}
    if "closed" in said:
        return nearest(left, right)
    goes_on = DONE_TO.search(left) or GOES_ON.match(right)
    return "operating" if "planned" in said and goes_on else None
