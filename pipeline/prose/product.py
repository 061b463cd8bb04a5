"""What a capacity is for, in the text's words: "secondary indium", "ITO", "alumina"."""

from __future__ import annotations

import re

from pipeline.prose.figure import Figure, cue
from pipeline.prose.words import cues, names

STOP = "|".join(cues()["product"]["stop"])
MADE = rf"((?:(?:muriate|sulfate|nitrate|chloride) of )?(?:(?!(?:{STOP})\b)[\w’₀-₉-]+ ?){{1,5}}(?:\([^)]*\) ?[\w-]+)?)"
OF = re.compile(rf"^(?:\s\([^)]*\))?\s(?:of )(?:an? |the )?{MADE}")
NAMED = rf"((?:(?!(?:{STOP})\b)(?<![\w/-])[\w’-]+ )+)"
CAPACITY = r"(?:capacit(?:y|ies)|capability)\b"
BEFORE = re.compile(rf"{NAMED}{CAPACITY}")
FOR = re.compile(rf"{CAPACITY}(?: \([^)]*\))? (?:for|of) (?:the )?{MADE}")
TO_MAKE = re.compile(rf"\b(?:produce|producing|process|processing|recover|recovering) (?:the )?{MADE}$")
IDLE = "|".join(cues()["product"]["idle"])
LEAD = re.compile(rf"^(?:{IDLE})(?: |$)")
TAIL = re.compile(rf"(?:^| )(?:{IDLE})$")


def product(figure: Figure) -> tuple[str, int] | None:
    """The product and where it begins in the paragraph's text, or None where the sentence does not say."""
    right, left = figure.quantity.end, figure.sentence.start
    found = OF.match(figure.right)
    if found and (made := _trimmed(found[1], right + found.start(1))):
        return made
    if figure.quantity.adjective:
        return _of_plant(figure)
    found = re.match(rf"^(?:\s\([^)]*\))? (?:of )?{NAMED}{CAPACITY}", figure.right)
    if found and (made := _trimmed(found[1], right + found.start(1))):
        return made
    for pattern in (BEFORE, FOR):
        for match in reversed(list(pattern.finditer(figure.left))):
            if made := _trimmed(match[1], left + match.start(1)):
                return made
    return None


def _of_plant(figure: Figure) -> tuple[str, int] | None:
    """Of a figure used as an adjective: the words before the facility ("ITO manufacturing plant" makes ITO)."""
    pattern = rf"^(?:\s\([^)]*\))?\s((?:[\w’(),-]+\s){{0,7}}?)(?:{cue('facility').pattern}|{CAPACITY})"
    found = re.match(pattern, figure.right)
    words = re.search(r"((?:(?<![\w-])(?:[A-Z]{2,}\w*|[a-z][\w-]*)\s)+)$", found[1]) if found else None
    if found is None or words is None:
        return None
    return _trimmed(words[1], figure.quantity.end + found.start(1) + words.start(1))


def _trimmed(words: str, start: int) -> tuple[str, int] | None:
    """The words without what only speaks of capacity; None where nothing is left."""
    words = words.rstrip()
    while lead := LEAD.match(words):
        start, words = start + lead.end(), words[lead.end() :]
    while tail := TAIL.search(words):
        words = words[: tail.start()]
    if owner := re.match(r"[\w ]+’s ", words):
        start, words = start + owner.end(), words[owner.end() :]
    if words.endswith("’s") or re.match(r"[\d.,]+(?: |$)", words):
        return None
    proper = words.rsplit(" ", 1)[-1] in names()["sites"] or words in ("The", "A", "In")
    return (words, start) if re.search("[A-Za-z]{2}|[A-Z][0-9]", words) and not proper else None
