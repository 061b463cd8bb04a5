"""A paragraph with its names, and a figure's scene in it: what stands where around the figure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.prose.entities import Entity
from pipeline.prose.figure import Figure, cue
from pipeline.prose.sections import Paragraph
from pipeline.prose.words import cues

# What a list of companies holds between two of them.
LISTED = re.compile(r"^(?: [(\[][^)\]]*[)\]])?(?:,| and|, and)(?: the)?(?: \w+-based)?(?: companies)? $")
# How a paragraph begins that goes on about the site of the one before.
THE_SITE_FIRST = re.compile(
    r"^(?:The|This) (?:(?!company|[A-Z])(?:[^\s,;.]|\.\d)+ ){0,4}?"
    r"(?:project|mine|plant|refinery|smelter|facility|complex|mill|operation|expansion)(?:’s)? (?!(?:in|at|near|of)\b)"
)
THE_SITE = re.compile(r"\bthe (?:[\w-]+ ){0,2}(?:project|mine|plant|refinery|smelter|facility|complex)\b")
SEAT = re.compile(r"\b(?:headquartered|based) in (?:the )?$")


@dataclass(slots=True)
class Context:
    """What the chapter has said before a paragraph: the company and the place last spoken of."""

    company: str | None = None
    place: str | None = None


@dataclass(slots=True)
class Passage:
    """A paragraph with its names (``text`` is its own, citations blotted out) and what the one before was about.

    ``known``: the forms of the chapter's company names, each with the full names it may stand for.
    """

    paragraph: Paragraph
    text: str
    entities: Sequence[Entity]
    before: Context = field(default_factory=Context)
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def within(self, start: int, end: int, label: str) -> list[Entity]:
        """The names with ``label`` that stand in [start, end)."""
        return [e for e in self.entities if e.label == label and start <= e.start and e.end <= end]

    def companies(self, start: int, end: int) -> list[Entity]:
        """Companies in [start, end) that act, not those that stand behind another as its owners or partners."""
        found: list[Entity] = []
        behind: Entity | None = None
        for entity in self.within(start, end, "COMPANY"):
            listed = behind and LISTED.match(self.text[behind.end : entity.start])
            if listed or self._is_behind(entity):
                behind = entity
            else:
                found.append(entity)
        return self._without_builders(found, start, end)

    def _without_builders(self, found: list[Entity], start: int, end: int) -> list[Entity]:
        """The companies but those that build for others, where another is named."""
        owners = [entity for entity in found if not _builds(entity)]
        if not owners and found:
            named = self.within(start, end, "COMPANY")
            owners = [e for e in named if not _builds(e) and not self.only_supplies(e)]
        return owners or found

    def countries(self, start: int, end: int) -> list[Entity]:
        """Countries in [start, end) but those where a company only sits."""
        return [entity for entity in self.within(start, end, "COUNTRY") if not self.is_seat(entity)]

    def is_seat(self, place: Entity) -> bool:
        """Whether a place or country is only where a company sits: in brackets, "headquartered in"."""
        left = self._left(place)
        return _opened(left) or SEAT.search(left) is not None

    def _is_behind(self, company: Entity) -> bool:
        """Whether a company is named for another's sake: as owner, partner, source or, in brackets, shareholder."""
        left, right = self._left(company), self.text[company.end : company.end + 3]
        alone = left.endswith("(") and right.startswith(")")
        return bool(behind().search(left)) or self.only_supplies(company) or (_opened(left) and not alone)

    def only_supplies(self, company: Entity) -> bool:
        """Whether a company builds, designs or licenses here what is another's: "Alto Corp. was awarded"."""
        return cue("contractor").match(self.text[company.end : company.end + 120].lstrip()) is not None

    def _left(self, entity: Entity) -> str:
        return self.text[max(0, entity.start - 60) : entity.start]


@dataclass(frozen=True, slots=True)
class Scene:
    """A figure in its passage.

    ``earlier``: the paragraph's sentences before, as offsets; ``floor``: where the capacity before it in the
    paragraph ends.
    """

    figure: Figure
    passage: Passage
    earlier: Sequence[tuple[int, int]]
    floor: int = 0

    @property
    def start(self) -> int:
        """Where the figure's sentence begins."""
        return self.figure.sentence.start

    @property
    def at(self) -> int:
        """Where the figure begins."""
        return self.figure.quantity.start

    @property
    def after(self) -> int:
        """Where the figure ends."""
        return self.figure.quantity.end

    @property
    def end(self) -> int:
        """Where the figure's sentence ends."""
        return self.figure.sentence.end

    @property
    def bracket(self) -> int | None:
        """Where the bracket opens that the figure stands in, null for none."""
        opening = self.passage.text.rfind("(", self.start, self.at)
        return opening if opening > self.passage.text.rfind(")", self.start, self.at) else None

    def speaks_of_the_site(self) -> bool:
        """Whether the sentence speaks of "the plant" up to the figure, or of "the 20-t/yr plant"."""
        left = self.figure.left
        known = self.figure.quantity.adjective and left.lower().endswith("the ")
        return known or THE_SITE.search(left) is not None

    def refers_back(self) -> bool:
        """Whether the sentence goes on about what was named before: "The refinery", "its", "Capacity was"."""
        return cue("refers_back").search(self.figure.whole) is not None


@lru_cache(maxsize=1)
def behind() -> re.Pattern[str]:
    """What stands before a company that is named for another company's sake."""
    return re.compile(rf"\b(?:{'|'.join(cues()['behind'])})(?: the)?(?: \w+-based)?\s*$")


def _builds(company: Entity) -> bool:
    return cue("builder").search(company.canonical) is not None


def _opened(left: str) -> bool:
    return left.rfind("(") > left.rfind(")") or left.rfind("[") > left.rfind("]")
