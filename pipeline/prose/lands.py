"""In which country a capacity is, and whether it is a country's or the world's as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.knowledge import countries
from pipeline.prose.entities import Entity
from pipeline.prose.figure import cue
from pipeline.prose.operators import leads
from pipeline.prose.passage import Passage, Scene
from pipeline.prose.words import either, names

Land = tuple[str | None, str | None]

REACH = 70  # characters after a figure in which its country may stand
AGGREGATE = re.compile(
    r"\b(?:world(?!’s)|global(?:ly)?|worldwide|national|countr(?:y|ies)|domestic|industry|producers)\b|\bU\.S\.(?!\w)",
    re.IGNORECASE,
)
# The same in a sentence that has named a company: only of the capacity itself, not of "the leading U.S. producer".
WHOSE = re.compile(rf"(?:{AGGREGATE.pattern}) (?:[\w-]+ ){{0,4}}capacit", re.IGNORECASE)
WORLD = re.compile(r"\b(?:world|global|worldwide)\b(?!’s)", re.IGNORECASE)
OWN = re.compile(r"\b(?:its|their|[Tt]he company|a global)\b")
# The capacity of a company as a whole, which need not lie in the country that a heading is about.
WHOLE = re.compile(
    r"(?:\b(?:its|[Tt]he company’s)|’s) (?:[\w-]+ ){0,5}capacit(?:y|ies)\b|\bglobal (?:[\w-]+ ){0,3}capacity\b"
)
LISTED = re.compile(r",?(?: and| or)? ")  # between the last two of several countries, none of which has it all
CAPACITY_IN = re.compile(r"\b[Cc]apacit(?:y|ies) in (?:the )?$")
RIGHT_IN = re.compile(r"(?: of (?!capacity)[\w -]{2,30}?)? in (?:the )?")
LEFT_OUT = re.compile(r"\b(?:[Ee]xcluding|[Oo]utside(?: of)?|[Ee]xcept(?: for)?|[Oo]ther than|[Ww]ithout) (?:the )?$")
PLANT_IN = re.compile(rf"(?: \([^)]*\))?(?: [a-z][\w-]*){{0,6}} (?:{either(names()['facilities'])}) in (?:the )?")
# Whose a capacity is that a sentence begins with: "Based on 20 Mt/yr of capacity, the U.S. tin industry operated at".
INDUSTRY = re.compile(r"\bcapacity, the (?:U\.S\.|world|global|domestic|national) (?:[\w-]+ ){0,4}industry\b")
# No part of the United States.
ABROAD = re.compile(r"\b(?:Prefecture|Province|Oblast|Krai|Governorate|Voivodeship|Emirate)$")
IN = re.compile(r"\bin (?:the )?$|\bin (?:[A-Z][\w ]+, )+(?:and )?(?:the )?$")


def is_aggregate(scene: Scene) -> bool:
    """Whether the figure is a country's or the world's: "global capacity", "China’s brine-based capacity"."""
    passage = scene.passage
    companies = passage.companies(scene.start, scene.at)
    start = companies[-1].end if companies else scene.start
    left = passage.text[start : scene.at]
    for entity in passage.within(start, scene.at, "COMPANY"):
        left = left.replace(entity.text, "")
    left = re.sub(r"\([^()]*\)", "", left)
    if scene.figure.quantity.adjective or OWN.search(left):
        return False
    lands = passage.countries(start, scene.at)
    owned = any(_owns(e, passage) and "capacit" in passage.text[e.end : scene.at] for e in lands)
    owned = owned or (not companies and any(CAPACITY_IN.search(passage.text[: e.start]) for e in lands))
    subject = not companies and any(leads(e, scene.start, passage) for e in lands)
    words = WHOSE if companies else AGGREGATE
    if not companies and INDUSTRY.search(scene.figure.right):
        return True
    return owned or ("capacit" in scene.figure.whole and (subject or words.search(left) is not None))


def aggregate_country(scene: Scene) -> Land:
    """The country whose whole capacity a figure is, and its code; nulls for the world's."""
    beside = _right_in(scene)
    if beside:
        return beside
    text = scene.passage.text
    before = [e for e in scene.passage.countries(scene.start, scene.at) if not LEFT_OUT.search(text[: e.start])]
    if before and scene.passage.paragraph.row.country is None:
        last = before[-1]
        listed = any(LISTED.fullmatch(scene.passage.text[e.end : last.start]) for e in before[:-1])
        return (None, None) if listed else (last.canonical, last.code)
    return (None, None) if WORLD.search(scene.figure.whole) else _home(scene.passage)


def country(scene: Scene, company: str | None, location: str | None) -> Land:
    """The country of the place, of the sentence where it is said to lie in one, of the heading; and its code."""
    passage = scene.passage
    if location and ", " in location and countries.lookup_state(location.rsplit(", ", 1)[-1]):
        return "United States", "USA"
    here = passage.within(scene.start, scene.end, "COUNTRY")
    beside = _right_in(scene) if location is None else None
    if beside:
        return beside
    town = location.split(", ")[0] if location else None
    for entity in here:
        if town and passage.text[: entity.start].endswith((f"{town}, ", f"{location}, ")):
            return entity.canonical, entity.code
        if scene.bracket is not None and passage.text[entity.end : scene.bracket].isspace():
            return entity.canonical, entity.code
    if passage.paragraph.row.country is not None:
        return _elsewhere(here, scene) or _home(passage)
    if location and ABROAD.search(location):
        named = passage.countries(0, scene.end) or passage.within(0, scene.end, "COUNTRY")
        return (named[-1].canonical, named[-1].code) if named else (None, None)
    said = _said(here, scene)
    if said:
        return (said[0].canonical, said[0].code) if len({e.canonical for e in said}) == 1 else (None, None)
    if not (company or location):
        return _home(passage) if cue("capacity").search(scene.figure.whole) else (None, None)
    abroad = any(e.code != _home(passage)[1] for e in passage.countries(0, len(passage.text)))
    if location is None and not here and _in_regions(scene):
        return None, None
    if location is None and not here and WHOLE.search(scene.figure.left) and (abroad or passage.paragraph.home is None):
        return None, None
    before = passage.countries(0, scene.end) if passage.paragraph.home is None else []
    return (before[-1].canonical, before[-1].code) if before else _home(passage)


def _right_in(scene: Scene) -> Land | None:
    """The country right after a figure: "20 t/yr of tin in Peru"."""
    after = scene.passage.within(scene.after, scene.end, "COUNTRY")[:1]
    if after and RIGHT_IN.fullmatch(scene.passage.text[scene.after : after[0].start]):
        return after[0].canonical, after[0].code
    return None


def _elsewhere(here: Sequence[Entity], scene: Scene) -> Land | None:
    """The country in which the figure's plant is, not the heading's: "a 20-t/yr smelter in Peru", "In Peru, a mine"."""
    text = scene.passage.text
    for entity in here:
        if PLANT_IN.fullmatch(text[scene.after : entity.start]) and scene.figure.quantity.adjective:
            return entity.canonical, entity.code
        if text[scene.start : entity.start] == "In " and text.startswith(",", entity.end):
            return entity.canonical, entity.code
    return None


def _said(here: Sequence[Entity], scene: Scene) -> list[Entity]:
    """The countries in which the sentence puts the figure: those it is said to be in, else those whose it is."""
    text = scene.passage.text
    said = [e for e in here if _lies_in(e, scene) and not LEFT_OUT.search(text[: e.start])]
    within = [e for e in said if not _owns(e, scene.passage)] or said
    listed = [e for e in here for first in within if LISTED.fullmatch(text[first.end : e.start])]
    return [*within, *listed]


def _in_regions(scene: Scene) -> bool:
    """Whether the sentence puts the figure's plants into parts of the world: "seven plants in Europe and Asia"."""
    places = scene.passage.within(scene.start, scene.at, "PLACE")
    regions = [e for e in places if (land := countries.lookup(e.text)) is not None and land.level == "region"]
    return any(IN.search(scene.passage.text[: e.start]) for e in regions)


def _home(passage: Passage) -> Land:
    place = countries.lookup(passage.paragraph.home) if passage.paragraph.home else None
    return (place.name, place.code) if place else (None, None)


def _owns(entity: Entity, passage: Passage) -> bool:
    return passage.text[entity.end : entity.end + 2] in ("’s", "'s")


def _lies_in(entity: Entity, scene: Scene) -> bool:
    """Whether the sentence puts the figure into a country: "in Japan", "Australia’s Talison", one of a list."""
    left = scene.passage.text[max(0, entity.start - 60) : entity.start]
    near = entity.start < scene.after + REACH
    return near and (IN.search(left) is not None or _owns(entity, scene.passage))
