"""Companies, countries and places named in a paragraph, none inside another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.knowledge import countries
from pipeline.knowledge.companies import has_legal_suffix
from pipeline.prose.companies import company_spans
from pipeline.prose.gazetteer import Gazetteer
from pipeline.prose.language import phrases, tokens
from pipeline.prose.places import place_spans
from pipeline.prose.words import names

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

COVER = "¤"
REACH = 20000  # characters before a short form in which the company may have been named that it means
WORKS = ("Mine", "Mines", "Project", "Smelter", "Refinery", "Plant", "Plants", "Complex", "Deposit")
# What a short form that names a site stands between: "Zelkon NV’s 20-t/yr Ostra mine", "the Ostra and Vela Mines".
OWNED = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|at)|’s?)(?: (?:\d[\w.,/-]*|new|former|existing|idled|adjacent|nearby))* $"
)
# "The Alto plant" may be Alto's as well as the one at Alto; "at the Alto plant" is a place.
PLAIN = re.compile(r"(?<!\bat )(?<!\bof )(?<!\bnear )(?<!\bfrom )\b[Tt]he $")
SITE_AFTER = re.compile(
    r"(?: \(\w+\))?(?: [a-z][\w-]*){0,2} (?:mine|refinery|smelter|deposit|project|mill)\b|"
    r" (?:Mine|Smelter|Refinery|Project)\b|"
    r"(?:, [A-Z][\w’-]+)*,? and (?:[A-Z][\w’-]+ ){1,2}(?:[a-z]+ )?(?:[Mm]ines|[Ss]melters|[Rr]efineries|[Pp]rojects)\b"
)
PLANT_AFTER = re.compile(
    r"(?: [a-z][\w-]*){0,2} (?:plant|complex|facility|operations?|works)\b|"
    r"(?:, [A-Z][\w’-]+)*,? and [A-Z][\w’-]+ (?:[a-z]+ )?(?:[Pp]lants|facilities|operations)\b"
)
# What a company does to a site: "idled Ostra, which had".
RUN = ("idled", "closed", "restarted", "reopened", "operated", "mothballed", "mined", "expanded")
RUN_AFTER = re.compile(r"(?:,| in\b| and\b|\.|;)")
# Before "Alto", the company: "a joint venture of Alto (60%)".
PART_OF = re.compile(r"\b(?:venture|subsidiary|affiliate|division|unit|part|interest|share|stake) of $")
PLACE_BEFORE = re.compile(r"\b(?:town|city|county|district), $")


@dataclass(frozen=True, slots=True)
class Entity:
    """A name at [start, end) of a paragraph's text; ``canonical``: the full company or Yearbook country."""

    label: str
    start: int
    end: int
    text: str
    canonical: str
    code: str | None = None


class Recognizer:
    """Finds the names of one chapter; made once a chapter, since its short forms are the chapter's own."""

    def __init__(self, names_of_chapter: Gazetteer) -> None:
        self.gazetteer = names_of_chapter
        self.companies = phrases("COMPANY", names_of_chapter.companies)
        self.cut: set[int] = set()  # where countries begin that are part of a site's name
        self.passed = ""  # the text before, so that a short form means the company named last
        self.forms = frozenset((form, tuple(full)) for form, full in names_of_chapter.companies.items())
        self.shared = sorted({name for _, full in self.forms if len(full) > 1 for name in full})

    def entities(self, text: str) -> list[Entity]:
        """The names in ``text`` (citations blotted out) in order of where they stand."""
        doc = tokens(text)
        found = list(self._companies(doc))
        found += _countries(doc, _covered(found) | self.cut)
        found += self._places(text, found)
        self.passed += text + "\n"
        return sorted(found, key=lambda entity: entity.start)

    def pass_over(self, text: str, places: Iterable[str]) -> None:
        """Go on after a paragraph whose names are known already, with the ``places`` that the chapter has then."""
        self.gazetteer.places |= set(places)
        self.passed += text + "\n"

    def last_named(self) -> tuple[str, ...]:
        """The companies that share a short form in the order in which the text before named them last."""
        near = self.passed[-REACH:]
        return tuple(sorted((name for name in self.shared if name in near), key=near.rfind))

    def _companies(self, doc: Doc) -> Iterator[Entity]:
        self.cut = set()
        spans = company_spans(doc) + [(start, end) for _, start, end in self.companies(doc)]
        taken, text = 0, doc.text  # the document puts its text together whenever it is asked for it
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start < taken or _goes_on(doc, end) or _names_site(doc, start, end, text):
                continue
            if land := _with_land(doc, start, end):
                self.cut.add(doc[land].idx)
                continue
            taken, span = end, doc[start:end]
            near = self.passed[-REACH:] + text[: span.start_char]
            full = self.gazetteer.full_name(span.text, near)
            yield Entity("COMPANY", span.start_char, span.end_char, span.text, full)

    def _places(self, text: str, found: list[Entity]) -> Iterator[Entity]:
        """Places outside the names already found, which are covered so that no pattern reaches into them.

        A place that a pattern showed once is known in the rest of its chapter ("of West Desert").
        """
        covered = _cover(text, found)
        known = self.gazetteer.places
        shown = {covered[start:end] for start, end in place_spans(covered, known)}
        known |= {form for name in shown for form in (name, *_without_noun(name))} - set(self.gazetteer.companies)
        for start, end in place_spans(covered, known):
            name = text[start:end]
            yield Entity("PLACE", start, end, name, name)


def _without_noun(name: str) -> Iterator[str]:
    """What a site may be called once it is named: "VolgaKaliy" of "VolgaKaliy Mine"."""
    words = name.split()
    known = names()["not_short"] | names()["not_places"] | names()["business"] | names()["openers"]
    if len(words) > 1 and words[-1] in WORKS and not set(words[:-1]) <= known and not countries.lookup(words[0]):
        yield " ".join(words[:-1])


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether a short form is cut out of a longer hyphenated name ("Umicore-Vital")."""
    return end < len(doc) - 1 and doc[end].text == "-" and not doc[end - 1].whitespace_


def _with_land(doc: Doc, start: int, end: int) -> int:
    """Where the country begins that a short form forms a site's name with ("Vale New Caledonia"); 0 for none."""
    lands = (countries.lookup(doc[end : end + n].text) for n in (1, 2, 3))
    joined = end < len(doc) and doc[end - 1].whitespace_ and not has_legal_suffix(doc[start:end].text)
    return end if joined and any(land and land.level == "country" for land in lands) else 0


def _covered(entities: Iterable[Entity]) -> set[int]:
    return {at for entity in entities for at in range(entity.start, entity.end)}


def _countries(doc: Doc, covered: set[int]) -> Iterator[Entity]:
    taken = 0
    for _, start, end in sorted(_country_matcher()(doc), key=lambda match: (match[1], -match[2])):
        span = doc[start:end]
        if start < taken or span.start_char in covered or _is_part(doc, start, end):
            continue
        taken = end
        place = countries.lookup(span.text)
        if place and place.level == "country":
            yield Entity("COUNTRY", span.start_char, span.end_char, span.text, place.name, place.code)


def _is_part(doc: Doc, start: int, end: int) -> bool:
    """Whether the country's name is part of another: "New Mexico", "Guinea Bay", "Papua New Guinea"."""
    before = doc[start - 1].text if start else ""
    after = doc[end].text if end < len(doc) else ""
    if after == "," and end + 1 < len(doc) and doc[end + 1].text in countries.state_names():
        return True  # "Holland, MI"
    return before in ("New", "Western", "South", "North", "Northern", "Southern", "East", "Equatorial", "Inner") or (
        after in names()["sites"]
    )


def _names_site(doc: Doc, start: int, end: int, text: str) -> bool:
    """Whether a company's short form is a site's name here: "the Sherwin refinery", "its Talison mine".

    ``text`` is that of ``doc``.
    """
    before = doc[start - 1].text if start else ""
    if before in ("de", "del", "do", "da"):
        return True  # "Salar del Rincon"
    if end - start == 1 and before in ("North", "South", "New") and not has_legal_suffix(doc[start:end].text):
        return True  # "North Dakota"
    if before == "of" and (PART_OF.search(text[: doc[start].idx]) or text.startswith(" (", doc[start:end].end_char)):
        return False
    if end - start == 1 and (before in ("in", "near", "of", "at") or PLACE_BEFORE.search(text[: doc[start].idx])):
        return doc[start].text.istitle() and not text.startswith("’s", doc[end - 1].idx + len(doc[end - 1]))
    if has_legal_suffix(doc[start:end].text) or doc[end - 1].text.isupper():
        return False
    left, after = text[: doc[start].idx][-40:], text[doc[start:end].end_char :]
    if not OWNED.search(left):
        return before in RUN and end - start == 1 and RUN_AFTER.match(after) is not None
    named = end - start == 1 and PLANT_AFTER.match(after) is not None and PLAIN.search(left) is None
    return SITE_AFTER.match(after) is not None or named


def _cover(text: str, found: Iterable[Entity]) -> str:
    cover = list(text)
    for entity in found:
        mark = COVER if entity.label == "COMPANY" else "§"
        cover[entity.start : entity.end] = mark * (entity.end - entity.start)
    return "".join(cover)


@lru_cache(maxsize=1)
def _country_matcher() -> PhraseMatcher:
    known = countries.country_names()
    forms = {form for name in known for form in (name, name.replace("’", "'"))}
    return phrases("COUNTRY", {form for form in forms if not form.startswith("The ") and form != "PRC"})
