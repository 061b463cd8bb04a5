"""Marks that a dump has fused to names or set on lines of their own, told from names by what the notes declare."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.knowledge import countries
from pipeline.sources.dump_lines import is_legend
from pipeline.sources.paragraphs import Line

_MARKER = re.compile(r"^(\d{1,2})\s?(?=[A-ZÀ-Ý“\"(½])")
_ALONE = re.compile(r"^(\d{1,2}|[erp])$")
_MISPLACED = re.compile(r"^([erp]|\d{1,2})(?=[A-Z])")
_FLAG_ENTRY = re.compile(r"(?:^|[\s,])([erp])(?:, ?[erp])*\s?(?=Estimated|Revised|Preliminary|, ?[erp])")
_WORD_FLAG = re.compile(r"\b(Estimated|Revised|Preliminary)\.")
_BARE_ENTRY = re.compile(r"(?<=\. )(?:Estimated|Revised|Preliminary)(?=\.)")
_FLAGS_ALONE = re.compile(r"^[erp](?: [erp])*$")
_WORD = re.compile(r"[a-zà-ÿ]+")
_FUSED_NUMERAL = re.compile(
    r"^(?P<text>.*(?:[A-Za-zÀ-ÿ.)’”\]:%\"]|[A-Za-zÀ-ÿ)][erp],))(?P<marks>\s?\d{1,2}(?:, ?\d{1,2})*)$"
)
_FUSED_LETTER = re.compile(r"^(?P<text>.*[A-Za-zÀ-ÿ)\]:])(?P<marks>[erp](?:, ?[erp\d]{1,2})*)$")
_FUSED_TO_WORD = re.compile(
    r"(?<!\b[Gg]rade)(?<!\b[Cc]lass)(?<!\b[Tt]ype)(?<=[a-z]{2})[)\]]?:?(?:[erp], ?)?(?P<marks>\d{1,2}(?:, ?\d{1,2})*)$"
)
_FUSED_WITHIN = re.compile(
    r"(?:(?<=[A-Za-zà-ÿ.)]),(?=\d)|(?<=[a-zà-ÿ)])(?=\d\d?,))(?P<mark>\d{1,2}),?(?= [A-ZÀ-Ý])"
    r"|(?<=[a-z]{3})(?P<other>\d{1,2})(?= [a-z])"
)
_FLAGGED_YEAR = re.compile(r"^(?P<text>(?:19|20)\d\d)(?P<marks>[erp])$")
_SPACED_LETTER = re.compile(r"^(?P<text>.+[A-Za-zÀ-ÿ)\]:])\s(?P<marks>[erp](?:, ?[erp\d]{1,2})*)$")


def declared(notes: Sequence[Line]) -> set[str]:
    """The marks that a table's notes and legend explain."""
    found = {match[1] for line in notes if (match := _MARKER.match(line.text.strip()))}
    found |= {match[1] for line in notes if (match := _ALONE.match(line.text.strip()))}
    for line in notes:
        found |= set(_FLAG_ENTRY.findall(line.text)) | {word[0].lower() for word in _WORD_FLAG.findall(line.text)}
    return found


def fused(labels: Sequence[str]) -> set[str]:
    """Numerals fused to words of labels: marks, even where their notes stand elsewhere; a grade's is none."""
    found = [match for label in labels if (match := _FUSED_TO_WORD.search(label))]
    return {mark for match in found for mark in _split(match["marks"]) if mark.isdigit()}


def mended(notes: Sequence[Line]) -> list[Line]:
    """Notes with each superscript that slipped onto the next line, or above its own, back at the start of its own."""
    lines = _unslipped([line for line in notes if line.text.strip()])
    out: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if is_legend(text):
            text = _BARE_ENTRY.sub(lambda entry: entry[0][0].lower() + entry[0], text)
        if out and _FLAGS_ALONE.match(text) and set(text.split()) <= set(_FLAG_ENTRY.findall(out[-1].text)):
            continue
        alone = _ALONE.match(text)
        slipped = alone or _MISPLACED.match(text)
        above = out[-1].text.strip() if out else ""
        if slipped and out and _lacks_mark(out, above, slipped[1]):
            out[-1] = replace(out[-1], text=slipped[1] + above)
            text = text[slipped.end() :].strip()
        if text:
            out.append(replace(line, text=text))
    return out


def _unslipped(lines: list[Line]) -> list[Line]:
    """Notes whose first line is a mark alone with this put before the line below, if that has none."""
    if len(lines) < 2 or not (alone := _ALONE.match(lines[0].text.strip())):
        return lines
    below = lines[1].text.strip()
    flagged = _WORD_FLAG.match(below)
    own = flagged[1][0].lower() == alone[1] if flagged else alone[1].isdigit() and below[:1].isupper()
    return [replace(lines[1], text=alone[1] + below), *lines[2:]] if own and not _MARKER.match(below) else lines


def _lacks_mark(out: Sequence[Line], above: str, mark: str) -> bool:
    """The line above begins a note and has no mark of its own."""
    if not above[:1].isupper() and not above.startswith(("“", '"')):
        return False
    if mark in ("e", "r", "p"):
        flagged = _WORD_FLAG.match(above)
        return flagged is not None and flagged[1][0].lower() == mark
    begins = len(out) == 1 or out[-2].text.rstrip().endswith((".", ".”", ":", ".)", "”"))
    return begins and not is_legend(above) and not _MARKER.match(above) and not above.startswith("Source")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document in small letters: of its prose and notes, and of all its lines."""

    written: frozenset[str] = frozenset()
    anywhere: frozenset[str] = frozenset()

    @classmethod
    def of(cls, written: Iterable[str], others: Iterable[str]) -> Vocabulary:
        """The words of lines."""
        prose = frozenset(word for text in written for word in _WORD.findall(text.lower()))
        return cls(prose, prose | {word for text in others for word in _WORD.findall(text.lower())})

    def __or__(self, other: Vocabulary) -> Vocabulary:
        """The words of both."""
        return Vocabulary(self.written | other.written, self.anywhere | other.anywhere)

    def is_flagged(self, word: str) -> bool:
        """True for a word that is one only without its last letter, in the singular as in the plural."""
        word = word.lower()
        return not {word, f"{word}s"} & self.written and word[:-1] in self.anywhere


NO_WORDS = Vocabulary()


def strip_marks(text: str, markers: Collection[str], words: Vocabulary = NO_WORDS) -> tuple[str, tuple[str, ...]]:
    """A name and the marks fused to it: "China2", "Do.2", "Russiae", "Irane, 9", "organic 5".

    A numeral counts only if a note declares it, a letter only if the legend does and the rest is a name without it.
    """
    if (match := _FLAGGED_YEAR.match(text)) and match["marks"] in markers:
        return match["text"], (match["marks"],)
    match = _FUSED_NUMERAL.match(text)
    if match and all(mark in markers for mark in _split(match["marks"])):
        if match["text"].endswith(","):
            letter = _FUSED_LETTER.match(match["text"][:-1])
            if not letter or not _is_flagged(letter, markers, words):
                return text, ()
            return letter["text"], (*_split(letter["marks"]), *_split(match["marks"]))
        return match["text"], _split(match["marks"])
    match = _SPACED_LETTER.match(text) or _FUSED_LETTER.match(text)
    if match and _is_flagged(match, markers, words):
        return match["text"], _split(match["marks"])
    return text, ()


def strip_inner(text: str, markers: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Words without the numerals fused to all but the last: "Japan,9 China", "Peru7, Chile", "unset16 and worked"."""
    found: list[str] = []

    def bare(match: re.Match[str]) -> str:
        mark = match["mark"] or match["other"]
        if mark not in markers:
            return match[0]
        found.append(mark)
        return "," if "," in match[0] else ""

    return _FUSED_WITHIN.sub(bare, text), tuple(found)


def _split(marks: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[erp]|\d+", marks))


def _is_flagged(match: re.Match[str], markers: Collection[str], words: Vocabulary) -> bool:
    """A letter is a flag where it stands apart or behind brackets, on a known place, on a word that is none with it."""
    marks = _split(match["marks"])
    if match.re is _SPACED_LETTER and len(marks) == 1:
        return True
    if any(mark not in markers for mark in marks):
        return False
    if match["text"][-1:] in ")]:" or match.re is _SPACED_LETTER or len(marks) > 1:
        return True
    if countries.lookup(match.string):
        return False
    last = re.split(r"[\s—–/-]", match.string)[-1]
    return countries.lookup(match["text"]) is not None or words.is_flagged(last)


def note_parts(text: str) -> tuple[str | None, str]:
    """A note line's leading mark, where it has one, and the rest."""
    match = _MARKER.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)
