"""Whose capacity a figure is and where: the company, the place and the country its sentence or paragraph names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.knowledge import countries
from pipeline.prose.entities import Entity
from pipeline.prose.figure import Figure, cue
from pipeline.prose.sections import Paragraph
from pipeline.prose.words import names

REACH = 140
AGGREGATE = re.compile(
    r"\b(?:world|global(?:ly)?|worldwide|national|countr(?:y|ies)|domestic|industry|producers|U\.S\.)\b", re.IGNORECASE
)
OWNER = re.compile(
    r"\b(?:subsidiar(?:y|ies) of|division of|unit of|affiliate of|owned by|controlled by|part of|formerly|interest in|"
    r"stake in|[Aa]ccording to|reported by|estimated by|acquired by|sold to|contract with|agreement with|supplied by|"
    r"named after|% by|between|successor to|from|to|and its partner)(?: the)?(?: \w+-based)?\s*$"
)
BOUGHT = re.compile(r"\b(?:purchased|acquired|bought|took over|takeover of|acquisition of)\b")
JOINT = re.compile(r"\bjoint[- ]ventures?\b|\bpartners?\b|\bjointly\b")
SAME_SITE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]his|that|[Tt]heir|both) (?:[\w’-]+ ){0,3}?(?:@facility)\b|\b(?:[Pp]roduction|[Cc]apacity|[Ii]nitial|"
    r"[Oo]utput|[Ee]xpansions?|[Ii]t|[Ff]urther)\b"
)
BETWEEN_COMPANIES = re.compile(r"^(?: \([^)]*\))?,? and (?:its partner |the |China-based companies )?$")


@dataclass(slots=True)
class Context:
    """What the chapter has said before a figure: the company and the place last spoken of."""

    company: str | None = None
    place: str | None = None


@dataclass(slots=True)
class Attribution:
    """Company, location and country of a figure; null where the text does not say."""

    company: str | None = None
    location: str | None = None
    country: str | None = None
    code: str | None = None


@dataclass(slots=True)
class Passage:
    """A paragraph with its names, and what the paragraph before was about."""

    paragraph: Paragraph
    text: str
    entities: Sequence[Entity]
    before: Context = field(default_factory=Context)

    def within(self, start: int, end: int, *labels: str) -> list[Entity]:
        """The names with one of ``labels`` that stand in [start, end)."""
        return [e for e in self.entities if e.label in labels and start <= e.start and e.end <= end]

    def role(self, entity: Entity) -> str:
        """"seat" for a place or country in brackets after a company, "owner" for a company that only stands behind
        another, else "main"."""
        left = self.text[max(0, entity.start - 60) : entity.start]
        if entity.label != "COMPANY":
            opened = left.rfind("(") > left.rfind(")")
            return "seat" if opened else "main"
        if OWNER.search(left) or (left.rfind("(") > left.rfind(")") and "(" in left):
            return "owner"
        return "main"


def attribute(figure: Figure, passage: Passage, sentences_before: Sequence[tuple[int, int]]) -> Attribution:
    """Company, place and country of ``figure``; ``sentences_before`` are the paragraph's earlier sentences."""
    if is_aggregate(figure, passage):
        country, code = _aggregate_country(figure, passage)
        return Attribution(None, None, country, code)
    company = _company(figure, passage, sentences_before)
    location = _location(figure, passage, sentences_before)
    country, code = _country(figure, passage, location)
    return Attribution(company, location, country, code)


def is_aggregate(figure: Figure, passage: Passage) -> bool:
    """Whether the figure is a country's or the world's: "global capacity", "China’s brine-based capacity"."""
    start, at = figure.sentence.start, figure.quantity.start
    companies = [e for e in passage.within(start, at, "COMPANY") if passage.role(e) == "main"]
    from_company = companies[-1].end if companies else start
    left = passage.text[from_company:at]
    if figure.quantity.adjective or re.search(r"\b(?:its|their|the company|a global)\b", left):
        return False
    owned = any(
        e.start >= from_company and passage.text[e.end : e.end + 2] in ("’s", "'s")
        and "capacit" in passage.text[e.end : at]
        for e in passage.within(start, at, "COUNTRY")
    )
    return owned or bool("capacit" in figure.whole and AGGREGATE.search(left))


def _aggregate_country(figure: Figure, passage: Passage) -> tuple[str | None, str | None]:
    if re.search(r"\b(?:world|global|worldwide)\b", figure.whole, re.IGNORECASE):
        return None, None
    found = passage.within(figure.sentence.start, figure.sentence.end, "COUNTRY")
    if found and passage.paragraph.row.country is None:
        return found[0].canonical, found[0].code
    return _home(passage)


def _home(passage: Passage) -> tuple[str | None, str | None]:
    place = countries.lookup(passage.paragraph.home) if passage.paragraph.home else None
    return (place.name, place.code) if place else (None, None)


def _company(figure: Figure, passage: Passage, earlier: Sequence[tuple[int, int]]) -> str | None:
    start, at, end = figure.sentence.start, figure.quantity.start, figure.sentence.end
    here = [e for e in passage.within(start, at, "COMPANY") if passage.role(e) == "main"]
    if here:
        return _subject(here, passage, figure)
    for first, last in reversed(earlier):
        found = [e for e in passage.within(first, last, "COMPANY") if passage.role(e) == "main"]
        if found:
            return _subject(found[:1] if len(found) < 2 else found, passage, figure, first)
    after = [e for e in passage.within(at, end, "COMPANY") if passage.role(e) == "main"]
    if after:
        return after[0].canonical
    if passage.paragraph.continues and re.search(r"\b[Tt]he company\b|\b[Ii]ts\b", passage.text[:at]):
        return passage.before.company
    later = [e for e in passage.within(end, len(passage.text), "COMPANY") if passage.role(e) == "main"]
    joint = re.search(r"\bjoint venture (?:of|between|among)\b", passage.text[end:])
    return _joined(later, passage) if joint and later else None


def _subject(found: Sequence[Entity], passage: Passage, figure: Figure, before: int | None = None) -> str:
    """The one of a sentence's companies that acts: the last before the figure, or the first of an earlier sentence."""
    if before is not None:
        lead = found[0]
        joint = JOINT.search(passage.text[before : figure.quantity.start])
        return _joined(found, passage) if joint else lead.canonical
    nearest = found[-1]
    between = passage.text[nearest.end : figure.quantity.start]
    if len(found) > 1:
        bought = BOUGHT.search(passage.text[found[-2].end : nearest.start])
        if bought and re.match(r"’s?\b", between):
            return found[-2].canonical
        if JOINT.search(figure.whole):
            return _joined(found, passage)
    return nearest.canonical


def _joined(found: Sequence[Entity], passage: Passage) -> str:
    """Two companies that act together as one: "A Corp. and B Ltd. joint venture"."""
    for first, second in zip(found, found[1:], strict=False):
        if BETWEEN_COMPANIES.match(passage.text[first.end : second.start]):
            return f"{first.canonical} and {second.canonical} joint venture"
    return found[-1].canonical


def _location(figure: Figure, passage: Passage, earlier: Sequence[tuple[int, int]]) -> str | None:
    start, at, end = figure.sentence.start, figure.quantity.start, figure.sentence.end
    stop = min(end, figure.quantity.end + REACH)
    after = _sites(passage, figure.quantity.end, stop)
    ahead = _sites(passage, start, at)
    if figure.quantity.adjective and after:
        return _with_area(after[0], passage, end)
    if ahead and not (after and after[0].start - figure.quantity.end < at - ahead[-1].end):
        return _with_area(ahead[-1], passage, at)
    if after:
        return _with_area(after[0], passage, end)
    if _same_site(figure):
        for first, last in reversed(earlier):
            found = _sites(passage, first, last)
            if found:
                return _with_area(found[-1], passage, last)
    seats = [e for e in passage.within(start, at, "PLACE") if passage.role(e) == "seat"]
    return seats[-1].text if seats and re.search(r"\)? with (?:a|an|the)\b", figure.left) else None


def _same_site(figure: Figure) -> bool:
    pattern = SAME_SITE.pattern.replace("@facility", cue("facility").pattern)
    return re.search(pattern, figure.whole) is not None


def _sites(passage: Passage, start: int, end: int) -> list[Entity]:
    """Places of facilities: specific ones where there are, else parts of a country; never continents or seats."""
    found = [e for e in passage.within(start, end, "PLACE") if passage.role(e) == "main" and not _is_region(e.text)]
    specific = [e for e in found if not _is_area(e.text)]
    return specific or found


def _is_region(name: str) -> bool:
    place = countries.lookup(name)
    return place is not None and place.level == "region"


def _is_area(name: str) -> bool:
    """Whether a place is a State or province, which says less than a town or a mine."""
    lists = names()
    return (
        countries.lookup_state(name) is not None
        or name in lists["divisions"]
        or name.split()[-1] in ("Province", "State", "Region", "Territory", "Oblast", "Krai", "Provinces")
    )


def _with_area(site: Entity, passage: Passage, end: int) -> str:
    """The place with the State or province that follows it: "Yarwun, Queensland"."""
    if "," in site.text or _is_area(site.text):
        return site.text
    areas = [e for e in passage.within(site.end, end, "PLACE") if _is_area(e.text) and passage.role(e) == "main"]
    near = [e for e in areas if e.start - site.end < REACH // 2]
    return f"{site.text}, {near[0].text}" if near else site.text


def _country(figure: Figure, passage: Passage, location: str | None) -> tuple[str | None, str | None]:
    start, end = figure.sentence.start, figure.sentence.end
    state = countries.lookup_state(location.rsplit(", ", 1)[-1]) if location and ", " in location else None
    if state:
        return "United States", "USA"
    found = passage.within(start, end, "COUNTRY")
    for entity in found:
        left = passage.text[max(0, entity.start - 12) : entity.start]
        beside = location and passage.text[: entity.start].endswith(f"{location.split(', ')[0]}, ")
        if beside or (passage.paragraph.row.country is None and re.search(r"\bin (?:the )?$", left)):
            return entity.canonical, entity.code
        if passage.paragraph.row.country is None and passage.text[entity.end :].startswith("’s"):
            return entity.canonical, entity.code
    return _home(passage)


def focus(passage: Passage) -> Context:
    """What the next paragraph may go on about: the first company of this one."""
    main = [e for e in passage.entities if e.label == "COMPANY" and passage.role(e) == "main"]
    return Context(main[0].canonical if main else passage.before.company)
