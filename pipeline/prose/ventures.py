"""Companies that act as one: the subject of one verb, partners, joint ventures and what they act through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.prose.entities import Entity
from pipeline.prose.passage import Passage, Scene

BRACKET = r"(?: \([^()]*\))?"
# Before a company that acts for those named before it: "through their joint venture,", "another Alto subsidiary,".
SUBSIDIARY = re.compile(
    r"\b(?:its|their|through|’s)(?: [\w%.-]+){0,2} (?:subsidiary|affiliate|joint[- ]venture)(?: company)?,?\s*$|"
    r"\b(?:subsidiary|affiliate), $"
    r"|\b(?:through|via) (?:its|their|an?|the) (?:[\w%–-]+ ){0,3}?(?:joint[- ]venture|affiliate|venture)"
    r"(?: company)?,?\s*$|’s? (?:[\w%–-]+ ){0,3}joint[- ]venture,\s*$"
)
# After such a company: "Corin LLC, its 40%-owned joint venture,".
WHOSE = re.compile(r"^,? (?:its|their) (?:[\w%.-]+ ){0,3}(?:joint[- ]venture|subsidiary|affiliate)\b")
PARTNER = re.compile(r"(?:,|\bjointly|\btogether|\bpartnership|\bjoint[- ]venture(?: agreement)?) with (?:the )?$")
ACTS = re.compile(
    rf"^{BRACKET}(?:, which|, that)? (?:each )?(?:own|had|has|was|were|would|will|also|brought|built|held|sold|made|"
    r"shut|took|sought|chose|broke|put|set|planned|"
    r"expected|announced|operated|began|continued|completed|"
    r"expects|plans|(?!(?:named|called|located|based|owned by|operated by)\b)[a-z]{3,}ed)\b"
)
BETWEEN = re.compile(
    rf"^{BRACKET}(?:, \d+(?:\.\d+)?%)?(?:,|,? and) (?:its (?:[\w-]+ )?partners?,? )?"
    r"(?:the |(?:[Ss]tate|[Gg]overnment)-owned |[A-Z]\w+-based companies )?$"
)


def one_subject(found: Sequence[Entity], passage: Passage) -> Sequence[Entity]:
    """The companies that are the subject of one verb, "A Corp., B Ltd., and C NV were building"; else none."""
    run: list[Entity] = []
    for entity in found:
        joined = run and BETWEEN.match(passage.text[run[-1].end : entity.start])
        run = [*run, entity] if joined and entity.canonical != run[-1].canonical else [entity]
        if len(run) > 1 and ACTS.match(passage.text[entity.end :]):
            return run
    return []


def with_partner(entity: Entity, passage: Passage, start: int, end: int) -> str:
    """The company and the one it acts with from ``start``: "planned to build a refinery in Mempawah, with PT Timur"."""
    for other in passage.within(start, end, "COMPANY"):
        if PARTNER.search(passage.text[: other.start]):
            return f"{entity.canonical} and {other.canonical} joint venture"
    return entity.canonical


def through(found: Sequence[Entity], passage: Passage) -> Entity | None:
    """The subsidiary or venture through which the first company acts, where it is named."""
    text = passage.text
    return next(
        (e for e in found if acts_for(text[max(0, e.start - 60) : e.start]) or WHOSE.match(text[e.end :])), None
    )


def acts_for(left: str) -> bool:
    """Whether the company that ``left`` stands before acts for one named before it."""
    return SUBSIDIARY.search(left) is not None


def as_venture(found: Sequence[Entity], passage: Passage, default: Entity) -> str:
    """Companies listed together that act as one, "A Corp. and B Ltd. joint venture"; the default where none are."""
    runs: list[list[Entity]] = [[entity] for entity in found[:1]]
    for first, second in pairwise(found):
        if BETWEEN.match(passage.text[first.end : second.start]):
            runs[-1].append(second)
        else:
            runs.append([second])
    run = next((run for run in runs if default in run), [default])
    return f"{listing(run)} joint venture" if len(run) > 1 else default.canonical


def listing(run: Sequence[Entity]) -> str:
    """The names in the Yearbook's way: "A and B", "A, B, and C"."""
    names = [entity.canonical for entity in run]
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"


def listed_venture(scene: Scene, start: int) -> str | None:
    """The companies of a joint venture that the text lists from ``start``."""
    found = scene.passage.within(start, len(scene.passage.text), "COMPANY")
    return as_venture(found, scene.passage, found[0]) if found else None
