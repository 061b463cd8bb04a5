"""The choice between the forms of a word: a log-linear model over features, its weights in a data file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.sources.caseevidence import Evidence
from pipeline.sources.casefeatures import Context, Neighbours, context_features, form_features
from pipeline.sources.caselexicon import WordList, read_text, word_list
from pipeline.sources.casewords import LOWERED, candidates, is_open

WEIGHTS_FILE = "case_weights.txt"
KINDS = "KCAF"
CAUTION = 0.35  # how much likelier another form must be (a natural logarithm) for a word to be changed
POOLING, CLIP = 0.6, 4.0  # how much other places of a pair of words count, and one of them at most
POOLED = frozenset([" ", "-", "(", ", ", "&"])
Weights = dict[str, tuple[float, float, float, float]]
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


@dataclass(slots=True)
class _Pool:
    """The places that have a pair of words: how many, and of each form their scores together, each clipped."""

    places: int = 0
    sums: Scores = field(default_factory=lambda: defaultdict(float))

    def add(self, own: Scores) -> None:
        self.places += 1
        for form, score in own.items():
            self.sums[form] += _clipped(score)


def _pooled(contexts: Sequence[Context], scores: Sequence[dict[int, Scores]]) -> dict[Pair, _Pool]:
    """The scores of all places by the word and its neighbour at either side."""
    pairs: dict[Pair, _Pool] = defaultdict(_Pool)
    for here, row in zip(contexts, scores, strict=True):
        for index, own in row.items():
            for pair in _pairs_of(here, index):
                pairs[pair].add(own)
    return pairs


def _pairs_of(here: Context, index: int) -> list[Pair]:
    if here.words[index].address or here.joints[index] not in POOLED:
        return []
    after = here.keys[index + 1] if index + 1 < len(here.keys) else ""
    before = here.keys[index - 1] if index else ""
    return [(before, here.joints[index], here.keys[index]), (here.keys[index], ">", after)]


def _together(here: Context, index: int, own: Scores, pairs: Mapping[Pair, _Pool]) -> Scores:
    """A word's scores with a share of the mean of those of the same pairs of words elsewhere."""
    pools = [pairs[pair] for pair in _pairs_of(here, index)]
    others = sum(pool.places - 1 for pool in pools)
    if not others:
        return own
    return {
        form: score + POOLING * sum(pool.sums.get(form, 0.0) - _clipped(score) for pool in pools) / others
        for form, score in own.items()
    }


def _clipped(score: float) -> float:
    return max(-CLIP, min(CLIP, score))


def open_forms(here: Context, index: int, lexicon: WordList, evidence: Evidence) -> dict[str, str]:
    """The forms word ``index`` may have had, by kind; empty where there is only one."""
    word, key = here.words[index].text, here.keys[index]
    known = [*lexicon.forms(key), *evidence.forms(key)] if any(char in LOWERED for char in word) else []
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
    return CaseModel(word_list(), read_weights(read_text(WEIGHTS_FILE)))


def read_weights(text: str) -> Weights:
    """The weights of a weight file: a line a feature, a tab, its weights in hundredths by kind."""
    weights: Weights = {}
    for line in text.splitlines():
        feature, _, numbers = line.rpartition("\t")
        keep, capital, acronym, other = (float(number or 0) / 100 for number in numbers.split(","))
        weights[feature] = (keep, capital, acronym, other)
    return weights
