"""The company that the text named with a site, for sentences that go on about the site alone."""

from __future__ import annotations

import re

from pipeline.knowledge.companies import has_legal_suffix
from pipeline.prose.entities import Entity
from pipeline.prose.passage import Passage, Scene
from pipeline.prose.words import names

POSSESSES = re.compile(r"’s? (?:[\w-]+ ){0,4}$")


def of_site(scene: Scene) -> str | None:
    """Whose the figure's site is, where a sentence before said so: "Alto Corp.’s Vela mine", then "the Vela mine"."""
    passage = scene.passage
    sites = [e for e in passage.within(scene.start, scene.end, "PLACE") if not passage.is_seat(e)]
    ahead = [e for e in sites if e.end <= scene.at]
    site = ahead[-1] if ahead else next(iter(sites), None)
    if site is None or not bare_site(site.text):
        return None
    for first, last in reversed(scene.earlier):
        for named in passage.within(first, last, "PLACE"):
            company = _beside(named, first, passage) if bare_site(named.text) == bare_site(site.text) else None
            if company:
                return company
    return None


def namesake(scene: Scene, named: bool = False) -> str | None:
    """The one company that is called as the site of the figure: of "the Ostra plant" Ostra Mining Co.

    ``named``: only if the paragraph has named it before.
    """
    passage = scene.passage
    before = {e.canonical for e in passage.within(0, scene.start, "COMPANY")}
    for place in passage.within(scene.start, scene.end, "PLACE"):
        full = passage.known.get(bare_site(place.text), [])
        if len(full) == 1 and has_legal_suffix(full[0]) and (not named or full[0] in before):
            return full[0]
    return None


def bare_site(name: str) -> str:
    """The name of a site without what it is or where: "Vela" for "Vela Mine" and "Vela, NV"."""
    return " ".join(word for word in name.split(", ")[0].split() if word not in names()["sites"])


def _beside(site: Entity, start: int, passage: Passage) -> str | None:
    """The last company before a site in its sentence, whose the site is or who acts there."""
    before = passage.companies(start, site.start)
    if not before:
        return None
    owner = next((e for e in before if POSSESSES.match(passage.text[e.end : site.start])), before[-1])
    return owner.canonical
