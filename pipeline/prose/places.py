"""Towns, sites and regions in running text, by how it names them: "Trail, British Columbia", "its Sukpo zinc refinery"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.knowledge import countries
from pipeline.prose.words import either, names

WORD = r"[A-ZÀ-Þ][\w]*(?:[’'][a-zß-ÿ]{2,}\w*)?(?:-[A-ZÀ-Þa-z][\w’]*)*"
JOIN = r"(?:de|del|do|da|dos|das|du|la|el|al|of|la)"
NAME = rf"(?:(?:St|Ste|Mt|Ft|Pt)\.? )?{WORD}(?:’s(?= [A-Z]))?(?: (?:{JOIN} ){{0,2}}{WORD}(?:’s(?= [A-Z]))?)*(?: No\. \d+)?"


def place_spans(text: str, known: set[str]) -> list[tuple[int, int]]:
    """Where places stand in ``text``, in which companies and countries are covered; ``known`` are the tables' places."""
    found = [(m.start("place"), m.end("place")) for pattern in _patterns() for m in pattern.finditer(text)]
    found = [span for span in map(lambda span: _trimmed(text, *span), found) if span]
    found += _listed(text, known)
    return list(_longest(found))


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
    while words and (words[0].rstrip(",") in never or (len(words) > 1 and words[0] in ("The", "Phase"))):
        start += len(words.pop(0)) + 1
    if not words or lists["not_companies"] & {word.rstrip(",") for word in words} - lists["sites"]:
        return None
    alone = words[0].rstrip(",") if len(words) == 1 else ""
    if alone in lists["not_places"] | lists["sites"] | lists["business"] or re.fullmatch(r"[A-Z]{2,5}s?|\w*\d\w*|.", alone):
        return None
    return (start, end)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = names()
    state = either([*countries.state_names().values(), *lists["divisions"]])
    codes = either(countries.state_names())
    area = rf"(?:{codes}|{state}|§+|{NAME} (?:Province|State|Region|Prefecture|Oblast|Territory|County|Department|District|Krai)|{NAME})"
    pair = rf"(?<![\w’.¤])(?P<place>{NAME}, (?:(?:{codes})(?!\w)|(?:{state})(?! [A-Z])(?!\w)|{NAME} (?:Province|State|Region|Prefecture|Oblast|Territory|Krai)(?!\w)))"
    site = rf"(?<![\w’.¤])(?P<place>{NAME} (?:{either(lists['sites'])})(?: No\. \d+)?)(?!\w)(?! [A-Z])"
    middle = r"(?: (?!(?:and|was|were|in|at|of|for|to|had|with|by|from|on|is|the|a|as|its|that|which)\b)(?:\(\w+\) )?[a-z][\w-]*){0,4}?"
    facility = rf"(?<![\w’.¤-])(?P<place>{NAME}){middle} (?:{either(lists['facilities'])})(?![\w-])"
    locative = rf"\b(?:in|at|near|on|from|around|outside|onto|offshore) (?:(?:the|its) )?(?:(?:north|south|east|west|central|upper|lower)[\w-]* (?:part of )?)?(?P<place>{NAME})(?![\w-])(?!,? Ltd)"
    region = rf"\b(?P<place>{NAME}) (?:region|area|basin|district|county|province|peninsula|prefecture|valley|coast|plateau|municipal|provincial)\b"
    del area
    return tuple(map(re.compile, (pair, site, facility, locative, region)))


def _listed(text: str, known: set[str]) -> Iterator[tuple[int, int]]:
    """States, divisions of countries and regions that the data files list, and places of the chapter's tables."""
    for match in _list_pattern(frozenset(known)).finditer(text):
        yield match.span()


@lru_cache(maxsize=8)
def _list_pattern(known: frozenset[str]) -> re.Pattern[str]:
    lists = names()
    listed = {*countries.state_names().values(), *lists["divisions"], *_regions(), *known}
    return re.compile(rf"(?<![\w’§¤-])(?:{either(listed)})(?:, (?:{either(countries.state_names())})(?!\w))?(?![\w-])(?! [A-Z]\w+ (?:Ltd|Inc|Co|Corp))")


def _regions() -> set[str]:
    single = names()["not_places"] | {"Mountain", "Pacific", "South", "West"}
    return {name for name in countries.region_names() if name not in single}
