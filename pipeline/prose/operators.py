"""Whose capacity a figure is: the company that its sentence, or one before it, is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.prose.agents import BESIDE, KNOWN_AS, agent
from pipeline.prose.entities import Entity
from pipeline.prose.figure import Figure, cue
from pipeline.prose.owners import namesake, of_site
from pipeline.prose.passage import THE_SITE_FIRST, Passage, Scene
from pipeline.prose.sentences import sentences
from pipeline.prose.ventures import (
    ACTS,
    as_venture,
    listed_venture,
    listing,
    one_subject,
    through,
    with_partner,
)
from pipeline.prose.words import either, names

BOUGHT = re.compile(r"\b(?:purchased|acquired|bought|took over|takeover of|acquisition of)\b")
VENTURE = re.compile(r"\bjoint venture (?:of|between|among)\b")
OWNED = re.compile(r"\b(?:owned|operated|acquired|purchased|bought) by (?:the )?$")
# Before whose a plant is to be that others were asked to design or equip.
TO_BE_BUILT = re.compile(
    r"\b[Tt]he (?:plant|mine|mill|refinery|smelter|complex|facility) was to be (?:built|developed) by (?:the )?$"
)
# Before the owner of a plant, not of a company: "a plant owned by", "The Ostra mine, which is operated by".
PLANT_OWNED = re.compile(
    rf"\b(?:{either(names()['facilities'])}|Mine|Plant)(?: (?:in|at|near) [A-Z][\w’-]*(?:, [A-Z][\w’-]*)*)?,? "
    r"(?:which |that )?(?:(?:was|is|are|were) )?(?:jointly )?(?:owned|operated)(?: and operated)? by (?:the )?$"
)
# Before a company named after a figure whose it is: "of 20 t/yr was opened by", "20 t/yr at".
ITS = re.compile(r"(?:\b(?:by|of|at|for)(?: the)?(?: [A-Z]?[a-z]+-(?:based|owned))?|\(|,|—) ?$")
THE_KIND = re.compile(r"\b[Tt]he (?:[a-z’-]+ ){0,2}?(mine|refinery|smelter|mill)\b")
SOLD = re.compile(r"\b(?:sold|divested|transferred) [^.;]{2,80} to (?:the )?$")
SUBSIDIARY_OF = re.compile(
    r"(?:^|[.;] |, )(?:An?|The|an?|the) (?:[\w-]+ ){0,2}(?:subsidiary|unit|affiliate|division) of (?:the )?$"
)
# A sentence about plants of nobody named: "Two mines with a combined capacity of 20 t/yr closed".
OTHERS = re.compile(
    r"(?:[^,]{3,30}, )?(?:The (?=(?:\w+ )?(?:other|smaller|remaining|larger)\b)(?:\w+ )?|"
    r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Many|Most|Some|Numerous|Various) )"
    r"(?!of (?:its|their|the company))(?:[\w-]+ ){0,4}"
    r"(plants|mines|producers|companies|smelters|refineries|mills|facilities|furnaces)\b"
)
# A paragraph that goes on about the company or site of the one before.
THE_SAME = re.compile(rf"\b[Tt]he company\b|^Its\b|{THE_SITE_FIRST.pattern}")
FORMED = re.compile(
    r"\b(?:formed|established|created|set up|formation of) "
    r"(?:the |an? (?:[\w-]+ ){0,3}?(?:called (?:the )?|named (?:the )?|venture, |company, ))?$"
)
OF_BOTH = re.compile(r"\b(?:companies|partners|their|[Tt]hey)\b")
# Before another's site at which a company has a capacity of its own: "to raise its capacity at Alto Ltd.’s mill".
OWN_AT = re.compile(r"\bits (?:[\w-]+ ){0,6}capacity at (?:the )?$")
JOINT = re.compile(r"\btheir\b|\bjoint[- ]ventures?\b|\bpartners?\b|\bjointly\b")
# Before one who only says or finds what is told of others.
SAYS = re.compile(r"(?:\b[Aa]ccording to|\b(?:reported|estimated|defined|forecast|compiled|published) by) (?:the )?$")
# The company a sentence begins with, after "In May," or "Production at".
LEADS = re.compile(
    r"^(?:[^,;]{0,60}, )?(?:(?:[Ss]tate|[Gg]overnment|[A-Z]\w+)-(?:owned|based) |[Tt]he |[Bb]oth |"
    r"[\w’ -]{0,40}(?:at|by|of) )?(?:\S+’s (?:[\w-]+ ){0,2})?$"
)


def company(scene: Scene) -> str | None:
    """The full name of the company that a figure is of; null where the text names none."""
    return _named(scene) or namesake(scene)


def _named(scene: Scene) -> str | None:
    passage, figure = scene.passage, scene.figure
    here = passage.companies(scene.start, scene.at)
    given = agent(scene)
    if given:
        return given
    venture = None if here else VENTURE.search(passage.text, scene.start, scene.at)
    if venture:
        return listed_venture(scene, venture.end())
    if not here and _are_others(scene):
        return None
    if here and _speak_for_another(here, scene):
        return _spoken_of(scene)
    if here:
        return _actor([e for e in here if e.start >= scene.floor] or here, passage, figure)
    known = namesake(scene, named=True) or of_site(scene)
    if known:
        return known
    after = [e for e in passage.companies(scene.at, scene.end) if _is_its(e, passage)]
    owner = next((e for e in passage.within(scene.at, scene.end, "COMPANY") if owns(e, passage)), None)
    if owner or not scene.refers_back():
        named = [e for e in passage.within(scene.at, scene.end, "COMPANY") if not passage.only_supplies(e)]
        named = [e for e in named if owner or _is_its(e, passage)]
        own = as_venture(named, passage, owner) if owner in named else None
        own = own or next((e.canonical for e in [owner, *after, *named] if e), None)
        told = cue("facility").search(figure.whole)
        parents = [e for e in passage.within(scene.start, scene.at, "COMPANY") if _parent(e, passage)]
        own = own or (parents[0].canonical if parents else None)
        return own or ((_spoken_of(scene) or _elsewhere(scene)) if told else None)
    return _spoken_of(scene) or next((e.canonical for e in after), None) or _behind(scene) or _elsewhere(scene)


def _speak_for_another(here: Sequence[Entity], scene: Scene) -> bool:
    """Whether owners or partners of a company named before tell of its plant: "Alto expected the 20-t/yr mill to"."""
    if not scene.speaks_of_the_site() or len(here) > 1:
        return False
    acted = {e.canonical for span in scene.earlier for e in scene.passage.companies(*span)}
    named = {e.canonical for e in scene.passage.within(0, scene.start, "COMPANY")}
    return bool(acted) and here[0].canonical in named - acted


def _are_others(scene: Scene) -> bool:
    """Whether the sentence is about producers or plants of nobody in particular, as where several were named."""
    found = OTHERS.match(scene.figure.whole)
    acted = {e.canonical for span in scene.earlier for e in scene.passage.companies(*span)}
    if found is None:
        return False
    apart = " other " in found[0] or cue("status", "closed").search(scene.figure.whole) is not None
    return apart or found[1] in ("producers", "companies") or len(acted) > 1


def _is_its(entity: Entity, passage: Passage) -> bool:
    """Whether a company named after a figure is the one it is of, not one that is only supplied or compared."""
    return ITS.search(passage.text[: entity.start]) is not None or ACTS.match(passage.text[entity.end :]) is not None


def owns(entity: Entity, passage: Passage) -> bool:
    """Whether a company is told to own or run what the sentence is about: "the mine, owned by Alto Corp."."""
    return OWNED.search(passage.text[: entity.start]) is not None


def _parent(entity: Entity, passage: Passage) -> bool:
    """Whether a company stands for a subsidiary without a name: "A subsidiary of Alto Corp. planned"."""
    return SUBSIDIARY_OF.search(passage.text[: entity.start]) is not None


def leads(entity: Entity, start: int, passage: Passage) -> bool:
    """Whether the sentence that begins at ``start`` is about ``entity``: nothing but a date or "The" before it."""
    return LEADS.match(passage.text[start : entity.start]) is not None


def _actor(found: Sequence[Entity], passage: Passage, figure: Figure) -> str:
    """The one of a sentence's companies whose the figure is: the owner of what it describes, else the subject."""
    if len(found) == 1:
        return with_partner(found[0], passage, figure.quantity.end, figure.sentence.end)
    nearest, before = found[-1], found[-2]
    between = passage.text[nearest.end : figure.quantity.start]
    if BOUGHT.search(passage.text[before.end : nearest.start]) and between.startswith("’"):
        return before.canonical
    formed = next((e for e in found if FORMED.search(passage.text[figure.sentence.start : e.start])), None)
    if formed:
        return formed.canonical
    if JOINT.search(figure.whole):
        venture = through(found, passage)
        return venture.canonical if venture else as_venture(found, passage, found[0])
    if OWN_AT.search(passage.text[: nearest.start]):
        return before.canonical
    if BESIDE.match(between) or (between.startswith("’") and len(between) < 60):
        return nearest.canonical
    together = one_subject(found, passage)
    if together:
        return listing(together)
    acting = [e for e in found if ACTS.match(passage.text[e.end :])]
    return (acting[-1] if acting else through(found, passage) or found[0]).canonical


def _spoken_of(scene: Scene) -> str | None:
    """The company of the last sentence before that is about one, else of the last that names one."""
    passage = scene.passage
    back = [(span, found) for span in reversed(scene.earlier) if (found := passage.companies(*span))]
    about = [(span, found) for span, found in back if any(_told_of(e, span[0], passage) for e in found)]
    for (first, last), found in [*about, *back][:1]:
        formed = next((e for e in found if FORMED.search(passage.text[first : e.start])), None)
        venture = formed or through(found, passage)
        named = passage.within(first, last, "COMPANY")
        owner = next((e for e in named if PLANT_OWNED.search(passage.text[first : e.start])), None)
        buyer = next((e for e in named if SOLD.search(passage.text[first : e.start])), None)
        lead = formed or buyer or _possessor(found, passage, _kind(scene)) or owner or venture or found[0]
        together = one_subject(found, passage)
        if any(e.canonical == lead.canonical for e in together):
            return listing(together)
        if lead is venture:
            return lead.canonical
        venturers = as_venture(found, passage, lead) if JOINT.search(passage.text[first : scene.at]) else None
        if venturers not in (None, lead.canonical):
            return venturers
        if venturers and not OF_BOTH.search(scene.figure.left):
            return venturers
        return with_partner(lead, passage, lead.end, last)
    return None


def _told_of(entity: Entity, start: int, passage: Passage) -> bool:
    """Whether the sentence that begins at ``start`` is about a company or about a plant that is one."""
    return leads(entity, start, passage) or KNOWN_AS.search(passage.text[start : entity.start]) is not None


def _kind(scene: Scene) -> str | None:
    """The kind of plant that the figure's sentence goes on about: "the mine"."""
    found = THE_KIND.search(scene.figure.left)
    return found[1] if found else None


def _possessor(found: Sequence[Entity], passage: Passage, kind: str | None) -> Entity | None:
    """The company whose project or plant a sentence is about: "completed a study on Alto Ltd.’s Norte project".

    One of another kind than that meant is not what the sentence is about: not "Alto Ltd.’s smelter" for "the mine".
    """
    every = f"{either(names()['facilities'])}|Project|Mine"
    wanted = f"{kind}|project|complex|operation|Project|{kind.title()}" if kind else every
    facility = rf"’s? (?:[^\s,;]+ ){{0,5}}?(?:{wanted})\b"
    return next((e for e in found if re.match(facility, passage.text[e.end :])), None)


def _behind(scene: Scene) -> str | None:
    """An owner, where this sentence and the one before name nobody else: "The plant, owned by Alto ASA, had"."""
    passage, start = scene.passage, scene.earlier[-1][0] if scene.earlier else scene.start
    named = passage.within(start, scene.end, "COMPANY")
    found = [e for e in named if not (passage.only_supplies(e) or SAYS.search(passage.text[: e.start]))]
    owner = next((e for e in found if owns(e, passage)), found[-1] if found else None)
    venture = VENTURE.search(passage.text, start, scene.end)
    if venture:
        return listed_venture(scene, venture.end())
    return as_venture(found, passage, owner) if owner and owns(owner, passage) else owner.canonical if owner else None


def _elsewhere(scene: Scene) -> str | None:
    """The company the paragraph before was about, or the owner that the paragraph goes on to name."""
    passage = scene.passage
    if passage.paragraph.continues and THE_SAME.search(passage.text[: scene.at]):
        return passage.before.company
    venture = VENTURE.search(passage.text, scene.end)
    if venture:
        return listed_venture(scene, venture.end())
    goes_on = re.match(r"(?:The|This|It)\b[^.]*", passage.text[scene.end :])
    ends = next((s.end for s in sentences(passage.text) if s.start >= scene.end), scene.end)
    stop = max(ends, scene.end + goes_on.end() + 60) if goes_on else scene.end
    later = passage.within(scene.end, stop, "COMPANY") if goes_on else []
    owned = [e for e in later if owns(e, passage) or TO_BE_BUILT.search(passage.text[: e.start])]
    if owned:
        stop = next((s.end for s in sentences(passage.text) if s.end > owned[0].end), len(passage.text))
        return with_partner(owned[0], passage, owned[0].end, stop)
    return _of_next_sentence(scene)


def _of_next_sentence(scene: Scene) -> str | None:
    """The company that the next sentence begins with and that does something there to "the" plant of this one."""
    passage = scene.passage
    ends = re.search(r"[^.]*(?:\.(?! [A-Z][a-z]+ )[^.]*)*\.", passage.text[scene.end :])
    stop = scene.end + ends.end() if ends else len(passage.text)
    leading = next((e for e in passage.companies(scene.end, stop) if leads(e, scene.end, passage)), None)
    kinds = re.findall(rf"\b(?:{either(names()['facilities'])})\b", scene.figure.whole)
    if leading is None or not kinds or not ACTS.match(passage.text[leading.end :]):
        return None
    return leading.canonical if re.search(rf"\bthe (?:{either(kinds)})\b", passage.text[leading.end : stop]) else None
