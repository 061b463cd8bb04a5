"""Which of a paragraph's places are sites and which the areas they lie in, and how a site is named in full."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.knowledge import countries
from pipeline.prose.entities import Entity
from pipeline.prose.passage import Passage
from pipeline.prose.words import either, names

REACH = 140  # characters after a figure in which its place may stand
WIDE = ("Province", "State", "Region", "Territory", "Oblast", "Krai", "Provinces")
WORKS = ("Mine", "Mines", "Smelter", "Refinery", "Plant", "Mill", "Project", "Complex", "GOK", "Quarry", "Concentrator")
WIDE_AFTER = re.compile(r"^ (?:region|area|county|province|district|peninsula|basin|coast|valley|plateau|prefecture)\b")
FEATURE = (
    *(" Basin", " Belt", " Copperbelt", " Delta", " Desert", " Mountains", " Ocean", " Peninsula", " Plateau"),
    *(" Range", " River", " Sea"),
)
LENDS = re.compile(
    r"\b(?:process(?:ed|es|ing)?|consum(?:ed|es|ing)|us(?:ed|es|ing)|treat(?:ed|s|ing)|sourc(?:ed|es|ing)|receiv(?:ed|es|ing))"
    r"\b(?:[^,.;]|\.(?! [A-Z])){0,90}? from (?:the |its |[A-Z¤][^,;]{2,40}’s )?$|"
    r"\bsuppl(?:y|ies|ied)\b[^,.;]{0,30} (?:operations|markets?|customers|consumers|industry) in (?:the )?$|"
    r"\b(?:[Pp]ort|terminal|harbor)(?: [a-z]+){0,2} (?:at|in|near|of) (?:the )?$"
)
WITHIN = re.compile(r"(?: [a-z]+)?(?:,| of| in)(?: the)?(?: [a-z]+ern)? ")  # "the Pilbara region of Western Australia"
# "the Ostra Mine and its new mill near Vela", but not "the Ostra Mine and a port at Vela".
ITS_PART = rf"and(?= (?!an?\b)(?:[a-z][\w-]* ){{0,3}}(?:{either(names()['facilities'])})\b)"
IN_TOWN = re.compile(
    rf"(?: \([^)]*\))?(?: (?:(?!(?:to|with|for|and|from|by)\b)[a-z][\w-]*|{ITS_PART})){{0,4}}(?: \([^)]*\))?,?"
    r" (?:(?:in|near|at) (?:the )?|\()"
)
FAR = re.compile(
    r"(\d[\d,]*) (?:km|kilometers|miles)(?: \(\w+\))? (?:(?:to the )?(?:north|south|east|west)\w* (?:of|from)|from) $"
)
SHORES = (" from the ", " from ", " side of the ", " shore of the ", " shores of the ")
NEARBY = re.compile(r"\b(?:near|from|to) (?:the )?$")


def sites(passage: Passage, start: int, end: int) -> list[Entity]:
    """Places of facilities: specific ones where there are, else parts of a country; never continents or seats."""
    found = [e for e in passage.within(start, end, "PLACE") if not passage.is_seat(e) and not _is_region(e.text)]
    return [e for e in found if is_narrow(e, passage)] or found


def homes(passage: Passage, start: int, end: int) -> list[Entity]:
    """Places as of ``sites``, but not those that only lend material: wider ones before these."""
    found = passage.within(start, end, "PLACE")
    lends = [e for e in found if LENDS.search(passage.text[: e.start]) or _is_water(e, passage)]
    kept = [e for e in sites(passage, start, end) if e not in lends]
    others = [e for e in found if e not in lends and not passage.is_seat(e) and not _is_region(e.text)]
    return kept or others


def _distance(left: str) -> str:
    """How far a facility is from the place that ``left`` leads to, if it is a hundred kilometers or more, else ""."""
    found = FAR.search(left)
    return found[0] if found and float(found[1].replace(",", "")) >= 100 else ""


def _is_water(place: Entity, passage: Passage) -> bool:
    """Whether a lake, sea or river is no site: "produced salt from the Great Salt Lake", "on the Ohio River"."""
    left = passage.text[: place.start]
    if place.text.endswith(" River"):
        return left.endswith((" in the ", " on the ", " along the ", " of the "))
    return is_sea(place) and left.endswith(SHORES)


def is_sea(place: Entity) -> bool:
    """Whether a place is a lake or sea."""
    return place.text.endswith((" Lake", " Sea", " Ocean"))


def main_site(found: Sequence[Entity], passage: Passage) -> Entity:
    """Of several places the last that a facility is named for; else the last, or the one that it takes in."""
    facility = rf"^(?: [a-z][\w-]*){{0,4}} (?:{either(names()['facilities'])})\b"
    for wanted in (WORKS, tuple(names()["sites"])):
        for site in reversed(found):
            ends = site.text.split()[-1]
            if (ends in wanted and ends not in WIDE) or re.match(facility, passage.text[site.end :]):
                return site
    chain = [found[-1]]
    for site in reversed(found[:-1]):
        if not WITHIN.fullmatch(passage.text[site.end : chain[-1].start]):
            break
        chain.append(site)
    return chain[-1]


def is_site(place: Entity, passage: Passage) -> bool:
    """Whether a place is a site itself, not what a site is only near or fed from."""
    return is_narrow(place, passage) and not NEARBY.search(passage.text[: place.start])


def is_narrow(place: Entity, passage: Passage) -> bool:
    """Whether a place is a town, mine or plant, not a State or region."""
    return not (is_area(place.text) or WIDE_AFTER.match(passage.text[place.end :]))


def _is_region(name: str) -> bool:
    place = countries.lookup(name)
    return place is not None and place.level == "region"


def is_area(name: str) -> bool:
    """Whether a place is a State or province, which says less than a town or a mine."""
    town = name.split(", ")[0]
    known = countries.lookup_state(town) is not None or town in names()["divisions"]
    return known or town.split()[-1] in WIDE or name.startswith(("State of ", "Province of ")) or name.endswith(FEATURE)


def area_of_head(passage: Passage) -> str | None:
    """The run-in head where it is a part of a country ("Henan Province")."""
    row = passage.paragraph.row
    home = row.country or passage.paragraph.home
    land = countries.lookup(row.run_in) if row.run_in else None
    part = row.run_in and home and (land is None or land.level == "us_state") and is_area(row.run_in)
    return row.run_in if part else None


def with_area(site: Entity, passage: Passage, end: int) -> str:
    """The place with the State or province that follows it, here or where it was named before: "Yarwun, Queensland"."""
    far = _distance(passage.text[: site.start])
    if far or "," in site.text or is_area(site.text):
        return far + site.text
    named = [site, *(e for e in passage.within(0, site.start, "PLACE") if e.text == site.text)]
    return next((full for e in named if "," in (full := _area_after(e, passage, end))), site.text)


def _area_after(site: Entity, passage: Passage, end: int) -> str:
    near = [e for e in passage.within(site.end, min(end, site.end + REACH), "PLACE") if not _is_water(e, passage)]
    if near and IN_TOWN.fullmatch(passage.text[site.end : near[0].start]) and not _is_region(near[0].text):
        return f"{site.text}, {near[0].text}"
    areas = [e for e in near if is_area(e.text) and not passage.is_seat(e) and e.start - site.end < REACH // 2]
    return f"{site.text}, {areas[0].text}" if areas else site.text
