"""Whose capacity a figure is and where, as far as its sentence and its paragraph say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.prose.entities import Entity
from pipeline.prose.figure import Figure
from pipeline.prose.lands import aggregate_country, country, is_aggregate
from pipeline.prose.operators import company
from pipeline.prose.passage import Context, Passage, Scene
from pipeline.prose.sites import area_in, first_site, location

LIST = re.compile(r"(?: \([^)]*\))?(?:,|,? and) (?:(?:[\w-]+ ){0,4}(?:at|in|near) )?(?:the )?")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Company, location and country of a figure; null where the text does not say."""

    company: str | None = None
    location: str | None = None
    country: str | None = None
    code: str | None = None


def attribute(scene: Scene) -> Attribution:
    """Company, place and country of a figure; the capacity of a country, a part of it or the world has no company."""
    if is_aggregate(scene):
        return Attribution(None, area_in(scene), *aggregate_country(scene))
    owner = company(scene)
    place = location(scene, owner)
    return Attribution(owner, place, *country(scene, owner, place))


def in_turn(figure: Figure, figures: Sequence[Figure], passage: Passage, who: Attribution) -> Attribution:
    """``who`` with the company or place whose turn it is in a sentence of lists that ends in "respectively"."""
    if "respectively" not in figure.right:
        return who
    row = [other for other in figures if other.sentence == figure.sentence and other.quantity.period]
    turn = row.index(figure) if figure in row else 0
    if len(row) < 2:
        return who
    around = [(figure.sentence.start, row[0].quantity.start), (row[-1].quantity.end, figure.sentence.end)]
    for label in ("PLACE", "COMPANY", "COUNTRY"):
        for span in reversed(around):
            named = passage.within(*span, label)
            listed = next((run for run in (named, *_runs(named, passage)) if len(run) == len(row)), None)
            if listed is not None:
                who = _with_name(who, label, listed[turn])
    return who


def _with_name(who: Attribution, label: str, entity: Entity) -> Attribution:
    if label == "COUNTRY":
        return replace(who, country=entity.canonical, code=entity.code)
    return replace(who, **{"location" if label == "PLACE" else "company": entity.canonical})


def focus(passage: Passage) -> Context:
    """What the next paragraph may go on about: the first company of this one and its first site."""
    main = passage.companies(0, len(passage.text))
    return Context(main[0].canonical if main else passage.before.company, first_site(passage))


def _runs(found: Sequence[Entity], passage: Passage) -> list[Sequence[Entity]]:
    """The names in runs that only commas and "and" keep apart, the last run first."""
    cuts = [n for n in range(1, len(found)) if not LIST.fullmatch(passage.text[found[n - 1].end : found[n].start])]
    return [found[start:end] for start, end in pairwise([0, *cuts, len(found)])][::-1]
