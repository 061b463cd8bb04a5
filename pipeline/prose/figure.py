"""A figure in its sentence: what the rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.prose.quantities import Quantity
from pipeline.prose.sentences import Sentence
from pipeline.prose.words import cues


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a paragraph: ``text`` is the paragraph's, citations blotted out; offsets are in it."""

    text: str
    sentence: Sentence
    quantity: Quantity

    @property
    def left(self) -> str:
        """The sentence up to the figure."""
        return self.text[self.sentence.start : self.quantity.start]

    @property
    def right(self) -> str:
        """The sentence after the figure."""
        return self.text[self.quantity.end : self.sentence.end]

    @property
    def whole(self) -> str:
        """The sentence."""
        return self.text[self.sentence.start : self.sentence.end]

    @property
    def clause(self) -> tuple[int, int]:
        """Where the figure's clause begins and ends in ``text``: a semicolon or a joined main clause cuts it off."""
        start, end = self.sentence.start, self.sentence.end
        for cut in CLAUSE.finditer(self.whole):
            if self.sentence.start + cut.end() <= self.quantity.start:
                start = self.sentence.start + cut.end()
            elif self.sentence.start + cut.start() >= self.quantity.end:
                end = self.sentence.start + cut.start()
                break
        own = OWN_SUBJECT.search(self.text, self.quantity.end, end)
        return start, own.start() if own else end

    @property
    def clause_left(self) -> str:
        """What stands before the figure in its clause."""
        return self.text[self.clause[0] : self.quantity.start]

    @property
    def clause_right(self) -> str:
        """What stands after the figure in its clause."""
        return self.text[self.quantity.end : self.clause[1]]


SUBJECT = r"(?: [^\s;]+){0,9}? (?:was|were|is|are|had|has|would|will|could|may|planned|anticipated|expected)\b"
JOINT = rf",? (?:and|but|although|whereas|while|which|so)(?! [\d.,]+ )(?={SUBJECT})"
# After a figure, what begins to speak of something else: "a capacity of 20 t/yr and its Ostra mill remained closed".
OWN_SUBJECT = re.compile(
    r",? and (?=(?:its|their|another) (?:[^\s;]+ ){1,12}?(?:was|were|had|has|would|remained|could)\b)"
)
CLAUSE = re.compile(rf";|{JOINT}|, (?:of which|excluding)\b|,? including\b")


@lru_cache(maxsize=128)
def cue(*path: str) -> re.Pattern[str]:
    """The cue words at ``path`` in ``cues.yaml`` as one pattern that matches whole words in any case."""
    entry = cues()
    for key in path:
        entry = entry[key]
    words = "|".join(entry) if isinstance(entry, list) else re.sub(r"\|\s+", "|", entry.strip())
    if "@facility" in words:
        words = words.replace("@facility", re.sub(r"\|\s+", "|", cues()["facility"].strip()))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of ``pattern`` in ``text`` begins, -1 for none."""
    found = -1
    for match in pattern.finditer(text):
        found = match.start()
    return found
