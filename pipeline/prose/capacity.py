"""Capacity statements of a paragraph: figures that a rule reads as capacities, with all that the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.prose.attribution import Attribution, attribute, in_turn
from pipeline.prose.bounds import kind, qualifier
from pipeline.prose.certainty import certainty, confidence
from pipeline.prose.coordinates import matching
from pipeline.prose.figure import Figure, cue
from pipeline.prose.passage import Passage, Scene
from pipeline.prose.product import product
from pipeline.prose.quantities import quantities
from pipeline.prose.rules import Rule
from pipeline.prose.sentences import sentences
from pipeline.prose.status import status
from pipeline.records import CapacityRow, FindingRow

YEAR = re.compile(r"\b(?:in|by|of|during|yearend|mid-|late|early|until|end of)\s?((?:19|20)\d\d)\b")
OF_A_COUNTRY = re.compile(
    r"\b(?:domestic|national|global|world|U\.S\.) (?:[a-z-]+ ){0,3}(?:production|output) (?!capacit)[^,;]*$",
    re.IGNORECASE,
)
OUTPUT_TO_COME = re.compile(r"\b(?:production|output) could (?:reach|rise to|increase to) (?:about )?$")
PRODUCER = re.compile(r"\bproducers?\b")  # a country's rank, no plant
# Figures like capacities that are none: the rule of the finding, and what it says.
PASSED_OVER = {
    "rate_without_capacity": "a rate is no capacity",
    "capacity_restated": "a capacity given again in other units",
    "output_forecast": "an output to come of a country or the world is no capacity",
}


def figures(text: str) -> list[Figure]:
    """The quantities of a paragraph in their sentences; ``text`` has its citations blotted out."""
    found = quantities(text)
    return [
        Figure(text, sentence, quantity)
        for sentence in sentences(text)
        for quantity in found
        if sentence.start <= quantity.start < sentence.end
    ]


def statements(passage: Passage, edition: int) -> Iterator[CapacityRow | FindingRow]:
    """The capacity statements of a paragraph, in order, and a finding for each figure like one that is passed over.

    A rate that no rule reads as a capacity is passed over, one that repeats another in other units, and a forecast.
    ``edition`` is the chapter's year (0 for unknown).
    """
    found = figures(passage.text)
    spans = [(sentence.start, sentence.end) for sentence in sentences(passage.text)]
    floor = 0
    for figure, rule in zip(found, matching(found), strict=True):
        if rule is None or _restated(figure):
            if figure.quantity.period:
                yield _passed_over(figure, passage, "rate_without_capacity" if rule is None else "capacity_restated")
            continue
        earlier = [span for span in spans if span[1] <= figure.sentence.start]
        who = attribute(Scene(figure, passage, earlier, floor))
        if _forecast(figure, rule, who):
            yield _passed_over(figure, passage, "output_forecast")
            continue
        yield _row(figure, rule, in_turn(figure, found, passage, who), passage, edition)
        floor = figure.quantity.end


def _passed_over(figure: Figure, passage: Passage, rule: str) -> FindingRow:
    return FindingRow(rule, "info", PASSED_OVER[rule], "capacity", observed=_sentence(figure, passage))


def _sentence(figure: Figure, passage: Passage) -> str:
    return passage.paragraph.text[figure.sentence.start : figure.sentence.end].strip()


def _restated(figure: Figure) -> bool:
    """Whether brackets give the figure before them in other units: "2.1 Mt/yr (2.3 million short tons per year)"."""
    opened = re.search(r"(?: \([A-Z]?[\w/-]+\))? \((?:about |approximately )?$", figure.left[-60:])
    left = figure.left[-60:][: opened.start()] if opened else ""
    before = quantities(left)
    return (
        bool(before)
        and before[-1].unit != figure.quantity.unit
        and before[-1].period == figure.quantity.period
        and figure.right.startswith(")")
        and not left[before[-1].end :].strip()
    )


def _forecast(figure: Figure, rule: Rule, who: Attribution) -> bool:
    """Whether an output to come is a country's or the world's, which is a forecast and no capacity."""
    if (
        rule.name == "planned"
        and OF_A_COUNTRY.search(figure.clause_left)
        and not cue("facility").search(figure.clause_left)
    ):
        return True
    reached = rule.name == "ability" and OUTPUT_TO_COME.search(figure.left)
    nobodys = (rule.name == "planned" or bool(reached)) and who.company is None and who.location is None
    told = PRODUCER.sub("", figure.whole)
    return nobodys and not (cue("capacity").search(told) or cue("facility").search(told))


def _before(figure: Figure, who: Attribution, passage: Passage) -> str:
    """The paragraph up to the figure's sentence; "" where the sentence turns to a place not named before."""
    before = passage.text[: figure.sentence.start]
    site = who.location.split(", ")[0] if who.location else ""
    return "" if site in figure.whole and site not in before else before


def _row(figure: Figure, rule: Rule, who: Attribution, passage: Passage, edition: int) -> CapacityRow:
    quantity = figure.quantity
    nobodys = who.company is None and who.location is None
    state = status(figure, _before(figure, who, passage), nobodys, edition, to_come=rule.name == "planned")
    made, evidence = product(figure), _sentence(figure, passage)
    year, projected = _years(figure, state, edition)
    return CapacityRow(
        source_id="", doc_id="", preferred=False, origin="prose",
        company=who.company, location=who.location, country=who.country, country_code=who.code,
        value=quantity.value, value_high=quantity.high, unit=quantity.rate, product=made[0] if made else None,
        year=year, projected_year=projected, status=state, kind=kind(figure), qualifier=qualifier(figure),
        estimated=re.search(r"\bestimated\b", figure.left) is not None,
        evidence=evidence,
        paragraph=passage.paragraph.row.paragraph, start=quantity.start, end=quantity.end,
        page=passage.paragraph.row.page, rule=rule.name,
        confidence=confidence(rule.name, certainty(who.company, who.location, evidence)),
    )  # fmt: skip


def _years(figure: Figure, state: str, edition: int) -> tuple[int | None, int | None]:
    """The year a level holds for and, of a plan, the year it is to be reached: the first named after the figure."""
    after = [int(year) for year in YEAR.findall(figure.right)]
    before = [int(year) for year in YEAR.findall(figure.left)]
    named = next(iter([*after, *reversed(before)]), None)
    if state == "planned":
        return None, named if named and named >= edition else None
    return named or edition or None, None
