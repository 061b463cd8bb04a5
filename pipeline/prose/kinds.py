"""The site of a kind of facility that a sentence goes on about: "the refinery", "a 20-t/yr smelter"."""

from __future__ import annotations

import re

from pipeline.prose.areas import REACH, is_area
from pipeline.prose.entities import Entity
from pipeline.prose.passage import Scene
from pipeline.prose.sentences import sentences

NEAR = 30
AN = re.compile(r"\b(?:an?|another)(?: new| second)? $")
SPECIFIC = re.compile(
    r"(?: \([^)]*\))?(?: [a-z][\w-]*){0,4}? (mine|refinery|smelter|mill|quarry|concentrator|powerplant)\b"
)
# A plant that is somewhere else than those named: "20-t/yr mine located 250 km west of the refinery".
AFAR = re.compile(
    r"(?: [a-z][\w-]*){1,5}?(?: located| situated)(?: about| approximately)? [\d,]+ (?:km|kilometers|miles)\b"
)
# The plant that a company has already, after one that it is to build.
OLD = re.compile(r"\bexisting $")
TO_BUILD = re.compile(
    r"\b(?:plan\w+|expected|proposed|intended|was|were) to (?:build|construct)\b|\bplanning to build\b"
)
ANY_KIND = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:[\w’-]+ ){0,3}?(mine|plant|project|refinery|smelter|mill|quarry|concentrator)\b"
)
KIND = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:[a-z’-]+ ){0,3}?(mine|plant|project|refinery|smelter|mill|quarry|concentrator)\b"
)
NAMING = re.compile(r"(?: (?!(?:and|in|at|near|an?|the|to|from)\b)[a-z][\w-]*){0,4} ")


def told_next(scene: Scene) -> Entity | None:
    """The mine or plant that the next sentence names, where this one gives only a State: "a 20-t/yr mine in Vela"."""
    passage, made = scene.passage, SPECIFIC.match(scene.figure.right)
    if made is None or not AN.search(scene.figure.left):
        return None
    stop = next((s.end for s in sentences(passage.text) if s.start >= scene.end), scene.end)
    found = [
        e
        for e in passage.within(scene.end, stop, "PLACE")
        if e.text.lower().endswith(f" {made[1]}") or passage.text[e.end :].startswith(f" {made[1]}")
    ]
    return found[0] if len(found) == 1 else None


def is_another(scene: Scene) -> bool:
    """Whether the figure is of a kind of facility not spoken of before: after a mine, "a 20-t/yr smelter"."""
    if AFAR.match(scene.figure.right):
        return True
    left = scene.figure.left
    if OLD.search(left) and TO_BUILD.search(scene.passage.text[: scene.start]):
        return True
    kind_of = SPECIFIC.match(scene.figure.right) if AN.search(left) and not ANY_KIND.search(left) else None
    spoken_of = rf"(?i)\b(?:{kind_of[1]}|project|complex|deposit|property|operation)" if kind_of else ""
    return kind_of is not None and not re.search(spoken_of, scene.passage.text[: scene.start])


def of_kind(scene: Scene, kind: re.Pattern[str] = KIND) -> Entity | None:
    """The place named before of the facility meant: "the refinery" is not at the place of a smelter."""
    kinds = kind.findall(scene.figure.left) or kind.findall(scene.figure.clause_right)[:1]
    for first, last in reversed(scene.earlier if kinds else []):
        spans = [
            found.span() for found in re.finditer(rf"(?i)\b(?:{kinds[-1]}|project)\b", scene.passage.text[first:last])
        ]
        near = [
            (_gap(e.start - first, e.end - first, start, end, scene.passage.text[first:last]), e)
            for e in scene.passage.within(first, last, "PLACE")
            for start, end in spans
            if not is_area(e.text) and not scene.passage.is_seat(e)
        ]
        if near and min(near, key=_distance)[0] < NEAR:
            return min(near, key=_distance)[1]
    return None


def _gap(place: int, place_end: int, kind: int, kind_end: int, sentence: str) -> int:
    """How far a place and a kind of facility stand apart; not at all where the place names it, "Ostra zinc mine"."""
    if place_end < kind and NAMING.fullmatch(sentence[place_end:kind]):
        return 0
    return max(place - kind_end, kind - place_end, 0)


def _distance(near: tuple[int, Entity]) -> int:
    return near[0]


def seat_of(scene: Scene, company: str | None) -> Entity | None:
    """The place that the text names right after the company: "Solikamsk Works (SMW) in Perm Krai"."""
    passage = scene.passage
    owners = [e for span in scene.earlier for e in passage.within(*span, "COMPANY") if e.canonical == company]
    for owner in owners:
        for place in passage.within(owner.end, owner.end + REACH // 2, "PLACE"):
            if re.fullmatch(r"(?: \(\w+\))? (?:in|at|near) (?:the )?", passage.text[owner.end : place.start]):
                return place
    return None
