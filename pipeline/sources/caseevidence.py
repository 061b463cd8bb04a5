"""What a chapter itself says of its letter case: capitals its damaged text still has, its clean strings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.sources.casewords import LOWERED, SMALL, Word, all_capitals, lowered, words

PART = re.compile(r"[A-Z][a-z]*")


class Evidence:
    """What the chapter itself says: capitals its damaged text still has, and its clean strings (the tables')."""

    def __init__(self, texts: Iterable[Sequence[Word]], clean: Iterable[str]) -> None:
        self.printed: dict[str, Counter[str]] = defaultdict(Counter)
        self.pairs: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
        self.company: dict[str, Counter[str]] = defaultdict(Counter)
        self.clean: dict[str, Counter[str]] = defaultdict(Counter)
        self.clean_pairs: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
        self.defined: dict[str, str] = {}
        for text in texts:
            self._read_definitions(text)
            for a, b in pairwise(text):
                if b.before in (" ", "-", " & "):
                    self.printed[lowered(b.text)][b.text] += 1
                    self.pairs[lowered(a.text), lowered(b.text)][a.text, b.text] += 1
                    self.company[lowered(b.text)][_company(a.text)] += 1
        for string in set(clean):
            if not string.isupper():
                self._read_clean(words(string))

    def _read_definitions(self, text: Sequence[Word]) -> None:
        """Abbreviations that stand in parentheses after the words they are made of: "indium phosphide (InP)"."""
        for index, word in enumerate(text):
            if word.before.endswith("(") and len(word.text) > 1:
                form = _defined(word.text, [other.text.lower() for other in text[max(0, index - 6) : index]])
                if form:
                    self.defined[lowered(word.text)] = form

    def _read_clean(self, found: Sequence[Word]) -> None:
        for index, word in enumerate(found):
            if index or (len(word.text) > 1 and word.text.isupper()):
                self.clean[lowered(word.text)][word.text] += 1
            if index and len(word.before) <= 3:
                before = found[index - 1].text
                self.clean_pairs[lowered(before), lowered(word.text)][before, word.text] += 1

    def kept_company(self, key: str) -> str:
        """How often the word follows another in lower case or an article, as a class."""
        counts = self.company.get(key)
        if not counts:
            return "0"
        total = counts.total()
        size = "1" if total == 1 else "2" if total < 5 else "5"
        return f"{size}{3 * counts['L'] // total}{3 * counts['a'] // total}"

    def forms(self, key: str) -> list[str]:
        """The forms of a word that the chapter prints somewhere, with all their capitals as far as can be seen."""
        whole = [form for form in self.printed.get(key, ()) if form[0] not in LOWERED and _may_be_whole(form)]
        return [*whole, *self.clean.get(key, ())]


def _company(word: str) -> str:
    return "a" if word in ("a", "an", "the") else "L" if word[0].islower() and word not in SMALL else "-"


def _may_be_whole(form: str) -> bool:
    """Whether no more capitals can be lost: "LCds" is no form of its own beside "LCDs"."""
    return all_capitals(form) in (None, form)


def _defined(word: str, before: Sequence[str]) -> str | None:
    """The form of an abbreviation that the words before it spell with their initials or beginnings."""
    acronym = all_capitals(word)
    body = acronym[:-1] if acronym and acronym[-1] == "s" else acronym
    if body and "".join(other[0] for other in before[-len(body) :]) == body.lower():
        return acronym
    parts = PART.findall(word[0].upper() + word[1:])
    if "".join(parts) != word[0].upper() + word[1:] or len(parts) > len(before) or len(word) == 1:
        return None
    spelled = zip(parts, before[len(before) - len(parts) :], strict=True)
    return "".join(parts) if all(other.startswith(part.lower()) for part, other in spelled) else None
