"""A company that a figure’s own clause gives it outright: in its bracket, who builds it or for whom it is built."""

from __future__ import annotations

import re

from pipeline.prose.passage import Scene
from pipeline.prose.ventures import BRACKET, acts_for

KNOWN_AS = re.compile(
    r"\b(?:plant|mine|refinery|smelter|facility|venture|complex), (?:known as|called|named) (?:the )?$"
)
BY = re.compile(
    r"\b(?:added|built|constructed|developed|installed|opened|planned|proposed|commissioned|completed) by (?:the )?$"
)
CLIENT = re.compile(
    r"\b(?:awarded|contract\w*|study|design|engineering|selected|chosen|hired|engaged|commissioned|construct(?:ed|ion|ing)|built|building)\b"
    r"[^.;]{0,60}\b(?:by|from|for) (?:the )?$"
)
WITH_CLIENT = re.compile(r"\b(?:signed|won|received|secured) (?:an?|the) (?:[\w-]+ ){0,3}contract with (?:the )?$")
TO_BUILD = re.compile(r" to (?:build|construct|design|supply|provide|engineer)\b")
BUILDS = re.compile(
    r"\b(?:build(?:ing)?|built|construct(?:ed|ing|ion of)|design(?:ed|ing)?|engineer(?:ed|ing)?) [^,;]*$"
)
INTEREST = re.compile(r"\b(?:interest|stake|share) in (?:the )?$")
POSSESSED = re.compile(r"’s? (?:[\w-]+ ){0,3}")
# A figure beside a company is that company's: "Alto Ltd. (Reno, NV), with a capacity of", "Alto (540 t/yr)".
BESIDE = re.compile(
    rf"^{BRACKET},? (?:an? [\w -]{{0,60}}(?:with|that (?:had|has|was|is|would|operated|planned)) |"
    rf"with (?:an?|the|about|approximately) |"
    rf"(?:which|that) had |\()|^{BRACKET}(?: (?:in|at|near) [^.;]{{2,40}}?)?,? whose "
)


def agent(scene: Scene) -> str | None:
    """The company that the clause of a figure gives it outright, null where none is."""
    return _in_bracket(scene) or _right_after(scene) or _known_as(scene) or _doer(scene) or _client(scene)


def _in_bracket(scene: Scene) -> str | None:
    """The company that stands before the figure in its own bracket: "a mine in Chile (Alto Corp., 20 t/yr)"."""
    inside = scene.passage.within(scene.bracket, scene.at, "COMPANY") if scene.bracket is not None else []
    return inside[-1].canonical if inside and scene.passage.text[inside[-1].end : scene.at] == ", " else None


def _right_after(scene: Scene) -> str | None:
    """The company at whose plant a figure is: "to 20 t/yr at Alto Corp." """
    after = scene.passage.within(scene.after, scene.end, "COMPANY")[:1]
    at = after and re.fullmatch(r"(?: of [\w -]{2,30})? at ", scene.passage.text[scene.after : after[0].start])
    return after[0].canonical if at else None


def _known_as(scene: Scene) -> str | None:
    """The company that the figure's own plant is: "by 20 t/yr at the plant, known as Alto Corp." """
    after = scene.passage.within(scene.after, scene.figure.clause[1], "COMPANY")
    text = scene.passage.text
    return next((e.canonical for e in after if _names_plant(text[scene.at : e.start])), None)


def _names_plant(left: str) -> bool:
    return KNOWN_AS.search(left) is not None or (acts_for(left) and "through" in left)


def _doer(scene: Scene) -> str | None:
    """Who does what the figure's own clause tells, "and a 20-t/yr mill would be added by Alto Corp."."""
    start, end = scene.figure.clause
    passage = scene.passage
    if start == scene.start or passage.within(start, scene.at, "COMPANY"):
        return None
    return next(
        (e.canonical for e in passage.within(scene.after, end, "COMPANY") if BY.search(passage.text[: e.start])), None
    )


def _client(scene: Scene) -> str | None:
    """For whom the sentence says that another builds, or in whose plant another takes an interest."""
    passage, start = scene.passage, scene.start
    for entity in passage.within(start, scene.at, "COMPANY"):
        left, right = passage.text[start : entity.start], passage.text[entity.end : scene.at]
        if CLIENT.search(left) or (WITH_CLIENT.search(left) and TO_BUILD.match(right)):
            return entity.canonical
        if INTEREST.search(left) and (POSSESSED.fullmatch(right) or BESIDE.match(right)):
            return entity.canonical
    if BUILDS.search(scene.figure.left):
        for entity in passage.within(scene.after, scene.figure.clause[1], "COMPANY"):
            if passage.text[: entity.start].endswith((" for ", " for the ")):
                return entity.canonical
    return None
