"""What is known of words beforehand: how other chapters write them, names, ordinary words; all in data files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from pipeline.knowledge.countries import country_names
from pipeline.knowledge.data import read_yaml
from pipeline.sources.casewords import LOST

WORDS_FILE, NAMES_FILE, ORDINARY_FILE = "case_words.txt", "case_names.yaml", "case_ordinary.txt"


@dataclass(frozen=True)
class Usage:
    """How often a word was met within sentences with a capital and without."""

    capital: int
    small: int
    forms: tuple[str, ...] = ()

    def name(self, ordinary: bool) -> str:
        """The usage as a class of the model; d: too rarely met, but an ordinary word."""
        if ordinary and self.capital + self.small < 3:
            return "d"
        if not self.small:
            return "?" if not self.capital else "u1" if self.capital < 3 else "u2"
        if not self.capital:
            return "l1" if self.small < 3 else "l2" if self.small < 20 else "l3"
        share = self.capital / (self.capital + self.small)
        return "m" + str(sum(share >= bound for bound in (0.03, 0.2, 0.5, 0.8, 0.97)))


UNKNOWN = Usage(0, 0)


@dataclass(frozen=True)
class WordList:
    """Words met in the chapters a model learned from, by their lower-case form; names and ordinary words by hand."""

    met: Mapping[str, Usage]
    names: Mapping[str, str] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()

    def usage(self, key: str) -> str:
        """How the lower-case word ``key`` is mostly written within sentences, as a short class; "?" if unknown."""
        return self.met.get(key, UNKNOWN).name(key in self.ordinary)

    def knows(self, key: str) -> bool:
        """Whether the lower-case word ``key`` has been met often enough to have weights of its own."""
        return key in self.met

    def forms(self, key: str) -> Sequence[str]:
        """The forms of a word that have these capitals after the first letter ("LCD")."""
        return self.met.get(key.lower(), UNKNOWN).forms

    def tags(self, form: str) -> str:
        """The kinds of name the form is known as, a letter each: e(lement), m(onth), p(lace), S(tate code) ..."""
        return self.names.get(form, "")


@cache
def word_list() -> WordList:
    """The word list that is published with the project; read once."""
    return WordList(read_words(read_text(WORDS_FILE)), read_names(), read_ordinary())


def read_text(name: str) -> str:
    """A text file beside this module."""
    return resources.files("pipeline.sources").joinpath(name).read_text(encoding="utf-8")


def read_words(text: str) -> dict[str, Usage]:
    """The words of a word file: a line a word, its counts with and without a capital, its other forms."""
    met = {}
    for line in text.splitlines():
        key, capital, small, *forms = line.split()
        met[key] = Usage(int(capital), int(small), tuple(forms))
    return met


def read_ordinary() -> frozenset[str]:
    """Ordinary words, lower case."""
    lines = read_text(ORDINARY_FILE).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def read_names() -> dict[str, str]:
    """Names by hand, countries and States: each form with the letters of the lists it stands in."""
    tags: dict[str, str] = {}
    lists = read_yaml("pipeline.sources", NAMES_FILE)
    for name, forms in lists.items():
        for form in forms.split():
            tags[form] = tags.get(form, "") + name[0]
    for code, state in read_yaml("pipeline.knowledge", "states.yaml").items():
        tags[code] = tags.get(code, "") + "S"
        _tag_words(tags, state["name"])
    for country in country_names():
        _tag_words(tags, country)
    return tags


def _tag_words(tags: dict[str, str], name: str) -> None:
    for form in name.replace(",", " ").replace("-", " ").split():
        if form[0] in LOST and "p" not in tags.get(form, ""):
            tags[form] = tags.get(form, "") + "p"
