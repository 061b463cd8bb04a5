"""The choice between the forms of a word: a log-linear model over features, its words and weights in data files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from pipeline.knowledge.data import read_yaml
from pipeline.sources.casefeatures import Context, Evidence, Neighbours, context_features, form_features
from pipeline.sources.casewords import LOST, candidates, is_open

WORDS_FILE, WEIGHTS_FILE = "case_words.txt", "case_weights.txt"
NAMES_FILE, ORDINARY_FILE = "case_names.yaml", "case_ordinary.txt"
KINDS = "KCAF"
CAUTION = 0.4  # how much likelier another form must be (a natural logarithm) for a word to be changed
POOLING, CLIP = 0.6, 4.0  # how much other places of a pair of words count, and one of them at most
POOLED = frozenset([" ", "-", "(", ", ", "&"])
Weights = dict[str, tuple[float, float, float, float]]


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
    """The `Lexicon` of a model: words met in the chapters it learned from, names written down by hand."""

    met: Mapping[str, Usage]
    names: Mapping[str, str] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()

    def usage(self, key: str) -> str:
        """See `pipeline.sources.casefeatures.Lexicon`."""
        return self.met.get(key, UNKNOWN).name(key in self.ordinary)

    def knows(self, key: str) -> bool:
        """See `pipeline.sources.casefeatures.Lexicon`."""
        return key in self.met

    def forms(self, key: str) -> Sequence[str]:
        """See `pipeline.sources.casefeatures.Lexicon`."""
        return self.met.get(key.lower(), UNKNOWN).forms

    def tags(self, form: str) -> str:
        """See `pipeline.sources.casefeatures.Lexicon`."""
        return self.names.get(form, "")


Scores = dict[str, float]  # of each form of a word, by how much it is likelier than the form printed
Pair = tuple[str, str, str]


@dataclass(frozen=True)
class CaseModel:
    """Weights and word list; chooses a form for every open word of a chapter."""

    words: WordList
    weights: Weights
    caution: float = CAUTION

    def repair(self, contexts: Sequence[Context], evidence: Evidence) -> list[dict[int, str]]:
        """For each text of a chapter the words that get another form, by index.

        Each word is judged in its place first, from left to right, then along with the other places where the chapter
        has it beside the same word.
        """
        scores = [self._score(here, evidence) for here in contexts]
        pairs = _pooled(contexts, scores)
        repaired = []
        for here, row in zip(contexts, scores, strict=True):
            forms = {i: self._choose(_together(here, i, own, pairs), here.words[i].text) for i, own in row.items()}
            repaired.append({i: form for i, form in forms.items() if form != here.words[i].text})
        return repaired

    def _score(self, here: Context, evidence: Evidence) -> dict[int, Scores]:
        before = Neighbours()
        row: dict[int, Scores] = {}
        for index, word in enumerate(here.words):
            form = word.text
            forms = open_forms(here, index, self.words, evidence)
            if forms:
                row[index] = self._scores(forms, here, index, before, evidence)
                form = self._choose(row[index], form)
            before = Neighbours(form, before.one)
        return row

    def _choose(self, scores: Scores, printed: str) -> str:
        best = max(scores, key=scores.__getitem__)
        return best if scores[best] > self.caution else printed

    def _scores(
        self, forms: Mapping[str, str], here: Context, index: int, before: Neighbours, evidence: Evidence
    ) -> Scores:
        get = self.weights.get
        shared = [w for w in map(get, context_features(here, index, before, self.words)) if w]
        scores: Scores = {}
        for kind, form in forms.items():
            column = KINDS.index(kind[0])
            own = [w for w in map(get, form_features(form, here, index, before, self.words, evidence)) if w]
            scores[form] = sum(w[column] for w in own) + sum(w[column] for w in shared if column)
        printed = scores[forms["K"]]
        return {form: score - printed for form, score in scores.items()}


def _pooled(contexts: Sequence[Context], scores: Sequence[dict[int, Scores]]) -> dict[Pair, list[Scores]]:
    """The scores of all places by the word and its neighbour at either side."""
    pairs: dict[Pair, list[Scores]] = defaultdict(list)
    for here, row in zip(contexts, scores, strict=True):
        for index, own in row.items():
            for pair in _pairs_of(here, index):
                pairs[pair].append(own)
    return pairs


def _pairs_of(here: Context, index: int) -> list[Pair]:
    if here.words[index].address or here.joints[index] not in POOLED:
        return []
    after = here.keys[index + 1] if index + 1 < len(here.keys) else ""
    before = here.keys[index - 1] if index else ""
    return [(before, here.joints[index], here.keys[index]), (here.keys[index], ">", after)]


def _together(here: Context, index: int, own: Scores, pairs: Mapping[Pair, Sequence[Scores]]) -> Scores:
    """A word's scores with a share of the mean of those of the same pairs of words elsewhere."""
    others = [other for pair in _pairs_of(here, index) for other in pairs[pair] if other is not own]
    if not others:
        return own
    return {
        form: score + POOLING * sum(_clipped(other.get(form, 0.0)) for other in others) / len(others)
        for form, score in own.items()
    }


def _clipped(score: float) -> float:
    return max(-CLIP, min(CLIP, score))


def open_forms(here: Context, index: int, lexicon: WordList, evidence: Evidence) -> dict[str, str]:
    """The forms word ``index`` may have had, by kind; empty where there is only one."""
    word, key = here.words[index].text, here.keys[index]
    known = [*lexicon.forms(key), *evidence.forms(key)] if any(char in "dmnu" for char in word) else []
    if not known and not is_open(word):
        return {}
    forms = candidates(word, known)
    defined = evidence.defined.get(key)
    if defined in forms.values():
        forms = {kind: form for kind, form in forms.items() if kind == "K" or form == defined != word}
    return forms if len(forms) > 1 else {}


@cache
def load() -> CaseModel:
    """The model that is published with the project; read once."""
    words = WordList(read_words(_read(WORDS_FILE)), read_names(), read_ordinary())
    return CaseModel(words, read_weights(_read(WEIGHTS_FILE)))


def _read(name: str) -> str:
    return resources.files("pipeline.sources").joinpath(name).read_text(encoding="utf-8")


def read_words(text: str) -> dict[str, Usage]:
    """The words of a word file: a line a word, its counts with and without a capital, its other forms."""
    met = {}
    for line in text.splitlines():
        key, capital, small, *forms = line.split()
        met[key] = Usage(int(capital), int(small), tuple(forms))
    return met


def read_weights(text: str) -> Weights:
    """The weights of a weight file: a line a feature, a tab, its weights in hundredths by kind."""
    weights: Weights = {}
    for line in text.splitlines():
        feature, _, numbers = line.rpartition("\t")
        keep, capital, acronym, other = (float(number or 0) / 100 for number in numbers.split(","))
        weights[feature] = (keep, capital, acronym, other)
    return weights


def read_ordinary() -> frozenset[str]:
    """Ordinary words, lower case."""
    lines = _read(ORDINARY_FILE).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def read_names() -> dict[str, str]:
    """Names by hand, countries and States: each form with the letters of the lists it stands in."""
    from pipeline.knowledge.countries import country_names

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
