"""Whose capacity a figure is and where: the company, the place and the country its sentence or paragraph names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.knowledge import countries
from pipeline.prose.entities import Entity
from pipeline.prose.figure import Figure, cue
from pipeline.prose.sections import Paragraph
from pipeline.prose.words import either, names

REACH = 140
AGGREGATE = re.compile(
    r"\b(?:world|global(?:ly)?|worldwide|national|countr(?:y|ies)|domestic|industry|producers|U\.S\.)\b", re.IGNORECASE
)
OWNER = re.compile(
    r"\b(?:subsidiar(?:y|ies) of|division of|unit of|affiliate of|owned by|controlled by|part of|formerly|interest in|"
    r"stake in|[Aa]ccording to|reported by|estimated by|acquired by|sold to|contract (?:with|to|for)|agreement with|"
    r"supplied by|named after|% by|between|successor to|partners?|licensed by|technology (?:of|from)|and its partner)"
    r"(?: the)?(?: \w+-based)?\s*$"
)
SUBSIDIARY = re.compile(r"\b(?:its|their|through|’s)(?: wholly owned| majority-owned)? subsidiary,?\s*$")
BOUGHT = re.compile(r"\b(?:purchased|acquired|bought|took over|takeover of|acquisition of)\b")
JOINT = re.compile(r"\bjoint[- ]ventures?\b|\bpartners?\b|\bjointly\b")
LEADS = re.compile(r"^(?:[^,;]{0,60}, )?(?:[Tt]he |[Bb]oth |[\w’ -]{0,40}(?:at|by|of) )?(?:\S+’s (?:[\w-]+ ){0,2})?$")
BESIDE = re.compile(r"^(?: \([^()]*\))?,? (?:with (?:an?|the|about|approximately) |\($|which had |that had |\()")
BACK = re.compile(
    r"\b(?:[Tt]he|[Tt]his|that|[Tt]hese|both|[Ii]ts|[Tt]heir) (?:[^\s,]+,? ){0,4}?(?:@facility|company|capacit(?:y|ies)|output|"
    r"production)\b|"
    r"\b(?:[Tt]he company|[Ii]ts?|[Tt]hey|[Tt]heir|[Pp]roduction|[Cc]apacity|[Ii]nitial|[Oo]utput|[Ee]xpansions?|[Pp]hase|"
    r"[Cc]ompletion|[Cc]onstruction|[Ff]urther)\b"
)
COMPANY_WIDE = re.compile(r"\b(?:its|their|’s|total|combined|global|overall) (?:[\w-]+ ){0,5}capacit(?:y|ies)\b[^,;]*$")
BETWEEN_COMPANIES = re.compile(r"^(?: \([^)]*\))?,? and (?:its partner |the |[A-Z]\w+-based companies )?$")
AREA_AFTER = re.compile(r"^ (?:region|area|county|province|district|peninsula|basin|coast|valley|plateau|prefecture)\b")


@dataclass(slots=True)
class Context:
    """What the chapter has said before a paragraph: the company last spoken of."""

    company: str | None = None


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

    def companies(self, start: int, end: int) -> list[Entity]:
        """Companies in [start, end) that act, not those that stand behind another as its owner or partner."""
        return [e for e in self.within(start, end, "COMPANY") if not self.is_behind(e)]

    def is_behind(self, company: Entity) -> bool:
        """Whether a company is named for another's sake: its owner, partner, source or, in brackets, shareholder."""
        left = self.text[max(0, company.start - 60) : company.start]
        alone = left.endswith("(") and self.text[company.end : company.end + 1] == ")"
        share = re.match(r" \(\d", self.text[company.end : company.end + 3])
        return OWNER.search(left) is not None or (_opened(left) and not alone) or (share is not None and "[" in left)

    def is_seat(self, place: Entity) -> bool:
        """Whether a place or country is only where a company sits: in brackets, "headquartered in"."""
        left = self.text[max(0, place.start - 60) : place.start]
        return _opened(left) or re.search(r"\b(?:headquartered|based) in (?:the )?$", left) is not None


def _opened(left: str) -> bool:
    return left.rfind("(") > left.rfind(")") or left.rfind("[") > left.rfind("]")


def attribute(figure: Figure, passage: Passage, earlier: Sequence[tuple[int, int]], floor: int) -> Attribution:
    """Company, place and country of ``figure``.

    ``earlier``: the paragraph's sentences before; ``floor``: where the figure before it in its sentence ends.
    """
    if is_aggregate(figure, passage):
        country, code = _aggregate_country(figure, passage)
        return Attribution(None, None, country, code)
    company = _company(figure, passage, earlier, floor)
    location = _location(figure, passage, earlier, company)
    country, code = _country(figure, passage, location, company)
    return Attribution(company, location, country, code)


def is_aggregate(figure: Figure, passage: Passage) -> bool:
    """Whether the figure is a country's or the world's: "global capacity", "China’s brine-based capacity"."""
    start, at = figure.sentence.start, figure.quantity.start
    companies = passage.companies(start, at)
    from_company = companies[-1].end if companies else start
    left = passage.text[from_company:at]
    if figure.quantity.adjective or re.search(r"\b(?:its|their|the company|a global)\b", left):
        return False
    lands = [e for e in passage.within(from_company, at, "COUNTRY") if not passage.is_seat(e)]
    owned = any(
        passage.text[e.end : e.end + 2] in ("’s", "'s") and "capacit" in passage.text[e.end : at] for e in lands
    )
    subject = any(LEADS.match(passage.text[start : e.start]) and not companies for e in lands)
    return owned or (bool("capacit" in figure.whole) and (subject or AGGREGATE.search(left) is not None))


def _aggregate_country(figure: Figure, passage: Passage) -> tuple[str | None, str | None]:
    start, at = figure.sentence.start, figure.quantity.start
    before = [e for e in passage.within(start, at, "COUNTRY") if not passage.is_seat(e)]
    if before and passage.paragraph.row.country is None:
        return before[-1].canonical, before[-1].code
    if re.search(r"\b(?:world|global|worldwide)\b(?!’s)", figure.whole, re.IGNORECASE):
        return None, None
    return _home(passage)


def _home(passage: Passage) -> tuple[str | None, str | None]:
    place = countries.lookup(passage.paragraph.home) if passage.paragraph.home else None
    return (place.name, place.code) if place else (None, None)


def _company(figure: Figure, passage: Passage, earlier: Sequence[tuple[int, int]], floor: int) -> str | None:
    start, at, end = figure.sentence.start, figure.quantity.start, figure.sentence.end
    here = passage.companies(start, at)
    if here:
        return _actor([e for e in here if e.start >= floor] or here, passage, figure)
    after = passage.companies(at, end)
    if not _refers_back(figure):
        return after[0].canonical if after else None
    for first, last in _subjects_first(earlier, passage):
        found = passage.companies(first, last)
        if found:
            joint = JOINT.search(passage.text[first:at])
            return _joined(found, passage, found[0]) if joint else _subsidiary(found, passage).canonical
    if after:
        return after[0].canonical
    behind = passage.within(start, end, "COMPANY")
    if behind:
        return behind[0].canonical
    return _elsewhere(figure, passage)


def _elsewhere(figure: Figure, passage: Passage) -> str | None:
    """The company when neither the sentence nor one before it names any: the paragraph before, or the one that follows."""
    if passage.paragraph.continues and re.search(r"\b[Tt]he company\b|\b[Ii]ts\b", passage.text[: figure.quantity.start]):
        return passage.before.company
    end = figure.sentence.end
    later = passage.companies(end, len(passage.text)) or passage.within(end, len(passage.text), "COMPANY")
    joint = re.search(r"\b(?:joint venture|owned|operated)\b", passage.text[end:])
    return _joined(later, passage, later[0]) if joint and later else None


def _subjects_first(earlier: Sequence[tuple[int, int]], passage: Passage) -> list[tuple[int, int]]:
    """Earlier sentences, the last first, those before that have a company as their subject."""
    back = list(reversed(earlier))
    led = [span for span in back if any(_leads(e, span[0], passage) for e in passage.companies(*span))]
    return led + [span for span in back if span not in led]


def _leads(entity: Entity, start: int, passage: Passage) -> bool:
    return LEADS.match(passage.text[start : entity.start]) is not None


def _refers_back(figure: Figure) -> bool:
    return re.search(BACK.pattern.replace("@facility", cue("facility").pattern), figure.whole) is not None


def _actor(found: Sequence[Entity], passage: Passage, figure: Figure) -> str:
    """The one of a sentence's companies whose the figure is: the owner of what it describes, else the subject."""
    nearest = found[-1]
    between = passage.text[nearest.end : figure.quantity.start]
    if len(found) > 1:
        if BOUGHT.search(passage.text[found[-2].end : nearest.start]) and between.startswith("’"):
            return found[-2].canonical
        if JOINT.search(figure.whole):
            return _joined(found, passage, found[0])
        beside = BESIDE.match(between) or (between.startswith("’") and len(between) < 60)
        return nearest.canonical if beside else _subsidiary(found, passage).canonical
    return nearest.canonical


def _subsidiary(found: Sequence[Entity], passage: Passage) -> Entity:
    """The subsidiary through which the first company acts, where it is named; else the first."""
    return next((e for e in found if SUBSIDIARY.search(passage.text[max(0, e.start - 40) : e.start])), found[0])


def _joined(found: Sequence[Entity], passage: Passage, default: Entity) -> str:
    """Two companies that act together as one: "A Corp. and B Ltd. joint venture"."""
    for first, second in pairwise(found):
        if BETWEEN_COMPANIES.match(passage.text[first.end : second.start]):
            return f"{first.canonical} and {second.canonical} joint venture"
    return default.canonical


def _location(
    figure: Figure, passage: Passage, earlier: Sequence[tuple[int, int]], company: str | None
) -> str | None:
    start, at, end = figure.sentence.start, figure.quantity.start, figure.sentence.end
    beside = [e for e in passage.within(start, at, "PLACE") if re.match(r"\),? with an? ", passage.text[e.end : at])]
    if beside:
        return beside[-1].text
    if re.search(r"capacit(?:y|ies)\b[^,;]{0,40}\bin (?:the )?$", _before_country(figure, passage)):
        return None
    site = _own_site(figure, passage)
    if site is not None:
        return _with_area(site, passage, end)
    if not (COMPANY_WIDE.search(figure.left) or _other_actor(figure, passage, earlier, company)) and _carries(figure, company):
        for first, last in reversed(earlier):
            found = _sites(passage, first, last)
            if found:
                return _with_area(_named(found, passage), passage, last)
    return _area_of_head(passage)


def _own_site(figure: Figure, passage: Passage) -> Entity | None:
    """The site the figure's own sentence gives it: of an adjective the next after it, else the nearer."""
    start, at = figure.sentence.start, figure.quantity.start
    stop = min(figure.sentence.end, figure.quantity.end + REACH)
    other = re.search(r"\b(?:that|which|from)\b[^,;]*?\d[\d,.]*(?: million)?[ -]\S*/(?:yr|d)", passage.text[at + 8 : stop])
    after = _sites(passage, figure.quantity.end, at + 8 + other.start() if other else stop)
    ahead = _sites(passage, start, at)
    if after and (figure.quantity.adjective or not ahead):
        return after[0]
    if ahead and after and after[0].start - figure.quantity.end < at - ahead[-1].end:
        return after[0]
    return _named(ahead, passage) if ahead else None


def _before_country(figure: Figure, passage: Passage) -> str:
    """The sentence up to its last country before the figure; "" where there is none."""
    start, at = figure.sentence.start, figure.quantity.start
    found = passage.within(start, at, "COUNTRY")
    return passage.text[start : found[-1].start] if found else ""


def _carries(figure: Figure, company: str | None) -> bool:
    """Whether a sentence without a place goes on about the place before it: "The refinery", "its", or the same company."""
    return company is not None or _refers_back(figure)


def _other_actor(
    figure: Figure, passage: Passage, earlier: Sequence[tuple[int, int]], company: str | None
) -> bool:
    """Whether the sentence turns to a company that the sentences before did not name."""
    here = passage.companies(figure.sentence.start, figure.quantity.start)
    before = {e.canonical for span in earlier for e in passage.within(*span, "COMPANY")}
    return bool(here) and bool(before) and company not in before


def _area_of_head(passage: Passage) -> str | None:
    """The run-in head where it is a part of a country ("Henan Province")."""
    head = passage.paragraph.row.run_in
    return head if head and passage.paragraph.row.country and countries.lookup(head) is None and _is_area(head) else None


def _named(sites: Sequence[Entity], passage: Passage) -> Entity:
    """Of several places the last that a facility is named for; else the last."""
    facility = rf"^(?: [a-z][\w-]*){{0,4}} (?:{either(names()['facilities'])})\b"
    for site in reversed(sites):
        if site.text.split()[-1] in names()["sites"] or re.match(facility, passage.text[site.end :]):
            return site
    return sites[-1]


def _sites(passage: Passage, start: int, end: int) -> list[Entity]:
    """Places of facilities: specific ones where there are, else parts of a country; never continents or seats."""
    found = [e for e in passage.within(start, end, "PLACE") if not passage.is_seat(e) and not _is_region(e.text)]
    return [e for e in found if not (_is_area(e.text) or AREA_AFTER.match(passage.text[e.end :]))] or found


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
    areas = [e for e in passage.within(site.end, end, "PLACE") if _is_area(e.text) and not passage.is_seat(e)]
    near = [e for e in areas if e.start - site.end < REACH // 2]
    return f"{site.text}, {near[0].text}" if near else site.text


def _country(
    figure: Figure, passage: Passage, location: str | None, company: str | None
) -> tuple[str | None, str | None]:
    """The country of the place, of the sentence where it is said to lie in one, of the heading."""
    if location and ", " in location and countries.lookup_state(location.rsplit(", ", 1)[-1]):
        return "United States", "USA"
    start, end = figure.sentence.start, figure.sentence.end
    town = location.split(", ")[0] if location else None
    for entity in passage.within(start, end, "COUNTRY"):
        if town and passage.text[: entity.start].endswith(f"{town}, "):
            return entity.canonical, entity.code
    if passage.paragraph.row.country is not None:
        return _home(passage)
    said = [e for e in passage.within(start, end, "COUNTRY") if _lies_in(e, passage)]
    if said:
        return (said[0].canonical, said[0].code) if len({e.canonical for e in said}) == 1 else (None, None)
    if passage.paragraph.home is None and (company or location):
        before = [e for e in passage.within(0, end, "COUNTRY") if not passage.is_seat(e)]
        return (before[-1].canonical, before[-1].code) if before else (None, None)
    return _home(passage) if company or location or "capacit" in figure.whole else (None, None)


def _lies_in(country: Entity, passage: Passage) -> bool:
    """Whether the sentence puts something into ``country``: "in Japan", "Australia’s Talison", a list of such."""
    left = passage.text[max(0, country.start - 60) : country.start]
    listed = re.search(r"\bin (?:the )?$", left) or re.search(r"\bin (?:[A-Z][\w ]+, )+(?:and )?(?:the )?$", left)
    return listed is not None or passage.text[country.end :].startswith("’s")


def focus(passage: Passage) -> Context:
    """What the next paragraph may go on about: the first company of this one."""
    main = passage.companies(0, len(passage.text))
    return Context(main[0].canonical if main else passage.before.company)
