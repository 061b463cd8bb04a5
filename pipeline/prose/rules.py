"""Which figures state a capacity: a rule a family of wordings, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.prose.figure import Figure, cue, last
from pipeline.prose.words import names

NEAR = 110
BRACKET = r"^(?:\s\([^)]*\)){0,2}"  # a unit's abbreviation, the figure in other units
# A clause about something else than a plant's output: "By 2020, consumption of tin was expected to".
OTHER_SUBJECT = re.compile(
    r"^(?:[^,;]*, )?(?:[\w’-]+ ){0,5}?"
    r"(?:consumption|demand|imports|exports|sales|shipments|(?<!to )use|prices?|supply)\b",
    re.IGNORECASE,
)
HARBOR = re.compile(r"\bPort (?=[A-Z])")  # a town's name, no port's capacity
# Right before a figure that is planned without a word of output.
STUDIED = re.compile(
    r"\b(?:study|studies|assessment|analysis|design) (?:was|were|is|are) based on (?:about |an? )?$"
    r"|\b(?:envision\w*|envisag\w+|foresees|outlin\w+|considered|contemplat\w+) (?:about |up to )?$"
    r"|\b(?:calls|called|calling) for (?:an? )?(?:[\w-]+ ){0,2}"
    r"(?:production|output|mining|processing|rate)(?: rate)? of (?:about )?$"
    r"|\bwould (?:support|sustain|allow)(?: for)? (?:about |up to )?$"
    r"|\b(?:expected|planned|targeted|proposed|anticipated) (?:about |up to )?$"
    r"|\b(?:would|will|to) (?:begin|start|commence) (?:at|with) (?:about )?$|\blife of \d+ years at (?:about )?$"
    r"|\b(?:approval|permission|permit\w*|licen[sc]e\w*|authoriz\w+) to (?:mine|produce|process|mill|treat|extract) "
    r"(?:about |up to )?$"
    r"|\b(?:considered|evaluated|envisaged) (?:[\w-]+ ){0,3}rates? of (?:about )?$"
    r"|\bto (?:develop|install|build|bring (?:on|online|into production)) (?:about |up to )?$"
)
DEFINED = re.compile(r"\bdefined\b[^;]* as [^.;]*$")  # "a large plant is defined as one with more than 20 t/yr"
AT_RATE = re.compile(r"\b(?:[Mm]ining|[Pp]rocessing|[Mm]illing|[Pp]roduction) at (?:a rate of )?(?:about )?$")
FORMER = re.compile(r"^ (?:of [\w -]{2,30} )?(?:prior to|before|until) (?:19|20)\d\d\b")
# Of a mine that the sentences before plan.
ESTIMATED = re.compile(
    r"\b[Aa]nnual (?:[\w-]+ ){0,3}(?:production|output) (?:[\w-]+ ){0,5}?"
    r"(?:was|were) estimated (?:to be|at) (?:about )?$"
)
COULD_REACH = re.compile(r"\bcould (?:reach|rise to|increase to|be increased to) (?:about |up to )?$")
AMOUNTS = re.compile(r"\b(?:was|were|is) (?:(?:estimated|reported) to be )?(?:about |approximately )?$")
BESIDE_NAME = re.compile(r"(?:[A-Z][\w.’&-]*,? (?:[a-z\d]+ ){0,3}|\b(?:phase|stage) (?:\d|[IVX]+|one|two|three) )\($")
PUT_OUT = re.compile(r"\breported [^,;]*\b(?:output|production)\b[^,;]* of $")
# Right before a figure, what a mine or plant has: "has an estimated annual production of".
ABLE = re.compile(
    r"\b[Ii]nitial (?:[\w-]+ ){0,3}(?:production|output) of (?:about )?$|"
    r"\breached (?:its )?(?:full|design|nameplate) (?:production|output)(?: rate)? of (?:about )?$|"
    r"\bproduction can (?:be|reach) as (?:high|much) as $|"
    r"\b(?:plant|mine|refinery|smelter|facility|mill)\b[^;.]{0,50} producing (?:about |up to )?$|"
    r"\bcapable of (?:about |up to )?$|"
    r"\bha(?:s|d) an? (?:estimated |expected |average |potential )*annual (?:[\w-]+ ){0,2}"
    r"(?:production|output) of (?:about )?$|"
    r"\b(?:permit|licen[sc]e)\b[^.;]{0,30}\ballow\w* (?:for )?(?:the )?"
    r"(?:extraction|production|mining|processing|recovery) of (?:about |up to )?$"
)
# Before what a mine puts out in a year of its life: "has a 10-year mine life and an average annual output of".
AVERAGES = re.compile(
    r"\b(?:mine|project|operation)\b[^.;]{0,80}\b(?:has|had|with|and) an? "
    r"(?:estimated |expected |planned )?average annual (?:[\w-]+ ){0,3}(?:production|output) of (?:about )?$"
)
ADDED = re.compile(
    r"\b(?:expansion|project|line|furnace|unit|kiln|plant|mill|phase|train)\b[^.;]{0,40} add(?:ed|s)"
    r" (?:about |an additional |another )?$"
)
ADDITIONAL = re.compile(r"\b(?:began|started|commissioned) (?:operations? of |production of )?an additional $")
RATE_GROWS = re.compile(
    r"\bthroughput (?:\w+ ){0,3}(?:increased|raised|expanded) to (?:about )?$|"
    r"\b(?:production|mining|milling|processing|throughput) rate "
    r"(?:doubling|tripling|increasing|rising) to (?:about )?$"
)
# Right before what a plant put out until it was closed.
FORMERLY = re.compile(
    r"\b(?:had|formerly|previously|once|used to) (?:produced?|processed?|treated|milled) "
    r"(?:a (?:combined )?total of )?(?:about |up to )?$"
)
# A rate that a plant had until it was closed: "produced about 20 t/yr of tin prior to its closure".
PRODUCED = re.compile(r"\b(?:produced|processed|milled|treated) (?:about |approximately )?$")
PRIOR = re.compile(r" (?:of [\w ,-]{2,40}? )?(?:prior to|before) (?:it|its|the|being|they)\b")
ABOUT = re.compile(r"\b(?:producers?|expansions?|additions?|process|capacit\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A family of wordings: ``holds`` says whether a figure is stated so."""

    name: str
    holds: Callable[[Figure], bool]


def _adjective(figure: Figure) -> bool:
    """The figure describes a plant: "a 2,000-t/d mill", "the 420-t/yr ITO manufacturing plant"."""
    if not figure.quantity.period:
        widened = re.match(r"[\s-]+(?:[\w-]+ ){0,2}expansion\b", figure.right)
        named = figure.right.startswith("-capacity")
        return figure.quantity.adjective and (named or (bool(widened) and "capacit" in figure.whole.lower()))
    if not figure.quantity.adjective:
        plain = rf"^ (?:(?!of\b|at\b|from\b|in\b|for\b|to\b|and\b)[\w-]+ ){{0,2}}(?:{cue('facility').pattern})"
        return re.search(r"\b(?:an?|the|its)(?: [a-z]+)? $", figure.left, re.I) is not None and bool(
            re.match(plain, figure.right)
        )
    pattern = rf"{BRACKET}(?:[\s-]+[\w’,.()&-]+){{0,9}}?[\s-]+(?:{cue('facility').pattern}|{cue('capacity').pattern})"
    return re.match(pattern, figure.right, re.IGNORECASE) is not None


def _capacity_after(figure: Figure) -> bool:
    """The word after the figure: "810,000 t/yr of operating capacity", "(648-t/yr capacity)"."""
    no_link = r"(?!and\b(?! [a-z]+-[a-z]+ capacit)|but\b|with\b|from\b|to\b)"
    pattern = rf"{BRACKET}(?:\s{no_link}[\w’/-]+){{0,7}}?\s(?:{cue('capacity').pattern})"
    if DEFINED.search(figure.left):
        return False
    if not figure.quantity.period:
        pattern = rf" of (?:[\w-]+ )?(?:annual|yearly) (?:[\w-]+ ){{0,4}}(?:{cue('capacity').pattern})"
    return re.match(pattern, figure.right, re.IGNORECASE) is not None


def _capacity_before(figure: Figure) -> bool:
    """The word before the figure: "had the capacity to produce 200 t/yr", "capacity was 75 t/yr"."""
    word = last(cue("capacity"), figure.left)
    if word < 0:
        return False
    between = re.sub(r" \([^)]*\)", "", figure.left[word:])
    limit = (2 * NEAR if AMOUNTS.search(between) else NEAR) if figure.quantity.period else 60
    spoilt = (
        cue("other_before").search(between)
        or PUT_OUT.search(between)
        or last(cue("not_capacity"), HARBOR.sub(lambda name: " " * len(name[0]), figure.left)) >= max(0, word - 30)
    )
    return (
        len(between) < limit
        and not spoilt
        and not _put_out(figure)
        and (bool(figure.quantity.period) or (_levels(between) and not figure.quantity.unit.endswith("W")))
        and not re.match(r" of (?:[\w-]+ )?(?:reserves|resources)\b", figure.right)
    )


def _put_out(figure: Figure) -> bool:
    """Whether the figure was put out, not planned or possible: "produced about 300 t/yr", "averaged 20 t/d"."""
    found = re.search(rf"(?:[\w-]+ ){{0,4}}(?:{cue('produced').pattern})(?: [\w-]+){{0,3}}\s*$", figure.left)
    if found is None or re.search(r"(?i)\bcapacit(?:y|ies)\b[\w ]* totaled\b", found[0]):
        return False
    if re.search(r", (?:thereby )?producing (?:about |up to )?$", figure.left) and cue("plan").search(
        figure.clause_left
    ):
        return False  # "was expected to treat 4 Mt/yr of ore, producing 20 t/yr"
    return not cue("plan").search(found[0]) and not cue("ability").search(found[0])


def _levels(between: str) -> bool:
    """Whether a weight without a period is what the capacity amounts to: "capacity was about 307,000 t"."""
    amount = (
        r"\b(?:of|at|be|was|were|is|to|about|from|approximately|roughly|around|nearly|almost|exceeded|exceeding|over|"
        r"estimated|than|by|with)\s*$"
    )
    return re.search(amount, between) is not None


def _ability(figure: Figure) -> bool:
    """A rate that something can do: "capable of processing up to 13,000 t/yr"."""
    left = figure.left[-NEAR:]
    if AVERAGES.search(left):
        return True
    if not figure.quantity.period:
        return False
    if PRODUCED.search(left) and PRIOR.match(figure.right):
        return True
    before = figure.text[max(0, figure.sentence.start - NEAR) : figure.sentence.end]
    if ABLE.search(left) or (FORMERLY.search(left) and cue("status", "closed").search(before)):
        return True
    if _put_out(figure):
        return False
    able = last(cue("ability"), left)
    if able >= 0 and cue("output").search(left[able:]) and not cue("other_before").search(left[able:]):
        return True
    after = re.match(
        rf"{BRACKET}[^;,]{{0,60}}?\b(?:{cue('ability').pattern}) [\w ]{{0,12}}{cue('output').pattern}",
        figure.right,
        re.I,
    )
    return after is not None


def _purpose(figure: Figure) -> bool:
    """A rate that a facility is there for: "a pilot plant to recover 300 kg/d"."""
    pattern = rf"(?:{cue('facility').pattern})(?: [\w-]+){{0,4}}? to (?:{cue('output').pattern})(?: about| up to)? $"
    return bool(figure.quantity.period) and re.search(pattern, figure.left[-NEAR:], re.IGNORECASE) is not None


def _up_to(figure: Figure) -> bool:
    """A rate with an upper bound is what a plant can do: "began the recovery of up to 1.5 t/yr"."""
    return bool(figure.quantity.period) and bool(
        re.search(r"\b(?:recover\w*|produc\w+|process\w+|output|rate) (?:of )?(?:[\w-]+ ){0,3}up to $", figure.left)
    )


def _planned(figure: Figure) -> bool:
    """An output to come: "planned to produce 14,000 t/yr", "based on a production of 5,000 t/yr"."""
    left = figure.left
    if figure.quantity.period and STUDIED.search(left) and not OTHER_SUBJECT.match(figure.clause_left):
        return True
    told = figure.text[: figure.sentence.start][-NEAR * 4 :]
    if ESTIMATED.search(left) and cue("status", "planned").search(told):
        return True
    if FORMER.match(figure.right):
        return False
    if figure.quantity.period and AT_RATE.search(left) and cue("plan").search(figure.clause_right):
        return True
    plan = last(cue("plan"), left)
    out = last(cue("output"), left)
    if plan < 0 and (reached := COULD_REACH.search(left)):
        plan = reached.start()
    if min(plan, out) < 0 and not _would_be_produced(figure):
        return False
    between = left[min(plan, out) :] if min(plan, out) >= 0 else ""
    if cue("other_before").search(between[-NEAR:]) or OTHER_SUBJECT.match(figure.clause_left) or _put_out(figure):
        return False
    if figure.quantity.period:
        return True
    return re.search(
        r"\b(?:annual|a year|per year|each year|annually|initial year|first \d+ years|first year)\b", figure.whole
    ) is not None and (re.search(r"\breserves?|resources?|containing\b", figure.whole) is None)


def _would_be_produced(figure: Figure) -> bool:
    pattern = rf"{BRACKET}[^;,]{{0,60}}?\b(?:{cue('plan').pattern}|could) be (?:{cue('output').pattern})"
    return bool(figure.quantity.period) and re.match(pattern, figure.right, re.I) is not None


def _expansion(figure: Figure) -> bool:
    """What something is widened to, from or by: "expanding its refinery to 1.4 Mt/yr from 800,000 t/yr"."""
    if not figure.quantity.period:
        return False
    if ADDED.search(figure.left) or RATE_GROWS.search(figure.left) or ADDITIONAL.search(figure.left):
        return True
    left = figure.left[-160:]
    word = last(cue("expand"), left)
    if word < 0 or not re.search(r"\b(?:to|by|from)(?: about| approximately| an additional| up to)?\s*$", left):
        return False
    between = left[word:]
    if cue("not_capacity").search(between):
        return False
    widened = (
        re.match(r"expan|upgrad|enlarg|debottl", between, re.I)
        or left[:word].endswith("being ")
        or cue("facility").search(between)
    )
    return (
        bool(widened or cue("plan").search(left + figure.right))
        and not re.search(r"\b(?:consumption|demand|imports|exports|sales|shipments|emissions)\b", figure.whole)
        and not (cue("produced").search(between) or output_changed(figure))
    )


def output_changed(figure: Figure) -> bool:
    """Whether production itself rose or fell: "decreased alumina production at the refinery to 800,000 t/yr"."""
    found = re.search(r"(?:in|de)creas\w+ (?:its )?(?:[\w-]+ ){0,3}(?:production|output)\b[^;]*$", figure.left)
    planned = cue("plan").search(figure.left) or re.search(r"\bbeing \w+ed\b", figure.left)
    return found is not None and not planned and "capacit" not in found[0]


def _bracket(figure: Figure) -> bool:
    """A rate in brackets after a name, in a sentence about producers or plants: "Heesung Metal (180 t/yr)"."""
    alone = re.search(r"\((?:[A-Z][^()\d]{2,60}, )?$", figure.left) is not None and figure.right.startswith(")")
    named = re.search(r"([A-Z]\w+) \($", figure.left)
    site = named is not None and named[1] in names()["sites"]
    about = site or cue("facility").search(figure.whole) or ABOUT.search(figure.whole)
    named = BESIDE_NAME.search(re.sub(r"\([^()]*$", "(", figure.left))
    return alone and bool(figure.quantity.period) and bool(about) and bool(named)


def _of_facility(figure: Figure) -> bool:
    """The figure is what sizes a facility: "two urea trains of 1.5 Mt/yr each", "a mine of 2 Mt/yr"."""
    found = re.search(
        rf"(?:{cue('facility').pattern},? of|\b(?:one|another|a second) (?:of|with)) "
        r"(?:about |approximately |up to )?$",
        figure.left,
        re.I,
    )
    return bool(figure.quantity.period) and found is not None


RULES: Sequence[Rule] = (
    Rule("adjective", _adjective),
    Rule("capacity_after", _capacity_after),
    Rule("capacity_before", _capacity_before),
    Rule("ability", _ability),
    Rule("up_to", _up_to),
    Rule("purpose", _purpose),
    Rule("expansion", _expansion),
    Rule("planned", _planned),
    Rule("bracket", _bracket),
    Rule("of_facility", _of_facility),
)
