"""Towns, sites and regions in running text, by its wordings: "Trail, British Columbia", "its Sukpo zinc refinery"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.knowledge import countries
from pipeline.prose.words import either, names

WORD = (
    r"(?:[a-z]{1,2}(?=[A-Z][a-z]{3}))?[A-ZÀ-ÞĀ-Ž][\w]{0,60}"
    r"(?:[’'][a-zß-ÿ]{2,}\w*|[’'](?=-))?(?:-[A-ZÀ-ÞĀ-Ža-z0-9][\w’]*){0,9}"
)
JOIN = r"(?:de|del|des|do|da|dos|das|du|la|el|al|of)"
PROJECT_NEXT = re.compile(r" (?:[\w-]+ )?(?:project|mine|deposit|property|Mine|Project)\b")
MEASURED = re.compile(r"(?:/yr|/d|-per-(?:year|day)|\b[Aa]n?|\bnew) $")  # before what a plant makes: "a KCl mine"
SITE_NEXT = re.compile(r"(?:,|’s)? (?:mine|smelter|refinery|plant|project|mill|Mine|Province|and [A-Z])")
OWN = r"(?:’s(?= [A-Z]| al[ -]))?"  # "Nolan’s Bore"
NAME = rf"(?:(?:St|Ste|Mt|Ft|Pt)\.? )?{WORD}{OWN}(?: (?:{JOIN} ){{0,2}}{WORD}{OWN}){{0,15}}(?: No\. \d+)?"
DIVISION = "Department|Governorate|Emirate|Municipality|Province|State|Region|Prefecture|Oblast|Territory|Krai"
REGION = "region|area|basin|district|county|province|peninsula|prefecture|valley|coast|plateau|municipal|provincial"
FIGURE = r"(?: \([^()]*\))?"
LOCATIVE = (
    "[Ii]n|[Aa]t|[Nn]ear|on|from|around|outside|onto|offshore|"
    "(?:north|south|east|west|northeast|northwest|southeast|southwest) of"
)
DIRECTION = r"(?:north|south|east|west|central|upper|lower)[\w-]* (?:part of )?"
NO_PRODUCT = "and|was|were|in|at|of|for|to|had|with|by|from|on|is|the|a|as|its|that|which"
MADE = rf"(?!(?:{NO_PRODUCT})\b)[a-z][\w-]*"
MIDDLE = rf"(?: (?:\([\w-]+\) )?{MADE}(?:,? and {MADE})?){{0,4}}?"  # "Sukpo zinc refinery"


def place_spans(text: str, known: set[str]) -> list[tuple[int, int]]:
    """Where places stand in ``text``, its companies and countries covered; ``known`` are the chapter's other places."""
    found = [(m.start("place"), m.end("place")) for pattern in _patterns() for m in pattern.finditer(text)]
    trimmed = [span for span in (_trimmed(text, *span) for span in found) if span]
    return list(_longest([*trimmed, *_listed(text, known), *_in_lists(text)]))


def _longest(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: span[0] - span[1]):
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            taken.append((start, end))
            yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without leading words that are no name ("The", "Chinese"), or None where nothing of a place is left."""
    lists = names()
    never = lists["openers"] | lists["months"]
    words = text[start:end].split(" ")
    while len(words) > 1 and re.fullmatch(r"[A-Z]+’s", words[0]):
        start += len(words.pop(0)) + 1
    while words and (words[0].rstrip(",") in never or (len(words) > 1 and words[0] in ("The", "Phase"))):
        start += len(words.pop(0)) + 1
    if not words or lists["not_companies"] & {word.rstrip(",") for word in words} - lists["sites"]:
        return None
    alone = words[0].rstrip(",") if len(words) == 1 else ""
    if alone and re.search(r"(?:^|[.;] )$", text[:start]):
        common = re.search(rf"(?<![\w’-]){re.escape(alone[0].lower() + alone[1:])}\b", text)
        if common or not SITE_NEXT.match(text[end:]):
            return None
    if alone in lists["not_places"] | lists["sites"] | lists["business"] or re.fullmatch(
        r"(?![A-Z]\d+[A-Z]$)\w*\d\w*|.", alone
    ):
        return None
    if re.fullmatch(r"[A-Z]{2,5}s?|[A-Z]\d+[A-Z]", alone) and (
        not PROJECT_NEXT.match(text[end:]) or MEASURED.search(text[:start])
    ):
        return None
    return (start, end)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The wordings that show a name to be a place's, each with the group ``place``."""
    lists = names()
    part = rf"(?:{either([*countries.state_names().values(), *lists['divisions']])})(?! [A-Z])(?!\w)"
    code = rf"(?:{either(countries.state_names())})(?!\w)"
    pair = rf"(?P<place>{NAME}, (?:{code}|{part}|{NAME} (?:{DIVISION}|County|City)(?!\w)))"
    site = rf"(?P<place>{NAME} (?:{either(lists['sites'])})(?: No\. \d+)?)(?!\w)(?! [A-Z])"
    facility = rf"(?P<place>{NAME}){MIDDLE} (?:\([\w, -]+\) )?(?:{either(lists['facilities'])})(?![\w-])"
    locative = rf"\b(?:{LOCATIVE}) (?:(?:the|its) )?(?:{DIRECTION})?(?P<place>{NAME})(?![\w-])(?!,? Ltd)"
    region = rf"\b(?P<place>{NAME}) (?:{REGION})\b"
    also = rf"\b(?:in|at|near) {NAME}(?: \([^)]*\))?,? and (?P<place>{NAME})(?![\w-])"
    town = rf"\b(?:cit(?:y|ies)|towns?|villages?|municipality|port) of (?P<place>{NAME})(?![\w-])"
    abroad = r"(?<!\w)(?P<place>" + NAME + r"),(?= §)"
    kind = rf", (?:an?|the) [\w -]{{0,40}}\b(?:{either(lists['facilities'])})\b"
    run = rf"\b(?:idled|restarted|reopened|mothballed) (?P<place>{NAME})(?=,| in\b| and\b)"
    led_to = rf"\bto (?P<place>{NAME})(?=, where\b)"
    called = rf"\b(?:{either(lists['facilities'])}), (?P<place>{NAME})(?=,)"
    being = rf"(?<!\w)(?P<place>{NAME})(?={kind})"
    named = (rf"(?<![\w’.¤-]){pattern}" for pattern in (pair, site, facility))
    return tuple(map(re.compile, (*named, being, called, run, led_to, locative, region, also, town, abroad)))


def _in_lists(text: str) -> Iterator[tuple[int, int]]:
    """Each of the places that share a noun: "the Kwinana, Pinjarra, and Wagerup refineries"."""
    for match in (found for pattern in _lists() for found in pattern.finditer(text)):
        for name in re.finditer(NAME, match["places"]):
            span = _trimmed(text, match.start("places") + name.start(), match.start("places") + name.end())
            if span:
                yield span


@lru_cache(maxsize=1)
def _lists() -> tuple[re.Pattern[str], ...]:
    plural = either(word for word in names()["facilities"] | {"Mines", "Plants"} if word.endswith("s"))
    places = rf"(?P<places>(?:{NAME}, ){{0,30}}{NAME},? and {NAME})"
    towns = rf"\b(?:[Ii]n|[Aa]t|[Nn]ear) (?P<places>{NAME}{FIGURE}(?:, {NAME}{FIGURE}){{1,30}},? and {NAME})(?![\w-])"
    return re.compile(rf"(?:\b(?:[Ii]ts|[Tt]he|at|of)|’s) {places}{MIDDLE} (?:{plural})\b"), re.compile(towns)


def _listed(text: str, known: set[str]) -> Iterator[tuple[int, int]]:
    """States, divisions of countries and regions that the data files list, and places of the chapter's tables."""
    for pattern in (_division_pattern(), _list_pattern(frozenset(known)) if known else None):
        for match in pattern.finditer(text) if pattern else ():
            end = _end_of_listed().match(text, match.end())
            if end:
                yield match.start(), end.end()


@lru_cache(maxsize=1)
def _division_pattern() -> re.Pattern[str]:
    """Apart from a chapter's own names, which grow: it is long, and need not be compiled again with each of them."""
    return _list_pattern(frozenset({*countries.state_names().values(), *names()["divisions"], *_regions()}))


@lru_cache(maxsize=8)
def _list_pattern(known: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’§¤-])(?:{either(known)})(?![\w-])")


@lru_cache(maxsize=1)
def _end_of_listed() -> re.Pattern[str]:
    """What may follow a listed name, a State taken in; no match where a company's or an authority's name goes on."""
    state = rf"(?:, (?:{either(countries.state_names())})(?!\w))?"
    authority = rf"(?! (?:{either(names()['not_companies'])})\b)"
    return re.compile(rf"{state}(?![\w-])(?! [A-Z]\w+ (?:Ltd|Inc|Co|Corp)){authority}")


def _regions() -> set[str]:
    single = names()["not_places"] | {"Mountain", "Pacific", "South", "West"}
    return {name for name in countries.region_names() if name not in single}
