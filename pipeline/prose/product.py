"""What a capacity is for, in the text's words: "secondary indium", "ITO", "alumina"."""

from __future__ import annotations

import re

from pipeline.prose.figure import Figure, cue

STOP = (
    r"at|in|from|by|for|with|and|or|was|were|is|are|to|that|which|using|on|per|as|would|could|can|over|during|"
    r"beginning|starting|had|has|containing|but|through|near|after|before|when|owing|while|additional"
)
WORDS = rf"((?:(?!(?:{STOP})\b)[\w’()₀-₉-]+ ?){{1,6}})"
OF = re.compile(rf"^(?:\s\([^)]*\))?\s(?:of\s)(?:an? |the )?{WORDS}")
BEFORE = re.compile(r"((?:[\w’-]+ ){1,4})(?:production |processing |recovery |refining )?capacit(?:y|ies)\b")
TRIM = re.compile(r"^(?:the|a|an|its|their|new|total|combined|annual|initial|operating|production|existing|world|global|"
                  r"company’s|estimated|about|approximately)\s+", re.IGNORECASE)  # fmt: skip
TAIL = re.compile(r"\s*\b(?:capacity|production|manufacturing|processing|recycling|content|equivalent content)$")
FACILITY_PRODUCT = re.compile(r"\b((?:[\w-]+ ){1,3}?)(?:refinery|refineries|smelter|smelters|mine|plant|plants|concentrator)\b")


def product(figure: Figure) -> tuple[str, int] | None:
    """The product and where it begins in the paragraph's text, or None where the sentence does not say."""
    base = figure.quantity.end
    found = OF.match(figure.right)
    if found and not re.match(r"(?:[\w-]+ )?capacit|operating", found[1]):
        return _trimmed(found[1], base + found.start(1))
    if figure.quantity.adjective:
        return _of_plant(figure)
    found = re.match(rf"^(?:\s\([^)]*\))? (?:of )?((?:[\w-]+ ){{1,4}}?)(?:production )?(?:{cue('capacity').pattern})", figure.right)
    if found:
        return _trimmed(found[1], base + found.start(1))
    before = list(BEFORE.finditer(figure.left))
    return _trimmed(before[-1][1], figure.sentence.start + before[-1].start(1)) if before else None


def _of_plant(figure: Figure) -> tuple[str, int] | None:
    facility = re.sub(r"\s", "", cue("facility").pattern)
    pattern = rf"^(?:\s\([^)]*\))?\s((?:[\w’(),-]+\s){{0,7}}?){facility}"
    found = re.match(pattern, figure.right)
    if not found:
        return None
    words = re.search(r"((?:(?:[A-Z]{2,}\w*|[a-z][\w-]*)\s)+)$", found[1])
    return _trimmed(words[1], figure.quantity.end + found.start(1) + words.start(1)) if words else None


def _trimmed(words: str, start: int) -> tuple[str, int] | None:
    words = words.rstrip()
    while lead := TRIM.match(words + " "):
        start, words = start + lead.end(), words[lead.end() :]
    text = TAIL.sub("", words).strip(" ,")
    return (text, start) if re.search("[A-Za-z]{2}", text) else None
