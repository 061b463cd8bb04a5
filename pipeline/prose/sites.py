"""Where a capacity is: the town, mine or plant that its sentence, or one before it, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.prose.areas import (
    LENDS,
    REACH,
    area_of_head,
    homes,
    is_area,
    is_narrow,
    is_sea,
    is_site,
    main_site,
    sites,
    with_area,
)
from pipeline.prose.bounds import kind
from pipeline.prose.entities import Entity
from pipeline.prose.kinds import ANY_KIND, is_another, of_kind, seat_of, told_next
from pipeline.prose.operators import leads, owns
from pipeline.prose.passage import THE_SITE, THE_SITE_FIRST, Passage, Scene

TOTAL = re.compile(
    r"\b(?:total|combined|global|overall|worldwide|[Tt]he company’s|[Tt]he companies’) (?:[\w-]+ ){0,5}"
    r"capacit(?:y|ies)\b[^,;]*$"
)
OF_PLANT = re.compile(
    r"capacit(?:y|ies) (?:for|of|at) (?:the|this|each) (?:[\w-]+ )?"
    r"(?:plant|mine|mill|complex|facility|refinery|smelter)\b"
)
# After what a company has done somewhere: "increasing its total capacity to 20 t/yr".
ITS_TOTAL = re.compile(
    r"ing (?:its|their|the company’s) (?:total|overall|combined) (?:[\w-]+ ){0,5}capacit(?:y|ies)\b[^,;]*$"
)
IN_COUNTRY = re.compile(r"capacit(?:y|ies)\b[^,;]{0,40}\bin (?:the )?$")
OTHER_RATE = re.compile(
    r"\b(?:that|which|from)\b[^,;]*?(?<! at the)(?<! at its) \d[\d,.]*(?: million)?[ -]\S*/(?:yr|d)"
)
OWN_PLANT = re.compile(r"’s (?:new |existing )?$")
# What is meant was named before, in another clause.
IT = re.compile(r"\bit\b|" + THE_SITE.pattern)
SOURCE = re.compile(r"\bfrom (?:the |its )$")
# No place of what stands before: "of 20 t/yr from its Ostra Mine", "of 20 t/yr, and the Ostra plant".
ELSEWHERE = re.compile(
    r"\bfrom (?:the |its )$|, and (?:at|in|near) (?:the )?$|"
    r",? and (?:(?:at|in|near) )?(?:the|its|their|another) (?:[a-z]+ )?$|"
    r" and (?:that|those|one) (?:at|in|of) (?:the )?$"
)
WHICH_HAD = re.compile(r", (?:which|that) (?:had|has|have) an? (?:[\w-]+ ){0,4}capacity of (?:about |approximately )?")
BESIDE_FIGURE = re.compile(r" (?:to|from|by) (?:about |approximately )?")  # "at Ostra to 20 t/yr"
RIGHT_AT = re.compile(r"(?: of [\w -]{2,30}?)? (?:at|in|near) (?:the |its )?")  # "2 Mt/yr of tin at Ostra"
LISTED = re.compile(r"(?:,|,? and) (?:(?:at|in|near) )?(?:the )?")  # between sites of one list
# After the places of a company's plants, what it has in all: "mines in Ostra and Vela, and had a capacity of".
AND_HAD = re.compile(r", and had (?:an? )?(?:[\w-]+ ){0,4}capacity (?:of|exceeding) (?:about |more than )?$")
BESIDE_IT = re.compile(r"\b(?:nearby|adjacent)\b(?! to)")
SEVERAL = re.compile(
    r"\b(?:mines|plants|refineries|smelters|mills|operations|facilities|sites) (?:[a-z]+ )?(?:in|at|near) (?:the )?$"
)
PRODUCERS_IN = re.compile(r"\b(?:[Pp]roducers|[Pp]lants|[Mm]ines|[Cc]ompanies|[Cc]apacity) in (?:the )?$")


def location(scene: Scene, company: str | None) -> str | None:
    """The most specific place of a figure, with its State or province where that is said; null where none is named."""
    passage = scene.passage
    seats = [
        place
        for place in passage.within(scene.start, scene.at, "PLACE")
        if re.match(r"\),? with an? ", passage.text[place.end : scene.at])
    ]
    if seats:
        return seats[-1].text
    if IN_COUNTRY.search(_before_country(scene)):
        return None
    if ITS_TOTAL.search(scene.figure.left) and kind(scene.figure) == "level":
        return None
    if TOTAL.search(scene.figure.left) and len({e.text for e in sites(passage, scene.start, scene.end)}) > 2:
        return None
    if _of_many(scene) or (AND_HAD.search(scene.figure.left) and len(sites(passage, scene.start, scene.at)) > 1):
        return None
    site = _own(scene)
    if site is not None:
        meant = of_kind(scene, ANY_KIND) or told_next(scene) if is_area(site.text) else None
        return _pair(site, scene) or with_area(meant or site, passage, len(passage.text) if meant else scene.end)
    goes_on = (company is not None or scene.refers_back()) and not _turns(scene, company)
    goes_on = goes_on or BESIDE_IT.search(scene.figure.whole) is not None
    whole = TOTAL.search(scene.figure.left) and not OF_PLANT.search(scene.figure.left) and kind(scene.figure) == "level"
    carried = _carried(scene, company) if goes_on and not whole and not is_another(scene) else None
    return carried or area_of_head(passage)


def _of_many(scene: Scene) -> bool:
    """Whether three sites or more have the figure together: "new mines at Ostra, Vela, and Corin that would yield"."""
    passage = scene.passage
    found = sites(passage, scene.start, scene.at)[-3:]
    listed = all(LISTED.fullmatch(passage.text[a.end : b.start]) for a, b in pairwise(found))
    return len(found) == 3 and listed and scene.bracket is None and not scene.figure.quantity.adjective


def _pair(site: Entity, scene: Scene) -> str | None:
    """Two sites that have one figure, "at Ostra and Vela"; null where a site is alone."""
    passage = scene.passage
    before = [e for e in passage.within(scene.start, site.start, "PLACE") if is_narrow(e, passage)][-1:]
    joined = before and passage.text[before[0].end : site.start] == " and " and is_narrow(site, passage)
    return f"{before[0].text} and {with_area(site, passage, scene.end)}" if joined else None


def area_in(scene: Scene) -> str | None:
    """The State or province in which a figure's producers are: "Producers in Vela Province shut 20 t/yr"."""
    text = scene.passage.text
    found = [e for e in scene.passage.within(scene.start, scene.at, "PLACE") if is_area(e.text)]
    alone = len(found) == 1 and PRODUCERS_IN.search(text[: found[0].start])
    return found[0].text if alone and not scene.passage.countries(scene.start, scene.at) else None


def first_site(passage: Passage) -> str | None:
    """The first site of a paragraph, for the paragraph that goes on in the middle of a sentence."""
    end = len(passage.text)
    found = [place for place in sites(passage, 0, end) if is_site(place, passage)]
    return with_area(found[0], passage, end) if found else None


def _own(scene: Scene) -> Entity | None:
    """The site the figure's own sentence gives it: of an adjective the next after it, else the nearer."""
    passage, adjective = scene.passage, scene.figure.quantity.adjective
    which = _which_has(scene)
    if which is not None:
        return which
    if scene.bracket is not None:
        beside = _before_bracket(scene, scene.bracket)
        if beside or not sites(passage, scene.after, scene.end):
            return beside
    stop = min(scene.end, scene.after + REACH)
    if scene.bracket is not None:
        stop = min([stop, *(e.start for e in passage.within(scene.after, scene.end, "COMPANY"))])
    if not adjective:
        stop = min(stop, scene.after + len(scene.figure.clause_right.split(" as well as ")[0]))
    grown = re.match(r" from (?:about )?[\d,.]+ ", scene.figure.right)
    other = None if grown else OTHER_RATE.search(passage.text[scene.after : stop])
    after = sites(passage, scene.after, scene.after + other.start() if other else stop)
    clause = scene.figure.clause[0]
    turns = passage.within(clause, scene.at, "COMPANY") or passage.countries(clause, scene.at)
    start = clause if turns and not passage.text[:clause].endswith("which") else scene.start
    ahead = _fed(homes(passage, start, scene.at), passage)
    if not ahead and IT.search(passage.text[start : scene.at]):
        ahead = _fed(homes(passage, scene.start, start), passage)
    after = [e for e in after if not (ahead and ELSEWHERE.search(passage.text[: e.start]))]
    if after and RIGHT_AT.fullmatch(passage.text[scene.after : after[0].start]):
        return after[0]
    if ahead and not adjective and _is_subject(ahead[0], scene.start, passage):
        return ahead[0]
    ahead = [] if adjective and OWN_PLANT.search(passage.text[scene.start : scene.at]) else ahead
    if after and (adjective or not ahead or after[0].start - scene.after < scene.at - ahead[-1].end):
        return after[0]
    if ahead and BESIDE_FIGURE.fullmatch(passage.text[ahead[-1].end : scene.at]):
        return ahead[-1]
    return main_site(ahead, passage) if ahead else None


def _which_has(scene: Scene) -> Entity | None:
    """The place whose plants a relative clause gives the figure: "and its mills in Vela, which had a capacity of"."""
    found = scene.passage.within(scene.start, scene.at, "PLACE")[-1:]
    right = scene.passage.text[found[0].end : scene.at] if found else ""
    return found[0] if found and WHICH_HAD.fullmatch(right) and not scene.passage.is_seat(found[0]) else None


def _is_subject(site: Entity, start: int, passage: Passage) -> bool:
    """Whether the sentence at ``start`` is about a site of which a relative clause tells: "The Ostra Mine, which"."""
    text = passage.text
    begins = re.fullmatch(r"(?:At )?(?:[Tt]he )?", text[start : site.start].lstrip())
    told = re.match(r"(?: [a-z][\w-]*){0,3}(?: \([^)]*\))?, (?:which|located|owned|operated|where)\b", text[site.end :])
    return begins is not None and told is not None


def _before_bracket(scene: Scene, bracket: int) -> Entity | None:
    """The place beside which a figure's bracket opens; none where a company parts them and a place follows."""
    passage = scene.passage
    ahead = sites(passage, scene.start, bracket)
    near = [e for e in ahead if bracket - e.end < REACH // 2] or (ahead if len(ahead) == 1 else [])
    other = near and passage.within(near[-1].end, bracket, "COMPANY")
    parted = other and (scene.floor > scene.start or sites(passage, scene.after, scene.end))
    return near[-1] if near and not parted else None


def _fed(found: list[Entity], passage: Passage) -> list[Entity]:
    """The places but those that only lend material, "from its Ostra Mine", where there are others."""
    return [e for e in found if not SOURCE.search(passage.text[: e.start])] or found


def _before_country(scene: Scene) -> str:
    """The sentence up to the last country before the figure; "" where there is none."""
    found = scene.passage.within(scene.start, scene.at, "COUNTRY")
    return scene.passage.text[scene.start : found[-1].start] if found else ""


def _turns(scene: Scene, company: str | None) -> bool:
    """Whether the sentence turns to a company that the sentences before did not name, not to "the project"."""
    if scene.speaks_of_the_site():
        return False
    here = scene.passage.companies(scene.start, scene.at)
    before = {e.canonical for span in scene.earlier for e in scene.passage.companies(*span)}
    before |= {e.canonical for e in scene.passage.within(0, scene.start, "COMPANY") if owns(e, scene.passage)}
    lead = next((e.canonical for e in here if leads(e, scene.start, scene.passage)), company)
    return bool(here) and not {company, lead} <= before


def _carried(scene: Scene, company: str | None) -> str | None:
    """The place the paragraph was about before: where its company is, else the last site, else the last area.

    A sentence that names more than two sites gives none, unless an area was named since; what is only near a site is
    passed over.
    """
    passage = scene.passage
    seat = seat_of(scene, company)
    if seat is not None:
        return with_area(seat, passage, len(passage.text))
    meant = of_kind(scene)
    if meant is not None:
        return with_area(meant, passage, len(passage.text))
    for wanted in (is_site, is_narrow, None):
        since = False
        for first, last in reversed(scene.earlier):
            places = homes(passage, first, last)
            found = [e for e in places if wanted is None or wanted(e, passage)]
            if len({e.text for e in found}) > 2 or _are_several(found, passage):
                if since:
                    break
                return None
            if found:
                subject = found[0] if _is_subject(found[0], first, passage) else main_site(found, passage)
                return with_area(subject, passage, last)
            since = since or bool(places)
    for first, last in reversed(scene.earlier):
        seas = [e for e in sites(passage, first, last) if is_sea(e) and not LENDS.search(passage.text[: e.start])]
        if seas:
            return with_area(seas[-1], passage, last)
    goes_on = passage.text[:1].islower() or THE_SITE_FIRST.match(passage.text)
    return passage.before.place if goes_on and passage.paragraph.continues else None


def _are_several(found: Sequence[Entity], passage: Passage) -> bool:
    """Whether a sentence was about plants at two places, neither of which is meant: "two mills in Ostra and Vela"."""
    if len(found) < 2 or passage.text[found[-2].end : found[-1].start].strip(" ,") != "and":
        return False
    return SEVERAL.search(passage.text[: found[-2].start]) is not None
